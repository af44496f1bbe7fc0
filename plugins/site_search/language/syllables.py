"""Valid Vietnamese syllables, and Telex or VNI keys that were left in a word: `hanhf` -> `hành`. By spelling alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from portal.vietnam.spelling import ONSETS, RHYMES

from .analysis import folded

# `oong`, `ooc` (xoong, moóc) are rare, and how Telex writes `ông`, `ốc`.
_FOLDED_RHYMES = frozenset(folded(rhyme) for rhyme in RHYMES) - {"oong", "ooc"}
_FOLDED_ONSETS = tuple(dict.fromkeys(folded(onset) for onset in ONSETS))
_STOPPED = ("c", "ch", "p", "t")
TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("21345", TONES.values(), strict=True))
# A letter first; two letters that begin with a vowel are rather `or`, `as`, `is`.
_LOOKS_TYPED = re.compile("(?![aeiou].$)[a-z][a-z0-9]+")
_MARKED = "ăâêôơư"
_VOWELS = "aăâeêioôơuưy"

_TELEX_MARKS = (("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("uow", "ươ"), ("uwow", "ươ"), ("uwo", "ươ"))
_TELEX_LATER_MARKS = (("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_VNI_MARKS = (("d9", "đ"), ("a6", "â"), ("e6", "ê"), ("o6", "ô"), ("u7o7", "ươ"), ("uo7", "ươ"), ("u7o", "ươ"))
_VNI_LATER_MARKS = (("u7", "ư"), ("o7", "ơ"), ("a8", "ă"))


@lru_cache(maxsize=50_000)
def is_plain_syllable(token: str) -> bool:
    """Whether `token`, without any diacritic, spells some Vietnamese syllable: `thi`, `duong`."""
    return any(token.startswith(onset) and token[len(onset) :] in _FOLDED_RHYMES for onset in _FOLDED_ONSETS)


def repair(token: str) -> str:
    """The word meant by `token`, typed in Telex or VNI without an input method; `token` itself if it is none."""
    if not _LOOKS_TYPED.fullmatch(token) or is_plain_syllable(token):
        return token
    return _decode(token, TONES, _TELEX_MARKS, _TELEX_LATER_MARKS, "w") or (
        _decode(token, _VNI_TONES, _VNI_MARKS, _VNI_LATER_MARKS, "678") or token
    )


Marks = tuple[tuple[str, str], ...]


def _decode(token: str, tones: dict[str, str], marks: Marks, later: Marks, loose: str) -> str:
    """Try without a tone, then each tone key from the last backwards; the first valid syllable wins."""
    for place in [len(token), *range(len(token) - 1, 0, -1)]:
        key = token[place : place + 1]
        if key and (key not in tones or not set(token[:place]) & set(_VOWELS)):
            continue
        letters = _marked(token[:place] + token[place + 1 :], marks, later, loose)
        tone = tones[key] if key else ""
        # Keys cannot tell `ươ` from the rarer `uơ` of thuở, quơ.
        word = _with_tone(letters, tone) or _with_tone(letters.replace("ươ", "uơ"), tone)
        if word and word != token:
            return word
    return ""


def _marked(letters: str, marks: Marks, later: Marks, loose: str) -> str:
    """Keys of marks to letters; a mark typed after the syllable goes to the vowels that can bear it."""
    ending = letters[-1:]
    if ending and ending in loose and letters[-2:] not in [keys for keys, _ in (*marks, *later)]:
        letters = _marked_late(letters[:-1], ending)
    if "9" in letters[2:] and letters.startswith("d"):
        letters = "đ" + letters[1:].replace("9", "", 1)
    for keys, letter in (*marks, *later):
        letters = letters.replace(keys, letter)
    return letters


def _marked_late(letters: str, key: str) -> str:
    bearers = {
        "w": ("uo:ươ", "u:ư", "o:ơ", "a:ă"),
        "7": ("uo:ươ", "u:ư", "o:ơ"),
        "6": ("a:â", "e:ê", "o:ô"),
        "8": ("a:ă",),
    }
    for bearer in bearers[key]:
        plain, marked = bearer.split(":")
        if plain in letters:
            return marked.join(letters.rsplit(plain, 1))
    return letters + key


def _with_tone(letters: str, tone: str) -> str:
    """The syllable with its tone mark in place, or an empty string if it is not spelt like one."""
    for onset in sorted(ONSETS, key=len, reverse=True):
        rhyme = letters[len(onset) :]
        if letters.startswith(onset) and rhyme in RHYMES:
            if rhyme.endswith(_STOPPED) and tone not in (TONES["s"], TONES["j"]):
                return ""
            place = _tone_place(rhyme)
            marked = rhyme[: place + 1] + tone + rhyme[place + 1 :]
            return unicodedata.normalize("NFC", onset + marked)
    return ""


def _tone_place(rhyme: str) -> int:
    marked = [place for place, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return marked[-1]
    vowels = [place for place, letter in enumerate(rhyme) if letter in _VOWELS]
    ends_open = vowels[-1] == len(rhyme) - 1
    if len(vowels) == 1 or (len(vowels) == 2 and ends_open and rhyme not in ("oa", "oe", "uy")):
        return vowels[0]
    return vowels[1]
