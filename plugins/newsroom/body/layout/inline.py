"""The marks inside a text: emphasis in pairs, links, code; stars that stand alone and bare addresses.

Python-Markdown finds emphasis with patterns, which take `5*3 và 6*7` for italics. Here the marks are paired as
CommonMark does (https://spec.commonmark.org/0.31.2/#delimiter-run), with what a newspaper needs besides: no star
between digits is a mark, nor one in brackets of its own, and `**đậm **` is closed. Work grows with the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from portal.i18n import Translator

from .delimiters import Delimiters
from .findings import Findings

_ = Translator(__file__)

_ANY_MARK = re.compile(r"[*_`\[<\\\x1f]|://|www\.", re.IGNORECASE)
_MARK = re.compile(
    r"(?P<escape>\\[\s\S]?)|(?P<ticks>`+)|(?P<tag><!--.*?-->|<[^<>]*>)|(?P<call>\[\^[^\]\[\n]+\])|(?P<open>!?\[)"
    r"|(?P<address>(?<![\w/@.=-])(?:https?://|www\.)(?=\w))|(?P<stars>\*+|_+)",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(r"\[([^\[\]\n]*)\]")
_WORDS = re.compile(r"((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_BARE = re.compile(r"[^\s<>\"“”‘’«»|\\^`{}\x1f\ue000-\uf8ff]+")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>", re.IGNORECASE)
_MAIL = re.compile(r"<(?:mailto:)?([^<>@\s]+@[^<>@\s]+\.[^<>@\s]+)>", re.IGNORECASE)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
# `[Luật] (https://…)`, `[Luật(https://…)`, `** đậm **`: signs that would be printed, and no link or bold words.
_TARGET = r"(?:https?://|www\.|post:)[^\s()\[\]]+|[\w/-]+\.(?:jpe?g|png|webp|gif|avif|md|html?|pdf|docx?|xlsx?)"
_LINK_APART = re.compile(rf"\[([^\[\]\n]+)\] +\(({_TARGET})\)")
_LINK_OPEN = re.compile(rf"\[([^\[\]()\n]+)\(({_TARGET})\)")
_LINK_TURNED = re.compile(rf"\[({_TARGET})\](?!\()")
_BEFORE_TURNED = re.compile(r"(!?)\(([^()\n]+)\)$")
_LINK_UNCLOSED = re.compile(rf"\(({_TARGET})")
_LOOSE_STARS = re.compile(r"(?<![^\s(])(?<!\d )(\*\*|__) ([^*_\n]{1,200}) \1(?![^\s.,;:!?)])")
_TRAILING = ".,:;!?…*_~'"
_MOST_FAULTS = 5  # of one text


@dataclass
class _Text:
    """One text under reading: `parts` go on to Markdown."""

    text: str
    line: int
    linked: bool
    findings: Findings
    parts: list[str]
    delimiters: Delimiters
    code_ends: dict[int, int]

    def line_at(self, place: int) -> int:
        return self.line + bisect_left(self._breaks, place)

    @cached_property
    def _breaks(self) -> list[int]:
        return [mark.start() for mark in re.finditer("\n", self.text)]

    @cached_property
    def closing(self) -> dict[int, int]:
        """Place of each round bracket that is closed -> place of the one that closes it."""
        opened: list[int] = []
        pairs: dict[int, int] = {}
        for bracket in re.finditer(r"[()]", self.text):
            if bracket.group() == "(":
                opened.append(bracket.start())
            elif opened:
                pairs[opened.pop()] = bracket.start()
        return pairs


def inline(text: str, line: int, findings: Findings, linked: bool = True) -> str:
    """`text` with emphasis as marks that only pair in one way. `line` is that of its beginning.

    Args:
        linked: whether bare addresses become links.
    """
    if not _ANY_MARK.search(text):
        return text
    parts: list[str] = []
    code_ends = _code_ends(text) if "`" in text else {}
    reading = _Text(text, line, linked, findings, parts, Delimiters(text, parts), code_ends)
    place = 0
    while mark := _MARK.search(text, place):
        parts.append(text[place : mark.start()])
        place = _take(reading, mark)
    parts.append(text[place:])
    _report_open(reading)
    for stars in _LOOSE_STARS.finditer(text) if "** " in text or "__ " in text else ():
        message = _("the spaces inside {marks} leave the words plain", marks=stars[1])
        hint = _("write {line}", line=f"{stars[1]}{stars[2].strip()}{stars[1]}")
        findings.fault(message, reading.line_at(stars.start()), hint, "emphasis")
    return "".join(parts).replace("\x1f", " ")


def _take(reading: _Text, mark: re.Match[str]) -> int:
    """Put what stands at `mark` into the parts; returns where to go on."""
    kind, start = mark.lastgroup, mark.start()
    if kind == "stars":
        reading.delimiters.add(start, mark.group())
    elif kind == "ticks":
        end = reading.code_ends.get(start)
        reading.parts.append(reading.text[start:end] if end else "\\`" * len(mark.group()))
        return end or mark.end()
    elif kind == "open":
        return _take_brackets(reading, mark)
    elif kind == "address":
        return _take_address(reading, mark)
    elif mark.group() == "\\\n":
        reading.parts.append("  \n")  # a new line within the paragraph, as CommonMark has it
    else:
        _note(reading, kind or "", mark)
        mail = _MAIL.fullmatch(mark.group()) if kind == "tag" else None
        reading.parts.append(f"[{mail[1]}](mailto:{mail[1]})" if mail and reading.linked else mark.group())
    return mark.end()


def _note(reading: _Text, kind: str, mark: re.Match[str]) -> None:
    if kind == "call":
        reading.findings.calls.setdefault(mark.group()[2:-1], reading.line_at(mark.start()))
    elif kind == "tag":
        href = _AUTOLINK.match(mark.group()) or _HREF.search(mark.group())
        if href:
            reading.findings.link(next(filter(None, href.groups()), ""), reading.line_at(mark.start()))


def _take_brackets(reading: _Text, mark: re.Match[str]) -> int:
    text, parts, opened = reading.text, reading.parts, mark.group()
    if loose := _LINK_APART.match(text, mark.end() - 1) or _LINK_OPEN.match(text, mark.end() - 1):
        message = _("the brackets of this link do not stand together")
        hint = _("write {line}", line=f"{opened}{loose[1].strip()}]({loose[2]})")
        reading.findings.fault(message, reading.line_at(mark.start()), hint, "link")
    elif text[mark.start() - 1 : mark.start()] == ")" and (turned := _LINK_TURNED.match(text, mark.start())):
        _report_turned(reading, mark.start(), turned[1])
    words = _WORDS.match(text, mark.end())
    if words is None:
        parts.append(opened)
        return mark.end()
    end = words.end()
    # `[Ghi chú]:` at the beginning of a line is a speaker's name, and asks for no address.
    begins = mark.start() == 0 or text[mark.start() - 1] == "\n"
    if not (begins and text[end : end + 1] == ":"):
        reading.findings.labels.add(words[1].strip().lower())
    if text[end : end + 1] == "(":
        close = reading.closing.get(end)
        if close is not None:
            line = reading.line_at(mark.start())
            _check_link(reading, opened, words[1], text[end + 1 : close], line)
            inside = words[1] if opened == "![" else inline(words[1], line, reading.findings, linked=False)
            parts.append(f"{opened}{inside}]{text[end : close + 1]}")
            return close + 1
        if unclosed := _LINK_UNCLOSED.match(text, end):
            hint = _("write {line}", line=f"{opened}{words[1]}]({unclosed[1]})")
            reading.findings.fault(_("the address of this link is not closed"), reading.line_at(end), hint, "link")
    elif (label := _LABEL.match(text, end)) and text[label.end() : label.end() + 1] not in ("(", "["):
        reading.findings.name(label[1] or words[1], reading.line_at(mark.start()))
    parts.append(opened)
    return mark.end()


def _report_turned(reading: _Text, start: int, target: str) -> None:
    """`(chữ)[địa chỉ]`"""
    before = _BEFORE_TURNED.search(reading.text, max(0, start - 300), start)
    if before:
        hint = _("write {line}", line=f"{before[1]}[{before[2]}]({target})")
        message = _("the brackets of this link are the wrong way round")
        reading.findings.fault(message, reading.line_at(start), hint, "link")


def _check_link(reading: _Text, opened: str, words: str, inside: str, line: int) -> None:
    address = re.sub(r"""\s+(?:"[^"]*"|'[^']*')\s*$""", "", inside).strip().strip("<>")
    reading.findings.link(address, line)
    if opened == "![":
        return
    if not address:
        hint = _("write the address between the round brackets: [{words}](https://…)", words=words)
        reading.findings.fault(_("the link has no address"), line, hint, "link")
    if not words.strip():
        hint = _("write them between the square brackets: […]({address})", address=address)
        reading.findings.fault(_("the link has no words"), line, hint, "link")


