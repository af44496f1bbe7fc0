"""One value -> one cell of a view: its text, what sorts it, bar, shade, small line, change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.i18n import Translator
from portal.vietnam.text import slugify
from stat_tables.model.chart_scale import Scale, bar_scale, class_breaks, class_of, percent
from stat_tables.model.number_format import difference_unit, format_number, format_value, round_to
from stat_tables.model.numerals import EXACT
from stat_tables.model.once_per_table import once_per_table
from stat_tables.model.table import Column, ColumnType, Scalar, Status, Table, Unit, Value

from .scaling import Presentation
from .view import CellBar, SparkView, ViewCell

_ = Translator(__file__)

HEAT_STEPS = 5
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 100, 24, 3
CHANGE_DECIMALS = 2
PERCENT = Unit("%", "%")


def cell_id(table: Table, row: int, column: str) -> str:
    """Id of a cell in the page, the same on the dataset's page and in articles: links to it last."""
    key = slugify("-".join(table.key_of(row))) or str(row + 1)
    return f"o-{table.id}-{key}-{column}"


def status_text(status: Status) -> str:
    """What the letter of an observation's status means."""
    return {
        Status.PROVISIONAL: _("provisional figure"),
        Status.REVISED: _("revised figure"),
        Status.ESTIMATED: _("estimate"),
        Status.UNAVAILABLE: _("not available"),
        Status.CONFIDENTIAL: _("confidential"),
    }[status]


def canonical(scalar: Scalar) -> str:
    """What a script sorts by: digits with a point, an ISO date; empty where the text itself does."""
    if isinstance(scalar, Decimal):
        return f"{scalar:f}"
    return scalar.isoformat() if isinstance(scalar, date) else ""


@dataclass(frozen=True)
class ColumnScale:
    """What bars and shades of one column are measured against: its values that are shown."""

    axis: Scale
    breaks: tuple[Decimal, ...]


def column_scale(numbers: Sequence[Decimal], alike: Sequence[Decimal], unit: str) -> ColumnScale:
    """Args:
    alike: figures of all columns of the unit that have bars, which are measured by one axis.
    """
    return ColumnScale(bar_scale(alike, unit), class_breaks(numbers, HEAT_STEPS))


def bar_of(number: Decimal, axis: Scale) -> CellBar:
    start, end = sorted((axis.zero, axis.share(number)))
    return CellBar(percent(start), percent(end - start), negative=number < 0)


def heat_of(number: Decimal, scale: ColumnScale) -> int:
    """Shade from 1 to 5."""
    return class_of(number, scale.breaks)


def value_cell(value: Value, column: Column, *, head: bool = False, anchor: str = "", form: str = "") -> ViewCell:
    """The plain cell of a value; `table_view` adds notes, bar and shade.

    A code such as [x] says its status by itself, which is not raised beside it again.
    """
    status = value.status if value.status and value.missing != f"[{value.status.value}]" else None
    return ViewCell(
        text=format_value(value, type=column.type) or "–",
        head=head,
        numeric=column.type.is_numeric,
        canonical=canonical(value.scalar),
        anchor=anchor,
        reason=value.reason,
        status=status.value if status else "",
        status_text=status_text(status) if status else "",
        form="" if value.reason or status else form,
    )


def bare_cells(
    table: Table, column: Column, *, head: bool, shown_as: Presentation | None = None
) -> tuple[ViewCell, ...]:
    """The cells of a column without id, marks or scale: what most tables show, made once per table."""
    form = "name" if head else "figure" if column.type.is_numeric else ""

    def make() -> tuple[ViewCell, ...]:
        values = (table.cell(row, column.id).value for row in range(table.row_count))
        presented = (shown_as.apply(value) if shown_as else value for value in values)
        return tuple(value_cell(value, column, head=head, form=form) for value in presented)

    return once_per_table(table, ("bare", column.id, form, shown_as), make)


def spark_cell(values: Sequence[Value]) -> ViewCell:
    """Several values as a line; the text says first and last."""
    known = [(index, value) for index, value in enumerate(values) if value.number is not None]
    if len(known) < 2:
        return ViewCell(text="–", reason=_("fewer than two figures"))
    numbers = [number for _index, value in known if (number := value.number) is not None]
    low, high = min(numbers), max(numbers)
    step = (SPARK_WIDTH - 2 * SPARK_MARGIN) / (len(values) - 1)
    places = [
        (SPARK_MARGIN + index * step, _height(number, low, high))
        for (index, _value), number in zip(known, numbers, strict=True)
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    words = _("from {first} to {last}", first=format_value(known[0][1]), last=format_value(known[-1][1]))
    spark = SparkView(points, f"{places[-1][0]:.1f}", f"{places[-1][1]:.1f}", words)
    return ViewCell(text="", spark=spark)


def _height(number: Decimal, low: Decimal, high: Decimal) -> float:
    share = float((number - low) / (high - low)) if high > low else 0.5
    return SPARK_HEIGHT - SPARK_MARGIN - share * (SPARK_HEIGHT - 2 * SPARK_MARGIN)


def change_of(new: Value, old: Value | None, relative: bool) -> tuple[Decimal | None, int]:
    """The difference, or the relative change in percent, with its digits; None where one figure is missing.

    Of a figure that is zero or below, nobody can say by how many percent it rose.
    """
    if old is None or new.number is None or old.number is None:
        return None, 0
    difference = new.number - old.number
    if not relative:
        return difference, max(new.decimals, old.decimals)
    if old.number <= 0:
        return None, 0
    return round_to(EXACT.divide(difference * 100, old.number), CHANGE_DECIMALS), CHANGE_DECIMALS


def change_cell(new: Value, old: Value | None, relative: bool) -> ViewCell:
    """A change with its sign; direction is told by sign and arrow, never by colour alone."""
    number, decimals = change_of(new, old, relative)
    if number is None:
        negative = relative and old is not None and old.number is not None and old.number <= 0
        reason = (
            _("no percentage of a figure that is not above zero") if negative else _("there is nothing to compare with")
        )
        return ViewCell(text="–", numeric=True, reason=reason)
    trend = "up" if number > 0 else "down" if number < 0 else ""
    return ViewCell(
        text=format_number(number, decimals, plus=True),
        numeric=True,
        canonical=f"{number:f}",
        trend=trend,
    )


def change_unit(column: Column, relative: bool) -> Unit | None:
    return PERCENT if relative else difference_unit(column.unit)


def is_year(column: Column) -> bool:
    return column.type in (ColumnType.YEAR, ColumnType.DATE)
