"""A story's file taken apart for the proofreader: its text, the same text with all but prose covered, its values."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .front_values import FrontValue, Path, read_front
from .markup import OPAQUE, THROUGH, Passage, Span, read_body

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d\d*")  # begins with a class, which is looked for faster than a repetition
# Values that readers see as prose, and what kind of passage each is. `wrong` of a correction quotes a mistake.
_PROSE_VALUES: Mapping[str, str] = {
    "title": "title",
    "kicker": "kicker",
    "sapo": "sapo",
    "description": "sapo",
    "source_note": "note",
    "image.alt": "alt",
    "image.caption": "caption",
    "image.credit": "credit",
    "guest.title": "note",
    "guest.organisation": "note",
    "corrections.right": "note",
    "corrections.apology": "note",
    "ai.what": "note",
}


@dataclass(frozen=True, eq=False)
class Manuscript:
    """What rules look at. Words, numbers and signs are looked for once; most patterns can only begin at some of them.

    Args:
        path: as messages show it.
        text: NFC, lines end with `\\n`.
        prose: as long as `text`; what is no prose is `OPAQUE`, marks inside a sentence are `THROUGH`.
        passages: runs of prose in the order of the file.
        values: of the front matter.
    """

    path: str
    text: str
    prose: str
    passages: tuple[Passage, ...]
    values: tuple[FrontValue, ...]

    @cached_property
    def low(self) -> str:
        """The prose in small letters: what is not in it, no pattern needs to look for."""
        return self.prose.lower()

    @cached_property
    def signs(self) -> frozenset[str]:
        """Every sign that is in the prose."""
        return frozenset(self.prose)

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Every word of the prose."""
        return list(_WORD.finditer(self.prose))

    @cached_property
    def _word_starts(self) -> list[int]:
        return [match.start() for match in self.words]

    @cached_property
    def gaps(self) -> list[str]:
        """What stands before the first word, between each two, and behind the last."""
        return _WORD.split(self.prose)

    def words_of(self, passage: Passage) -> tuple[int, int]:
        """Numbers of its first word, and of the first one behind it."""
        starts = self._word_starts
        return bisect_left(starts, passage.start), bisect_left(starts, passage.end)

    @cached_property
    def low_words(self) -> list[str]:
        """The words in small letters."""
        return [match.group().lower() for match in self.words]

    @cached_property
    def _word_places(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {}
        for word, start in zip(self.low_words, self._word_starts, strict=True):
            places.setdefault(word, []).append(start)
        return places

    @cached_property
    def numbers(self) -> list[int]:
        """Where runs of digits begin."""
        return [match.start() for match in _NUMBER.finditer(self.prose)]

    def at_numbers(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """As `finditer` of the prose, for a pattern that begins with a run of digits."""
        return self._at(pattern, self.numbers)

    def at_words(self, pattern: re.Pattern[str], words: Iterable[str]) -> Iterator[re.Match[str]]:
        """As `finditer` of the prose, for a pattern that begins with one of `words` (small letters)."""
        known = self._word_places
        return self._at(pattern, sorted(place for word in words for place in known.get(word, ())))

    def _at(self, pattern: re.Pattern[str], places: Iterable[int]) -> Iterator[re.Match[str]]:
        end = 0
        for place in places:
            match = pattern.match(self.prose, place) if place >= end else None
            if match:
                end = match.end()
                yield match

    @cached_property
    def by_path(self) -> Mapping[Path, FrontValue]:
        return {value.path: value for value in self.values}

    def value(self, *path: str | int) -> FrontValue | None:
        return self.by_path.get(path)

    def said(self, *path: str | int) -> str:
        value = self.by_path.get(path)
        return "" if value is None else value.text

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def passage_at(self, offset: int) -> Passage | None:
        at = bisect_right(self._passage_starts, offset) - 1
        passage = self.passages[at] if at >= 0 else None
        return passage if passage is not None and offset < passage.end else None

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def passages_of(self, *kinds: str) -> Iterator[tuple[Passage, str]]:
        """Passages of these kinds (all of them where none is named) with their prose."""
        for passage in self.passages:
            if not kinds or passage.kind in kinds:
                yield passage, self.prose[passage.start : passage.end]

    @property
    def is_story(self) -> bool:
        return "articles/" in self.path or ("id",) in self.by_path


def read_manuscript(text: str, path: str) -> Manuscript:
    """`text` in NFC with `\\n` line ends."""
    front = read_front(text)
    spans: list[Span] = []
    passages: list[Passage] = []
    at = 0
    for value in sorted(front.values, key=lambda value: value.start):
        kind = _PROSE_VALUES.get(".".join(part for part in value.path if isinstance(part, str)))
        if kind is None or value.end <= value.start or value.start < at:
            continue
        passages.append(Passage(kind, value.start, value.end))
        spans.append((at, value.start, OPAQUE))
        spans += [(from_, to, THROUGH) for from_, to in value.unread]
        at = value.end
    spans.append((at, front.body, OPAQUE))
    more, of_body = read_body(text, front.body)
    return Manuscript(path, text, _covered(text, [*spans, *more]), (*passages, *of_body), front.values)


def _covered(text: str, spans: list[Span]) -> str:
    """Line ends stay: they part what is above from what is below."""
    parts: list[str] = []
    at = 0
    for start, end, cover in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        parts.append(text[at:start])
        hidden = text[start:end]
        parts.append(
            "\n".join(cover * len(line) for line in hidden.split("\n")) if "\n" in hidden else cover * len(hidden)
        )
        at = end
    parts.append(text[at:])
    return "".join(parts)
