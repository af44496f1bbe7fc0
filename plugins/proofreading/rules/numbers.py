"""Numbers in the Vietnamese form: 1.600 việc, 59,36%, 30.000 tỷ đồng."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.i18n import Translator

from ..house.rule import Desk, ProofMark, Rule, letters
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_COMMAS = re.compile(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]\d|\w|/)")
_POINT = re.compile(r"(?<![\w.,/-])\d+\.\d{1,2}(?![\d.,]\d|\d|/)")
_PERCENT = re.compile(r"[ \u00a0](?<=\d.)[ \u00a0]*%")
_LONG = re.compile(r"(?<![\w.,/:+-])\d{4,}(?![\w/-]|[.,:]\d)")
_PARTED = re.compile(r"(?<![\w.,/-])\d{1,3}(?:[ \u00a0]\d{3})+(?![\w/]|[.,]\d|[ \u00a0]\d)")
_CODE_BEFORE = re.compile(
    r"(?:số|mã|năm|phòng|khoản|điều|ISO|tài khoản|biển|thửa|CCCD|CMND|điện thoại|ĐT|hotline|tổng đài|nóng|Fax|id|kỳ"
    r"|hộp thư|hòm thư|từ|đến|giai đoạn|niên khoá|niên khóa)[\s\x01]*(?::\s*)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)
def _unit(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0\n\x01]{{0,2}}(?:{letters(words)})(?!\w)")


def thousands_comma(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    counted, measured = _unit(desk.style.words["counted"]), _unit(desk.style.words["measured"])
    for match in manuscript.at_numbers(_COMMAS):
        number = match.group()
        groups = number.split(".")[0].split(",")
        sure = len(groups) > 2 or "." in number or counted.match(prose, match.end()) is not None
        if not sure and measured.match(prose, match.end()):
            sure = groups[-1].endswith("00")
        elif not sure and not prose.startswith("%", match.end()):
            sure = groups[-1].endswith("00") and groups[0] != "0"
        if sure and groups[0] != "0":
            right = number.replace(",", "\x00").replace(".", ",").replace("\x00", ".")
            message = _("{number} has a comma between thousands", number=number)
            yield ProofMark(match.start(), match.end(), message, _("write {form}", form=right), right)


def decimal_point(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    measured = _unit(desk.style.words["measured"])
    for match in manuscript.at_numbers(_POINT):
        is_percent = prose[match.end() : match.end() + 2].lstrip(" \u00a0").startswith("%")
        if not is_percent and not measured.match(prose, match.end()):
            continue
        right = match.group().replace(".", ",")
        message = _("{number} has a point before its fraction", number=match.group())
        yield ProofMark(match.start(), match.end(), message, _("write {form}", form=right), right)


def percent_space(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    for match in _PERCENT.finditer(manuscript.prose) if "%" in manuscript.signs else ():
        message = _("a space before {mark}", mark="%")
        yield ProofMark(match.start(), match.end(), message, _("write 59,36%"), "%")


def ungrouped_number(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    """Four and more figures without points before something that is counted; years and codes are none."""
    prose = manuscript.prose
    units = _unit(desk.style.words["counted"] | desk.style.words["measured"])
    for match in manuscript.at_numbers(_LONG):
        number = match.group()
        if number[0] == "0" or not units.match(prose, match.end()):
            continue
        if len(number) == 4 and 1800 <= int(number) <= 2100:
            continue
        if _CODE_BEFORE.search(prose[max(0, match.start() - 16) : match.start()]):
            continue
        yield _grouped(match, number)
    for match in manuscript.at_numbers(_PARTED):
        if units.match(prose, match.end()) and not _CODE_BEFORE.search(
            prose[max(0, match.start() - 16) : match.start()]
        ):
            yield _grouped(match, match.group().replace(" ", "").replace("\u00a0", ""))


def _grouped(match: re.Match[str], number: str) -> ProofMark:
    right = f"{int(number):,}".replace(",", ".")
    message = _("{number} without points between thousands", number=match.group())
    return ProofMark(match.start(), match.end(), message, _("write {form}", form=right), right)


RULES = (
    Rule("thousands-comma", "warning", thousands_comma, mends=True),
    Rule("decimal-point", "warning", decimal_point, mends=True),
    Rule("percent-space", "warning", percent_space, mends=True),
    Rule("ungrouped-number", "advice", ungrouped_number, mends=True),
)
