"""Numbers of legal documents in Vietnamese text: `14/2015/TT-BTP`, `690/KH-TCTHADS`, `65/2006/QH11`, `35-NQ/TW`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"\d(?<![\w/.,-]\d)(?:"  # the digit first: a pattern that begins with what it needs skips all other text
    r"\d{0,4}/(?:(?:19|20)\d{2}/)?(?:"
    r"[A-ZĐ][A-ZĐa-z]{0,7}(?:-[A-ZĐ][A-ZĐa-z]*)+"  # TT-BTP, QĐ-TTg, TTLT-BTP-BCA
    r"|(?:UBTV)?QH\d{1,2}(?:-[A-ZĐ]+)*"  # QH11, UBTVQH14
    r")|\d{0,3}-[A-ZĐ]{2,3}/[A-ZĐ]{2,5}(?:-[A-ZĐ]+)*"  # 35-NQ/TW
    r")(?![\w/])"
)
_PLACE = re.compile(
    r"((?:(?:điểm\s+[a-zđ]|khoản\s+\d+[a-zđ]?|điều\s+\d+[a-zđ]?)[\s,]+)+)"
    r"(?:của\s+)?(?:[A-ZĐ]?[^\d\W]+\s+){0,8}?(?:số\s+)?$",
    re.IGNORECASE,
)
_WINDOW = 120  # characters before a number in which its article and clause may stand


@dataclass(frozen=True)
class LegalReference:
    """A document as a story cites it. `place` is the part cited, such as `khoản 3 Điều 8`, or empty."""

    number: str
    place: str = ""


def find_references(text: str) -> tuple[LegalReference, ...]:
    """All citations in the order of the text; `text` is plain and NFC."""
    if "/" not in text:
        return ()
    text = text.replace("Ð", "Đ").replace("\u00a0", " ")  # the Icelandic letter is often typed for Đ
    return tuple(
        LegalReference(match.group(), _place(text[max(0, match.start() - _WINDOW) : match.start()]))
        for match in _NUMBER.finditer(text)
    )


def _place(before: str) -> str:
    match = _PLACE.search(before)
    return " ".join(match.group(1).replace(",", " ").split()) if match else ""


def legal_numbers(text: str) -> tuple[str, ...]:
    """Each document once, in the order of first mention."""
    return tuple(dict.fromkeys(reference.number for reference in find_references(text)))
