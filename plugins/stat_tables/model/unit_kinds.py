"""Units of one kind, which are mistaken for each other: money, areas, weights."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

# Of the first of its kind; None where nobody can convert it.
_KINDS: tuple[dict[str, Decimal | None], ...] = (
    {"đồng": None, "usd": None, "eur": None},
    {"m²": Decimal(1), "ha": Decimal(10**4), "km²": Decimal(10**6)},
    {"g": Decimal(1), "kg": Decimal(10**3), "tạ": Decimal(10**5), "tấn": Decimal(10**6)},
    {"m": Decimal(1), "km": Decimal(10**3)},
)


def kin_of(units: Collection[str]) -> frozenset[str]:
    """Units of the kinds of `units`, without these."""
    alike = (kind for kind in _KINDS if not kind.keys().isdisjoint(units))
    return frozenset(unit for kind in alike for unit in kind).difference(units)


def are_kin(one: str, other: str) -> bool:
    return one != other and any(one in kind and other in kind for kind in _KINDS)


def converted(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """`value` of `unit` in `wanted`; None where that takes more than a factor."""
    for kind in _KINDS:
        one, other = kind.get(unit), kind.get(wanted)
        if one and other:
            return value * one / other
    return None
