"""An XLSX workbook -> sheets as Excel shows them: formats, merged and hidden parts, marks, formulas, their faults."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from portal.i18n import Translator
from stat_tables.read.grid import BrokenCell, PercentCell, RawCell

from .book import Book
from .limits import LARGEST, LAST_COLUMN, LAST_ROW, MOST_FILLED, Archive, Handler
from .marks import raised
from .number_formats import Format, formatted, scale_word
from .sheet import Filled, Range, Sheet, assemble, column_letters, struck_through, written
from .texts import cell_of_text
from .xlsx_styles import Styled, Styles, number_in

_ = Translator(__file__)

_REFERENCE = re.compile(r"([A-Z]{1,4})(\d{1,9})")
_CONTENT = "xl/workbook.xml"


class RichText(NamedTuple):
    text: str
    marks: tuple[str, ...] = ()
    struck: str = ""


def open_xlsx(data: bytes, path: str) -> Book:
    archive = Archive(data, path)
    if _CONTENT not in archive.names:
        raise archive.fault(_("the file is damaged, or no XLSX or ODS file"))
    workbook = _Workbook()
    archive.parse(_CONTENT, workbook)
    targets = _Relations()
    archive.parse("xl/_rels/workbook.xml.rels", targets)
    reader = _Reader(archive, workbook, targets.targets)
    visible = tuple(name for name, _relation, state in workbook.sheets if state == "visible")
    concealed = tuple(name for name, _relation, state in workbook.sheets if state != "visible")
    return Book(path, visible, concealed, reader.sheet)


class _Reader:
    """Reads sheets when they are asked for; texts and styles once."""

    def __init__(self, archive: Archive, workbook: _Workbook, targets: dict[str, str]) -> None:
        self._archive = archive
        self._workbook = workbook
        self._targets = targets
        self._texts: list[RichText] | None = None
        self._styles: list[Styled] = []

    def sheet(self, name: str) -> Sheet:
        archive = self._archive
        relation = next(relation for known, relation, _state in self._workbook.sheets if known == name)
        if self._texts is None:
            self._texts, self._styles = self._shared()
        target = self._targets.get(relation, "")
        part = posixpath.normpath(posixpath.join("xl", target)) if not target.startswith("/") else target[1:]
        handler = _SheetHandler(name, self._texts, self._styles, self._workbook, archive)
        archive.parse(part, handler)
        return assemble(
            name,
            handler.cells,
            handler.merged,
            handler.hidden_rows.__contains__,
            handler.is_hidden_column,
            handler.words(),
            archive.path,
        )

    def _shared(self) -> tuple[list[RichText], list[Styled]]:
        texts, styles = _Texts(self._archive), Styles()
        for part in ("xl/sharedStrings.xml", "xl/SharedStrings.xml"):
            if part in self._archive.names:
                self._archive.parse(part, texts)
                break
        if "xl/styles.xml" in self._archive.names:
            self._archive.parse("xl/styles.xml", styles)
        return texts.texts, styles.styles()


class _Workbook(Handler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.base = date(1899, 12, 30)
        self.recalculated_on_load = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            self.sheets.append(
                (attributes.get("name", ""), attributes.get("id", ""), attributes.get("state", "visible"))
            )
        elif tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.base = date(1904, 1, 1)
        elif tag == "calcPr" and attributes.get("fullCalcOnLoad") in ("1", "true"):
            self.recalculated_on_load = True


class _Relations(Handler):
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Runs:
    """The runs of a rich text: plain ones are text, raised ones text or marks, struck ones no longer hold."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._text = ""
        self._marks: tuple[str, ...] = ()
        self._run = self._gone = ""
        self._raised = self._struck = self._reading = self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "r":
            self._raised = self._struck = False
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif tag in ("strike", "dstrike"):
            self._struck = attributes.get("val", "1") not in ("0", "false")
        elif tag == "t":
            self._reading, self._run = not self._phonetic, ""

    def text(self, data: str) -> None:
        if self._reading:
            self._run += data

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._phonetic = False
        elif tag == "t" and self._reading:
            self._reading = False
            if self._struck:
                self._gone += self._run
            elif self._raised:
                piece, marks = raised(self._run, self._text)
                self._text += piece
                self._marks = (*self._marks, *marks)
            else:
                self._text += self._run

    @property
    def value(self) -> RichText:
        return RichText(self._text, self._marks, self._gone)


