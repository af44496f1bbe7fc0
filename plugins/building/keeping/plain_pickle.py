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
from functools import cache
from typing import Any

from portal.errors import PortalError

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


def dump(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def load(data: bytes) -> Any:
    """Raises many kinds of exceptions for data that `dump` did not write: see FAULTS."""
    return _Reader(io.BytesIO(data)).load()


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


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _plain_kind(module, name)


@cache
def _plain_kind(module: str, name: str) -> Any:
    """Thousands of stories name the same few kinds of values."""
    if (module, name) in _SIMPLE:
        return getattr(importlib.import_module(module), name)
    if module.partition(".")[0] in _OWN and "." not in name:
        found = getattr(importlib.import_module(module), name)
        if isinstance(found, type) and _is_plain(found):
            return found
    raise NotPlainPickleError(f"{module}.{name} is no plain value")


def _is_plain(kind: type) -> bool:
    named_tuple = issubclass(kind, tuple) and hasattr(kind, "_fields")
    return named_tuple or dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum | PortalError)
