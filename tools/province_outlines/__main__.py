"""Make plugins/stat_tables/drawings/province_outlines.json from the outlines of @svg-maps/vietnam (CC BY 4.0).

The 63 provinces become one coverage without gaps, borders are simplified once for both neighbours, and the 34 units
are what is left of their parts' edges when the shared ones are taken away: neighbours stay joined in both divisions.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import shapely

from portal.i18n import Translator
from portal.vietnam.provinces import Vintage, parts, provinces

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
OUTLINES = ROOT / "plugins/stat_tables/drawings/province_outlines.json"
SOURCE = "@svg-maps/vietnam 2.0.0, Stephen Truong, CC BY 4.0, simplified; 34 units put together from the 63"

SCALE = 2  # units of ours in one of the source, which has the country 800 high
TOLERANCE = 1.2  # of the source; area of the triangle that a dropped corner makes is its square
GAP = 3.0  # width of the slivers between two borders that are meant to be one
SNAP = 0.05  # between two corners that are meant to be one
SMALLEST = 1.2  # area of the islands kept beside a province's largest part
# Where the source names a province otherwise than by its folded name.
OTHER_IDS = {"baria": "ba-ria-vung-tau", "hcm": "ho-chi-minh", "tthue": "thua-thien-hue"}
# Archipelago -> id, how far its islands are moved towards the coast, how large they are drawn; as maps with insets do.
INSETS = {"Hoàng Sa": ("hoangsa", (-125, -10), 1.0), "Trường Sa": ("truongsa", (255, 470), 0.31)}
FRAME = 10  # of the source, around the islands of an inset

Point = tuple[int, int]
Ring = list[Point]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/province-outlines", description=_("Make the outlines of the provinces for maps.")
    )
    parser.add_argument("svg", type=Path, help=_("vietnam.svg of the package"))
    drawn = dict(paths(parser.parse_args(argv).svg.read_text(encoding="utf-8")))
    old = {code: joined(rings_of(shape)) for code, shape in simplified(drawn).items()}
    new = {unit.code: joined(ring for part in parts(unit) for ring in old[part.code]) for unit in provinces(34)}
    insets = {name: inset(drawn[source], move, size) for name, (source, move, size) in INSETS.items()}
    outlines = {
        "source": SOURCE,
        "size": extent(old.values(), insets.values()),
        "units_63": {code: path(rings) for code, rings in sorted(old.items())},
        "units_34": {code: path(rings) for code, rings in sorted(new.items())},
        "archipelagos": insets,
    }
    OUTLINES.write_text(json.dumps(outlines, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(_("{path}: {size} kB", path=OUTLINES.relative_to(ROOT), size=OUTLINES.stat().st_size // 1000))
    return 0


def paths(svg: str) -> Iterator[tuple[str, list[list[tuple[float, float]]]]]:
    """(id, rings) of every path; of curves, which only the smallest islands have, the corners."""
    for identifier, commands in re.findall(r'id="(\w+)"\s+aria-label="[^"]+"\s+d="([^"]+)"', svg):
        yield identifier, list(_rings(commands))


def _rings(commands: str) -> Iterator[list[tuple[float, float]]]:
    ring: list[tuple[float, float]] = []
    x = y = 0.0
    for letter, numbers in re.findall(r"([mlczMLCZ])([^mlczMLCZ]*)", commands):
        values = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", numbers)]
        if letter in "zZ":
            x, y = ring[0]
            yield ring
            ring = []
        points = list(zip(values[::2], values[1::2], strict=True))
        for a, b in points[2::3] if letter in "cC" else points:
            x, y = (x + a, y + b) if letter.islower() else (a, b)
            ring.append((x, y))


def simplified(drawn: Mapping[str, list[list[tuple[float, float]]]]) -> dict[str, shapely.Geometry]:
    """GSO code -> shape; borders of neighbours are the same points."""
    by_slug = {unit.slug.replace("-", ""): unit.code for unit in provinces(Vintage.UNITS_63)}
    ids = {name: by_slug[OTHER_IDS.get(name, name).replace("-", "")] for name in drawn if name not in _archipelagos()}
    assert sorted(ids.values()) == [unit.code for unit in provinces(Vintage.UNITS_63)], "a province is missing"
    shapes = [_shape(drawn[name]) for name in ids]
    clean = shapely.coverage_clean(shapes, gap_width=GAP, snapping_distance=SNAP)
    assert shapely.coverage_is_valid(clean)
    return dict(zip(ids.values(), shapely.coverage_simplify(clean, TOLERANCE), strict=True))


def _archipelagos() -> frozenset[str]:
    return frozenset(source for source, _move, _size in INSETS.values())


def _shape(rings: Iterable[list[tuple[float, float]]]) -> shapely.Geometry:
    """The largest part and the islands that can be seen."""
    parts = [shapely.Polygon(ring).buffer(0) for ring in rings if len(ring) > 2]
    largest = max(shape.area for shape in parts)
    return shapely.union_all([shape for shape in parts if shape.area >= min(largest, SMALLEST)])


def rings_of(shape: shapely.Geometry) -> list[Ring]:
    """Rings of whole numbers; outer ones clockwise on the page, holes the other way, so that shared edges cancel."""
    rings = []
    for polygon in shapely.get_parts(shape):
        oriented = shapely.orient_polygons(polygon)
        for ring in (oriented.exterior, *oriented.interiors):
            points = [(round(x * SCALE), round(y * SCALE)) for x, y in ring.coords[:-1]]
            points = [point for place, point in enumerate(points) if point != points[place - 1]]
            if len(points) > 2:
                rings.append(points)
    return rings


def joined(rings: Iterable[Ring]) -> list[Ring]:
    """The outline of several shapes: what is left of their edges when those that run both ways are taken away.

    Of a single shape these are the spikes that rounding makes.
    """
    edges = Counter(edge for ring in rings for edge in pairwise([*ring, ring[0]]))
    free: dict[Point, list[Point]] = {}
    for start, end in sorted(edges):
        free.setdefault(start, []).extend([end] * (edges[start, end] - edges[end, start]))
    outline = []
    for start, ends in free.items():
        while ends:
            ring, end = [start], ends.pop()
            while end != start:
                ring.append(end)
                end = free[end].pop()
            outline.append(ring)
    return outline


def path(rings: Iterable[Ring]) -> str:
    """Path data with relative steps. Rings start at their first corner, so that equal shapes have equal text."""
    return "".join(map(_path, sorted(ring[ring.index(min(ring)) :] + ring[: ring.index(min(ring))] for ring in rings)))


def _path(ring: Ring) -> str:
    steps = "".join(f"{_signed(b[0] - a[0])}{_signed(b[1] - a[1])}" for a, b in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{steps.lstrip()}z"


def _signed(step: int) -> str:
    return f"{step}" if step < 0 else f" {step}"


def inset(
    rings: Sequence[list[tuple[float, float]]], move: tuple[float, float], size: float
) -> dict[str, str | list[int]]:
    """A frame [x, y, width, height] and a dot for every island, none on another."""
    centres = [shapely.Polygon(ring).centroid for ring in rings if len(ring) > 2]
    dots = sorted({_dot(centre.x * size + move[0], centre.y * size + move[1]) for centre in centres})
    left, right = min(x for x, _y in dots), max(x for x, _y in dots)
    top, bottom = min(y for _x, y in dots), max(y for _x, y in dots)
    edge = FRAME * SCALE
    frame = [left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge]
    return {"frame": frame, "islands": "".join(f"M{x} {y}h0" for x, y in dots)}


def _dot(x: float, y: float) -> Point:
    """On a grid of four units, which is about what a dot takes."""
    return round(x * SCALE / 4) * 4, round(y * SCALE / 4) * 4


def extent(shapes: Iterable[list[Ring]], insets: Iterable[Mapping[str, str | list[int]]]) -> list[int]:
    """[width, height] of the drawing, with room for the line around it and the names of the archipelagos."""
    points = [point for rings in shapes for ring in rings for point in ring]
    frames = [frame for each in insets if isinstance(frame := each["frame"], list)]
    right = max(*(x for x, _y in points), *(x + width for x, _y, width, _height in frames))
    return [right + SCALE, max(y for _x, y in points) + SCALE]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
