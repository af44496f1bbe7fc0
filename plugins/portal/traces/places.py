"""Names for folders that lie elsewhere in other processes: what travels names them, and is at home where it arrives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_MARK = "\0"  # no path has it
_places: tuple[tuple[str, str], ...] = ()


@contextmanager
def in_places(folders: Mapping[str, Path]) -> Iterator[None]:
    """The folders of this process by their names, as long as the block is at work."""
    global _places
    before = _places
    pairs = ((f"{_MARK}{name}{_MARK}", str(folder)) for name, folder in folders.items())
    _places = tuple(sorted(pairs, key=lambda pair: -len(pair[1])))  # one may lie in another
    try:
        yield
    finally:
        _places = before


def folders() -> dict[str, Path]:
    return {mark.strip(_MARK): Path(folder) for mark, folder in _places}


def neutral(text: str) -> str:
    """`text` with names in the place of folders."""
    for mark, folder in _places:
        if folder in text:
            text = text.replace(folder, mark)
    return text


def local(text: str) -> str:
    """What `neutral` gave, with the folders of this process."""
    if _MARK in text:
        for mark, folder in _places:
            text = text.replace(mark, folder)
    return text
