"""Texts that would take Python-Markdown minutes are refused or done within seconds."""

from __future__ import annotations

import time

import pytest

from newsroom.body.text_limits import IN_BLOCK, IN_TEXT
from tests.newsroom.paper import converted

# Each took between 6 and 62 seconds without limits.
SLOW = {
    "open brackets": "[" * 20_000,
    "open pictures": "![" * 10_000,
    "open links": "[a](b " * 10_000,
    "open tags": "<a " * 10_000,
    "sections": "<![CDATA[" * 5_000,
    "autolinks": "<http://" * 8_000,
    "notes": "[^1]" * 5_000 + "\n\n[^1]: x",
    "rules": "---\n" * 20_000,
    "underlined headings": "a\n=\n" * 8_000,
    "equal headings": "# a\n\n" * 8_000,
    "quotation": "> " * 3_000 + "x",
}


@pytest.mark.parametrize("source", SLOW.values(), ids=SLOW)
def test_no_text_takes_quadratic_time(source: str) -> None:
    start = time.process_time()
    converted(source)
    assert time.process_time() - start < 8


@pytest.mark.parametrize("mark", IN_TEXT)
def test_fault_names_the_mark(mark: str) -> None:
    _body, report = converted(f"a\n\n{mark}x\n\n" * (IN_TEXT[mark] + 1))
    assert [error.code for error in report.errors] == ["too-many-marks"]
    assert mark in report.errors[0].message


def test_fault_in_one_block_has_its_line() -> None:
    _body, report = converted("a\n\n" + "[" * (IN_BLOCK["["] + 1))
    assert [(error.line, error.code) for error in report.errors] == [(3, "too-many-marks")]


def test_a_rich_story_is_far_below_the_limits() -> None:
    story = "\n\n".join(
        f"Đoạn {n} [bài](https://a.example/{n})[^{n}].\n\n[^{n}]: *Chú* <b>{n}</b>." for n in range(200)
    )
    _body, report = converted(story)
    assert report.errors == []
