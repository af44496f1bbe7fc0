"""Which columns and rows of a table a request means, in which order. Unknown names are faults with the nearest ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for, quoted
from portal.vietnam.text import CollationKey, collation_key, one_tone_style
from stat_tables.model.table import Column, Scalar, Table

from .directive import ViewRequest
from .directive_options import Condition, SortKey

_ = Translator(__file__)

KEY_SEPARATOR = " / "


@dataclass(frozen=True)
class Selection:
    """Columns and rows (by number) to show, in order; `totals` are rows of the data that sum up the others."""

    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    totals: tuple[int, ...] = ()


def same_name(name: str) -> str:
    """How names of rows and columns are compared: spaces, case and the place of tone marks do not matter."""
    return " ".join(one_tone_style(name).split()).casefold()


def find_column(table: Table, name: str) -> Column | None:
    """The one column with this id, label, header or `spanner: label`; None where several share the name."""
    columns = _columns_called(table, same_name(name))
    return columns[0] if len(columns) == 1 else None


def _columns_called(table: Table, wanted: str) -> list[Column]:
    by_id = [column for column in table.columns if same_name(column.id) == wanted]
    return by_id or [column for column in table.columns if wanted in _labels(column)]


def _labels(column: Column) -> set[str]:
    return {same_name(label) for label in (column.label, column.header, full_label(column)) if label}


def full_label(column: Column) -> str:
    """The label with its spanner: `Về việc: Thi hành xong`."""
    return f"{column.group}: {column.label}" if column.group else column.label


def find_rows(table: Table, name: str) -> tuple[int, ...]:
    """Rows whose key holds every part of `name`; parts are separated by ` / `: `Yên Bái / 2024`."""
    wanted = [same_name(part) for part in name.split(KEY_SEPARATOR.strip())]
    rows = []
    for row in range(table.row_count):
        key = [same_name(part) for part in table.key_of(row)]
        if all(part in key for part in wanted):
            rows.append(row)
    return tuple(rows)


def row_name(table: Table, row: int) -> str:
    """The key of a row as an editor writes it."""
    return KEY_SEPARATOR.join(table.key_of(row))


def row_names(table: Table) -> tuple[str, ...]:
    """All that names a row: whole keys, and single parts of keys made of several columns."""
    names = {row_name(table, row): None for row in range(table.row_count)}
    if len(table.keys) > 1:
        names.update({part: None for row in range(table.row_count) for part in table.key_of(row)})
    return tuple(names)


def column_names(table: Table) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for column in table.columns for name in (column.id, full_label(column))))


def unknown_column(table: Table, name: str, line: int) -> Problem:
    several = _columns_called(table, same_name(name))
    if several:
        message = _(
            "“{name}” is the label of {count} columns of “{table}”", name=name, count=len(several), table=table.id
        )
        hint = _("write one of {names}", names=quoted(column.id for column in several))
        return at_line(message, line, hint, "ambiguous-column")
    message = _("“{table}” has no column “{name}”", table=table.id, name=name)
    return at_line(message, line, hint_for(name, column_names(table)), "unknown-column")


def unknown_row(table: Table, name: str, line: int) -> Problem:
    message = _("“{table}” has no row “{name}”", table=table.id, name=name)
    return at_line(message, line, hint_for(name, row_names(table)), "unknown-row")


def columns_named(table: Table, names: Iterable[str], line: int, faults: list[Problem]) -> tuple[Column, ...]:
    """The columns with these names; a name that fits none is a fault at `line`."""
    columns = []
    for name in names:
        column = find_column(table, name)
        if column is None:
            faults.append(unknown_column(table, name, line))
        elif column not in columns:
            columns.append(column)
    return tuple(columns)


def select(table: Table, request: ViewRequest, faults: list[Problem]) -> Selection:
    """Resolve the request's columns, rows, filters, order and limit."""
    columns = columns_named(table, request.columns, request.line_of("columns"), faults) or table.columns
    keys = tuple(column for column in table.columns if column.id in table.keys and column not in columns)
    rows, totals = _rows(table, request, faults)
    rows = [row for row in rows if all(_passes(table, row, test, request, faults) for test in request.filters)]
    if request.filters and not rows and not faults:
        faults.append(_no_row_passes(table, request))
    rows = _sorted(table, rows, request.sort, request.line_of("sort"), faults)
    if request.limit:
        rows = rows[: request.limit]
    return Selection(keys + columns, tuple(rows), totals)


