"""Which syllables of a story look like slips: by their spelling, and by their neighbours in news."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from portal.vietnam.spelling import is_syllable
from portal.vietnam.syllable_pairs import COMMA, START, STOP

from ..house.letters import LOOK_ALIKES
from ..source.manuscript import Manuscript
from .bits import MASKS, numbers_in
from .evidence import likelier, neighbourhood, pairs_of
from .near import FAR
from .news_language import NO_BOND, NewsLanguage, news_language, plain
from .suspects import NO_WORDS, UNKNOWN, Token, suspects

_COMBINING = frozenset(chr(code) for code in range(0x300, 0x370))
# Too short to be judged by neighbours, or words of others.
_SHORT_KINDS = frozenset({"cell", "quotation"})


@dataclass(frozen=True)
class Judgement:
    """`misspelt` tokens with what was meant (or nothing) and whether that is beyond doubt; `misplaced` ones."""

    misspelt: tuple[tuple[Token, str, bool], ...]
    misplaced: tuple[tuple[Token, str], ...]


@lru_cache(maxsize=4)
def judge(manuscript: Manuscript, foreign: frozenset[str]) -> Judgement:
    language = news_language()
    misspelt: list[tuple[Token, str, bool]] = []
    misplaced: list[tuple[Token, str]] = []
    for token in suspects(manuscript, language):
        word = token.word
        if word in foreign or (len(word) < 2 and not _is_rest(token) and not _is_vowel(token)):
            continue
        if manuscript.text[token.end : token.end + 1] in _COMBINING or not word.isalpha():
            continue
        if word in (token.left, token.right):
            continue  # `xanh xanh`; a word typed twice is another rule's
        if token.left in ("mười", "mươi") and word in _UNITS:
            continue
        if _is_name(token):
            continue
        said = language.in_phrase((token.before, token.left), (token.right, token.after))
        meant = _in_phrase(token, said, language) if said else ""
        if is_syllable(word):
            if not meant and token.kind not in _SHORT_KINDS:
                meant = likelier(token, said, language)
            if meant:
                misplaced.append((token, meant))
        elif (spelling := _spelt(token, word, language)) is not None:
            misspelt.append((token, *spelling))
    misplaced = _not_deliberate(misplaced, manuscript)
    return Judgement(_not_quoted(misspelt, manuscript.prose), _not_quoted(misplaced, manuscript.prose))


def _not_deliberate(told: list[tuple[Token, str]], manuscript: Manuscript) -> list[tuple[Token, str]]:
    """Without words that news seldom has and the story again and again: nobody slips so often at the same place."""
    if not told:
        return told
    often, count = news_language().often, Counter(plain(match.group()) for match in manuscript.words)
    return [
        (token, meant) for token, meant in told if often(token.word) >= _SELDOM or count[token.word] < _AGAIN_AND_AGAIN
    ]


def _not_quoted(told: list[Told], prose: str) -> tuple[Told, ...]:
    """Without parts of words from elsewhere, and what stands in somebody's own way of writing."""
    return tuple(entry for entry in told if not (_is_joined(entry[0], prose) or _is_own_speech(entry[0], prose)))


def _is_own_speech(token: Token, prose: str) -> bool:
    """Whether it stands between quotation marks beside a word of chat or of a region."""
    for opens, closes in ("“”", '""', "‘’"):
        start, end = prose.rfind(opens, 0, token.start), prose.find(closes, token.end)
        if start < 0 or end < 0 or "\n\n" in prose[start:end]:
            continue
        if closes in prose[start + 1 : token.start] or (opens != closes and opens in prose[token.end : end]):
            continue
        return not SPEECH.isdisjoint(re.findall(r"[^\W_]+", prose[start:end].lower()))
    return False


def _is_joined(token: Token, prose: str) -> bool:
    """`héc-ta`, `bìa các-tông`: a part of one word that is not from here; or a letter of another alphabet is in it."""
    around = prose[token.start - 1 : token.start] + prose[token.end : token.end + 1]
    return "-" in around or not _LOOK_ALIKES.isdisjoint(token.text)


def _is_name(token: Token) -> bool:
    """A capital inside a sentence, or capitals throughout: a name or an abbreviation."""
    if not token.is_capital:
        return False
    return token.left != START or not token.text[1:].islower() or token.right == UNKNOWN or "Ð" in token.text


