"""The rows below a head: figures, parts, labels without figures, repeated heads; where the table ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from portal.i18n import Translator
from portal.vietnam.provinces import find
from portal.vietnam.regions import is_region
from portal.vietnam.text import fold
from stat_tables.read.sheets.sheet import SheetCell

from .laid import Doubt
from .lines import TABLE_TITLE, is_unit_line
from .parents import label_of, parents
from .row_kinds import Lines, is_figure, is_missing, is_year
from .translations import translated_lines

_ = Translator(__file__)

_NUMBERED_TITLE = re.compile(r"(?:bảng|biểu|table|tableau|mẫu số)\s*(?:số\s*)?\d", re.IGNORECASE)
_FOOT_WORDS = (
    r"(?:ghi chú|nguồn|chú thích|lưu ý|note|notes|source|sources|footnotes?|theo)\s*[:：]|\(\s*[*\d]{1,3}\s*\)"
    r"|[*†‡§]|\[\w{1,8}\]"
)
_FOOT = re.compile(rf"{_FOOT_WORDS}|\d{{1,2}}[).]?\s", re.IGNORECASE)
_FOOT_ROW = re.compile(_FOOT_WORDS, re.IGNORECASE)  # of a row of several cells: `2. Lào Cai` is no note there
_HEAD_OF_LABELS = re.compile(r"\((?:labels|codes)\)$", re.IGNORECASE)
_WHOLE = re.compile(r"(?:ca nuoc|toan quoc|tong so|tong cong|tong|cong|total|whole country)\b")
_NUMBER = re.compile(r"(\d{1,3})\s*[.)]\s*(?=[^\W\d])")
_PART = re.compile(
    r"(?:[IVX]{1,5}|[A-Z])\s*[.)/\-–]\s*\S|(?:miền|vùng|khu vực|nhóm|khối|phần|region)\b|(?:chia theo|chia ra|trong đó"
    r"|phân theo|bao gồm|of which)\b",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:người lập|người ký|kế toán|thủ trưởng|giám đốc|chủ tịch|cục trưởng|chi cục trưởng|vụ trưởng"
    r"|chánh văn phòng|tm\.|kt\.|tl\.|nơi nhận"
    r"|ký|đã ký|ngày\s+\d{1,2}\s+tháng|[^\d]*,?\s*ngày\s+[\d.…]+\s+tháng)",
    re.IGNORECASE,
)
# First words of the names of offices and places.
_UNITS = frozenset(
    fold(word)
    for word in re.findall(
        r"\S+",
        "xã phường thị quận huyện tỉnh thành TP tổ thôn ấp khu đặc phòng ban sở viện cục chi tổng vụ đội trung toà đơn"
        " văn khối",
    )
)


@dataclass
class TableBody:
    """What is found below a head; `end` is the row after the last one of the table.

    Args:
        cut: rows of figures below the row that was stated to be the last.
        passed: a line of words directly under the table that is neither note nor source nor signature.
        translated: rows that say a label again in English.
    """

    rows: list[int] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    end: int = 0
    cut: list[int] = field(default_factory=list)
    passed: int | None = None
    translated: list[int] = field(default_factory=list)


def read_body(lines: Lines, head: Sequence[int], headings: frozenset[str], stated: int | None = None) -> TableBody:
    """The rows below `head`, down to the last one that holds a figure and belongs to it.

    Args:
        headings: labels that are known to name parts.
        stated: the last row, where somebody says it; what the table goes on with below it is `cut`.
    """
    start = max(head) + 1
    english = translated_lines(lines, start)
    last_figures = _last_row(lines, start, head, english)
    last = last_figures if stated is None else min(stated, lines.count - 1)
    body = TableBody(end=last + 1, cut=[row for row in range(last + 1, last_figures + 1) if lines.is_data(row)])
    part, summed = "", False
    row = start
    while row <= last:
        if _repeats_head(lines, head, row) or (lines.is_numbering(row) and row - 1 in (*body.repeated, *head)):
            body.repeated.append(row)
        elif row in english or is_head_of_labels(lines, head, row):
            body.translated.append(row)
        elif lines.is_lone(row) and not _is_short_row(lines, row):
            label = lines.cells(row)[0]
            if _names_part(lines, row, last, body, headings):
                part = label.text
            else:
                _add(body, row, part)
        elif lines.cells(row):
            own = label_of(lines, row) if headings else None
            if own is not None and own.text in headings:  # a part that has figures of its own
                part = own.text
                summed = True
            elif own is not None and summed and _WHOLE.match(fold(own.text)):  # below the last part, of all of them
                part = ""
            _add(body, row, part)
        row += 1
    if not any(body.parts.values()):
        body.parts.update(parents(lines, body.rows))
    if stated is None and body.rows and body.end < lines.count and _is_unknown_line(lines, body.end):
        body.passed = body.end
        if _is_short(lines.cells(body.end)[0].text):
            body.doubts.append(_doubtful_end(lines, body.end))
    return body


def _doubtful_end(lines: Lines, row: int) -> Doubt:
    label = lines.cells(row)[0]
    message = _("is “{label}” the last row, without its figures, or a line under the table?", label=label.text)
    hint = _("write … into its empty cells; or say the last row of figures: last_row (--last-row of the command)")
    return Doubt(row, label.column, message, hint, "row-or-line")


def _is_short_row(lines: Lines, row: int) -> bool:
    """A single figure in a column that is not the first: a row without a label."""
    cells = lines.cells(row)
    return cells[0].column > 0 and is_figure(cells[0])


def _add(body: TableBody, row: int, part: str) -> None:
    body.rows.append(row)
    body.parts[row] = part


def is_head_of_labels(lines: Lines, head: Sequence[int], row: int) -> bool:
    """`GEO (Labels)` of Eurostat, under `TIME`: the head of the first column, not a part of the table."""
    return row == max(head) + 1 and lines.is_lone(row) and bool(_HEAD_OF_LABELS.search(lines.cells(row)[0].text))


def _last_row(lines: Lines, start: int, head: Sequence[int], english: Collection[int]) -> int:
    """The last row of the table: before another table's title and head, and before what stands under the figures."""
    last = start - 1
    for row in range(start, lines.count):
        if row in english:
            last = row if row == last + 1 else last
            continue
        if _begins_another(lines, row, head):
            break
        if lines.is_data(row) or (lines.is_years(row) and not _repeats_head(lines, head, row)):
            if not _is_signature(lines, row):
                last = row
        elif (_follows(lines, row, last) and _is_worded_row(lines, row)) or (
            last >= start and _stub_follows(lines, row, last) and _is_stub_row(lines, row)
        ):
            last = row
    return last


