"""The outlines of maps: every unit of both divisions, neighbours joined, the 34 put together from the 63."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise

import pytest

from portal.vietnam.provinces import archipelagos, parts, provinces
from stat_tables.drawings.map_shapes import OUTLINES

DRAWN = json.loads(OUTLINES.read_text(encoding="utf-8"))
Point = tuple[int, int]
Edge = tuple[Point, Point]


def rings(path: str) -> list[list[Point]]:
    """Corners of every ring of path data as the file has it."""
    assert re.fullmatch(r"(?:M-?\d+ -?\d+l-?\d+(?:[ -]\d+)+z)+", path)
    found = []
    for start_x, start_y, steps in re.findall(r"M(-?\d+) (-?\d+)l([^z]+)z", path):
        x, y = int(start_x), int(start_y)
        ring = [(x, y)]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            ring.append((x, y))
        found.append(ring)
    return found


def edges(path: str) -> Counter[Edge]:
    return Counter(edge for ring in rings(path) for edge in pairwise([*ring, ring[0]]))


def area(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


@pytest.mark.parametrize("vintage", [63, 34])
def test_every_unit_is_drawn_by_its_code_without_holes_or_slivers(vintage: int) -> None:
    drawn = DRAWN[f"units_{vintage}"]
    assert list(drawn) == sorted(unit.code for unit in provinces(vintage))
    for code, path in drawn.items():
        areas = sorted(area(ring) for ring in rings(path))
        assert areas[0] > 0, f"{code} has a hole"
        assert areas[-1] > 400, f"{code} cannot be seen"


@pytest.mark.parametrize("vintage", [63, 34])
def test_neighbours_share_their_borders_to_the_point(vintage: int) -> None:
    """An edge that lies on another unit's is that unit's edge the other way: there is no gap and no overlap."""
    every = sum((edges(path) for path in DRAWN[f"units_{vintage}"].values()), Counter[Edge]())
    assert set(every.values()) == {1}
    shared = sum((end, start) in every for start, end in every)
    assert shared > len(every) / 2  # most of the country's edges lie inland
    corners = Counter(start for start, _end in every)
    coast = [(start, end) for start, end in every if (end, start) not in every]
    # A border that was not shared would lie beside its twin, and both would be coast: inland there is none.
    inland = [edge for edge in coast if all(corners[point] > 2 for point in edge)]
    assert inland == []


@pytest.mark.parametrize("unit", provinces(34), ids=lambda unit: unit.name)
def test_a_merged_unit_is_the_union_of_its_parts(unit) -> None:  # type: ignore[no-untyped-def]
    old = sum((edges(DRAWN["units_63"][part.code]) for part in parts(unit)), Counter[Edge]())
    left = {(start, end) for start, end in old if (end, start) not in old}
    assert set(edges(DRAWN["units_34"][unit.code])) == left


def test_both_archipelagos_have_their_islands_within_a_frame_on_the_map() -> None:
    width, height = DRAWN["size"]
    assert list(DRAWN["archipelagos"]) == [each.name for each in archipelagos()] == ["Hoàng Sa", "Trường Sa"]
    for name, least in (("Hoàng Sa", 8), ("Trường Sa", 30)):
        left, top, across, down = DRAWN["archipelagos"][name]["frame"]
        assert 0 < left < left + across <= width
        assert 0 < top < top + down <= height
        dots = re.findall(r"M(\d+) (\d+)h0", DRAWN["archipelagos"][name]["islands"])
        assert len(set(dots)) == len(dots) >= least
        assert all(left < int(x) < left + across and top < int(y) < top + down for x, y in dots)


def test_the_source_and_its_licence_are_named() -> None:
    assert "Stephen Truong" in DRAWN["source"]
    assert "CC BY 4.0" in DRAWN["source"]