class _Texts(Handler):
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.texts: list[RichText] = []
        self._runs = _Runs()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self._runs.begin()
        self._runs.start(tag, attributes)

    def text(self, data: str) -> None:
        self._runs.text(data)

    def end(self, tag: str) -> None:
        self._runs.end(tag)
        if tag == "si":
            self.texts.append(self._runs.value)
            if len(self.texts) > 2 * MOST_FILLED:
                raise self._archive.fault(_("the file is too large once unpacked"))


class _SheetHandler(Handler):
    """One worksheet: its filled cells, merged ranges, hidden rows and columns."""

    def __init__(
        self, name: str, texts: list[RichText], styles: list[Styled], workbook: _Workbook, archive: Archive
    ) -> None:
        self.cells: list[Filled] = []
        self.merged: list[Range] = []
        self.hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._name, self._texts, self._styles = name, texts, styles
        self._workbook, self._archive = workbook, archive
        self._row = self._column = -1
        self._kind = self._value = self._style = ""
        self._formula = self._in_value = self._in_cell = False
        self._inline = _Runs()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "v":
            self._in_value, self._value = True, ""
        elif tag == "f" and self._in_cell:
            self._formula = True
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "col" and _is_hidden(attributes, "width"):
            self._hidden_columns.append(
                (number_in(attributes.get("min", "1")) - 1, number_in(attributes.get("max", "1")) - 1)
            )
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        if self._in_cell and self._kind == "inlineStr":
            self._inline.start(tag, attributes)

    def text(self, data: str) -> None:
        if self._in_value:
            self._value += data
        elif self._in_cell and self._kind == "inlineStr":
            self._inline.text(data)

    def end(self, tag: str) -> None:
        if tag == "v":
            self._in_value = False
        elif tag == "c":
            self._end_cell()
        if self._in_cell and self._kind == "inlineStr":
            self._inline.end(tag)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = number_in(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        self._column = -1
        if not 0 <= self._row < LAST_ROW:
            raise self._archive.fault(_("the file names row {row}, which no sheet has", row=attributes.get("r", "")))
        if _is_hidden(attributes, "ht"):
            self.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _index(reference[1]) if reference else self._column + 1
        if reference:
            self._row = int(reference[2]) - 1
        if not 0 <= self._row < LAST_ROW or not 0 <= self._column < LAST_COLUMN:
            raise self._archive.fault(_("the file names cell {cell}, which no sheet has", cell=attributes.get("r", "")))
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value, self._formula, self._in_cell = "", False, True
        if self._kind == "inlineStr":
            self._inline.begin()

    def _end_cell(self) -> None:
        self._in_cell = False
        style = self._styles[index] if (index := number_in(self._style)) < len(self._styles) else Styled()
        filled = self._filled(style)
        if filled is not None:
            self.cells.append(filled)
            if len(self.cells) > MOST_FILLED:
                raise self._archive.fault(
                    _("the sheet “{name}” has more than {count} filled cells", name=self._name, count=MOST_FILLED)
                )

    def _filled(self, style: Styled) -> Filled | None:
        row, column = self._row, self._column
        if self._kind in ("s", "inlineStr", "str"):
            rich = self._rich()
            struck = rich.text if style.struck else "" if rich.text.strip() else rich.struck
            if struck.strip():
                return self._struck_through(struck)
            if not rich.text.strip():
                return self._without_value() if self._formula and self._kind != "str" else None
            told = cell_of_text(rich.text, rich.marks)
            indent = style.indent + told.indent
            return Filled(row, column, told.text, told.marks, None, indent, style.strong, told.raw)
        raw: RawCell | None = self._scalar(style.form)
        if raw is None:
            return self._without_value() if self._formula else None
        if style.struck:
            return self._struck_through(written(raw))
        return Filled(row, column, raw, (), style.form.decimals, style.indent, style.strong)

    def _rich(self) -> RichText:
        if self._kind == "s":
            index = number_in(self._value)
            return self._texts[index] if index < len(self._texts) else RichText("")
        return RichText(self._value) if self._kind == "str" else self._inline.value

    def _struck_through(self, text: str) -> Filled:
        return Filled(self._row, self._column, struck_through(text))

    def _without_value(self) -> Filled:
        reason = _("the formula has not been calculated; open the file in Excel and save it again")
        return Filled(self._row, self._column, BrokenCell("=…", reason))

    def _scalar(self, form: Format) -> RawCell | None:
        text = self._value.strip()
        if self._kind == "e" or text.startswith("#"):
            return BrokenCell(text or "#?", _("Excel shows an error here; correct the formula"))
        if not text:
            return None
        if self._kind == "b":
            return text in ("1", "true")
        if self._kind == "d":
            return date.fromisoformat(text[:10])
        try:
            number = float(text)
        except ValueError:
            raise self._archive.fault(_("“{text}” is no number", text=text[:40]), self._address()) from None
        if not abs(number) < LARGEST:
            return BrokenCell(text[:40], _("no figure is as large as that"))
        if self._formula and number == 0 and self._workbook.recalculated_on_load:
            return BrokenCell("=…", _("the formula has not been calculated; open the file in Excel and save it again"))
        if form.divisor or form.words:
            return self._worded(number, form)
        try:
            return formatted(number, form, self._workbook.base)
        except (OverflowError, ValueError):
            return BrokenCell(text, _("Excel shows no date here"))

    def _worded(self, number: float, form: Format) -> RawCell:
        """A format that scales the number, or writes words beside it."""
        value = formatted(number, form._replace(divisor=0), self._workbook.base)
        if form.divisor:
            reason = _("the format shows thousands of the number {value}; write it out in full", value=value)
            return BrokenCell(str(value), reason)
        if isinstance(value, Decimal) and scale_word(form.words):
            reason = _("the format writes “{words}” beside the number; write the unit into the head", words=form.words)
            return BrokenCell(f"{value} {form.words}", reason)
        return PercentCell(value) if form.words == "%" and isinstance(value, Decimal) else value

    def _address(self) -> str:
        return f"{self._name}!{column_letters(self._column)}{self._row + 1}"

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and end:
            self.merged.append((int(start[2]) - 1, _index(start[1]), int(end[2]) - 1, _index(end[1])))

    def is_hidden_column(self, column: int) -> bool:
        return column in self._all_hidden

    @cached_property
    def _all_hidden(self) -> frozenset[int]:
        """Asked for when the sheet has been read."""
        steps = Counter(first for first, _last in self._hidden_columns)
        steps.subtract(last + 1 for _first, last in self._hidden_columns)
        open_ranges = accumulate(steps[column] for column in range(LAST_COLUMN))
        return frozenset(column for column, count in enumerate(open_ranges) if count > 0)

    def words(self) -> tuple[str, ...]:
        """What is hidden and holds something."""
        rows = sorted({cell.row for cell in self.cells} & self.hidden_rows)
        columns = sorted(filter(self.is_hidden_column, {cell.column for cell in self.cells}))
        return hidden_words(rows, columns)


def hidden_words(rows: list[int], columns: list[int]) -> tuple[str, ...]:
    said = []
    if rows:
        said.append(_("hidden rows, not published: {rows}", rows=", ".join(str(row + 1) for row in rows[:20])))
    if columns:
        letters = ", ".join(map(column_letters, columns[:20]))
        said.append(_("hidden columns, not published: {columns}", columns=letters))
    return tuple(said)


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    if attributes.get("hidden") in ("1", "true"):
        return True
    try:
        return float(attributes.get(size, "1")) == 0
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
