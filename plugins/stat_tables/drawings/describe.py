"""A drawing in words, for those who cannot see it: highest, lowest, total, change. Made from the same figures."""

from __future__ import annotations

from decimal import Decimal

from portal.i18n import Translator
from stat_tables.model.number_format import difference_unit, format_number, round_to, with_unit
from stat_tables.model.numerals import EXACT
from stat_tables.model.table import Unit
from stat_tables.request.directive_options import Shape
from stat_tables.views.cells import CHANGE_DECIMALS

from .chart_data import ChartData, Series

_ = Translator(__file__)

MOST_NAMES = 3


def shape_name(shape: Shape) -> str:
    return {
        Shape.BAR: _("Bar chart"),
        Shape.COLUMN: _("Column chart"),
        Shape.LINE: _("Line chart"),
        Shape.DOT: _("Dot chart"),
        Shape.SLOPE: _("Slope chart"),
    }[shape]


def describe_chart(shape: Shape, data: ChartData) -> str:
    """One or two sentences per series."""
    over_time = shape in (Shape.LINE, Shape.SLOPE) or bool(data.years)
    parts = [_("{shape}.", shape=shape_name(shape))]
    for series in data.series:
        said = change_sentence(data, series) if over_time else ""
        parts.append(said if len(series.known) == 2 and said else extremes_sentence(data, series))
        if said and len(series.known) > 2:
            parts.append(said)
        if series.adds and not over_time and len(series.known) == len(series.values) > 2:
            parts.append(total_sentence(series))
    return " ".join(part for part in parts if part)


def describe_map(data: ChartData, vintage: int) -> str:
    """Highest and lowest province of the one series of a map."""
    series = data.series[0]
    count = len(series.known)
    head = _("Map of {vintage} provinces, figures of {count}.", vintage=vintage, count=count)
    return f"{head} {extremes_sentence(data, series)}"


def extremes_sentence(data: ChartData, series: Series) -> str:
    """`Tỷ lệ: cao nhất Yên Bái (59,36%), thấp nhất Lào Cai (48,2%).`"""
    if not series.known:
        return _("{label}: no figures.", label=series.label)
    values = [value for _place, value in series.known]
    high, low = max(values), min(values)
    if high == low:
        names, figure = _those_with(data, series, high)
        return _("{label}: {name} {figure}.", label=series.label, name=names, figure=figure)
    highest, most = _those_with(data, series, high)
    lowest, least = _those_with(data, series, low)
    return _(
        "{label}: highest {high} ({most}), lowest {low} ({least}).",
        label=series.label,
        high=highest,
        most=most,
        low=lowest,
        least=least,
    )


def _those_with(data: ChartData, series: Series, value: Decimal) -> tuple[str, str]:
    """Names of the categories with this value, the first few of them, and the figure."""
    places = [place for place, known in series.known if known == value]
    names = ", ".join(data.categories[place] for place in places[:MOST_NAMES])
    if len(places) > MOST_NAMES:
        names = _("{names} and {count} others", names=names, count=len(places) - MOST_NAMES)
    return names, _figure(series, places[0])


def change_sentence(data: ChartData, series: Series) -> str:
    """`Số việc: từ 574.819 việc (2023) đến 621.568 việc (2024), tăng 46.749 việc (8,13%).`"""
    if len(series.known) < 2:
        return ""
    (first, old), (last, new) = series.known[0], series.known[-1]
    values = {
        "label": series.label,
        "old": _figure(series, first),
        "first": data.categories[first],
        "new": _figure(series, last),
        "last": data.categories[last],
    }
    if old == new:
        return _("{label}: {old} ({first}), the same {new} ({last}).", **values)
    unit = difference_unit(Unit(series.unit, series.unit)) if series.unit else None
    change = with_unit(format_number(abs(new - old)), unit.text if unit else "")
    if old and series.unit != "%":
        share = round_to(EXACT.divide(abs(new - old) * 100, abs(old)), CHANGE_DECIMALS)
        change += f" ({format_number(share)}%)"
    if new > old:
        return _("{label}: from {old} ({first}) to {new} ({last}), up {change}.", change=change, **values)
    return _("{label}: from {old} ({first}) to {new} ({last}), down {change}.", change=change, **values)


def total_sentence(series: Series) -> str:
    total = sum((value for _place, value in series.known), Decimal(0))
    return _("Total: {figure}.", figure=with_unit(format_number(total), series.unit))


def _figure(series: Series, place: int) -> str:
    return with_unit(series.texts[place], series.unit)
