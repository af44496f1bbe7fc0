"""An old story -> one of this paper: names looked up, the text as Markdown, pictures found, what is lost told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from importing.text.blocks import BlockText, PictureText
from importing.text.inline import words_of
from importing.text.old_html import old_html
from importing.text.pictures import picture_line
from importing.text.story_file import ImportedStory
from portal.i18n import Translator
from portal.vietnam.text import slugify

from .old_story import Lost, OldStory
from .wordpress_blocks import call_notes, part_files
from .wordpress_text import shown_html

_ = Translator(__file__)
LONGEST_TITLE, LONGEST_SAPO, LONGEST_WANTED = 200, 1000, 500
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)|-scaled(?=\.\w+$)")
_ADDRESS = re.compile(r"(?:/[^\s/?#\"'<>\\;{}]+)+/?")
_TAG = re.compile(r"\(([A-ZĐ]{2,10})\)\s*[-–—:]?\s*")
_SENTENCE = re.compile(r".+?[.!?…]+[\"”’)]*(?=\s|$)")
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"))


@dataclass(frozen=True)
class Meanings:
    """What names of the old system mean here: folded name -> slug."""

    sections: Mapping[str, str]
    authors: Mapping[str, str]
    topics: Mapping[str, str]
    section: str = ""
    source_tags: tuple[str, ...] = ()

    def section_of(self, names: tuple[str, ...]) -> str:
        """The deepest that is known."""
        return next(
            (self.sections[key] for name in reversed(names) if (key := folded(name)) in self.sections), self.section
        )


@dataclass
class Brought:
    """A story with the pictures that it needs: path below media/ -> the file it is copied from."""

    story: ImportedStory
    pictures: dict[str, Path] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)


def folded(name: str) -> str:
    return slugify(name, longest=120)


class BringIn:
    """Args: media: the folder of the old system's pictures, or None; number: the story's, which no other has."""

    def __init__(self, names: Meanings, media: Path | None, number: int) -> None:
        self._names, self._media, self._number = names, media, number

    def story(self, old: OldStory) -> Brought:
        """Of a story that has a date."""
        assert old.date is not None
        number = self._number
        title = old.title or _("Untitled {place}", place=old.place)
        brought = Brought(ImportedStory(number, "", "", old.date, "", ""))
        writer = _Writer(old, brought, self._media, title)
        text = writer.text()
        lead, text = (old.lead, text) if old.lead else _lead_of(text, writer)
        tag, lead = self._source_tag(lead, brought, old.place)
        if len(title) > LONGEST_TITLE:
            text = f"**{title}**\n\n{text}"
        if len(lead) > LONGEST_SAPO:
            text, lead = f"{lead}\n\n{text}", _shortened(lead)
        brought.story = ImportedStory(
            id=number,
            title=title if len(title) <= LONGEST_TITLE else _cut(title, LONGEST_TITLE),
            slug=_slug(old, title),
            sapo=lead or title,
            source_tag=tag,
            date=old.date,
            section=self._names.section_of(old.sections),
            authors=tuple(self._known(old.authors, self._names.authors, "author", brought)),
            topics=tuple(self._known(old.topics, self._names.topics, "topic", brought)),
            image=writer.lead_picture(),
            aliases=(old.address,) if _ADDRESS.fullmatch(old.address) else (),
            status="draft" if old.draft else "",
            text=text or lead or title,
        )
        if old.address and not brought.story.aliases:
            brought.lost.append(Lost(old.place, "address", _("the address {link} cannot lead here", link=old.address)))
        return brought

    def _source_tag(self, lead: str, brought: Brought, place: str) -> tuple[str, str]:
        """The tag before the lead, and the lead without it; what was typed twice is printed once."""
        tag = ""
        while (match := _TAG.match(lead)) and match.group(1) in self._names.source_tags:
            if tag:
                brought.lost.append(Lost(place, "source tag", match.group().strip()))
            tag, lead = tag or match.group(1), lead[match.end() :]
        return tag, lead

    def _known(self, names: tuple[str, ...], table: Mapping[str, str], kind: str, brought: Brought) -> Iterator[str]:
        for name in dict.fromkeys(map(folded, names)):
            if name in table:
                yield table[name]
            elif name:
                brought.lost.append(Lost(str(brought.story.id), kind, name))


class _Writer:
    """The text of one story."""

    def __init__(self, old: OldStory, brought: Brought, media: Path | None, title: str) -> None:
        self._old, self._brought, self._media, self._title = old, brought, media, title
        self.plain_lead = ""  # the first paragraph, where it is nothing but words
        self.first_words = ""  # of the first paragraph, whatever else is in it

    def text(self) -> str:
        html = self._old.html
        if self._old.folder is None:
            html = shown_html(html, self._old.known_pictures, lambda what: self._tell("shortcode", what))
        deep = _("elements stand too deep in each other; words only")
        root = old_html(html, lambda: self._tell("nesting", deep)).body
        assert root is not None  # of every page, as browsers read it
        notes = call_notes(root, self._old.notes)
        part_files(root, lambda address: self._tell("file", _("{address} stays on the old site", address=address)))
        self.plain_lead, self.first_words = _plain_first(root), _first_words(root)
        for element in root.select("math, svg, [hidden], [style*='display:none' i], [style*='display: none' i]"):
            self._tell("look", _("<{name}> “{words}”: only its words", name=element.name, words=words_of(element)[:60]))
        return BlockText(self._picture, lambda what: self._tell("element", f"<{what}>"), notes).of(root)

    def _tell(self, code: str, what: str) -> None:
        self._brought.lost.append(Lost(self._old.place, code, what))

    def _picture(self, picture: PictureText) -> str:
        path = self._take(picture.source)
        if not path:
            return ""
        alt = picture.alt or picture.caption or _("Picture of the story: {title}", title=self._title)
        return picture_line(PictureText(path, alt[:300], picture.caption))

    def lead_picture(self) -> tuple[tuple[str, str], ...]:
        path = self._take(self._old.image).removeprefix("media/") if self._old.image else ""
        return (("src", path), ("alt", _("Picture of the story: {title}", title=self._title)[:300])) if path else ()

    def _take(self, source: str) -> str:
        """Path of the picture below content/; empty where the archive does not hold it, which is told."""
        file = self._find(source)
        if file is None:
            if source and not source.startswith("data:"):
                self._tell("picture", source)
            return ""
        name = f"{slugify(file.stem, 60) or 'anh'}{file.suffix.lower()}"
        folder = f"cu/{self._brought.story.id}"
        number = 2
        while self._brought.pictures.get(f"{folder}/{name}", file) != file:
            name, number = f"{slugify(file.stem, 60) or 'anh'}-{number}{file.suffix.lower()}", number + 1
        self._brought.pictures[f"{folder}/{name}"] = file
        return f"media/{folder}/{name}"

    def _find(self, source: str) -> Path | None:
        path = unquote(urlsplit(source).path)
        names = [path.rpartition("/uploads/")[2], path.lstrip("/")]
        places = [(self._media, name) for name in names] if self._media else []
        if self._old.folder is not None and path and not path.startswith("/"):
            places.append((self._old.folder, path))
        for folder, name in places:
            for candidate in (_SIZE.sub("", name), name):
                file = folder / candidate if folder and candidate else None
                if file and file.suffix.lower() in PICTURES and _is_inside(file, folder):
                    return file
        return None


def _is_inside(file: Path, folder: Path) -> bool:
    return file.is_file() and not file.is_symlink() and file.resolve().is_relative_to(folder.resolve())


def _plain_first(root: Tag) -> str:
    for block in root.children:
        if isinstance(block, Tag) and (block.name in ("img", "hr", "iframe") or block.find(["img", "iframe"])):
            return ""  # a block of its own stands before any words
        if isinstance(block, Tag) and words_of(block):
            return words_of(block) if block.name == "p" and block.find(True) is None else ""
        if not isinstance(block, Tag) and str(block).strip():
            return ""
    return ""


def _lead_of(text: str, writer: _Writer) -> tuple[str, str]:
    """(lead, the text without it). A first paragraph of plain words is the lead; else its sentences are said twice."""
    _first, _blank, rest = text.partition("\n\n")
    if writer.plain_lead and rest and len(writer.plain_lead) <= LONGEST_WANTED:
        return writer.plain_lead, rest
    return _shortened(writer.first_words), text


def _first_words(root: Tag) -> str:
    for tag in root.find_all(["p", "blockquote", "li", "div", "section"]):
        is_alone = tag.find(["p", "div", "ul", "table"]) is None and tag.find_parent(["table", "figure"]) is None
        if is_alone and (words := words_of(tag)):
            return words
    return ""


def _shortened(words: str) -> str:
    """Whole sentences, as many as a lead may have."""
    lead = ""
    for sentence in _SENTENCE.finditer(words):
        if lead and len(lead) + len(sentence.group()) > LONGEST_WANTED:
            break
        lead = f"{lead} {sentence.group().strip()}".strip()
    return lead if 0 < len(lead) <= LONGEST_SAPO else _cut(words, LONGEST_WANTED)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _slug(old: OldStory, title: str) -> str:
    own = slugify(unquote(old.slug)) if old.slug else ""
    return own if own and own != slugify(title) else ""
