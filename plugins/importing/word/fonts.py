"""Which font a run is in, through its styles, and the text of runs in fonts of before Unicode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree import ElementTree as etree

from .legacy import Encoding, decode, encoding_of_font
from .marks import XML_SPACE, w
from .styles import PlacedRun, WordStyles, placed_runs

_TEXT = w("t")


@dataclass(frozen=True)
class _Face:
    """Fonts for letters of ASCII and for those of Latin-1; None where nothing is said."""

    ascii: str | None = None
    latin: str | None = None

    def over(self, other: _Face) -> _Face:
        return _Face(self.ascii or other.ascii, self.latin or other.latin)

    @property
    def encoding(self) -> Encoding | None:
        return encoding_of_font(self.latin or self.ascii or "")


class Fonts:
    """The fonts that runs are in."""

    def __init__(self, styles: WordStyles) -> None:
        self._styles = styles

    def encoding_of(self, placed: PlacedRun) -> Encoding | None:
        return self._of(placed).encoding

    def name_of(self, placed: PlacedRun) -> str:
        """Of the font for letters of ASCII; empty where none is said."""
        return self._of(placed).ascii or ""

    def _of(self, placed: PlacedRun) -> _Face:
        face = _Face()
        for level in self._styles.levels(placed):
            for properties in level:
                face = face.over(_face(properties))
        return face


def _face(properties: etree.Element) -> _Face:
    fonts = properties.find(w("rFonts"))
    return _Face(fonts.get(w("ascii")), fonts.get(w("hAnsi"))) if fonts is not None else _Face()


@dataclass
class Decoded:
    """Args: words: that were in old code; undecided: those that have signs of no letter left."""

    words: int = 0
    undecided: list[str] = field(default_factory=list)


def decode_paragraphs(root: etree.Element, fonts: Fonts) -> Decoded:
    """Every text of a run in an old font becomes Unicode, in place."""
    result = Decoded()
    encodings = {placed.run: fonts.encoding_of(placed) for placed in placed_runs(root)}
    for paragraph in root.iter(w("p")):
        pieces = [(encodings[run], text) for run in _own_runs(paragraph) for text in _texts(run)]
        for encoding, group in groupby(pieces, key=lambda piece: piece[0]):
            if encoding is not None:
                _decode_group([text for _encoding, text in group], encoding, result)
    return result


def _own_runs(node: etree.Element) -> Iterator[etree.Element]:
    """Runs of the paragraph, not of paragraphs in text boxes inside it."""
    for child in node:
        if child.tag == w("r"):
            yield child
        elif child.tag != w("p"):
            yield from _own_runs(child)


def _texts(run: etree.Element) -> Iterator[etree.Element]:
    """Texts; the sign that Word takes for a soft hyphen is the letter ư of TCVN3."""
    for child in run:
        if child.tag == w("softHyphen"):
            child.tag, child.text = _TEXT, "\xad"
        if child.tag == _TEXT:
            yield child


def _decode_group(texts: list[etree.Element], encoding: Encoding, result: Decoded) -> None:
    """Together: Word may have cut a letter of two signs."""
    whole = "".join(text.text or "" for text in texts)
    if all("\uf020" <= sign <= "\uf0ff" or sign.isascii() for sign in whole):  # a font that Word takes for symbols
        whole = "".join(chr(ord(sign) - 0xF000) if "\uf020" <= sign <= "\uf0ff" else sign for sign in whole)
    letters = decode(whole, encoding)
    place = 0
    for text in texts:
        length = len(text.text or "")
        text.text = "".join(letters[place : place + length])
        text.set(XML_SPACE, "preserve")
        place += length
    new = "".join(letters)
    if new != whole:
        pairs = zip(whole.split(), new.split(), strict=False)
        result.words += sum(old != now for old, now in pairs)
        result.undecided += [word for word in new.split() if _is_strange(word)]


_STRANGE = frozenset("¸µ¶·¹¨¾»¼½Æ©ÇËªÖ×ØÜÞß«å¬ëîïñøö÷\xadþü¡¢£¤¥¦§®ÑÏÎ")


def _is_strange(word: str) -> bool:
    return any(sign in _STRANGE for sign in word)
