"""A dataset as files: canonical CSV, CSV for Vietnamese Excel, JSON, XLSX, Data Package. Same table, same bytes.

Files hold the data, not the view: every row and column, numbers in full, codes for missing values, and beside a
column its approximators and status flags where it has any.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portal.i18n import Translator
from stat_tables.model.number_format import format_date, format_value
from stat_tables.model.numerals import MINUS
from stat_tables.model.table import Cell, Column, Scalar, Table
from stat_tables.views.aggregate import why_not_added
from stat_tables.views.cells import canonical
from stat_tables.views.view import Download

_ = Translator(__file__)

APPROXIMATOR, STATUS = "_approximator", "_status"
# A spreadsheet takes a text that begins so for a formula and may run it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class DataFile:
    """One file to publish; `name` is relative to the dataset's page."""

    name: str
    data: bytes
    label: str
    type: str

    def link(self, page_url: str) -> Download:
        return Download(self.label, page_url + self.name, size_text(len(self.data)), self.type)


def size_text(size: int) -> str:
    """`980 B`, `12,3 kB`."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.1f} kB".replace(".", ",")


@dataclass(frozen=True)
class Field:
    """A column of a file: `id` for programs, `label` for people."""

    id: str
    label: str
    text: Callable[[Cell], str]
    column: Column
    is_value: bool = True


def fields(table: Table) -> tuple[Field, ...]:
    """Every column, followed by its approximators and status flags where it has any."""
    fields_of_table: list[Field] = []
    for column in table.columns:
        fields_of_table.append(Field(column.id, _labelled(column), _canonical_text, column))
        marks = [mark for (_row, name), mark in table.marks.items() if name == column.id]
        if any(mark.approximator for mark in marks):
            label = _("{column}: approximation", column=column.label)
            fields_of_table.append(Field(column.id + APPROXIMATOR, label, _approximator, column, False))
        if any(mark.status for mark in marks):
            fields_of_table.append(
                Field(column.id + STATUS, _("{column}: status", column=column.label), _status, column, False)
            )
    return tuple(fields_of_table)


def _labelled(column: Column) -> str:
    return f"{column.label} ({column.unit.text})" if column.unit else column.label


def _canonical_text(cell: Cell) -> str:
    scalar = cell.scalar
    return cell.value.missing if scalar is None else _plain(scalar)


def _plain(scalar: Scalar) -> str:
    if isinstance(scalar, bool):
        return "true" if scalar else "false"
    return canonical(scalar) or str(scalar)


def _approximator(cell: Cell) -> str:
    word = cell.mark.approximator
    return word.value if word else ""


def _status(cell: Cell) -> str:
    status = cell.mark.status
    return status.value if status else ""


def canonical_csv(table: Table) -> bytes:
    """UTF-8 without BOM, commas, a point in numbers, ids as header: for programs."""
    columns = fields(table)
    rows = [[field.text(Cell(table, row, field.column)) for field in columns] for row in range(table.row_count)]
    return _written([[field.id for field in columns], *rows], ",").encode()


def vietnamese_csv(table: Table) -> bytes:
    """With BOM, semicolons, a comma in numbers, labels as header: opens by a double click in Vietnamese Excel."""
    columns = fields(table)
    rows = [[_local(Cell(table, row, field.column), field) for field in columns] for row in range(table.row_count)]
    return b"\xef\xbb\xbf" + _written([[safe_text(field.label) for field in columns], *rows], ";").encode()


def _local(cell: Cell, field: Field) -> str:
    if not field.is_value:
        return safe_text(field.text(cell))
    scalar = cell.scalar
    if isinstance(scalar, Decimal):
        # The sign that spreadsheets read; a number cannot be a formula.
        return f"{scalar:f}".replace(".", ",")
    if isinstance(scalar, date):
        return format_date(scalar)
    return safe_text(format_value(cell.value, type=cell.column.type))


def safe_text(text: str) -> str:
    """`text` so that a spreadsheet shows it and never runs it."""
    return "'" + text if text.startswith(FORMULA_STARTS) and text not in ("-", MINUS) else text


def _written(rows: list[list[str]], delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def as_json(table: Table) -> bytes:
    """Title, columns with units, rows as objects; numbers as written in the source, exact."""
    columns = fields(table)
    value = {
        "id": table.id,
        "title": table.title,
        "version": table.digest[:12],
        "period": table.period.iso if table.period else None,
        "columns": [_column_json(field) for field in columns],
        "missing": dict(table.missing),
        "notes": [note.text for note in table.notes],
        "sources": [
            {"title": source.title, "publisher": source.publisher, "url": source.url} for source in table.sources
        ],
        "rows": [_row_json(table, row, columns) for row in range(table.row_count)],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _column_json(field: Field) -> dict[str, str]:
    unit = field.column.unit
    entry = {"id": field.id, "label": field.label, "type": field.column.type.value if field.is_value else "string"}
    if not field.is_value:
        return entry
    measure = {"measure": field.column.measure.value} if field.column.type.is_numeric else {}
    return {**entry, **({"unit": unit.text} if unit else {}), **measure}


def _row_json(table: Table, row: int, columns: tuple[Field, ...]) -> dict[str, object]:
    return {field.id: _json_value(Cell(table, row, field.column), field) for field in columns}


def _json_value(cell: Cell, field: Field) -> object:
    if not field.is_value:
        return field.text(cell) or None
    scalar = cell.scalar
    if isinstance(scalar, Decimal):
        return int(scalar) if scalar == scalar.to_integral_value() else float(scalar)
    return scalar.isoformat() if isinstance(scalar, date) else scalar


def as_xlsx(table: Table) -> bytes:
    """A sheet with the figures, a sheet about them."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    # The day of the data, not of the build: the same table gives the same file.
    day = table.modified or table.published or date(2000, 1, 1)
    book.set_properties({"title": table.title, "created": datetime(day.year, day.month, day.day)})
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    sheet = book.add_worksheet(_("Figures"))
    for place, field in enumerate(fields(table)):
        sheet.write_string(0, place, field.label, head)
        for row in range(table.row_count):
            _write_cell(sheet, row + 1, place, Cell(table, row, field.column), field)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.columns), 18)
    about = book.add_worksheet(_("About"))
    for row, (label, text) in enumerate(about_lines(table)):
        about.write_string(row, 0, label, head)
        about.write_string(row, 1, text)
    about.set_column(0, 0, 18)
    about.set_column(1, 1, 90)
    book.close()
    return buffer.getvalue()


