"""Slips of readers' fingers: one mistake at any place of any syllable, of every common kind."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from random import Random

from portal.vietnam.text import fold

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_MARKS = {"a": "ăâ", "e": "ê", "o": "ôơ", "u": "ư", "d": "đ"}


def _neighbours() -> dict[str, str]:
    """Key -> the keys that touch it on a keyboard."""
    places = {key: (column + row / 2, row) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return {
        key: "".join(
            other
            for other, (across, down) in places.items()
            if other != key and abs(across - places[key][0]) <= 1 and abs(down - places[key][1]) <= 1
        )
        for key in places
    }


NEIGHBOURS = _neighbours()


def lost(token: str, rng: Random) -> str:
    at = rng.randrange(len(token))
    return token[:at] + token[at + 1 :]


def doubled(token: str, rng: Random) -> str:
    at = rng.randrange(len(token))
    return token[: at + 1] + fold(token[at]) + token[at + 1 :]


def exchanged(token: str, rng: Random) -> str:
    at = rng.randrange(len(token) - 1)
    return token[:at] + token[at + 1] + token[at] + token[at + 2 :]


def replaced(token: str, rng: Random) -> str:
    """A letter by a key beside it."""
    at = rng.randrange(len(token))
    keys = NEIGHBOURS.get(fold(token[at]))
    return token[:at] + rng.choice(keys) + token[at + 1 :] if keys else token


def added(token: str, rng: Random) -> str:
    """A key beside the right one pressed as well."""
    at = rng.randrange(len(token))
    keys = NEIGHBOURS.get(fold(token[at]))
    return token[: at + 1] + rng.choice(keys) + token[at + 1 :] if keys else token


def tone(token: str, rng: Random) -> str:
    """The tone left out or another one."""
    letters = unicodedata.normalize("NFD", token)
    bare = "".join(letter for letter in letters if letter not in _TONES)
    place = next((at for at, letter in enumerate(letters) if letter in _TONES), 0)
    if not place:
        vowels = [at for at, letter in enumerate(token) if fold(letter) in _VOWELS]
        if not vowels:
            return token
        at = rng.choice(vowels)
        return unicodedata.normalize("NFC", token[: at + 1] + rng.choice(_TONES) + token[at + 1 :])
    other = rng.choice([*(mark for mark in _TONES if mark != letters[place]), "", ""])
    return unicodedata.normalize("NFC", bare[:place] + other + bare[place:])


def mark(token: str, rng: Random) -> str:
    """`đương` for `đường`, `cong` for `công`, `dường` for `đường`: a letter without its mark, or with one too many."""
    places = [at for at, letter in enumerate(token) if fold(letter) in _MARKS]
    if not places:
        return token
    at = rng.choice(places)
    letters = unicodedata.normalize("NFD", token[at])
    plain = fold(token[at])
    choices = [letter for letter in plain + _MARKS[plain] if unicodedata.normalize("NFD", letter)[:2] != letters[:2]]
    tones = "".join(letter for letter in letters if letter in _TONES)
    return token[:at] + unicodedata.normalize("NFC", rng.choice(choices) + tones) + token[at + 1 :]


Slip = Callable[[str, Random], str]
SLIPS: dict[str, Slip] = {
    "lost": lost,
    "doubled": doubled,
    "exchanged": exchanged,
    "replaced": replaced,
    "added": added,
}
ACCENT_SLIPS: dict[str, Slip] = {"tone": tone, "mark": mark}


def slipped(tokens: Sequence[str], slip: Slip, rng: Random, place: int | None = None) -> list[str] | None:
    """`tokens` with one slip in one syllable (at `place` or anywhere); None where the slip changes none of them."""
    places = [place] if place is not None else rng.sample(range(len(tokens)), len(tokens))
    for at in places:
        if len(tokens[at]) < 2 or tokens[at].isdigit():
            continue
        for _ in range(8):
            token = slip(tokens[at], rng)
            if token and token != tokens[at]:
                return [*tokens[:at], token, *tokens[at + 1 :]]
    return None
