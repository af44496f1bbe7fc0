"""Places and bodies in the form of the house, and in one form throughout a story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from portal.i18n import Translator
from portal.vietnam.provinces import Vintage, provinces
from portal.vietnam.text import fold

from ..house.house_style import NameForms
from ..house.letters import CAPITALS, SMALL
from ..house.rule import Desk, ProofMark, Rule, letters
from ..source.manuscript import Manuscript

_ = Translator(__file__)

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8)
def _patterns(names: tuple[NameForms, ...]) -> tuple[re.Pattern[str], frozenset[str], dict[str, NameForms]]:
    """One pattern of all forms, the words that they begin with, and whose form each is."""
    forms = {form: name for name in names for form in (name.preferred, *name.mixed, *name.wrong)}
    return re.compile(rf"(?<![\w.])(?:{letters(forms)})(?!\w)"), _first_words(forms), forms


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(match.group().lower() for phrase in phrases if (match := _WORD.match(phrase)))


def name_form(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    pattern, first_words, forms = _patterns(desk.style.names)
    matches = list(manuscript.at_words(pattern, first_words))
    used: dict[str, set[str]] = {}
    for match in matches:
        used.setdefault(forms[match.group()].preferred, set()).add(match.group())
    for match in matches:
        form, name = match.group(), forms[match.group()]
        if form == name.preferred:
            continue
        hint = _("write {form}", form=name.preferred)
        if form in name.wrong:
            yield ProofMark(
                match.start(), match.end(), _("{form} is not how the house writes it", form=form), hint, name.preferred
            )
        elif len(used[name.preferred]) > 1:
            message = _("{form} beside another form of the name", form=form)
            yield ProofMark(match.start(), match.end(), message, hint, name.preferred)
        else:
            message = _("{form} is not how the house writes it", form=form)
            yield ProofMark(match.start(), match.end(), message, hint, name.preferred, "advice")


# Words of the language that are spelt like provinces.
_WORDS_TOO = frozenset(
    {
        "hoà bình",
        "hòa bình",
        "thái bình",
        "an giang",
        "hậu giang",
        "tiền giang",
        "cao bằng",
        "bình định",
        "bình phước",
        "ninh bình",
        "thái nguyên",
        "hải dương",
        "nam định",
        "long an",
        "phú yên",
        "hưng yên",
    }
)


@lru_cache(maxsize=1)
def _provinces() -> tuple[re.Pattern[str], frozenset[str]]:
    """Provinces with a small letter where a capital belongs: `Hà nội`, `yên Bái`."""
    wrong = []
    for name in sorted({province.name for vintage in Vintage for province in provinces(vintage)}):
        words = name.split()
        if len(words) == 2 and all(word.isalpha() for word in words) and name.lower() not in _WORDS_TOO:
            wrong += [f"{words[0]} {words[1].lower()}", f"{words[0].lower()} {words[1]}"]
    return re.compile(rf"(?<!\w)(?:{letters(wrong)})(?![\w])"), _first_words(wrong)


def place_capitals(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    for match in manuscript.at_words(*_provinces()):
        right = match.group().title()
        message = _("{form} lacks a capital", form=match.group())
        yield ProofMark(match.start(), match.end(), message, _("write {form}", form=right), right)


_SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Đào",
    "Đoàn",
    "Mai",
    "Trịnh",
    "Lương",
    "Hà",
    "Tạ",
    "Vương",
    "Lâm",
    "Chu",
    "Cao",
    "Thái",
]
_SURNAME_WORDS = _first_words(_SURNAMES)
_PERSON = re.compile(rf"(?<!\w)(?:{letters(_SURNAMES)})(?: [{CAPITALS}][{SMALL}]+){{2,3}}(?!\w)")


def person_spelling(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    """A name that stands in two spellings, one of them once: `Trần Văn Hùng`, `Trần Vặn Hùng`."""
    matches = list(manuscript.at_words(_PERSON, _SURNAME_WORDS))
    counts = Counter(match.group() for match in matches)
    by_letters: dict[str, list[str]] = {}
    for name in counts:
        by_letters.setdefault(fold(name), []).append(name)
    for match in matches:
        name = match.group()
        others = [other for other in by_letters[fold(name)] if counts[other] > 1 and other != name]
        if counts[name] == 1 and others:
            message = _("{name} is {other} elsewhere in the story", name=name, other=others[0])
            yield ProofMark(match.start(), match.end(), message, _("check which is right"))


RULES = (
    Rule("name-form", "warning", name_form, mends=True),
    Rule("place-capitals", "warning", place_capitals, mends=True),
    Rule("person-spelling", "advice", person_spelling),
)
