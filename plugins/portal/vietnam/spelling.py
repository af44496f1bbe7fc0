"""How Vietnamese syllables are spelt: onset, rhyme, tone. By spelling alone, whether a word exists or not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
STOPPED_TONES = "\u0301\u0323"  # a rhyme that ends in c, ch, p or t bears one of these
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
ONSETS = ("", *_ONSETS.split())
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op
    ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc uê uêch uênh ui um un ung uơ up ut uy uya
    uych uynh uyt uyu uyên uyêt uân uâng uât uây uôc uôi uôm uôn uông uôt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu
"""
RHYMES = frozenset(_RHYMES.split())
# After qu, whose u belongs to the onset.
_AFTER_QU = """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây e en eng eo et ê ên êt êu i ic ich in inh it
    ôc ơ ơi ơn ơt y ych yên yêt ynh yt yêu iên iêt iêng
"""
_FRONT = ("e", "ê", "i", "y")
_MARKED = "ăâêôơư"
_VOWELS = "aăâeêioôơuưy"
# Loanwords of one syllable that newspapers write like native ones.
_LOANWORDS = frozenset(
    {"gen", "tivi", "ôxy", "axít", "mét", "lít", "pin", "ga", "bít", "kí", "ki", "lô", "ô", "ka", "ke"}
)


def is_syllable(word: str) -> bool:
    """Whether `word` (small letters, NFC) is spelt like a Vietnamese syllable, its tone in either of its two places."""
    return word in syllables() or word in _LOANWORDS


@cache
def syllables() -> frozenset[str]:
    """Every spelling there is, about 25,000."""
    return frozenset(onset + toned for onset in ONSETS for rhyme in _rhymes_after(onset) for toned in _toned(rhyme))


def _rhymes_after(onset: str) -> Iterator[str]:
    if onset == "qu":
        yield from _AFTER_QU.split()
        return
    for rhyme in RHYMES:
        front = rhyme.startswith(_FRONT)
        if onset == "k" and not front:
            continue
        if onset == "c" and front:
            continue
        if onset in ("gh", "ngh") and (not front or rhyme.startswith("y")):
            continue
        if onset == "ng" and front:
            continue
        if onset == "g" and front and not rhyme.startswith("i"):
            continue
        if onset == "gi" and front and rhyme[0] != "e" and rhyme[0] != "ê":
            continue
        if onset not in ("", "kh") and rhyme.startswith("yê"):
            continue
        if onset == "" and rhyme.startswith("iê"):
            continue
        yield rhyme


@cache
def _toned(rhyme: str) -> tuple[str, ...]:
    tones = STOPPED_TONES if rhyme.endswith(("c", "ch", "p", "t")) else ["", *TONES]
    return tuple(
        unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])
        for tone in tones
        for place in tone_places(rhyme)
    )


@cache
def tone_places(rhyme: str) -> tuple[int, ...]:
    """Where the tone mark stands: at the letter with a mark of its own; `oa oe uy` at the end have two styles."""
    marked = [place for place, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    vowels = [place for place, letter in enumerate(rhyme) if letter in _VOWELS]
    if len(vowels) == 1:
        return (vowels[0],)
    if rhyme in ("oa", "oe", "uy"):
        return (0, 1)
    if len(vowels) == 2 and vowels[-1] == len(rhyme) - 1:
        return (vowels[0],)
    return (vowels[1],)
