"""Statistics given as a list (`+ Số việc có điều kiện thi hành: 792 việc;`) -> table.

Each line is a label, a colon and one or more figures with units; a column is made per unit. Lines are taken from
one list, or from the paragraphs under one heading, never from an entire page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import Tag

from stat_tables.pull.pulled import PulledColumn, PulledTable
from stat_tables.read.sheets.marks import clean

from .cell_text import cell_text

LABEL = "Chỉ tiêu"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINE = re.compile(
    r"^[-–—+•*·\s]*(?:[\da-zđ]{1,2}[.)]\s+)?(?P<label>[^:]{2,160}?)\s*:\s*(?P<rest>.*\d.*)$", re.IGNORECASE
)
_PAIR = re.compile(
    r"(?:(?P<about>gần|hơn|trên|khoảng|xấp xỉ)\s+)?(?P<number>[-−]?\d[\d.,]*(?:\s\d{3})*(?<![.,]))\s*"
    r"(?P<unit>%|‰|(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)*"
    r"(?:đồng|việc|vụ|người|tấn|trường hợp|quyết định|đơn|lượt|hồ sơ|bản án|ha|km))",
    re.IGNORECASE,
)


def statistics_under(soup: BeautifulSoup, heading: str, same: object) -> PulledTable | None:
    """The table of the list under the heading (or bold line) that matches; None where no line holds a figure.

    Args:
        same: function (text, wanted) -> bool that compares heads.
    """
    for element in soup.find_all([*_HEADINGS, "p", "b", "strong", "div", "li"]):
        text = cell_text(element).text
        if len(text) < 200 and same(text, heading):  # type: ignore[operator]
            table = table_of_lines(list(_lines_after(element)), caption=text)
            if table is not None:
                return table
    return None


def _lines_after(start: Tag) -> Iterator[str]:
    """Texts of the paragraphs and items behind `start`, up to a heading of its level."""
    level = start.name if start.name in _HEADINGS else "h6"
    for element in start.find_all_next([*_HEADINGS, "p", "li", "br", "div"]):
        if element.name in _HEADINGS and element.name <= level:
            return
        if element.name == "br":
            following = element.next_sibling
            yield clean(following) if isinstance(following, str) else ""
        elif not element.find(["p", "li", "div"]):
            yield cell_text(element).text


def table_of_lines(lines: Sequence[str], caption: str = "") -> PulledTable | None:
    """One row per line with figures; other lines are passed over, and three of them end the list."""
    rows: list[tuple[str, dict[str, str]]] = []
    strangers = 0
    for line in lines:
        match = _LINE.match(line)
        pairs = _pairs(match["rest"]) if match else {}
        if match and pairs and (clean(match["label"]), pairs) not in rows:
            rows.append((clean(match["label"]), pairs))
            strangers = 0
        elif rows and line:
            strangers += 1
            if strangers == 3:
                break
    if not rows:
        return None
    units = list(dict.fromkeys(unit for _label, pairs in rows for unit in pairs))
    return PulledTable(
        caption=caption,
        columns=(PulledColumn(LABEL), *(PulledColumn(unit[:1].upper() + unit[1:], unit=unit) for unit in units)),
        rows=tuple((label, *(pairs.get(unit, "") for unit in units)) for label, pairs in rows),
    )


def _pairs(text: str) -> dict[str, str]:
    """Unit -> figure of a line; the first figure of each unit counts."""
    pairs: dict[str, str] = {}
    for match in _PAIR.finditer(text):
        about = f"{match['about'].lower()} " if match["about"] else ""
        pairs.setdefault(clean(match["unit"]).lower(), about + clean(match["number"]))
    return pairs
