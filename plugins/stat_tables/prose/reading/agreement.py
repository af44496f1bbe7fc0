"""Whether a number as written may stand for a figure of the data: rounding, `gần`, `hơn`, `khoảng`, ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from stat_tables.model.numerals import EXACT
from stat_tables.model.unit_kinds import kin_of

from .prose_facts import Fact
from .prose_numbers import ProseNumber, last_digit
from .wording import Word

ROOM = Decimal("0.05")  # how far a figure with `gần`, `hơn`, `khoảng` may be from the true one
WIDE = Decimal("0.1")  # the same for a figure rounded to its first digits: `hơn 1.500` for 1.598
THOUSAND = Decimal(1000)
NEAR = Decimal("0.2")  # what is further away than this is another thing, unless a slip of the finger made it so
SWAP_DIGITS = 4  # shorter numbers are swapped into each other by chance


FINE = 3  # digits that tell more than a round figure
_HUNDREDTHS = re.compile(r",\d\d")  # a figure so fine has been rounded, and its word may be right


def agrees(number: ProseNumber, fact: Fact, *, signed: bool = True) -> bool:
    """Whether `number` says `fact`.

    Args:
        signed: a sign that the text does not show is a fault; direction words around it are told apart elsewhere.
    """
    if number.unit != fact.unit:
        return False
    stated, actual = number.value, fact.value
    if not signed:
        stated, actual = abs(stated), abs(actual)
    elif (stated < 0) != (actual < 0) and stated and actual:
        return False
    stated, actual = abs(stated), abs(actual)
    if number.upto is not None:
        return stated <= actual <= abs(number.upto) or (fact.word is not None and actual == abs(number.upto))
    if number.word is None:
        if stated == actual:
            # A source's `gần 1.600` is not `1.600`: without the word the text says more than is known.
            return fact.word is None
        return fact.word is None and rounded(actual, number.step) == stated
    return _roughly(number, stated, fact, actual)


def _roughly(number: ProseNumber, stated: Decimal, fact: Fact, actual: Decimal) -> bool:
    low, high = _interval(fact, actual)
    whole = (number.step > 1 or len(kin_of({number.unit})) > 1) and number.digits > FINE and "," not in number.text
    if stated == actual and (whole or _HUNDREDTHS.search(number.text)) and number.word in (Word.BELOW, Word.ABOVE):
        return True  # `gần 151,98 tỷ` of 151,976, `trên 388.509 tỷ`, which the table rounds too
    if number.digits >= FINE and abs(stated - actual) > 2 * _round_step(stated):
        return False  # `hơn 92,6 triệu` is no 96,2: who writes three digits has rounded the last one
    if number.word is Word.NEAR and number.digits > 1 and number.text.lower().startswith("ước"):
        return abs(stated - actual) < _round_step(stated)  # `ước đạt 1.020 triệu USD` says how it was counted
    if number.word is Word.NEAR:
        room = max(ROOM * actual, min(WIDE * actual, last_digit(stated) / 2))
        return abs(stated - actual) <= room
    if number.word is Word.BELOW:
        return low < stated and stated - low <= max(ROOM * stated, min(WIDE * stated, last_digit(stated)))
    # Literally true and rounded down: `hơn 50%` for 59,36%.
    return high > stated and (high - stated <= ROOM * high or actual - stated < last_digit(stated))


def _round_step(stated: Decimal) -> Decimal:
    """The step of the last digit; of the one before where it is a five: `khoảng 24.500`."""
    step = last_digit(stated)
    return step * 5 if (stated / step) % 10 == 5 else step


def _interval(fact: Fact, actual: Decimal) -> tuple[Decimal, Decimal]:
    """What a figure that its source prints with a word may truly be."""
    if fact.word is Word.BELOW:
        # Its own `gần 1.600` is below 1.600, and so is what the text says with the same word.
        return actual * (1 - ROOM / 10), actual
    if fact.word is Word.ABOVE:
        return actual, actual * (1 + ROOM / 10)
    return (actual, actual) if fact.word is None else (actual * (1 - ROOM), actual * (1 + ROOM))


def rounded(value: Decimal, step: Decimal) -> Decimal:
    # Half may go either way in a source; half up is what newspapers do.
    return EXACT.divide(value, step).quantize(Decimal(1), "ROUND_HALF_UP", EXACT) * step


def is_swapped(number: ProseNumber, fact: Fact) -> bool:
    """Whether the digits, at the number's own precision, are the fact's with one neighbouring pair swapped."""
    return number.word is None and number.upto is None and digits_exchanged(number, fact, SWAP_DIGITS)


def digits_exchanged(number: ProseNumber, fact: Fact, least: int) -> bool:
    """Whether the digits written are the fact's, two neighbouring ones at each other's place; `least` of them."""
    if number.unit != fact.unit or (number.value < 0) != (fact.value < 0):
        return False
    stated = str(int(EXACT.divide(abs(number.value), number.step)))
    actual = str(int(rounded(abs(fact.value), number.step) / number.step))
    if len(stated) != len(actual) or max(len(stated.rstrip("0")), len(actual.rstrip("0"))) < least:
        return False
    different = [place for place in range(len(stated)) if stated[place] != actual[place]]
    if len(different) != 2 or different[1] != different[0] + 1:
        return False
    first, second = different
    return stated[first] == actual[second] and stated[second] == actual[first]


def is_reversed(number: ProseNumber, fact: Fact) -> bool:
    """`gần 76 nghìn` for 66.960, `18%` for 81 %: two digits, each at the other's place."""
    if number.unit != fact.unit or number.upto is not None or number.value * fact.value < 0:
        return False
    step = last_digit(abs(number.value)) if number.value else Decimal(1)
    stated, actual = str(int(abs(number.value) / step)), str(int(rounded(abs(fact.value), step) / step))
    return len(stated) == 2 and stated != actual and stated == actual[::-1]


