from __future__ import annotations

from pathlib import Path

from newsroom.embeds import PLAYERS
from newsroom.notices import NOTICES
from newsroom.options import NewsroomOptions
from newsroom.reference import schemas, with_current_tables

REFERENCE = Path(__file__).resolve().parents[2] / "docs/editing-reference.md"


def test_reference_is_current() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert with_current_tables(text) == text, "run: PYTHONPATH=plugins .venv/bin/python -m newsroom.reference " + str(
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


def test_every_player_may_be_allowed() -> None:
    assert set(PLAYERS.values()) == set(NewsroomOptions().embed_hosts)
