from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.sources.front_matter import Group, Head, Items, Scalar, read_yaml, split_head
from portal.errors import Problem


def head(text: str) -> Head:
    errors: list[Problem] = []
    found = split_head(text, "x.md", errors)
    assert errors == []
    return found


def test_yaml_keeps_the_line_of_every_key_and_value() -> None:
    found = head("---\nid: 1\nimage:\n  src: a.jpg\n  alt: b\ntopics: [a, b]\n---\nThân bài\n")
    assert found.fields.keys == {"id": 2, "image": 3, "topics": 6}
    image = found.fields.entries["image"]
    assert isinstance(image, Group)
    assert image.keys == {"src": 4, "alt": 5}
    assert found.fields.entries["topics"] == Items((Scalar("a", 6), Scalar("b", 6)), 6)
    assert (found.body, found.first_line) == ("Thân bài\n", 8)


@pytest.mark.parametrize("value", ["no", "1.10", "2024-01-01", "0x1F", "null", "1_000"])
def test_yaml_values_stay_texts(value: str) -> None:
    assert head(f"---\nkey: {value}\n---\n").fields.entries["key"] == Scalar(value, 2)


def test_classic_metadata_reads_groups_and_continued_lines() -> None:
    found = head("Title: Một\n  hai\nImage.src: a.jpg\nImage.alt: b\n\nThân bài\n")
    assert found.fields.entries["title"] == Scalar("Một hai", 1)
    image = found.fields.entries["image"]
    assert isinstance(image, Group)
    assert image.entries == {"src": Scalar("a.jpg", 3), "alt": Scalar("b", 4)}
    assert (found.body, found.first_line) == ("Thân bài\n", 6)


@pytest.mark.parametrize("text", ["---\na: 1\nb: 2\na: 3\n---\n", "A: 1\nB: 2\nA: 3\n\n"], ids=["yaml", "classic"])
def test_duplicate_key_is_a_fault_at_the_second(text: str) -> None:
    errors: list[Problem] = []
    split_head(text, "x.md", errors)
    assert [(error.code, error.line) for error in errors] == [("duplicate-key", 4 if text[0] == "-" else 3)]


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
    with pytest.raises(Problem) as error:
        split_head(text, "x.md", [])
    assert (error.value.path, error.value.line) == ("x.md", line)


def test_alias_bomb_is_refused_at_once() -> None:
    levels = "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(9))
    with pytest.raises(Problem, match="YAML"):
        read_yaml(f"a: &a [x]\n{levels}", "x.md", [])


@given(st.text(alphabet=" \n:-[]{}#&*!|>'\"abc", max_size=80))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    errors: list[Problem] = []
    with suppress(Problem):
        split_head(f"---\n{text}\n---\n", "x.md", errors)
        return
    with pytest.raises(Problem) as error:
        split_head(f"---\n{text}\n---\n", "x.md", errors)
    assert error.value.line is not None
