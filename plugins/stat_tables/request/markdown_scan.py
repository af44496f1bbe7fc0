"""The Markdown text of an article before it is converted: directives, bound figures and prose, each with its lines.

Markdown forgets line numbers and splits tables at every bar, so both markers are taken out first: a directive keeps
its header line with a token for its options, a bound figure becomes a token. Code blocks are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from portal.body import at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for

_ = Translator(__file__)

# Private-use characters that no other part of the converter uses.
OPEN, CLOSE = "\ue010", "\ue011"
TOKEN = re.compile(f"{OPEN}([BF])(\\d+){CLOSE}")

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADER = re.compile(r"^( *)(/{3,}) *([\w-]+) *(?:\|(.*))?$")
# No figure holds another: what is not closed ends where the next begins, so that a line is read once.
_FIGURE = re.compile(r"\{\{\s*(?:so|số)\s*:((?:(?!\{\{|\}\}).)*)\}\}", re.IGNORECASE | re.DOTALL)
_BROKEN_FIGURE = re.compile(r"\{{1,2}\s*(?:so|số)\s*:", re.IGNORECASE)
_WAIVER = re.compile(r"[ \u00a0]?\{\{\s*kh(?:ông|ong)[ -]so[áa]t\s*:((?:(?!\{\{|\}\}).)*)\}\}", re.IGNORECASE)
_MARKED = re.compile(r"\{|`|" + OPEN)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")


@dataclass(frozen=True)
class BlockSource:
    """A directive as written; `line` of its header."""

    name: str
    argument: str
    body: str
    line: int

    @property
    def whole(self) -> str:
        """For code, where the header's token is shown as written."""
        return "\n".join((self.argument, *self.body.splitlines()))


@dataclass(frozen=True)
class FigureSource:
    """A bound figure as written: what stands between `{{so:` and `}}`, and all of it."""

    text: str
    whole: str
    line: int


@dataclass(frozen=True)
class WaiverSource:
    """`{{không soát: lý do}}` behind a figure, or `{{không soát: 73 tỷ đồng | lý do}}` for one that stands elsewhere.

    Args:
        before: the text of its line up to it.
    """

    figure: str
    reason: str
    before: str
    line: int


@dataclass(frozen=True)
class ProseLine:
    """A line of running text, without markers; audited unless it is quoted."""

    text: str
    line: int


@dataclass
class Scan:
    """`lines` go on to Markdown: as many as there were, with tokens in place of what was taken out."""

    lines: list[str] = field(default_factory=list)
    blocks: list[BlockSource] = field(default_factory=list)
    figures: list[FigureSource] = field(default_factory=list)
    prose: list[ProseLine] = field(default_factory=list)
    waivers: list[WaiverSource] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)


def scan(lines: Sequence[str], ours: Collection[str], known: Collection[str]) -> Scan:
    """Take the directives named in `ours` and the bound figures out of `lines`.

    Args:
        known: names of all block directives, `ours` included; another name is a fault.
    """
    result = Scan()
    fence = ""
    place = 0
    while place < len(lines):
        line = lines[place]
        mark = _FENCE.match(line)
        if fence or mark:
            fence = _fence_after(fence, mark, line)
            result.lines.append(line)
        elif header := _HEADER.match(line):
            place = _take_block(lines, place, header, ours, known, result)
        else:
            _take_figures(line, place + 1, result)
        place += 1
    return result


def _fence_after(fence: str, mark: re.Match[str] | None, line: str) -> str:
    """The fence that is open after this line; empty for none."""
    if not fence:
        return mark[1] if mark else ""
    closes = mark is not None and mark[1].startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def _take_block(
    lines: Sequence[str],
    place: int,
    header: re.Match[str],
    ours: Collection[str],
    known: Collection[str],
    scan: Scan,
) -> int:
    """Take the block whose header stands at `place`; returns the place of its last line."""
    indent, slashes, name = header[1], header[2], header[3].lower()
    argument = (header[4] or "").strip()
    if name not in known:
        message = _("“/// {name}” is not a block", name=name)
        scan.faults.append(at_line(message, place + 1, hint_for(name, sorted(known)), "unknown-block"))
    if name not in ours:
        scan.lines.append(lines[place] if name in known else "")
        return place
    end = next((at for at in range(place + 1, len(lines)) if _closes(lines[at], slashes)), None)
    if end is None or any(_HEADER.match(line) for line in lines[place + 1 : end]):
        message = _("the block “/// {name}” is not closed", name=name)
        scan.faults.append(at_line(message, place + 1, _("write /// alone on a line after its options"), "open-block"))
        scan.lines.append("")
        return place
    scan.lines.append(f"{indent}{slashes} {name} | {OPEN}B{len(scan.blocks)}{CLOSE}")
    scan.blocks.append(BlockSource(name, argument, "\n".join(lines[place + 1 : end]), place + 1))
    scan.lines += [""] * (end - place - 1) + [lines[end]]
    return end


def _closes(line: str, slashes: str) -> bool:
    return line.strip() == slashes


def _take_figures(line: str, number: int, scan: Scan) -> None:
    def token(match: re.Match[str]) -> str:
        scan.figures.append(FigureSource(match[1].strip(), match[0], number))
        return f"{OPEN}F{len(scan.figures) - 1}{CLOSE}"

    if not _MARKED.search(line):  # most lines
        scan.lines.append(line)
        scan.prose.append(ProseLine(line, number))
        return
    line = _take_waivers(line, number, scan)
    with_tokens = _FIGURE.sub(token, line)
    if _BROKEN_FIGURE.search(_CODE.sub("", with_tokens)):
        hint = _("close it with }} on the same line")
        scan.faults.append(at_line(_("a bound figure is not closed"), number, hint, "open-figure"))
    scan.lines.append(with_tokens)
    scan.prose.append(ProseLine(_CODE.sub("", TOKEN.sub(" ", with_tokens)), number))


def _take_waivers(line: str, number: int, scan: Scan) -> str:
    """`line` without its waivers; in code they are shown as written."""
    code = [match.span() for match in _CODE.finditer(line)]
    stretches, place = [], 0
    for match in _WAIVER.finditer(line):
        if any(start <= match.start() < end for start, end in code):
            continue
        stretches.append(line[place : match.start()])
        place = match.end()
        figure, bar, reason = (part.strip() for part in match[1].partition("|"))
        waiver = (
            WaiverSource(figure, reason, "", number) if bar else WaiverSource("", figure, "".join(stretches), number)
        )
        scan.waivers.append(waiver)
    return "".join(stretches) + line[place:]
