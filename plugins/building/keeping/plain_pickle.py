"""Pickles of plain values only: whatever a damaged or foreign file holds, reading it runs no code but ours.

Allowed are frozen values: dataclasses, named tuples and enumerations of our own modules, faults, moments and paths.
Everything else, functions above all, is refused while it is read.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import io
import pickle
from collections.abc import Callable, Mapping
from functools import cache
from operator import methodcaller
from typing import Any

from portal.errors import PortalError

from .kept_apart import KeptApart

# The libraries' values; nothing here does anything but hold what it is given.
_SIMPLE = {
    ("datetime", "datetime"),
    ("datetime", "date"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("datetime", "time"),
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("pathlib", "PurePosixPath"),
}
_OWN = frozenset(__name__.split(".")[:1]) | {
    "newsroom",
    "stat_tables",
    "site_search",
    "legal_references",
    "proofreading",
    "portal",
}


class NotPlainPickleError(pickle.UnpicklingError):
    """The data names something that no plain value is made of."""


# Given the kind and the number of a part that is kept apart.
Fetch = Callable[[type[KeptApart], int], KeptApart]


def dump(value: object) -> bytes:
    stream = io.BytesIO()
    _OwnWays(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


def dump_in_parts(value: object) -> tuple[bytes, list[KeptApart]]:
    """What `load` makes the value of, and its parts that are kept apart."""
    stream = io.BytesIO()
    writer = _Writer(stream, pickle.HIGHEST_PROTOCOL)
    writer.dump(value)
    return stream.getvalue(), writer.apart


def load(data: bytes, fetch: Fetch | None = None) -> Any:
    """Raises many kinds of exceptions for data that `dump` did not write: see FAULTS."""
    reader = _Reader(io.BytesIO(data))
    reader.fetch = fetch
    return reader.load()


# What reading of harmed data can raise.
FAULTS = (
    pickle.UnpicklingError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    EOFError,
    ImportError,
    MemoryError,
    OverflowError,
)


def _by_value(member: enum.Enum) -> tuple[type[enum.Enum], tuple[Any]]:
    return type(member), (member.value,)


class _Ways(dict[type, Callable[[Any], Any]]):
    """How values of a kind are taken apart: members of enumerations by value, as Python does since 3.11.4.

    Before, it wrote a call of `getattr`, which `load` refuses: no kept value may call what it likes.
    """

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        if issubclass(kind, type):
            raise KeyError(kind)  # a class goes by its name
        way = self[kind] = _by_value if issubclass(kind, enum.Enum) else _OF_ITS_OWN
        return way


_OF_ITS_OWN = methodcaller("__reduce_ex__", pickle.HIGHEST_PROTOCOL)


class _OwnWays(pickle.Pickler):
    """Values are taken apart in their own ways, whatever a library has registered for all: Dask does so for faults."""

    dispatch_table: Mapping[type, Any] = _Ways()


class _Writer(_OwnWays):
    def __init__(self, stream: io.BytesIO, protocol: int) -> None:
        super().__init__(stream, protocol)
        self.apart: list[KeptApart] = []

    def persistent_id(self, value: object) -> tuple[type[KeptApart], int] | None:
        if not isinstance(value, KeptApart):
            return None
        self.apart.append(value)
        return type(value), len(self.apart) - 1


class _Reader(pickle.Unpickler):
    fetch: Fetch | None = None

    def persistent_load(self, named: Any) -> Any:
        kind, number = named
        if self.fetch is None or not issubclass(kind, KeptApart) or type(number) is not int:
            raise NotPlainPickleError("a part that is kept elsewhere")
        return self.fetch(kind, number)

    def find_class(self, module: str, name: str) -> Any:
        return _plain_kind(module, name)


@cache
def _plain_kind(module: str, name: str) -> Any:
    """Thousands of stories name the same few kinds of values."""
    if (module, name) in _SIMPLE:
        return getattr(importlib.import_module(module), name)
    if module.partition(".")[0] in _OWN and "." not in name:
        kind = getattr(importlib.import_module(module), name)
        if isinstance(kind, type) and _is_plain(kind):
            return kind
    raise NotPlainPickleError(f"{module}.{name} is no plain value")


def _is_plain(kind: type) -> bool:
    named_tuple = issubclass(kind, tuple) and hasattr(kind, "_fields")
    return named_tuple or dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum | PortalError)
