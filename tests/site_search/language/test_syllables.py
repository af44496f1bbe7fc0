"""Telex and VNI keys back to letters, for every syllable that Vietnamese can spell."""

from __future__ import annotations

import itertools
import unicodedata

import pytest

from portal.vietnam.spelling import ONSETS, RHYMES
from site_search.language.syllables import TONES, _with_tone, is_plain_syllable, repair

TELEX = {"\u0302": None, "\u0306": "w", "\u031b": "w"}
VNI = {"\u0302": "6", "\u0306": "8", "\u031b": "7"}
VNI_TONES = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


def keys(word: str, vni: bool) -> str:
    """What a hand types for `word`: marks after their letter, the tone at the end."""
    typed = tone = ""
    for mark in unicodedata.normalize("NFD", word):
        if mark in VNI_TONES:
            tone = VNI_TONES[mark] if vni else {tone: key for key, tone in TONES.items()}[mark]
        elif mark in TELEX:
            typed += VNI[mark] if vni else TELEX[mark] or typed[-1]
        else:
            typed += ("d9" if vni else "dd") if mark == "đ" else mark
    return typed + tone


def all_syllables() -> list[str]:
    spelt = (
        _with_tone(onset + rhyme, tone)
        for onset, rhyme, tone in itertools.product(ONSETS, RHYMES, ["", *TONES.values()])
    )
    return sorted({word for word in spelt if word})


@pytest.mark.parametrize("vni", [False, True], ids=["telex", "vni"])
def test_every_syllable_comes_back(vni: bool) -> None:
    words = [word for word in all_syllables() if len(word) > 2 and not word.startswith(("ng", "quơ", "quớ"))]
    wrong = [(word, keys(word, vni), repair(keys(word, vni))) for word in words if repair(keys(word, vni)) != word]
    # `ôông` is what Telex cannot tell from `ông`, and some pairs of vowels have two ways: all rare.
    assert len(wrong) < len(words) / 50, wrong[:20]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hanhf", "hành"),
        ("dduwowngf", "đường"),
        ("dduwojc", "được"),
        ("duongwf", "dường"),
        ("thuaajt", "thuật"),
        ("coong", "công"),
        ("thuowr", "thuở"),
        ("d9u7o72ng", "đường"),
        ("duong972", "đường"),
        ("vie65t", "việt"),
    ],
)
def test_keys_left_in(typed: str, meant: str) -> None:
    assert repair(typed) == meant


@pytest.mark.parametrize(
    "word", ["thi", "or", "as", "us", "texas", "windows", "covid", "ubnd", "2024", "qh11", "", "a", "án"]
)
def test_what_is_no_typing_mistake_stays(word: str) -> None:
    assert repair(word) == word


def test_plain_syllables() -> None:
    assert is_plain_syllable("duong")
    assert is_plain_syllable("gi")
    assert not is_plain_syllable("texas")
