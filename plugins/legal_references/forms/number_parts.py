"""Documents by a part of their number, after the word of their kind: `Nghị định 30/2020`, `Thông tư 14`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.citations import Form, Mention
from ..model.plain_text import PlainText
from ..vocabulary.body_names import issuing_ministry
from ..vocabulary.kind_words import ENDINGS, KindWord, kind_before
from ..vocabulary.letters import COURT_KINDS

# Most figures of a text follow other words; how these end is seen at once.
_ENDINGS = frozenset(ending + sign for ending in (*ENDINGS, "ố:") for sign in " .:")
_FIGURES = re.compile(
    r"\d{1,4}(?: ?/ ?(?P<year>(?:19|20)\d\d)| năm (?P<late>(?:19|20)\d\d)(?!/))?"
    r"(?![\w/%-]| ?[/%°]|[.,:]\d| [/-] ?[\w])"
)
_NEXT = re.compile(
    r"(?:, | và | hoặc |, và )(?P<number>\d{1,4})(?: ?/ ?(?P<year>(?:19|20)\d\d))?(?![\w/%-]| ?[/%]|[.,:]\d)"
)
_DIGITS = re.compile(r"\d+")
_OF_PREMIER = re.compile(r" của thủ tướng(?! nước)")
_WITH_YEAR = 90  # of the premier's decisions only those that are law have the year; there are fewer of them in a year
_DRAFTS = ("dự thảo ", "dự án ", "bản thảo ")  # what they number is drafts
# Kinds whose words are nothing else in the language. `Quyết định 3 lần` is no document.
_PLAIN_KINDS = frozenset(
    (
        "Nghị định",
        "Thông tư",
        "Thông tư liên tịch",
        "Chỉ thị",
        "Nghị quyết",
        "Pháp lệnh",
        "Công điện",
        "Án lệ",
        "Sắc lệnh",
    )
)
_NO_DOCUMENT = frozenset(("Hiến pháp", "Quy chuẩn", "Tiêu chuẩn", "Bộ luật", "Giấy phép"))
_COUNTED = re.compile(
    r" (?:năm(?! \d)|tháng|tuần|ngày(?! \d)|giờ|phút|người|lần|bên|nước|tỷ|tỉ|triệu|nghìn|ngàn|đồng|điều|khoản"
    r"|chương|trang|nội dung|nhiệm vụ|trường hợp|đội|cấp"
    r"|cơ quan|đơn vị|tỉnh|xã|nhóm|loại|mức|vấn đề|mục tiêu|giải pháp|cán bộ"
    r"|công ty|doanh nghiệp|dự án|câu|dòng|bản|tờ|chiều|đối tượng|điểm|phần|m2|ha|kg|km|usd|bộ|ngôi|căn|cái"
    r"|chiếc|con|vụ|việc|địa phương)"
    r"(?!\w)"
)


def number_parts(plain: PlainText, figures: Sequence[int], whole: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions in part, but for the figures of those that are named in `whole`.

    Args:
        figures: places where a number begins.
    """
    low = plain.low
    behind_kinds = [place for place in figures if low[place - 3 : place] in _ENDINGS]
    if not behind_kinds:
        return
    taken: set[int] = set()
    for mention in whole:
        taken.update(range(mention.start, mention.end))
    named = frozenset((mention.kind, _ordinal(mention.number)) for mention in whole)
    for place in behind_kinds:
        if place in taken:
            continue
        match = _FIGURES.match(low, place)
        kind = kind_before(plain.text, low, place) if match else None
        if match is None or kind is None:
            continue
        again = kind.capital and (kind.kind, _ordinal(match.group())) in named  # `Công văn 196`, which is named in full
        if not _accepted(kind, match, low, again):
            continue
        mention = _mention(kind.kind, kind.start, match.start(), match)
        yield mention
        if low[max(0, kind.start - 4) : kind.start] == "các ":
            yield from _following(low, mention)


def _following(low: str, first: Mention) -> Iterator[Mention]:
    """`100 và 123` after `các Nghị định`."""
    while match := _NEXT.match(low, first.end):
        if _COUNTED.match(low, match.end()):
            return
        first = _mention(first.kind, match.start("number"), match.start("number"), match)
        yield first


def _mention(kind: str, start: int, figures: int, match: re.Match[str]) -> Mention:
    parts = match.groupdict()
    year = parts["year"] or parts.get("late") or ""
    ordinal = _DIGITS.match(match.string, figures)
    number = (ordinal.group() if ordinal else "") + (f"/{year}" if year else "")
    rest = _rest(kind, int(number.partition("/")[0] or 0), match) if year else ""
    return Mention(start, match.end(), Form.PART, kind, number, number, year=int(year or 0), rest=rest)


def _rest(kind: str, ordinal: int, match: re.Match[str]) -> str:
    """What ends a number with its year, where who issued it is said behind it; empty where that is not certain."""
    if kind == "Thông tư" and (letters := issuing_ministry(match.string, match.end())):
        return f"/TT-{letters}"
    if kind == "Quyết định" and ordinal < _WITH_YEAR and _OF_PREMIER.match(match.string, match.end()):
        return "/QĐ-TTg"
    return ""


def _ordinal(number: str) -> str:
    """The figures that a number begins with."""
    figures = _DIGITS.match(number)
    return figures.group().lstrip("0") if figures else ""


def _accepted(kind: KindWord, match: re.Match[str], low: str, again: bool) -> bool:
    if kind.kind in _NO_DOCUMENT or _COUNTED.match(low, match.end()) or low.endswith(_DRAFTS, 0, kind.start):
        return False
    has_year = match.group("year") is not None
    if kind.kind == "Luật":
        return has_year and (kind.said or kind.capital)
    if kind.kind in COURT_KINDS:
        return has_year and kind.said
    if kind.kind in _PLAIN_KINDS:
        return kind.said or has_year or match.end() - match.start() > 1
    return again or (kind.capital and (kind.said or has_year))
