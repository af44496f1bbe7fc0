from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from building.release import site_digest, write_release
from portal.vietnam.text import HANOI

MOMENT = datetime(2024, 4, 17, 16, 5, tzinfo=HANOI)


def site(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_it_tells_the_commit_and_when_something_comes_out(tmp_path: Path) -> None:
    folder = site(tmp_path / "1", {"a.html": "x"})
    bare = write_release(folder, MOMENT)
    facts = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    assert facts["next_publish_at"] is None
    assert "commit" not in facts
    assert write_release(folder, MOMENT, MOMENT + timedelta(hours=1), "ab" * 20) == bare
    facts = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    assert facts["next_publish_at"] == (MOMENT + timedelta(hours=1)).isoformat()
    assert facts["commit"] == "ab" * 20


def test_the_release_is_named_by_content_and_not_by_the_moment(tmp_path: Path) -> None:
    one = write_release(site(tmp_path / "1", {"a/b.html": "x", "c.html": "y"}), MOMENT)
    two = write_release(site(tmp_path / "2", {"c.html": "y", "a/b.html": "x"}), MOMENT + timedelta(days=1))
    assert one == two
    assert one.files == 3
    facts = json.loads((tmp_path / "1" / "build.json").read_text(encoding="utf-8"))
    assert facts == {
        "release": one.id,
        "moment": "2024-04-17T16:05:00+07:00",
        "version": "0.1.0",
        "next_publish_at": None,
    }


@pytest.mark.parametrize(
    "files", [{"a.html": "y"}, {"b.html": "x"}, {"a.html": "x", "b.html": ""}, {"a/index.html": "x"}], ids=str
)
def test_another_byte_or_name_is_another_release(tmp_path: Path, files: dict[str, str]) -> None:
    assert site_digest(site(tmp_path / "1", {"a.html": "x"})) != site_digest(site(tmp_path / "2", files))
