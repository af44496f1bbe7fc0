from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsroom.body.embeds import PLAYERS
from newsroom.body.notices import NOTICES
from newsroom.model.article import Kind
from newsroom.model.options import NewsroomOptions
from newsroom.sources.front_matter import split_head
from newsroom.sources.reference import schemas, with_current_tables
from newsroom.sources.schema import read_front_matter
from portal.errors import Problem
from tests.newsroom.paper import converted

REFERENCE = Path(__file__).resolve().parents[3] / "docs/editing/reference.md"


def test_reference_is_current() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert with_current_tables(text) == text, "run: PYTHONPATH=plugins python -m newsroom.sources.reference " + str(
        REFERENCE
    )


def test_reference_names_every_key_and_block() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    for name, record in schemas().items():
        assert f"<!-- schema: {name} -->" in text
        for field in record.fields:
            assert f"| `{field.name}`" in text
    for block in (*NOTICES, "trich-dan", "video"):
        assert block in text


def examples(language: str) -> list[str]:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", REFERENCE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks
    return blocks


@pytest.mark.parametrize("text", [*examples("yaml"), *examples("text")], ids=["yaml", "classic"])
def test_examples_of_front_matter_are_right(text: str) -> None:
    errors: list[Problem] = []
    head = split_head(f"{text}\n", "x.md", errors)
    front, faults = read_front_matter(head.fields, schemas()["article"], "x.md")
    assert (errors, faults) == ([], [])
    assert front is not None


@pytest.mark.parametrize("text", examples("markdown"))
def test_examples_of_markdown_are_right(text: str) -> None:
    body, report = converted(
        text.replace("watch?v=…", "watch?v=abcdefgh"), Kind.INTERVIEW if text.startswith("Hỏi") else Kind.NEWS
    )
    assert (report.errors, report.warnings) == ([], [])
    assert body.html
    assert "///" not in body.html


def test_every_player_may_be_allowed() -> None:
    assert set(PLAYERS.values()) == set(NewsroomOptions().embed_hosts)
