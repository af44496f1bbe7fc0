"""What the rows of a sheet look like: a label alone, words, figures, years, units, numbers of columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from portal.vietnam.text import fold
from stat_tables.read.grid import BrokenCell
from stat_tables.read.sheets.marks import take_flags
from stat_tables.read.sheets.sheet import Sheet, SheetCell

MISSING = re.compile(
    r"[-–—−]{1,3}|\*{3}|…|\.{1,6}|:{1,2}|[xXzZ]|\(?(?:n\.?a\.?|n/a|#n/a|nan|null|none)\)?|\[(?:x|c|z|low)\]|F"
    r"|\((?:x|d|s|z|b|n)\)|n\.?d\.?",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?:(?:gần|hơn|trên|khoảng|xấp xỉ)\s+)?[-+\u2212\u2013(]{0,2}(?:[$€£¥]\s?)?"
    r"[.]?\d[\d.,'\u2019\s]*\)?\s*(?:%|‰)?(?:\s*\[[prexc]\])?",
    re.IGNORECASE,
)
_WORDED_FIGURE = re.compile(r"[-+\u2212]?\d[\d.,\s]*\s*\(?[^\W\d_].{0,40}")
_YEAR = re.compile(
    r"(?:(?:năm|year|sơ bộ|ước(?: tính)?|prel\.?|est\.?|kỳ|quý [1-4IV]+/?|q[1-4][ -/]?"
    r"|tháng \d{1,2}/|\d{1,2}[./]\d{1,2}[./])\s*){0,2}(?:1[89]|20|21)\d\d"
    r"(?:\s*[-–/]\s*(?:\d\d|(?:19|20)\d\d))?(?:\s*[-–]?\s*(?:q[1-4]|m\d\d?|h[12]))?(?:\s*(?:sơ bộ|ước tính"
    r"|prel\.?|\(?[perb*]\)?))?",
    re.IGNORECASE,
)
_HEAD_WORDS = ("chi tieu", "don vi", "dia ", "tinh", "nam", "noi dung", "loai", "country", "item", "series", "year")
LETTERHEAD = re.compile(
    r"(?:cộng ho(?:à|à|òa) xã hội|độc lập\s*[-–]|(?:uỷ|ủy) ban nhân dân|ubnd |mẫu số\s*:|ban hành kèm)", re.IGNORECASE
)
_COLUMN_NUMBER = re.compile(r"[A-H]|\(?\d{1,2}\)?(?:\s*=\s*[\d\s+\-–:/x×*()]+)?")
_BASES = (
    "việc|vụ|vụ việc|người|lượt|lượt người|lượt khách|khách|hành khách"
    r"|đồng|đ|trđ|tr\.? ?đ|tr\.? ?đồng|đô la mỹ|usd|eur|euros?|vnd|tấn|tạ"
    "|kg|gam|ha|km|km²|m|m²|m³"
    "|km2|m2|m3|mm|lít|kwh|mw|điểm|điểm phần trăm|phần trăm|lần|cái|chiếc|bộ|con|quả|cây|hộ|hộ gia đình"
    "|trường hợp|hồ sơ|đơn|quyết định"
    "|bản án|tuổi|giờ|ngày|tháng|năm|công|trường|lớp|học sinh|giáo viên|giường|bác sĩ|doanh nghiệp|cơ sở|dự án"
    "|lao động|xã|huyện|tỉnh"
    "|anzahl|prozent|personen|nombre|en %|nombre de personnes"
    "|percent|per cent|number|persons?|people|households?|tonnes?|dollars?|%|‰|°c|% gdp|%/năm"
)
_SCALES = (
    r"1[., ]?000|trăm|nghìn|ngàn|triệu|tỷ|tỉ|tsd\.?|mill\.?|mio\.?|mrd\.?|milliers(?: de)?|millions(?: de)?"
    r"|thousands?(?: of)?|millions?(?: of)?|billions?(?: of)?"
)
_UNIT = re.compile(
    rf"(?:(?:{_SCALES})\s+)*(?:1[., ]?000(?=đ))?(?:{_BASES})(?:\s*[/.]\s*[^\W_][\w²³. ]{{0,30}})?"
    rf"|(?:{_SCALES})(?:\s(?:{_SCALES}))*",
    re.IGNORECASE,
)

_IN = re.compile(r"^(?:in|en|em|tính bằng)\s+", re.IGNORECASE)
_BASE_YEAR = re.compile(r"(?:index\s*\(?)?(?:1[89]|20)\d\d(?:[-–/]\d{2,4})?\s*=\s*100\)?", re.IGNORECASE)


def is_unit(text: str) -> bool:
    """Whether a text is the name of a unit, whole: `%`, `nghìn tấn`, `đồng/người/tháng`."""
    bare = _IN.sub("", text.strip()).strip("() ")
    return _UNIT.fullmatch(text.strip()) is not None or any(form.fullmatch(bare) for form in (_UNIT, _BASE_YEAR))


def is_figure(cell: SheetCell | None) -> bool:
    if cell is None or isinstance(cell.value, bool):
        return False
    if isinstance(cell.value, Decimal | BrokenCell):
        return True
    if not isinstance(cell.value, str):
        return False
    return _is_figure(cell.value)


# A cell is asked several times while a sheet is laid out.
@lru_cache(maxsize=1 << 16)
def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None or bool(take_flags(text)[1])


def is_missing(cell: SheetCell | None) -> bool:
    if cell is None or not isinstance(cell.value, str):
        return False
    return not cell.value[:1].isdigit() and MISSING.fullmatch(cell.value) is not None


def is_year(cell: SheetCell | None) -> bool:
    if cell is None:
        return False
    if isinstance(cell.value, Decimal):
        return cell.value == cell.value.to_integral_value() and 1850 <= cell.value <= 2150
    if isinstance(cell.value, date):
        return True
    return isinstance(cell.value, str) and _YEAR.fullmatch(cell.value) is not None


class Lines:
    """The rows of a sheet with what they look like."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._cells: dict[int, list[SheetCell]] = {}
        self._numbering: dict[int, bool] = {}

    def cells(self, row: int) -> list[SheetCell]:
        """The distinct cells of a row, from left to right."""
        distinct_cells = self._cells.get(row)
        if distinct_cells is None:
            distinct = {id(cell): cell for cell in self.sheet.rows[row] if cell is not None and cell.value != ""}
            distinct_cells = self._cells[row] = list(distinct.values())
        return distinct_cells

    def at(self, row: int, column: int) -> SheetCell | None:
        return self.sheet.rows[row][column]

    @cached_property
    def count(self) -> int:
        return len(self.sheet.rows)

    @cached_property
    def stub(self) -> int:
        """The first column that holds anything."""
        return 0

    @cached_property
    def _data_rows(self) -> list[int]:
        return [row for row in range(self.count) if self._looks_like_data(row)]

    @cached_property
    def _data_set(self) -> frozenset[int]:
        return frozenset(self._data_rows)

    def has_data_below(self, row: int) -> bool:
        return bisect_right(self._data_rows, row) < len(self._data_rows)

    def gap_before(self, row: int) -> bool:
        return row in self.sheet.after_gap

    def is_lone(self, row: int) -> bool:
        """One cell, which is no spanner and no unit: it stands in the first column, or over no more than its own."""
        cells = self.cells(row)
        return len(cells) == 1 and (cells[0].column == 0 or (cells[0].width == 1 and not self.is_units(row)))

    def is_data(self, row: int) -> bool:
        """Whether a cell behind the first one is a figure or a sign for a missing one, or the row is numbered."""
        return row in self._data_set

    def _looks_like_data(self, row: int) -> bool:
        if self.is_years(row) or self.is_numbering(row):
            return False
        behind = [cell for cell in self.cells(row) if cell.column > 0]
        if any(is_figure(cell) or isinstance(cell.value, date) for cell in behind):
            return True
        numbered = any(isinstance(cell.value, Decimal) for cell in self.cells(row) if cell.column == 0)
        return bool(behind) and (numbered or any(is_missing(cell) for cell in behind))

    def is_years(self, row: int) -> bool:
        """Years (or days) across: every figure of the row is one, and they go one way."""
        behind = [cell for cell in self.cells(row) if cell.column > 0]
        dated = [cell for cell in behind if is_year(cell)]
        if not dated or any(is_figure(cell) and not is_year(cell) for cell in behind):
            return False
        if any(is_missing(cell) for cell in behind) or self._has_heads_above(row, dated):
            return False
        order = [_order(cell) for cell in dated]
        return _goes_one_way(order) or _goes_round(order)

    def _has_heads_above(self, row: int, dated: Sequence[SheetCell]) -> bool:
        """Whether a labelled row of figures like years stands under words that head its columns: then it is data."""
        labels = [cell for cell in self.cells(row) if cell.column < dated[0].column]
        label = next((cell for cell in labels if isinstance(cell.value, str)), labels[0] if labels else None)
        if label is None or fold(label.text).startswith(_HEAD_WORDS):
            return False
        wanted = [cell.column for cell in dated]
        heads = (
            above
            for above in range(max(0, row - 60), row)
            if not self.is_letterhead(above) and not self.is_lone(above)
            if all((cell := self.at(above, column)) is not None and not is_figure(cell) for column in wanted)
        )
        # Labels that reach down from beside those words are of the same head, and this is its lower tier.
        return any(any(cell.row > above for cell in labels) for above in heads)

    def is_numbering(self, row: int) -> bool:
        """The row `A | 1 | 2 | 3 = 1 + 2` that official forms print under their heads."""
        if row not in self._numbering:
            self._numbering[row] = self._numbers_columns(row)
        return self._numbering[row]

    def _numbers_columns(self, row: int) -> bool:
        cells = self.cells(row)
        if not all(_COLUMN_NUMBER.fullmatch(cell.text) for cell in cells):
            return False
        texts = [cell.text for cell in cells]
        numbers = [int(match[0]) for text in texts if (match := re.search(r"\d+", text.split("=")[0]))]
        letters = [text.strip("()") for text in texts if not re.search(r"\d", text)]
        lettered = bool(letters) and letters == list("ABCDEFGH"[: len(letters)])
        counted = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if self._goes_on(row):
            return False
        if lettered:  # a hidden column takes its number with it
            counted = bool(numbers) and numbers == sorted(set(numbers)) and numbers[-1] <= 40
        return counted and numbers[0] <= 2

    def _goes_on(self, row: int) -> bool:
        """Whether the labels above or below count on from this one's: `1 | 2` over `2 | 7` are rows of the table.

        Numbers may be left out in between, as where rows are hidden.
        """
        label = _counted(self.at(row, 0))
        above = _counted(self.at(row - 1, 0)) if row else None
        below = _counted(self.at(row + 1, 0)) if row + 1 < self.count else None
        if label is None:
            return False
        return (above is not None and above[0] is label[0] and above[1] < label[1]) or (
            below is not None and below[0] is label[0] and below[1] > label[1]
        )

    def is_letterhead(self, row: int) -> bool:
        """The names of an office and of the republic, side by side above a form."""
        cells = self.cells(row)
        return len(cells) <= 3 and any(LETTERHEAD.match(cell.text) for cell in cells if isinstance(cell.value, str))

    def is_units(self, row: int) -> bool:
        """Units under the heads: in parentheses, in small letters, or under labels; for `Việc` may head a column."""
        cells = [cell for cell in self.cells(row) if cell.column > 0 and cell.row == row]
        if not cells or not all(is_unit(cell.text.strip("() ")) for cell in cells):
            return False
        if all(cell.text.startswith("(") or not cell.text[0].isupper() for cell in cells):
            return True
        stub = self.at(row, 0)
        return (stub is None or stub.row < row) and row > 0 and all(self._is_under_label(row, cell) for cell in cells)

    def _is_under_label(self, row: int, cell: SheetCell) -> bool:
        above = self.at(row - 1, cell.column)
        return above is not None and (not is_figure(above) or is_year(above)) and not is_unit(above.text)

    def are_alike(self, row: int, other: int) -> bool:
        """Whether the same words stand in both rows, slot by slot."""
        pairs = zip(self.sheet.rows[row], self.sheet.rows[other], strict=True)
        return all((one.text if one else "") == (two.text if two else "") for one, two in pairs)


