"""Values -> Vietnamese text. Exact decimals in, text out; the locale of the process plays no part.

Dots group by three, a comma divides, U+2212 is the minus sign; a no-break space holds number, multiplier and unit
together; `%` and `‰` follow without a space. Half is rounded away from zero, as newspapers do.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache

from .numerals import EXACT, MINUS, scale
from .table import Approximator, ColumnType, Unit, Value, decimals_of

NBSP = "\u00a0"
WORDS = {3: "nghìn", 6: "triệu", 9: "tỷ"}
PERCENTAGE_POINTS = "điểm phần trăm"
_SWAP = str.maketrans({",": ".", ".": ","})


def format_number(number: Decimal, decimals: int | None = None, *, plus: bool = False) -> str:
    """`1600` -> `1.600`, `59.36` -> `59,36`, `-5.2` -> `−5,2`.

    Args:
        decimals: digits after the mark; None keeps those that `number` has.
        plus: print `+` before a positive number, for changes.
    """
    # Most figures are printed as published.
    rounded = number if decimals is None or decimals == decimals_of(number) else round_to(number, decimals)
    sign = MINUS if rounded < 0 else "+" if plus and rounded > 0 else ""
    return sign + f"{abs(rounded):,f}".translate(_SWAP)


def round_to(number: Decimal, decimals: int) -> Decimal:
    """Rounded to `decimals` digits after the mark (negative: to tens, hundreds …), half away from zero."""
    rounded = number.quantize(_step(decimals), ROUND_HALF_UP, EXACT)
    return rounded if decimals >= 0 else Decimal(f"{rounded:f}")


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def format_quantity(number: Decimal, unit: Unit | None, decimals: int | None = None, *, plus: bool = False) -> str:
    """A number with its unit: `73 tỷ đồng`, `59,36%`, `1.598 việc`; no-break spaces inside."""
    return with_unit(format_number(number, decimals, plus=plus), unit.text if unit else "")


def with_unit(text: str, unit: str) -> str:
    """A formatted number and its unit; `%` and `‰` stand close."""
    if not unit:
        return text
    gap = "" if unit in ("%", "‰") else NBSP
    return f"{text}{gap}{unit.replace(' ', NBSP)}"


def format_value(value: Value, *, unit: bool = False, type: ColumnType | None = None) -> str:
    """A cell's text as a reader sees it: `gần 1.600`, `59,36%`, `31/3/2024`; the code of a missing value.

    Args:
        unit: print the unit too; in tables it stands in the head.
        type: of the column; years are not grouped.
    """
    scalar = value.scalar
    if scalar is None:
        return value.missing
    if isinstance(scalar, bool):
        return "có" if scalar else "không"
    if isinstance(scalar, date):
        return format_date(scalar)
    if isinstance(scalar, str):
        return scalar
    if type is ColumnType.YEAR:
        return str(scalar)
    text = format_number(scalar, value.decimals)
    if unit and value.unit is not None:
        text = with_unit(text, value.unit.text)
    return with_approximator(text, value.approximator)


def with_approximator(text: str, approximator: Approximator | None) -> str:
    return f"{approximator.value}{NBSP}{text}" if approximator else text


def format_date(day: date) -> str:
    """`31/3/2024`, as newspapers write it."""
    return f"{day.day}/{day.month}/{day.year}"


def rescaled(number: Decimal, unit: Unit, power: int) -> tuple[Decimal, Unit]:
    """The same quantity in another power of ten: 73000000000 đồng -> 73 tỷ đồng for power 9."""
    word = "" if power == 0 else WORDS[power]
    text = f"{word} {unit.base}".strip()
    scaled = scale(number, unit.power - power)
    return (trimmed(scaled) if unit.power < power else scaled), Unit(text, unit.base, power)


def trimmed(number: Decimal) -> Decimal:
    """Without zeros at the end of its fraction: 73.500 -> 73.5, 1600 stays."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1), context=EXACT) if number == whole else number.normalize(EXACT)


def natural_power(number: Decimal, unit: Unit) -> int:
    """The power of ten (0, 3, 6 or 9) in which newspapers print such a quantity: a digit before the mark at least."""
    full = abs(scale(number, unit.power))
    return max((power for power in WORDS if full >= scale(Decimal(1), power)), default=0)


def approximate(number: Decimal, step: Decimal, word: Approximator) -> Decimal | None:
    """The round figure that `word` may announce for `number`; None where no multiple of `step` fits.

    `gần` needs a larger round figure, `hơn` and `trên` a smaller one, each within 5 %; `khoảng`, `xấp xỉ` the nearest.
    """
    rounding = {Approximator.NEARLY: ROUND_CEILING, Approximator.MORE_THAN: ROUND_FLOOR, Approximator.OVER: ROUND_FLOOR}
    multiple = (number / step).quantize(Decimal(1), rounding.get(word, ROUND_HALF_UP), EXACT)
    figure = EXACT.multiply(multiple, step)
    if word in rounding and figure == number:
        return None
    return figure if abs(figure - number) * 20 <= abs(number) else None


def difference_unit(unit: Unit | None) -> Unit | None:
    """The unit of a difference: of two percentages it is the percentage point."""
    if unit is not None and unit.text == "%":
        return Unit(PERCENTAGE_POINTS, PERCENTAGE_POINTS)
    return unit
