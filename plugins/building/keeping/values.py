"""Digests of plain values: equal for equal values, in every process; what is not plain has none.

Plain are texts, numbers, moments, paths, enumerations, frozen dataclasses, lists and mappings of them, functions that
can be imported, and objects that tell in `made_from` which plain values they are made from.
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import types
import weakref
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from pathlib import PurePath
from typing import Any

SIZE = 16  # bytes of a digest


class NotPlainError(TypeError):
    """A value whose digest would say nothing."""


class ValueDigests:
    """Works out digests; of a frozen object once, as long as it lives."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[weakref.ref[Any], bytes]] = {}

    def of(self, *values: object) -> str:
        """Raises NotPlainError where a value has none, such as one that holds itself."""
        try:
            return self._digest(values).hex()
        except RecursionError:
            raise NotPlainError("a value holds itself") from None

    def of_frozen(self, value: object) -> str:
        """What `know` takes; empty where the value is no frozen dataclass, or has no digest."""
        try:
            if _WRITERS[type(value)] is not ValueDigests._frozen:
                return ""
            self._frozen(value, lambda _data: None)
        except (NotPlainError, RecursionError):
            return ""
        return self._known[id(value)][1].hex()

    def know(self, value: object, digest: str) -> None:
        """`value`, which was made from kept bytes, has the digest that `of_frozen` gave of it then."""
        self._known[id(value)] = (weakref.ref(value), bytes.fromhex(digest))

    def _digest(self, value: object) -> bytes:
        parts: list[bytes] = []
        _WRITERS[type(value)](self, value, parts.append)
        return hashlib.blake2b(b"".join(parts), digest_size=SIZE).digest()

    def _frozen(self, value: Any, add: Callable[[bytes], None]) -> None:
        known = self._known.get(id(value))
        if known is None or known[0]() is not value:
            parts: list[bytes] = []
            made_from = getattr(type(value), "made_from", None)
            self._fields(value, parts.append) if made_from is None else self._to_be_made(value, parts.append)
            known = (weakref.ref(value), hashlib.blake2b(b"".join(parts), digest_size=SIZE).digest())
            self._known[id(value)] = known
        add(b"F" + known[1])

    def _fields(self, value: Any, add: Callable[[bytes], None]) -> None:
        name, values_of = _SHAPES[type(value)]
        add(name)
        for item in values_of(value):
            _WRITERS[type(item)](self, item, add)

    def _sequence(self, value: Any, add: Callable[[bytes], None]) -> None:
        add(b"[%d:" % len(value))
        for item in value:
            _WRITERS[type(item)](self, item, add)

    def _mapping(self, value: Mapping[Any, Any], add: Callable[[bytes], None]) -> None:
        add(b"{%d:" % len(value))
        for key, item in value.items():
            _WRITERS[type(key)](self, key, add)
            _WRITERS[type(item)](self, item, add)

    def _to_be_made(self, value: Any, add: Callable[[bytes], None]) -> None:
        add(b"d")
        self._sequence(value.made_from, add)

    def _set(self, value: Any, add: Callable[[bytes], None]) -> None:
        add(b"(%d:" % len(value))
        for digest in sorted(map(self._digest, value)):
            add(digest)


Writer = Callable[[ValueDigests, Any, Callable[[bytes], None]], None]


class _Shapes(dict[type, tuple[bytes, Callable[[Any], tuple[Any, ...]]]]):
    """Of kinds of dataclasses: the name, and what takes the values of the fields.

    Fields that are not compared are no part of a value: such as what a table remembers to have worked out.
    """

    def __missing__(self, kind: type) -> tuple[bytes, Callable[[Any], tuple[Any, ...]]]:
        names = [field.name for field in dataclasses.fields(kind) if field.compare]
        shape = self[kind] = (_measured(f"{kind.__module__}.{kind.__qualname__}"), _values_of(names))
        return shape


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