def _write_cell(sheet: object, row: int, place: int, cell: Cell, field: Field) -> None:
    scalar = cell.scalar
    if field.is_value and isinstance(scalar, Decimal):
        sheet.write_number(row, place, float(scalar))  # type: ignore[attr-defined]
    else:
        text = format_value(cell.value, type=cell.column.type) if field.is_value else field.text(cell)
        sheet.write_string(row, place, text)  # type: ignore[attr-defined]


def about_lines(table: Table) -> list[tuple[str, str]]:
    """What one must know to use the figures: (label, text)."""
    lines = [(_("Title"), table.title), (_("Description"), table.description), (_("Version"), table.digest[:12])]
    if table.period:
        lines.append((_("Period"), f"{table.period.label} ({table.period.iso})"))
    lines += [(_("Source"), f"{source.title} {source.publisher} {source.url}".strip()) for source in table.sources]
    lines += [(_("Note"), note.text) for note in table.notes]
    lines += [(code, reason) for code, reason in table.missing.items()]
    lines += [(_("Not to be added up"), line) for line in _not_added(table)]
    if table.licence:
        lines.append((_("Licence"), f"{table.licence.name} {table.licence.url}".strip()))
    return [(label, text) for label, text in lines if text]


def _not_added(table: Table) -> list[str]:
    """Columns whose figures have no sum, each with the reason."""
    numeric = [column for column in table.columns if column.type.is_numeric and not column.measure.adds]
    return [f"{_labelled(column)}: {why_not_added(column.measure)}" for column in numeric]


def csv_file(table: Table) -> DataFile:
    return DataFile(f"{table.id}.csv", canonical_csv(table), "CSV", "text/csv")


def data_files(table: Table) -> tuple[DataFile, ...]:
    """All files of a dataset but its Data Package, which describes them."""
    name = table.id
    return (
        csv_file(table),
        DataFile(f"{name}.vi.csv", vietnamese_csv(table), _("CSV for Vietnamese Excel"), "text/csv"),
        DataFile(
            f"{name}.xlsx",
            as_xlsx(table),
            "Excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        DataFile(f"{name}.json", as_json(table), "JSON", "application/json"),
    )
