"""Digests of plain values: equal for equal values, in every process; what is not plain has none.

Plain are texts, numbers, moments, paths, enumerations, frozen dataclasses, lists and mappings of them, functions that
can be imported, and objects that tell in `made_from` which plain values they are made from.
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import marshal
import types
import weakref
from collections.abc import Callable, Iterable, Mapping
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
    """Works out digests; of a frozen object once, as long as it lives.

    A value is first reduced to lists, tuples with a mark before them and what `marshal` knows: that writes them at
    once, each kind in a way of its own, where a call for every text took twice as long.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[weakref.ref[Any], tuple[str, bytes]]] = {}
        self._held: dict[int, tuple[str, bytes]] = {}
        self._objects: list[object] = []  # those that `_held` knows by their places in memory: they stay there

    def of(self, *values: object) -> str:
        """Raises NotPlainError where a value has none, such as one that holds itself."""
        try:
            return _digest(self._sequence(values)).hex()
        except RecursionError:
            raise NotPlainError("a value holds itself") from None

    def of_frozen(self, value: object) -> str:
        """What `know` takes; empty where the value is no frozen dataclass, or has no digest."""
        try:
            if _REDUCERS[type(value)] is not ValueDigests._frozen:
                return ""
            return self._frozen(value)[1].hex()
        except (NotPlainError, RecursionError):
            return ""

    def know(self, value: object, digest: str) -> None:
        """`value`, which was made from kept bytes, has the digest that `of_frozen` gave of it then."""
        self._held[id(value)] = ("F", bytes.fromhex(digest))
        self._objects.append(value)

    def _frozen(self, value: Any) -> tuple[str, bytes]:
        if (held := self._held.get(id(value))) is not None:
            return held
        known = self._known.get(id(value))
        if known is None or known[0]() is not value:
            made_from = getattr(type(value), "made_from", None)
            reduced = self._fields(value) if made_from is None else self._to_be_made(value)
            known = self._known[id(value)] = (weakref.ref(value), ("F", _digest(reduced)))
        return known[1]

    def _fields(self, value: Any) -> object:
        name, values_of = _SHAPES[type(value)]
        return name, self._sequence(values_of(value))

    def _sequence(self, value: Iterable[Any]) -> list[object]:
        held_of = self._held.get  # asked here, for most values of long lists are held
        if isinstance(value, _LISTS) and value and type(value[0]) not in _LEAVES:
            all_held: list[object] = list(map(held_of, map(id, value)))
            if None not in all_held:
                return all_held
        return [
            item
            if type(item) in _LEAVES
            else held
            if (held := held_of(id(item))) is not None
            else _REDUCERS[type(item)](self, item)
            for item in value
        ]

    def _mapping(self, value: Mapping[Any, Any]) -> object:
        return "{", self._sequence(value), self._sequence(value.values())

    def _to_be_made(self, value: Any) -> object:
        return "d", self._sequence(value.made_from)

    def _set(self, value: Any) -> object:
        return "(", sorted(_digest(item) for item in self._sequence(value))


Reducer = Callable[[ValueDigests, Any], object]


class _Shapes(dict[type, tuple[str, Callable[[Any], tuple[Any, ...]]]]):
    """Of kinds of dataclasses: the name, and what takes the values of the fields.

    Fields that are not compared are no part of a value: such as what a table remembers to have worked out.
    """

    def __missing__(self, kind: type) -> tuple[str, Callable[[Any], tuple[Any, ...]]]:
        names = [field.name for field in dataclasses.fields(kind) if field.compare]
        shape = self[kind] = (f"{kind.__module__}.{kind.__qualname__}", _values_of(names))
        return shape


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


class _Reducers(dict[type, Reducer]):
    """By the kind of value; that of a new kind is looked for by what the kind is derived from."""

    def __missing__(self, kind: type) -> Reducer:
        reduce = self[kind] = _reducer_for(kind)
        return reduce


_SHAPES = _Shapes()


def _digest(reduced: Any) -> bytes:
    # Of version 2: later ones write the same text in two ways, by how often it is referred to.
    return hashlib.blake2b(marshal.dumps(reduced, 2), digest_size=SIZE).digest()


def _simple(_digests: ValueDigests, value: object) -> object:
    """Simple values, which their name and text tell whole."""
    return "v", type(value).__name__, repr(value)


def _moment(_digests: ValueDigests, value: datetime) -> object:
    return "t", value.isoformat(), value.tzname()


def _member(_digests: ValueDigests, value: enum.Enum) -> object:
    return "e", type(value).__qualname__, value.name


def _path(_digests: ValueDigests, value: PurePath) -> object:
    return "p", str(value)


def _marked_text(_digests: ValueDigests, value: str) -> object:
    """A kind of text of its own, such as trusted markup."""
    return "m", type(value).__qualname__, str.__str__(value)


def _function(_digests: ValueDigests, value: types.FunctionType) -> object:
    if value.__closure__ or "<" in value.__qualname__:
        raise NotPlainError(f"{value.__qualname__} cannot be imported by its name")
    return "f", value.__module__, value.__qualname__


def _leaf(_digests: ValueDigests, value: object) -> object:
    return value


def _named_sequence(digests: ValueDigests, value: Any) -> object:
    return "n", type(value).__qualname__, digests._sequence(value)


def _reducer_for(kind: type) -> Reducer:
    if hasattr(kind, "made_from") and not _is_frozen(kind):
        return ValueDigests._to_be_made
    for base, reduce in _BY_BASE:
        if issubclass(kind, base):
            return reduce
    if dataclasses.is_dataclass(kind):
        return ValueDigests._frozen if _is_frozen(kind) else ValueDigests._fields
    raise NotPlainError(f"{kind.__module__}.{kind.__qualname__} is no plain value")


def _is_frozen(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) and kind.__dataclass_params__.frozen and kind.__weakrefoffset__ > 0  # type: ignore[attr-defined]


_LISTS = (list, tuple)
_LEAVES: frozenset[type] = frozenset({str, bytes, bool, int, float, type(None)})
_BY_BASE: tuple[tuple[type, Reducer], ...] = (
    (enum.Enum, _member),
    (str, _marked_text),
    (datetime, _moment),
    (PurePath, _path),
    (tuple, _named_sequence),
    (Mapping, ValueDigests._mapping),
    (types.FunctionType, _function),
)
_REDUCERS = _Reducers(
    {
        **dict.fromkeys(_LEAVES, _leaf),
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
