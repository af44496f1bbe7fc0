"""A figure in running text that comes from a dataset: `{{so: dataset | row | column | gần, tròn=100}}`.

The row is named by its key, never by its position: a reordered source cannot change the prose, a renamed row fails.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for
from stat_tables.model.number_format import (
    approximate,
    format_number,
    format_value,
    trimmed,
    with_approximator,
    with_unit,
)
from stat_tables.model.table import Approximator, Column, Table, Unit, Value
from stat_tables.request.directive_options import option_key
from stat_tables.request.markdown_scan import FigureSource
from stat_tables.request.selection import find_column, number_of, one_row, unknown_column
from stat_tables.views.annotations import later_revision
from stat_tables.views.cells import canonical
from stat_tables.views.scaling import Presentation, parse_unit, readable_decimals

_ = Translator(__file__)

FORM = "{{so: dataset | hàng | cột | gần, tròn=100}}"
WORDS = {option_key(word.value): word for word in Approximator}
OPTION_NAMES = (*(word.value for word in Approximator), "tròn", "đơn vị", "số lẻ", "kèm đơn vị")
NAMED = {"tron": "step", "don vi": "unit", "so le": "decimals"}


@dataclass(frozen=True)
class FigureRequest:
    """What the editor wrote. Names are not resolved yet.

    Args:
        step: round to a multiple of it, in the unit shown.
        unit: unit to show it in, such as `tỷ đồng`; it is then printed.
        with_unit: print the column's own unit; `%` is printed always.
    """

    dataset: str
    row: str
    column: str
    word: Approximator | None = None
    step: Decimal | None = None
    unit: str = ""
    decimals: int | None = None
    with_unit: bool = False


@dataclass(frozen=True)
class BoundFigure:
    """A figure for the page: `text` as printed, `canonical` in the unit of the data, `revised` a remark or empty."""

    row: int
    column: str
    text: str
    canonical: str
    revised: str = ""


def parse_figure_request(source: FigureSource) -> tuple[FigureRequest | None, list[Problem]]:
    """Take apart what stands in the braces."""
    parts = [part.strip() for part in source.text.split("|")]
    if len(parts) not in (3, 4) or not all(parts[:3]):
        message = _("“{figure}” does not name dataset, row and column", figure=source.whole)
        return None, [at_line(message, source.line, _("write {form}", form=FORM), "figure")]
    request = FigureRequest(parts[0], parts[1], parts[2])
    faults: list[Problem] = []
    for item in _items(parts[3]) if len(parts) == 4 else []:
        request = _with_option(request, item, source.line, faults)
    if request.step is not None and request.word is None and not faults:
        hint = _("add one of {words}", words=", ".join(word.value for word in Approximator))
        faults.append(at_line(_("a rounded figure needs a word before it"), source.line, hint, "figure"))
    return (None, faults) if faults else (request, [])


def _items(text: str) -> list[str]:
    """Options between commas; the comma of `tròn=0,5` stands between digits and divides nothing."""
    items: list[str] = []
    for part in text.split(","):
        if items and part[:1].isdigit() and items[-1][-1:].isdigit():
            items[-1] += "," + part
        else:
            items.append(part)
    return [item.strip() for item in items if item.strip()]


def _with_option(request: FigureRequest, item: str, line: int, faults: list[Problem]) -> FigureRequest:
    name, equals, value = (part.strip() for part in item.partition("="))
    key = option_key(name)
    if not equals and key in WORDS:
        return replace(request, word=WORDS[key])
    if not equals and key == "kem don vi":
        return replace(request, with_unit=True)
    if not equals or key not in NAMED:
        message = _("“{option}” is not an option of a figure", option=item)
        faults.append(at_line(message, line, hint_for(name, OPTION_NAMES), "unknown-option"))
        return request
    if key == "don vi":
        return replace(request, unit=value)
    number = number_of(value)
    if number is None or number < 0 or (key == "so le" and not value.isdigit()) or (key == "tron" and not number):
        faults.append(at_line(_("“{option}” needs a number", option=item), line, _("write such as tròn=100, số lẻ=1")))
        return request
    return replace(request, decimals=int(number)) if key == "so le" else replace(request, step=number)


def bind(
    table: Table, request: FigureRequest, line: int, as_of: date | None
) -> tuple[BoundFigure | None, list[Problem]]:
    """Find the cell and write its figure as asked; the value is that of the day `as_of`."""
    faults: list[Problem] = []
    row = one_row(table, request.row, line, faults)
    column = find_column(table, request.column)
    if column is None:
        faults.append(unknown_column(table, request.column, line))
    if row is None or column is None:
        return None, faults
    cell = table.cell(row, column.id)
    value = cell.value if as_of is None else cell.value_as_of(as_of)
    text = _text(value, column, request, line, faults)
    if faults:
        return None, faults
    revised = later_revision(table, row, column.id, as_of) if as_of else ""
    return BoundFigure(row, column.id, text, canonical(value.scalar), revised), []


def _text(value: Value, column: Column, request: FigureRequest, line: int, faults: list[Problem]) -> str:
    if value.number is None:
        if value.reason:
            message = _("the cell has no figure: {reason}", reason=value.reason)
            faults.append(at_line(message, line, _("choose another cell or leave the figure out"), "no-figure"))
        return format_value(value, type=column.type)
    if not column.type.is_numeric:
        return format_value(value, type=column.type)
    printed = _presented(value, column, request, line, faults)
    unit = _printed_unit(printed.unit, request)
    if request.word is None:
        return with_unit(format_value(printed), unit)
    return _approximated(printed, request, unit, line, faults)


def _presented(value: Value, column: Column, request: FigureRequest, line: int, faults: list[Problem]) -> Value:
    unit, decimals = column.unit, request.decimals
    if request.unit:
        unit = parse_unit(request.unit, column.unit) if column.unit else None
        if unit is None:
            own = column.unit.text if column.unit else _("none")
            message = _("column “{column}” cannot be shown in “{unit}”", column=column.id, unit=request.unit)
            faults.append(at_line(message, line, _("its unit is {own}", own=own), "unit"))
            return value
        if decimals is None and value.number is not None and column.unit:
            decimals = readable_decimals([value.number.scaleb(column.unit.power - unit.power)])
    if unit == column.unit and decimals is None:
        return value
    return Presentation(unit, decimals).apply(value)


def _printed_unit(unit: Unit | None, request: FigureRequest) -> str:
    if unit is None:
        return ""
    return unit.text if request.unit or request.with_unit or unit.text in ("%", "‰") else ""


def _approximated(printed: Value, request: FigureRequest, unit: str, line: int, faults: list[Problem]) -> str:
    word, number = request.word, printed.number
    if word is None or number is None:
        return ""
    if request.step is None:
        if printed.approximator is word:
            return with_unit(format_value(printed), unit)
        hint = _("add a step, such as {word}, tròn=100", word=word.value)
        faults.append(at_line(_("“{word}” needs a rounded figure", word=word.value), line, hint, "figure"))
        return ""
    if printed.approximator is word and number % request.step == 0:
        return with_unit(format_value(printed), unit)
    figure = approximate(number, request.step, word)
    if figure is None:
        own = format_number(number, printed.decimals)
        step = format_number(request.step)
        message = _("“{word}” does not fit {figure} rounded to {step}", word=word.value, figure=own, step=step)
        hint = _("gần: a little below; hơn, trên: a little above; all within 5%")
        faults.append(at_line(message, line, hint, "figure"))
        return ""
    return with_approximator(with_unit(format_number(trimmed(figure)), unit), word)
