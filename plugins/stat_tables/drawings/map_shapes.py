"""Figures by province -> a map, as outlines or as a grid of tiles; both archipelagos stand on either.

Outlines are what readers know. On a tile grid Bắc Ninh is read as easily as Nghệ An. What the outlines were made of:
`province_outlines.json`, written by scripts/province-outlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from portal.vietnam.provinces import Province, Vintage, archipelagos, provinces
from portal.vietnam.text import fold
from stat_tables.model.table import Value
from stat_tables.request.directive_options import Classing

from .map_classes import LegendClass, ShadedProvinces, shaded

OUTLINES = Path(__file__).with_name("province_outlines.json")
TILE, GAP = 40, 3
ARCHIPELAGO_LABEL = 12  # px below the tile


class MapOutline(NamedTuple):
    """A province within its borders; `path` is trusted path data, `shade` 0 where there is no figure."""

    path: str
    title: str
    shade: int


class MapInset(NamedTuple):
    """An archipelago in its frame, nearer to the coast than it is, shaded like the province it belongs to."""

    frame: tuple[int, int, int, int]
    path: str
    name: str
    title: str
    shade: int


class MapTile(NamedTuple):
    """A province's square; `shade` 0 where there is no figure."""

    x: int
    y: int
    label: str
    title: str
    shade: int
    figure: str = ""

    @property
    def transform(self) -> str:
        return f"translate({self.x} {self.y})"


class IslandTile(NamedTuple):
    """An archipelago, shaded like the province it belongs to; its name stands below."""

    x: int
    y: int
    name: str
    title: str
    shade: int


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Either outlines with insets, or tiles with islands, of `size` each. `width` and `height`: of the drawing."""

    width: int
    height: int
    legend: tuple[LegendClass, ...]
    without_figure: bool
    outlines: tuple[MapOutline, ...] = ()
    insets: tuple[MapInset, ...] = ()
    size: int = TILE
    tiles: tuple[MapTile, ...] = ()
    islands: tuple[IslandTile, ...] = ()


def outline_map(
    values: Mapping[Province, Value], vintage: Vintage, steps: int, way: Classing = Classing.NATURAL
) -> MapDrawing:
    """Every province of `vintage` within its borders; `steps` is the most classes the legend may have."""
    shading = shaded(values, vintage, steps, way)
    drawn = _outlines()
    paths = drawn[f"units_{vintage.value}"]
    width, height = drawn["size"]
    return MapDrawing(
        width=width,
        height=height,
        legend=shading.legend,
        without_figure=shading.without_figure,
        outlines=tuple(
            MapOutline(paths[unit.code], shading.title(unit), shading.shades[unit.code]) for unit in shading.units
        ),
        insets=tuple(_insets(shading, drawn["archipelagos"])),
    )


def tile_map(
    values: Mapping[Province, Value],
    vintage: Vintage,
    steps: int,
    way: Classing = Classing.NATURAL,
    *,
    figures: bool = False,
) -> MapDrawing:
    """One square for every province of `vintage`, with its figure where `figures` are asked for."""
    shading = shaded(values, vintage, steps, way)
    labels = abbreviations(vintage)
    tiles = tuple(
        MapTile(
            *_place(unit.tile),
            labels[unit.code],
            shading.title(unit),
            shading.shades[unit.code],
            shading.figure(unit) if figures else "",
        )
        for unit in shading.units
    )
    islands = tuple(_islands(shading, vintage))
    places = [(tile.x, tile.y) for tile in tiles] + [(island.x, island.y) for island in islands]
    return MapDrawing(
        width=max(x for x, _y in places) + TILE + 2 * ARCHIPELAGO_LABEL,
        height=max(y for _x, y in places) + TILE + ARCHIPELAGO_LABEL,
        legend=shading.legend,
        without_figure=shading.without_figure,
        tiles=tiles,
        islands=islands,
    )


@cache
def _outlines() -> dict[str, Any]:
    import json

    outlines: dict[str, Any] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return outlines


def _insets(shading: ShadedProvinces, drawn: Mapping[str, Any]) -> Iterable[MapInset]:
    for archipelago in archipelagos():
        title = f"{archipelago.name} ({shading.name(archipelago.province)})"
        entry = drawn[archipelago.name]
        shade = shading.shades[archipelago.province]
        yield MapInset(tuple(entry["frame"]), entry["islands"], archipelago.name, title, shade)


def _place(tile: tuple[int, int]) -> tuple[int, int]:
    row, column = tile
    return column * (TILE + GAP), row * (TILE + GAP)


def _islands(shading: ShadedProvinces, vintage: Vintage) -> Iterable[IslandTile]:
    for archipelago in archipelagos():
        x, y = _place(archipelago.tiles[vintage])
        title = f"{archipelago.name} ({shading.name(archipelago.province)})"
        yield IslandTile(x, y, archipelago.name, title, shading.shades[archipelago.province])


@cache
def abbreviations(vintage: Vintage) -> Mapping[str, str]:
    """Code -> two or three letters for a tile, different for every province: `YB`, `HN`, `HNa`."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for unit in provinces(vintage):
        words = unit.name.replace("–", " ").replace("-", " ").split()
        short = "".join(word[0] for word in words[:3])
        tail = words[-1]
        candidates = [short, *(short + fold(tail[place]) for place in range(1, len(tail)))]
        label = next(candidate for candidate in candidates if candidate not in taken)
        taken.add(label)
        labels[unit.code] = label
    return labels
