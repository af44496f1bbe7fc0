"""Figures by province -> a tile-grid map: one square per province, both archipelagos at sea, classes with a legend.

Squares instead of borders: Bắc Ninh is read as easily as Nghệ An, and the map weighs a few kilobytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from portal.provinces import Province, Vintage, archipelagos, provinces
from portal.vietnamese import fold

from .chart_scale import class_breaks, class_of
from .model import Value, decimals_of
from .number_format import format_number, format_value, trimmed, with_unit

TILE, GAP = 40, 3
SHADES = 5
ARCHIPELAGO_LABEL = 12  # px below the tile


@dataclass(frozen=True, slots=True)
class MapTile:
    """A province's square; `shade` 0 where there is no figure."""

    x: int
    y: int
    label: str
    title: str
    shade: int


@dataclass(frozen=True, slots=True)
class IslandTile:
    """An archipelago, shaded like the province it belongs to; its name stands below."""

    x: int
    y: int
    name: str
    title: str
    shade: int


@dataclass(frozen=True, slots=True)
class LegendClass:
    shade: int
    text: str


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """`size`: of a tile; `width` and `height`: of the drawing."""

    width: int
    height: int
    size: int
    tiles: tuple[MapTile, ...]
    islands: tuple[IslandTile, ...]
    legend: tuple[LegendClass, ...]
    without_figure: bool


def tile_map(values: Mapping[Province, Value], vintage: Vintage, steps: int) -> MapDrawing:
    """Shade every province of `vintage`; `steps` is the most classes the legend may have."""
    numbers = [value.number for value in values.values() if value.number is not None]
    classes = _classes(numbers, steps)
    units = provinces(vintage)
    shades = {unit.code: _shade(values.get(unit), classes) for unit in units}
    labels = abbreviations(vintage)
    tiles = tuple(_tile(unit, labels[unit.code], values.get(unit), shades[unit.code]) for unit in units)
    islands = tuple(_islands(vintage, units, shades))
    places = [(tile.x, tile.y) for tile in tiles] + [(island.x, island.y) for island in islands]
    return MapDrawing(
        width=max(x for x, _y in places) + TILE + 2 * ARCHIPELAGO_LABEL,
        height=max(y for _x, y in places) + TILE + ARCHIPELAGO_LABEL,
        size=TILE,
        tiles=tiles,
        islands=islands,
        legend=_legend(values.values(), classes),
        without_figure=any(not shade for shade in shades.values()),
    )


@dataclass(frozen=True, slots=True)
class _Classes:
    """Upper bounds; `exact` where each class is a single value."""

    bounds: tuple[Decimal, ...]
    exact: bool = False

    def shade(self, number: int) -> int:
        """Shade of class `number`: few classes are spread from the palest to the darkest."""
        count = len(self.bounds)
        if count >= SHADES:
            return number
        return SHADES if count == 1 else 1 + (number - 1) * (SHADES - 1) // (count - 1)


def _classes(numbers: Sequence[Decimal], steps: int) -> _Classes:
    distinct = tuple(sorted(set(numbers)))
    if len(distinct) <= steps:
        return _Classes(distinct, exact=True)
    return _Classes(class_breaks(numbers, steps))


def _shade(value: Value | None, classes: _Classes) -> int:
    if value is None or value.number is None:
        return 0
    return classes.shade(class_of(value.number, classes.bounds))


def _place(tile: tuple[int, int]) -> tuple[int, int]:
    row, column = tile
    return column * (TILE + GAP), row * (TILE + GAP)


def _tile(unit: Province, label: str, value: Value | None, shade: int) -> MapTile:
    x, y = _place(unit.tile)
    if value is None:
        return MapTile(x, y, label, unit.name, shade)
    figure = format_value(value, unit=True) if value.number is not None else value.reason
    return MapTile(x, y, label, f"{unit.name}: {figure}", shade)


def _islands(vintage: Vintage, units: Iterable[Province], shades: Mapping[str, int]) -> Iterable[IslandTile]:
    names = {unit.code: unit.name for unit in units}
    for archipelago in archipelagos():
        x, y = _place(archipelago.tiles[vintage])
        title = f"{archipelago.name} ({names[archipelago.province]})"
        yield IslandTile(x, y, archipelago.name, title, shades[archipelago.province])


def _legend(values: Iterable[Value], classes: _Classes) -> tuple[LegendClass, ...]:
    bounds = classes.bounds
    if not bounds:
        return ()
    unit = next((value.unit.text for value in values if value.unit), "")
    decimals = max(decimals_of(trimmed(bound)) for bound in bounds)
    figures = [format_number(bound, decimals) for bound in bounds]
    texts = figures if classes.exact else [f"≤ {figures[0]}", *(f"{low}–{high}" for low, high in pairwise(figures))]
    return tuple(LegendClass(classes.shade(number), with_unit(text, unit)) for number, text in enumerate(texts, 1))


@cache
def abbreviations(vintage: Vintage) -> Mapping[str, str]:
    """Code -> two or three letters for a tile, different for every province: `YB`, `HN`, `HNa`."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for unit in provinces(vintage):
        words = unit.name.replace("–", " ").replace("-", " ").split()
        short = "".join(word[0] for word in words[:3])
        tail = words[-1]
        candidates = [short, *(short + fold(tail[place]) for place in range(1, len(tail)))]
        label = next(candidate for candidate in candidates if candidate not in taken)
        taken.add(label)
        found[unit.code] = label
    return found
