"""Large parts of kept results are read when they are asked for, and made again where they are harmed."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from building.keeping.results import KeptResults
from building.keeping.sources import Sources
from building.keeping.store import Store
from newsroom.body.body_texts import BodyTexts

done: list[str] = []


def read(root: Path, name: str) -> BodyTexts:
    done.append(name)
    text = (root / name).read_text(encoding="utf-8")
    return BodyTexts(html=f"<p>{text}</p>", own_feed=None, text=text, thanks="", tables="", captions="")


def results(folder: Path) -> tuple[KeptResults, list[BodyTexts]]:
    done.clear()
    content = folder / "content"
    kept = KeptResults(Store(folder / "cache"), Sources({"content": content}, None, time.time_ns() + 10**9), "1", 0)
    found = list(kept.of(read, content, ["a", "b"], "", lambda _result: True, 1))
    kept.store.keep(kept.added, kept.gone)
    return kept, found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    for name in ("a", "b"):
        (tmp_path / "content" / name).write_text(f"bài {name}", encoding="utf-8")
    results(tmp_path)
    return tmp_path


def test_a_kept_part_is_equal_to_one_that_was_made_and_has_its_digest(folder: Path) -> None:
    kept, found = results(folder)
    made = read(folder / "content", "a")
    assert kept.digests.of(found[0]) == kept.digests.of(made)
    assert "text" not in vars(found[0])  # not read yet
    assert found[0] == made
    assert done == ["a"]  # by this test


@pytest.mark.parametrize("harm", ["DELETE FROM kept WHERE kind LIKE '% apart'", "UPDATE kept SET data = x'00' || data"])
def test_a_harmed_part_is_made_again(folder: Path, harm: str) -> None:
    _kept, found = results(folder)
    with sqlite3.connect(folder / "cache") as connection:
        connection.execute(harm)
    assert [one.text for one in found] == ["bài a", "bài b"]
    assert done == ["a", "b"]


def test_a_part_of_another_result_is_not_taken(folder: Path) -> None:
    """As where another build over the same cache has kept the same story in other words meanwhile."""
    _kept, before = results(folder)
    path = folder / "content" / "a"
    path.write_text("bài khác", encoding="utf-8")
    results(folder)
    path.write_text("bài a", encoding="utf-8")
    assert before[0].html == "<p>bài a</p>"
