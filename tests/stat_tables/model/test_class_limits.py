"""Limits of map classes: natural gaps, equal numbers, the roundest figures that part the same values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from stat_tables.model.chart_scale import class_of
from stat_tables.model.class_limits import natural_breaks, quantile_breaks


def numbers(*values: float) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def test_natural_classes_are_cut_where_the_figures_leave_gaps() -> None:
    values = numbers(1, 2, 3, 50, 51, 53, 900, 905)
    limits = natural_breaks(values, 3)
    assert [class_of(value, limits) for value in values] == [1, 1, 1, 2, 2, 2, 3, 3]
    assert limits[:2] == tuple(numbers(40, 500))  # the roundest before 50 and 900


def test_quantiles_hold_as_many_values_each() -> None:
    values = numbers(*(1.3**place for place in range(20)))
    limits = quantile_breaks(values, 5)
    counts = [sum(class_of(value, limits) == number for value in values) for number in range(1, 6)]
    assert counts == [4] * 5


@pytest.mark.parametrize("breaks", [natural_breaks, quantile_breaks])
@pytest.mark.parametrize(
    "values",
    [
        numbers(-5, -3.2, 0, 1.11, 1.12, 1.13, 8),
        numbers(0.001, 0.0011, 0.0012, 0.0013, 0.5, 0.6, 0.7),
        numbers(*range(1, 64)),
        numbers(7, 7, 7, 7, 7, 8, 9, 10, 11, 12),
    ],
)
def test_limits_rise_and_hold_every_value(
    breaks: Callable[[Sequence[Decimal], int], tuple[Decimal, ...]], values: list[Decimal]
) -> None:
    limits = breaks(values, 5)
    assert list(limits) == sorted(set(limits))
    assert limits[-1] >= max(values)
    assert len(limits) <= 5
    assert all(1 <= class_of(value, limits) <= len(limits) for value in values)