def _take_address(reading: _Text, mark: re.Match[str]) -> int:
    """A bare address becomes a link, without the punctuation that follows it."""
    bare = _BARE.match(reading.text, mark.start())
    address = _trimmed(bare.group()) if bare else ""
    host = address.split("://")[-1].split("/")[0]
    if not reading.linked or "." not in host.strip("."):
        reading.parts.append(mark.group())
        return mark.end()
    reading.findings.link(address, reading.line_at(mark.start()))
    whole = f"<{address}>" if "://" in address else f"[{address}](https://{address})"
    reading.parts.append(whole)
    return mark.start() + len(address)


def _trimmed(address: str) -> str:
    while address and (address[-1] in _TRAILING or (address[-1] == ")" and address.count("(") < address.count(")"))):
        address = address[:-1]
    return address


def _code_ends(text: str) -> dict[int, int]:
    """Where each code span begins -> its end."""
    runs = [(run.start(), run.end()) for run in re.finditer(r"(?<!\\)`+", text)]
    after: dict[int, int] = {}
    partner: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        if length in after:
            partner[number] = after[length]
        after[length] = number
    ends: dict[int, int] = {}
    number = 0
    while number < len(runs):
        closing = partner.get(number)
        if closing is not None:
            ends[runs[number][0]] = runs[closing][1]
            number = closing
        number += 1
    return ends


def _report_open(reading: _Text) -> None:
    faults = list(reading.delimiters.resolve())  # all of it, for it fills in the parts
    for place, marks, opens in islice(faults, _MOST_FAULTS):
        line = reading.line_at(place)
        near = " ".join(reading.text[max(0, place - 20) : place + 30].split())
        if opens:
            message = _("{marks} is opened and not closed, near “{near}”", marks=marks, near=near)
            hint = _("write {marks} behind the words too", marks=marks)
        else:
            message = _("{marks} is closed and not opened, near “{near}”", marks=marks, near=near)
            hint = _("write {marks} before the words too", marks=marks)
        reading.findings.fault(message, line, hint, "emphasis")
