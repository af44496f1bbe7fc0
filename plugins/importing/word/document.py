"""A document of Word -> what a story is made of. mammoth reads its structure; see docs/decisions."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import mammoth  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Tag

from importing.text.blocks import BlockText, PictureText
from importing.text.inline import NOTE_CALL, words_of
from importing.text.pictures import picture_line
from portal.errors import Problem
from portal.i18n import Translator

from .changes import TrackedChanges
from .package import PlainDocument, plain_document
from .parts import Recognised, recognise

_ = Translator(__file__)
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
_CAPTION = re.compile(r"^\(?(?:ảnh|hình)(?:\s*\d+)?\s*[:.]|(?:ảnh|nguồn|minh hoạ)\s*:", re.IGNORECASE)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh > strong
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
u => u
"""


@dataclass(frozen=True)
class WordPicture:
    """A picture of the document. `name` is its file's; empty where its kind cannot stand on a page."""

    name: str
    data: bytes
    kind: str


@dataclass(frozen=True)
class WordStory:
    """Args: text: Markdown; plain: what was done before reading; left_out: what has no place in a story."""

    recognised: Recognised
    text: str
    pictures: tuple[WordPicture, ...]
    plain: PlainDocument
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class WordReading:
    """Args: folder: of the pictures, below content/; tags, authors: of the paper; alt: where a picture has none."""

    folder: str
    tags: Collection[str]
    authors: Collection[str]
    changes: TrackedChanges = TrackedChanges.REFUSE
    alt: str = ""


def read_document(path: Path, display_path: str, reading: WordReading) -> WordStory:
    plain = plain_document(path, display_path, reading.changes)
    pictures: list[WordPicture] = []
    html = _html(plain.data, pictures, display_path)
    root = BeautifulSoup(html, "html.parser")
    notes = _take_notes(root)
    _join_captions(root)
    recognised = recognise(root, reading.tags, reading.authors)
    lost: list[str] = []

    def line(picture: PictureText) -> str:
        number = int(picture.source)
        embedded = pictures[number]
        if not embedded.name:
            name = _("picture {number} ({kind})", number=number + 1, kind=embedded.kind)
            lost.append(name)
            return f"<!-- {reading.alt}: {name} -->"
        alt = picture.alt or reading.alt
        return picture_line(replace(picture, source=f"{reading.folder}/{embedded.name}", alt=alt))

    writer = BlockText(line, lost.append, notes={})
    writer.notes.update({number: writer_text(tag, writer) for number, tag in notes.items()})
    text = writer.of(root)
    used = tuple(picture for picture in pictures if picture.name)
    return WordStory(recognised, text, used, plain, tuple(dict.fromkeys((*plain.left_out, *lost))))


def writer_text(tag: Tag, writer: BlockText) -> str:
    """A note: its blocks one under the other, indented as notes are."""
    blocks = list(writer.blocks(list(tag.children)))
    return "\n\n    ".join(block.replace("\n", "\n    ") for block in blocks) or "…"


def _html(data: bytes, pictures: list[WordPicture], display_path: str) -> str:
    def take(image: Any) -> dict[str, str]:
        with image.open() as stream:
            content = stream.read()
        ending = ENDINGS.get(image.content_type, "")
        number = len(pictures)
        pictures.append(WordPicture(f"anh-{number + 1}.{ending}" if ending else "", content, image.content_type))
        return {"src": str(number)}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(take)
        )
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, OSError) as error:
        hint = _("open it in Word or LibreOffice and save it anew")
        raise Problem(_("the file is damaged ({reason})", reason=error), display_path, hint=hint, code="docx") from None
    return str(result.value)


def _take_notes(root: BeautifulSoup) -> dict[str, Tag]:
    """Number -> the note itself, taken out; where the text calls it stands a mark."""
    notes: dict[str, Tag] = {}
    numbers: dict[str, str] = {}
    for link in root.find_all("a", href=True):
        anchor = str(link["href"]).lstrip("#")
        if not str(link.get("id", "")).startswith(("footnote-ref", "endnote-ref")):
            continue
        number = numbers.setdefault(anchor, str(len(numbers) + 1))
        mark = root.new_tag("span")
        mark[NOTE_CALL] = number
        around = link.parent if isinstance(link.parent, Tag) and link.parent.name == "sup" else link
        around.replace_with(mark)
    for anchor, number in numbers.items():
        item = root.find(id=anchor)
        if isinstance(item, Tag):
            for back in item.find_all("a", href=True):
                if str(back["href"]).startswith(("#footnote-ref", "#endnote-ref")):
                    back.extract()
            notes[number] = item
    for item in notes.values():
        parent = item.parent
        item.extract()
        if isinstance(parent, Tag) and not words_of(parent):
            parent.extract()
    return notes


def _join_captions(root: BeautifulSoup) -> None:
    """A caption directly under a picture, as a style says it or as desks write it, belongs to it."""
    for image in root.find_all("img"):
        block = image.find_parent("p")
        if not isinstance(block, Tag) or words_of(block) or image.find_parent("td") is not None:
            continue
        below = block.find_next_sibling()
        if isinstance(below, Tag) and below.name == "p" and below.find("img") is None and _is_caption(below):
            figure, caption = root.new_tag("figure"), root.new_tag("figcaption")
            caption.string = words_of(below)
            block.replace_with(figure)
            below.extract()
            figure.append(image)
            figure.append(caption)


def _is_caption(block: Tag) -> bool:
    words = words_of(block)
    styled = "caption" in (block.get("class") or [])
    return bool(words) and len(words) <= 300 and (styled or _CAPTION.search(words) is not None)


def notes_of(story: WordStory) -> Iterator[str]:
    """What was done to the document, in words."""
    if story.plain.decoded:
        yield _("{count} words in TCVN3 or VNI are Unicode now", count=story.plain.decoded)
    if story.plain.undecided:
        words = ", ".join(story.plain.undecided[:8])
        yield _("{count} words could not be decoded whole: {words}", count=len(story.plain.undecided), words=words)
