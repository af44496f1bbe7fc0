"""What a number is in its sentence: a level, a change, a ratio or a share; and which way the words say it went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from stat_tables.model.number_format import PERCENTAGE_POINTS

from .prose_numbers import TIMES, ProseNumber
from .sentence_reading import ProseMention, SentenceReading
from .wording import AGAIN, BARE_FROM, CHANGE, COMPARED, REACHED, SHARE


class Role(Enum):
    LEVEL = "level"
    CHANGE = "change"
    RATIO = "ratio"
    SHARE = "share"


def role_of(reading: SentenceReading, number: ProseNumber, bases: Sequence[ProseMention] = ()) -> tuple[Role, int]:
    """What the words before a number make of it, and the direction they claim: 1 up, -1 down, 0 none.

    Args:
        bases: rows that the sentence compares with.
    """
    role = _own_role(reading, number, bases)
    previous = reading.previous(number)
    if previous is None or role[1] or role[0] not in (Role.LEVEL, Role.SHARE):
        return role
    if AGAIN.match(reading.lower[previous.end : number.start]):  # `tăng 45.901 việc, tương đương 7,97%`
        said = _own_role(reading, previous, bases)
        return said if said[0] is Role.CHANGE else role
    return role


def _own_role(reading: SentenceReading, number: ProseNumber, bases: Sequence[ProseMention]) -> tuple[Role, int]:
    if number.unit == TIMES:
        return Role.RATIO, 0
    before = reading.before(number)
    for pattern, role in ((REACHED, Role.LEVEL), (CHANGE, Role.CHANGE)):
        if match := pattern.search(before):
            return role, _direction(match.groupdict())
    if BARE_FROM.search(before):
        return Role.LEVEL, 0  # `tăng từ 3,52 lên 4,61`
    previous = reading.previous(number)
    tail = before[-min(90, number.start - previous.end) :] if previous else before[-90:]
    match = None if tail.rstrip().endswith("(") else COMPARED.search(tail)  # `cao hơn của Nghệ An (58,72%)`
    if number.unit == PERCENTAGE_POINTS or (
        match and (_names_something(reading, match["base"]) or _is_base(match, number, tail, bases))
    ):
        return Role.CHANGE, _direction(match.groupdict()) if match else 0
    if number.unit == "%" and SHARE.search(before):
        return Role.SHARE, 0
    return Role.LEVEL, 0


def direction_between(text: str) -> int:
    """Which way a comparison goes that ends at a figure: `thành thị thấp hơn nông thôn `."""
    match = COMPARED.search(text)
    return _direction(match.groupdict()) if match else 0


def _direction(groups: dict[str, str | None]) -> int:
    return 1 if groups.get("up") else -1 if groups.get("down") else 0


def _is_base(match: re.Match[str], number: ProseNumber, tail: str, bases: Sequence[ProseMention]) -> bool:
    """Whether a row that is compared with stands between the comparison and the figure: `ít hơn hộ tịch 14 hồ sơ`."""
    shift = number.start - len(tail)
    start, end = match.start("base") + shift, match.end("base") + shift
    return any(start <= base.start and base.end <= end for base in bases)


def _names_something(reading: SentenceReading, base: str) -> bool:
    """Whether what stands between `hơn` and the figure is a period or a name: `hơn Lào Cai 398 việc`."""
    words = base.split()
    return any(mention.base for mention in reading.times) or any(
        token.capital and token.text in [word.strip(".,") for word in words] for token in reading.tokens
    )
