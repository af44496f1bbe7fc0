"""What each number of a sentence is about: the nearest period, row and column around it, as Vietnamese puts them.

A thing that follows the figure directly is its own (`83,86% năm 2024`, `59,36% về việc`); otherwise the nearest one
before it; otherwise the next one in the sentence. `lần lượt` deals things out in their order. What the sentence
compares with (`so với năm 2023`) is kept apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from stat_tables.model.times import Time, TimeMention

from .known_columns import COMMON, KnownColumn
from .known_names import words_of
from .prose_numbers import ProseNumber
from .sentence_reading import CLAUSE_BREAK, ProseMention, SentenceReading
from .wording import (
    AGAINST,
    FILLER,
    NEGATIVE,
    POSITIVE,
    RESPECTIVELY,
    SAME_AS,
)

_OPENED = re.compile(
    r"(?:[ ]+(?:một chút|đôi chút|chút ít|chút đỉnh|không đáng kể|không nhiều|rõ rệt|khá xa))?"
    r"[ ]*\((?:chỉ|là|đạt|với|có|hơn|gần|và|[\d.,%]|[ ])*"
)


_OTHER = re.compile(r"\bthành[ ]+(?:phố|viên|tích|lập|phần|công)\b")  # no word of a label such as `Hoà giải thành`
# Between two rows that are meant together.
_JOINED = re.compile(
    r"(?:,|và|, và|cùng|với|cùng với|)"
    r"(?:\s*(?:án|tp\.?|tỉnh|thành phố|xã|phường|thị trấn|huyện|quận|lĩnh vực|vùng|ngành))?"
)
_REASON = re.compile(r",[ ]*(?:chủ yếu[ ]+)?(?:do|nhờ|vì)\b")  # what follows is about why
_FIGURE_NEXT = re.compile(r"(?:[ ]+(?:là|được|đạt|có|chỉ|tới|đến|chiếm|góp|gần|hơn))*[ ]+\(?\d")
_UNTIL = re.compile(r"\s*(?:đến hết|đến|tới|cho đến|-|–)\s*")


def columns_in(
    reading: SentenceReading, columns: Sequence[KnownColumn], names: Sequence[ProseMention] = ()
) -> list[ProseMention]:
    """Where the sentence says which of `columns` it speaks of, by the words that only one of them has.

    Args:
        names: rows that it names: the `nam` of `Hà Nam` is no word of the label `Dân số nam`.
    """
    mentions: list[ProseMention] = []
    owners = _owners(columns)
    hidden = [(name.start, name.end) for name in names]
    hidden += [match.span() for pattern in (NEGATIVE, POSITIVE, _OTHER) for match in pattern.finditer(reading.lower)]
    for token in reading.tokens:
        column = owners.get(token.text)
        if column is None or any(start <= token.start < end for start, end in hidden):
            continue
        # `Năm` of `Năm 2024` is no word of the label `Năm trước chuyển sang`; its number may be the name of a column.
        if not token.text.isdigit() and any(time.start <= token.start < time.end for time in reading.times):
            continue
        if mentions and mentions[-1].key is column and token.start - mentions[-1].end <= 2:
            mentions[-1] = mentions[-1]._replace(end=token.end)
        else:
            mentions.append(ProseMention(token.start, token.end, column))
    whole = _whole_labels(reading, columns)
    apart = [each for each in mentions if not any(one.start < each.end and each.start < one.end for one in whole)]
    return sorted((*whole, *apart), key=lambda each: each.start) if whole else mentions


def _whole_labels(reading: SentenceReading, columns: Sequence[KnownColumn]) -> list[ProseMention]:
    """Labels that stand in the sentence word for word; the longest at each place: `chưa có điều kiện thi hành`."""
    labels = [(tuple(words_of(column.column.label)), column) for column in columns]
    told: list[ProseMention] = []
    place = 0
    while place < len(reading.tokens):
        here = [
            (words, column)
            for words, column in labels
            if len(set(words) - COMMON - set(column.unit.split())) > 1
            and tuple(token.text for token in reading.tokens[place : place + len(words)]) == words
        ]
        longest = max((len(words) for words, _column in here), default=0)
        named = [column for words, column in here if len(words) == longest]
        if len(named) == 1:
            start, end = reading.tokens[place].start, reading.tokens[place + longest - 1].end
            told.append(ProseMention(start, end, named[0]))
        place += max(longest, 1)
    return told


def _owners(columns: Sequence[KnownColumn]) -> dict[str, KnownColumn]:
    """Word -> the only one of `columns` that it speaks of, by its label or its unit."""
    owners_of: dict[str, list[KnownColumn]] = {}
    for column in columns:
        own = set(column.words) | {word for word, same in SAME_AS.items() if same in column.words}
        own |= {word for word in words_of(column.unit)} - {"phần", "trăm"}
        if own & {"đồng", "tiền"}:
            own |= {"đồng", "tiền"}
        for word in own:
            owners_of.setdefault(word, []).append(column)
    return {word: owners[0] for word, owners in owners_of.items() if len(owners) == 1}


def nearest(
    reading: SentenceReading,
    number: ProseNumber,
    mentions: Sequence[ProseMention],
    *,
    alike: Callable[[ProseNumber], bool],
) -> ProseMention | None:
    """The mention that `number` is about; None where there is none.

    Args:
        alike: numbers that would take a mention for themselves, such as those of the same unit.
    """
    scope = [mention for mention in mentions if not mention.base]
    dealt = _dealt_out(reading, number, scope, alike)
    if dealt is not None:
        return dealt
    compared = [mention for mention in mentions if mention.base and mention.end <= number.start]
    if compared and AGAINST.search(reading.before(number)):
        return compared[-1]
    within = next((mention for mention in scope if number.start < mention.start < number.end), None)
    if within is not None and not isinstance(within.key, KnownColumn):
        return within  # the row `hộ nghèo` of `13.823 hộ nghèo`
    held = [mention for mention in mentions if mention.end <= number.start]
    if (
        held
        and _OPENED.fullmatch(reading.lower[held[-1].end : number.start])
        and not isinstance(held[-1].key, KnownColumn)
    ):
        return held[-1]  # `cao hơn của Nghệ An (58,72%)`
    inside = next((mention for mention in scope if number.start <= mention.start < number.end), None)
    if inside is not None:
        return inside
    after = next((mention for mention in scope if mention.start >= number.end), None)
    if (
        after is not None
        and FILLER.match(reading.lower[number.end : after.start])
        and not _opens_figure(reading, number, after, alike)
    ):
        return after
    before = [mention for mention in scope if mention.start < number.start]
    if before and _is_of_earlier(reading, number, before[-1], alike):
        return None
    if before:
        return before[-1]
    if after is None or _is_of_what_follows(reading, number, after) or _opens_figure(reading, number, after, alike):
        return None
    between = (other for other in reading.numbers if number.end <= other.start < after.start)
    return None if any(map(alike, between)) else after


def _opens_figure(
    reading: SentenceReading, number: ProseNumber, after: ProseMention, alike: Callable[[ProseNumber], bool]
) -> bool:
    """`9 tháng tăng 2,12% (quý I tăng 3,68%; …)`: what the bracket begins with is of the figure in it."""
    if "(" not in reading.lower[number.end : after.start]:
        return False
    closed = reading.lower.find(")", after.end)
    inside = (other for other in reading.numbers if after.end <= other.start < (closed if closed > 0 else 10**6))
    return any(map(alike, inside)) or closed < 0


def _is_of_earlier(
    reading: SentenceReading, number: ProseNumber, mention: ProseMention, alike: Callable[[ProseNumber], bool]
) -> bool:
    """`13.880 học sinh THPT và 1.269 học sinh hệ bổ túc`: the name is that of the figure before it."""
    before = reading.previous(number)
    if before is None or not isinstance(mention.key, tuple) or not alike(before) or before.end > mention.start:
        return False
    close = reading.lower[before.end : mention.start].strip() == ""
    joined = re.fullmatch(r"[ ]*(?:và|,|cùng)[ ]*", reading.lower[mention.end : number.start]) is not None
    return (
        close
        and joined
        and re.match(r"[ ]+(?:hệ|loại|nhóm|khối|cấp|thuộc)[ ]", reading.lower[number.end :]) is not None
    )


def _is_of_what_follows(reading: SentenceReading, number: ProseNumber, after: ProseMention) -> bool:
    """Whether a mention behind the number is of another figure: `18 vụ việc, thành 17`, `gỗ (11,66 tỷ) và thuỷ sản`."""
    between = reading.lower[number.end : after.start]
    opened = reading.lower.rfind("(", 0, number.start) > reading.lower.rfind(")", 0, number.start)
    if (opened and ")" in between) or "trong đó" in between or _REASON.search(between):
        return True
    return CLAUSE_BREAK.search(between) is not None and _FIGURE_NEXT.match(reading.lower[after.end :]) is not None


def is_dealt_out(reading: SentenceReading, number: ProseNumber) -> bool:
    """`lần lượt` stands before the number: what is joined by `và` is not meant together."""
    return any(match.start() < number.start for match in RESPECTIVELY.finditer(reading.lower))


def coordinated(
    reading: SentenceReading, mention: ProseMention, mentions: Sequence[ProseMention]
) -> list[ProseMention]:
    """`mention` with those joined to it: `Hà Nội và TP.HCM`, `Hà Nội, Đà Nẵng và Nghệ An`."""
    scope = [each for each in mentions if not each.base]
    if mention not in scope:
        return [mention]
    place = scope.index(mention)
    joined = [mention]
    for other in reversed(scope[:place]):
        if not _JOINED.fullmatch(reading.lower[other.end : joined[0].start].strip()):
            break
        joined.insert(0, other)
    return joined


def _dealt_out(
    reading: SentenceReading, number: ProseNumber, scope: Sequence[ProseMention], alike: Callable[[ProseNumber], bool]
) -> ProseMention | None:
    """`tỷ lệ về việc và về tiền lần lượt là 83,86% và 51,46%`: the second figure has the second mention."""
    word = next((match for match in RESPECTIVELY.finditer(reading.lower) if match.start() < number.start), None)
    if word is None:
        return _dealt_in_parentheses(reading, number, scope, alike)
    figures = [other for other in reading.numbers if other.start > word.start() and alike(other)]
    if len(figures) < 2 or number not in figures:
        return None
    if span := _months_between(reading, scope, word.start(), len(figures)):
        return span[figures.index(number)]
    distinct = _distinct(mention for mention in scope if mention.start < word.start())
    if len(distinct) >= len(figures):
        return distinct[len(distinct) - len(figures) :][figures.index(number)]
    behind = _distinct(mention for mention in scope if mention.start >= figures[-1].end)
    return behind[figures.index(number)] if len(behind) == len(figures) else None


def _months_between(
    reading: SentenceReading, scope: Sequence[ProseMention], stop: int, count: int
) -> list[ProseMention]:
    """`từ tháng 3 đến tháng 5/2024 … lần lượt`: so many periods of one length, one after the other; else none."""
    times = [mention for mention in scope if mention.end <= stop and isinstance(mention.key, TimeMention)]
    if len(times) < 2 or not _UNTIL.fullmatch(reading.lower[times[-2].end : times[-1].start]):
        return []
    first, last = times[-2].key, times[-1].key
    assert isinstance(first, TimeMention)
    assert isinstance(last, TimeMention)
    year, length = last.time.year or first.time.year, last.time.months
    starts = range(first.time.first, last.time.first + 1, length)
    if not last.time.told or first.time.months != length or first.time.year not in (None, year) or len(starts) != count:
        return []
    return [
        times[-1]._replace(key=last._replace(time=Time(year, start, start + length - 1, told=True))) for start in starts
    ]


def _dealt_in_parentheses(
    reading: SentenceReading, number: ProseNumber, scope: Sequence[ProseMention], alike: Callable[[ProseNumber], bool]
) -> ProseMention | None:
    """`về việc và về tiền đều cao hơn năm 2023 (83,24% và 46,45%)`: columns in the order they were named."""
    opened = reading.lower.rfind("(", 0, number.start)
    if opened < 0 or ")" in reading.lower[opened : number.start]:
        return None
    closed = reading.lower.find(")", number.end)
    figures = [other for other in reading.numbers if opened < other.start < closed and alike(other)]
    if any(opened < mention.start < closed for mention in scope):
        return None
    distinct = _distinct(mention for mention in scope if mention.start < opened)
    dealt = len(figures) > 1 and len(distinct) == len(figures) and isinstance(distinct[0].key, KnownColumn)
    return distinct[figures.index(number)] if dealt and number in figures else None


def _distinct(mentions: Iterable[ProseMention]) -> list[ProseMention]:
    distinct: list[ProseMention] = []
    for mention in mentions:
        if all(mention.key is not other.key and mention.key != other.key for other in distinct):
            distinct.append(mention)
    return distinct


def clause_of(reading: SentenceReading, number: ProseNumber) -> tuple[int, int]:
    """The part of the sentence around the number, between commas, conjunctions and other numbers."""
    starts = [0, *(other.end for other in reading.numbers if other.end <= number.start)]
    ends = [other.start for other in reading.numbers if other.start >= number.end] + [len(reading.text)]
    breaks = reading.breaks
    low = bisect_left(breaks, number.start)
    start = max([starts[-1], *breaks[max(0, low - 1) : low]])
    end = min([ends[0], *(place for place in breaks if place >= number.end)][:2] or [len(reading.text)])
    return start, end
