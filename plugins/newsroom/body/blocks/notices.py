"""Blocks that editors open with `///`: notices and pull quotes; embeds.py, recordings.py, galleries.py hold others.

/// luu-y | Tiêu đề          also canh-bao, thong-tin; the title may be left out
Nội dung.
///

/// trich-dan | Người nói
Câu nói.
///
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as etree

from pymdownx.blocks import BlocksExtension

from newsroom.body.conversion import Conversion, conversion_of
from newsroom.sources.source_text import line_at
from portal.i18n import Translator
from portal.schema.nearest import hint_for

from .embeds import Video
from .galleries import Gallery
from .paper_block import PaperBlock
from .recordings import Audio

_ = Translator(__file__)
_EDGE = re.compile(r"^[ \t\xa0\u3000]*(/{3,})[ ]*([\w-]*)[ ]*(?:\|.*)?$", re.MULTILINE)

NOTICES = {"luu-y": "Lưu ý", "canh-bao": "Cảnh báo", "thong-tin": "Thông tin"}


class Notice(PaperBlock):
    NAME = "luu-y"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        box = etree.SubElement(parent, "div", {"class": f"notice notice-{self.NAME}", "role": "note"})
        title = etree.SubElement(box, "p", {"class": "notice-title"})
        title.text = self.argument or NOTICES[self.NAME]
        return box


class Warn(Notice):
    NAME = "canh-bao"


class Information(Notice):
    NAME = "thong-tin"


class PullQuote(PaperBlock):
    NAME = "trich-dan"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        figure = etree.SubElement(parent, "figure", {"class": "pull-quote"})
        etree.SubElement(figure, "blockquote")
        if self.argument:
            etree.SubElement(figure, "figcaption").text = self.argument
        return figure

    def on_add(self, block: etree.Element) -> etree.Element:
        return block[0]


class NewsBlocks(BlocksExtension):  # type: ignore[misc]
    """The newsroom's blocks for Python-Markdown."""

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:
        for block in (Notice, Warn, Information, PullQuote, Video, Audio, Gallery):
            block_mgr.register(block, {})


def check_blocks(md: Any) -> None:
    """Faults for blocks with an unknown name, without an end, or an end without a beginning."""
    conversion = conversion_of(md)
    if "///" not in conversion.source:
        return
    known = sorted(md.parser.blockprocessors["blocks"].blocks)
    opened: list[tuple[int, int]] = []
    for edge in _EDGE.finditer(conversion.source):
        line, length, name = line_at(conversion.source, edge.start()), len(edge.group(1)), edge.group(2).lower()
        if name:
            _check_name(conversion, name, known, line)
            opened.append((length, line))
        elif opened and any(length == other for other, _line in opened):
            while opened.pop()[0] != length:
                pass
        else:
            conversion.report.fault(_("this /// ends no block"), line, code="block")
    for length, line in opened:
        hint = _("write {end} on a line of its own after it", end="/" * length)
        conversion.report.fault(_("this block has no end"), line, hint, "block")


def _check_name(conversion: Conversion, name: str, known: list[str], line: int) -> None:
    # Another extension that reads blocks may have told it.
    at = conversion.file_line(line)
    if name not in known and all(fault.line != at for fault in conversion.report.errors):
        conversion.report.fault(_("{name} is not a block", name=name), line, hint_for(name, known), "block")
