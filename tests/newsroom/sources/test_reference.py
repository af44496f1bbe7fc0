from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsroom.body.blocks.embeds import PLAYERS
from newsroom.body.blocks.notices import NOTICES
from newsroom.model.article import Kind
from newsroom.model.options import NewsroomOptions
from newsroom.sources.front_matter import split_head
from newsroom.sources.schema import article_schema, read_front_matter
from portal.errors import Reporter
from tests.newsroom.paper import converted

REFERENCE = Path(__file__).resolve().parents[3] / "docs/editing/reference.md"


def test_reference_names_every_block() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    for block in (*NOTICES, "trich-dan", "video"):
        assert block in text


def examples(language: str) -> list[str]:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", REFERENCE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks
    return blocks


@pytest.mark.parametrize("text", [*examples("yaml"), *examples("text")], ids=["yaml", "classic"])
def test_examples_of_front_matter_are_right(text: str) -> None:
    problems = Reporter()
    head = split_head(f"{text}\n", "x.md", problems)
    read_front_matter(head.fields, article_schema(NewsroomOptions().source_tags))
    assert list(problems) == []


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
