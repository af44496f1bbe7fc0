"""Axes: round ticks that hold every value, bars that start at zero, places that do not depend on the machine."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stat_tables.model.chart_scale import Scale, class_breaks, class_of, linear_scale, percent

FIGURES = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False)


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        pytest.param(["59.36", "33.75"], True, ["0", "20", "40", "60"], id="rates"),
        pytest.param(["574819", "621568"], True, ["0", "200000", "400000", "600000", "800000"], id="counts"),
        pytest.param(["83.24", "83.86"], False, ["83.2", "83.4", "83.6", "83.8", "84.0"], id="line"),
        pytest.param(["-14.66", "8.53"], True, ["-20", "-10", "0", "10"], id="both-signs"),
        pytest.param(["7"], False, ["0", "2", "4", "6", "8"], id="one-value"),
        pytest.param(["1", "2"], False, ["1", "2"], id="few-things"),
        pytest.param(["1", "11"], False, ["0", "5", "10", "15"], id="whole-things"),
        pytest.param(["1.0", "2.5"], False, ["1.0", "1.5", "2.0", "2.5"], id="fractions"),
        pytest.param(["0", "0"], True, ["0", "0.25", "0.50", "0.75", "1.00"], id="only-zeros"),
        pytest.param([], True, ["0", "0.25", "0.50", "0.75", "1.00"], id="no-value"),
    ],
)
def test_ticks_are_round(values: list[str], from_zero: bool, ticks: list[str]) -> None:
    assert linear_scale(numbers(*values), from_zero=from_zero).ticks == tuple(numbers(*ticks))


@given(st.lists(FIGURES, min_size=1, max_size=20), st.booleans())
def test_an_axis_holds_all_its_values_with_few_ticks(values: list[Decimal], from_zero: bool) -> None:
    scale = linear_scale(values, from_zero=from_zero)
    assert all(0 <= scale.share(value) <= 1 for value in values)
    assert 2 <= len(scale.ticks) <= 7
    assert 0 <= scale.zero <= 1
    if from_zero:
        assert scale.low <= 0 <= scale.high


def test_decimals_tell_ticks_apart() -> None:
    assert linear_scale(numbers("83.24", "83.86"), from_zero=False).decimals == 1
    assert linear_scale(numbers("200", "100"), from_zero=True).decimals == 0
    assert Scale(Decimal(0), Decimal(1), tuple(numbers("0", "0.25", "1"))).decimals == 2


def test_percent_is_short_and_stable() -> None:
    assert [percent(share) for share in (0, 1, 1 / 3, 0.5)] == ["0%", "100%", "33.33%", "50%"]


@given(st.lists(FIGURES, min_size=1, max_size=40), st.integers(2, 7))
def test_every_value_has_a_class_within_its_bounds(values: list[Decimal], steps: int) -> None:
    breaks = class_breaks(values, steps)
    assert 1 <= len(breaks) <= steps
    assert list(breaks) == sorted(set(breaks))
    assert breaks[-1] >= max(values)
    for value in values:
        number = class_of(value, breaks)
        assert value <= breaks[number - 1]
        assert number == 1 or value > breaks[number - 2]


def test_class_limits_are_round() -> None:
    assert class_breaks(numbers("31.2", "44.9", "59.36"), 3) == tuple(numbers("40", "50", "60"))
