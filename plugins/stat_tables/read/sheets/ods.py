"""An ODS workbook -> sheets as LibreOffice shows them."""

from __future__ import annotations

from datetime import date
from decimal import InvalidOperation

from portal.i18n import Translator
from stat_tables.read.grid import BrokenCell, PercentCell, RawCell

from .book import Book
from .limits import LARGEST, LAST_COLUMN, LAST_ROW, LONGEST_TEXT, MOST_FILLED, Archive, Handler
from .marks import raised
from .number_formats import exact, scale_word
from .sheet import Filled, Range, Sheet, assemble, column_letters, struck_through
from .texts import cell_of_text
from .xlsx import hidden_words

_ = Translator(__file__)

# What a cell holds beside its text: remarks of readers, pictures, notes.
_APART = frozenset(("annotation", "shapes", "frame", "note"))

_PART = "content.xml"


def open_ods(data: bytes, path: str) -> Book:
    archive = Archive(data, path)
    content = _Content(archive)
    archive.parse(_PART, content)
    sheets = {sheet.name: sheet for sheet in content.sheets}
    visible = tuple(name for name, sheet in sheets.items() if sheet.style not in content.concealing)
    concealed = tuple(name for name in sheets if name not in visible)
    return Book(path, visible, concealed, lambda name: sheets[name].sheet(path))


class _Table:
    """One table of the document while it is read."""

    def __init__(self, name: str, style: str) -> None:
        self.name, self.style = name, style
        self.cells: list[Filled] = []
        self.merged: list[Range] = []
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []

    def sheet(self, path: str) -> Sheet:
        rows = sorted({cell.row for cell in self.cells if self._row_hidden(cell.row)})
        columns = sorted({cell.column for cell in self.cells if self._column_hidden(cell.column)})
        said = hidden_words(rows, columns)
        return assemble(self.name, self.cells, self.merged, self._row_hidden, self._column_hidden, said, path)

    def _row_hidden(self, row: int) -> bool:
        return any(first <= row < end for first, end in self.hidden_rows)

    def _column_hidden(self, column: int) -> bool:
        return any(first <= column < end for first, end in self.hidden_columns)