def _stub_follows(lines: Lines, row: int, last: int) -> bool:
    """Whether a label stands directly under the last row, or under a region or numbered part that does."""
    return row == last + 1 or (_follows(lines, row, last) and _is_named_part(lines.cells(row - 1)[0].text))


def _is_named_part(label: str) -> bool:
    return is_region(label) or _PART.match(label) is not None


def _follows(lines: Lines, row: int, last: int) -> bool:
    """Whether a row stands directly under the last one, or under the label of a part that does."""
    if row == last + 1:
        return True
    part = row - 1
    if row != last + 2 or not lines.is_lone(part) or lines.gap_before(part):
        return False
    return not _FOOT.match(lines.cells(part)[0].text)


def _is_worded_row(lines: Lines, row: int) -> bool:
    """A row of words directly under the others that is neither signed nor a note."""
    cells = lines.cells(row)
    return (
        len(cells) > 1
        and cells[0].column <= 1
        and not lines.gap_before(row)
        and not _is_signature(lines, row)
        and not _FOOT_ROW.match(cells[0].text)
    )


def _is_stub_row(lines: Lines, row: int) -> bool:
    """A label alone, directly under the figures, that names a province or a total: its figures are not there."""
    cells = lines.cells(row)
    if len(cells) != 1 or lines.gap_before(row):
        return False
    text = cells[0].text
    return is_province(text) or fold(text).startswith(("tong cong", "tong so")) or _is_like_others(lines, row)


def names_region(lines: Lines, row: int) -> bool:
    """Whether nothing stands in the row but the name of a region."""
    return lines.is_lone(row) and is_region(lines.cells(row)[0].text)


def _is_like_others(lines: Lines, row: int) -> bool:
    """Whether a short label is of the kind of the label above: `Xã Hai` under `Xã Một`, `2024` under `2023`."""
    label = lines.cells(row)[0]
    above = lines.at(row - 1, label.column) if row else None
    words = label.text.split()
    if above is None or not words or len(words) > 6:
        return False
    if (is_year(label) and is_year(above)) or _counts_on(above.text, label.text):
        return True
    first = above.text.split()[0]
    return not _FOOT.match(label.text) and (first == words[0] or {fold(first), fold(words[0])} <= _UNITS)


