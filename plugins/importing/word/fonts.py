"""Which font a run is in, through its styles, and the text of runs in fonts of before Unicode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree import ElementTree as etree

from .legacy import Encoding, decode, encoding_of_font
from .marks import XML_SPACE, w

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
    """The styles of a document."""

    def __init__(self, styles: etree.Element | None) -> None:
        self._styles: dict[str, tuple[_Face, str]] = {}
        self._default = _Face()
        self._default_style = ""
        if styles is None:
            return
        default = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._default = _face(default)
        for style in styles.iter(w("style")):
            name, based = style.get(w("styleId"), ""), style.find(w("basedOn"))
            self._styles[name] = (_face(style.find(w("rPr"))), based.get(w("val"), "") if based is not None else "")
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
                self._default_style = name

    def of_run(self, run: etree.Element, paragraph_style: str) -> Encoding | None:
        properties = run.find(w("rPr"))
        face = _face(properties)
        named = properties.find(w("rStyle")) if properties is not None else None
        if named is not None:
            face = face.over(self._style(named.get(w("val"), "")))
        face = face.over(self._style(paragraph_style or self._default_style)).over(self._default)
        return face.encoding

    def _style(self, name: str) -> _Face:
        face, seen = _Face(), set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            own, based = self._styles[name]
            face, name = face.over(own), based
        return face


def _face(properties: etree.Element | None) -> _Face:
    fonts = properties.find(w("rFonts")) if properties is not None else None
    return _Face(fonts.get(w("ascii")), fonts.get(w("hAnsi"))) if fonts is not None else _Face()


@dataclass
class Decoded:
    """Args: words: that were in old code; undecided: those that have signs of no letter left."""

    words: int = 0
    undecided: list[str] = field(default_factory=list)


def decode_paragraphs(root: etree.Element, fonts: Fonts) -> Decoded:
    """Every text of a run in an old font becomes Unicode, in place."""
    result = Decoded()
    for paragraph in root.iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        name = style.get(w("val"), "") if style is not None else ""
        pieces = [(fonts.of_run(run, name), text) for run in _own_runs(paragraph) for text in _texts(run)]
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
