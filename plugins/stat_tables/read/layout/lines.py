"""What lines of text around a table say: its title, the unit of its figures, its source, its footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stat_tables.read.sheets.marks import clean, normal_mark

_UNIT = re.compile(
    r"(?:đơn vị(?: tính)?|đvt|unit)\s*[:：]\s*([^;.()]+?)(?=\s*(?:[-–/]\s*unit\s*[:：].*)?(?:[;.()]|$))",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^\(?(?:nguồn(?: số liệu)?|theo|source)\s*[:：]\s*(.+?)\)?\.?$", re.IGNORECASE)
_NOTE = re.compile(
    r"^(?:(?:ghi chú|notes?)\s*[:：]\s*)?"
    r"(\(\s*\*{1,3}\s*\)|\*{1,3}|[†‡§]|\[(?:note |chú thích )?\w{1,2}\]|\((?:\d{1,2}|[a-z])\)|\d{1,2}[)/]"
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})\s*[:：.]?\s*(.+)$",
    re.IGNORECASE,
)
_GENERAL_NOTE = re.compile(r"^(?:ghi chú|chú thích|lưu ý|notes?)\s*[:：]\s*(.+)$", re.IGNORECASE)
TABLE_TITLE = re.compile(r"^(?:bảng|biểu|table)\s*(?:số\s*)?\d*[.:\s]", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"^(?:cộng ho[àaòa]+ xã hội|độc lập\s*[-–]|uỷ ban|ủy ban|ubnd|bộ |sở |cục |chi cục |tổng cục |viện |toà án "
    r"|tòa án |ban |phòng |số\s*[:：]|mẫu số"
    r"|ban hành kèm|.*ngày\s+[\d.…]+\s+tháng)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Around:
    """Texts about one table; `notes`: mark -> text, the mark empty where the note speaks of the entire table."""

    title: str = ""
    unit: str = ""
    source: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    unused: tuple[str, ...] = ()


def around(above: Sequence[str], below: Sequence[str]) -> Around:
    """Args:
    above, below: lines from top to bottom.
    """
    titles = [line for line in above if not _UNIT.search(line) and len(line) > 2]
    named = [line for line in titles if TABLE_TITLE.match(line)]
    free = [line for line in titles if not _LETTERHEAD.match(line)]
    notes, unused, source = [], [], ""
    for line in below:
        if match := _SOURCE.match(line):
            source = source or match[1]
        elif match := _NOTE.match(line):
            notes.append((normal_mark(match[1]), match[2]))
        elif match := _GENERAL_NOTE.match(line):
            notes.append(("", match[1]))
        else:
            unused.append(line)
    title = named[-1] if named else free[-1] if free else ""
    return Around(title, unit_of(above), source, tuple(notes), tuple(unused))


# `Đơn vị tính: như tên cột`: the heads tell it.
_ELSEWHERE = re.compile(r"(?:như|xem|theo|ghi|nêu)\b", re.IGNORECASE)


def is_unit_line(line: str) -> bool:
    return _UNIT.search(line) is not None


def unit_of(lines: Iterable[str]) -> str:
    """The unit that a line such as `Đơn vị tính: nghìn tấn` names, or empty."""
    units = (clean(match[1]) for line in lines if (match := _UNIT.search(line)))
    return next((unit for unit in units if not _ELSEWHERE.match(unit)), "")
