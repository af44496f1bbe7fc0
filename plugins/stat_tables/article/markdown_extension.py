"""Python-Markdown extension: directives through pymdownx.blocks, bound figures as an inline pattern, prose audit.

extension_configs = {"stat_tables.article.markdown_extension:StatTablesExtension": {"data": …, "theme": "theme"}}
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Collection
from pathlib import Path
from typing import Any, ClassVar

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from portal.body import TOKEN_CLOSE, TOKEN_OPEN, at_line, report_of
from portal.i18n import Translator
from stat_tables.datasets.library import library_of
from stat_tables.request.directive import BLOCK_NAMES
from stat_tables.request.markdown_scan import CLOSE, OPEN, TOKEN, scan

from .article_data import ArticleData

_ = Translator(__file__)

# After line ends are made equal (30), before fenced code is taken away (25).
SCAN_PRIORITY = 29
# After code spans (190), links (160) and images (150): what stands in a link is known to stand there.
FIGURE_PRIORITY = 95

_ALONE = re.compile(f"<div>({TOKEN_OPEN}\\d+{TOKEN_CLOSE})</div>")
_IN_CODE = re.compile(r"<code[ >].*?</code>", re.DOTALL)


class StatTablesExtension(BlocksExtension):  # type: ignore[misc]
    """Config: `data`, the folder of datasets; `theme`, that of the theme."""

    def __init__(self, **configs: Any) -> None:
        self.config = {
            "data": ["content/data", "folder of the datasets"],
            "theme": ["theme", "folder of the theme"],
        }
        self.article: ArticleData | None = None
        super().__init__(**configs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        self._manager = block_mgr
        for name in BLOCK_NAMES:
            kind = type(f"Block_{name}", (_Directive,), {"NAME": name})
            block_mgr.register(kind, {"extension": self})
        md.preprocessors.register(_Scanner(md, self), "stat_tables_scan", SCAN_PRIORITY)
        pattern = f"{OPEN}F(\\d+){CLOSE}"
        md.inlinePatterns.register(_Figure(pattern, md, self), "stat_tables_figure", FIGURE_PRIORITY)
        md.inlinePatterns.register(_LinkedFigure(pattern, md, self), "stat_tables_linked_figure", FIGURE_PRIORITY - 1)
        # After raw HTML (30) is back in place.
        md.postprocessors.register(_Finish(md, self), "stat_tables_finish", 5)

    def known_blocks(self) -> list[str]:
        """Names of all block directives, of other extensions too."""
        return list(self._manager.blocks)

    def reset(self) -> None:
        self.article = None

    def current(self) -> ArticleData:
        """What is known of the article under conversion."""
        assert self.article is not None, "the scanner runs before every other part"
        return self.article


class _Scanner(Preprocessor):
    def __init__(self, md: Markdown, extension: StatTablesExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        extension = self._extension
        known = extension.known_blocks()
        scanned = scan(lines, BLOCK_NAMES, known)
        library = library_of(Path(extension.getConfig("data")))
        theme = Path(extension.getConfig("theme"))
        extension.article = ArticleData(scanned, library, theme, report_of(self.md))
        extension.article.audit()
        return scanned.lines


class _Directive(Block):  # type: ignore[misc]
    """A block of ours. The scanner has its options already; the argument is a token that names them."""

    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div")

    def on_end(self, block: etree.Element) -> None:
        match = TOKEN.fullmatch(self.argument)
        article = self.config["extension"].current()
        token = article.block(int(match[2])) if match else ""
        block.clear()
        block.text = AtomicString(token)


class _Figure(InlineProcessor):
    """A bound figure in running text; a link to its cell."""

    ANCESTOR_EXCLUDES: ClassVar[Collection[str]] = ("a",)
    LINKED = True

    def __init__(self, pattern: str, md: Markdown, extension: StatTablesExtension) -> None:
        super().__init__(pattern, md)
        self._extension = extension

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return self._extension.current().figure(int(m[1]), linked=self.LINKED), m.start(0), m.end(0)


class _LinkedFigure(_Figure):
    """A bound figure within a link: links do not nest."""

    ANCESTOR_EXCLUDES: ClassVar[Collection[str]] = ()
    LINKED = False


class _Finish(Postprocessor):
    """Give directives their place, show markers in code as written, report those that nothing read."""

    def __init__(self, md: Markdown, extension: StatTablesExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, text: str) -> str:
        text = _ALONE.sub(r"\1", text)
        if OPEN not in text:
            return text
        text = _IN_CODE.sub(lambda code: TOKEN.sub(self._as_written, code[0]), text)
        return TOKEN.sub(self._unread, text)

    def _as_written(self, match: re.Match[str]) -> str:
        sources = self._extension.current().scan
        source = sources.figures if match[1] == "F" else sources.blocks
        return html.escape(source[int(match[2])].whole, quote=False)

    def _unread(self, match: re.Match[str]) -> str:
        article = self._extension.current()
        source = article.scan.figures if match[1] == "F" else article.scan.blocks
        hint = _("put it into running text, outside HTML, picture descriptions and footnote marks")
        message = _("a figure or table cannot stand here")
        article.report_fault(at_line(message, source[int(match[2])].line, hint, "misplaced"))
        return ""
