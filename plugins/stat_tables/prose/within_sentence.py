"""What a sentence says against itself: a rise told as a fall, a rate that is not that of the figures before it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from portal.i18n import Translator
from stat_tables.model.number_format import PERCENTAGE_POINTS, format_number, with_unit
from stat_tables.prose.reading.agreement import digits_exchanged, rounded
from stat_tables.prose.reading.prose_facts import Fact, percent_of
from stat_tables.prose.reading.prose_numbers import ProseNumber
from stat_tables.prose.reading.roles import Role, role_of
from stat_tables.prose.reading.sentence_reading import SentenceReading
from stat_tables.prose.reading.wording import BARE_FROM, FROM, ONWARDS, SHARE_TOLD

_ = Translator(__file__)

# A rate is that of figures shortly before it: `thụ lý 93.452 vụ, giải quyết 91.312 vụ, đạt 97,71%`.
MOST_FIGURES = 3


def turned(number: ProseNumber, reading: SentenceReading) -> str:
    """`giảm từ 46,45% lên 51,46%`: what is wrong, or nothing."""
    first = reading.previous(number)
    if first is None or first.unit != number.unit:
        return ""
    before, onwards = reading.before(first)[-80:], ONWARDS.match(reading.lower[first.end : number.start])
    match = FROM.search(before) or (BARE_FROM.search(before) and onwards)
    if onwards is None or not match or not (match["up"] or match["down"]):
        return ""
    if number.value == first.value or (number.value > first.value) == bool(match["up"]):
        return ""
    return _("“{first}” to “{text}” is the other way round", first=first.text, text=number.text)


def share_in_points(number: ProseNumber, reading: SentenceReading) -> str:
    """`chiếm 78 điểm phần trăm tổng số việc`: what is wrong, or nothing; points are what two rates differ by."""
    if number.unit != PERCENTAGE_POINTS or not SHARE_TOLD.search(reading.text.lower()[: number.start]):
        return ""
    return _("“{text}” is a share or a rate: write “%”", text=number.text)


def is_rate_of_figures(number: ProseNumber, reading: SentenceReading) -> bool:
    """Whether a percentage is the rate of two figures before it."""
    near = (abs(rounded(rate, number.step) - number.value) <= number.step for rate, _told in _rates(number, reading))
    return number.unit == "%" and number.step < 1 and any(near)


def mistyped_rate(number: ProseNumber, reading: SentenceReading) -> str:
    """`thụ lý 93.452 vụ, giải quyết 91.312 vụ, đạt 97,17%`: what is wrong, or nothing."""
    if number.unit != "%" or number.step >= 1 or is_rate_of_figures(number, reading):
        return ""
    if role_of(reading, number)[0] is Role.CHANGE:
        return ""
    for rate, told in _rates(number, reading):
        if digits_exchanged(number, Fact(rate, "%", "", ""), least=3):
            right = with_unit(format_number(rounded(rate, number.step)), "%")
            return _("“{text}” is not the rate of {told}: {right}", text=number.text, told=told, right=right)
    return ""


def _rates(number: ProseNumber, reading: SentenceReading) -> Iterator[tuple[Decimal, str]]:
    """What one of the figures before is of another one of its unit."""
    own = (other for other in reading.numbers if other.end <= number.start)
    before = [*reading.earlier, *(other for other in own if role_of(reading, other)[0] is Role.LEVEL)]
    before = [other for other in before if other.unit != "%" and other.value > 0]
    for unit in dict.fromkeys(other.unit for other in before):
        alike = [other for other in before if other.unit == unit][-MOST_FIGURES:]
        for place, whole in enumerate(alike):
            for part in alike[place + 1 :]:
                low, high = sorted((part, whole), key=lambda each: each.value)
                if low.value < high.value:
                    yield percent_of(low.value, high.value), f"{low.text} / {high.text}"
