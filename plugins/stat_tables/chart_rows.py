"""Charts with one line of text per category or series: bars, dots and slopes."""

from __future__ import annotations

from .chart_data import ChartData
from .chart_scale import linear_scale, percent
from .number_format import format_number
from .shapes import Dot, Rectangle, Segment, Shapes, Words, inset, title_of

LABEL_ROW, BAR, BAR_GAP, ROW_GAP = 22, 18, 2, 12
TOP, SLOPE_HEIGHT = 24, 240
SLOPE_LEFT, SLOPE_RIGHT = 0.3, 0.7
SLOPE_LINE = 16
LONGEST_INSIDE = 0.62  # a bar that is longer carries its figure inside


def bars(data: ChartData) -> Shapes:
    """Lying bars with the category above and the figure at the end of each."""
    scale = linear_scale(data.values, from_zero=True)
    drawn = Shapes()
    y = 0.0
    for place, category in enumerate(data.categories):
        drawn.words.append(Words("0%", y + LABEL_ROW - 7, category))
        y += LABEL_ROW
        for number, series in enumerate(data.series, 1):
            value = series.values[place]
            if value is not None:
                start, end = sorted((scale.zero, scale.share(value)))
                title, marked = title_of(data, series, place), data.highlighted[place]
                drawn.rectangles.append(Rectangle(percent(start), y, percent(end - start), BAR, number, title, marked))
                drawn.words.append(_bar_words(start, end, y + BAR - 5, series.texts[place], negative=value < 0))
            y += BAR + BAR_GAP
        y += ROW_GAP - BAR_GAP
    drawn.height = max(y - ROW_GAP, 0) + 2
    zero = percent(scale.zero)
    drawn.grid.append(Segment(zero, 0, zero, drawn.height))
    return drawn


def _bar_words(start: float, end: float, y: float, text: str, *, negative: bool) -> Words:
    if end - start > LONGEST_INSIDE:
        return Words(
            percent(start if negative else end),
            y,
            text,
            "start" if negative else "end",
            "inside",
            6 if negative else -6,
        )
    if negative and start > 1 - LONGEST_INSIDE:
        return Words(percent(start), y, text, "end", "value", -6)
    return Words(percent(end), y, text, "start", "value", 6)


def dots(data: ChartData) -> Shapes:
    """A row per category with one dot per series on a common scale."""
    scale = linear_scale(data.values, from_zero=False)
    drawn = Shapes()
    y = 0.0
    for place, category in enumerate(data.categories):
        drawn.words.append(Words("0%", y + LABEL_ROW - 7, category))
        y += LABEL_ROW + 8
        known = [
            (number, series, value)
            for number, series in enumerate(data.series, 1)
            if (value := series.values[place]) is not None
        ]
        drawn.grid.append(Segment("0%", y, "100%", y))
        shares = [inset(scale.share(value)) for _number, _series, value in known]
        if len(shares) > 1:
            drawn.segments.append(Segment(percent(min(shares)), y, percent(max(shares)), y))
        for (number, series, _value), share in zip(known, shares, strict=True):
            drawn.dots.append(Dot(percent(share), y, number, title_of(data, series, place)))
        y += ROW_GAP
    for tick in (scale.ticks[0], scale.ticks[-1]):
        share = inset(scale.share(tick))
        drawn.words.append(Words(percent(share), y + 12, format_number(tick, scale.decimals), "middle", "tick"))
    drawn.height = y + 18
    return drawn


def slope(data: ChartData) -> Shapes:
    """Two points in time (the categories), one line per series from the one to the other, named at both ends."""
    drawn = Shapes()
    scale = linear_scale(data.values, from_zero=False)
    height = max(SLOPE_HEIGHT, SLOPE_LINE * len(data.series))

    def y(share: float) -> float:
        return round(TOP + (1 - share) * height, 1)

    for x, category in ((SLOPE_LEFT, 0), (SLOPE_RIGHT, 1)):
        drawn.grid.append(Segment(percent(x), TOP - 4, percent(x), TOP + height + 4))
        anchor = "end" if category == 0 else "start"
        drawn.words.append(Words(percent(x), TOP - 10, data.categories[category], anchor))
    whole = [(number, series) for number, series in enumerate(data.series, 1) if len(series.known) == 2]
    ends: list[list[tuple[float, str]]] = [[], []]
    for number, series in whole:
        heights = [y(scale.share(value)) for _place, value in series.known]
        drawn.segments.append(Segment(percent(SLOPE_LEFT), heights[0], percent(SLOPE_RIGHT), heights[1], number))
        for side, x in enumerate((SLOPE_LEFT, SLOPE_RIGHT)):
            drawn.dots.append(Dot(percent(x), heights[side], number, title_of(data, series, side)))
            name = f"{series.label} {series.texts[0]}" if side == 0 else series.texts[1]
            ends[side].append((heights[side], name))
    for side, (x, anchor, shift) in enumerate(((SLOPE_LEFT, "end", -8), (SLOPE_RIGHT, "start", 8))):
        for place, name in _apart(ends[side]):
            drawn.words.append(Words(percent(x), place + 4, name, anchor, "value", shift))
    drawn.height = max([TOP + height + 12, *(words.y + 8 for words in drawn.words)])
    return drawn


def _apart(labels: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """The labels from the top down, moved so far that no two lines of text touch."""
    placed: list[tuple[float, str]] = []
    for place, text in sorted(labels):
        if placed:
            place = max(place, placed[-1][0] + SLOPE_LINE)
        placed.append((round(place, 1), text))
    return placed