def _counts_on(above: str, label: str) -> bool:
    """`3. Phường C` under `2. Phường B`."""
    one, other = _NUMBER.match(above), _NUMBER.match(label)
    return one is not None and other is not None and int(other[1]) == int(one[1]) + 1


def _begins_count(label: str, below: str) -> bool:
    """`Kabupaten` over `1. Bogor`: a list is numbered beneath the name of its part."""
    number = _NUMBER.match(below)
    return number is not None and int(number[1]) == 1 and not label[0].isdigit()


def _is_unknown_line(lines: Lines, row: int) -> bool:
    """Words directly under the table that may be its last row without figures: no note, source, unit, signature."""
    cells = lines.cells(row)
    if len(cells) != 1 or cells[0].width > 1 or cells[0].column > 1 or lines.gap_before(row):
        return False
    text = cells[0].text
    known = _FOOT.match(text) or TABLE_TITLE.match(text) or _SIGNATURE.match(text) or is_unit_line(text)
    return not known and text[0].isalpha() and text[-1] not in ".:;" and ":" not in text


def _is_short(label: str) -> bool:
    return len(label.split()) <= 5 and len(label) <= 40


def _is_signature(lines: Lines, row: int) -> bool:
    return any(_SIGNATURE.match(cell.text) for cell in lines.cells(row) if isinstance(cell.value, str))


def _begins_another(lines: Lines, row: int, head: Sequence[int]) -> bool:
    """A numbered title, or a row of words above further figures that is neither this head nor a row of the body."""
    cells = lines.cells(row)
    if len(cells) == 1 and isinstance(cells[0].value, str) and _NUMBERED_TITLE.match(cells[0].text):
        return True
    if len(cells) < 2 or lines.is_data(row) or _repeats_head(lines, head, row):
        return False
    if not lines.has_data_below(row) or lines.is_units(row) or lines.is_numbering(row):
        return False
    apart = lines.gap_before(row) or (lines.is_lone(row - 1) and row - 1 > max(head))
    years_again = lines.is_years(row) and not is_missing(cells[0])
    columns = {cell.column for cell in cells}
    tall = any(cell.height > 1 and cell.row == row for cell in cells)
    return (apart and len(columns) > 1 and not _label_is_known(cells[0])) or (years_again and apart) or (tall and apart)


def _label_is_known(cell: SheetCell) -> bool:
    return is_province(cell.text)


def _repeats_head(lines: Lines, head: Sequence[int], row: int) -> bool:
    return bool(lines.cells(row)) and not lines.is_lone(row) and any(lines.are_alike(row, other) for other in head)


def _names_part(lines: Lines, row: int, last: int, body: TableBody, headings: frozenset[str]) -> bool:
    """Whether a label alone heads the rows below, or is a row whose figures are not there; a doubt where unclear."""
    label = lines.cells(row)[0]
    if label.width > 1 or label.text in headings:
        return True
    if (is_province(label.text) and not is_region(label.text)) or (row == last and _is_stub_row(lines, row)):
        return False
    following = next((other for other in range(row + 1, last + 1) if lines.cells(other)), None)
    if following is None:
        return False
    below = lines.cells(following)[0]
    if label.strong and not below.strong:
        return True
    if _begins_count(label.text, below.text):
        return True
    if below.indent > label.indent or is_region(label.text) or _PART.match(label.text):
        return True
    if label.text.endswith(":") or (label.text.isupper() and not below.text.isupper()):
        return True
    message = _(
        "only “{label}” stands in this row: the name of a part, or a row without figures?", label=label.text[:60]
    )
    hint = _("write … into its empty cells, or name it in “parts” of table.toml (--part of the command)")
    body.doubts.append(Doubt(row, label.column, message, hint, "part-or-row"))
    return False


def regions_over_provinces(lines: Lines, rows: Sequence[int]) -> tuple[str, ...]:
    """Labels of rows with figures that are regions, directly over provinces; none where a region stands twice."""
    labels = {row: cell.text for row in rows if (cell := label_of(lines, row)) is not None}
    regions = [row for row, label in labels.items() if is_region(label) and not lines.is_lone(row)]
    over = sum(is_province(_NUMBER.sub("", labels.get(row + 1, ""))) for row in regions)
    names = tuple(labels[row] for row in regions)
    return names if over > 1 and len(set(names)) == len(names) else ()


def is_province(text: str) -> bool:
    return bool(find(text, 63) or find(text, 34))
