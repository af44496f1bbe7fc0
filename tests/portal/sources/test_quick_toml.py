"""The fast reader of plain TOML never says anything that tomllib would not say."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.sources.quick_toml import read_plain


def by_tomllib(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        return None


PLAIN = """# tên
title = "Kết quả # không phải chú thích"
keys = ["tinh", "nam"]   # hai khoá
published = 2024-04-17
share = -0.50
rows = 63
draft = false

[columns.tinh]
label = "Tỉnh"

[columns.viec]
label = "Việc"

[[sources]]
id = "a"
[[sources]]
id = "b"
"""


def test_plain_text_is_read() -> None:
    assert read_plain(PLAIN) == by_tomllib(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "a=1\na=2",
        "[a]\n[a]",
        "[a.b]\n[a]\nb=1",
        "[a]\nb=1\n[a.b]",
        "[[a]]\n[a]",
        "[[a]]\n[a.b]",
        "[a.b]\n[[a]]",
        "a=[]\n[[a]]",
        "x = 01",
        "d=2024-13-01",
        'a=""""""',
        'a = "x"b',
        'a=["x" "y"]',
        "a=1 2",
        "a=1_0",
        "a=truer",
        'a="\x01"',
        "[a]\r\nb=1",
        "[x]\n[x.y]\n[z]\n[x.y.w]",
    ],
)
def test_what_is_not_plain_or_not_right_is_left_to_tomllib(text: str) -> None:
    plain = read_plain(text)
    assert plain is None or plain == by_tomllib(text)


LINES = st.sampled_from([*PLAIN.splitlines(), "a.b = 1", 'c = "\\n"', "[columns]", "x = {y = 1}", "z = [", "]", "= 1"])


@settings(max_examples=300)
@given(st.lists(LINES | st.text(max_size=12), max_size=8).map("\n".join))
def test_any_text_reads_as_by_tomllib_or_not_at_all(text: str) -> None:
    plain = read_plain(text)
    assert plain is None or plain == by_tomllib(text)
