"""A table and a request -> the table as the page shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.vietnam.text import slugify
from stat_tables.model.number_format import format_value
from stat_tables.model.row_times import earlier_row, row_times
from stat_tables.model.table import Column, Status, Table, Value
from stat_tables.request.directive import ViewRequest
from stat_tables.request.directive_options import Delta, Spark
from stat_tables.request.selection import (
    Selection,
    columns_named,
    find_column,
    find_rows,
    select,
    unknown_column,
    unknown_row,
)

from .aggregate import aggregate
from .annotations import Annotations
from .cells import (
    ColumnScale,
    bar_of,
    bare_cells,
    cell_id,
    change_cell,
    change_unit,
    column_scale,
    heat_of,
    spark_cell,
    value_cell,
)
from .part_groups import part_column, summed_parts
from .scaling import Presentation, presentations
from .table_head import complete_labels, head_rows
from .view import TableView, ViewCell, ViewGroup, ViewHead, ViewRow

_ = Translator(__file__)


_EMPTY = ViewCell("")


@dataclass(frozen=True)
class MadeColumn:
    """A column that is not in the data: its head, and its cell for a row and the row above it."""

    head: ViewHead
    cell: Callable[[int, int | None], ViewCell]


@dataclass(frozen=True)
class Setting:
    """What the surroundings of a view decide.

    Args:
        id: of the figure in its page.
        as_of: day whose figures are shown; None for the latest.
        anchors: (row, column id) of cells that get an id; None for all.
        most_rows: rows of the body that are shown; of the others only what they refer to is told under the table.
    """

    id: str
    as_of: date | None = None
    anchors: frozenset[tuple[int, str]] | None = frozenset()
    most_rows: int | None = None


def table_view(table: Table, request: ViewRequest, setting: Setting) -> tuple[TableView | None, list[Problem]]:
    """The view, or None with the faults of the request, each at its line."""
    faults: list[Problem] = []
    selection = select(table, request, faults)
    builder = _Builder(table, request, setting, selection, presentations(table, request, faults), faults)
    view = builder.view()
    return (None, faults) if faults else (view, [])


class _Builder:
    """The state of one view in the making; lives for one call of `table_view`."""

    def __init__(
        self,
        table: Table,
        request: ViewRequest,
        setting: Setting,
        selection: Selection,
        shown_as: dict[str, Presentation],
        faults: list[Problem],
    ) -> None:
        self.table, self.request, self.setting = table, request, setting
        self.rows, self.totals, self.shown_as, self.faults = selection.rows, selection.totals, shown_as, faults
        self.group_column = self._one_column(request.group, "group") or part_column(table, request, selection)
        self.summed = (
            summed_parts(table, self.group_column, self.rows, self.totals) if self.group_column is not None else {}
        )
        self.columns = tuple(column for column in selection.columns if column is not self.group_column)
        self.stub = next((column for column in self.columns if column.id in table.keys), self.columns[0])
        self.stub_place = self.columns.index(self.stub)
        self.notes = Annotations(table, setting.id, shown_as)
        self.made_columns = self._made_columns()
        self.highlighted = self._highlighted()
        self.scales = self._scales()
        self.bare = {} if setting.anchors is None else self._bare_columns()
        self.left = len(self.rows) if setting.most_rows is None else setting.most_rows
        # Most tables have nothing but bare cells: their rows are put together at once.
        bare = setting.anchors == frozenset() and not table.marks and len(self.bare) == len(self.columns)
        self.bare_rows = tuple(zip(*(self.bare[each.id] for each in self.columns), strict=True)) if bare else ()
        heads = [self._head(column) for column in self.columns] + [
            made_column.head for made_column in self.made_columns
        ]
        heads = [head._replace(place=place) for place, head in enumerate(heads)]
        spans = [column.group for column in self.columns] + [""] * len(self.made_columns)
        self.flat_heads = complete_labels(heads, spans)
        self.spanners, self.heads, self.head_ids = head_rows(setting.id, heads, spans, force=bool(self.group_column))

    def view(self) -> TableView:
        groups = self._groups()
        within = {row for rows in self.summed.values() for row in rows}
        foot = [self._data_row(row, kind="total") for row in self.totals if row not in within]
        if self.request.total and not self.totals:
            foot.append(self._sum_row(self.rows, _("Total"), "total"))
        return TableView(
            id=self.setting.id,
            dataset=self.table.id,
            caption=self.request.caption or self.table.title,
            heads=self.heads,
            spanners=self.spanners,
            groups=groups,
            foot=tuple(foot),
            flat_heads=self.flat_heads,
            remark=self.request.note,
            filter_box=self.request.filter_box,
            **self.notes.collected(self.setting.as_of),
        )

    def value(self, row: int, column: str) -> Value:
        value = self._published(row, column)
        shown_as = self.shown_as.get(column)
        return shown_as.apply(value) if shown_as else value

    def _groups(self) -> tuple[ViewGroup, ...]:
        if self.group_column is None:
            return (ViewGroup(tuple(self._body_rows(self.rows))),)
        members: dict[str, list[int]] = {}
        for row in self.rows:
            value = self.value(row, self.group_column.id)
            members.setdefault(format_value(value, type=self.group_column.type), []).append(row)
        return tuple(self._group(number, label, rows) for number, (label, rows) in enumerate(members.items(), 1))

    def _group(self, number: int, label: str, rows: Sequence[int]) -> ViewGroup:
        identifier = f"{self.setting.id}-g{number}"
        sums = self.summed.get(self.value(rows[0], self.group_column.id).scalar, []) if self.group_column else []
        heads = len(sums) == 1 and self._names_group(sums[0], label)
        body = [self._head_row(sums[0], label, identifier)] if heads else []
        body += [self._data_row(row, group=identifier, kind="subtotal") for row in sums if not heads]
        body += self._body_rows(rows, identifier)
        if self.request.subtotals and not sums:
            body.append(self._sum_row(rows, _("Subtotal {group}", group=label), "subtotal", identifier))
        return ViewGroup(tuple(body), label, identifier)

    def _names_group(self, row: int, label: str) -> bool:
        """Whether a row of the group's own figures is called as the group is: the name need not stand there twice."""
        return format_value(self.value(row, self.stub.id), type=self.stub.type).strip() == label.strip()

    def _head_row(self, row: int, label: str, identifier: str) -> ViewRow:
        """The group's label with its own figures."""
        line = self._data_row(row, kind="group-head")
        if not self.head_ids:
            return line._replace(id=identifier)
        headers = tuple(
            head if index == self.stub_place else f"{head} {identifier}" for index, head in enumerate(self.head_ids)
        )
        return line._replace(id=identifier, headers=headers)

    def _body_rows(self, rows: Sequence[int], group: str = "") -> list[ViewRow]:
        above = [None, *rows]
        most, self.left = self.left, max(0, self.left - len(rows))
        body = [self._data_row(row, before, group) for row, before in zip(rows[:most], above, strict=False)]
        return [*body, *map(self._row_out_of_sight, rows[most:])]

    def _row_out_of_sight(self, row: int) -> ViewRow:
        """An empty row; notes, codes and revisions of its cells are noted as those of all others."""
        for column in self.columns:
            if (row, column.id) in self.table.marks:
                self._cell(row, column, "row")
        return ViewRow(())

    def _data_row(self, row: int, above: int | None = None, group: str = "", kind: str = "row") -> ViewRow:
        cells = self.bare_rows[row] if self.bare_rows else tuple(self._cell(row, each, kind) for each in self.columns)
        cells += tuple(column.cell(row, above) for column in self.made_columns)
        return ViewRow(cells, kind, row in self.highlighted, *self._ids(f"r{row + 1}", group))

    def _ids(self, row: str, group: str) -> tuple[str, tuple[str, ...]]:
        """Of a row, and of the heads of each of its cells; both empty where the table has one level of heads."""
        if not self.head_ids:
            return "", ()
        row_id = f"{self.setting.id}-{row}"
        before = f"{group} " if group else ""
        return row_id, tuple(
            f"{before}{head}" if index == self.stub_place else f"{before}{head} {row_id}"
            for index, head in enumerate(self.head_ids)
        )

    def _cell(self, row: int, column: Column, kind: str) -> ViewCell:
        anchors = self.setting.anchors
        anchored = anchors is None or (row, column.id) in anchors
        if not anchored and column.id in self.bare and (row, column.id) not in self.table.marks:
            return self.bare[column.id][row]
        value = self.value(row, column.id)
        scale = self.scales.get(column.id)
        drawn = scale is not None and value.number is not None and kind == "row"
        anchor = cell_id(self.table, row, column.id) if anchored else ""
        cell = value_cell(value, column, head=column is self.stub, anchor=anchor)
        cell = self.notes.mark(cell, row, column.id)
        if scale is None or value.number is None or not drawn:
            return cell
        return cell._replace(
            bar=bar_of(value.number, scale.axis) if column.id in self._bars else None,
            heat=heat_of(value.number, scale) if column.id in self._heat else 0,
        )

    def _sum_row(self, rows: Sequence[int], label: str, kind: str, group: str = "") -> ViewRow:
        cells = []
        for column in self.columns:
            value = None if column is self.stub else aggregate(self.table, column, rows, self._published)
            if column is self.stub:
                cells.append(ViewCell(label, head=True))
            elif value is None:
                cells.append(_EMPTY)
            else:
                shown_as = self.shown_as.get(column.id)
                presented = shown_as.apply(value) if shown_as else value
                cells.append(value_cell(presented, column, form="figure" if column.type.is_numeric else ""))
                self.notes.saw(presented)
        cells += [_EMPTY] * len(self.made_columns)
        return ViewRow(tuple(cells), kind, False, *self._ids(f"{kind}-{slugify(label)}", group))

    def _published(self, row: int, column: str) -> Value:
        cell = self.table.cell(row, column)
        if self.setting.as_of is None:
            return cell.value
        value = cell.value_as_of(self.setting.as_of)
        # The figure of that day had not been revised yet.
        earlier = value.status is Status.REVISED and value.scalar != cell.value.scalar
        return replace(value, status=None) if earlier else value

    def _head(self, column: Column) -> ViewHead:
        shown_as = self.shown_as.get(column.id)
        unit = shown_as.unit if shown_as else column.unit
        return ViewHead(
            label=column.label,
            unit=unit.text if unit else "",
            numeric=column.type.is_numeric,
            sort="number" if column.type.is_numeric else "text",
            adds=column.measure.adds,
            marks=self.notes.head_marks(column),
        )

    def _one_column(self, name: str, option: str) -> Column | None:
        if not name:
            return None
        column = find_column(self.table, name)
        if column is None:
            self.faults.append(unknown_column(self.table, name, self.request.line_of(option)))
        return column

    def _highlighted(self) -> frozenset[int]:
        highlighted: set[int] = set()
        for name in self.request.highlight:
            rows = find_rows(self.table, name)
            if not rows:
                self.faults.append(unknown_row(self.table, name, self.request.line_of("highlight")))
            highlighted.update(rows)
        return frozenset(highlighted)

    def _scales(self) -> dict[str, ColumnScale]:
        request, faults = self.request, self.faults
        bars = self._numeric(columns_named(self.table, request.bars, request.line_of("bars"), faults), "bars")
        heat = self._numeric(columns_named(self.table, request.heat, request.line_of("heat"), faults), "heat")
        self._bars, self._heat = bars, heat
        numbers = {name: self._numbers(name) for name in sorted(bars | heat)}
        units = {name: self._unit(name) for name in numbers}
        scales = {}
        for name, own in numbers.items():
            alike = [number for other in bars if units[other] == units[name] for number in numbers[other]]
            scales[name] = column_scale(own, alike or own, units[name])
        return scales

    def _numbers(self, column: str) -> list[Decimal]:
        values = (self.value(row, column).number for row in self.rows)
        return [number for number in values if number is not None]

    def _unit(self, column: str) -> str:
        shown_as = self.shown_as.get(column)
        unit = shown_as.unit if shown_as else self.table.column_by_id[column].unit
        return unit.text if unit else ""

    def _bare_columns(self) -> dict[str, tuple[ViewCell, ...]]:
        """Cells of the columns without bars or shades."""
        cells = {}
        for column in self.columns:
            if column.id not in self.scales:
                shown_as = self.shown_as.get(column.id)
                cells[column.id] = bare_cells(self.table, column, head=column is self.stub, shown_as=shown_as)
        return cells

    def _numeric(self, columns: Sequence[Column], option: str) -> frozenset[str]:
        for column in columns:
            if not column.type.is_numeric:
                message = _("column “{column}” holds no numbers", column=column.id)
                numeric = ", ".join(column.id for column in self.table.columns if column.type.is_numeric)
                hint = _("columns with numbers: {names}", names=numeric)
                self.faults.append(at_line(message, self.request.line_of(option), hint, "not-numeric"))
        return frozenset(column.id for column in columns if column.type.is_numeric)

    def _made_columns(self) -> tuple[MadeColumn, ...]:
        sparks = (self._spark(spark) for spark in self.request.sparks)
        changes = (self._change(delta) for delta in self.request.deltas)
        return tuple(column for column in (*sparks, *changes) if column is not None)

    def _spark(self, spark: Spark) -> MadeColumn:
        columns = columns_named(self.table, spark.columns, self.request.line_of("sparks"), self.faults)
        names = sorted(self._numeric(columns, "sparks"), key=[column.id for column in columns].index)

        def cell(row: int, _above: int | None) -> ViewCell:
            return spark_cell([self.value(row, name) for name in names])

        return MadeColumn(ViewHead(spark.label), cell)

    def _change(self, delta: Delta) -> MadeColumn | None:
        names = [delta.column, delta.base] if delta.base else [delta.column]
        columns = columns_named(self.table, names, self.request.line_of("deltas"), self.faults)
        self._numeric(columns, "deltas")
        if not columns:
            return None
        new, old = columns[0], columns[-1]
        unit = change_unit(new, delta.relative)

        by_time = row_times(self.table).key is not None

        def cell(row: int, above: int | None) -> ViewCell:
            # By time whatever the order of the rows: the earlier period is the base.
            before = row if delta.base else earlier_row(self.table, row, self.rows) if by_time else above
            earlier = self.value(before, old.id) if before is not None else None
            return change_cell(self.value(row, new.id), earlier, delta.relative)

        return MadeColumn(ViewHead(delta.label, unit.text if unit else "", numeric=True, sort="number"), cell)
