"""The names of laws as a tree of syllables, made once: whatever stands at a place is matched in one walk."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from portal.vietnam.spelling import is_syllable
from portal.vietnam.text import one_tone_style, without_tones

from .letters import with_two_figures

_TABLE = Path(__file__).with_name("laws.toml")
_EDITION = re.compile(r"(\d+/(\d{4})/(?:QH|PL|UBTVQH)\S*)(?: \+ (\d{4}(?:, \d{4})*))?")
_STEP = re.compile(r"(?:, ?| ?- ?| )?([\w&]+)")
_END = ""
# Bodies and matters that texts write by their letters within the name of a law: `Luật Xử lý VPHC`.
_LETTERS = {
    "vphc": "vi phạm hành chính",
    "qđnd": "quân đội nhân dân",
    "tand": "toà án nhân dân",
    "vksnd": "viện kiểm sát nhân dân",
    "cand": "công an nhân dân",
    "thads": "thi hành án dân sự",
    "thahs": "thi hành án hình sự",
    "ttds": "tố tụng dân sự",
    "tths": "tố tụng hình sự",
    "bhxh": "bảo hiểm xã hội",
    "hđnd": "hội đồng nhân dân",
    "vbqppl": "văn bản quy phạm pháp luật",
    "bđs": "bất động sản",
    "pccc": "phòng cháy chữa cháy",
    "hiv": "nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người",
    "vn": "việt nam",
}


@dataclass(frozen=True)
class LawName:
    """A law as a work.

    Args:
        editions: year -> number.
        amended: year of an amendment -> year of the edition that people then call by it: `Bộ luật Hình sự 2017`.
    """

    name: str
    short: tuple[str, ...] = ()
    editions: Mapping[int, str] = field(default_factory=dict)
    amended: Mapping[int, int] = field(default_factory=dict)

    def edition_of(self, year: int) -> int:
        """The year of the edition that a text means by `year`."""
        return year if year in self.editions else self.amended.get(year, year)

    @property
    def kind(self) -> str:
        first = self.name.split(" ", 1)[0]
        return {"Bộ": "Bộ luật", "Hiến": "Hiến pháp", "Pháp": "Pháp lệnh"}.get(first, first)


class LawNames:
    """Finds the longest name that begins at a place; commas and the style of tone marks do not count."""

    def __init__(self, laws: Iterable[LawName]) -> None:
        self.laws = {law.name: law for law in laws}
        self._by_number = {
            with_two_figures(number): (law, year) for law in self.laws.values() for year, number in law.editions.items()
        }
        self._tree: dict[str, object] = {}
        self._variants: dict[str, str] = {}
        self._initials: dict[str, set[str]] = {}
        for law in self.laws.values():
            for name in (law.name, *law.short):
                self._add(name.lower(), law)

    def _add(self, name: str, law: LawName) -> None:
        ways = _ways_to_write(name)
        for initials in ways.initials:
            self._initials.setdefault(initials, set()).add(law.name)
        self._node(ways.syllables)[_END] = law
        for other in ways.shortened:
            self._node(other).setdefault(_END, law)

    def _node(self, syllables: Iterable[str]) -> dict[str, object]:
        node = self._tree
        for syllable in syllables:
            node = node.setdefault(syllable, {})  # type: ignore[assignment]
        return node

    def numbered(self, number: str) -> tuple[LawName, int] | None:
        """The law with this number, and the year of the edition."""
        return self._by_number.get(with_two_figures(number))

    def by_initials(self, letters: str, year: int) -> LawName | None:
        """The one law that `letters` are the first letters of, as in `Luật CK` and `LHN&GĐ`.

        Args:
            year: that the text has, for which of two it is: `LĐĐ 2013` is no edition of Luật Đê điều; 0 for none.
        """
        names = self._initials.get(without_tones(letters.replace("&", "").replace(" ", "").lower()), set())
        laws = [law for law in map(self.laws.__getitem__, names) if not year or year in (*law.editions, *law.amended)]
        return laws[0] if len(laws) == 1 else None

    def at(self, low: str, start: int) -> tuple[LawName, int] | None:
        """The law that is named at `start` of a lower-case text, and where its name ends."""
        node, longest, place = self._tree, None, start
        while step := _STEP.match(low, place):
            if step.group()[0] == "," and node is self._tree.get("luật"):  # `theo luật, báo chí …`
                break
            syllable = step.group(1)
            child = node.get(syllable) or node.get(self._variant(syllable))
            if not isinstance(child, dict):
                break
            node, place = child, step.end()
            if law := node.get(_END):
                longest = law, place
        return longest  # type: ignore[return-value]

    def _variant(self, syllable: str) -> str:
        known = self._variants.get(syllable)
        if known is None:
            known = _one_spelling(syllable)
            if len(self._variants) < 4096:
                self._variants[syllable] = known
        return known


class _Ways(NamedTuple):
    """Args: initials: by which a law may be called."""

    syllables: Sequence[str]
    shortened: Sequence[Sequence[str]]
    initials: Sequence[str]


@cache
def _ways_to_write(name: str) -> _Ways:
    """Of a name in lower case."""
    syllables = [_one_spelling(match.group(1)) for match in _STEP.finditer(name)]
    initials = _initials(syllables) if syllables[0] == "luật" else ()
    return _Ways(syllables, [*_shortened(syllables)], [*initials])


def _one_spelling(syllable: str) -> str:
    syllable = "và" if syllable == "&" else one_tone_style(syllable)
    if syllable[-1] in "iíìỉĩị" and len(syllable) == 2 and syllable[0] in "hklmst":  # lí and lý, kĩ and kỹ
        return syllable[0] + "yýỳỷỹỵ"["iíìỉĩị".index(syllable[-1])]
    return syllable


def _shortened(syllables: list[str]) -> Iterator[list[str]]:
    """Other ways to write a name: without `và`, with bodies by their letters, by its own initials."""
    if "và" in syllables:  # often left out: `Luật Hôn nhân gia đình`
        yield [syllable for syllable in syllables if syllable != "và"]
    words = " ".join(syllables)
    for letters, phrase in _LETTERS.items():
        if f" {phrase}" in words:
            yield words.replace(phrase, letters).split()
    if syllables[0] == "luật":
        yield from (["luật", name] for name in _initials(syllables) if len(name) > 2 and not is_syllable(name))


def _initials(syllables: list[str]) -> Iterator[str]:
    for dropped in ((), ("và",), ("và", "của"), ("và", "các"), ("việt", "nam")):
        yield without_tones("".join(syllable[0] for syllable in syllables[1:] if syllable not in dropped))


@cache
def known_laws() -> tuple[LawName, ...]:
    """The laws of laws.toml."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(_law(name, words) for name, words in table.items())


def _law(name: str, words: list[str]) -> LawName:
    editions: dict[int, str] = {}
    amended: dict[int, int] = {}
    short = []
    for word in words:
        match = _EDITION.fullmatch(word)
        if match is None:
            short.append(word)
            continue
        year = int(match[2])
        editions[year] = match[1]
        amended |= {int(later): year for later in (match[3] or "").split(", ") if later}
    return LawName(name, tuple(short), editions, amended)