# Words that a letter follows as a name or a unit.
_LETTERED_WORDS = """
    điểm khoản mục nhóm hạng loại lớp khu lô phần tổ câu bảng hình mẫu án dãy toà nhà đội tập khối chữ số gan vitamin
    máu góc trục biến hàm chiều ngã kiểu cỡ size một hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu mỗi từng
    vài mấy
"""
_LETTERED = frozenset(_LETTERED_WORDS.split())
_ABBREVIATIONS = frozenset(
    ("kg", "km", "cm", "mm", "ml", "gb", "mb", "tb", "kw", "mw", "hz", "vs", "pr", "hr", "tp", "tx")
)
_UNITS = frozenset(("mốt", "tư", "lăm", "nhăm", "rưởi"))  # behind tens
# Words that only chats and regions write: what is quoted with one of them is somebody's own way of writing.
_SPEECH_WORDS = """
    ko hok hem hông hổng hong đc dc ib inb mn ae nx lun bik cx ntn vl vcl haha hihi kkk oke okela nha nhoa nè thik bt
    ny ck vk cmt stt fb flex chill rứa răng mô nỏ tau mi choa nớ hỉ hén hử tui ổng bả bển trển ngoải trỏng vầy dzậy zậy
    dzô zô dìa mần dòm lượm nghen nhen má tía mạ mệ bầm nị wá wa ui
"""
SPEECH = frozenset(_SPEECH_WORDS.split())
_LOOK_ALIKES = frozenset(LOOK_ALIKES)
Told = TypeVar("Told", tuple[Token, str], tuple[Token, str, bool])
_CONSONANTS = frozenset("bcdđghijklmnpqrstvxzfw")


def _is_rest(token: Token) -> bool:
    """Consonants between words: what is left of a word, where they are no name of a clause such as `điểm b`."""
    if not _CONSONANTS.issuperset(token.word) or token.word in _ABBREVIATIONS or len(token.word) > 3:
        return False
    return token.left not in (*NO_WORDS, *_LETTERED) and token.right not in (COMMA, STOP) and not token.is_capital


def _is_vowel(token: Token) -> bool:
    """A vowel that may be what is left of a word, as `à` of `và`."""
    return token.left not in _LETTERED and token.text.islower() and token.word not in _CONSONANTS


def _in_phrase(token: Token, said: Mapping[str, int], language: NewsLanguage) -> str:
    """What a set phrase has in this place, if the word there is one slip away from it."""
    stands = _stands(token, language)
    if token.word in said or language.often(token.word) >= _EVERYWHERE or stands >= _HOLDS:
        return ""
    near = neighbourhood()
    around = near.around(token.word).data
    # Nobody means a word twice.
    others = (syllable for syllable in said if syllable not in (token.left, token.right))
    numbers = ((syllable, language.numbers[syllable]) for syllable in others)
    shared = (syllable for syllable, number in numbers if around[number >> 3] & MASKS[number & 7])
    costs = {syllable: near.cost(token.word, syllable) for syllable in shared}
    meant = [syllable for syllable, cost in costs.items() if cost < _PHRASE_COST]
    if not meant:
        return ""
    best = min(meant, key=lambda syllable: (-said[syllable], costs[syllable], syllable))
    return best if said[best] > 1 or stands == NO_BOND else ""


def _stands(token: Token, language: NewsLanguage) -> float:
    """How well the word that is there holds to its neighbours."""
    return max((language.bond(*pair) for pair in pairs_of(token, token.word)), default=NO_BOND)


# Words as frequent as `các`, `thì`, `thành` stand between a phrase's words by themselves.
_EVERYWHERE = 15_000
_SELDOM, _AGAIN_AND_AGAIN = 1000, 3
# A slip inside a set phrase costs less than this; a neighbour that holds to a word more than by chance, and far more.
_PHRASE_COST = 1.5
_HOLDS_LOOSELY, _HOLDS, _HOLDS_FIRMLY = 1.0, 2.0, 3.0


def _spelt(token: Token, word: str, language: NewsLanguage) -> tuple[str, bool] | None:
    """What a syllable that does not exist was meant for; None where it may be a foreign word."""
    candidates = []
    near = neighbourhood()
    for syllable in (language.words[number] for number in numbers_in(near.around(word).bits)):
        if (cost := near.cost(word, syllable)) >= FAR:
            continue
        meetings = [language.meeting(*pair) for pair in pairs_of(token, syllable)]
        held = sum(count > 0 for count, _bond in meetings)
        fit = sum(language.log(count) for count, _bond in meetings) - 4 * cost
        bond = max((bond for _count, bond in meetings), default=NO_BOND)
        candidates.append((held, fit, syllable, cost, bond, len(meetings)))
    held, _fit, meant, cost, bond, sides = max(candidates, default=(0, 0.0, "", FAR, NO_BOND, 0))
    if _is_rest(token):
        return meant if held else "", False
    if word.isascii():
        # A word without any mark may be foreign: a neighbour must hold to what is meant more than by chance, or both.
        firmly = bond > (_HOLDS_LOOSELY if len(word) > 2 else _HOLDS_FIRMLY) and cost < _PHRASE_COST
        sure = firmly or (held == sides and len(word) > 1)
        is_slip = held and sure and not language.often(word)
        return (meant, False) if is_slip else None
    if not held and _is_loanword(word, language):
        return None
    alone = sum(other[0] == held for other in candidates) == 1
    return meant, bool(held) and alone and cost <= 1.0


def _is_loanword(word: str, language: NewsLanguage) -> bool:
    """`ôtô` of the table; `vắcxin`: two syllables written as one."""
    parts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    return language.often(word) > 0 or any(
        is_syllable(first) and is_syllable(second) and second[0] not in _VOWELS for first, second in parts
    )


_VOWELS = frozenset("aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


def make_ready() -> None:
    """Read the table of pairs now, so that processes that are forked off later share it and none collects it."""
    neighbourhood()
    gc.freeze()
