"""Accounting identities: exact for counts, within rounding for the rest, approximations respected."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import BuildFailed
from stat_tables.datasets.identities import interval_of
from stat_tables.datasets.load import load_dataset
from stat_tables.declare.formula import FormulaError, Interval, evaluate, parse_formula
from stat_tables.model.table import Approximator, Column, ColumnType, Unit
from tests.stat_tables.datasets.dataset_folder import write_dataset

HEAD = """title = "Thử"
description = "Số liệu mẫu để thử."
keys = [{keys}]

[[sources]]
id = "mau"
title = "Số liệu mẫu"

{columns}
[[identities]]
{identity}
"""


def sidecar(identity: str, texts: str, **numbers: str) -> str:
    columns = "".join(f'[columns.{name}]\nlabel = "{name}"\ntype = "string"\n\n' for name in texts.split())
    columns += "".join(f'[columns.{name}]\nlabel = "{name}"\n{kind}\n\n' for name, kind in numbers.items())
    return HEAD.format(keys=", ".join(f'"{name}"' for name in texts.split()), columns=columns, identity=identity)


INTEGER, NUMBER = 'type = "integer"\nmeasure = "count"', 'type = "number"'
BILLION = 'type = "integer"\nunit = "tỷ đồng"'


@pytest.mark.parametrize(
    ("identity", "texts", "numbers", "row", "holds"),
    [
        ('formula = "a = b + c"', "k", (INTEGER,) * 3, "x;2.527;1.735;792", True),
        ('formula = "a = b + c"', "k", (INTEGER,) * 3, "x;2.528;1.735;792", False),
        ('formula = "a - b = c"', "k", (INTEGER,) * 3, "x;2.527;1.735;792", True),
        ('formula = "a = b / c * 100"', "k", (NUMBER, INTEGER, INTEGER), "x;48,49;26.515;54.681", True),
        ('formula = "a = b / c * 100"', "k", (NUMBER, INTEGER, INTEGER), "x;48,50;26.515;54.681", False),
        ('formula = "a = b / c * 100"', "k", (NUMBER, INTEGER, INTEGER), "x;48,5;26.515;54.681", True),
        ('formula = "a = b / c * 100"', "k", (NUMBER, INTEGER, INTEGER), "x;48,49;26.515;0", True),
        ('formula = "a = b + c"', "k", (BILLION,) * 3, "x;100;49;50", True),
        ('formula = "a = b + c"', "k", (BILLION,) * 3, "x;102;49;50", False),
        ('formula = "a = b + c"', "k", (INTEGER,) * 3, "x;gần 1.600;1.500;98", True),
        ('formula = "a = b + c"', "k", (INTEGER,) * 3, "x;gần 1.600;1.500;110", False),
        ('formula = "a = b + c"', "k", (INTEGER,) * 3, "x;gần 1.600;1.000;98", False),
        ('formula = "a = b + c"', "k", (INTEGER,) * 3, "x;hơn 1.600;1.500;98", False),
        ('formula = "a = (b + c) * 2"', "k", (INTEGER,) * 3, "x;10;2;3", True),
    ],
    ids=str,
)
def test_formulas_over_columns(
    tmp_path: Path, identity: str, texts: str, numbers: tuple[str, ...], row: str, holds: bool
) -> None:
    columns = dict(zip("abc", numbers, strict=True))
    folder = write_dataset(tmp_path, sidecar=sidecar(identity, texts, **columns), data=f"k;a;b;c\n{row}\n")
    if holds:
        load_dataset(folder)
    else:
        with pytest.raises(BuildFailed) as failed:
            load_dataset(folder)
        assert [problem.code for problem in failed.value.problems] == ["identity"]
        assert "(2:" in str(failed.value)


def test_a_formula_over_rows_holds_for_every_combination_of_the_other_keys(tmp_path: Path) -> None:
    text = sidecar("formula = \"'phải' = 'cũ' + 'mới'\"\ncolumns = [\"a\"]", "noi chi_tieu", a=INTEGER)
    good = "noi;chi_tieu;a\nA;cũ;1\nA;mới;2\nA;phải;3\nB;cũ;5\nB;mới;5\nB;phải;10\n"
    load_dataset(write_dataset(tmp_path, sidecar=text, data=good))
    with pytest.raises(BuildFailed) as failed:
        load_dataset(write_dataset(tmp_path, sidecar=text, data=good.replace("B;phải;10", "B;phải;11")))
    (problem,) = failed.value.problems
    assert (problem.line, problem.column) == (7, 8)


def test_a_total_is_the_sum_of_all_rows_that_are_no_totals(tmp_path: Path) -> None:
    text = sidecar('total = { noi = "Tổng" }', "noi nam", a=INTEGER) + '\n[[totals]]\nnoi = "Miền"\n'
    good = "noi;nam;a\nA;2023;1\nB;2023;2\nMiền;2023;3\nTổng;2023;3\nA;2024;4\nTổng;2024;4\n"
    table = load_dataset(write_dataset(tmp_path, sidecar=text, data=good))
    assert table.total_rows == {2, 3, 5}
    with pytest.raises(BuildFailed):
        load_dataset(write_dataset(tmp_path, sidecar=text, data=good.replace("Tổng;2024;4", "Tổng;2024;7")))


def test_a_total_over_columns_of_which_nobody_says_that_they_add_is_refused(tmp_path: Path) -> None:
    text = sidecar('total = { noi = "Tổng" }', "noi", a=INTEGER, b='type = "integer"')
    with pytest.raises(BuildFailed) as failed:
        load_dataset(write_dataset(tmp_path, sidecar=text, data="noi;a;b\nA;1;5\nB;2;7\nTổng;3;6\n"))
    (problem,) = failed.value.problems
    assert (problem.code, problem.path[-10:]) == ("undeclared-measure", "table.toml")
    assert "“b”" in problem.message
    named = sidecar('total = { noi = "Tổng" }\ncolumns = ["a"]', "noi", a=INTEGER, b='type = "integer"')
    load_dataset(write_dataset(tmp_path, sidecar=named, data="noi;a;b\nA;1;5\nB;2;7\nTổng;3;6\n"))


@pytest.mark.parametrize(
    "text", ["a", "a = ", "= b", "a = b = c", "a = (b", "a = b +* c", "a = b $ c", "a = 'b", "a = b / 0", ""]
)
def test_broken_formulas_are_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_formula(text)


def test_deep_formulas_are_refused_without_overflow() -> None:
    with pytest.raises(FormulaError):
        parse_formula("a = " + "(" * 5000 + "b" + ")" * 5000)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_correctly_rounded_ratio_always_holds(upper: int, lower: int, decimals: int) -> None:
    formula = parse_formula("rate = upper / lower * 100")
    exact = Decimal(upper) * 100 / lower
    rate = exact.quantize(Decimal(1).scaleb(-decimals))
    counts, rates = Column("c", "c", ColumnType.INTEGER), Column("r", "r", ColumnType.NUMBER)
    known = {
        "rate": interval_of(rate, rates, None),
        "upper": interval_of(Decimal(upper), counts, None),
        "lower": interval_of(Decimal(lower), counts, None),
    }
    left, right = evaluate(formula.left, known.get), evaluate(formula.right, known.get)
    assert left is not None
    assert right is not None
    assert left.meets(right)


@pytest.mark.parametrize(
    ("number", "column", "word", "interval"),
    [
        ("792", Column("c", "c", ColumnType.INTEGER), None, ("792", "792")),
        ("73", Column("c", "c", ColumnType.INTEGER, unit=Unit("tỷ đồng", "đồng", 9)), None, ("72.5", "73.5")),
        ("59.36", Column("c", "c", ColumnType.NUMBER), None, ("59.355", "59.365")),
        ("100", Column("c", "c", ColumnType.INTEGER), Approximator.NEARLY, ("95", "100")),
        ("100", Column("c", "c", ColumnType.INTEGER), Approximator.MORE_THAN, ("100", "105")),
        ("100", Column("c", "c", ColumnType.INTEGER), Approximator.ABOUT, ("95", "105")),
    ],
    ids=str,
)
def test_what_a_published_figure_may_stand_for(
    number: str, column: Column, word: Approximator | None, interval: tuple[str, str]
) -> None:
    assert interval_of(Decimal(number), column, word) == Interval(*map(Decimal, interval))
