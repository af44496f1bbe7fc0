"""What a view adds up of which nobody has said that it adds: told to the editor, at the option that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.vietnam.provinces import Vintage
from stat_tables.model.table import Column, Measure, Table
from stat_tables.request.directive import ViewRequest
from stat_tables.request.directive_options import BlockKind
from stat_tables.request.selection import find_column

from .aggregate import undeclared_parts

_ = Translator(__file__)


def undeclared_sums(table: Table, request: ViewRequest) -> list[Problem]:
    """One warning for each column whose sum `request` asks for and whose `measure` is not declared."""
    option = _summing_option(table, request)
    if not option:
        return []
    choices = ", ".join(f'"{measure}"' for measure in Measure if measure)
    return [
        at_line(
            _("it is not declared whether “{name}” adds up: the sum is shown as “–”", name=part.id),
            request.line_of(option),
            _(
                "write measure in [columns.{name}] of {path}: one of {choices}",
                name=part.id,
                path=table.path,
                choices=choices,
            ),
            "undeclared-measure",
            warn=True,
        )
        for part in undeclared_parts(table, _columns(table, request))
    ]


def _summing_option(table: Table, request: ViewRequest) -> str:
    """Field of the option that makes sums; empty where the view makes none."""
    if request.kind is BlockKind.MAP:
        of_63 = table.territory is not None and table.territory.vintage is Vintage.UNITS_63
        return "vintage" if of_63 and request.vintage == str(Vintage.UNITS_34.value) else ""
    if request.subtotals and request.group:
        return "subtotals"
    return "total" if request.total and not table.total_rows else ""


def _columns(table: Table, request: ViewRequest) -> Iterator[Column]:
    named = [find_column(table, name) for name in request.columns] or list(table.columns)
    numeric = (column for column in named if column is not None and column.type.is_numeric)
    if request.kind is BlockKind.MAP:
        yield from (column for column in [next(numeric, None)] if column is not None)
    else:
        yield from numeric
