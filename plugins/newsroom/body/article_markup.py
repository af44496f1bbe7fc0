"""Python-Markdown extension of the newsroom: headings, figures, tables, links and interviews of an article's tree."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from portal.i18n import Translator
from portal.vietnam.text import slugify

from .blocks.galleries import set_galleries
from .blocks.notices import check_blocks
from .conversion import SLOT_CLOSE, SLOT_OPEN, Conversion, PictureUse, conversion_of, fragments_as_text, plain_text
from .kinds.interview import group_interview, warn_of_questions
from .kinds.live import group_entries
from .links import set_links
from .sanitiser import OWN_ID

_ = Translator(__file__)
# Of a page that shows pictures in its text: they open large.
PICTURE_ASSETS = ("css/kinds/pictures.css", "js/lightbox.js")
_HEADING = re.compile(r"h[1-6]")
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")  # as Markdown keeps what a backslash stands before
_ALIGN = re.compile(r"text-align:\s*(left|center|right);?")
_CAPTION = re.compile(r"\s*bảng\s*:\s*", re.IGNORECASE)


class ArticleMarkup(Extension):
    """Runs after inline processing and footnotes (15), before the tree is printed."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_ArticleTree(md), "newsroom", 12)


class _ArticleTree(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        conversion = conversion_of(self.md)
        check_blocks(self.md)
        _set_headings(root, conversion)
        _set_figures(root, conversion)
        set_galleries(root, conversion)
        if root.find(".//table") is not None:
            _set_tables(root, conversion)
        _set_footnotes(root)
        if conversion.kind.has_questions:
            group_interview(root, conversion)
        else:
            warn_of_questions(conversion)
        set_links(root, conversion)
        if conversion.live is not None:
            group_entries(root, conversion)
        for element in root.iterfind(".//*[@id]"):
            element.set("id", OWN_ID + element.get("id", ""))


def _set_headings(root: etree.Element, conversion: Conversion) -> None:
    """Headings start at h2 and skip no level, whatever numbers of # were used; each gets an anchor."""
    levels: list[int] = []
    taken: dict[str, int] = {}
    for element in root.iter():
        if not isinstance(element.tag, str) or not _HEADING.fullmatch(element.tag):
            continue
        written = int(element.tag[1])
        while levels and levels[-1] >= written:
            levels.pop()
        levels.append(written)
        level = min(1 + len(levels), 6)
        text = fragments_as_text(plain_text(element), conversion.report)
        element.tag = f"h{level}"
        element.set("id", anchor := _unique(f"muc-{slugify(text, 60) or 'khong-ten'}", taken))
        if level <= 3:
            conversion.headings.append((level, anchor, text))


def _unique(anchor: str, taken: dict[str, int]) -> str:
    """`anchor`, or `anchor-2`, `anchor-3` … where it stands already; `taken` counts each."""
    name = anchor
    while name in taken:
        taken[anchor] += 1
        name = f"{anchor}-{taken[anchor]}"
    taken[name] = 1
    return name


def _set_figures(root: etree.Element, conversion: Conversion) -> None:
    """A paragraph of nothing but pictures becomes figures; a picture anywhere else is a fault."""
    for paragraph in root.iter("p"):
        images = paragraph.findall("img")
        if not images or len(images) != len(paragraph):
            continue
        if (paragraph.text or "").strip() or any((image.tail or "").strip() for image in images):
            continue
        slots = [_slot(image, conversion) for image in images]
        for image in images:
            paragraph.remove(image)
        paragraph.text = "".join(slots)
    for image in root.iter("img"):
        hint = _("put it on a line of its own, with an empty line before and after")
        line = conversion.address_line(image.get("src", ""))
        conversion.report.fault(_("a picture stands inside a text"), line, hint, "picture-place")


def _slot(image: etree.Element, conversion: Conversion) -> str:
    src, alt = unquote(image.get("src", "")), " ".join(_typed(image.get("alt", "")).split())
    line = conversion.address_line(image.get("src", ""))
    if not alt:
        hint = _("write what it shows between the brackets: ![…]({src})", src=src)
        conversion.report.fault(_("the picture has no alternative text"), line, hint, "picture-alt")
    # A bar behind a backslash is one of the caption: Markdown has put its mark in its place.
    caption, _bar, credit = (_typed(part).strip() for part in image.get("title", "").partition("|"))
    illustration = slugify(credit).startswith(("minh-hoa", "tranh"))
    for path in PICTURE_ASSETS:
        conversion.report.need_asset(path)
    conversion.pictures.append(PictureUse(src, alt, caption, credit, illustration, conversion.file_line(line)))
    return f"{SLOT_OPEN}{len(conversion.pictures) - 1}{SLOT_CLOSE}"


def _typed(text: str) -> str:
    """Words of an attribute with the signs that were escaped in it, and characters that were written by name."""
    return unescape(_ESCAPED.sub(lambda mark: chr(int(mark.group(1))), text))


def _set_tables(root: etree.Element, conversion: Conversion) -> None:
    """Header cells get a scope; a wide table scrolls in a box that the keyboard reaches."""
    number = 0
    for parent in list(root.iter()):
        for table in parent.findall("table"):
            number += 1
            caption = _take_caption(parent, table)
            for cell in table.iter():
                _set_cell(cell)
            label = fragments_as_text(caption, conversion.report) or _("Table {number}", number=number)
            attributes = {"class": "table-scroll", "role": "group", "aria-label": label, "tabindex": "0"}
            region = etree.Element("div", attributes)
            region.tail, table.tail = table.tail, "\n"
            parent[list(parent).index(table)] = region
            region.append(table)
            words = [caption, *(plain_text(cell) for cell in table.iter("th"))]
            conversion.report.search_text.setdefault("tables", []).append(" ".join(filter(None, words)))


def _take_caption(parent: etree.Element, table: etree.Element) -> str:
    """The paragraph `Bảng: …` right before a table is its caption."""
    siblings = list(parent)
    index = siblings.index(table)
    above = siblings[index - 1] if index else None
    match = _CAPTION.match(above.text or "") if above is not None and above.tag == "p" else None
    if above is None or match is None or not (len(above) or (above.text or "")[match.end() :].strip()):
        return ""
    parent.remove(above)
    above.tag, above.text, above.tail = "caption", (above.text or "")[match.end() :], "\n"
    table.insert(0, above)
    return plain_text(above)


def _set_cell(cell: etree.Element) -> None:
    if cell.tag == "th":
        cell.set("scope", "col")
    match = _ALIGN.fullmatch(cell.attrib.pop("style", "").strip())
    if match:
        cell.set("class", f"align-{match.group(1)}")


def _set_footnotes(root: etree.Element) -> None:
    notes = root.find("div[@class='footnote']")
    if notes is None:
        return
    notes.tag = "section"
    notes.attrib.update({"class": "footnotes", "role": "doc-endnotes", "aria-label": _("Notes")})
    for link in root.iter("a"):
        if link.get("class") == "footnote-ref":
            link.set("role", "doc-noteref")
            link.set("aria-label", _("Note {number}", number="".join(link.itertext())))
        elif link.get("class") == "footnote-backref":
            link.set("role", "doc-backlink")
            link.set("aria-label", link.get("title", ""))


def makeExtension(**configs: Any) -> ArticleMarkup:
    return ArticleMarkup(**configs)
