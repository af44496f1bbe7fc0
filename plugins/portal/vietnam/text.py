"""Vietnamese text: normal form, tone-mark style, folding, slugs, dates. Pure; knows nothing of locales of the process.

One tone-mark style is used throughout: the newer one (hoà, thuỷ, khoẻ), which spelling dictionaries know.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone
from functools import lru_cache

HANOI = timezone(timedelta(hours=7))
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

_TONES = "\u0300\u0301\u0309\u0303\u0323"
_OLD_TO_NEW = {
    unicodedata.normalize("NFC", first + tone + second): unicodedata.normalize("NFC", first + second + tone)
    for first, second in ("oa", "oe", "uy", "OA", "OE", "UY", "Oa", "Oe", "Uy")
    for tone in _TONES
}
# Only where the syllable ends after the pair: `toàn` and `khoản` have one style only.
_OLD_STYLE = re.compile(f"(?:{'|'.join(_OLD_TO_NEW)})(?!\\w)")
_D = str.maketrans("đĐðÐ", "dDdD")
_FOREIGN = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def one_tone_style(text: str) -> str:
    """NFC text with every tone mark in the newer place: `hòa, thủy` -> `hoà, thuỷ`."""
    text = unicodedata.normalize("NFC", text)
    return _OLD_STYLE.sub(lambda match: _OLD_TO_NEW[match.group()], text)


def fold(text: str) -> str:
    """Lower case without any diacritic, `đ` included (it has no decomposition): `Đường sắt` -> `duong sat`."""
    decomposed = unicodedata.normalize("NFD", text.lower().translate(_D))
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed))


def slugify(text: str, longest: int = 80) -> str:
    """Part of an address: `Nghị định 168/2024/NĐ-CP` -> `nghi-dinh-168-2024-nd-cp`, cut at a word."""
    # Ligatures and letters of full width are written with those they stand for.
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).lower().translate(_FOREIGN)
    slug = _NOT_SLUG.sub("-", fold(plain)).strip("-")
    return slug if len(slug) <= longest else slug[: longest + 1].rsplit("-", 1)[0]


def long_date(moment: datetime) -> str:
    """The date line under a headline: `Thứ Tư, 17/04/2024 16:05 (GMT+7)`."""
    local = moment.astimezone(HANOI)
    return f"{WEEKDAYS[local.weekday()]}, {local:%d/%m/%Y %H:%M} (GMT+7)"


def short_date(moment: datetime) -> str:
    """`17/04/2024`, for lists."""
    return f"{moment.astimezone(HANOI):%d/%m/%Y}"


def day_and_time(moment: datetime) -> str:
    """`16:05 17/04/2024`, for what is new; midnight is the time of what was dated by its day alone."""
    local = moment.astimezone(HANOI)
    return f"{local:%d/%m/%Y}" if (local.hour, local.minute) == (0, 0) else f"{local:%H:%M %d/%m/%Y}"


def clock(moment: datetime) -> str:
    """`16:05`, where the day is known."""
    return f"{moment.astimezone(HANOI):%H:%M}"


def file_size(size: int) -> str:
    """`980 B`, `12,3 kB`, `1,5 MB`."""
    for unit, least in (("MB", 1_000_000), ("kB", 1000)):
        if size >= least:
            return f"{size / least:.1f} {unit}".replace(".", ",")
    return f"{size} B"


# Of each syllable its letters by rank and its tone; then the text, for ties.
CollationKey = tuple[tuple[tuple[tuple[int, ...], int], ...], str]


def collation_key(text: str) -> CollationKey:
    """Sort key as Vietnamese dictionaries order: syllable by syllable, letters (a ă â b … d đ e ê …) before tones.

    Tones in their order (a à ả ã á ạ) decide between syllables of the same letters: Hoa Lư, Hoà Bình, Hoá Châu.
    Numbers stand before letters, by their value: Quận 2, Quận 10.
    """
    letters = unicodedata.normalize("NFC", text).lower()
    return (tuple(_syllable_key(syllable) for syllable in _SYLLABLE.findall(letters)), letters)


def without_tones(text: str) -> str:
    """`Án` -> `An`, `Ấn` -> `Ân`: letters keep what makes them letters of their own."""
    letters = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SYLLABLE = re.compile(r"\d{1,18}|[^\W\d_]+|[^\w\s]|[\d_]")
_TONE_ORDER = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; none comes first


@lru_cache(maxsize=4096)
def _syllable_key(syllable: str) -> tuple[tuple[int, ...], int]:
    if syllable.isdecimal():
        return ((0, int(syllable)), 0)
    marked = unicodedata.normalize("NFD", syllable)
    tones = [_TONE_ORDER.index(mark) + 1 for mark in marked if mark in _TONE_ORDER]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in _TONES))
    return (tuple(_rank(letter) for letter in bare), tones[0] if tones else 0)


def _rank(letter: str) -> int:
    """Place in the order of letters: signs, the alphabet, letters of other languages."""
    position = _ALPHABET.find(letter)
    if position >= 0:
        return 1000 + position
    return 2000 + ord(letter) if letter.isalpha() else 1 + min(ord(letter), 900)
