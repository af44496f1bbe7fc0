"""Vietnamese text -> sentences of tokens, their folded forms, codes. ANALYSIS.md is the contract."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from portal.vietnam.text import fold

LONGEST_TOKEN = 40
LONGEST_CODE = 80
# Written out, so that the Unicode version of a runtime does not matter: Latin, Greek, Cyrillic, Han, Hangul.
_JOINED_LETTERS = "a-z0-9\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff"
# Of scripts without blanks each character is a token: Kana, Han, Hangul.
_ALONE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
LETTERS = _JOINED_LETTERS + _ALONE

# What leaves no trace: soft hyphen, zero-width characters, marks that composed with nothing.
_INVISIBLE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]")
# But between two syllables a zero-width character stands for a blank.
_VOWELS = "aeiouyà-ãè-êìíò-õùúýăĩũơưạ-ỹ"
_BETWEEN = re.compile(
    f"([{_VOWELS}][{_JOINED_LETTERS}]{{0,8}})[\u200b-\u200d\u2060\ufeff]+(?=[{_JOINED_LETTERS}]{{0,8}}[{_VOWELS}])"
)
# Full-width characters, raised and lowered figures: one for one.
_PLAIN = {0xFEE0 + place: chr(place) for place in range(0x21, 0x7F)} | {
    ord(figure): str(number) for figures in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉") for number, figure in enumerate(figures)
}
_TO_BE_PLAIN = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
_CHUNK = re.compile(
    f"[{_ALONE}]|[{_JOINED_LETTERS}]+(?:[./,_\u2010-\u2015-][{_JOINED_LETTERS}]+)*|[.;!?\u2026\n\u2029]+"
)
_PART = re.compile(f"[{LETTERS}]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_DASH = re.compile("[\u2010-\u2015]")
SENTENCE_ENDS = ".;!?\u2026\n\u2029"
# A full stop after these is part of the abbreviation: `TP. Hồ Chí Minh`.
_SHORT_FORMS = "tp tx tt ths ts gs pgs bs ks ls cn mr mrs dr no st vs"
SHORT_FORMS = frozenset(_SHORT_FORMS.split())
_OLD_TONES = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_NEW_TONES = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
_TONE_STYLE = dict(zip(_OLD_TONES.split(), _NEW_TONES.split(), strict=True))


@dataclass(frozen=True)
class Sentence:
    """Tokens in order, and codes such as `690/kh-tcthads` whole, which are also there in parts as tokens."""

    tokens: tuple[str, ...]
    codes: tuple[str, ...] = ()


def normalise(text: str) -> str:
    """Lower case, composed, without invisible characters, `ð` as `đ`, one kind of figures."""
    if _TO_BE_PLAIN.search(text):
        text = text.translate(_PLAIN)
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    if _INVISIBLE.search(lowered):  # of which those that stand for a blank are some
        lowered = _INVISIBLE.sub("", _BETWEEN.sub(r"\1 ", lowered))
    return lowered.replace("ð", "đ").replace("ς", "σ")


def chunks_of(text: str) -> list[str]:
    """Chunks and sentence ends in order (ANALYSIS.md, step 3)."""
    return _CHUNK.findall(normalise(text))


def sentences(text: str) -> list[Sentence]:
    """The sentences of one field; those without any token are left out."""
    whole_sentences: list[Sentence] = []
    tokens: list[str] = []
    codes: list[str] = []
    for chunk in chunks_of(text):
        token = plain_token(chunk)
        if token:
            tokens.append(token)
        elif chunk[0] not in SENTENCE_ENDS:
            parts, whole = split_chunk(chunk)
            tokens += parts
            codes += whole
        elif tokens and not (chunk == "." and is_short_form(tokens[-1])):
            whole_sentences.append(Sentence(tuple(tokens), tuple(codes)))
            tokens, codes = [], []
    if tokens:
        whole_sentences.append(Sentence(tuple(tokens), tuple(codes)))
    return whole_sentences


@lru_cache(maxsize=200_000)
def plain_token(chunk: str) -> str:
    """The token that a chunk of letters only is; empty for other chunks."""
    return _token(chunk) if _PART.fullmatch(chunk) else ""


def is_short_form(token: str) -> bool:
    """Whether a full stop after `token` ends no sentence: an abbreviation or an initial."""
    return token in SHORT_FORMS or (len(token) == 1 and token not in "0123456789")


def split_chunk(chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tokens of an unbroken run of letters and joining marks; and the code that it is as a whole, if it is one."""
    if _PART.fullmatch(chunk):
        return (_token(chunk),), ()
    number = _number(chunk)
    if number:
        return (number,), ()
    if "," not in chunk:
        code = _PART.sub(lambda part: _token(part.group()), _DASH.sub("-", chunk))
        return tuple(_token(part) for part in _PART.findall(chunk)), (code[:LONGEST_CODE],)
    # A comma joins figures only.
    pieces = [split_chunk(piece) for piece in chunk.split(",")]
    return tuple(t for tokens, _ in pieces for t in tokens), tuple(c for _, codes in pieces for c in codes)


def _number(chunk: str) -> str:
    """`1.600` -> `1600`, `59.36` and `59,36` -> `59,36`, `1.234,5` -> `1234,5`; empty if it is no number."""
    if _THOUSANDS.fullmatch(chunk):
        return chunk.replace("." if "." in chunk else ",", "")[:LONGEST_TOKEN]
    if _DECIMAL.fullmatch(chunk):
        return chunk.replace(".", ",")[:LONGEST_TOKEN]
    return ""


def _token(letters: str) -> str:
    """One tone-mark style: `hòa` -> `hoà`, at the end of the syllable only (`hoàn` has one style)."""
    ending = _TONE_STYLE.get(letters[-2:])
    return (letters[:-2] + ending if ending else letters)[:LONGEST_TOKEN]


@lru_cache(maxsize=400_000)
def folded(term: str) -> str:
    """The key that accented and accent-less spellings share; of a pair, both halves: `đường sắt` -> `duong sat`."""
    return fold(term)


def pairs(tokens: tuple[str, ...]) -> list[str]:
    """Neighbouring tokens of one sentence, with a space between."""
    return [f"{first} {second}" for first, second in pairwise(tokens)]


def has_diacritics(tokens: Iterable[str]) -> bool:
    return any(folded(token) != token for token in tokens)