def is_typo(number: ProseNumber, fact: Fact) -> bool:
    """Whether one slip of the finger tells them apart: two digits swapped, one another, left out or doubled.

    So few numbers are that near to a figure by chance that the words around need not be known.
    """
    if number.upto is not None or number.unit != fact.unit or (number.value < 0) != (fact.value < 0):
        return False
    stated = str(int(abs(number.value) / number.step))
    actual = str(int(rounded(abs(fact.value), number.step) / number.step))
    if len(stated) == len(actual):
        different = [place for place in range(len(stated)) if stated[place] != actual[place]]
        if len(different) == 1:
            return len(stated) > SWAP_DIGITS - (number.word is None)
        if len(stated) >= SWAP_DIGITS and stated[0] == actual[0] and sorted(stated) == sorted(actual) and different:
            return True
        if len(different) != 2 or different[1] != different[0] + 1 or len(stated) < SWAP_DIGITS - 1:
            return False
        first, second = different
        return stated[first] == actual[second] and stated[second] == actual[first]
    longer, shorter = sorted((stated, actual), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 > SWAP_DIGITS and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def is_turned(number: ProseNumber, fact: Fact) -> bool:
    """`gần 680` for 688, `hơn 38.500` for 38.412: the figure, with the word of the other side."""
    if number.word not in (Word.BELOW, Word.ABOVE) or number.unit != fact.unit or number.upto is not None:
        return False
    stated, actual = abs(number.value), abs(fact.value)
    return abs(stated - actual) <= min(last_digit(stated), ROOM * actual)


def is_bound_kept(number: ProseNumber, facts: Sequence[Fact]) -> bool:
    """`dưới một triệu dân` of 885.920: a round bound, and every fact is on its side."""
    if number.word not in (Word.BELOW, Word.ABOVE) or number.digits > 1:
        return False
    if not number.text.lower().startswith(("dưới", "trên", "quá", "vượt", "chưa")):
        return False
    values = [abs(fact.value) for fact in facts if fact.unit == number.unit]
    below = number.word is Word.BELOW
    return all(value < number.value if below else value > number.value for value in values)


def is_slip(number: ProseNumber, fact: Fact) -> bool:
    """Whether the number may be the fact, mistyped: near it, one digit off, or the same digits in another order."""
    if distance(number, fact) <= NEAR:
        return True
    stated = str(int(abs(number.value) / number.step))
    actual = str(int(rounded(abs(fact.value), number.step) / number.step))
    wide = max(len(stated), len(actual))
    if len(stated) < SWAP_DIGITS - 1 or sorted(stated) == sorted(actual):
        return sorted(stated.zfill(wide)) == sorted(actual.zfill(wide))
    if len(stated) == len(actual):
        return sum(one != other for one, other in zip(stated, actual, strict=True)) == 1
    longer, shorter = sorted((stated, actual), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def has_digits_of(number: ProseNumber, fact: Fact, least: int = SWAP_DIGITS) -> bool:
    """Whether the figure of another unit was written: `621,568 nghìn tỷ đồng` for 621.568 việc."""
    stated = str(int(abs(number.value) / number.step)).rstrip("0")
    actual = f"{abs(fact.value).normalize(EXACT):f}".replace(".", "").strip("0")
    return len(stated) >= least and stated == actual


def distance(number: ProseNumber, fact: Fact) -> Decimal:
    """Relative to the figure."""
    if not fact.value:
        return Decimal(1)
    return abs(abs(number.value) - abs(fact.value)) / abs(fact.value)
