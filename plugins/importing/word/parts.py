"""What the first and last blocks of a document are: headline, lead, writer. Each is a guess, and says so."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from importing.text.inline import NOTE_CALL, words_of

LONGEST_TITLE, SHORTEST_SAPO, LONGEST_SAPO = 200, 40, 700
_TAG = re.compile(r"\(?([A-ZĐ]{2,10})\)\s*[-–—:]?\s*|([A-ZĐ]{2,10})\s*[-–—]\s+")
_NAME = re.compile(r"(?:(?:Theo|Bài và ảnh|Bài|Tác giả|Thực hiện|Người viết)\s*[:.]?\s*)?((?:[^\W\d_]+\.?\s*){1,6})")


@dataclass(frozen=True)
class Recognised:
    """Args: guessed: names of the keys that were not certain; signature: a last line that looks like a writer's name,
    of nobody whom the paper knows; it stays in the text."""

    title: str = ""
    sapo: str = ""
    source_tag: str = ""
    author: str = ""
    guessed: tuple[str, ...] = ()
    signature: str = ""


def recognise(root: BeautifulSoup, tags: Collection[str], names: Collection[str]) -> Recognised:
    """Takes the blocks that it recognises out of `root`.

    Args:
        tags: source tags of the paper, such as PLVN.
        names: of the paper's authors.
    """
    title, sure = _take_title(root)
    tag, sapo = _take_sapo(root, tags) if title else ("", "")
    author, signature = _take_author(root, names)
    guessed = [name for name, value in (("title", title), ("sapo", sapo), ("authors", author)) if value]
    if sure and "title" in guessed:
        guessed.remove("title")
    return Recognised(title, sapo, tag, author, tuple(guessed), signature)


def _blocks(root: BeautifulSoup) -> list[Tag]:
    return [tag for tag in root.children if isinstance(tag, Tag) and (words_of(tag) or tag.find("img"))]


def _take_title(root: BeautifulSoup) -> tuple[str, bool]:
    """(the first heading, or a first short paragraph without a full stop; whether it was marked as one)."""
    for place, block in enumerate(_blocks(root)[:4]):
        words = words_of(block)
        if block.name == "h1" and len(words) <= LONGEST_TITLE:
            block.extract()
            return words, True
        if place == 0 and block.name in ("p", "h2", "h3") and _is_headline(block, words):
            block.extract()
            return words, False
    return "", False


def _is_headline(block: Tag, words: str) -> bool:
    fits = 8 <= len(words) <= LONGEST_TITLE and not words.endswith((".", ";", ":", ","))
    return fits and not _holds_more(block)


def _holds_more(block: Tag) -> bool:
    """What a key of the front matter has no place for: notes, pictures, links."""
    return block.find(["sup", "img", "a"]) is not None or block.select_one(f"[{NOTE_CALL}]") is not None


def _take_sapo(root: BeautifulSoup, tags: Collection[str]) -> tuple[str, str]:
    """The first paragraph under the headline, where it is bold or italic or begins with a source tag."""
    for block in _blocks(root)[:2]:
        words = words_of(block)
        tag = _TAG.match(words)
        known = (tag.group(1) or tag.group(2)) if tag else ""
        known = known if known in tags else ""
        whole = _whole_emphasis(block)
        fits = SHORTEST_SAPO <= len(words) <= LONGEST_SAPO and not _holds_more(block)
        if block.name == "p" and fits and (known or whole):
            block.extract()
            return known, words[tag.end() :] if known and tag else words
        if not _is_short(words):
            break
    return "", ""


def _is_short(words: str) -> bool:
    return len(words) < SHORTEST_SAPO


def _whole_emphasis(block: Tag) -> bool:
    """Whether every word of the block is bold or italic."""
    outer = [tag for tag in block.find_all(["strong", "em"]) if tag.find_parent(["strong", "em"]) is None]
    marked = "".join(map(words_of, outer))
    return bool(marked) and "".join(marked.split()) == "".join(words_of(block).split())


def _take_author(root: BeautifulSoup, names: Collection[str]) -> tuple[str, str]:
    """The last paragraph: (the name of one of the paper's authors, or what looks like another name)."""
    blocks = [block for block in _blocks(root) if block.name == "p"]
    for block in blocks[-1:]:
        match = _NAME.fullmatch(words_of(block))
        name = " ".join(match.group(1).split()) if match else ""
        by_name = {one.casefold(): one for one in names}
        if name.casefold() in by_name:
            block.extract()
            return by_name[name.casefold()], ""
        if 2 <= len(name.split()) <= 5 and name == name.title():
            return "", name
    return "", ""
