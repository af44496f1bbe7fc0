"""Spaces around marks, brackets and dashes; marks typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.i18n import Translator
from portal.vietnam.spelling import is_syllable

from ..house.rule import Desk, ProofMark, Rule
from ..source.manuscript import Manuscript
from ..source.markup import OPAQUE

_ = Translator(__file__)

# A space, then the mark; a colon between figures is a ratio, a full stop before a figure a number.
_SPACE_BEFORE = re.compile(
    r"[ \u00a0\t]++(?:(?=[,;](?!\d))|(?=[!?](?![\w=]))|(?=\.(?:[ \u00a0\n”\"'»)\]]|$))|(?=:(?![:/)(\d])[^\S\n]?)"
    r"|(?=(?:…|\.{3})(?![\w.…])))"
)
_SPACED_MARK = re.compile(r"[ \u00a0\t][,;!?.:…]")  # begins each of those, and is looked for faster
_SPACED_SLASH = re.compile(r"(?<=\d)(?:[ \u00a0]+/(?=\d)|/[ \u00a0]+(?=\d))(?!\d{4}[ \u00a0]?/)")
_NO_SPACE = re.compile(r"[,;:!?.…](?=[^\W_])")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r"[(\[“«)\]”»]")
_SPACES = re.compile(r"[ \u00a0\t](?<=\S.)[ \u00a0\t]+(?=\S)")
_TWICE = re.compile(r"[,;:.!?…] ?[,;:.!?…]+")
_SAME = re.compile(r"([,;:]) ?\1+|([!?])\2+")
_ODD = re.compile(r"\.\.|\. \.|…\.+|,\.|\.,")
_DASH = re.compile(r"[-–][ \u00a0]*")


def space_before(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    for match in _SPACE_BEFORE.finditer(prose) if _SPACED_MARK.search(prose) else ():
        before = prose[match.start() - 1 : match.start()]
        if before in ("", "\n", OPAQUE) or before.isspace():
            continue
        mark = prose[match.end()]
        if mark in "….(" and not (before.isalnum() or before in ",)”"):
            continue
        if mark == ":" and before.isdigit() and prose[match.end() + 1 :].lstrip(" ")[:1].isdigit():
            continue
        message = _("a space before {mark}", mark=mark)
        yield ProofMark(match.start(), match.end(), message, _("write the mark straight after the word"), "")
    for match in _SPACED_SLASH.finditer(prose) if "/" in manuscript.signs else ():
        message = (
            _("a space before {mark}", mark="/") if match.group()[0] != "/" else _("a space after {mark}", mark="/")
        )
        yield ProofMark(match.start(), match.end(), message, _("write the numbers without a space"), "/")


def space_after(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    for match in _NO_SPACE.finditer(prose):
        at, mark = match.start(), match.group()
        if _joins(prose, at, mark):
            message = _("no space after {mark}", mark=mark)
            yield ProofMark(at, match.end(), message, _("put a space behind it"), f"{mark} ")


def _joins(prose: str, at: int, mark: str) -> bool:
    """Whether the mark at `at` parts two words; not figures, addresses, abbreviations."""
    before, after = prose[at - 1 : at], prose[at + 1]
    if mark in ",;":
        if after.isdigit():
            return before.isalpha()
        return before.isalnum() and not _is_code(prose, at)
    if mark == ":":
        return after.isalpha() and prose[max(0, at - 2) : at].islower() and prose[max(0, at - 2) : at].isalpha()
    if mark in "!?":
        return before.isalpha() and after.isalpha()
    if mark == "…":
        return before.isalpha() and after.isupper()
    if prose[max(0, at - 2) : at] == "..":
        return prose[at - 3 : at - 2].isalpha() and after.isupper()
    return prose[max(0, at - 2) : at].isalpha() and prose[at + 1 : at + 3].isalpha() and _ends_sentence(prose, at)


def _ends_sentence(prose: str, at: int) -> bool:
    """Whether the full stop at `at` parts two sentences: `xong.Các`; not TP.HCM, ThS.Lan, vnexpress.net."""
    before = _WORD_BEFORE.search(prose, max(0, at - 12), at)
    after = _WORD_AFTER.match(prose, at + 1)
    assert before is not None
    assert after is not None
    first, second = before.group(), after.group()
    if not first.islower() or not is_syllable(first) or not is_syllable(second.lower()) or first in _SHORT:
        return False
    if second[0].isupper():
        return second[1:].islower() or len(second) == 1
    return not (first.isascii() and second.isascii())


_SHORT = frozenset({"tp", "ts", "ths", "gs", "pgs", "bs", "ls", "tx", "tt", "st", "cn", "ks"})


def _is_code(prose: str, at: int) -> bool:
    """`N,N-dimethyl`, `khoản 1,a`: one letter alone."""
    return prose[at - 1].isdigit() and not prose[at + 2 : at + 3].isalpha()


def bracket_space(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    for match in _BRACKET.finditer(prose):
        at, mark = match.start(), match.group()
        inside = _space_behind(prose, at + 1) if mark in "([“«" else _space_before(prose, at)
        if inside:
            message = _("a space inside {mark}", mark=mark)
            yield ProofMark(*inside, message, _("write the sign straight at the word"), "")
        if mark in "(“" and _lacks_space_before(prose, at, mark):
            yield ProofMark(at, at + 1, _("no space before {mark}", mark=mark), _("put a space there"), f" {mark}")
        elif mark in ")”»" and _lacks_space_after(manuscript, at, mark):
            yield ProofMark(at, at + 1, _("no space after {mark}", mark=mark), _("put a space there"), f"{mark} ")


def _space_behind(prose: str, at: int) -> tuple[int, int] | None:
    end = at
    while prose[end : end + 1] in (" ", "\u00a0", "\t"):
        end += 1
    return (at, end) if end > at and prose[end : end + 1] not in ("", "\n", OPAQUE) else None


def _space_before(prose: str, at: int) -> tuple[int, int] | None:
    start = at
    while start and prose[start - 1] in " \u00a0\t":
        start -= 1
    return (start, at) if start < at and prose[start - 1 : start] not in ("", "\n", OPAQUE, *"([“«") else None


def _lacks_space_before(prose: str, at: int, mark: str) -> bool:
    if mark == "“":
        return prose[at - 1 : at].isalnum() and prose[at + 1 : at + 2].isalnum()
    return (
        at > 1
        and prose[at - 2 : at].isalpha()
        and len(prose[at + 1 : at + 3]) == 2
        and prose[at + 1 : at + 3].isalnum()
    )


def _lacks_space_after(manuscript: Manuscript, at: int, mark: str) -> bool:
    prose = manuscript.prose
    if mark != ")":
        return prose[at + 1 : at + 2].isalnum()
    if not (prose[at - 2 : at].isalpha() and len(prose[at + 1 : at + 3]) == 2 and prose[at + 1 : at + 3].isalpha()):
        return False
    passage = manuscript.passage_at(at)
    return passage is not None and "(" in prose[passage.start : at]


def double_space(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    for match in _SPACES.finditer(manuscript.prose):
        if OPAQUE in (manuscript.prose[match.start() - 1], manuscript.prose[match.end()]):
            continue
        if "\n" in manuscript.text[match.start() : match.end()]:
            continue
        yield ProofMark(
            match.start(), match.end(), _("{count} spaces in a row", count=len(match.group())), _("keep one"), " "
        )


def double_mark(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    for match in _TWICE.finditer(prose):
        marks = match.group()
        same = _SAME.fullmatch(marks)
        if same is None and not _is_odd(prose, match):
            continue
        message = _("the marks {marks} stand together", marks=marks)
        yield ProofMark(match.start(), match.end(), message, _("keep one of them"), marks[0] if same else None)


def _is_odd(prose: str, match: re.Match[str]) -> bool:
    marks, before, after = (
        match.group(),
        prose[max(0, match.start() - 3) : match.start()],
        prose[match.end() : match.end() + 1],
    )
    if not _ODD.fullmatch(marks):
        return False
    if marks == ".,":  # `v.v.,` is right
        return len(before) == 3 and before.isalpha()
    if marks == ". .":
        return before[-1:].isalnum() and not after.isalnum() and after != " "
    return marks != ",." or not after.isalnum()


def uneven_dash(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    prose = manuscript.prose
    end = 0
    for match in _DASH.finditer(prose):
        dash = prose[match.start()]
        start, end = _first_space(prose, match.start(), end), match.end()
        left, right = start < match.start(), match.end() > match.start() + 1
        if left == right:
            continue
        before, after = prose[start - 1 : start], prose[end : end + 1]
        message = _("a space on one side of {dash} only", dash=dash)
        if before.isdigit() and after.isdigit():
            yield ProofMark(start, end, message, _("write a range without spaces, 8-10%"), dash)
        elif (right and before.isalpha() and after.isalnum()) or (
            left and (before.isalnum() or before in ")”") and before and after.isalpha()
        ):
            hint = _("put a space on both sides, or on none within a name")
            yield ProofMark(start, end, message, hint, f" {dash} ")


def _first_space(prose: str, at: int, least: int) -> int:
    """Where the spaces before `at` begin."""
    while at > least and prose[at - 1] in " \u00a0":
        at -= 1
    return at


RULES = (
    Rule("space-before-mark", "warning", space_before, mends=True),
    Rule("space-after-mark", "warning", space_after, mends=True),
    Rule("bracket-space", "warning", bracket_space, mends=True),
    Rule("double-space", "warning", double_space, mends=True),
    Rule("double-mark", "warning", double_mark, mends=True),
    Rule("uneven-dash", "advice", uneven_dash, mends=True),
)
