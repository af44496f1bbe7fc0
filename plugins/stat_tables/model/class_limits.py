"""Limits of classes for maps: as many provinces in each (quantiles), or cut where the figures leave gaps (natural).

Limits are the roundest numbers that part the same provinces: a legend is read, not calculated with.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal


def quantile_breaks(values: Sequence[Decimal], steps: int) -> tuple[Decimal, ...]:
    """Upper limits of at most `steps` classes of as many values each."""
    ordered = sorted(values)
    ends = sorted({ordered[len(ordered) * step // steps - 1] for step in range(1, steps)} - {ordered[-1]})
    return _rounded(sorted(set(ordered)), ends)


def natural_breaks(values: Sequence[Decimal], steps: int) -> tuple[Decimal, ...]:
    """Upper limits of `steps` classes whose values differ least from their means (Fisher, Jenks)."""
    ordered = sorted(values)
    numbers = [float(value) for value in ordered]
    sums, squares = [0.0], [0.0]
    for number in numbers:
        sums.append(sums[-1] + number)
        squares.append(squares[-1] + number * number)

    def spread(first: int, after: int) -> float:
        total = sums[after] - sums[first]
        return squares[after] - squares[first] - total * total / (after - first)

    count = len(numbers)
    best = [spread(0, after) if after else 0.0 for after in range(count + 1)]
    starts: list[list[int]] = []
    for _class in range(1, steps):
        previous, best, chosen = best, [float("inf")] * (count + 1), [0] * (count + 1)
        for after in range(1, count + 1):
            for first in range(1, after):
                cost = previous[first] + spread(first, after)
                if cost < best[after]:
                    best[after], chosen[after] = cost, first
        starts.append(chosen)
    ends, after = [], count
    for chosen in reversed(starts):
        after = chosen[after]
        if after:
            ends.append(ordered[after - 1])
    return _rounded(sorted(set(ordered)), sorted(set(ends) - {ordered[-1]}))


def _rounded(distinct: Sequence[Decimal], ends: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """For each last value of a class the roundest number before the next value; then one not below the highest."""
    limits = [_between(end, distinct[distinct.index(end) + 1]) for end in ends]
    step = Decimal(1).scaleb((distinct[-1] - distinct[0]).adjusted() - 1)
    return (*limits, (distinct[-1] / step).to_integral_value(ROUND_CEILING) * step)


def _between(low: Decimal, high: Decimal) -> Decimal:
    """The roundest number from `low` up to, not at, `high`."""
    exponent = max(high.copy_abs().adjusted(), (high - low).adjusted()) + 1
    while True:
        step = Decimal(1).scaleb(exponent)
        for part in (step, step / 2):
            candidate = ((high - step / 1000) / part).to_integral_value(ROUND_FLOOR) * part
            if low <= candidate < high:
                return candidate
        exponent -= 1