def _rows(table: Table, request: ViewRequest, faults: list[Problem]) -> tuple[list[int], tuple[int, ...]]:
    if request.rows:
        chosen: dict[int, None] = {}
        for name in request.rows:
            matching = find_rows(table, name)
            if not matching:
                faults.append(unknown_row(table, name, request.line_of("rows")))
            chosen.update(dict.fromkeys(matching))
        return list(chosen), ()
    rows = [row for row in range(table.row_count) if row not in table.total_rows]
    # The published total is that of all rows: beside a part of them it would mislead.
    whole = not request.filters and not (request.limit and request.limit < len(rows))
    return rows, tuple(sorted(table.total_rows)) if whole else ()


def _no_row_passes(table: Table, request: ViewRequest) -> Problem:
    """A filter that nothing passes; the hint names texts of the column that are like the wanted one."""
    hint = ""
    for test in request.filters:
        column = find_column(table, test.column)
        if column is not None and test.operator == "=":
            known = dict.fromkeys(str(value) for value in table.values[column.id] if value is not None)
            if same_name(test.value) not in map(same_name, known):
                hint = hint or hint_for(test.value, known)
    message = _("no row of “{table}” passes the filter", table=table.id)
    return at_line(message, request.line_of("filters"), hint or _("mind the spelling of its values"), "empty-selection")


def _passes(table: Table, row: int, test: Condition, request: ViewRequest, faults: list[Problem]) -> bool:
    line = request.line_of("filters")
    column = find_column(table, test.column)
    if column is None:
        _once(faults, unknown_column(table, test.column, line))
        return True
    scalar = table.values[column.id][row]
    if scalar is None:
        return test.operator == "!="  # an unknown figure passes no other test
    if isinstance(scalar, Decimal) and column.type.is_numeric:
        wanted = number_of(test.value)
        if wanted is None:
            message = _("“{value}” is not a number, as column “{column}” holds", value=test.value, column=column.id)
            _once(faults, at_line(message, line, _("write 1600 or 1.600, 59,36")))
            return True
        return _compare(test.operator, scalar, wanted)
    if isinstance(scalar, Decimal | date) or test.operator in ("=", "!="):
        return _compare(test.operator, same_name(str(scalar)), same_name(test.value))
    message = _("“{operator}” cannot compare the texts of column “{column}”", operator=test.operator, column=column.id)
    _once(faults, at_line(message, line, _("use = or !=")))
    return True


def number_of(text: str) -> Decimal | None:
    """A number in an option: Vietnamese (`1.600`, `59,36`) or plain (`1600`). A lone point groups thousands."""
    plain = text.replace("\u00a0", "").replace(" ", "").replace("−", "-").removesuffix("%")
    whole, comma, fraction = plain.partition(",")
    try:
        return Decimal(whole.replace(".", "") + ("." + fraction if comma else ""))
    except InvalidOperation:
        return None


def _compare(operator: str, left: Decimal | str, right: Decimal | str) -> bool:
    if operator == "=":
        return left == right
    if operator == "!=":
        return left != right
    # Both are numbers, or ISO dates and years as text, which sort like the days they name.
    low, high = (left, right) if operator.startswith("<") else (right, left)
    return low < high or ("=" in operator and low == high)  # type: ignore[operator]


def _once(faults: list[Problem], fault: Problem) -> None:
    if fault not in faults:
        faults.append(fault)


def _sorted(table: Table, rows: list[int], keys: Sequence[SortKey], line: int, faults: list[Problem]) -> list[int]:
    # From the last key to the first: Python's sort keeps the order of equals.
    for key in reversed(keys):
        column = find_column(table, key.column)
        if column is None:
            hint = _("write the name, then tăng or giảm; {names}", names=hint_for(key.column, column_names(table)))
            faults.append(at_line(unknown_column(table, key.column, line).message, line, hint, "unknown-column"))
            continue
        values = table.values[column.id]
        known = [row for row in rows if values[row] is not None]
        absent = [row for row in rows if values[row] is None]
        rows = sorted(known, key=lambda row: _sort_value(values[row]), reverse=key.descending) + absent
    return rows


def _sort_value(scalar: Scalar) -> tuple[int, Decimal, CollationKey]:
    if isinstance(scalar, Decimal):
        return (0, scalar, ((), ""))
    text = scalar.isoformat() if isinstance(scalar, date) else str(scalar)
    return (1, Decimal(0), collation_key(text))


def one_row(table: Table, name: str, line: int, faults: list[Problem]) -> int | None:
    """The only row that `name` fits; none or several are a fault."""
    rows = find_rows(table, name)
    if len(rows) == 1:
        return rows[0]
    if rows:
        names = quoted(row_name(table, row) for row in rows[:4])
        message = _("“{name}” fits {count} rows of “{table}”", name=name, count=len(rows), table=table.id)
        faults.append(at_line(message, line, _("write the whole key, such as {names}", names=names), "ambiguous-row"))
    else:
        faults.append(unknown_row(table, name, line))
    return None
