"""What a post of WordPress keeps beside its text, or says in a way of its own: notes, files, headlines with markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import unescape

from bs4 import BeautifulSoup, Tag

from importing.text.inline import NOTE_CALL, InlineText

_MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|em|font|i|ins|mark|p|q|s|small|span|strong|sub|sup|u)\b[^<>]*>", re.I
)
_FILE = re.compile(r"/uploads/.+\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|zip|rar|7z|mp3|m4a|ogg|wav|mp4|webm|mov)$", re.I)


def words_shown(text: str) -> str:
    """Words of a headline or excerpt, which may hold markup and entities."""
    return " ".join(unescape(_MARKUP.sub("", re.sub(r"<(?:br|/p)\b[^<>]*>", " ", text))).split())


def notes_of(meta: str) -> dict[str, str]:
    """Notes of the post's field `footnotes`: id -> HTML; none where it is empty or damaged."""
    try:
        entries = json.loads(meta or "[]")
        return {str(entry["id"]): str(entry["content"]) for entry in entries}
    except (ValueError, TypeError, KeyError):
        return {}


def call_notes(root: Tag, notes: Mapping[str, str]) -> dict[str, str]:
    """Makes the places that call a note calls of ours; number -> Markdown of the note, in the order of the calls."""
    numbers: dict[str, str] = {}
    for call in root.select("[data-fn]"):
        name = str(call["data-fn"])
        if name in notes:
            call[NOTE_CALL] = numbers.setdefault(name, str(len(numbers) + 1))
            call.clear()
    return {
        number: InlineText().of(BeautifulSoup(notes[name], "html.parser").children) for name, number in numbers.items()
    }


def part_files(root: Tag, left: Callable[[str], None]) -> None:
    """Files that stay on the old site are told, each once; the block of a file names it once."""
    for block in root.select(".wp-block-file"):
        for frame in block.find_all("object"):
            frame.decompose()
        for button in block.select(".wp-block-file__button"):
            button.insert_before(" ")
    links = [str(tag.get("href") or tag.get("src") or "") for tag in root.find_all(["a", "audio", "video", "source"])]
    for address in dict.fromkeys(links):
        if _FILE.search(address.partition("?")[0]):
            left(address)
