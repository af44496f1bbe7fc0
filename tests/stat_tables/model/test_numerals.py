"""Figures as text: taken apart, weighed as evidence for their column, read exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stat_tables.model.numerals import Figure, Numerals, decide, parse_figure, scale, take_apart, to_decimal
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


CANONICAL, VIETNAMESE, ENGLISH = Numerals.CANONICAL, Numerals.VIETNAMESE, Numerals.ENGLISH


@pytest.mark.parametrize(
    ("numbers", "way"),
    [
        (["1.5"], CANONICAL),
        (["1234.567", "12"], CANONICAL),
        (["0.123"], CANONICAL),
        (["2 425.1"], CANONICAL),
        (["1600", "1 600"], CANONICAL),
        (["59,36"], VIETNAMESE),
        (["1.234.567", "1.234"], VIETNAMESE),
        (["1.234,567"], VIETNAMESE),
        (["0,123", "1,209"], VIETNAMESE),
        (["2 808,1"], VIETNAMESE),
        (["1,234,567", "1,209", "97"], ENGLISH),
        (["1,234.5", "1,209"], ENGLISH),
        (["1,209", "12.5"], ENGLISH),
    ],
    ids=str,
)
def test_the_whole_column_tells_how_its_numbers_are_written(numbers: list[str], way: Numerals) -> None:
    assert decide(numbers).numerals is way


@pytest.mark.parametrize(
    ("numbers", "readings"),
    [
        (["1.234", "97"], {CANONICAL: "1.234", VIETNAMESE: "1234"}),
        (["1,209", "12,034"], {VIETNAMESE: "1.209", ENGLISH: "1209"}),
        (["12.5", "1.600"], {CANONICAL: "1.600", VIETNAMESE: "1600"}),
    ],
    ids=str,
)
def test_doubtful_column_shows_every_reading(numbers: list[str], readings: dict[Numerals, str]) -> None:
    decision = decide(numbers)
    assert decision.numerals is None
    told = {numerals: str(value) for numerals, value in decision.readings}
    assert {numerals: told[numerals] for numerals in readings} == readings


@pytest.mark.parametrize("number", ["1.23.4", "12 34", "5,", "0.480.000", "1,20,52"])
def test_what_no_way_allows_is_broken(number: str) -> None:
    assert decide(["12", number]).broken == number


def test_lakhs_are_read_unless_thousands_beside_them_show_a_misplaced_comma() -> None:
    assert decide(["3,34,06,061", "6,10,577", "64,473"]).numerals is ENGLISH
    assert to_decimal("3,34,06,061", ENGLISH) == 33406061
    assert decide(["1,20,522", "120,999"]).pair == ("120,999", "1,20,522")
    assert decide(["1,20,522", "1,203,522"]).pair == ("1,203,522", "1,20,522")


@pytest.mark.parametrize("pair", [("100,0", "79.7"), ("1.234.567", "1,234.5"), ("2 808,1", "2 425.1")], ids=str)
def test_two_ways_in_one_column_are_told_apart(pair: tuple[str, str]) -> None:
    assert decide(["12", *pair]).pair == pair


def test_whole_numbers_settle_what_a_lone_mark_is() -> None:
    assert decide(["1,209", "97"], whole=True).numerals is ENGLISH
    assert decide(["1.209", "97"], whole=True).numerals is VIETNAMESE


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


@pytest.mark.parametrize(
    ("text", "number"),
    [("8.2466e6", "8246600"), ("1e+05", "100000"), ("1.5e-3", "0.0015"), ("-2.5E3", "-2500")],
)
def test_exponents_of_programmes_are_written_out(text: str, number: str) -> None:
    assert take_apart(text) == Figure(number)


@pytest.mark.parametrize("text", ["1.23E+11", "12E4", "3e5", "1e", "e5", "1.2e3.4"])
def test_codes_and_what_a_spreadsheet_cut_short_are_no_figures(text: str) -> None:
    figure = take_apart(text)
    assert figure is None or figure.unit
