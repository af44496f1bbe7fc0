"""Python-Markdown extension: passages in which nothing is marked are not looked through for each kind of mark.

Most paragraphs of a paper are such passages. The marks that are known here are those of the paper's own settings: where
another extension has registered one, everything is looked through as usual.
"""

from __future__ import annotations

import re
from math import inf
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString

# What each known inline pattern begins with; the paper's own marks are private characters.
_MAY_BE_MARKED = re.compile(rf"[`\\\[<&{STX}\ue000-\uf8ff]|  \n")
_PATTERNS = frozenset(
    (
        *("backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference", "short_reference"),
        *("short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "newsroom-strong", "newsroom-em"),
        *("stat_tables_figure", "stat_tables_linked_figure"),
    )
)
# None of these makes anything of one line that begins with a letter; those before `_PRIORITY` are asked all the same.
_BLOCKS = frozenset(
    (
        *("defindent", "table", "hashheader", "hr", "newsroom-list", "deflist", "quote", "footnote", "abbr"),
        *("reference", "paragraph"),
    )
)
_PRIORITY = 89


class PlainPassages(Extension):
    """Registered behind all others, whose marks it has to know."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
        if _names(md.inlinePatterns) <= _PATTERNS:
            md.treeprocessors.register(_Inline(md), "inline", 20)
        if _names(md.parser.blockprocessors, _PRIORITY) <= _BLOCKS:
            md.parser.blockprocessors.register(_PlainParagraphs(md.parser), "newsroom-plain", _PRIORITY)


def _names(registry: Any, below: float = inf) -> set[str]:
    """What is registered, with a priority below this one."""
    return {item.name for item in registry._priority if item.priority < below}


class _HtmlBlocks(HtmlBlockPreprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines


class _PlainParagraphs(ParagraphProcessor):
    def test(self, parent: etree.Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block


class _Inline(InlineProcessor):
    """Has Markdown take texts without a mark as they are."""

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        plain = [element for element in tree.iter() if _is_plain(element.text)]
        for element in plain:
            element.text = AtomicString(element.text)
        tree = super().run(tree, ancestors)
        for element in plain:
            element.text = str(element.text)  # who comes behind looks at them as at others
        return tree


def _is_plain(text: str | None) -> bool:
    return text is not None and not isinstance(text, AtomicString) and not _MAY_BE_MARKED.search(text)