def _order(cell: SheetCell) -> tuple[int, int, int]:
    if isinstance(cell.value, date):
        return (cell.value.year, cell.value.month, cell.value.day)
    year = re.search(r"(?:1[89]|20|21)\d\d", cell.text)
    return (int(year[0]) if year else 0, 0, 0)


def _goes_one_way(order: Sequence[tuple[int, int, int]]) -> bool:
    return list(order) in (sorted(order), sorted(order, reverse=True))


def _goes_round(order: Sequence[tuple[int, int, int]]) -> bool:
    """`2023 | 2024 | 2023 | 2024`: the same years again under each spanner."""
    turn = next((at for at in range(1, len(order)) if order[at] == order[0]), 0)
    if turn < 2 or len(order) % turn:
        return False
    return list(order) == list(order[:turn]) * (len(order) // turn) and _goes_one_way(order[:turn])


def _counted(cell: SheetCell | None) -> tuple[bool, int] | None:
    """Whether a label is a number, and its place in its sequence: 2 for `2` and `(2)`, 66 for `B`; `I` is Roman."""
    text = cell.text.strip("() .") if cell is not None else ""
    if text.isdecimal() and len(text) < 4:
        return True, int(text)
    return (False, ord(text)) if len(text) == 1 and "A" <= text <= "Z" and text not in "IVX" else None


def worded_figure(text: str) -> bool:
    """A figure with words behind it: `1.527 (tăng 5)`, `792 việc`."""
    return _WORDED_FIGURE.fullmatch(text) is not None


def figure_columns(lines: Lines, rows: Sequence[int]) -> frozenset[int]:
    """Columns, without the first, that hold a figure in any of the rows."""
    slots = lines.sheet.rows
    return frozenset(
        column for column in range(1, lines.sheet.width) if any(_counts(slots[row][column]) for row in rows)
    )


def _counts(cell: SheetCell | None) -> bool:
    return is_figure(cell) or (cell is not None and isinstance(cell.value, date))
