"""Values on their way to another machine: folders by name, and the moment of the build as one that is traced there."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable
from pathlib import Path, PosixPath
from typing import Any, ClassVar

from portal.traces.moment import TracedMoment, apart, traced
from portal.traces.places import local, neutral


def dump(value: object) -> bytes:
    """Jobs: the folders in their paths are named."""
    return _dumped(_Pickler, value)


def dump_shared(value: object) -> bytes:
    """What jobs have in common: folders are named in every text too, such as those in a setting."""
    return _dumped(_TextPickler, value)


def load(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()


def _dumped(pickler: type[pickle.Pickler], value: object) -> bytes:
    stream = io.BytesIO()
    pickler(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


def _path(path: Path) -> tuple[Callable[[str], Path], tuple[str]]:
    return _local_path, (neutral(str(path)),)


def _local_path(text: str) -> Path:
    return Path(local(text))


def _moment(moment: TracedMoment) -> tuple[object, ...]:
    return traced, apart(moment)


class _Pickler(pickle.Pickler):
    dispatch_table: ClassVar[dict[type, Any]] = {**copyreg.dispatch_table, PosixPath: _path, TracedMoment: _moment}  # type: ignore[misc]


class _TextPickler(_Pickler):
    def persistent_id(self, value: object) -> str | None:
        if type(value) is not str:
            return None
        text = neutral(value)
        return text if text is not value else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, text: Any) -> str:
        return local(text)
