"""TOML with the line of every key, for messages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.errors import Problem, Reporter
from portal.schema.toml_file import read_toml

TEXT = '''# chú thích
title = "a # b"
text = """
x = 1
[no]
"""
[columns.tinh]
label = "T"
"tên cột" = { a = 1, b = [1,
 2, {c = 'x'}] }
[[sources]]
id = "1"
[[sources]]
id = "2"
url.x = 3.50
[sources.sub]
k = 1979-05-27 07:32:00
[missing]
"…" = "r" # z
"" = "q"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("text",), 3),
        (("columns", "tinh"), 7),
        (("columns", "tinh", "label"), 8),
        (("columns", "tinh", "tên cột", "b"), 9),
        (("columns", "tinh", "tên cột", "b", 2, "c"), 10),
        (("sources", 0, "id"), 12),
        (("sources", 1), 13),
        (("sources", 1, "url", "x"), 15),
        (("sources", 1, "sub", "k"), 17),
        (("missing", "…"), 19),
        (("missing", ""), 20),
        (("columns", "tinh", "type"), 7),
        (("nowhere",), 1),
    ],
    ids=str,
)
def test_keys_are_found_at_their_lines(path: tuple[str | int, ...], line: int) -> None:
    assert read_toml(TEXT, "t.toml", Reporter()).line(*path) == line


def test_fractions_are_exact() -> None:
    assert read_toml(TEXT, "t.toml", Reporter()).values["sources"][1]["url"]["x"] == Decimal("3.50")


@pytest.mark.parametrize(
    ("text", "line", "column"), [("a = 1\nb = x\n", 2, 5), ("a = [1,\n", 2, None), ("a = 1\na = 2\n", 2, 6)]
)
def test_a_syntax_error_has_its_place(text: str, line: int, column: int | None) -> None:
    with pytest.raises(Problem) as raised:
        read_toml(text, "t.toml", Reporter())
    assert (raised.value.line, raised.value.column, raised.value.code) == (line, column, "toml-syntax")
