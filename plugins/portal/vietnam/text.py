"""Vietnamese text: normal form, tone-mark style, folding, slugs, dates. Pure; knows nothing of locales of the process.

One tone-mark style is used throughout: the newer one (hoà, thuỷ, khoẻ), which spelling dictionaries know.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone

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
    slug = _NOT_SLUG.sub("-", fold(text)).strip("-")
    return slug if len(slug) <= longest else slug[: longest + 1].rsplit("-", 1)[0]


def long_date(moment: datetime) -> str:
    """The date line under a headline: `Thứ Tư, 17/04/2024 16:05 (GMT+7)`."""
    local = moment.astimezone(HANOI)
    return f"{WEEKDAYS[local.weekday()]}, {local:%d/%m/%Y %H:%M} (GMT+7)"


def short_date(moment: datetime) -> str:
    """`17/04/2024`, for lists."""
    return f"{moment.astimezone(HANOI):%d/%m/%Y}"


def collation_key(text: str) -> tuple[list[int], str]:
    """Sort key in the order of the Vietnamese alphabet (a ă â b … d đ e ê …), tones after letters."""
    letters = unicodedata.normalize("NFC", text).lower()
    return ([_rank(letter) for letter in letters], letters)


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"


def _rank(letter: str) -> int:
    base = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONES)
    position = _ALPHABET.find(unicodedata.normalize("NFC", base))
    return 1000 + position if position >= 0 else ord(letter)
