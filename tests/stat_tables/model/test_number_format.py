"""Numbers as Vietnamese text: round trips, and Babel as the oracle where it can speak."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from stat_tables.declare.sidecar_columns import parse_unit
from stat_tables.model.number_format import (
    NBSP,
    approximate,
    difference_unit,
    format_number,
    format_quantity,
    format_value,
    natural_power,
    rescaled,
    round_to,
    trimmed,
)
from stat_tables.model.numerals import Numerals, parse_figure, to_decimal
from stat_tables.model.table import Approximator, ColumnType, Unit, Value

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=6)
DONG, BILLION, VIEC = Unit("đồng", "đồng"), Unit("tỷ đồng", "đồng", 9), Unit("việc", "việc")


@given(NUMBERS)
def test_a_number_comes_back_from_its_text(number: Decimal) -> None:
    assert to_decimal(format_number(number), Numerals.VIETNAMESE) == number


@given(NUMBERS, st.integers(0, 5))
def test_babel_writes_the_same_but_for_the_minus_sign(number: Decimal, decimals: int) -> None:
    # Babel rounds half to even, newspapers away from zero: compare what is rounded already.
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    babel = format_decimal(rounded if rounded else Decimal(0), pattern, locale="vi_VN")
    assert format_number(number, decimals) == babel.replace("-", "\u2212")


@pytest.mark.parametrize("share", ["0.5936", "0.3375", "0.8386"])
def test_babel_writes_percentages_the_same(share: str) -> None:
    babel = format_percent(Decimal(share), "#,##0.00%", locale="vi_VN")
    assert format_quantity(Decimal(share) * 100, Unit("%", "%"), 2) == babel


@pytest.mark.parametrize("words", ["tỷ đồng", "triệu đồng", "nghìn việc"])
@given(number=st.integers(-(10**9), 10**9))
def test_a_quantity_comes_back_from_its_text(words: str, number: int) -> None:
    unit = parse_unit(words)
    parsed = parse_figure(format_quantity(Decimal(number), unit))
    assert parsed is not None
    value, figure = parsed
    assert (value, figure.unit) == (Decimal(number).scaleb(unit.power), unit.base)


@given(NUMBERS, st.sampled_from(Approximator))
def test_an_approximated_value_comes_back_from_its_text(number: Decimal, word: Approximator) -> None:
    value = Value(number, decimals=6, unit=VIEC, approximator=word)
    parsed = parse_figure(format_value(value, unit=True))
    assert parsed is not None
    assert (parsed[0], parsed[1].approximator, parsed[1].unit) == (number, word, "việc")


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        ("1600", None, "1.600"),
        ("999", None, "999"),
        ("59.36", None, "59,36"),
        ("83.0", None, "83,0"),
        ("59.365", 2, "59,37"),
        ("-59.365", 2, "\u221259,37"),
        ("0.5", 0, "1"),
        ("-0.4", 0, "0"),
        ("1598", -2, "1.600"),
        ("1234567.891", None, "1.234.567,891"),
    ],
)
def test_numbers_are_grouped_rounded_and_signed(number: str, decimals: int | None, text: str) -> None:
    assert format_number(Decimal(number), decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(Decimal(1600), unit=VIEC, approximator=Approximator.NEARLY), f"gần{NBSP}1.600{NBSP}việc"),
        (Value(Decimal("59.36"), decimals=2, unit=Unit("%", "%")), "59,36%"),
        (Value(Decimal(73), unit=BILLION, approximator=Approximator.MORE_THAN), f"hơn{NBSP}73{NBSP}tỷ{NBSP}đồng"),
        (Value(None, missing="…"), "…"),
        (Value(date(2024, 3, 31)), "31/3/2024"),
        (Value(True), "có"),
        (Value("Yên Bái"), "Yên Bái"),
    ],
)
def test_values_are_written_with_what_belongs_to_them(value: Value, text: str) -> None:
    assert format_value(value, unit=True) == text


def test_years_are_not_grouped() -> None:
    assert format_value(Value(Decimal(2024)), type=ColumnType.YEAR) == "2024"


def test_units_are_scaled() -> None:
    assert rescaled(Decimal(73_000_000_000), DONG, 9) == (Decimal(73), BILLION)
    assert str(rescaled(Decimal("15128019000"), DONG, 9)[0]) == "15.128019"
    assert rescaled(Decimal(73), BILLION, 0) == (Decimal(73_000_000_000), DONG)
    assert natural_power(Decimal(2_935_690_000), DONG) == 9
    assert natural_power(Decimal(999), DONG) == 0


@pytest.mark.parametrize(
    ("number", "step", "word", "figure"),
    [
        ("1598", "100", Approximator.NEARLY, "1600"),
        ("1600", "100", Approximator.NEARLY, None),
        ("73.4", "1", Approximator.MORE_THAN, "73"),
        ("73", "1", Approximator.OVER, None),
        ("1498", "100", Approximator.ABOUT, "1500"),
        ("1", "100", Approximator.NEARLY, None),
    ],
)
def test_a_round_figure_fits_its_word(number: str, step: str, word: Approximator, figure: str | None) -> None:
    assert approximate(Decimal(number), Decimal(step), word) == (None if figure is None else Decimal(figure))


def test_a_difference_of_percentages_is_in_percentage_points() -> None:
    assert difference_unit(Unit("%", "%")) == Unit("điểm phần trăm", "điểm phần trăm")
    assert difference_unit(DONG) == DONG


@given(NUMBERS)
def test_trimming_and_rounding_keep_the_value(number: Decimal) -> None:
    assert trimmed(number) == number
    assert "E" not in str(trimmed(number))
    assert round_to(number, 6) == number
