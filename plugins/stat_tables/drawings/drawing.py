"""A chart or map ready for the page, made from a view of the table that stands beside it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.vietnam.provinces import Province, Vintage
from stat_tables.model.number_format import format_value
from stat_tables.model.once_per_table import once_per_table
from stat_tables.model.table import Column, Table, Value
from stat_tables.request.directive import ViewRequest
from stat_tables.request.directive_options import BlockKind, MapForm, Shape
from stat_tables.request.selection import find_column, full_label, select
from stat_tables.views.aggregate import ReadValue
from stat_tables.views.merged_table import merged_table, province_column, province_of
from stat_tables.views.scaling import presentations
from stat_tables.views.table_view import Setting
from stat_tables.views.view import TableView

from .chart_data import ChartData, Series, chart_data, transposed
from .chart_shapes import shapes
from .describe import describe_chart, describe_map
from .map_shapes import MapDrawing, outline_map, tile_map
from .shapes import Break, Shapes

_ = Translator(__file__)

# What saves a drawing as a file, and its looks.
FILE_ASSETS = ("css/kinds/chart-files.css", "js/chart-file.js")
MOST_SERIES = 6
OVER_TIME = (Shape.LINE, Shape.COLUMN, Shape.SLOPE)


@dataclass(frozen=True)
class Drawing:
    """A chart or a map.

    Args:
        id: that of the figure; title and description have ids that begin with it.
        merged: the figures were put together from smaller provinces.
        title: what a screen reader says first; description: highest, lowest, total, change.
        legend: names of the series, in the order of their colours; empty for one series.
        unit: common to all figures.
    """

    id: str
    title: str
    description: str
    unit: str
    kind: str
    legend: tuple[str, ...] = ()
    shapes: Shapes | None = None
    map: MapDrawing | None = None
    merged: bool = False


Result = tuple[Drawing | None, list[Problem]]


def drawing(table: Table, request: ViewRequest, view: TableView, setting: Setting) -> Result:
    """The chart or map that `request` asks for, or None with its faults."""
    if request.kind is BlockKind.MAP:
        return _map(table, request, view, setting)
    return chart(view, request.shape, request)


def chart(view: TableView, shape: Shape, request: ViewRequest, breaks: tuple[Break, ...] = ()) -> Result:
    """Draw the numeric columns of `view` over its rows."""
    data = chart_data(view)
    if shape in OVER_TIME and data.series_are_times:
        data = transposed(data)  # years across the head of the table
    line = request.line_of("columns")
    units = sorted({series.unit for series in data.series})
    if not data.series or not data.values:
        return None, [at_line(_("there is no figure to draw"), line, _("choose columns that hold numbers"), "chart")]
    if len(units) > 1:
        message = _("one chart cannot show {units} together", units=", ".join(units))
        return None, [at_line(message, line, _("choose columns of one unit with “cột”"), "chart")]
    if shape is Shape.SLOPE:
        if len(data.series) == 2 and not (len(data.categories) == 2 and data.times):
            data = transposed(data)
        if len(data.categories) != 2:
            hint = _("choose two columns or two rows")
            return None, [at_line(_("a slope chart needs two points in time"), request.line_of("shape"), hint, "chart")]
    elif len(data.series) > MOST_SERIES:
        hint = _("choose fewer columns with “cột”")
        return None, [
            at_line(_("a chart of {count} series cannot be read", count=len(data.series)), line, hint, "chart")
        ]
    return _drawn(view, shape, data, request, breaks), []


def _drawn(view: TableView, shape: Shape, data: ChartData, request: ViewRequest, breaks: tuple[Break, ...]) -> Drawing:
    named = len(data.series) > 1 and shape is not Shape.SLOPE
    single = len(data.series) == 1 and not request.caption
    return Drawing(
        id=view.id,
        title=f"{view.caption}: {data.series[0].label}" if single else view.caption,
        description=request.description or describe_chart(shape, data),
        unit=data.series[0].unit,
        kind=shape.value,
        legend=tuple(series.label for series in data.series) if named else (),
        shapes=shapes(shape, data, breaks),
    )


def by_wanted_units(table: Table, request: ViewRequest, setting: Setting) -> Table:
    """The table that a map shows: put together by the 34 provinces of today where the editor asks for them."""
    territory = table.territory
    asked = request.kind is BlockKind.MAP and request.vintage == str(Vintage.UNITS_34.value)
    if not asked or territory is None or territory.vintage is Vintage.UNITS_34:
        return table
    # The day only matters where figures were revised: all other stories share one merged table.
    day = setting.as_of if table.revised_cells else None
    return once_per_table(table, ("merged", day), lambda: merged_table(table, _reader(table, setting)) or table)


def _reader(table: Table, setting: Setting) -> ReadValue:
    return lambda row, column: _value(table, row, column, setting)


def _value(table: Table, row: int, column: str, setting: Setting) -> Value:
    cell = table.cell(row, column)
    return cell.value if setting.as_of is None else cell.value_as_of(setting.as_of)


def _map(table: Table, request: ViewRequest, view: TableView, setting: Setting) -> Result:
    territory, line = table.territory, request.line
    if province_column(table) is None or territory is None:
        hint = _("a map needs a column of type province and a territory")
        return None, [at_line(_("“{table}” has no provinces", table=table.id), line, hint, "map")]
    if request.vintage and request.vintage != str(territory.vintage.value):
        message = _("figures of the 34 provinces cannot be divided among the 63")
        return None, [at_line(message, request.line_of("vintage"), _("write địa giới: 34"), "map")]
    named = [find_column(table, name) for name in request.columns] or list(table.columns)
    column = next((column for column in named if column and column.type.is_numeric), None)
    if column is None:
        return None, [at_line(_("there is no figure to draw"), line, _("choose columns that hold numbers"), "map")]
    values, key, faults = _province_values(table, column, request, setting)
    if faults:
        return None, faults
    # The dataset's page and every story show the same map of the same rows.
    form, steps, way, figures = request.form, request.steps, request.classing, request.values
    if figures and form is not MapForm.TILES:
        message = _("figures have room on a map of tiles only")
        return None, [at_line(message, request.line_of("values"), _("add dạng: ô vuông"), "map")]

    def draw() -> tuple[MapDrawing, ChartData]:
        tiles, vintage = form is MapForm.TILES, territory.vintage
        shape = (
            tile_map(values, vintage, steps, way, figures=figures)
            if tiles
            else outline_map(values, vintage, steps, way)
        )
        return shape, _data_of_map(values, column)

    drawn, data = once_per_table(table, ("map", column.id, key, form, steps, way, figures), draw)
    return Drawing(
        id=view.id,
        title=view.caption if request.caption else f"{view.caption}: {full_label(column)}",
        description=request.description or describe_map(data, territory.vintage.value),
        unit=data.series[0].unit,
        kind="map",
        map=drawn,
    ), []


def _province_values(
    table: Table, column: Column, request: ViewRequest, setting: Setting
) -> tuple[dict[Province, Value], Hashable, list[Problem]]:
    """The figure of each province among the rows that the request selects; what tells them from those of others."""
    faults: list[Problem] = []
    shown_as = presentations(table, request, faults).get(column.id)
    by_province: dict[Province, Value] = {}
    names = once_per_table(table, "provinces", lambda: tuple(province_of(table, row) for row in range(table.row_count)))
    rows = select(table, request, faults).rows
    for row in rows:
        province = names[row]
        if province is None:
            continue
        if province in by_province:
            message = _("there are several rows for {name}", name=province.name)
            return {}, (), [at_line(message, request.line, _("choose rows with “lọc”"), "map")]
        value = _value(table, row, column.id, setting)
        by_province[province] = shown_as.apply(value) if shown_as else value
    return by_province, (rows, shown_as, setting.as_of if table.revised_cells else None), faults


def _data_of_map(values: Mapping[Province, Value], column: Column) -> ChartData:
    unit = next((value.unit.text for value in values.values() if value.unit), "")
    numbers = tuple(value.number for value in values.values())
    texts = tuple(format_value(value) for value in values.values())
    series = Series(full_label(column), unit, numbers, texts, column.measure.adds)
    return ChartData(tuple(province.name for province in values), (series,), (False,) * len(values))
