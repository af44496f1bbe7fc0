"""Signs of fonts that have no letters (Symbol, Wingdings): as signs of Unicode; those that have none are named."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as etree

from mammoth.docx.dingbats import dingbats  # type: ignore[import-untyped]

from portal.i18n import Translator

from .fonts import Fonts
from .marks import XML_SPACE, w
from .styles import PlacedRun

_ = Translator(__file__)
_FONTS = {name.lower(): name for name in ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")}
_PRIVATE = range(0xF020, 0xF100)  # where Word keeps signs of such fonts


def spell_symbols(runs: list[PlacedRun], fonts: Fonts) -> Iterator[str]:
    """Changes the runs; names signs that Unicode does not have, which stay out."""
    for placed in runs:
        font = _FONTS.get(fonts.name_of(placed).lower(), "")
        for child in placed.run:
            if child.tag == w("sym"):
                yield from _spell_sign(child)
            elif child.tag == w("t") and font and (text := child.text or "").strip():
                child.text = "".join(map(str, (_sign(font, ord(sign)) or sign for sign in text)))
                child.set(XML_SPACE, "preserve")


def _spell_sign(sign: etree.Element) -> Iterator[str]:
    font, code = sign.get(w("font"), ""), sign.get(w("char"), "")
    number = int(code, 16) if code and all(digit in "0123456789abcdefABCDEF" for digit in code) else 0
    known = _sign(_FONTS.get(font.lower(), ""), number)
    if not known and number and number not in _PRIVATE and not 0xE000 <= number < 0xF900:
        known = chr(number) if number < 0x110000 else ""
    if not known:
        yield _("the sign {code} of the font {font}", code=code.upper(), font=font)
    sign.tag = w("t")
    sign.attrib.clear()
    sign.text = known


def _sign(font: str, number: int) -> str:
    """The sign of Unicode; empty where the font has none at this place."""
    place = number - 0xF000 if number in _PRIVATE else number
    code = dingbats.get((font, place)) if font else None
    return chr(code) if code else ""
