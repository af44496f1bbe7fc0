"""Documents by their whole number: `14/2015/TT-BTP`, `690/KH-TCTHADS`, `32-CT/TW`, `358-HĐBT`, `12/2023/HS-ST`.

What the letters after the figures are is decided by the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from portal.vietnam.spelling import is_syllable

from ..model.citations import Form, Mention
from ..model.plain_text import PlainText
from ..vocabulary.kind_words import kind_before
from ..vocabulary.letters import (
    ALONE,
    ALONE_AFTER_KIND,
    BODIES,
    COURT,
    COURT_KINDS,
    KIND_OF_LETTERS,
    OLD_BODIES,
    PARTY_BODIES,
    apart,
    begins_court_paper,
    is_known,
    right_letters,
)

_NUMBER = re.compile(
    r"\d(?<![\d/]\d)(?<!\d[.,:]\d)\d{0,4}[a-z]?"
    r"(?: ?[/-] ?(?P<year>(?:19|20)\d\d))?"
    r"(?P<letters>(?= ?[/-])(?: ?[/.-] ?(?!(?:19|20)\d\d)[A-Za-zĐđƠơƯưÂâĂăÊêÔô][\wĐđ&]*)+)"
    r"(?:/(?P<late>(?:19|20)\d\d))?(?![\w/])"
)
_LETTERS = re.compile(r"( ?[/.-] ?)([\wĐđ&]+)")
_ASSEMBLY = re.compile(r"(?:UBTV)?QH(?:\d{1,2}|[IVX]{1,4})|HĐNN\d{1,2}")
_FIGURES = re.compile(r"\d{1,5}[a-z]?(?: ?[/-] ?(?:19|20)\d\d)? ?$")
_HAS_FIGURE = re.compile(r"\d")
_ORDINAL = re.compile(r"\d+[a-z]?")
# Who investigates and prosecutes; their orders concern people.
_OF_A_CASE = re.compile(r"(?:VP)?(?:CQ)?(?:CSĐT|ĐT|ANĐT|CSHS|CSMT|CSKT)\w*|CQĐT\w*|VKS(?!NDTC|TC)\w*|PC\d\d")
_PRECEDENT = re.compile(r"(?i)al\b")


def numbers(plain: PlainText) -> Iterator[Mention]:
    for start in sorted(_starts(plain.text)):
        match = _NUMBER.match(plain.text, start)
        mention = _mention(plain, match) if match else None
        if mention is not None:
            yield mention


def _starts(text: str) -> set[int]:
    """Where a number can begin: before a slash or hyphen between a figure and a letter, and of these there are few."""
    starts = set()
    for sign in "/-":
        place = -1
        while (place := text.find(sign, place + 1)) >= 0:
            behind = text[place + 1 : place + 2]
            if not (text[place + 2 : place + 3] if behind == " " else behind).isalpha():
                continue
            # `30/2020 /NĐ`, `5a/2020`: a figure is one of the three characters before the sign.
            if _HAS_FIGURE.search(text, max(0, place - 3), place) and (
                figures := _FIGURES.search(text, max(0, place - 18), place)
            ):
                starts.add(figures.start())
    return starts


def _mention(plain: PlainText, match: re.Match[str]) -> Mention | None:
    text, start = plain.text, match.start()
    kind = kind_before(text, plain.low, start)
    glued = start > 0 and (text[start - 1].isalnum() or (text[start - 1] == "-" and text[max(0, start - 2)].isalnum()))
    if glued and kind is None:
        return None
    written, late = match.group("letters"), match.group("late") or ""
    if kind is not None and kind.kind == "Án lệ" and not _PRECEDENT.search(written):
        kind = None  # `công bố án lệ 220/QĐ-CA`
    ending = _ending(written, kind.kind if kind else "", bool(match.group("year")), bool(late))
    end = match.start("letters") + (ending.length if ending else 0)
    whole = ending is not None and ending.length == len(written)
    if ending is None or (not whole and text[end] not in " -." and text[end : end + 2] != "/ "):
        return None
    late = late if whole else ""
    year = match.group("year") or late
    ordinal = _ORDINAL.match(text, start)
    assert ordinal is not None
    end = match.end() if late else end
    return Mention(
        start=kind.start if kind else start,
        end=end,
        form=Form.NUMBER,
        kind=ending.kind,
        number=ordinal.group() + (f"/{year}" if year else "") + ending.letters,
        written=text[start:end].replace(" ", ""),
        year=int(year or 0),
    )


class _Ending(NamedTuple):
    """What stands after the figures: its right form, the kind that it tells, and how much of the text it takes."""

    letters: str
    kind: str
    length: int


@lru_cache(maxsize=8192)  # a paper's documents end in a few ways, over and over
def _ending(written: str, kind: str, has_year: bool, has_late: bool) -> _Ending | None:
    """The ending of a number of `kind`; None where it is none."""
    parts, length = _parts(written, kind)
    if not parts:
        return None
    year = has_year or (has_late and length == len(written))
    letters = "".join(("/" if year and not place else sign) + part for place, (sign, part) in enumerate(parts))
    if not _is_number([part for _sign, part in parts], letters, kind):
        return None
    return _Ending(letters, _kind(letters, kind), length)


def _parts(written: str, kind: str) -> tuple[list[tuple[str, str]], int]:
    """(sign, letters in their right form) after the figures, and how many characters of `written` they take."""
    parts: list[tuple[str, str]] = []
    taken = 0
    for match in _LETTERS.finditer(written):
        sign, part = match.groups()
        known = right_letters(part)
        if not _belongs(part, known, sign, bool(parts), kind):
            break
        two = None if is_known(known) or parts else apart(part)
        sign = "-" if sign == "." and known in BODIES else sign  # `TT.BTP`
        parts += [(sign.strip(), two[0]), ("-", two[1])] if two else [(sign.strip(), known)]
        taken = match.end()
    return parts, taken


def _belongs(part: str, known: str, sign: str, inner: bool, kind: str) -> bool:
    """Whether letters are of the number, and not the first word of what follows, as in `TT-BTP - một bước tiến`."""
    right = is_known(known) or _ASSEMBLY.fullmatch(known) is not None
    if sign == "." or (inner and " " in sign):
        # As letters are written: `NĐ-CP.Dù` and `TT-BTP - Dự kiến` go on with a word that is `ĐU` without its marks.
        # `QĐ - TCTHA` is a body that no table has: letters that make no word.
        unknown = sign != "." and len(part) > 2 and part.isupper() and not is_syllable(part.lower())
        return (right and (part == known or part.isupper())) or unknown
    return right or part.isupper() or apart(part) is not None or (inner and kind != "" and len(part) > 2)


def _is_number(parts: list[str], right: str, kind: str) -> bool:
    first = parts[0]
    if _ASSEMBLY.fullmatch(first) or first in ALONE:
        return True
    if len(parts) == 1:
        after_kind = first in ALONE_AFTER_KIND or first in KIND_OF_LETTERS or first in COURT or first in OLD_BODIES
        return (len(first) > 3 and begins_court_paper(first)) or (kind != "" and after_kind)
    if kind:
        return True
    if right.startswith("-"):
        return first in KIND_OF_LETTERS and parts[1].endswith(PARTY_BODIES)
    court = begins_court_paper(first) or (first in COURT and parts[1] in COURT)
    return first in KIND_OF_LETTERS or first in BODIES or court


def _kind(letters: str, word: str) -> str:
    parts = re.split("[/.-]", letters)[1:]
    court = begins_court_paper(parts[0]) or (parts[0] in COURT and parts[-1] in COURT)
    court = court or (parts[0].startswith("QĐ") and parts[-1] in ("ST", "PT", "GĐT", "TA"))
    if court and word:
        return word if word in COURT_KINDS else "Quyết định của toà án"
    if court:
        return "Quyết định của toà án" if parts[0].startswith("QĐ") else "Bản án"
    if _OF_A_CASE.fullmatch(parts[-1]) and (word in ("Lệnh", "Quyết định") or parts[0] in ("QĐ", "L")):
        return "Lệnh tố tụng"
    if word and word != "Văn bản":
        return word
    if parts[0].startswith(("QH", "UBTVQH")):
        return "Luật" if parts[0].startswith("QH") else "Nghị quyết"
    if letters.startswith("-") and parts[0] == "QĐ":
        return "Quy định"
    return KIND_OF_LETTERS.get(parts[0], word or "Công văn")
