"""Figures -> shapes: rectangles, segments, dots and words with their places. Knows nothing of markup or colour.

Across, places are shares of the width (`43.2%`), so that a chart is as wide as its column while words keep the
reader's text size; down, they are pixels. Shapes name the number of their series, from 1; the theme colours it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .chart_data import ChartData, Series

LETTER = 7.0  # px: a letter of a chart's words, on average
NARROWEST = 288  # px: a chart on a screen 320 px wide
INSET = 0.06  # room at both ends for the words of the first and last point


class Rectangle(NamedTuple):
    x: str
    y: float
    width: str
    height: float
    series: int
    title: str
    highlight: bool = False


class LineSegment(NamedTuple):
    """`kind`: dashed over missing years, break, cut; empty for any other line."""

    x1: str
    y1: float
    x2: str
    y2: float
    series: int = 0
    kind: str = ""


class Dot(NamedTuple):
    x: str
    y: float
    series: int
    title: str


class Words(NamedTuple):
    """`anchor`: start, middle or end; `kind`: category, value, tick, inside, break."""

    x: str
    y: float
    text: str
    anchor: str = "start"
    kind: str = "category"
    shift: int = 0  # px to the right
    series: int = 0  # whose colour it has; 0 for ink


@dataclass
class Shapes:
    """What a chart is made of, `height` px high; `cut`: its axis does not begin at zero."""

    height: float = 0
    rectangles: list[Rectangle] = field(default_factory=list)
    segments: list[LineSegment] = field(default_factory=list)
    grid: list[LineSegment] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    cut: bool = False


class Break(NamedTuple):
    """A place between two categories where figures stop being comparable."""

    after: int
    text: str


def spread_apart(heights: Sequence[float], room: float, low: float, high: float) -> list[float]:
    """`heights`, in rising order, moved as little as may be so that each stands `room` below the one before it.

    Those that touch stand around the middle of where they wanted to be, all between `low` and `high`.
    """
    clusters: list[list[float]] = []  # of each: where its first would stand, and how many it holds
    for height in heights:
        clusters.append([height, 1.0])
        while len(clusters) > 1 and clusters[-2][0] + clusters[-2][1] * room > clusters[-1][0]:
            start, count = clusters.pop()
            above, number = clusters[-1]
            middle = (above * number + (start - number * room) * count) / (number + count)
            clusters[-1] = [middle, number + count]
    placed: list[float] = []
    for start, count in clusters:
        first = max(low, min(start, high - (count - 1) * room))
        first = max(first, placed[-1] + room) if placed else first
        placed += [round(first + index * room, 1) for index in range(int(count))]
    return placed


def title_of(data: ChartData, series: Series, place: int) -> str:
    """What a pointer shows over a shape: category, series, figure."""
    unit = f" {series.unit}" if series.unit else ""
    name = f", {series.label}" if len(data.series) > 1 else ""
    return f"{data.categories[place]}{name}: {series.texts[place]}{unit}"
