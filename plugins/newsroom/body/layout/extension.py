"""Python-Markdown extension: an editor's text is put in order before its blocks are read, and lists as it was found.

Takes the place of Python-Markdown's own lists, indented code, headings by underline, and emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor

from newsroom.body.blocks.embeds import bare_video, video_of
from newsroom.body.conversion import conversion_of
from portal.i18n import Translator

from .angle_brackets import with_letters
from .blocks import arrange
from .cursor import Cursor, LayoutContext
from .delimiters import EM_CLOSE, EM_OPEN, STRONG_CLOSE, STRONG_OPEN
from .findings import Findings
from .lines import TAB, TypedLine, ends_sentence, fence
from .lists import LIST_CLOSE, LOOSE_OPEN, TIGHT_OPEN
from .strange_lines import may_be_strange, report_strange

_ = Translator(__file__)

# Before line ends and tabs are made equal (30); and behind those who need the lines as they were (29).
_SPACES_PRIORITY, _ORDER_PRIORITY = 40, 27
_REPLACED = ("indent", "code", "setextheader", "olist", "ulist")
_EMPHASIS = ("em_strong", "em_strong2", "not_strong")

_STRANGE_SPACE = re.compile("[\t\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff\xad]")
_LEADING = re.compile("[ \t\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff\xad]+")
_AFTER_MARK = re.compile(
    r"([-*+•·●○◦▪▫■□‣⁃∙–—−]|[o§Øüvq](?=\t[^\t]*$)|\(?(?:\d{1,4}|[a-zđ]{1,2}|[IVXLC]{1,6})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)"
    "[\t\xa0\u2000-\u200a\u202f\u3000 ]*[\t\xa0\u2000-\u200a\u202f\u3000][\t\xa0\u2000-\u200a\u202f\u3000 ]*"
)
# What Word's symbols for bullets are when they lose their font; only before a tab.
_LETTERS_OF_BULLETS = "o§Øüvq"
_LONGEST_HEAD = 40  # of a column


class OrderedText(Extension):
    """Registered before the extensions that count processors and patterns."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_Spaces(md), "newsroom-spaces", _SPACES_PRIORITY)
        md.preprocessors.register(_Order(md), "newsroom-order", _ORDER_PRIORITY)
        for name in _REPLACED:
            md.parser.blockprocessors.deregister(name, strict=False)
        for name in _EMPHASIS:
            md.inlinePatterns.deregister(name, strict=False)
        md.parser.blockprocessors.register(_Lists(md.parser), "newsroom-list", 40)
        for name, opened, closed, priority in (
            ("strong", STRONG_OPEN, STRONG_CLOSE, 61),
            ("em", EM_OPEN, EM_CLOSE, 60),
        ):
            pattern = f"{opened}()((?:(?!{closed}).)*){closed}"
            md.inlinePatterns.register(SimpleTagInlineProcessor(pattern, name), f"newsroom-{name}", priority)


class _Spaces(Preprocessor):
    """Spaces of Word before a line's first word are spaces; a tab inside a line parts cells."""

    def run(self, lines: list[str]) -> list[str]:
        opened = ""
        for number, line in enumerate(lines):
            mark = fence(line.strip()) if "```" in line or "~~~" in line else None
            if opened or mark:
                opened = "" if opened and line.strip() == opened else opened or (mark[1] if mark else "")
            elif _STRANGE_SPACE.search(line):
                lines[number] = _plain_spaces(line, lines[number + 1] if number + 1 < len(lines) else "")
        return lines


def _plain_spaces(line: str, below: str) -> str:
    """`below`: the next line, which says whether a tab begins an empty cell or an indent."""
    leading = _LEADING.match(line)
    if line.startswith("\t") and _begins_with_empty_cell(line.strip(), below.strip()):
        leading = None
    indent = ""
    if leading:
        indent = "".join(
            "    " if space == "\t" else " " for space in leading.group() if space not in "\u200b\ufeff\xad"
        )
        line = line[leading.end() :]
    mark = _AFTER_MARK.match(line)
    if mark:
        line = f"{'-' if mark[1] in _LETTERS_OF_BULLETS else mark[1]} {line[mark.end() :]}"
    tail = line.rstrip("\t")
    return indent + (line if "\t" in tail else tail).replace("\t", TAB)


