"""Figures as text: taken apart, weighed as evidence for their column, read exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stat_tables.model.numerals import Evidence, Figure, Numerals, evidence, parse_figure, scale, take_apart, to_decimal
from stat_tables.model.table import Approximator, Status

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.600", "1600"),
        ("59,36%", "59.36"),
        ("59,36 %", "59.36"),
        ("1 049 469", "1049469"),
        (f"1{NBSP}049{NBSP}469", "1049469"),
        (f"1{THIN}049{THIN}469", "1049469"),
        (f"2{NARROW}808,1", "2808.1"),
        ("30.000 tỷ đồng", "30000000000000"),
        ("30 nghìn tỷ đồng", "30000000000000"),
        ("hơn 530 nghìn việc", "530000"),
        ("530 ngàn việc", "530000"),
        ("1,6 triệu", "1600000"),
        ("73 tỉ đồng", "73000000000"),
        ("−5,2", "-5.2"),
        ("-5,2", "-5.2"),
        ("+0,62", "0.62"),
        ("8,5‰", "8.5"),
        ("12.192.329.000", "12192329000"),
        ("0,050", "0.050"),
    ],
)
def test_vietnamese_figures_are_read_exactly(text: str, value: str) -> None:
    parsed = parse_figure(text)
    assert parsed is not None
    assert str(parsed[0]) == value


@pytest.mark.parametrize("word", list(Approximator))
def test_approximators_belong_to_the_figure(word: Approximator) -> None:
    figure = take_apart(f"{word.value} 1.600")
    assert figure == Figure("1.600", approximator=word)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("792 việc [e]", Figure("792", unit="việc", status=Status.ESTIMATED)),
        ("(5,2)", Figure("5,2", parentheses=True)),
        ("gần 30.000 tỷ đồng", Figure("30.000", Approximator.NEARLY, power=9, unit="đồng")),
        ("5,01 điểm phần trăm", Figure("5,01", unit="điểm phần trăm")),
        ("Gần 1.600", Figure("1.600", Approximator.NEARLY)),
    ],
)
def test_a_figure_is_taken_apart(text: str, figure: Figure) -> None:
    assert take_apart(text) == figure


@pytest.mark.parametrize("text", ["", "khoản 3", "tầm 5", "Điều 8", "(5,2", "5,2)", "…", "1.600 (2)", "x" * 500, "٣"])
def test_what_is_no_figure_is_not_taken_apart(text: str) -> None:
    assert take_apart(text) is None


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("1.5", Evidence.CANONICAL),
        ("1234.567", Evidence.CANONICAL),
        ("0.123", Evidence.CANONICAL),
        ("2 425.1", Evidence.CANONICAL),
        ("59,36", Evidence.VIETNAMESE),
        ("1.234.567", Evidence.VIETNAMESE),
        ("1.234,567", Evidence.VIETNAMESE),
        ("0,123", Evidence.VIETNAMESE),
        ("2 808,1", Evidence.VIETNAMESE),
        ("1.234", Evidence.AMBIGUOUS),
        ("1,234", Evidence.AMBIGUOUS),
        ("1,234,567", Evidence.ENGLISH),
        ("1,234.5", Evidence.ENGLISH),
        ("1600", Evidence.NONE),
        ("1 600", Evidence.NONE),
        ("1.23.4", Evidence.BROKEN),
        ("12 34", Evidence.BROKEN),
        ("5,", Evidence.BROKEN),
    ],
)
def test_what_a_number_says_about_its_column(number: str, says: Evidence) -> None:
    assert evidence(number) is says


@pytest.mark.parametrize(
    ("number", "numerals"), [("1.5", Numerals.VIETNAMESE), ("1,5", Numerals.CANONICAL), ("1.23,4", Numerals.VIETNAMESE)]
)
def test_a_number_of_the_other_kind_is_refused(number: str, numerals: Numerals) -> None:
    assert to_decimal(number, numerals) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_canonical_numbers_come_back(number: Decimal) -> None:
    assert to_decimal(f"{number:f}", Numerals.CANONICAL) == number


@given(st.integers(-(10**20), 10**20), st.integers(-9, 12))
def test_scaling_is_exact_and_can_be_undone(number: int, power: int) -> None:
    scaled = scale(Decimal(number), power)
    assert "E" not in str(scale(scaled, -power)).upper() or power < 0
    assert scale(scaled, -power) == number
