"""An office's table and the editor's answers -> the table.toml of its folder; open questions become comments."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portal.i18n import Translator
from stat_tables.declare.open_points import MARK
from stat_tables.model.table import ColumnType, Measure
from stat_tables.pull.canonical import BLANK, CanonicalColumn
from stat_tables.pull.from_layout import PART_LABEL
from stat_tables.pull.labels import is_province, vintage_of
from stat_tables.pull.totals import adds_up, part_sums, total_rows
from stat_tables.pull.write_dataset import groups, row_keys, toml_text, with_unique_keys
from stat_tables.read.layout.laid import LaidColumn
from stat_tables.read.layout.row_kinds import is_unit

from .period import period_in
from .read_office_file import OfficeTable, parts_of

_ = Translator(__file__)


@dataclass(frozen=True)
class Answers:
    """What an editor answered; None and empty where nobody was asked.

    Args:
        additive: ids of the columns whose figures add up; None where it is not known.
        publisher: who published the figures.
    """

    additive: frozenset[str] | None = None
    publisher: str = ""
    asked: bool = field(default=False)


def undecided(table: OfficeTable) -> tuple[CanonicalColumn, ...]:
    """Columns of figures of which nothing tells whether they add up: no total proves it, and they are no rates."""
    proved = adds_up(table.columns, total_rows(table.columns))
    return tuple(
        column
        for column in table.columns
        if column.type.is_numeric and column.measure is None and not proved.get(column.id)
    )


def draft_toml(table: OfficeTable, file: str, answers: Answers) -> str:
    return "\n".join(_lines(table, file, answers)) + "\n"


def _lines(table: OfficeTable, file: str, answers: Answers) -> Iterator[str]:
    columns, keys = with_unique_keys(table.columns)
    title = table.around.title or file
    yield "# " + _("Drafted by scripts/new-dataset from {file}; the file itself stays as it is.", file=file)
    yield from (f"# {remark}" for remark in table.remarks)
    yield f"title = {toml_text(title)}"
    yield f"description = {toml_text(title)}"
    yield f"file = {toml_text(file)}"
    yield from _reading(table)
    if keys == ["stt"]:
        yield f"keys = []  {MARK}: " + _unnamed_rows(table)
    else:
        yield f"keys = {json.dumps(keys)}"
    yield from _period(title)
    yield from _territory(columns)
    yield from _source(title, answers)
    yield from _missing(columns)
    yield from _notes(table)
    proved = adds_up(table.columns, total_rows(table.columns))
    for column, laid in _pairs(table):
        yield from _column(table, column, laid, answers, proved)
    yield from groups(table.columns)
    yield from _totals(table.columns, keys)
    yield from _identities(table.columns, keys)
    yield from _cell_notes(table, keys)


def _unnamed_rows(table: OfficeTable) -> str:
    """Why no columns name a row, by the first label that repeats."""
    labels = next((column.cells for column in table.columns if not column.type.is_numeric), ())
    again = next((label for label in labels if labels.count(label) > 1), "")
    if not again:
        return _("which columns together name a row? None of them tells all rows apart")
    numbers = [
        str(table.laid.sheet.row_numbers[row])
        for row, label in zip(table.laid.rows, labels, strict=True)
        if label == again
    ]
    return _(
        "which columns together name a row? “{label}” stands in rows {rows}; where these belong to parts of the"
        " table, delete the draft and name the parts with --part",
        label=again,
        rows=", ".join(numbers[:4]),
    )


def _reading(table: OfficeTable) -> Iterator[str]:
    laid, numbers = table.laid, table.laid.sheet.row_numbers
    if not table.is_csv:
        yield f"sheet = {toml_text(laid.sheet.name)}"
    first, last = numbers[laid.head[0]], numbers[laid.head[-1]]
    if not table.is_csv or first > 1:
        yield f"header_row = {first}"
    if last > first:
        yield f"last_header_row = {last}"
    if table.wanted.last_row or laid.open_end:
        yield f"last_row = {table.wanted.last_row or numbers[laid.rows[-1]]}"
    if table.wanted.encoding:
        yield f'encoding = "{table.wanted.encoding}"'
    if parts := parts_of(laid):
        yield f"parts = {json.dumps(parts, ensure_ascii=False)}"
    declared = {column.index for _column, column in _pairs(table) if column is not None}
    ignored = [
        name_in_file(table, column)
        for column in laid.columns
        if column.index not in declared and (table.is_csv or _is_filled(table, column))
    ]
    if ignored:
        yield f"ignore = {json.dumps(ignored, ensure_ascii=False)}"
    if table.numerals is not None:
        why = f"  # {table.why}" if table.why else ""
        yield f'numerals = "{table.numerals.value}"{why}'


def _is_filled(table: OfficeTable, column: LaidColumn) -> bool:
    return any(table.laid.cell(row, column) is not None for row in table.laid.rows)


def name_in_file(table: OfficeTable, column: LaidColumn) -> str:
    """As the build calls the column: its label, or its path where labels repeat."""
    same = sum(other.label == column.label for other in table.laid.columns)
    return column.path if same > 1 else column.label


def _pairs(table: OfficeTable) -> list[tuple[CanonicalColumn, LaidColumn | None]]:
    """Each column with its place in the file; None for the column of parts."""
    by_index = {column.index: column for column in table.laid.columns}
    return [(column, by_index.get(column.source.index)) for column in table.columns]


def _period(title: str) -> Iterator[str]:
    period = period_in(title)
    if period is None:
        return
    yield from ("", "[period]", f'calendar = "{period.calendar}"', f"year = {period.year}")
    if period.part:
        yield f'part = "{period.part}"'
    if period.months:
        yield f"months = {period.months}"


def _territory(columns: Sequence[CanonicalColumn]) -> Iterator[str]:
    names = {
        cell for column in columns if column.type is ColumnType.PROVINCE for cell in column.cells if is_province(cell)
    }
    if names:
        yield from ("", "[territory]", 'name = "Cả nước"', f"vintage = {vintage_of(names)}")


def _source(title: str, answers: Answers) -> Iterator[str]:
    yield from ("", "[[sources]]", 'id = "goc"', f"title = {toml_text(title)}")
    if answers.publisher:
        yield f"publisher = {toml_text(answers.publisher)}"
    elif not answers.asked:
        yield f"{MARK}: " + _("who published the figures, and when? publisher = …, published = …")


def _missing(columns: Sequence[CanonicalColumn]) -> Iterator[str]:
    codes = sorted({code for column in columns for code in column.missing})
    if codes:
        yield from ("", "[missing]")
    for code in codes:
        reason = _("left blank in the source") if code == BLANK else _("not in the source")
        yield f"{toml_text(code)} = {toml_text(reason)}"


def _note_ids(table: OfficeTable) -> dict[str, str]:
    marks = dict.fromkeys(mark for mark, _text_ in table.pulled.notes)
    return {mark: f"ghi_chu_{number}" for number, mark in enumerate(marks, 1)}


def _notes(table: OfficeTable) -> Iterator[str]:
    ids = _note_ids(table)
    texts: dict[str, list[str]] = {}
    for mark, text in table.pulled.notes:
        texts.setdefault(ids[mark], []).append(text)
    if texts:
        yield from ("", "[notes]")
    yield from (f"{identifier} = {toml_text(' '.join(dict.fromkeys(parts)))}" for identifier, parts in texts.items())


def _column(
    table: OfficeTable,
    column: CanonicalColumn,
    laid: LaidColumn | None,
    answers: Answers,
    proved: dict[str, bool],
) -> Iterator[str]:
    sample = ", ".join(column.cells[:3])
    yield from (
        "",
        f"[columns.{column.id}]  # {sample[:60]}",
        f"label = {toml_text(column.source.label)}",
        f'type = "{column.type}"',
    )
    name = name_in_file(table, laid) if laid else PART_LABEL
    if name != column.source.label:
        yield f"header = {toml_text(name)}"
    if column.unit:
        yield f"unit = {toml_text(column.unit)}"
    yield from _measure(column, answers, proved)
    if column.negative:
        yield 'parentheses = "negative"'
    if column.decimals is not None and any(len(cell.partition(".")[2]) > column.decimals for cell in column.cells):
        yield f"decimals = {column.decimals}"
    ids = _note_ids(table)
    if marks := [ids[mark] for mark in column.source.marks if mark in ids]:
        yield f"notes = {json.dumps(marks)}"


def _measure(column: CanonicalColumn, answers: Answers, proved: dict[str, bool]) -> Iterator[str]:
    if not column.type.is_numeric:
        return
    if column.measure is not None:
        yield f'measure = "{column.measure}"'
        return
    kind = Measure.MONEY if is_unit(column.unit) and column.unit.endswith(("đồng", "USD", "EUR")) else Measure.COUNT
    if proved.get(column.id):
        yield f'measure = "{kind}"  # ' + _("the total is the sum of the rows")
    elif answers.additive is not None:
        yield f'measure = "{kind if column.id in answers.additive else Measure.OTHER}"'
    else:
        yield f'measure = "{Measure.OTHER}"  {MARK}: ' + _(
            "may its figures be added up? Then write {kind}", kind=f'"{kind}"'
        )


def _totals(columns: Sequence[CanonicalColumn], keys: Sequence[str]) -> Iterator[str]:
    for row in total_rows(columns) if keys != ["stt"] else ():
        yield from ("", "[[totals]]", *row_keys(columns, keys, row))


def _identities(columns: Sequence[CanonicalColumn], keys: Sequence[str]) -> Iterator[str]:
    """The totals of parts that are the sums of their rows: from now on the build holds them to it."""
    totals = total_rows(columns)
    proved = adds_up(columns, totals)
    holding: dict[int, list[str]] = {}
    for one in part_sums(columns, totals) if len(keys) > 1 else ():
        if one.holds and proved.get(one.column):
            holding.setdefault(one.row, []).append(one.column)
    for row, names in holding.items():
        own = row_keys(columns, keys[-1:], row)
        yield from ("", "[[identities]]", f"total = {{ {', '.join(own)} }}", f"columns = {json.dumps(names)}")


def _cell_notes(table: OfficeTable, keys: Sequence[str]) -> Iterator[str]:
    ids = _note_ids(table)
    for (row, column), marks in table.pulled.cell_marks if keys != ["stt"] else ():
        notes = [ids[mark] for mark in marks if mark in ids]
        if notes:
            yield from ("", "[[cells]]", f"row = {{ {', '.join(row_keys(table.columns, keys, row))} }}")
            yield from (f'column = "{table.columns[column].id}"', f"notes = {json.dumps(list(dict.fromkeys(notes)))}")
