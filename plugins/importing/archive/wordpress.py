"""A WordPress export (WXR) -> its posts, one after the other, whatever its size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as etree

from portal.errors import Problem
from portal.i18n import Translator
from portal.vietnam.text import HANOI

from .old_story import Lost, OldStory
from .wordpress_blocks import notes_of, words_shown

_ = Translator(__file__)
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_SHOWN = {"publish": False, "future": False, "draft": True, "pending": True}  # status -> is a draft


class WordPress:
    """One export: `stories` reads it twice, first for what posts point to."""

    def __init__(self, path: Path, lost: Callable[[Lost], None]) -> None:
        self._path, self._lost = path, lost
        self._authors: dict[str, str] = {}
        self._parents: dict[str, tuple[str, str]] = {}
        self._pictures: dict[str, str] = {}

    def stories(self) -> Iterator[OldStory]:
        self._read_names()
        for item in self._items():
            story = self._story(item)
            if story is not None:
                yield story

    def _elements(self, names: frozenset[str]) -> Iterator[etree.Element]:
        """Elements by their local name; each is emptied when the next is asked for, and so is the channel."""
        try:
            path: list[etree.Element] = []
            for event, element in etree.iterparse(self._path, ("start", "end")):
                if event == "start":
                    path.append(element)
                    continue
                path.pop()
                if _local(element) in names and len(path) == 2:
                    yield element
                    element.clear()
                    path[-1].remove(element)
        except etree.ParseError as error:
            line = error.position[0] if error.position else None
            hint = _("export it again; a file that was cut off cannot be read")
            raise Problem(_("the file is not a whole WordPress export"), self._path, line, hint=hint) from None

    def _items(self) -> Iterator[etree.Element]:
        return self._elements(frozenset({"item"}))

    def _read_names(self) -> None:
        for element in self._elements(frozenset({"author", "category", "item"})):
            kind = _local(element)
            if kind == "author":
                login = _text(element, "author_login")
                self._authors[login] = unescape(_text(element, "author_display_name")) or login
            elif kind == "category":
                name = unescape(_text(element, "cat_name"))
                self._parents[_text(element, "category_nicename")] = (name, _text(element, "category_parent"))
            elif _text(element, "post_type") == "attachment":
                self._pictures[_text(element, "post_id")] = _text(element, "attachment_url")

    def _story(self, item: etree.Element) -> OldStory | None:
        kind, status, link = _text(item, "post_type"), _text(item, "status"), (item.findtext("link") or "").strip()
        place = link or _text(item, "post_id")
        if kind in ("attachment", "nav_menu_item", "revision", "wp_global_styles", "custom_css"):
            return None
        if kind not in ("post", "") or status not in _SHOWN:
            what = _("{kind} “{title}”, status {status}", kind=kind, title=item.findtext("title") or "", status=status)
            self._lost(Lost(place, "kind", what))
            return None
        number = _text(item, "post_id")
        is_secret = bool(_text(item, "post_password"))
        if is_secret:
            self._lost(Lost(place, "password", _("readers needed a password: a draft")))
        if comments := sum(_text(one, "comment_approved") == "1" for one in item if _local(one) == "comment"):
            self._lost(Lost(place, "comment", _("comments of readers: {count}", count=comments)))
        return OldStory(
            place=place,
            address=self._address(link, place),
            number=int(number) if number.isdecimal() and 0 < int(number) < 2**53 else None,
            title=words_shown(item.findtext("title") or ""),
            html=item.findtext(_CONTENT) or "",
            date=_date(item),
            lead=words_shown(_excerpt(item)),
            sections=self._sections(item),
            authors=tuple(filter(None, [self._authors.get(name, name) if (name := item.findtext(_CREATOR)) else ""])),
            topics=tuple(unescape(tag.text or "") for tag in item.iter("category") if tag.get("domain") == "post_tag"),
            image=self._pictures.get(_meta(item, "_thumbnail_id"), ""),
            draft=_SHOWN[status] or is_secret,
            slug=_text(item, "post_name"),
            known_pictures=self._gallery(item.findtext(_CONTENT) or ""),
            notes=notes_of(_meta(item, "footnotes")),
        )

    def _gallery(self, text: str) -> dict[str, str]:
        """Pictures that a gallery of the text names by number."""
        if "[gallery" not in text:
            return {}
        numbers = re.findall(r"\d+", " ".join(re.findall(r"\[gallery\b([^\]]*)\]", text)))
        return {number: self._pictures[number] for number in numbers if number in self._pictures}

    def _address(self, link: str, place: str) -> str:
        parts = urlsplit(link)
        if parts.query or not parts.path.strip("/"):
            self._lost(Lost(place, "address", _("the address {link} cannot lead here", link=link or "–")))
            return ""
        return parts.path

    def _sections(self, item: etree.Element) -> tuple[str, ...]:
        """The deepest category of the post with those above it."""
        chains = [self._chain(tag) for tag in item.iter("category") if tag.get("domain") == "category"]
        return max(chains, key=len, default=())

    def _chain(self, tag: etree.Element) -> tuple[str, ...]:
        names, slug = [unescape(tag.text or "")], tag.get("nicename") or ""
        parent = self._parents.get(slug, ("", ""))[1]
        while parent in self._parents and len(names) < 5:
            name, parent = self._parents[parent]
            names.insert(0, name)
        return tuple(names)


def _local(element: etree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: etree.Element, name: str) -> str:
    """Of the child with that local name: its namespace has the version of WordPress in it."""
    return next(((child.text or "").strip() for child in element if _local(child) == name), "")


def _excerpt(item: etree.Element) -> str:
    return next((child.text or "" for child in item if _local(child) == "encoded" and "excerpt" in child.tag), "")


def _meta(item: etree.Element, key: str) -> str:
    for meta in item:
        if _local(meta) == "postmeta" and _text(meta, "meta_key") == key:
            return _text(meta, "meta_value")
    return ""


def _date(item: etree.Element) -> datetime | None:
    for name, zone in (("post_date_gmt", UTC), ("post_date", HANOI)):
        text = _text(item, name)
        try:
            return datetime.fromisoformat(text).replace(tzinfo=zone)
        except ValueError:
            continue  # drafts have 0000-00-00
    return None
