"""What to look at in citations: numbers in a wrong form, impossible places and days, what is out of force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from legal_references.model.citations import Citation, Form, Labels, Mention
from newsroom.model.law import Day, Register, Standing, heading_of
from portal.errors import Problem
from portal.i18n import Translator

from .mark_citations import PARAGRAPH

_ = Translator(__file__)
# Words near a document that tell readers that it is of the past, or what came in its place.
_PAST = re.compile(
    r"hết hiệu lực|hết hạn|thay thế|thay cho|bãi bỏ|huỷ bỏ|hủy bỏ|trước đây|trước đó|trước kia|cũ|không còn|từng|khi đó"
    r"|lúc đó|bấy giờ|tiền thân|có hiệu lực đến|còn hiệu lực|được thay|kế thừa|so với|thời điểm"
)
# A whole date may be the day of issue, and says nothing.
_YEAR = re.compile(
    r"(?P<date>ngày \d{1,2} )?(?:tháng \d{1,2} )?(?:năm )?"
    r"(?:(?<![\d/.-])\d{1,2}[/-]|(?<![\d/.-]))(?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_SENTENCE_END = re.compile(rf"[.!?…]\s|[\n{PARAGRAPH}]")
_NEAR = 400
_INTEGER = re.compile(r"(\d+)([a-zđ]*)")
_SIZE = {unit: rank for rank, unit in enumerate(("điểm", "khoản", "Điều"))}


def check_citations(
    text: str,
    citations: Iterable[Citation],
    register: Register,
    day: Day,
    display_path: str,
    line_of: Callable[[Mention], int],
) -> Iterator[Problem]:
    """Warnings for one story.

    Args:
        day: of the story; what was in force then may be cited.
        line_of: line of the file on which a mention stands.
    """
    citations = tuple(citations)
    for citation in citations:
        for message, hint, code in _findings(text, citation, citations, register, day):
            line = line_of(citation.mention)
            yield Problem(message, display_path, line, hint=hint, code=code, severity="warning")


Finding = tuple[str, str, str]


def _findings(
    text: str, citation: Citation, citations: Sequence[Citation], register: Register, day: Day
) -> Iterator[Finding]:
    """Nothing is asked of a citation that it has not: every build checks all of a paper's."""
    mention, document = citation.mention, citation.document
    if mention.form is Form.NUMBER:
        yield from _form(mention)
    if mention.place is not None:
        yield from _place(mention, register, citation)
    if mention.issued is not None:
        yield from _issued(mention, register, citation)
    if document is not None and document.slug in register.entries:
        yield from _force(text, citation, citations, register, day)


def _form(mention: Mention) -> Iterator[Finding]:
    if mention.form is Form.NUMBER and mention.written.upper() != mention.number.replace(" ", "").upper():
        message = _("{value} is not how this number is written", value=mention.written)
        yield message, _("write {value}", value=mention.number), "law-form"


def _place(mention: Mention, register: Register, citation: Citation) -> Iterator[Finding]:
    if mention.place is None:
        return
    if any(_is_impossible(unit) for branch in mention.place.branches for unit in branch):
        yield _("there is no {place}", place=mention.place), _("check the numbers of the place"), "law-place"
        return
    if any(_is_jumbled(branch) for branch in mention.place.branches):
        hint = _("go from the point up to the article: điểm a khoản 1 Điều 2")
        yield _("the parts of {place} stand in no order", place=mention.place), hint, "law-place"
    entry = register.entries.get(citation.document.slug) if citation.document else None
    highest = max((_number(label) for label in mention.place.articles()), default=0)
    if entry and entry.articles and highest > entry.articles:
        values = {"document": heading_of(entry.document), "count": entry.articles}
        hint = _("check the numbers of the place")
        yield _("{document} has {count} articles, not {number}", number=highest, **values), hint, "law-place"


def _issued(mention: Mention, register: Register, citation: Citation) -> Iterator[Finding]:
    """A day of issue that the number or the register contradicts."""
    if mention.issued is None:
        return
    entry = register.entries.get(citation.document.slug) if citation.document else None
    if entry and entry.issued and entry.issued != mention.issued:
        values = {"document": heading_of(entry.document), "day": f"{mention.issued:%d/%m/%Y}"}
        message = _("{document} was not issued on {day}", **values)
        yield message, _("in the register it is {day}", day=f"{entry.issued:%d/%m/%Y}"), "law-date"
    elif mention.form is Form.NUMBER and mention.year and mention.issued.year != mention.year:
        message = _("{number} was not issued in {year}", number=mention.number, year=mention.issued.year)
        yield message, _("one of the two years is wrong"), "law-date"


def _is_impossible(unit: Labels) -> bool:
    """`Điều 0`, `Điều 15 đến Điều 12`."""
    numbers = [_INTEGER.fullmatch(label) for label in unit.labels]
    if any(number and int(number[1]) == 0 for number in numbers):
        return True
    first, last = numbers[0], numbers[-1]
    return unit.is_range and first is not None and last is not None and int(first[1]) > int(last[1])


def _is_jumbled(branch: tuple[Labels, ...]) -> bool:
    """Neither up (điểm, khoản, Điều) nor down (Điều, khoản, điểm): `khoản 2 điểm a Điều 5`."""
    sizes = [_SIZE[unit.unit] for unit in branch if unit.unit in _SIZE]
    return sizes not in (sorted(sizes), sorted(sizes, reverse=True))


def _number(label: str) -> int:
    match = _INTEGER.match(label)
    return int(match[1]) if match else 0


def _force(
    text: str, citation: Citation, citations: Sequence[Citation], register: Register, day: Day
) -> Iterator[Finding]:
    document = citation.document
    if document is None or citation.again or register.standing(document.slug, day) is not Standing.EXPIRED:
        return
    end, entry = register.ends(document.slug), register.entries[document.slug]
    start, stop = _sentence(text, citation.mention)
    near = [one for one in citations if start <= one.mention.start < stop]
    successor = entry.replaced_by
    if _PAST.search(text[start:stop].lower()) or (end and _is_of_before(text[start:stop], near, start, end)):
        return
    if successor and any(one.document and one.document.slug == successor.slug for one in near):
        return
    heading = heading_of(entry.document)
    message = _("{document} is no longer in force since {day}", document=heading, day=f"{end:%d/%m/%Y}" if end else "")
    if successor:
        hint = _("say so, or cite {document}, which replaces it", document=heading_of(successor))
    else:
        hint = _("say so in the same sentence")
    yield message, hint, "law-expired"


def _is_of_before(sentence: str, citations: Sequence[Citation], start: int, end: date) -> bool:
    """Whether a sentence from `start` on tells of a year before the document's end: `hợp đồng ký năm 2019`."""
    named = [(one.mention.start - start, one.mention.end - start) for one in citations]
    for match in _YEAR.finditer(sentence.lower()):
        own = any(first <= match.start() < last for first, last in named)
        if not own and not match["date"] and int(match["year"]) < end.year:
            return True
    return False


def _sentence(text: str, mention: Mention) -> tuple[int, int]:
    """Where the sentence around a mention begins and ends."""
    start = max(0, mention.start - _NEAR)
    for match in _SENTENCE_END.finditer(text, start, mention.start):
        start = match.end()
    end = _SENTENCE_END.search(text, mention.end, mention.end + _NEAR)
    return start, end.start() if end else min(len(text), mention.end + _NEAR)
