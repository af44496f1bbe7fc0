"""Provinces and cities of Việt Nam: 63 units until 30 June 2025, 34 since (Nghị quyết 202/2025/QH15).

A GSO code alone does not name a unit: seven codes were given to another one (15 was Yên Bái and is Lào Cai).
The key is always (code, vintage). The facts are in provinces.toml beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from .text import one_tone_style, slugify

REGISTRY = Path(__file__).with_name("provinces.toml")
RESOLUTION = "Nghị quyết 202/2025/QH15"
CHANGE = date(2025, 7, 1)

# Compiled by `re` at first use, and kept there.
_PREFIX = r"(?i)^(?:tỉnh|thành phố|tp\.?|t\.|tinh|thanh pho)[\s\u00a0]+"
_SPACES = r"[\s\u00a0]+"
_DASHES = r"\s*[-–—]\s*"


class Vintage(IntEnum):
    """A classification of provincial units, named by how many it has."""

    UNITS_63 = 63
    UNITS_34 = 34

    @classmethod
    def at(cls, day: date) -> Vintage:
        """The classification in force on `day`."""
        return cls.UNITS_63 if day < CHANGE else cls.UNITS_34


@dataclass(frozen=True, slots=True)
class Province:
    """One provincial unit of one vintage.

    Args:
        code: GSO code, two digits as text, such as `01`.
        kind: `tỉnh` or `thành phố`.
        slug: part of addresses; the same unit name has the same slug in both vintages.
        variants: other spellings that sources use.
        parts: codes of the units of the 63 it was made of; empty for a unit of the 63.
        tile: (row, column) on the tile-grid map of its vintage.
    """

    code: str
    name: str
    slug: str
    vintage: Vintage
    kind: str
    variants: tuple[str, ...]
    parts: tuple[str, ...]
    tile: tuple[int, int]

    @property
    def full_name(self) -> str:
        """`Tỉnh Yên Bái`, `Thành phố Hà Nội`, in the middle of a sentence with a small letter."""
        return f"{self.kind} {self.name}"


class Archipelago(NamedTuple):
    """An archipelago that every map shows, with the code of its province and its tile for each vintage."""

    name: str
    province: str
    tiles: Mapping[Vintage, tuple[int, int]]


@cache
def provinces(vintage: int) -> tuple[Province, ...]:
    """All units of a vintage (63 or 34), in the order of their codes."""
    vintage = Vintage(vintage)
    return tuple(_province(entry, vintage) for entry in _registry()[f"units_{vintage.value}"])


@cache
def archipelagos() -> tuple[Archipelago, ...]:
    return tuple(
        Archipelago(
            entry["name"],
            entry["province"],
            {vintage: _pair(entry[f"tile_{vintage.value}"]) for vintage in Vintage},
        )
        for entry in _registry()["archipelagos"]
    )


def by_code(code: str | int, vintage: int) -> Province | None:
    """The unit with a GSO code, written `1` or `01`."""
    return _by_code(Vintage(vintage)).get(str(code).strip().zfill(2))


@cache
def official_names(vintage: int) -> frozenset[str]:
    """Names as the registry writes them."""
    return frozenset(province.name for province in provinces(vintage))


def find(name: str, vintage: int) -> Province | None:
    """The unit with this name, known variant or slug; `tỉnh`, `TP.` before it, case and tone style do not matter.

    A name with wrong diacritics is not found (see `nearest`); one without any is.
    """
    names, key = _names(Vintage(vintage)), _key(name)
    return names.get(key) or (_in_english(key, names) if key.isascii() else None)


def nearest(name: str, vintage: int, limit: int = 3) -> tuple[str, ...]:
    """Names most like `name`, best first, for messages."""
    import difflib  # only messages need it

    by_slug = {province.slug: province.name for province in provinces(vintage)}
    slugs = difflib.get_close_matches(slugify(_key(name)), by_slug, n=limit, cutoff=0.5)
    return tuple(by_slug[slug] for slug in slugs)


class FormerUnit(NamedTuple):
    """A unit of before the 63: which of these have its territory, and its last day."""

    name: str
    now: tuple[str, ...]
    last: date


def former_unit(name: str) -> FormerUnit | None:
    """The unit that was there before the 63, such as Hà Tây."""
    return _former_units().get(_key(name)) or _former_units().get(slugify(_key(name)))


@cache
def _former_units() -> Mapping[str, FormerUnit]:
    units = [FormerUnit(entry["name"], tuple(entry["now"]), entry["last"]) for entry in _registry()["former"]]
    return {key: unit for unit in units for key in (_key(unit.name), slugify(unit.name))}


def successor(province: Province) -> Province:
    """The unit of today's 34 in whose territory `province` lies; a unit of the 34 is its own."""
    if province.vintage is Vintage.UNITS_34:
        return province
    return _successors()[province.code]


def parts(province: Province) -> tuple[Province, ...]:
    """The units of the 63 that `province` was made of; a unit of the 63 is its own only part."""
    if province.vintage is Vintage.UNITS_63:
        return (province,)
    return tuple(_by_code(Vintage.UNITS_63)[code] for code in province.parts)


@cache
def _registry() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(REGISTRY.read_text(encoding="utf-8"))


def _province(entry: dict[str, Any], vintage: Vintage) -> Province:
    return Province(
        code=entry["code"],
        name=entry["name"],
        slug=slugify(entry["name"]),
        vintage=vintage,
        kind=entry.get("kind", "tỉnh"),
        variants=tuple(entry.get("variants", ())),
        parts=tuple(entry.get("parts", ())),
        tile=_pair(entry["tile"]),
    )


def _pair(values: list[int]) -> tuple[int, int]:
    row, column = values
    return row, column


@cache
def _by_code(vintage: Vintage) -> Mapping[str, Province]:
    return {province.code: province for province in provinces(vintage)}


@cache
def _successors() -> Mapping[str, Province]:
    return {code: province for province in provinces(Vintage.UNITS_34) for code in province.parts}


@cache
def _names(vintage: Vintage) -> Mapping[str, Province]:
    """Every accepted spelling -> unit: names, variants, and both without diacritics or as slugs."""
    names: dict[str, Province] = {}
    for province in provinces(vintage):
        for name in (province.name, *province.variants):
            slug = slugify(name)
            for key in (_key(name), slug, slug.replace("-", " "), slug.replace("-", "")):
                names.setdefault(key, province)
    return names


def _in_english(key: str, names: Mapping[str, Province]) -> Province | None:
    """`hanoi`, `ba ria - vung tau`, `ho chi minh city`: names as texts in other languages write them."""
    slug = slugify(re.sub(r"\s+(?:city|province)$", "", key))
    return names.get(slug) or names.get(slug.replace("-", ""))


@cache
def _key(name: str) -> str:
    text = one_tone_style(re.sub(_SPACES, " ", name).strip())
    return re.sub(_DASHES, "-", re.sub(_PREFIX, "", text)).lower()
