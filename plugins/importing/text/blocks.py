"""Blocks of HTML as Markdown: paragraphs, headings, lists, quotations, tables, pictures, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from .counting import counting_of, label_of, numbers_of
from .escape import escaped_start
from .inline import BREAK, InlineText, plain, with_stars, words_of
from .tables import table_text

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_DROPPED = frozenset("script style noscript template head link meta button input select textarea form".split())  # noqa: SIM905
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MEDIA = frozenset("iframe video audio embed object source".split())  # noqa: SIM905
MOST_LIST_NUMBER = 999


@dataclass(frozen=True)
class PictureText:
    """A picture of the text as its reader found it: `source` is what the HTML names."""

    source: str
    alt: str
    caption: str = ""


PictureMarkup = Callable[[PictureText], str]  # the Markdown of a picture; empty where it is none
Lost = Callable[[str], None]  # told what is left out


@dataclass
class BlockText:
    """Writes one text.

    Args:
        picture: the Markdown line of a picture.
        lost: told of what has no place in a story, such as `<script>`.
        top_heading: level of the largest heading in the text.
    """

    picture: PictureMarkup
    lost: Lost
    notes: dict[str, str] = field(default_factory=dict)

    def of(self, html: str | Tag) -> str:
        """The whole text, one blank line between blocks, with the notes that it calls at its end."""
        root = BeautifulSoup(html, "html.parser") if isinstance(html, str) else html
        blocks = list(self.blocks(root.children))
        called = [f"[^{number}]: {text}" for number, text in self.notes.items()]
        return "\n\n".join([*blocks, *called])

    def blocks(self, children: Iterable[PageElement]) -> Iterator[str]:
        run: list[PageElement] = []
        for child in list(children):
            if _is_inline(child):
                run.append(child)
                continue
            yield from self._paragraphs(run)
            run = []
            if isinstance(child, Tag):
                yield from self._block(child)
        yield from self._paragraphs(run)

    def _paragraphs(self, run: list[PageElement]) -> Iterator[str]:
        """Inline elements; pictures among them become blocks of their own."""
        inline: list[PageElement] = []
        for child in run:
            pictures = _pictures_in(child)
            if not pictures:
                inline.append(child)
                continue
            for picture in pictures:
                picture.extract()
            inline.append(child) if not (isinstance(child, Tag) and child.name == "img") else None
            yield from self._paragraph(inline)
            inline = []
            yield from filter(None, (self._picture(picture) for picture in pictures))
        yield from self._paragraph(inline)

    def _paragraph(self, inline: list[PageElement]) -> Iterator[str]:
        text = InlineText().of(inline)
        if text:
            yield paragraph(text)

    def _block(self, tag: Tag) -> Iterator[str]:
        name = tag.name.lower()
        if name in _DROPPED:
            if name in ("form", "script", "button", "select"):
                self.lost(name)
        elif name in _HEADINGS:
            yield from self._heading(tag, _HEADINGS[name])
        elif name in ("ul", "ol"):
            yield from self._list(tag)
        elif name == "blockquote":
            inside = "\n\n".join(self.blocks(tag.children))
            if inside:
                yield "\n".join(f"> {line}" if line else ">" for line in inside.split("\n"))
        elif name == "table":
            yield from self._table(tag)
        elif name == "pre":
            yield f"```\n{tag.get_text().strip(chr(10))}\n```"
        elif name == "hr":
            yield "---"
        elif name == "figure" and _pictures_in(tag):
            yield from self._figure(tag)
        elif name == "dl":
            yield from self._definitions(tag)
        elif name in _MEDIA:
            yield from self._media(tag)
        else:
            yield from self.blocks(list(tag.children))

    def _heading(self, tag: Tag, level: int) -> Iterator[str]:
        for picture in _pictures_in(tag):
            picture.extract()
            yield from filter(None, [self._picture(picture)])
        text = InlineText().of(_without_emphasis(tag)).replace(BREAK, " ")
        if text:
            closed = f"{text[:-1]}\\#" if text.endswith("#") else text
            yield f"{'#' * max(level, 2)} {closed}"

    def _list(self, tag: Tag) -> Iterator[str]:
        ordered = tag.name.lower() == "ol"
        counting = counting_of(tag) if ordered else "1"
        if counting != "1":
            yield from self._lettered(tag, counting)
            return
        items: list[str] = []
        children = [child for child in tag.children if isinstance(child, Tag)]
        numbers = numbers_of(tag, [child for child in children if child.name not in ("ul", "ol")])
        for child in children:
            if child.name in ("ul", "ol"):  # directly inside, as old editors wrote
                blocks = list(self._list(child))
                items.append(_indented("\n\n".join(blocks)) if items else "\n\n".join(blocks))
                continue
            number = next(numbers)
            mark = f"{number}." if ordered and 0 <= number <= MOST_LIST_NUMBER else "-"
            blocks = list(self.blocks(child.children)) or [""]
            items.append(f"{mark} {_indented(chr(10).join(_tight(blocks)))}".rstrip())
        items = [item for item in items if item.strip("-. 0123456789")]
        if items:
            yield "\n".join(items)

    def _lettered(self, tag: Tag, counting: str) -> Iterator[str]:
        """Items that are counted in letters or Roman numbers: paragraphs of their own, each under its letter."""
        children = [child for child in tag.children if isinstance(child, Tag)]
        for child, number in zip(children, numbers_of(tag, children), strict=True):
            for first in child.find_all(string=lambda text: bool(text.strip()), limit=1):
                first.insert_before(f"{label_of(number, counting)}. ")
            yield from self.blocks(child.children)

    def _table(self, tag: Tag) -> Iterator[str]:
        pictures = _pictures_in(tag)
        rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
        cells = [cell for row in rows for cell in row.find_all(["td", "th"], recursive=False)]
        if len(cells) == 1 or (pictures and len(cells) <= 2 and not _has_figures(cells)):
            # A frame around a picture or a text, not a table.
            for cell in cells:
                yield from self.blocks(list(cell.children))
            return
        for picture in pictures:
            picture.extract()
        inline = InlineText(html=True)
        text = table_text(tag, inline)
        if text:
            yield text
        for number in inline.notes:  # a note has no call in raw HTML: it follows the table
            if number in self.notes and not text.startswith("|"):
                yield paragraph(f"<sup>{number}</sup> {self.notes.pop(number)}")
        yield from filter(None, (self._picture(picture) for picture in pictures))

    def _figure(self, tag: Tag) -> Iterator[str]:
        caption = tag.find("figcaption")
        words = words_of(caption) if isinstance(caption, Tag) else ""
        if isinstance(caption, Tag):
            caption.extract()
        pictures = _pictures_in(tag)
        for place, picture in enumerate(pictures):
            picture.extract()
            line = self._picture(picture, words if place == len(pictures) - 1 else "")
            if line:
                yield line
            elif words and place == len(pictures) - 1:
                yield paragraph(InlineText().of([NavigableString(words)]))
        yield from self.blocks(list(tag.children))

    def _definitions(self, tag: Tag) -> Iterator[str]:
        for child in tag.children:
            if isinstance(child, Tag):
                yield from self.blocks(list(child.children))

    def _media(self, tag: Tag) -> Iterator[str]:
        source = tag if tag.get("src") or tag.get("data") else tag.find("source")
        address = str(source.get("src") or source.get("data") or "") if isinstance(source, Tag) else ""
        address = f"https:{address}" if address.startswith("//") else address
        if address.startswith(("http://", "https://")):
            yield address.replace("/embed/", "/watch?v=", 1) if "youtube.com/embed/" in address else f"<{address}>"
        else:
            self.lost(tag.name)

    def _picture(self, tag: Tag, caption: str = "") -> str:
        source = next((str(tag[name]) for name in ("data-src", "data-original", "src") if tag.get(name)), "")
        return self.picture(PictureText(source, plain(str(tag.get("alt") or "")).strip(), caption))


def paragraph(text: str) -> str:
    """A paragraph of escaped text; lines inside it stay lines."""
    lines = [escaped_start(line.strip()) for line in with_stars(text).split(BREAK)]
    return "  \n".join(line for line in lines if line)


def _is_inline(child: PageElement) -> bool:
    if isinstance(child, Comment):
        return True
    if isinstance(child, Tag):
        name = child.name.lower()
        if name in ("img", "math"):
            return True
        return name in _INLINE and not any(not _is_inline(inner) for inner in child.children)
    return isinstance(child, NavigableString)


def _pictures_in(child: PageElement) -> list[Tag]:
    if not isinstance(child, Tag):
        return []
    return [child] if child.name == "img" else [tag for tag in child.find_all("img") if isinstance(tag, Tag)]


def _without_emphasis(tag: Tag) -> list[PageElement]:
    for inner in tag.find_all(["b", "strong", "em", "i"]):
        inner.unwrap()
    return list(tag.children)


def _has_figures(cells: list[Tag]) -> bool:
    return any(any(sign.isdigit() for sign in cell.get_text()) for cell in cells)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line and place else line for place, line in enumerate(text.split("\n")))


def _tight(blocks: list[str]) -> Iterator[str]:
    """Blocks of one item; a list directly under its text needs no empty line."""
    for place, block in enumerate(blocks):
        if place and not block.startswith(("- ", "1. ")):
            yield ""
        yield block
