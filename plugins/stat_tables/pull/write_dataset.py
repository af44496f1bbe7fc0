"""Canonical columns -> the files of a dataset: data.csv and a table.toml that only wants an editor's eye."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, takewhile

from portal.i18n import Translator
from stat_tables.model.table import ColumnType

from .canonical import BLANK, CanonicalColumn, is_blank
from .labels import is_province, vintage_of
from .pulled import PulledTable
from .totals import total_rows

_ = Translator(__file__)

DATA, SIDECAR = "data.csv", "table.toml"
ROW_NUMBER = "stt"
_MOST_LABELS = 8  # columns of labels that are tried together


@dataclass(frozen=True)
class Origin:
    """Where the table was read: for the source of the sidecar."""

    url: str
    title: str
    publisher: str
    retrieved: date


def data_csv(columns: Sequence[CanonicalColumn]) -> bytes:
    """UTF-8, comma, LF; a head of column ids. The normalised form whose digest the lock keeps."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.id for column in columns])
    writer.writerows(zip(*(column.cells for column in columns), strict=True))
    return text.getvalue().encode()


def with_unique_keys(columns: tuple[CanonicalColumn, ...]) -> tuple[tuple[CanonicalColumn, ...], list[str]]:
    """The columns and the ids that name a row; rows are numbered where their labels do not differ."""
    keys = next((labels for labels in _label_sets(columns) if _tell_apart(labels)), ())
    names = [label.id for label in keys]
    # Names that are none of provinces are known for totals by the keys alone.
    columns = tuple(
        replace(column, type=ColumnType.STRING)
        if column.type is ColumnType.PROVINCE and column.id not in names and not all(map(is_province, column.cells))
        else column
        for column in columns
    )
    if keys:
        return columns, names
    numbers = tuple(str(number) for number in range(1, len(columns[0].cells) + 1))
    source = type(columns[0].source)(_("No."))
    return (CanonicalColumn(ROW_NUMBER, source, ColumnType.INTEGER, "", None, numbers), *columns), [ROW_NUMBER]


def _label_sets(columns: Sequence[CanonicalColumn]) -> Iterator[Sequence[CanonicalColumn]]:
    """Columns that may name a row: those left of the figures, one more each time; then any few columns of labels."""
    before = list(takewhile(lambda column: not column.type.is_numeric, columns))
    yield from (before[:count] for count in range(1, len(before) + 1))
    for labels in (before, [column for column in columns if not column.type.is_numeric]):
        for count in range(1, 4):
            yield from combinations(labels[:_MOST_LABELS], count)


def _tell_apart(labels: Sequence[CanonicalColumn]) -> bool:
    rows = list(zip(*(label.cells for label in labels), strict=True))
    return len(set(rows)) == len(rows) and not any(is_blank(cell) or cell == BLANK for row in rows for cell in row)


def sidecar_toml(table: PulledTable, columns: Sequence[CanonicalColumn], keys: Sequence[str], origin: Origin) -> str:
    return "\n".join(_lines(table, columns, keys, origin)) + "\n"