class _Content(Handler):
    """content.xml: styles that hide tables or raise text, and the tables."""

    def __init__(self, archive: Archive) -> None:
        self.sheets: list[_Table] = []
        self.concealing: set[str] = set()
        self._archive = archive
        self._raising: set[str] = set()
        self._bold: set[str] = set()
        self._striking: set[str] = set()
        self._gone = ""
        self._style = ""
        self._depth = 0  # tables within tables are passed over
        self._row = self._column = self._repeated_rows = 0
        self._cell: dict[str, str] | None = None
        self._row_cells: list[Filled] = []
        self._text = ""
        self._marks: tuple[str, ...] = ()
        self._paragraphs = 0
        self._spans: list[tuple[str, str]] = []
        self._note = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._cell is not None and tag in _APART:
            self._note += 1
        if self._note:
            return
        begin = getattr(self, f"_start_{tag.replace('-', '_')}", None)
        if begin is not None:
            begin(attributes)

    def end(self, tag: str) -> None:
        if self._note:
            self._note -= tag in _APART
            return
        finish = getattr(self, f"_end_{tag.replace('-', '_')}", None)
        if finish is not None:
            finish()

    def text(self, data: str) -> None:
        if self._cell is not None and self._paragraphs and not self._note:
            self._write(data)

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get("name", "")

    def _start_table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get("display") == "false":
            self.concealing.add(self._style)

    def _start_text_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get("text-position", "").startswith("super"):
            self._raising.add(self._style)
        if attributes.get("font-weight") == "bold":
            self._bold.add(self._style)
        if any(attributes.get(f"text-line-through-{name}", "none") != "none" for name in ("style", "type")):
            self._striking.add(self._style)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self.sheets.append(_Table(attributes.get("name", ""), attributes.get("style-name", "")))
            self._row = self._column = 0

    def _end_table(self) -> None:
        self._depth -= 1

    def _start_table_column(self, attributes: dict[str, str]) -> None:
        count = self._repeated(attributes, "number-columns-repeated")
        if attributes.get("visibility") in ("collapse", "filter"):
            self.sheets[-1].hidden_columns.append((self._column, self._column + count))
        self._column += count

    def _start_table_row(self, attributes: dict[str, str]) -> None:
        self._repeated_rows = self._repeated(attributes, "number-rows-repeated")
        self._row_cells, self._column = [], 0
        if attributes.get("visibility") in ("collapse", "filter"):
            self.sheets[-1].hidden_rows.append((self._row, self._row + self._repeated_rows))

    def _end_table_row(self) -> None:
        sheet, count = self.sheets[-1], self._repeated_rows
        if self._row_cells:
            if len(sheet.cells) + count * len(self._row_cells) > MOST_FILLED or self._row + count > LAST_ROW:
                raise self._archive.fault(
                    _("row {row} is repeated {count} times", row=self._row + 1, count=count),
                    f"{sheet.name}!A{self._row + 1}",
                )
            for down in range(count):
                sheet.cells.extend(cell._replace(row=self._row + down) for cell in self._row_cells)
        self._row += count

    def _start_covered_table_cell(self, attributes: dict[str, str]) -> None:
        self._column += self._repeated(attributes, "number-columns-repeated")

    def _start_table_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._text, self._marks, self._paragraphs, self._spans = attributes, "", (), 0, []
        self._gone = ""

    def _end_table_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        count = self._repeated(attributes, "number-columns-repeated")
        filled = self._filled(attributes)
        if filled is not None:
            if self._column + count > LAST_COLUMN or len(self._row_cells) + count > MOST_FILLED:
                place = f"{self.sheets[-1].name}!{column_letters(min(self._column, LAST_COLUMN))}{self._row + 1}"
                raise self._archive.fault(_("a cell is repeated {count} times", count=count), place)
            self._row_cells.extend(filled._replace(column=self._column + right) for right in range(count))
            down, right = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
            if down > 1 or right > 1:
                row, column = self._row, self._column
                self.sheets[-1].merged.append((row, column, row + down - 1, column + right - 1))
        self._column += count

    def _repeated(self, attributes: dict[str, str], name: str) -> int:
        text = attributes.get(name, "1")
        if not text.isdecimal() or len(text) > 9 or int(text) < 1:
            message = _("the file is damaged: {part} is “{text}”", part=name, text=text[:40])
            raise self._archive.fault(message, self._here() if self.sheets else None)
        return int(text)

    def _start_p(self, _attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._text += " " if self._text else ""
            self._paragraphs += 1

    def _end_p(self) -> None:
        if self._cell is not None:
            self._paragraphs -= 1

    def _start_span(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            name = attributes.get("style-name", "")
            self._spans.append(("raised" if name in self._raising else "struck" if name in self._striking else "", ""))

    def _end_span(self) -> None:
        if self._cell is None or not self._spans:
            return
        kind, text = self._spans.pop()
        if kind == "struck":
            self._gone, text = self._gone + text, ""
        elif kind == "raised":
            text, marks = raised(text, self._text)
            self._marks = (*self._marks, *marks)
        self._write(text)

    def _start_s(self, attributes: dict[str, str]) -> None:
        """`<text:s text:c="5"/>`: spaces in a row."""
        if self._cell is not None and self._paragraphs:
            self._write(" " * min(_count(attributes, "c"), 80))

    def _start_tab(self, _attributes: dict[str, str]) -> None:
        self.text(" ")

    def _start_line_break(self, _attributes: dict[str, str]) -> None:
        self.text(" ")

    def _write(self, text: str) -> None:
        if self._spans:
            kind, before = self._spans[-1]
            self._spans[-1] = (kind, before + text)
        else:
            self._text += text
        if len(self._text) > LONGEST_TEXT:
            raise self._archive.fault(_("a cell holds more than {count} characters", count=LONGEST_TEXT), self._here())

    def _here(self) -> str:
        return f"{self.sheets[-1].name}!{column_letters(self._column)}{self._row + 1}"

    def _filled(self, attributes: dict[str, str]) -> Filled | None:
        kind = attributes.get("value-type", "")
        told = cell_of_text(self._text, self._marks)
        strong = attributes.get("style-name", "") in self._bold
        struck = self._text if attributes.get("style-name", "") in self._striking else "" if told.text else self._gone
        if struck.strip():
            return Filled(0, self._column, struck_through(struck))
        if self._text.startswith(("#", "Err:")) and attributes.get("formula"):
            reason = _("the programme shows an error here; correct the formula")
            return Filled(0, self._column, BrokenCell(told.text, reason))
        if kind in ("float", "currency", "percentage", "date", "boolean", "time"):
            value = self._scalar(kind, attributes, told.text)
            if kind == "float" and scale_word(told.text):
                reason = _(
                    "the format writes “{words}” beside the number; write the unit into the head", words=told.text
                )
                return Filled(0, self._column, BrokenCell(told.text, reason))
            decimals = _decimals(told.text) if kind in ("float", "currency", "percentage") else None
            return Filled(0, self._column, value, told.marks, decimals, 0, strong)
        if not told.text:
            if attributes.get("formula"):
                reason = _("the formula has not been calculated; open the file in Excel and save it again")
                return Filled(0, self._column, BrokenCell("=…", reason))
            return None
        return Filled(0, self._column, told.text, told.marks, None, told.indent, strong, told.raw)

    def _scalar(self, kind: str, attributes: dict[str, str], text: str) -> RawCell:
        try:
            if kind == "date":
                return date.fromisoformat(attributes.get("date-value", "")[:10])
            if kind == "boolean":
                return attributes.get("boolean-value") == "true"
            if kind == "time":
                return text
            number = float(attributes.get("value", ""))
            if not abs(number) < LARGEST:
                return BrokenCell(text[:40] or "?", _("no figure is as large as that"))
            value = exact(number)
            return PercentCell(f"{value.scaleb(2):f}") if kind == "percentage" else value
        except (ValueError, OverflowError, InvalidOperation):
            reason = _("the cell says it is a number or a date, and is not")
            return BrokenCell(text or "?", reason)


def _decimals(text: str) -> int | None:
    """Digits after the mark as the programme shows them; None where the text does not say."""
    digits = text.strip().rstrip("%").rstrip()
    at = max(digits.rfind(","), digits.rfind("."))
    behind = digits[at + 1 :] if at >= 0 else ""
    return len(behind) if behind.isdigit() and len(behind) != 3 else None


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1
