"""Classes of letters for patterns: what is a capital, what is a small letter, in Vietnamese."""

from __future__ import annotations

import unicodedata


def _is_vietnamese(letter: str) -> bool:
    return (
        letter in "đĐ"
        or unicodedata.normalize("NFD", letter)[0] in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )


_LETTERS = [
    chr(code) for code in range(0x41, 0x1EFA) if chr(code).isalpha() and (code < 0x80 or _is_vietnamese(chr(code)))
]
CAPITALS = "".join(letter for letter in _LETTERS if letter.isupper())
SMALL = "".join(letter for letter in _LETTERS if letter.islower())
LOOK_ALIKES = "ÐðаеорсхуіАВЕКМНОРСТХІ"  # of other alphabets
WORD = rf"[{CAPITALS}][{SMALL}]+"


def any_of(words: str) -> str:
    """A pattern of any of the phrases in `words`, which stand between bars; a space stands for any space."""
    phrases = (" ".join(phrase.split()) for phrase in words.split("|"))
    return "|".join(phrase.replace(" ", r"\s+") for phrase in phrases if phrase)