def _begins_with_empty_cell(words: str, below: str) -> bool:
    if _AFTER_MARK.match(words):
        return False
    return "\t" in words or ("\t" in below and len(words) <= _LONGEST_HEAD and not ends_sentence(words))


class _Order(Preprocessor):
    """Runs on as many lines as the editor wrote; from here on their numbers are lost."""

    def run(self, lines: list[str]) -> list[str]:
        conversion = conversion_of(self.md)
        findings = conversion.findings = Findings(conversion.report)
        if may_be_strange("\n".join(lines)):
            blocks: Any = self.md.parser.blockprocessors["blocks"]
            outside = [line for in_code, line in _outside_code(_numbered(lines)) if not in_code]
            report_strange(outside, blocks.blocks, findings)
        numbered = _numbered(_with_letters(lines, findings))
        around = LayoutContext(
            findings,
            self.md.htmlStash.store,
            lambda address: video_of(address, conversion) is not None,
            lambda address: bare_video(address, conversion),
        )
        ordered = arrange(Cursor(numbered, around, arrange))
        findings.check_notes(conversion.source)
        return ordered


def _numbered(lines: list[str]) -> list[TypedLine]:
    return [TypedLine(text, number) for number, text in enumerate(lines, 1)]


def _outside_code(lines: list[TypedLine]) -> Iterator[tuple[bool, TypedLine]]:
    """(whether it stands in code, line)."""
    opened = ""
    for line in lines:
        mark = fence(line.words) if line.words[:3] in ("```", "~~~") else None
        if not opened and mark:
            opened = mark[1]
            yield True, line
        elif opened:
            yield True, line
            opened = "" if line.words == opened else opened
        else:
            yield False, line


def _with_letters(lines: list[str], findings: Findings) -> list[str]:
    text = "\n".join(lines)
    if "<" not in text:
        return lines
    places: list[tuple[int, int]] = []
    start = 0
    for in_code, line in _outside_code(_numbered(lines)):
        if in_code or line.words.startswith("///"):
            places.append((start, start + len(line.text)))
        elif "`" in line.text:
            places += [(start + span.start(), start + span.end()) for span in _CODE.finditer(line.text)]
        start += len(line.text) + 1
    text, open_comments = with_letters(text, places)
    for place in open_comments:
        line_number = text.count("\n", 0, place) + 1
        findings.fault(_("the comment has no end"), line_number, _("write --> behind it"), "comment")
    return text.split("\n")


_CODE = re.compile(r"(?<!`)`(?!`)[^`]+`(?!`)|(?<!`)``(?!`)[^`]+``(?!`)")


class _Lists(BlockProcessor):
    """A list whose items are marked; see lists.py."""

    _MARK = re.compile(f"([{TIGHT_OPEN}{LOOSE_OPEN}])(-|\\d+){LIST_CLOSE}")

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.startswith((TIGHT_OPEN, LOOSE_OPEN))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        taken = [blocks.pop(0)]
        while blocks and blocks[0].startswith((TIGHT_OPEN, LOOSE_OPEN, "    ")):
            taken.append(blocks.pop(0))
        items: list[tuple[str, str, list[str]]] = []
        for line in "\n\n".join(taken).split("\n"):
            mark = self._MARK.match(line)
            if mark:
                items.append((mark[2], mark[1], [line[mark.end() :]]))
            else:
                items[-1][2].append(line.removeprefix("    "))
        self._build(parent, items)

    def _build(self, parent: etree.Element, items: list[tuple[str, str, list[str]]]) -> None:
        element: etree.Element | None = None
        expected = 1
        for label, opening, lines in items:
            tag = "ul" if label == "-" else "ol"
            if element is None or element.tag != tag:
                element, expected = etree.SubElement(parent, tag), 1
                if label not in ("-", "1"):
                    element.set("start", label)
                    expected = int(label)
            item = etree.SubElement(element, "li")
            if tag == "ol":
                if int(label) != expected:
                    item.set("value", label)
                expected = int(label) + 1
            self.parser.state.set("list" if opening == TIGHT_OPEN else "looselist")
            self.parser.parseBlocks(item, "\n".join(lines).strip("\n").split("\n\n"))
            self.parser.state.reset()
