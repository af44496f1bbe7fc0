"""Letters: one style of tone marks in a story, no letters of other alphabets, no letters that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from portal.i18n import Translator

from ..house.letters import LOOK_ALIKES
from ..house.rule import Desk, ProofMark, Rule
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_TONES = "\u0300\u0301\u0309\u0303\u0323"


def _pairs() -> Iterator[tuple[str, str]]:
    for first, second in ("oa", "oe", "uy", "OA", "OE", "UY", "Oa", "Oe", "Uy"):
        for tone in _TONES:
            yield (
                unicodedata.normalize("NFC", first + tone + second),
                unicodedata.normalize("NFC", first + second + tone),
            )


_OLD_TO_NEW = dict(_pairs())
_NEW_TO_OLD = {new: old for old, new in _OLD_TO_NEW.items()}


def _any_of(pairs: Iterable[str]) -> re.Pattern[str]:
    """Pairs of letters that end a word and do not follow q. Begins with a class, which is looked for fast."""
    firsts, seconds = ("".join(sorted({pair[at] for pair in pairs})) for at in (0, 1))
    return re.compile(rf"[{firsts}](?<![qQ].)[{seconds}](?!\w)")


_OLD, _NEW = _any_of(_OLD_TO_NEW), _any_of(_NEW_TO_OLD)
_WORD_BEFORE = re.compile(r"[^\W\d_]*$")
# Words of office that begin with a capital; other capitals begin names, which keep the spelling of their bearers.
_OFFICES = frozenset(
    {
        "tòa",
        "toà",
        "ủy",
        "uỷ",
        "xóa",
        "xoá",
        "khóa",
        "khoá",
        "tọa",
        "toạ",
        "hóa",
        "hoá",
        "thủy",
        "thuỷ",
        "khỏe",
        "khoẻ",
        "hòa",
        "hoà",
    }
)
_TITLES = re.compile(
    r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m|[Cc]háu|[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Cc]ông ty)\s$"
)

_LOOK_ALIKE = str.maketrans(LOOK_ALIKES, "ĐđaeopcxyiABEKMHOPCTXI")
_FOREIGN = re.compile(r"[Ðð]|(?<=[A-Za-zÀ-ỹ])[аеорсхуіАВЕКМНОРСТХІ]|[аеорсхуіАВЕКМНОРСТХІ](?=[A-Za-zÀ-ỹ])")
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]+")


def mixed_tone_marks(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    """Where both styles stand in one story, those that are not the house's."""
    prose = manuscript.prose
    old = [match for match in _OLD.finditer(prose) if match.group() in _OLD_TO_NEW]
    new = [match for match in _NEW.finditer(prose) if match.group() in _NEW_TO_OLD] if old else []
    if not old or not new:
        return
    old, new = ([match for match in style if _counts(prose, match)] for style in (old, new))
    if not old or not new:
        return
    wrong, other = (old, _OLD_TO_NEW) if desk.style.tone_marks == "new" else (new, _NEW_TO_OLD)
    for match in wrong:
        start = _word_start(prose, match.start())
        word = prose[start : match.end()]
        right = prose[start : match.start()] + other[match.group()]
        message = _("{word} beside words with the tone mark in the other place", word=word)
        yield ProofMark(start, match.end(), message, _("write {word} throughout the story", word=right), right)


def _counts(prose: str, match: re.Match[str]) -> bool:
    """Whether it is a word; names are written as their bearers write them."""
    start = _word_start(prose, match.start())
    return not _is_name(prose, start, match.end(), prose[start : match.end()])


def _is_name(prose: str, start: int, end: int, word: str) -> bool:
    """A capital that begins no word of office: before or behind it stands another capital, or a form of address."""
    if word.islower() or (word.isupper() and len(word) > 1):
        return False
    before = prose[max(0, start - 14) : start]
    after = prose[end : end + 2]
    if _TITLES.search(before) or (len(after) == 2 and after[0] in " \n" and after[1].isupper()):
        return True
    words = before.split()
    follows_name = words and words[-1][:1].isupper() and before[-1:] in (" ", "\n")
    if follows_name and not before.rstrip().endswith((".", ":", "!", "?")):
        return True
    return word.lower() not in _OFFICES


def _word_start(prose: str, at: int) -> int:
    match = _WORD_BEFORE.search(prose, max(0, at - 8), at)
    return match.start() if match else at


def look_alike_letter(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    if manuscript.signs.isdisjoint(LOOK_ALIKES):
        return
    for match in _FOREIGN.finditer(manuscript.prose):
        letter = match.group()
        code = f"U+{ord(letter):04X}"
        message = _("{letter} ({code}) is a letter of another alphabet", letter=letter, code=code)
        right = letter.translate(_LOOK_ALIKE)
        yield ProofMark(match.start(), match.end(), message, _("write {form}", form=right), right)


def unseen_letter(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    for match in _UNSEEN.finditer(manuscript.prose):
        code = f"U+{ord(match.group()[0]):04X}"
        yield ProofMark(
            match.start(), match.end(), _("the character {code} cannot be seen", code=code), _("delete it"), ""
        )


RULES = (
    Rule("tone-mark-mixed", "warning", mixed_tone_marks, mends=True),
    Rule("look-alike-letter", "warning", look_alike_letter, mends=True),
    Rule("unseen-letter", "warning", unseen_letter, mends=True),
)
