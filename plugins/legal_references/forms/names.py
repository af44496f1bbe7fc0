"""Laws by name: `Bộ luật Hình sự năm 2015`, `BLHS`, `Hiến pháp`, `Luật Tần số vô tuyến điện năm 2009`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.citations import Form, Mention
from ..model.plain_text import PlainText
from ..vocabulary.law_names import LawName, LawNames

_SHORT = re.compile(r"(?<!\w)bl(?:tths|ttds|hs|ds|lđ|ld|hh)(?!\w)")
# `Luật CK`, `LHN&GĐ`; what `Luật` goes on with is told by the table where it has more than two letters.
_INITIALS = re.compile(
    r"L(?<!\wL)(?:(?:uật|UẬT) (?P<long>[A-ZĐ]{2}(?: ?& ?[A-ZĐ]{2})?)|(?P<letters>[A-ZĐ][A-ZĐ&]{1,7}))(?![\w&/])"
)
_ADDED = r"(?:,? (?:và )?bổ sung)?"
_YEAR = re.compile(
    rf"(?: ?\(sửa đổi{_ADDED}\))?(?:(?: của)? việt nam)?,? ?\(?(?P<amended>sửa đổi{_ADDED},? )?"
    r"(?:năm )?((?:19|20)\d\d)(?![\w/]|[.,:]\d)\)?"
)
_ANOTHER_YEAR = re.compile(r"(?:, | và | hoặc )(?:năm )?((?:19|20)\d\d)(?![\w/]|[.,:]\d)")
_IN_BRACKETS = re.compile(r" ?\((?:gọi tắt là |viết tắt là |viết tắt )?([\w&]{2,9}|luật [\w&]{2,9})\)")
_REVISED = re.compile(rf" ?\(?sửa đổi{_ADDED}\)?(?! \d| năm)| mới(?!\w)")
_AMENDING = re.compile(rf"luật sửa đổi{_ADDED}(?: một số (?:điều|nội dung))?(?: của)?(?: các)? ?")
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x41, 0x1EFA))))
_SMALL = "".join(filter(str.islower, map(chr, range(0x61, 0x1EFA))))
_UNLISTED = re.compile(
    rf"(?:Luật|Pháp lệnh) [{_CAPITALS}]\w*(?:,? [{_SMALL}]\w*|,? Nhà nước|,? Việt Nam){{1,12}} "
    r"(?:năm )?((?:19|20)\d\d)(?![\w/]|[.,]\d)"
)
_OF_YEAR = re.compile(r"(?P<kind>Bộ luật|Luật|Pháp lệnh) (?:năm )?(?P<year>(?:19|20)\d\d)(?![\w/]|[.,:]\d)")
_DRAFTS = ("dự thảo ", "dự án ", "dự luật ", "đề nghị xây dựng ", "bản thảo ", "nghĩa của từ ")
_NUMBERED_DRAFT = re.compile(r"(?<!\w)dự thảo (?:lần )?(?:thứ )?\d{1,2} $")
_NO_LAW = (
    "đại học ", "khoa ", "công ty ", "trường ", "văn phòng ", "tạp chí ", "ngành ", "cử nhân ", "hãng ", "viện ",
    "sinh viên ", "thạc sĩ ", "tiến sĩ ", "phòng ", "môn ", "giáo trình ", "chuyên ngành ",
    "toà án ", "tòa án ", "bản ", "vi ",
)  # fmt: skip
_LOWER_AFTER = ("theo ", "trong ", "tại ", "của ", "áp dụng ", "căn cứ ", "quy định của ")
_JOINTS = (", ", " và ", " hoặc ", ", và ", "; ", " hay ", " cùng ", " với ")
_FOREIGN = re.compile(
    r"(?: năm \d{4}| \d{4})?(?: của| ở)?(?: nước| cộng hoà| liên bang| vương quốc)*"
    r" \(?(?:hoa kỳ|mỹ|đức|pháp(?! lệnh| luật)|anh|nga|trung quốc|trung hoa"
    r"|nhật bản|nhật|hàn quốc|thái lan|lào|campuchia|singapore|malaysia"
    r"|indonesia|philippines|ấn độ|úc|australia|canada|thuỵ điển|thuỵ sĩ|na uy|phần lan|đan mạch|hà lan|bỉ|ý|italia"
    r"|tây ban nha|brazil|ukraine|châu âu|eu|liên minh châu âu|đài loan|hồng kông|la mã|quốc tế|new zealand|cuba)(?!\w)"
)


class Names:
    """Mentions of the laws of a table, and of others that a year tells apart from common words."""

    def __init__(self, table: LawNames) -> None:
        self.table = table

    def mentions(self, plain: PlainText) -> Iterator[Mention]:
        low = plain.low
        yield from self._after_word(plain, "luật")
        if "hiến pháp" in low:
            yield from self._after_word(plain, "hiến pháp")
        if "pháp lệnh" in low:
            yield from self._after_word(plain, "pháp lệnh")
        if "bl" in low:
            for match in _SHORT.finditer(low):
                yield from self._named(plain, match.start())
        for match in _INITIALS.finditer(plain.text):
            yield from self._lettered(plain, match)

    def _lettered(self, plain: PlainText, match: re.Match[str]) -> Iterator[Mention]:
        """A law by its first letters in capitals, where a year or a place beside them tells that it is one."""
        said = _YEAR.match(plain.low, match.end())
        law = self.table.by_initials(match["long"] or match["letters"], int(said[2]) if said else 0)
        before = plain.low[max(0, match.start() - 40) : match.start()]
        if law is None or _is_other(before):
            return
        end, year, revised = _tail(plain.low, match.end(), law)
        # `LNG 2025` and `LHQ 2014` are no laws.
        if (year and len(match[0]) > 3) or _ENDS_WITH_LABEL.search(before):
            yield Mention(match.start(), end, Form.NAME, law.kind, name=law.name, year=year, revised=revised)

    def _after_word(self, plain: PlainText, word: str) -> Iterator[Mention]:
        low, place = plain.low, -1
        end = 0
        while (place := low.find(word, place + 1)) >= 0:
            start = place - 3 if word == "luật" and low.startswith("bộ ", place - 3) and place >= 3 else place
            if start < end or (start and low[start - 1].isalnum()):
                continue
            for mention in self._named(plain, start, end):
                end = mention.end
                yield mention

    def _named(self, plain: PlainText, start: int, last: int = 0) -> Iterator[Mention]:
        """The law at `start`; the one named before it ends at `last`."""
        low = plain.low
        named = self.table.at(low, start)
        before = low[max(0, start - 40) : start]
        if named is None or low[named[1] : named[1] + 1].isalnum():
            yield from self._unlisted(plain, start, before)
            return
        law, end = named
        if _is_other(before) or _FOREIGN.match(low, end):
            return
        end, year, revised = _tail(low, end, law)
        listed = last and low[last:start] in _JOINTS
        if not year and not listed and not self._certain(plain, start, end, before):
            return
        yield Mention(start, end, Form.NAME, law.kind, name=law.name, year=year, revised=revised)
        while year and (match := _ANOTHER_YEAR.match(low, end)) and int(match[1]) in law.editions:
            end = match.end()
            yield Mention(match.start(1), end, Form.NAME, law.kind, name=law.name, year=int(match[1]))

    def _certain(self, plain: PlainText, start: int, end: int, before: str) -> bool:
        """A name in small letters may be common words; a number or a place beside it, or `theo`, makes it a law."""
        low = plain.low
        if plain.text[start].isupper() or low.startswith("bl", start) or low.startswith("bộ luật", start):
            return True
        near = low[end : end + 5].startswith(" số ") or low[end : end + 1] == "/"
        return near or before.endswith(_LOWER_AFTER) or _ENDS_WITH_LABEL.search(before) is not None

    def _unlisted(self, plain: PlainText, start: int, before: str) -> Iterator[Mention]:
        if _is_other(before):
            return
        if again := _OF_YEAR.match(plain.text, start):
            yield Mention(start, again.end(), Form.PRIOR, again["kind"], year=int(again["year"]))
        match = _UNLISTED.match(plain.text, start)
        if match is None:
            return
        words = plain.text[start : match.start(1)].removesuffix("năm ").strip()
        if words.lower().startswith(("luật sư", "luật gia", "luật sửa đổi")) or _FOREIGN.search(words.lower()):
            return
        kind = "Pháp lệnh" if words.startswith("Pháp") else "Luật"
        yield Mention(start, match.end(), Form.NAME, kind, name=words, year=int(match.group(1)))


_ENDS_WITH_LABEL = re.compile(
    r"(?:điều|khoản|điểm|chương) [\w.]{1,5}"
    r"(?:(?:, ?| và | hoặc | đến | ?- ?)(?=[a-zđ]?\d|[a-zđ](?!\w))[\w.]{1,5})*,? (?:của |trong )?$"
)


def _is_other(before: str) -> bool:
    """Whether the words before make it a bill, or no law at all; `Chương XVI` does not end with `vi`."""
    words = next((words for words in (*_DRAFTS, *_NO_LAW) if before.endswith(words)), None)
    if words is None:
        return before[-2:-1].isdigit() and _NUMBERED_DRAFT.search(before) is not None
    return not before[: -len(words)][-1:].isalnum()


def _tail(low: str, end: int, law: LawName) -> tuple[int, int, bool]:
    """Where the name ends with the abbreviation and the year after it, the year, and whether it is a revision.

    A year of an amendment that is not known tells no edition, and stands for none.
    """
    if (match := _IN_BRACKETS.match(low, end)) and not match.group(1).isdigit():
        end = match.end()
    if match := _YEAR.match(low, end):
        opened, closed = match.group().count("("), match.group().count(")")
        year = int(match.group(2))
        if match["amended"] and year not in (*law.editions, *law.amended):
            year = 0
        if opened == closed:
            short = _IN_BRACKETS.match(low, match.end())  # `Bộ luật Lao động 2019 (BLLĐ)`
            end = short.end() if short and not short.group(1).isdigit() else match.end()
            return end, year, False
        if closed > opened:  # `(theo Bộ luật Dân sự 2015)`
            return match.end() - 1, year, False
    return end, 0, _REVISED.match(low, end) is not None


def amending_start(low: str, start: int) -> int:
    """Where `Luật sửa đổi, bổ sung một số điều của |Luật Luật sư` begins, seen from the inner name; else `start`."""
    floor = max(0, start - 60)
    for match in _AMENDING.finditer(low, floor, start):
        if match.end() == start:
            return match.start()
    return start
