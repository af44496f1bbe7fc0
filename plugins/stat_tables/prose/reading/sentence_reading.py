"""A sentence taken apart: its numbers, words and periods; what its parts between semicolons tell each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from stat_tables.model.times import TimeMention, times_in

from .known_names import TOKEN
from .prose_numbers import ProseNumber, ProseSentence
from .wording import BASE, PRICES

_KI = re.compile(r"\bkì\b")
CLAUSE_BREAK = re.compile(r"[,;:](?=\s|$)|[()]|\s[–—-]\s|\b(?:và|trong khi|nhưng|song|đồng thời)\s")


class ProseToken(NamedTuple):
    text: str
    start: int
    end: int
    capital: bool


class ProseMention(NamedTuple):
    """Something that the sentence names: `key` is a row name, a period or a column id; `base`: compared with."""

    start: int
    end: int
    key: object
    base: bool = False


@dataclass(frozen=True)
class SentenceReading:
    """A sentence taken apart, for all tables alike; `lower` is its text in small letters.

    Args:
        earlier: numbers of the parts before it, up to the last full stop.
        bases_after: periods that the parts after it compare with, up to the next one.
        bases_before: the period that the parts before it compare with, where it names none itself.
    """

    text: str
    lower: str
    numbers: tuple[ProseNumber, ...]
    tokens: tuple[ProseToken, ...]
    times: tuple[ProseMention, ...]
    breaks: tuple[int, ...]
    earlier: tuple[ProseNumber, ...] = ()
    bases_after: tuple[TimeMention, ...] = ()
    bases_before: tuple[ProseMention, ...] = ()

    def before(self, number: ProseNumber) -> str:
        return self.lower[: number.start]

    def previous(self, number: ProseNumber) -> ProseNumber | None:
        """The number before this one."""
        place = self.numbers.index(number)
        return self.numbers[place - 1] if place else None


def read(text: str, numbers: Sequence[ProseNumber], before: SentenceReading | None = None) -> SentenceReading:
    """Take a sentence apart; the period of what stands `before` it, up to the last full stop, holds on."""
    lower = _KI.sub("kỳ", text.lower())
    spans = [(number.start, number.end) for number in numbers]
    times = tuple(
        ProseMention(time.start, time.end, time, _is_base(lower, time))
        for time in times_in(lower)
        if not any(start <= time.start < end for start, end in spans)
        if PRICES.search(lower[max(0, time.start - 40) : time.start]) is None
    )
    if before is not None and all(time.base for time in times):
        told = [time for time in before.times if not time.base]
        times = (*(time._replace(start=0, end=0) for time in told[-1:]), *times)
    earlier = (*before.earlier, *before.numbers) if before is not None else ()
    return SentenceReading(
        text,
        lower,
        tuple(numbers),
        tuple(_tokens(text)),
        times,
        _breaks(lower, numbers),
        earlier,
        bases_before=_bases_before(times, before),
    )


def _bases_before(times: Sequence[ProseMention], before: SentenceReading | None) -> tuple[ProseMention, ...]:
    """`tăng 11,3% so với tháng trước, trong đó đường hàng không tăng 7,7%; đường bộ tăng 29,4%`."""
    if before is None or any(time.base for time in times):
        return ()
    return tuple(time for time in before.times if time.base)[-1:] or before.bases_before


def readings(sentences: Iterable[ProseSentence]) -> Iterator[tuple[ProseSentence, SentenceReading]]:
    """Sentences taken apart; parts between semicolons tell each other the period."""
    parts: list[tuple[ProseSentence, SentenceReading]] = []
    for sentence in sentences:
        if parts and not sentence.goes_on:
            yield from _with_bases(parts)
            parts = []
        parts.append((sentence, read(sentence.text, sentence.numbers, parts[-1][1] if parts else None)))
    yield from _with_bases(parts)


def _with_bases(
    parts: Sequence[tuple[ProseSentence, SentenceReading]],
) -> Iterator[tuple[ProseSentence, SentenceReading]]:
    for place, (sentence, reading) in enumerate(parts):
        after = [mention for _sentence, other in parts[place + 1 :] for mention in other.times]
        bases = [mention.key for mention in after if mention.base and isinstance(mention.key, TimeMention)]
        told = reading.times or any(not mention.base for mention in after)
        yield sentence, reading if told else replace(reading, bases_after=tuple(bases[:1]))


def _tokens(text: str) -> list[ProseToken]:
    return [
        ProseToken(_KI.sub("kỳ", match[0].lower()), match.start(), match.end(), match[0][0].isupper())
        for match in TOKEN.finditer(text)
    ]


def _is_base(lower: str, time: TimeMention) -> bool:
    if time.relative:
        return True
    return BASE.search(lower[max(0, time.start - 40) : time.start]) is not None and not lower[
        : time.start
    ].rstrip().endswith("của")


def _breaks(lower: str, numbers: Sequence[ProseNumber]) -> tuple[int, ...]:
    """Where parts of the sentence end; `và` ends one that has a figure: `xuất khẩu hàng hoá và dịch vụ tăng 2,86%`."""
    breaks: list[int] = []
    for match in CLAUSE_BREAK.finditer(lower):
        start = breaks[-1] if breaks else 0
        if match[0].strip() != "và" or any(start <= number.start < match.start() for number in numbers):
            breaks.append(match.end())
    return tuple(breaks)
