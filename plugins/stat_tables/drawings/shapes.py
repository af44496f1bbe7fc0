"""Figures -> shapes: rectangles, segments, dots and words with their places. Knows nothing of markup or colour.

Across, places are shares of the width (`43.2%`), so that a chart is as wide as its column while words keep the
reader's text size; down, they are pixels. Shapes name the number of their series, from 1; the theme colours it.
"""

from __future__ import annotations

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
    x1: str
    y1: float
    x2: str
    y2: float
    series: int = 0


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


@dataclass
class Shapes:
    """What a chart is made of, `height` px high."""

    height: float = 0
    rectangles: list[Rectangle] = field(default_factory=list)
    segments: list[LineSegment] = field(default_factory=list)
    grid: list[LineSegment] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


class Break(NamedTuple):
    """A place between two categories where figures stop being comparable."""

    after: int
    text: str


def title_of(data: ChartData, series: Series, place: int) -> str:
    """What a pointer shows over a shape: category, series, figure."""
    unit = f" {series.unit}" if series.unit else ""
    name = f", {series.label}" if len(data.series) > 1 else ""
    return f"{data.categories[place]}{name}: {series.texts[place]}{unit}"
