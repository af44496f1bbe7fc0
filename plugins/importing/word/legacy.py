"""Vietnamese of before Unicode: TCVN3 (fonts `.Vn…`) and VNI (fonts `VNI-…`), decoded word by word.

A word that is Unicode already, though its font is an old one, is left as it is. Which it is shows by its letters
(beyond Latin-1 nothing is TCVN3 or VNI), else by spelling: only one of the two readings is a Vietnamese syllable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum

from portal.vietnam.spelling import is_syllable

_TCVN3_CODES = (
    "¸µ¶·¹" "¨¾»¼½Æ" "©ÊÇÈÉË" "®" "ÐÌÎÏÑ" "ªÕÒÓÔÖ" "Ý×ØÜÞ" "ãßáâä" "«èåæçé" "¬íêëìî" "óïñòô" "\xadøõö÷ù" "ýúûüþ"
    "¡¢£¤¥¦§"
)  # fmt: skip
_TCVN3_LETTERS = (
    "áàảãạ" "ăắằẳẵặ" "âấầẩẫậ" "đ" "éèẻẽẹ" "êếềểễệ" "íìỉĩị" "óòỏõọ" "ôốồổỗộ" "ơớờởỡợ" "úùủũụ" "ưứừửữự" "ýỳỷỹỵ"
    "ĂÂÊÔƠƯĐ"
)  # fmt: skip
_TCVN3 = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HAT = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}  # â, ê, ô with a tone
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}  # ă with a tone
_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}


def _vni_pairs() -> Iterator[tuple[str, str]]:
    for base in "aeouyôö":
        letter = _ALONE.get(base, base)
        yield from ((base + mark, letter + tone) for mark, tone in _TONES.items())
    for base in "aeo":
        yield from ((base + mark, f"{base}\u0302{tone}") for mark, tone in _HAT.items())
    yield from ((f"a{mark}", f"a\u0306{tone}") for mark, tone in _BREVE.items())
    yield from _ALONE.items()


def _both_cases(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """`Aù` too, where only the letter is a capital; `aÙ` is small."""
    table: dict[str, str] = {}
    for code, letter in pairs:
        small = unicodedata.normalize("NFC", letter)
        table[code], table[code.upper()] = small, small.upper()
        if len(code) == 2:
            table[code[0].upper() + code[1]], table[code[0] + code[1].upper()] = small.upper(), small
    return table


_VNI = _both_cases(_vni_pairs())
_VNI_CODES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_CAPITALS = re.compile(r"H(?:\s|$)")  # .VnTimeH, .VnArialH
_OLD_WORD = re.compile(r"[A-Za-z\xa1-\xff\xad\u0100-\u1ef9]+")


class Encoding(Enum):
    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3, chữ hoa"
    VNI = "VNI"


def encoding_of_font(font: str) -> Encoding | None:
    """By the name of the font; None for one of Unicode."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Encoding.TCVN3_CAPITALS if _CAPITALS.search(font.strip()) else Encoding.TCVN3
    return Encoding.VNI if re.match(r"vni[- ]", name) else None


def decode(text: str, encoding: Encoding) -> list[str]:
    """For each character of `text` what it stands for; empty where it is part of the letter before it."""
    out = [*text]
    words = [(match.start(), match.group()) for match in _OLD_WORD.finditer(text)]
    verdicts = [_is_old(word, encoding) for _start, word in words]
    sure = [verdict for verdict in verdicts if verdict is not None]
    # Doubtful words go with the sure ones, and with the font where there are none.
    majority = not sure or sum(sure) * 2 >= len(sure)
    for (start, word), verdict in zip(words, verdicts, strict=True):
        if majority if verdict is None else verdict:
            out[start : start + len(word)] = _letters(word, encoding)
    return out


def _is_old(word: str, encoding: Encoding) -> bool | None:
    """Whether the word is written in the old code; None where it reads either way."""
    if any(ord(letter) > 0xFF for letter in word):
        return False
    if word.isascii():
        return None
    new, old = _spelt(word), _spelt("".join(_letters(word, encoding)))
    return None if new == old else old


def _spelt(word: str) -> bool:
    word = unicodedata.normalize("NFC", word).lower()
    return not word.isascii() and is_syllable(word)


def _letters(word: str, encoding: Encoding) -> list[str]:
    if encoding is Encoding.VNI:
        return _vni_letters(word)
    letters = [_TCVN3.get(code, code) for code in word]
    return [letter.upper() for letter in letters] if encoding is Encoding.TCVN3_CAPITALS else letters


def _vni_letters(word: str) -> list[str]:
    out = [*word]
    for match in _VNI_CODES.finditer(word):
        out[match.start() : match.end()] = [_VNI[match.group()], *[""] * (len(match.group()) - 1)]
    return out