class _Writers(dict[type, Writer]):
    """By the kind of value; that of a new kind is looked for by what the kind is derived from."""

    def __missing__(self, kind: type) -> Writer:
        write = self[kind] = _writer_for(kind)
        return write


_SHAPES = _Shapes()


def _measured(text: str) -> bytes:
    """Behind its length, so that no two rows of texts look the same."""
    data = text.encode("utf-8", "surrogatepass")
    return b"s%d:%b" % (len(data), data)


def _text(_digests: ValueDigests, value: str, add: Callable[[bytes], None]) -> None:
    data = value.encode("utf-8", "surrogatepass")
    add(b"s%d:%b" % (len(data), data))


def _bytes(_digests: ValueDigests, value: bytes, add: Callable[[bytes], None]) -> None:
    add(b"b%d:" % len(value))
    add(value)


def _simple(_digests: ValueDigests, value: object, add: Callable[[bytes], None]) -> None:
    """Simple values, which their name and text tell whole."""
    add(b"v" + _measured(f"{type(value).__name__} {value!r}"))


def _moment(_digests: ValueDigests, value: datetime, add: Callable[[bytes], None]) -> None:
    add(b"t" + _measured(f"{value.isoformat()} {value.tzname()}"))


def _member(_digests: ValueDigests, value: enum.Enum, add: Callable[[bytes], None]) -> None:
    add(b"e" + _measured(f"{type(value).__qualname__}.{value.name}"))


def _path(_digests: ValueDigests, value: PurePath, add: Callable[[bytes], None]) -> None:
    add(b"p" + _measured(str(value)))


def _marked_text(_digests: ValueDigests, value: str, add: Callable[[bytes], None]) -> None:
    """A kind of text of its own, such as trusted markup."""
    add(b"m" + _measured(type(value).__qualname__) + _measured(str.__str__(value)))


def _function(_digests: ValueDigests, value: types.FunctionType, add: Callable[[bytes], None]) -> None:
    if value.__closure__ or "<" in value.__qualname__:
        raise NotPlainError(f"{value.__qualname__} cannot be imported by its name")
    add(b"f" + _measured(f"{value.__module__}.{value.__qualname__}"))


def _nothing(_digests: ValueDigests, _value: None, add: Callable[[bytes], None]) -> None:
    add(b"0")


def _named_sequence(digests: ValueDigests, value: Any, add: Callable[[bytes], None]) -> None:
    add(b"n" + _measured(type(value).__qualname__))
    digests._sequence(value, add)


def _writer_for(kind: type) -> Writer:
    if hasattr(kind, "made_from") and not _is_frozen(kind):
        return ValueDigests._to_be_made
    for base, write in _BY_BASE:
        if issubclass(kind, base):
            return write
    if dataclasses.is_dataclass(kind):
        return ValueDigests._frozen if _is_frozen(kind) else ValueDigests._fields
    raise NotPlainError(f"{kind.__module__}.{kind.__qualname__} is no plain value")


def _is_frozen(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) and kind.__dataclass_params__.frozen and hasattr(kind, "__weakref__")  # type: ignore[attr-defined]


_BY_BASE: tuple[tuple[type, Writer], ...] = (
    (enum.Enum, _member),
    (str, _marked_text),
    (datetime, _moment),
    (PurePath, _path),
    (tuple, _named_sequence),
    (Mapping, ValueDigests._mapping),
    (types.FunctionType, _function),
)
_WRITERS = _Writers(
    {
        str: _text,
        bytes: _bytes,
        bool: _simple,
        int: _simple,
        float: _simple,
        type(None): _nothing,
        Decimal: _simple,
        Fraction: _simple,
        date: _simple,
        time: _simple,
        timedelta: _simple,
        datetime: _moment,
        tuple: ValueDigests._sequence,
        list: ValueDigests._sequence,
        dict: ValueDigests._mapping,
        set: ValueDigests._set,
        frozenset: ValueDigests._set,
    }
)
