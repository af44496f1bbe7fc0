"""Galleries: several pictures side by side, each leading to its large file.

    /// thu-vien | Quang cảnh hội nghị
    ![Mô tả](media/a.png "Chú thích | Ảnh: Tên")
    ![Mô tả](media/b.png)
    ///

The title may be left out. A gallery holds nothing but pictures.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as etree

from newsroom.body.conversion import SLOT_CLOSE, SLOT_OPEN, Conversion
from newsroom.sources.source_text import line_at
from portal.i18n import Translator

from .paper_block import PaperBlock

_ = Translator(__file__)
LEAST = 2
_SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")
_OPENED = re.compile(r"^[ \t>]*/{3,}[ ]*thu-vien\b", re.MULTILINE)


class Gallery(PaperBlock):
    NAME = "thu-vien"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        label = self.argument or _("Pictures")
        box = etree.SubElement(parent, "div", {"class": "gallery", "role": "group", "aria-label": label})
        if self.argument:
            etree.SubElement(box, "p", {"class": "gallery-title"}).text = self.argument
        return box


def set_galleries(root: etree.Element, conversion: Conversion) -> None:
    """Note which pictures stand in galleries; what else stands there, or too few of them, is a fault."""
    lines = [line_at(conversion.source, match.start()) for match in _OPENED.finditer(conversion.source)]
    boxes: list[Any] = [box for box in root.iter("div") if box.get("class") == "gallery"]
    for place, box in enumerate(boxes):
        pictures, other = _inside(box)
        line = lines[place] if place < len(lines) else 1
        if other:
            hint = _("leave only pictures between the two lines ///")
            conversion.report.fault(_("a gallery holds something that is no picture"), line, hint, "gallery")
        elif len(pictures) < LEAST:
            hint = _("add pictures, or take the lines /// away")
            conversion.report.fault(_("a gallery needs two pictures or more"), line, hint, "gallery")
        conversion.in_galleries.update(pictures)


def _inside(box: etree.Element) -> tuple[list[int], bool]:
    """Numbers of the pictures, and whether anything else stands there."""
    pictures: list[int] = []
    for child in box:
        if child.get("class") == "gallery-title":
            continue
        text = "".join(child.itertext())
        pictures += [int(number) for number in _SLOT.findall(text)]
        if child.tag != "p" or len(child) or _SLOT.sub("", text).strip():
            return pictures, True
    return pictures, bool((box.text or "").strip())