def toml_text(value: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's."""
    return json.dumps(value, ensure_ascii=False)


def _lines(
    table: PulledTable, columns: Sequence[CanonicalColumn], keys: Sequence[str], origin: Origin
) -> Iterator[str]:
    title = table.caption or next(iter(table.headings), origin.title)
    yield "# " + _("Written by scripts/pull-table. Read it through; add period, definitions and identities.")
    yield f"title = {toml_text(title)}"
    yield f"description = {toml_text(title)}"
    yield f"file = {toml_text(DATA)}"
    yield f"keys = {json.dumps(list(keys))}"
    yield 'numerals = "canonical"'
    yield from _territory(columns)
    yield from ("", "[[sources]]", 'id = "goc"', f"title = {toml_text(origin.title or title)}")
    yield from (
        f"{key} = {toml_text(value)}" for key, value in (("publisher", origin.publisher), ("url", origin.url)) if value
    )
    yield f"retrieved = {origin.retrieved.isoformat()}"
    yield from _missing(columns)
    yield from ("", "[notes]") if table.notes else ()
    yield from (f"{identifier} = {toml_text(text)}" for identifier, text in _notes_by_id(table))
    for column in columns:
        yield from _column(table, column)
    yield from groups(columns)
    yield from _totals(columns, keys)
    yield from _cell_notes(table, columns, keys)


def _territory(columns: Sequence[CanonicalColumn]) -> Iterator[str]:
    names = {
        cell for column in columns if column.type is ColumnType.PROVINCE for cell in column.cells if is_province(cell)
    }
    if names:
        vintage = vintage_of(names)
        yield from ("", "[territory]", 'name = "Việt Nam"', f"vintage = {vintage}")


def _missing(columns: Sequence[CanonicalColumn]) -> Iterator[str]:
    reasons, otherwise = {BLANK: _("left blank in the source")}, _("not in the source")
    codes = sorted({code for column in columns for code in column.missing})
    if codes:
        yield from ("", "[missing]")
        yield from (f"{toml_text(code)} = {toml_text(reasons.get(code, otherwise))}" for code in codes)


def _notes_by_id(table: PulledTable) -> Iterator[tuple[str, str]]:
    """Each note once; several texts under one mark stand behind each other."""
    texts: dict[str, list[str]] = {}
    for mark, text in table.notes:
        texts.setdefault(_note_id(table, mark), []).append(text)
    yield from ((identifier, " ".join(dict.fromkeys(parts))) for identifier, parts in texts.items())


def _note_id(table: PulledTable, mark: str) -> str:
    marks = list(dict.fromkeys(mark for mark, _text in table.notes))
    return f"ghi_chu_{marks.index(mark) + 1}"


def _notes(table: PulledTable, marks: Sequence[str]) -> str:
    known = {mark for mark, _text in table.notes}
    return json.dumps(list(dict.fromkeys(_note_id(table, mark) for mark in marks if mark in known)))


def _column(table: PulledTable, column: CanonicalColumn) -> Iterator[str]:
    yield from ("", f"[columns.{column.id}]", f"label = {toml_text(column.source.label)}", f'type = "{column.type}"')
    if column.unit:
        yield f"unit = {toml_text(column.unit)}"
    if column.measure:
        yield f'measure = "{column.measure}"'
    if column.negative:
        yield 'parentheses = "negative"'
    if column.decimals is not None and any(len(cell.partition(".")[2]) > column.decimals for cell in column.cells):
        yield f"decimals = {column.decimals}"
    if (notes := _notes(table, column.source.marks)) != "[]":
        yield f"notes = {notes}"


def groups(columns: Sequence[CanonicalColumn]) -> Iterator[str]:
    """Spanners over neighbouring columns."""
    runs: list[tuple[str, list[str]]] = []
    for column in columns:
        if runs and runs[-1][0] == column.source.group:
            runs[-1][1].append(column.id)
        else:
            runs.append((column.source.group, [column.id]))
    for label, members in runs:
        if label and len(members) > 1:
            yield from ("", "[[groups]]", f"label = {toml_text(label)}", f"columns = {json.dumps(members)}")


def _row(columns: Sequence[CanonicalColumn], keys: Sequence[str], row: int) -> str:
    return "{ " + ", ".join(row_keys(columns, keys, row)) + " }"


def row_keys(columns: Sequence[CanonicalColumn], keys: Sequence[str], row: int) -> list[str]:
    """`key = value` for each of the columns that name the row."""
    plain = (ColumnType.INTEGER, ColumnType.YEAR, ColumnType.DATE)
    return [
        f"{column.id} = {column.cells[row] if column.type in plain else toml_text(column.cells[row])}"
        for column in columns
        if column.id in keys
    ]


def _totals(columns: Sequence[CanonicalColumn], keys: Sequence[str]) -> Iterator[str]:
    for row in total_rows(columns):
        # Each pair is its own key: TOML's array of tables, one per total row.
        yield from ("", "[[totals]]", *row_keys(columns, keys, row))


def _cell_notes(table: PulledTable, columns: Sequence[CanonicalColumn], keys: Sequence[str]) -> Iterator[str]:
    shift = len(columns) - len(table.columns)
    for (row, column), marks in table.cell_marks:
        if (notes := _notes(table, marks)) != "[]":
            yield from ("", "[[cells]]", f"row = {_row(columns, keys, row)}")
            yield from (f'column = "{columns[column + shift].id}"', f"notes = {notes}")
