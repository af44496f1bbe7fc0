"""CSV files: strict form, safe delimiters, and places that are right even after quoted line breaks."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import BuildFailed, Problem
from stat_tables.declare.sidecar import DataFormat
from stat_tables.read.csv_places import CsvPlaces
from stat_tables.read.csv_scan import scan
from stat_tables.read.read_csv import read_csv
from stat_tables.read.text_encoding import decode

CELL = st.text(alphabet='ab",;\n1 ', max_size=6)


@given(st.lists(st.lists(CELL, min_size=2, max_size=3), min_size=1, max_size=6), st.sampled_from(",;"))
def test_every_cell_is_found_where_it_stands(rows: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    text = stream.getvalue()
    lines = text.split("\n")
    for row, record in zip(rows, scan(text, delimiter), strict=True):
        assert record.open_quote is None
        assert record.stray is None
        for cell, place in zip(row, record.cells, strict=True):
            rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
            assert rest.startswith('"' + cell.replace('"', '""') + '"')


@given(st.lists(st.lists(st.text(alphabet="ab; \u2028\x0b"), min_size=2, max_size=2), min_size=1), st.booleans())
def test_text_without_quotes_reads_as_csv_reads_it(rows: list[list[str]], windows: bool) -> None:
    text = ("\r\n" if windows else "\n").join(["x,y", *(",".join(row) for row in rows)]) + "\n"
    grid = read_csv(text.encode(), "x.csv", DataFormat(), {"x", "y"})
    expected = [tuple(row) for row in csv.reader(io.StringIO(text))][1:]
    while expected and not any(cell.strip() for cell in expected[-1]):
        expected.pop()  # empty lines at the end are what spreadsheets leave
    assert list(zip(*grid.columns, strict=True)) == expected


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffa;b\n1,5;x\n".encode("utf-16-le"),
        b"sep=;\na;b\n1,5;x\n",
        b"a;b\r1,5;x\r",
        b"a;b;;\n1,5;x;;\n;;;\n",
        b"\xef\xbb\xbfa;b\r\n1,5;x\r\n",
    ],
    ids=["utf-16", "sep", "cr", "trailing", "bom"],
)
def test_what_programmes_leave_in_a_file_is_no_matter(data: bytes) -> None:
    grid = read_csv(data, "x.csv", DataFormat(), {"a", "b"})
    assert (grid.headers, grid.columns) == (("a", "b"), (("1,5",), ("x",)))


def test_place_of_a_cell_counts_the_line_of_sep() -> None:
    grid = read_csv(b"sep=;\na;b\n1;x\n", "x.csv", DataFormat(), {"a", "b"})
    assert grid.place(0, 1) == "3:3"


def test_lines_above_the_names_and_below_the_figures_are_no_rows() -> None:
    text = '"Nguồn","Ngân hàng",\n\n"Nước","Mã","2000"\n"Aruba","ABW","7,5"\n\n"Ghi chú: sơ bộ."\n'
    grid = read_csv(text.encode(), "x.csv", DataFormat(), {"Nước", "Mã", "2000"})
    assert (grid.headers, grid.columns) == (("Nước", "Mã", "2000"), (("Aruba",), ("ABW",), ("7,5",)))
    assert grid.place(0, 2) == "4:15"


def test_a_label_alone_is_a_part_or_told() -> None:
    text = "Tỉnh;Việc;Tiền\nMiền Bắc;;\nHà Nội;1;2\nXưởng;;\nLào Cai;3;4\n"
    names = {"Tỉnh", "Việc", "Tiền"}
    with pytest.raises(BuildFailed, match="Xưởng"):
        read_csv(text.encode(), "x.csv", DataFormat(), names)
    grid = read_csv(text.encode(), "x.csv", DataFormat(parts=("Xưởng",)), names)
    assert grid.headers == ("Nhóm", "Tỉnh", "Việc", "Tiền")
    assert grid.columns[0] == ("Miền Bắc", "Xưởng")


def test_marks_and_numbers_of_labels_are_no_part_of_them() -> None:
    text = "Tỉnh;Việc\n1. Hà Nội;5\n2. Vĩnh Phúc*;1.527 b\n(*) Số sơ bộ.\n"
    grid = read_csv(text.encode(), "x.csv", DataFormat(), {"Tỉnh", "Việc"})
    assert grid.columns == (("Hà Nội", "Vĩnh Phúc"), ("5", "1.527"))
    assert grid.marks == {(1, 0): ("*",), (1, 1): ("b",)}


def test_unit_in_a_head_is_no_part_of_its_name() -> None:
    grid = read_csv("Tỉnh;Tỷ lệ (%)\nHà Nội;7,5\n".encode(), "x.csv", DataFormat(), {"Tỉnh", "Tỷ lệ"})
    assert grid.headers == ("Tỉnh", "Tỷ lệ")


@pytest.mark.parametrize(("encoding", "data"), [("windows-1252", b"a;b\nK\xf6ln;1\n"), ("tcvn3", b"a;b\nK\xe5ln;1\n")])
def test_a_named_encoding_is_read_and_an_unnamed_one_shown(encoding: str, data: bytes) -> None:
    word = {"windows-1252": "Köln", "tcvn3": "Kồln"}[encoding]
    assert read_csv(data, "x.csv", DataFormat(encoding=encoding), {"a", "b"}).columns[0] == (word,)
    with pytest.raises(Problem) as raised:
        read_csv(data, "x.csv", DataFormat(), {"a", "b"})
    assert f'encoding = "{encoding}" (“{word};1”)' in raised.value.hint


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_lines_count_whatever_ends_them(end: str) -> None:
    places = CsvPlaces(end.join(["a,b", "1,2", "3,4"]), ",", 0)
    assert places.cell(1, 1) == (3, 3)
    assert places.header(1) == (1, 3)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a,b\n1,2\n", {"a", "b"}),
        ("a;b\n1,5;2,5\n", {"a", "b"}),
        ("a\tb\n1;5\t2,5\n", {"a", "b"}),
        ("a|b\n1,5|2;5\n", {"a", "b"}),
        ("a\n1,5\n", {"a"}),
        ('"a, b";c\n1;2\n', {"a, b", "c"}),
    ],
    ids=["comma", "semicolon", "tab", "bar", "one-column", "quoted-head"],
)
def test_the_delimiter_is_known_from_the_declared_names(text: str, names: set[str]) -> None:
    grid = read_csv(text.encode(), "x.csv", DataFormat(), names)
    assert set(grid.headers) == names
    assert grid.row_count == 1


def test_a_declared_delimiter_is_not_doubted() -> None:
    grid = read_csv(b"a,b;c\n1,2;3\n", "x.csv", DataFormat(delimiter=";"), {"a"})
    assert grid.headers == ("a,b", "c")


def test_rows_above_the_head_are_passed_over_and_still_count() -> None:
    grid = read_csv(b"Bang 1\n(viec)\na,b\n1,2\n", "x.csv", DataFormat(header_row=3), {"a", "b"})
    assert grid.headers == ("a", "b")
    assert grid.place(0, 1) == "4:3"


def test_quoted_line_breaks_stay_in_their_cell() -> None:
    grid = read_csv('a,b\n"một\nhai",2\n'.encode(), "x.csv", DataFormat(), {"a", "b"})
    assert grid.columns == (("một\nhai",), ("2",))


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff\xfea", 1, 1),
        ("a\n1\n".encode("utf-16-be"), 1, 1),
        (b"a,b\nx,\xc0\n", 2, 3),
        ("tỉnh\nYên\x00".encode(), 2, 4),
    ],
    ids=["half-utf-16", "utf-16-without-mark", "latin", "zero"],
)
def test_other_encodings_are_refused_where_they_show(data: bytes, line: int, column: int) -> None:
    with pytest.raises(Problem) as raised:
        decode(data, "x.csv")
    assert (raised.value.code, raised.value.line, raised.value.column) == ("encoding", line, column)


def test_decomposed_letters_are_composed() -> None:
    assert decode("Yên Bái".encode(), "x") == "Yên Bái"


@pytest.mark.parametrize("text", ["", "\n", ",\n1,2\n"], ids=repr)
def test_a_file_without_a_head_is_refused(text: str) -> None:
    with pytest.raises(Problem) as raised:
        read_csv(text.encode(), "x.csv", DataFormat(), {"a"})
    assert raised.value.code == "no-header"


def test_all_ragged_rows_are_told() -> None:
    with pytest.raises(BuildFailed) as failed:
        read_csv(b"a,b\n1\n1,2\n1,2,3\n", "x.csv", DataFormat(), {"a", "b"})
    assert [(problem.line, problem.column) for problem in failed.value.problems] == [(2, 1), (4, 5)]
