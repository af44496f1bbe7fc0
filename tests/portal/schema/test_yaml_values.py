"""Values without quotation marks: read as they were typed, or told with the line that would be right."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import Problem, Reporter
from portal.schema.yaml_file import read_yaml
from portal.schema.yaml_values import quoted


def read(line: str) -> tuple[object, list[Problem]]:
    problems = Reporter()
    with problems.collecting():
        return read_yaml(f"id: 1\n{line}\ndate: 2024-04-17", "x.md", problems).values.get("title"), list(problems)
    return None, list(problems)


@pytest.mark.parametrize(
    ("typed", "sign", "right"),
    [
        ("& Vụ án", "&", '"& Vụ án"'),
        ("&Vụ án", "&", '"&Vụ án"'),
        ("* Vụ án", "*", '"* Vụ án"'),
        ("*Vụ án", "*", '"*Vụ án"'),
        ("**Vụ** án", "*", '"**Vụ** án"'),
        ("! Chú ý", "!", '"! Chú ý"'),
        ("!!! Nóng", "!", '"!!! Nóng"'),
        ("% tăng", "%", '"% tăng"'),
        ("@bandoc hỏi", "@", '"@bandoc hỏi"'),
        ("`Vụ` án", "`", '"`Vụ` án"'),
        ("> Vụ án", ">", '"> Vụ án"'),
        ("| Vụ án", "|", '"| Vụ án"'),
        ("[Ảnh] Vụ án", "[", '"[Ảnh] Vụ án"'),
        ("{Ảnh} Vụ án", "{", '"{Ảnh} Vụ án"'),
        ("{{so: x}}", "{", '"{{so: x}}"'),
        ("- Vụ án", "-", '"- Vụ án"'),
        ("? Vụ án", "?", '"? Vụ án"'),
        (", Vụ án", ",", '", Vụ án"'),
        ("] Vụ án", "]", '"] Vụ án"'),
        ("& “A” \\ b", "&", "'& “A” \\ b'"),
        ('& "Vụ" án', "&", '"& “Vụ” án"'),
        ("Vụ án: xử kín", ": ", '"Vụ án: xử kín"'),
        ('"Trích" nói gì', "ngoặc kép đóng", '"“Trích” nói gì"'),
        ('"Trích" và "trích"', "ngoặc kép đóng", '"“Trích” và “trích”"'),
        ('"Nói "không" với"', "ngoặc kép đóng", '"Nói “không” với"'),
        ("'Một' và 'hai'", "ngoặc kép đóng", "\"'Một' và 'hai'\""),
    ],
)
def test_a_value_that_begins_like_something_else_is_told_with_the_right_line(typed: str, sign: str, right: str) -> None:
    _value, problems = read(f"title: {typed}")
    assert [problem.line for problem in problems] == [2]
    assert sign in problems[0].message
    assert f"title: {right}" in problems[0].hint
    assert read(f"title: {right}")[1] == []


@given(st.text("aBụ &*!%@`>|[]{},?-:\"'\\", min_size=1, max_size=9))
def test_every_value_is_read_as_typed_or_told_at_its_line(typed: str) -> None:
    typed = typed.strip()
    value, problems = read(f"title: {typed}")
    if not problems:
        is_quoted = re.fullmatch(r"\"[^\"]*\"|'(?:[^']|'')*'", typed)
        is_block = re.fullmatch(r"[|>][-+]?", typed)
        assert value == typed or not isinstance(value, str) or is_quoted or is_block
    else:
        assert 2 in {problem.line for problem in problems}


@given(st.text("aBụ &*!%@`>|[]{},?-:\"'\\", min_size=1, max_size=30).map(str.strip).filter(bool))
def test_the_line_that_is_shown_is_read_as_the_words_that_were_typed(typed: str) -> None:
    value, problems = read(quoted(f"title: {typed}"))
    assert problems == []
    letters = re.sub('[“”"]', "", typed)
    assert re.sub('[“”"]', "", str(value)).strip() == letters.strip()
