"""Charts over a common scale that stands upright: columns and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from stat_tables.model.chart_scale import Scale, linear_scale, percent, tight_scale
from stat_tables.model.number_format import format_number

from .chart_data import ChartData, Series
from .shapes import INSET, LETTER, NARROWEST, Break, Dot, LineSegment, Rectangle, Shapes, Words, title_of

PLOT_HEIGHT = 240
TOP, BOTTOM = 24, 28
GUTTER = 0.16  # for the figures of the axis
LINE = 16  # px from a line of names to the next
COLUMN_SHARE = 0.72  # of the room of its category
FIGURE_LETTERS = 6  # a figure over a column has about as many


def _axis(scale: Scale, drawn: Shapes) -> Callable[[float], float]:
    """Lines across, their figures in the gutter on the left; returns share of the scale -> y."""
    for tick in scale.ticks:
        y = _height(scale.share(tick))
        drawn.grid.append(LineSegment(percent(GUTTER), y, "100%", y))
        drawn.words.append(Words("0%", y + 4, format_number(tick, scale.decimals), kind="tick"))
    return _height


def _height(share: float) -> float:
    return round(TOP + (1 - share) * PLOT_HEIGHT, 1)


def _below(data: ChartData, places: list[float], drawn: Shapes) -> None:
    """Names of the categories under the axis, so that none touch on a narrow screen.

    The last, and from the left those that fit; the others on a second line, or nowhere where they would not all fit.
    """
    longest = max((len(category) for category in data.categories), default=0) * LETTER
    anchors = ["end" if share > 1 - INSET - 0.01 else "middle" for share in places]
    # The middle of each name; one that ends at its place stands half a name further left.
    middles = [
        share * NARROWEST - (longest / 2 if anchor == "end" else 0)
        for share, anchor in zip(places, anchors, strict=True)
    ]
    order = list(range(len(places)))
    first = _apart(middles, order, longest + LETTER)
    others = [place for place in order if place not in first]
    second = _apart(middles, others, longest + LETTER)
    lines = [first, second] if len(second) == len(others) else [first]
    top = max(TOP + PLOT_HEIGHT, *(words.y for words in drawn.words))
    for number, line in enumerate(lines):
        y = top + 20 + number * LINE
        drawn.words += [Words(percent(places[place]), y, data.categories[place], anchors[place]) for place in line]
        drawn.height = max(drawn.height, y + 8) if line else drawn.height


def _apart(middles: list[float], order: list[int], room: float) -> list[int]:
    """The last of `order`, and from the left those that have `room` between them."""
    found: list[int] = []
    for place in order[:-1]:
        if (not found or middles[place] - middles[found[-1]] >= room) and middles[order[-1]] - middles[place] >= room:
            found.append(place)
    return found + order[-1:]


def columns(data: ChartData) -> Shapes:
    """Standing columns, side by side for several series; few columns carry their figures and need no axis."""
    drawn = Shapes(height=TOP + PLOT_HEIGHT + BOTTOM)
    labelled = len(data.categories) * len(data.series) * FIGURE_LETTERS * LETTER <= NARROWEST
    left = 0.0 if labelled else GUTTER
    scale = tight_scale(data.values) if labelled else linear_scale(data.values, from_zero=True)
    if not labelled:
        _axis(scale, drawn)
    zero = _height(scale.zero)
    drawn.grid.append(LineSegment(percent(left), zero, "100%", zero))
    band = (1 - left) / max(len(data.categories), 1)
    width = band * COLUMN_SHARE / max(len(data.series), 1)
    for place in range(len(data.categories)):
        start = left + place * band + band * (1 - COLUMN_SHARE) / 2
        for number, series in enumerate(data.series, 1):
            value = series.values[place]
            if value is None:
                continue
            x, y = start + (number - 1) * width, _height(scale.share(value))
            size = (percent(width * 0.94), round(abs(zero - y), 1))
            title, marked = title_of(data, series, place), data.highlighted[place]
            drawn.rectangles.append(Rectangle(percent(x), min(y, zero), *size, number, title, marked))
            if labelled:
                above = y - 5 if value >= 0 else y + 15
                drawn.words.append(Words(percent(x + width * 0.47), above, series.texts[place], "middle", "value"))
    _below(data, [left + place * band + band / 2 for place in range(len(data.categories))], drawn)
    return drawn


def lines(data: ChartData, breaks: tuple[Break, ...] = ()) -> Shapes:
    """Lines over the categories; years stand as far apart as they are."""
    drawn = Shapes(height=TOP + PLOT_HEIGHT + BOTTOM)
    scale = linear_scale(data.values, from_zero=False)
    height = _axis(scale, drawn)
    places = _across(data)
    for number, series in enumerate(data.series, 1):
        points = [(place, percent(places[place]), height(scale.share(value))) for place, value in series.known]
        for (before, x1, y1), (after, x2, y2) in pairwise(points):
            broken = any(before <= gap.after < after for gap in breaks)
            if after == before + 1 and not broken:
                drawn.segments.append(LineSegment(x1, y1, x2, y2, number))
        for place, x, y in points:
            drawn.dots.append(Dot(x, y, number, title_of(data, series, place)))
        drawn.words += _ends(points, series, len(places))
    drawn.words.sort(key=lambda words: (words.kind, words.x, words.y, words.text))
    for gap in breaks:
        x = percent((places[gap.after] + places[gap.after + 1]) / 2)
        drawn.grid.append(LineSegment(x, TOP, x, TOP + PLOT_HEIGHT))
        # At the end of the line that the series leaves free.
        beside = {percent(places[place]) for place in (gap.after, gap.after + 1)}
        highest = min((dot.y for dot in drawn.dots if dot.x in beside), default=TOP)
        y = TOP + PLOT_HEIGHT - 6 if highest < TOP + PLOT_HEIGHT / 2 else TOP + 12
        drawn.words.append(Words(x, y, gap.text, kind="break", shift=5))
    _below(data, places, drawn)
    return drawn


def _ends(points: list[tuple[int, str, float]], series: Series, count: int) -> Iterator[Words]:
    """Figures of the first and last point, on the side that the line does not take."""
    for at in sorted({0, len(points) - 1}) if points else ():
        place, x, y = points[at]
        rising = len(points) > 1 and points[at][2] > points[min(at + 1, len(points) - 1)][2]
        below = at == 0 and rising
        anchor = "end" if place == count - 1 else "start" if place == 0 else "middle"
        yield Words(x, y + 20 if below else y - 10, series.texts[place], anchor, "value")


def _across(data: ChartData) -> list[float]:
    years, count = data.years, len(data.categories)
    start = GUTTER + INSET / 2
    if count == 1:
        return [0.5]
    shares = [(year - years[0]) / (years[-1] - years[0]) for year in years] or [at / (count - 1) for at in range(count)]
    return [start + share * (1 - INSET - start) for share in shares]
