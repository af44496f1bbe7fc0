"""What a reader typed -> its parts: runs of words, phrases, exclusions, filters, cuts. QUERY.md is the contract."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from site_search.language.analysis import LETTERS, folded, normalise

LONGEST_QUERY = 400
_SPACE, _QUOTE = " \\t\\n\\r\u00a0", '"“”«»'
_PART = re.compile(
    f"(?P<minus>-?)[{_QUOTE}](?P<phrase>[^{_QUOTE}]*)[{_QUOTE}]?"
    f"|(?P<key>[^{_SPACE}{_QUOTE}:]{{1,20}}):(?:[{_QUOTE}](?P<quoted>[^{_QUOTE}]*)[{_QUOTE}]?|(?P<value>[^{_SPACE}{_QUOTE}]+))"
    f"|(?P<word>[^{_SPACE}{_QUOTE}]+)"
)
_BARE = re.compile(f"(?P<word>[^{_SPACE}{_QUOTE}]+)")
_SKIP = re.compile(f"[{_SPACE}]*")
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff\ud800-\udfff]")
_EXCLUDED = re.compile(f"-[{LETTERS}]")
_OR = frozenset(("OR", "HOẶC", "HOAC", "|"))

KEYS = {
    **dict.fromkeys(("muc", "section"), "section"),
    **dict.fromkeys(("tacgia", "author"), "author"),
    **dict.fromkeys(("tinh", "diaphuong", "province"), "province"),
    **dict.fromkeys(("chude", "topic"), "topic"),
    **dict.fromkeys(("loai", "kind"), "kind"),
    **dict.fromkeys(("nguon", "source"), "source"),
    **dict.fromkeys(("vanban", "law"), "law"),
    **dict.fromkeys(("tieude", "title"), "title"),
    **dict.fromkeys(("tu", "from"), "from"),
    **dict.fromkeys(("den", "to"), "to"),
    **dict.fromkeys(("nam", "year"), "year"),
}


@dataclass(frozen=True)
class Part:
    """`kind`: word, phrase, or, filter, without; `key` only of a filter; `open` if a bare word may go on."""

    kind: str
    text: str = ""
    key: str = ""
    open: bool = False


def read_query(text: str) -> list[Part]:
    """The parts in reading order. Never fails: what is no operator is a word."""
    text = unicodedata.normalize("NFC", _BEYOND_BMP.sub(" ", text[: 4 * LONGEST_QUERY]))[:LONGEST_QUERY]
    return list(_parts(text))


def _parts(text: str) -> Iterator[Part]:
    place = _end(_SKIP, text, 0)
    while place < len(text):
        match = _PART.match(text, place)
        if match and match["key"] and folded(normalise(match["key"])) not in KEYS:
            match = _BARE.match(text, place)
        if not match:  # unreachable by the grammar; skip rather than loop
            place += 1
            continue
        yield _part(match, at_end=match.end() == len(text))
        place = _end(_SKIP, text, match.end())


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place


def _part(match: re.Match[str], at_end: bool) -> Part:
    groups = match.groupdict()
    word = groups["word"]
    if word is not None:
        if word in _OR:
            return Part("or")
        if _EXCLUDED.match(normalise(word)):
            return Part("without", word[1:])
        return Part("word", word, open=at_end)
    if groups["phrase"] is not None:
        return Part("without" if groups["minus"] else "phrase", groups["phrase"])
    value = groups["quoted"] if groups["quoted"] is not None else groups["value"]
    return Part("filter", value, KEYS[folded(normalise(groups["key"]))])
