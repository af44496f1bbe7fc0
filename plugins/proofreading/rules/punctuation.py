"""Spaces around marks, brackets and dashes; marks typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.i18n import Translator
from portal.vietnam.spelling import is_syllable

from ..house.rule import Desk, Finding, Rule
from ..source.manuscript import Manuscript
from ..source.markup import OPAQUE
from ..house.letters import CAPITALS, SMALL

_ = Translator(__file__)

# A space, then the mark; a colon between figures is a ratio, a full stop before a figure a number.
_SPACE_BEFORE = re.compile(
    r"[ \u00a0\t]+(?:(?=[,;](?!\d))|(?=[!?](?![\w=]))|(?=\.(?:[ \u00a0\n”\"'»)\]]|$))|(?=:(?![:/)(\d])[^\S\n]?)|(?=(?:…|\.{3})(?![\w.…])))"
)
_SPACED_SLASH = re.compile(r"(?<=\d)(?:[ \u00a0]+/(?=\d)|/[ \u00a0]+(?=\d))(?!\d{4}[ \u00a0]?/)")
_NO_SPACE = re.compile(
    rf"(?<=[^\W_])[,;](?=[^\W\d_])|(?<=[^\W\d_])[,;](?=\d)|(?<=[{SMALL}]{{2}})[:](?=[^\W\d_])"
    rf"|(?<=[^\W\d_])[!?](?=[^\W\d_])|(?<=[{SMALL}{CAPITALS}])(?:…|\.{{3}})(?=[{CAPITALS}])"
    rf"|(?<=[^\W\d_]{{2}})\.(?=[^\W\d_]{{2}})"
)
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_BRACKET_SPACE = re.compile(r"(?<=[(\[“«])[ \u00a0\t]+(?=\S)|(?<=[^\s(\[“«])[ \u00a0\t]+(?=[)\]”»])")
_BRACKET_NO_SPACE = re.compile(
    r"(?<=[^\W\d_]{2})(?=\([^\W_]{2})|(?<=[^\W_])(?=“[^\W_])|(?<=[”»])(?=[^\W_])|(?<=[^\W\d_]{2}\))(?=[^\W\d_]{2})"
)
_SPACES = re.compile(r"(?<=\S)[ \u00a0\t]{2,}(?=\S)")
_TWICE = re.compile(r"(?P<same>[,;:])[ ]*(?P=same)+|(?<!\.)\.\.(?!\.)|(?<=[^\W_])\. \.(?!\w)|(?P<cry>[?!])(?P=cry)+|…\.+|,\.(?!\w)|(?<=[^\W\d_]{3})\.,")
_DASH = re.compile(
    r"(?<=[^\W\d_])(?P<left>[-–])[ \u00a0]+(?=[^\W_])|(?<=[\w)”])[ \u00a0]+(?P<right>[-–])(?=[^\W\d_])"
    r"|(?<=\d)(?:(?P<range>[-–])[ \u00a0]+|[ \u00a0]+(?P<other>[-–]))(?=\d)"
)


def space_before(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    prose = manuscript.prose
    for match in _SPACE_BEFORE.finditer(prose):
        before = prose[match.start() - 1 : match.start()]
        if before in ("", "\n", OPAQUE) or before.isspace():
            continue
        mark = prose[match.end()]
        if mark in "….(" and not (before.isalnum() or before in ",)”"):
            continue
        if mark == ":" and before.isdigit() and prose[match.end() + 1 :].lstrip(" ")[:1].isdigit():
            continue
        message = _("a space before {mark}", mark=mark)
        yield Finding(match.start(), match.end(), message, _("write the mark straight after the word"), "")
    for match in _SPACED_SLASH.finditer(prose):
        message = _("a space before {mark}", mark="/") if match.group()[0] != "/" else _("a space after {mark}", mark="/")
        yield Finding(match.start(), match.end(), message, _("write the numbers without a space"), "/")


def space_after(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    prose = manuscript.prose
    for match in _NO_SPACE.finditer(prose):
        mark = match.group()
        if mark == "." and not _ends_sentence(prose, match.start()):
            continue
        if mark in ",;" and _is_code(prose, match.start()):
            continue
        message = _("no space after {mark}", mark=mark)
        yield Finding(match.start(), match.end(), message, _("put a space behind it"), f"{mark} ")


def _ends_sentence(prose: str, at: int) -> bool:
    """Whether the full stop at `at` parts two sentences: `xong.Các`; not TP.HCM, ThS.Lan, vnexpress.net."""
    before = _WORD_BEFORE.search(prose, max(0, at - 12), at)
    after = _WORD_AFTER.match(prose, at + 1)
    assert before is not None and after is not None
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


def bracket_space(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    prose = manuscript.prose
    for match in _BRACKET_SPACE.finditer(prose):
        if OPAQUE in (prose[match.start() - 1], prose[match.end()]):
            continue
        message = _("a space inside {mark}", mark=prose[match.end()] if prose[match.end()] in ")]”»" else prose[match.start() - 1])
        yield Finding(match.start(), match.end(), message, _("write the sign straight at the word"), "")
    for match in _BRACKET_NO_SPACE.finditer(prose):
        at = match.start()
        mark = prose[at] if prose[at] in "(“" else prose[at - 1]
        if mark == ")" and "(" not in prose[max(0, prose.rfind("\n\n", 0, at)) : at]:
            continue
        start = at if mark in "(“" else at - 1
        message = _("no space before {mark}", mark=mark) if mark in "(“" else _("no space after {mark}", mark=mark)
        replacement = f" {mark}" if mark in "(“" else f"{mark} "
        yield Finding(start, start + 1, message, _("put a space there"), replacement)


def double_space(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    for match in _SPACES.finditer(manuscript.prose):
        if OPAQUE in (manuscript.prose[match.start() - 1], manuscript.prose[match.end()]):
            continue
        if "\n" in manuscript.text[match.start() : match.end()]:
            continue
        yield Finding(match.start(), match.end(), _("{count} spaces in a row", count=len(match.group())), _("keep one"), " ")


def double_mark(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    for match in _TWICE.finditer(manuscript.prose):
        marks = match.group()
        same = match.group("same") or match.group("cry")
        message = _("the marks {marks} stand together", marks=marks)
        yield Finding(match.start(), match.end(), message, _("keep one of them"), same)


def uneven_dash(manuscript: Manuscript, _desk: Desk) -> Iterator[Finding]:
    for match in _DASH.finditer(manuscript.prose):
        figures = match.group("range") or match.group("other")
        dash = figures or match.group("left") or match.group("right")
        message = _("a space on one side of {dash} only", dash=dash)
        if figures:
            yield Finding(match.start(), match.end(), message, _("write a range without spaces, 8-10%"), figures)
        else:
            hint = _("put a space on both sides, or on none within a name")
            yield Finding(match.start(), match.end(), message, hint, f" {dash} ")


RULES = (
    Rule("space-before-mark", "warning", space_before, mends=True),
    Rule("space-after-mark", "warning", space_after, mends=True),
    Rule("bracket-space", "warning", bracket_space, mends=True),
    Rule("double-space", "warning", double_space, mends=True),
    Rule("double-mark", "warning", double_mark, mends=True),
    Rule("uneven-dash", "advice", uneven_dash, mends=True),
)
