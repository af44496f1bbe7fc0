"""Values -> places: axes with round ticks, as plain numbers. Knows nothing of markup.

Places are percentages of the drawing's width or height: the drawing then fits every screen while its words keep
the reader's own text size.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

HUNDRED = Decimal(100)
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Scale:
    """A linear axis from `low` to `high`, both of them ticks."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def share(self, value: Decimal) -> float:
        """Place of `value` on the axis: 0.0 at `low`, 1.0 at `high`."""
        return float((value - self.low) / (self.high - self.low))

    @property
    def zero(self) -> float:
        """Place where bars start: that of zero, or of the end of the axis that is nearest to it."""
        return self.share(min(max(Decimal(0), self.low), self.high))

    @property
    def decimals(self) -> int:
        """Digits after the mark that tell the ticks apart."""
        exponents = [tick.normalize().as_tuple().exponent for tick in self.ticks]
        return max((-exponent for exponent in exponents if isinstance(exponent, int) and exponent < 0), default=0)


def linear_scale(values: Iterable[Decimal], *, from_zero: bool, intervals: int = 4) -> Scale:
    """The shortest axis with round ticks that holds all `values`.

    Args:
        from_zero: bars and columns must start at zero, or their lengths lie; lines and dots need not.
        intervals: how many steps to aim at.
    """
    known = list(values) or [Decimal(0)]
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        low, high = (min(low, Decimal(0)), max(high, Decimal(0))) if low else (Decimal(0), Decimal(1))
    step = _round_step((high - low) / intervals)
    if step % 1 and any(known) and all(value % 1 == 0 for value in known):
        step = Decimal(1) if step < 1 else Decimal(5)  # what is counted whole has no tick at a half
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    ticks = tuple((first + index) * step for index in range(int(last - first) + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def tight_scale(values: Iterable[Decimal]) -> Scale:
    """From zero to the largest value, for shapes that carry their figures and need no ticks."""
    known = [*values, Decimal(0)]
    low, high = min(known), max(known)
    return Scale(low, high if high > low else low + 1, ())


def bar_scale(values: Iterable[Decimal], unit: str) -> Scale:
    """For bars that carry their figures: parts of a hundred from 0 to 100, all else from zero to the largest."""
    known = list(values)
    if unit == "%" and all(0 <= value <= HUNDRED for value in known):
        return Scale(Decimal(0), HUNDRED, ())
    return tight_scale(known)


def _round_step(rough: Decimal) -> Decimal:
    """1, 2, 2,5 or 5 times a power of ten, the least that is not below `rough`."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(step * power for step in STEPS if step * power >= rough)


def percent(share: float) -> str:
    """A place for an SVG attribute: `43.2%`; rounded, so that the bytes are the same on every machine."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def class_breaks(values: Sequence[Decimal], steps: int) -> tuple[Decimal, ...]:
    """Upper bounds of at most `steps` classes with round limits, the last one not below the highest value.

    Equal intervals, not quantiles: two provinces of one shade then differ by less than one interval.
    """
    if not values:
        return ()
    low, high = min(values), max(values)
    if low == high:
        return (high,)
    step = _round_step((high - low) / steps)
    start = (low / step).to_integral_value(ROUND_FLOOR) * step
    # Rounded limits may need one class more than asked for; a wider step is rounder than a longer legend.
    while start + step * steps < high:
        step = _round_step(step * Decimal("1.01"))
        start = (low / step).to_integral_value(ROUND_FLOOR) * step
    count = int(((high - start) / step).to_integral_value(ROUND_CEILING))
    return tuple(start + step * (index + 1) for index in range(count))


def class_of(value: Decimal, breaks: Sequence[Decimal]) -> int:
    """Number of the class of `value`, from 1."""
    return min(bisect_left(breaks, value) + 1, len(breaks))
