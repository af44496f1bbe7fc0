"""No text takes the proofreader more than a moment: its time grows with the text, whatever stands in it."""

from __future__ import annotations

import time

import pytest

from tests.proofreading.desk import findings

_SIZE = 60_000
HOSTILE = {
    "open brackets": "[" * _SIZE,
    "open links": "[a](" * (_SIZE // 4),
    "open pictures": "![a" * (_SIZE // 3),
    "open code": "`a" * (_SIZE // 2),
    "backticks of all lengths": " ".join("`" * length for length in range(1, 300)),
    "open comments": "<!--" * (_SIZE // 4),
    "open tags": "<a " * (_SIZE // 3),
    "open figures": "{{so: " * (_SIZE // 6),
    "stars": "*" * _SIZE,
    "dashes": "- " * (_SIZE // 2),
    "spaces": "a" + " " * _SIZE + "b",
    "bars": "|" * _SIZE,
    "bars and dashes": "|-" * (_SIZE // 2) + "x",
    "dots": "." * _SIZE,
    "dots and letters": "a." * (_SIZE // 2),
    "commas": "," * _SIZE,
    "digits": "1" * _SIZE,
    "grouped digits": "1,234" * (_SIZE // 5),
    "digits and spaces": "1 " * (_SIZE // 2),
    "slashes": "1/" * (_SIZE // 2),
    "one word": "a" * _SIZE,
    "one word again and again": "án " * (_SIZE // 3),
    "quotation marks": '"' * _SIZE,
    "turned quotation marks": "“a” " * (_SIZE // 4),
    "dates": "ngày 31/02 " * (_SIZE // 11),
    "homes": "trú tại số 1 " * (_SIZE // 13),
    "accounts": "tài khoản số 123456 " * (_SIZE // 20),
    "children": "Cháu Nguyễn Thị Mận " * (_SIZE // 20),
    "old and new tone marks": "hòa hoà " * (_SIZE // 8),
    "lines of quotation": "> a\n" * (_SIZE // 4),
    "fences": "```\n" * (_SIZE // 4),
    "directives": "/// a\n" * (_SIZE // 6),
    "addresses": "a.b." * (_SIZE // 4),
    "at signs": "a@" * (_SIZE // 2),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_line_of_anything_is_read_at_once(text: str) -> None:
    lines = "\n\n".join(text[at : at + 5000] for at in range(0, 20_000, 5000))
    for body in (text, lines):
        started = time.process_time()
        findings(f"---\ntitle: x\n---\n\n{body}\n")
        assert time.process_time() - started < 8
