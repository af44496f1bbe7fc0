"""What stands under a table: notes linked both ways, meanings of codes, earlier published figures, sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal import addresses
from portal.i18n import Translator
from stat_tables.model.number_format import format_date, format_value
from stat_tables.model.table import Column, Source, Table, Value
from stat_tables.request.selection import full_label, row_name

from .cells import status_text
from .scaling import Presentation
from .view import LegendEntry, NoteMark, NoteView, RevisionView, SourceView, ViewCell

_ = Translator(__file__)


class Annotations:
    """Collects, while a view is made, what its cells refer to; numbers follow the order of first mention."""

    def __init__(self, table: Table, identifier: str, shown_as: Mapping[str, Presentation]) -> None:
        self._table, self._id, self._shown_as = table, identifier, shown_as
        self._texts = {note.id: note.text for note in table.notes}
        self._marks: dict[str, list[NoteMark]] = {}
        self._codes: dict[str, dict[str, None]] = {}
        self._statuses: dict[str, str] = {}
        self._revised: dict[tuple[int, str], None] = {}

    def head_marks(self, column: Column) -> tuple[NoteMark, ...]:
        return tuple(self._mark(note) for note in column.notes if note in self._texts)

    def mark(self, cell: ViewCell, row: int, column: str) -> ViewCell:
        """`cell` with its note marks; what its codes mean and what it said before is noted."""
        if cell.reason:
            self._codes.setdefault(cell.text, {})[cell.reason] = None
        mark = self._table.marks.get((row, column))
        if mark is None:
            return cell
        if cell.status:
            self._statuses.setdefault(cell.status, cell.status_text)
        if mark.revisions:
            self._revised[row, column] = None
        if not mark.notes:
            return cell
        return cell._replace(marks=tuple(self._mark(note) for note in mark.notes if note in self._texts))

    def saw(self, value: Value) -> None:
        """A value that no single cell of the data holds, such as a total."""
        if value.reason:
            self._codes.setdefault(value.missing, {})[value.reason] = None

    def _mark(self, note: str) -> NoteMark:
        known = self._marks.setdefault(note, [])
        number = list(self._marks).index(note) + 1
        mark = NoteMark(str(number), f"{self._id}-m{number}-{len(known) + 1}", f"{self._id}-n{number}")
        known.append(mark)
        return mark

    def collected(self, as_of: date | None) -> dict[str, Any]:
        """Fields of TableView."""
        table = self._table
        notes = [
            NoteView(marks[0].number, marks[0].target, self._texts[note], tuple(mark.id for mark in marks))
            for note, marks in self._marks.items()
        ]
        used = {note for column in table.columns for note in column.notes}
        used.update(note for mark in table.marks.values() for note in mark.notes)
        notes += [NoteView("", "", note.text) for note in table.notes if note.id not in used]
        # A code such as – may stand for several things: all of them are told.
        entries = {**{code: "; ".join(reasons) for code, reasons in self._codes.items()}, **self._statuses}
        return {
            "notes": tuple(notes),
            "legend": tuple(LegendEntry(code, text) for code, text in entries.items()),
            "revisions": tuple(revision_view(table, *place, as_of, self._shown_as) for place in self._revised),
            "sources": source_views(table),
            "period": table.period.label if table.period else "",
            "page_url": addresses.dataset(table.id),
            "status_text": status_text(table.status) if table.status else "",
        }


def web_address(url: str) -> str:
    """`url` where it is an address of the web; a link to anything else is not made."""
    return url if url.startswith(("https://", "http://")) else ""


def source_views(table: Table) -> tuple[SourceView, ...]:
    return tuple(
        SourceView(
            source.title,
            source.publisher,
            web_address(source.url),
            format_date(source.published) if source.published else "",
        )
        for source in table.sources
    )


def revision_view(
    table: Table,
    row: int,
    column: str,
    as_of: date | None = None,
    shown_as: Mapping[str, Presentation] | None = None,
) -> RevisionView:
    """What was published for one cell, in the order of publication, before the value that stands now."""
    cell = table.cell(row, column)
    revisions = cell.mark.revisions

    def text(value: Value) -> str:
        presentation = (shown_as or {}).get(column)
        return format_value(presentation.apply(value) if presentation else value, unit=True)

    earlier = "; ".join(
        _(
            "{figure} (published {day})",
            figure=text(cell.value_as_of(revision.published)),
            day=format_date(revision.published),
        )
        for revision in revisions[:-1]
    )
    last = revisions[-1]
    source: Source | None = table.source(last.source)
    return RevisionView(
        place=_("{column}, {row}", column=full_label(cell.column), row=row_name(table, row)),
        earlier=earlier,
        current=text(cell.value),
        source=source.title if source else "",
        day=format_date(last.published),
    )


def later_revision(table: Table, row: int, column: str, as_of: date) -> str:
    """For a figure shown as of `as_of`: what it was changed to later, or empty."""
    cell = table.cell(row, column)
    if not cell.mark.revisions or cell.mark.revisions[-1].published <= as_of:
        return ""
    old, new = cell.value_as_of(as_of), cell.value
    if old.scalar == new.scalar:
        return ""
    return _("revised figure: {new}", new=format_value(new))
