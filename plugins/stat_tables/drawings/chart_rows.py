"""Charts with one line of text per category or series: bars, dots and slopes."""

from __future__ import annotations

from stat_tables.model.chart_scale import bar_scale, linear_scale, percent

from .chart_data import ChartData
from .shapes import LETTER, NARROWEST, Dot, LineSegment, Rectangle, Shapes, Words, spread_apart, title_of

LABEL_ROW, BAR, BAR_GAP, ROW_GAP = 22, 18, 2, 12
TOP, SLOPE_HEIGHT = 24, 240
SLOPE_LINE = 16
SLOPE_NAME = 12  # letters
SLOPE_COLOURS, RISING, FALLING = 6, 2, 1
DOT_MARGIN = 0.14  # room for the figures at both sides
MOST_ROOMY_BARS = 20
CLOSE_ROW, SMALL_LETTER, MOST_NAME_SHARE = 18, 6.6, 0.42
LONGEST_INSIDE = 0.62  # a bar that is longer carries its figure inside


def bars(data: ChartData) -> Shapes:
    """Lying bars with the category above and the figure at the end of each."""
    if len(data.categories) > MOST_ROOMY_BARS and len(data.series) == 1:
        return _close_bars(data)
    scale = bar_scale(data.values, data.unit)
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
    drawn.grid.append(LineSegment(zero, 0, zero, drawn.height))
    return drawn


def _close_bars(data: ChartData) -> Shapes:
    """Many bars, each on one line with its name: 63 provinces in a height that a phone can take."""
    scale = bar_scale(data.values, data.unit)
    drawn = Shapes()
    series = data.series[0]
    left = min(max(len(name) for name in data.categories) * SMALL_LETTER + 6, NARROWEST * MOST_NAME_SHARE) / NARROWEST
    for place, category in enumerate(data.categories):
        y = place * CLOSE_ROW
        drawn.words.append(Words(percent(left), y + 13, _cut(category, left), "end", "category", -6))
        value = series.values[place]
        if value is not None:
            start, end = (left + share * (1 - left) for share in sorted((scale.zero, scale.share(value))))
            title, marked = title_of(data, series, place), data.highlighted[place]
            drawn.rectangles.append(
                Rectangle(percent(start), y + 2, percent(end - start), CLOSE_ROW - 4, 1, title, marked)
            )
            room = (1 - end) * NARROWEST
            words = _bar_words(start, end, y + 13, series.texts[place], negative=value < 0)
            if words.kind == "value" and value >= 0 and room < len(series.texts[place]) * LETTER + 8:
                words = Words(percent(end), y + 13, series.texts[place], "end", "inside", -6)
            drawn.words.append(words)
    drawn.height = len(data.categories) * CLOSE_ROW + 2
    zero = percent(left + scale.zero * (1 - left))
    drawn.grid.append(LineSegment(zero, 0, zero, drawn.height))
    return drawn


def _cut(name: str, share: float) -> str:
    """A name that fits before its bar; the table has it whole."""
    most = int(share * NARROWEST / SMALL_LETTER)
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


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
    """A row per category with one dot per series on a common scale; lowest and highest carry their figures."""
    scale = linear_scale(data.values, from_zero=False)
    drawn = Shapes()
    y = 0.0
    for place, category in enumerate(data.categories):
        drawn.words.append(Words("0%", y + LABEL_ROW - 7, category))
        y += LABEL_ROW + 8
        drawn.grid.append(LineSegment("0%", y, "100%", y))
        known = [
            (DOT_MARGIN + scale.share(value) * (1 - 2 * DOT_MARGIN), number, series)
            for number, series in enumerate(data.series, 1)
            if (value := series.values[place]) is not None
        ]
        known.sort(key=lambda dot: dot[:2])
        if len(known) > 1:
            first, last = known[0], known[-1]
            drawn.segments.append(LineSegment(percent(first[0]), y, percent(last[0]), y))
            drawn.words.append(Words(percent(first[0]), y + 4, first[2].texts[place], "end", "value", -9))
        if known:
            drawn.words.append(Words(percent(known[-1][0]), y + 4, known[-1][2].texts[place], kind="value", shift=9))
        for share, number, series in known:
            drawn.dots.append(Dot(percent(share), y, number, title_of(data, series, place)))
        y += ROW_GAP
    drawn.height = y
    return drawn


def slope(data: ChartData) -> Shapes:
    """Two points in time (the categories), one line per series from the one to the other, named at both ends."""
    drawn = Shapes()
    scale = linear_scale(data.values, from_zero=False)
    height = max(SLOPE_HEIGHT, SLOPE_LINE * len(data.series))
    whole = [series for series in data.series if len(series.known) == 2]
    names = [f"{shortened(series.label)} {series.texts[0]}" for series in whole]
    coloured = len(whole) <= SLOPE_COLOURS
    left = min(max((len(name) for name in names), default=0) * LETTER + 12, NARROWEST / 2) / NARROWEST
    right = 1 - (max((len(series.texts[1]) for series in whole), default=0) * LETTER + 12) / NARROWEST

    # Heads that would touch on a narrow screen stand one below the other.
    together = (len(data.categories[0]) + len(data.categories[1]) + 2) * LETTER <= NARROWEST
    top = TOP if together else TOP + SLOPE_LINE

    def y(share: float) -> float:
        return round(top + (1 - share) * height, 1)

    drawn.words.append(Words("0%", TOP - 10, data.categories[0]))
    drawn.words.append(Words("100%", top - 10, data.categories[1], "end"))
    for x in (left, right):
        drawn.grid.append(LineSegment(percent(x), top - 4, percent(x), top + height + 4))
    ends: list[list[tuple[float, str, int]]] = [[], []]
    for number, (series, name) in enumerate(zip(whole, names, strict=True), 1):
        heights = [y(scale.share(value)) for _place, value in series.known]
        # Told apart by colour and stroke; where there are more than colours, by the way they go.
        colour = number if coloured else RISING if heights[1] <= heights[0] else FALLING
        stroke = "dashed" if (number % 2 == 0 if coloured else colour == FALLING) else ""
        drawn.segments.append(LineSegment(percent(left), heights[0], percent(right), heights[1], colour, stroke))
        for side, (x, text) in enumerate(((left, name), (right, series.texts[1]))):
            drawn.dots.append(Dot(percent(x), heights[side], colour, title_of(data, series, side)))
            ends[side].append((heights[side], text, colour))
    for side, (x, anchor, shift) in enumerate(((left, "end", -8), (right, "start", 8))):
        named = sorted(ends[side])
        placed = spread_apart([place for place, _text, _colour in named], SLOPE_LINE, top, top + height)
        for place, (_at, text, colour) in zip(placed, named, strict=True):
            drawn.words.append(Words(percent(x), round(place + 4, 1), text, anchor, "value", shift, colour))
    drawn.height = max([top + height + 12, *(words.y + 8 for words in drawn.words)])
    return drawn


def shortened(name: str) -> str:
    """A name that fits beside a slope chart; the table has it whole."""
    return name if len(name) <= SLOPE_NAME else name[: SLOPE_NAME - 1].rstrip() + "…"
