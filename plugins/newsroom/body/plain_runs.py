"""Paragraphs and texts without any mark of Markdown pass its processors by: most of a news story is such text.

Each of Python-Markdown's processors would look through every one; one look for the marks of all of them is enough.
"""

from __future__ import annotations

import re
from functools import cached_property
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_INLINE = 20  # priority of Python-Markdown's own inline processing
# Patterns whose matches hold one of the marks below. With any other pattern nothing is passed by.
_NAMES = """
    backtick escape footnote reference link image_link image_reference short_reference short_image_ref
    autolink automail linebreak html entity em_strong em_strong2
"""
_KNOWN = frozenset(_NAMES.split())
_MARK = re.compile("[`\\\\\\[<&*_\x02\x03\ue000-\uf8ff]|  \n")
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # how extensions of ours begin what they leave in a text
_FIRST = 1000  # priority above that of all block processors
# Processors that take a block only for what stands at the beginning of one of its lines, and never a letter.
_BLOCK_NAMES = """
    empty indent code hashheader setextheader hr olist ulist quote reference paragraph
    table footnote abbr deflist defindent blocks newsroom-list
"""
_BLOCKS_KNOWN = frozenset(_BLOCK_NAMES.split())
_PLAIN_BLOCK = re.compile(r"[^\W\d_][^\n]*(?:\n[^\W\d_][^\n]*)*")


class PlainRuns(Extension):
    """Registered after all extensions that bring patterns and processors."""

    def extendMarkdown(self, md: Markdown) -> None:
        processors = md.parser.blockprocessors
        if sum(name in processors for name in _BLOCKS_KNOWN) == len(processors):
            processors.register(_PlainParagraph(md.parser), "newsroom-plain-paragraph", _FIRST)
        md.treeprocessors.register(_Mark(md), "newsroom-plain-mark", _INLINE + 0.001)
        md.treeprocessors.register(_Unmark(md), "newsroom-plain-unmark", _INLINE - 0.001)


class _PlainParagraph(BlockProcessor):
    """Takes a block whose lines all begin with a letter, as the last of the processors would."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return _PLAIN_BLOCK.fullmatch(block) is not None and not self._in_directive

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        self.parser.blockprocessors["paragraph"].run(parent, blocks)

    @property
    def _in_directive(self) -> bool:
        """Whether a block of pymdownx is open, which takes all that follows."""
        processors = self.parser.blockprocessors
        return "blocks" in processors and bool(getattr(processors["blocks"], "stack", True))


class _Plain(AtomicString):
    """A text that inline patterns leave alone, until they are through."""


class _Mark(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        if not self._all_known:
            return
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString) and not _MARK.search(element.text):
                element.text = _Plain(element.text)
            if element.tail and not _MARK.search(element.tail):
                element.tail = _Plain(element.tail)

    @cached_property
    def _all_known(self) -> bool:
        patterns = self.md.inlinePatterns
        own = sum(bool(_PRIVATE.match(pattern.pattern)) for pattern in patterns)
        return own + sum(name in patterns for name in _KNOWN) == len(patterns)


class _Unmark(Treeprocessor):
    """Later steps, such as that for abbreviations, take atomic texts for code."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if type(element.text) is _Plain:
                element.text = str(element.text)
            if type(element.tail) is _Plain:
                element.tail = str(element.tail)
