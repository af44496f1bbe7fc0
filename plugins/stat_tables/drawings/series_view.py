"""A series over datasets as the page shows it: a line chart with its breaks, and the table of its points."""

from __future__ import annotations

from dataclasses import dataclass

from portal import addresses
from portal.i18n import Translator
from stat_tables.model.number_format import format_value
from stat_tables.request.directive_options import Shape
from stat_tables.views.cells import value_cell
from stat_tables.views.view import TableView, ViewCell, ViewGroup, ViewHead, ViewRow

from .chart_data import ChartData, Series
from .chart_shapes import shapes
from .describe import describe_chart
from .drawing import Drawing
from .series import MONTHS_OF_YEAR, IndicatorSeries
from .shapes import Break

_ = Translator(__file__)


@dataclass(frozen=True)
class SeriesView:
    """`sources`: (text, url) of the datasets in the order of the points; `breaks`: why points do not compare."""

    title: str
    drawing: Drawing
    table: TableView
    sources: tuple[tuple[str, str], ...]
    breaks: tuple[str, ...]
    definition: str


def series_view(series: IndicatorSeries, identifier: str) -> SeriesView:
    """Chart and table of one series."""
    title = f"{series.label}, {series.place}" if series.place else series.label
    if series.months not in (0, MONTHS_OF_YEAR):
        title = _("{title}, by periods of {months} months", title=title, months=series.months)
    unit = series.unit.text if series.unit else ""
    marks = tuple(Break(gap.after, str(number)) for number, gap in enumerate(series.breaks, 1))
    data = ChartData(
        categories=tuple(point.label for point in series.points),
        series=(
            Series(
                series.label,
                unit,
                tuple(point.number for point in series.points),
                tuple(format_value(point.value) for point in series.points),
            ),
        ),
        highlighted=(False,) * len(series.points),
    )
    drawn = Drawing(
        id=identifier,
        title=title,
        description=describe_chart(Shape.LINE, data),
        unit=unit,
        kind=Shape.LINE.value,
        shapes=shapes(Shape.LINE, data, marks),
    )
    sources = tuple((table.title, addresses.dataset(table.id)) for table in series.tables)
    breaks = tuple(f"{number}. {gap.text}" for number, gap in enumerate(series.breaks, 1))
    return SeriesView(title, drawn, _table(series, identifier, title, unit), sources, breaks, series.definition)


def _table(series: IndicatorSeries, identifier: str, title: str, unit: str) -> TableView:
    heads = (ViewHead(_("Period")), ViewHead(series.label, unit, numeric=True))
    rows = tuple(
        ViewRow((ViewCell(point.label, head=True), value_cell(point.value, point.column))) for point in series.points
    )
    return TableView(
        id=identifier,
        dataset=series.points[-1].table.id,
        caption=title,
        heads=heads,
        flat_heads=heads,
        groups=(ViewGroup(rows),),
    )
