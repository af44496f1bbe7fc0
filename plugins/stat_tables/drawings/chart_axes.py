"""Charts over a common scale that stands upright: columns and lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from stat_tables.model.chart_scale import HUNDRED, Scale, bar_scale, linear_scale, percent
from stat_tables.model.number_format import format_number

from .chart_data import ChartData, Series
from .shapes import INSET, LETTER, NARROWEST, Break, Dot, LineSegment, Rectangle, Shapes, Words, spread_apart, title_of

PLOT_HEIGHT = 240
TOP, BOTTOM = 24, 28
GUTTER = 0.16  # for the figures of the axis
LINE = 16  # px from a line of names to the next
COLUMN_SHARE = 0.72  # of the room of its category
MOST_BEADS = 20  # a line of more points is a line
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
    lowest = max((words.y for words in drawn.words if words.kind == "value"), default=0.0)
    top = max(TOP + PLOT_HEIGHT, lowest if drawn.rectangles else 0.0)  # below the figures of negative columns
    for number, line in enumerate(lines):
        y = top + 20 + number * LINE
        drawn.words += [Words(percent(places[place]), y, data.categories[place], anchors[place]) for place in line]
        drawn.height = max(drawn.height, y + 8) if line else drawn.height


def _apart(middles: list[float], order: list[int], room: float) -> list[int]:
    """The last of `order`, and from the left those that have `room` between them."""
    ticks: list[int] = []
    for place in order[:-1]:
        if (not ticks or middles[place] - middles[ticks[-1]] >= room) and middles[order[-1]] - middles[place] >= room:
            ticks.append(place)
    return ticks + order[-1:]


def columns(data: ChartData) -> Shapes:
    """Standing columns, side by side for several series; few columns carry their figures and need no axis."""
    drawn = Shapes(height=TOP + PLOT_HEIGHT + BOTTOM)
    slots = _slots(data)
    labelled = slots * len(data.series) * FIGURE_LETTERS * LETTER <= NARROWEST
    left = 0.0 if labelled else GUTTER
    percentages = bar_scale(data.values, data.unit)
    scale = percentages if labelled or percentages.high == HUNDRED else linear_scale(data.values, from_zero=True)
    if not labelled:
        _axis(_ticked(scale), drawn)
    zero = _height(scale.zero)
    drawn.grid.append(LineSegment(percent(left), zero, "100%", zero))
    band = (1 - left) / slots
    width = band * COLUMN_SHARE / max(len(data.series), 1)
    middles = [left + band / 2 + share * (1 - left - band) for share in _shares(data)]
    for place, middle in enumerate(middles):
        start = middle - band * COLUMN_SHARE / 2
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
    _below(data, middles, drawn)
    return drawn


def _slots(data: ChartData) -> float:
    """How many columns of equal room the axis holds: years between two that are there have theirs."""
    shares = _shares(data)
    if len(shares) < 2:
        return 1
    return 1 + 1 / min(after - before for before, after in pairwise(shares))


def _ticked(scale: Scale) -> Scale:
    return scale if scale.ticks else Scale(scale.low, scale.high, tuple(HUNDRED / 4 * step for step in range(5)))


def lines(data: ChartData, breaks: tuple[Break, ...] = ()) -> Shapes:
    """Lines over the categories; periods stand as far apart as they are. Ends carry their figures."""
    drawn = Shapes(height=TOP + PLOT_HEIGHT + BOTTOM)
    scale = linear_scale(data.values, from_zero=False)
    height = _axis(scale, drawn)
    if scale.low > 0 or scale.high < 0:
        _cut_mark(drawn)
    places = _across(data)
    usual = min((after - before for before, after in pairwise(places)), default=1.0)
    ends: list[Words] = []
    for number, series in enumerate(data.series, 1):
        points = [(place, percent(places[place]), height(scale.share(value))) for place, value in series.known]
        for (before, x1, y1), (after, x2, y2) in pairwise(points):
            broken = any(before <= gap.after < after for gap in breaks)
            if after == before + 1 and not broken:
                far = bool(data.times) and places[after] - places[before] > 1.5 * usual
                drawn.segments.append(LineSegment(x1, y1, x2, y2, number, "dashed" if far else ""))
        beaded = points if len(points) <= MOST_BEADS else [points[0], points[-1]]
        alone = {place for place, _x, _y in points} - _joined(points, breaks)
        for place, x, y in points:
            if (place, x, y) in beaded or place in alone:
                drawn.dots.append(Dot(x, y, number, title_of(data, series, place)))
        ends += _ends(points, series, len(places), number, alone=len(data.series) == 1)
    drawn.words += _spread(ends)
    drawn.words.sort(key=lambda words: (words.kind, words.x, words.y, words.text))
    for gap in breaks:
        x = percent((places[gap.after] + places[gap.after + 1]) / 2)
        drawn.grid.append(LineSegment(x, TOP, x, TOP + PLOT_HEIGHT, 0, "break"))
        drawn.words.append(Words(x, _free_height(drawn, places, gap), gap.text, kind="break", shift=5))
    _below(data, places, drawn)
    return drawn


def _joined(points: Sequence[tuple[int, str, float]], breaks: tuple[Break, ...]) -> set[int]:
    """Places that a line reaches; a point by itself would not be seen without its bead."""
    reached: set[int] = set()
    for (before, _x1, _y1), (after, _x2, _y2) in pairwise(points):
        if after == before + 1 and not any(before <= gap.after < after for gap in breaks):
            reached |= {before, after}
    return reached


def _cut_mark(drawn: Shapes) -> None:
    """Two strokes across the foot of the axis: it does not begin at zero."""
    y = TOP + PLOT_HEIGHT
    for shift in (0, 5):
        drawn.grid.append(
            LineSegment(percent(GUTTER - 0.02), y + 3 - shift, percent(GUTTER + 0.02), y - 3 - shift, 0, "cut")
        )
    drawn.cut = True


def _free_height(drawn: Shapes, places: Sequence[float], gap: Break) -> float:
    """At the end of the line of a break that the series leaves free."""
    beside = {percent(places[place]) for place in (gap.after, gap.after + 1)}
    heights = [dot.y for dot in drawn.dots if dot.x in beside]
    heights += [y for line in drawn.segments for x, y in ((line.x1, line.y1), (line.x2, line.y2)) if x in beside]
    highest = min(heights, default=TOP)
    return TOP + PLOT_HEIGHT - 6 if highest < TOP + PLOT_HEIGHT / 2 else TOP + 12


def _ends(
    points: list[tuple[int, str, float]], series: Series, count: int, number: int, *, alone: bool
) -> Iterator[Words]:
    """Figures of the last point, and of the first of a line by itself, where the line is not, within the plot."""
    first = 0 if alone else len(points) - 1  # beginnings of several lines would stand in each other's way
    for at in sorted({first, len(points) - 1}) if points else ():
        place, x, y = points[at]
        rising = len(points) > 1 and points[at][2] > points[min(at + 1, len(points) - 1)][2]
        below = at == 0 and rising and y + 20 <= TOP + PLOT_HEIGHT - 4
        anchor = "end" if place == count - 1 else "start" if place == 0 else "middle"
        yield Words(x, y + 20 if below else y - 10, series.texts[place], anchor, "value", series=0 if alone else number)


def _spread(ends: Sequence[Words]) -> Iterator[Words]:
    """Figures at one place, moved so far up or down that none covers another and all stay in the plot."""
    by_place: dict[str, list[Words]] = {}
    for words in ends:
        by_place.setdefault(words.x, []).append(words)
    for group in by_place.values():
        group.sort(key=lambda words: words.y)
        heights = spread_apart([words.y for words in group], LINE, TOP - 10, TOP + PLOT_HEIGHT - 4)
        yield from (words._replace(y=y) for words, y in zip(group, heights, strict=True))


def _shares(data: ChartData) -> list[float]:
    """Where each category stands between the first, 0, and the last, 1."""
    count = len(data.categories)
    if count == 1:
        return [0.0]
    middles = [(time.year or 0) + (time.first + time.last) / 24 for time in data.times]
    if middles:
        return [(middle - middles[0]) / (middles[-1] - middles[0]) for middle in middles]
    return [at / (count - 1) for at in range(count)]


def _across(data: ChartData) -> list[float]:
    start = GUTTER + INSET / 2
    if len(data.categories) == 1:
        return [0.5]
    return [start + share * (1 - INSET - start) for share in _shares(data)]
