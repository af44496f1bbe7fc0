"""Numbers of legal documents: their letters, hyphens and spaces, and that the kind named fits the number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.i18n import Translator

from ..house.rule import Desk, ProofMark, Rule, letters
from ..source.manuscript import Manuscript

_ = Translator(__file__)

# A number as it may be mistyped: spaces, long dashes, small letters, D for Đ.
_SPACE = r"[ \u00a0]?"
_DASH = r"(?:[ \u00a0]?[-–—‑][ \u00a0]?)"
_KINDS = "NĐ ND Nđ NÐ TT TTLT QĐ QD QÐ Qđ NQ CT KH CV TB HD PL BC TTr CĐ CD QC L PA BB ĐA"
_BODY = r"[A-ZĐÐ][A-ZĐÐa-zđ]*"
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(\d{{1,4}})(?:({_SPACE}/{_SPACE})((?:19|20)\d\d))?({_SPACE}/{_SPACE})"
    rf"(?:({letters(_KINDS.split())})({_DASH})({_BODY}(?:{_DASH}{_BODY})*)"
    rf"|((?:UBTV)?QH)({_DASH}|[ \u00a0])?(\d{{1,2}}))(?![\w])"
)
_YEAR = r"(?<![\w/.,-])(\d{1,4}/(?:(?:19|20)\d\d/)?)"
_JOINED = re.compile(_YEAR + r"((?:NĐ|ND|QĐ|QD|TT|NQ|CT)(?=CP\b|TTg\b|TW\b|UBND\b|BTP\b|BCA\b))([A-ZĐa-z]+)(?!\w)")
_SMALL = re.compile(_YEAR + r"(n[đd]-cp|q[đd]-ttg|q[đd]-ubnd|tt-b[a-z]{1,6}|nq-cp|nq-h[đd]nd|ct-ttg)(?!\w)")
# Letters of bodies and kinds that contain a Đ.
_WITH_D = {
    "ND": "NĐ", "QD": "QĐ", "CD": "CĐ", "HDND": "HĐND", "BLDTBXH": "BLĐTBXH", "BGDDT": "BGDĐT", "BGDĐT": "BGDĐT",
    "HDTP": "HĐTP", "HDNN": "HĐNN", "HDBT": "HĐBT", "TLDLDVN": "TLĐLĐVN", "TLD": "TLĐ", "QDST": "QĐST", "QDPT": "QĐPT",
    "BLDTB": "BLĐTB", "SGDDT": "SGDĐT",
}  # fmt: skip
_NAMES = {"ttg": "TTg", "TTG": "TTg"}


def legal_number(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    if "/" not in manuscript.signs:
        return
    for match in manuscript.at_numbers(_NUMBER):
        yield from _judged(match, _right_form(match))
    for match in manuscript.at_numbers(_JOINED):
        kind = _letters(match[2])
        yield from _judged(match, f"{match[1]}{kind}-{_letters(match[3])}")
    for match in manuscript.at_numbers(_SMALL):
        kind, _dash, body = match[2].partition("-")
        kind = kind.upper().replace("ND", "NĐ").replace("QD", "QĐ")
        yield from _judged(match, f"{match[1]}{kind}-{_letters('TTg' if body == 'ttg' else body.upper())}")


def _right_form(match: re.Match[str]) -> str:
    number = f"{match[1]}/" + (f"{match[3]}/" if match[3] else "")
    if match[8]:
        return f"{number}{match[8]}{match[10]}"
    bodies = re.split(_DASH, match[7])
    return "-".join([f"{number}{_letters(match[5])}", *(_letters(body) for body in bodies)])


def _letters(word: str) -> str:
    word = (
        word.replace("Ð", "Đ").replace("đ", "Đ")
        if word.upper() == word or word in ("Nđ", "Qđ")
        else word.replace("Ð", "Đ")
    )
    return _NAMES.get(word, _WITH_D.get(word, word))


def _judged(match: re.Match[str], right: str) -> Iterator[ProofMark]:
    if match.group() != right:
        message = _("{number} is not written as a document's number is", number=match.group())
        yield ProofMark(match.start(), match.end(), message, _("write {form}", form=right), right)


@lru_cache(maxsize=8)
def _kinds(documents: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    names = letters([name for name, _code in documents])
    return re.compile(rf"(?<!\w)({names})(?:\s+số)?\s+(\d{{1,4}}/(?:(?:19|20)\d\d/)?([A-ZĐ]+)[-/\w]*)", re.IGNORECASE)


def legal_kind(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    """`Thông tư 62/2015/NĐ-CP`: the number is that of a decree."""
    if "/" not in manuscript.signs:
        return
    documents = desk.style.documents
    by_name = {name.lower(): code for name, code in documents.items()}
    by_code = {code: name for name, code in documents.items()}
    first_words = {name.split()[0] for name in by_name}
    for match in manuscript.at_words(_kinds(tuple(documents.items())), first_words):
        code, wanted = match[3], by_name[" ".join(match[1].lower().split())]
        if code in by_code and code != wanted and {code, wanted} != {"TT", "TTLT"}:
            message = _(
                "{number} is the number of a {kind}, not of a {named}",
                number=match[2],
                kind=by_code[code],
                named=match[1],
            )
            yield ProofMark(match.start(), match.end(2), message, _("correct the kind or the number"))


RULES = (
    Rule("legal-number", "warning", legal_number, mends=True),
    Rule("legal-kind", "warning", legal_kind),
)
