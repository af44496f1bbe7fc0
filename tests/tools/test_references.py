"""The editors' references say what the program checks, no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.schema.records import Key
from portal.schema.reference import with_current_tables
from references import DOCUMENTS, records

TEXTS = {path: path.read_text(encoding="utf-8") for path in DOCUMENTS}
KEYS = {f"{name}.{key.name}": key for name, record in records().items() for key in record.keys}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_reference_is_current(path: Path) -> None:
    current = with_current_tables(TEXTS[path], records())
    assert current == TEXTS[path], "run: PYTHONPATH=plugins:tools .venv/bin/python -m references"


@pytest.mark.parametrize("name", records())
def test_every_group_of_keys_is_shown_once(name: str) -> None:
    assert sum(text.count(f"<!-- schema: {name} -->\n") for text in TEXTS.values()) == 1


@pytest.mark.parametrize("key", KEYS.values(), ids=list(KEYS))
def test_every_key_is_explained_in_vietnamese(monkeypatch: pytest.MonkeyPatch, key: Key) -> None:
    monkeypatch.setenv("TOASOAN_LANG", "vi")
    assert str(key.about) != key.about.message
    monkeypatch.setenv("TOASOAN_LANG", "en")
    english = re.findall(r"\w{5,}", key.type.describe())
    monkeypatch.setenv("TOASOAN_LANG", "vi")
    assert not english or key.type.describe() != " ".join(english)
