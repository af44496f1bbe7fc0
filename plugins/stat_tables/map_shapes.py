"""Figures by province -> a tile-grid map: one square per province, both archipelagos at sea, classes with a legend.

Squares instead of borders: Bắc Ninh is read as easily as Nghệ An, and the map weighs a few kilobytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from portal.provinces import Province, Vintage, archipelagos, provinces
from portal.vietnamese import fold

from .chart_scale import class_breaks, class_of
from .model import Value
from .number_format import format_number, format_value, with_unit

TILE, GAP = 40, 3
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
    breaks = class_breaks(numbers, steps)
    units = provinces(vintage)
    shades = {unit.code: _shade(values.get(unit), breaks) for unit in units}
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
        legend=_legend(values.values(), numbers, breaks),
        without_figure=any(not shade for shade in shades.values()),
    )


def _shade(value: Value | None, breaks: tuple[Decimal, ...]) -> int:
    return class_of(value.number, breaks) if value is not None and value.number is not None else 0


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


def _legend(values: Iterable[Value], numbers: list[Decimal], breaks: tuple[Decimal, ...]) -> tuple[LegendClass, ...]:
    if not numbers:
        return ()
    unit = next((value.unit.text for value in values if value.unit), "")
    decimals = max(max(0, -int(bound.normalize().as_tuple().exponent)) for bound in breaks)
    texts = [with_unit(format_number(bound, decimals), unit) for bound in breaks]
    if len(breaks) == 1:
        return (LegendClass(1, texts[0]),)
    between = [f"{format_number(low, decimals)}–{text}" for low, text in zip(breaks, texts[1:], strict=False)]
    return tuple(LegendClass(shade, text) for shade, text in enumerate((f"≤ {texts[0]}", *between), 1))


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
