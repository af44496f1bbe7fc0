from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.sources.front_matter import Head, split_head
from portal.errors import Problem, Reporter
from portal.schema.yaml_file import read_yaml


def head(text: str) -> Head:
    problems = Reporter()
    found = split_head(text, "x.md", problems)
    assert list(problems) == []
    return found


def faults(text: str) -> list[Problem]:
    problems = Reporter()
    with problems.collecting():
        split_head(text, "x.md", problems)
    return list(problems)


def test_yaml_keeps_the_line_of_every_key_and_value() -> None:
    found = head("---\nid: 1\nimage:\n  src: a.jpg\n  alt: b\ntopics: [a, b]\n---\nThân bài\n")
    assert found.fields.values == {"id": "1", "image": {"src": "a.jpg", "alt": "b"}, "topics": ["a", "b"]}
    assert found.fields.lines == {
        ("id",): 2,
        ("image",): 3,
        ("image", "src"): 4,
        ("image", "alt"): 5,
        ("topics",): 6,
        ("topics", 0): 6,
        ("topics", 1): 6,
    }
    assert (found.body, found.first_line) == ("Thân bài\n", 8)


@pytest.mark.parametrize("value", ["no", "1.10", "2024-01-01", "0x1F", "null", "1_000"])
def test_yaml_values_stay_texts(value: str) -> None:
    assert head(f"---\nkey: {value}\n---\n").fields.values == {"key": value}


def test_classic_metadata_reads_groups_and_continued_lines() -> None:
    found = head("Title: Một\n  hai\nImage.src: a.jpg\nImage.alt: b\n\nThân bài\n")
    assert found.fields.values == {"title": "Một hai", "image": {"src": "a.jpg", "alt": "b"}}
    assert [found.fields.line(*path) for path in (("title",), ("image", "src"), ("image", "alt"))] == [1, 3, 4]
    assert (found.body, found.first_line) == ("Thân bài\n", 6)


@pytest.mark.parametrize("text", ["---\na: 1\nb: 2\na: 3\n---\n", "A: 1\nB: 2\nA: 3\n\n"], ids=["yaml", "classic"])
def test_duplicate_key_is_a_fault_at_the_second(text: str) -> None:
    assert [(error.code, error.line) for error in faults(text)] == [("duplicate-key", 4 if text[0] == "-" else 3)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("Không có gì.\n", 1, id="no front matter"),
        pytest.param("", 1, id="empty file"),
        pytest.param("---\ntitle: x\n", 1, id="no end"),
        pytest.param("---\na: [1\nb: 2\n---\n", 2, id="not yaml"),
        pytest.param("---\na: b: c\n---\n", 2, id="colon in a value"),
        pytest.param("---\n- a\n---\n", 2, id="a list"),
        pytest.param("---\na: &x 1\n---\n", 2, id="anchor"),
        pytest.param("---\na: *x\n---\n", 2, id="alias"),
        pytest.param("---\na: !!python/object/apply:os.system [ls]\n---\n", 2, id="tag"),
        pytest.param(f"---\na: {'[' * 20_000}\n---\n", 2, id="deep flow"),
        pytest.param("---\n? [a, b]\n: c\n---\n", 2, id="a list as key"),
        pytest.param(f"---\na: {'x' * 40_000}\n---\n", 2, id="too long"),
        pytest.param("Title: x\nrác\n\nBody", 2, id="classic with rubbish"),
        pytest.param("Image: x\nImage.src: y\n\n", 2, id="classic group and value"),
    ],
)
def test_unreadable_front_matter_is_a_located_fault(text: str, line: int) -> None:
    assert ("x.md", line) in [(error.path, error.line) for error in faults(text)]


@pytest.mark.parametrize(
    "wrong", ['title: "Thiếu', "title: a: b", "title: [a", "title: @a", "title: &a b", "title: 'x' y", "title: !x a"]
)
def test_what_is_no_yaml_hides_nothing_else(wrong: str) -> None:
    """An entry that cannot be read is reported; those around it are read, and it does not count as missing."""
    problems = Reporter()
    file = split_head(f"---\nid: 1\n{wrong}\nsapo: x\nkidn: news\n---\n", "x.md", problems).fields
    assert [(error.code, error.line) for error in problems] == [("yaml", 3)]
    assert file.values == {"id": "1", "sapo": "x", "kidn": "news"}
    assert file.lines["kidn",] == 5


def test_every_mistake_of_yaml_is_reported_in_one_run() -> None:
    text = '---\nid: 1\ntitle: a: b\nimage:\n  src: "x\n  alt: y\ndate: [\nkind: @x\n---\n'
    assert [error.line for error in faults(text)] == [3, 5, 7, 8]


def test_alias_bomb_is_refused_at_once() -> None:
    levels = "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(9))
    problems = Reporter()
    assert read_yaml(f"a: &a [x]\n{levels}", "x.md", problems).values == {}
    assert [error.line for error in problems] == list(range(1, 11))


@given(st.text(alphabet=" \n:-[]{}#&*!|>'\"abc", max_size=80))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    problems = Reporter()
    with problems.collecting():
        split_head(f"---\n{text}\n---\n", "x.md", problems)
    assert all(problem.line is not None for problem in problems)


HEAD = "id: 1\ntitle: Một tin\nsapo: Câu.\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        pytest.param(f"\n---\n{HEAD}---\nChữ.\n", 2, "đứng trước dòng ---", id="an empty line before"),
        pytest.param(f" ---\n{HEAD}---\nChữ.\n", 1, "đứng trước dòng ---", id="a space before"),
        pytest.param(f"<!-- x -->\n---\n{HEAD}---\nChữ.\n", 2, "đứng trước dòng ---", id="a comment before"),
        pytest.param(f"\ufeff---\n{HEAD}---\nChữ.\n", 1, "đứng trước dòng ---", id="a second mark of byte order"),
        pytest.param(f"----\n{HEAD}----\nChữ.\n", 1, "mở bằng ----", id="four hyphens"),
        pytest.param(f"—\n{HEAD}—\nChữ.\n", 1, "mở bằng —", id="a long dash"),
        pytest.param(f"***\n{HEAD}***\nChữ.\n", 1, "mở bằng ***", id="stars"),
        pytest.param('+++\nid = 1\ntitle = "A"\n+++\nChữ.\n', 1, "mở bằng +++", id="TOML"),
        pytest.param(f"{HEAD}---\nChữ.\n", 1, "không mở bằng ---", id="no beginning"),
        pytest.param(f"---\n{HEAD}---\n---\n{HEAD}---\nChữ.\n", 7, "đã kết thúc (dòng 5)", id="twice"),
        pytest.param(f"---\n{HEAD}---\n\n---\n{HEAD}---\nChữ.\n", 8, "đã kết thúc (dòng 5)", id="twice, apart"),
        pytest.param("---\nid: 1\n---\ntitle: Một tin\n---\nChữ.\n", 4, "đã kết thúc (dòng 3)", id="ended too early"),
    ],
)
def test_what_keeps_front_matter_from_being_found_is_told_at_its_line(text: str, line: int, told: str) -> None:
    assert [(fault.line, told in fault.message) for fault in faults(text)] == [(line, True)]
