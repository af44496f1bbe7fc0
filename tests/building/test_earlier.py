"""What a build keeps for later ones, where files change while it runs."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

import pytest

from building.earlier import Earlier, KeptBuild, earlier_builds
from building.keeping.earlier_site import Written
from building.keeping.results import KeptResults
from building.keeping.state import BuildState
from building.release import Release
from portal.traces.trace import WorkTrace

MOMENT = datetime.fromisoformat("2026-01-01T08:00:00+07:00")
PAGE = Written("key", "digest", 1, 2, 3)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    for name in ("content", "theme", "output"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("a", encoding="utf-8")
        _make_old(tmp_path / name / "a.txt")
    text = 'PATH, THEME, CACHE_PATH, PLUGIN_PATHS = "content", "theme", "cache", []\n'
    (tmp_path / "settings.py").write_text(text, encoding="utf-8")
    (tmp_path / "output" / "build.json").write_text('{"release": "r"}', encoding="utf-8")
    return tmp_path


def _make_old(path: Path) -> None:
    """Its times of change are set; that of its inode is now, and the step of its clock must pass."""
    os.utime(path, (1, 1))
    time.sleep(0.03)


def begun(paper: Path, *, afresh: bool = False) -> Earlier:
    earlier = earlier_builds(paper / "settings.py", paper / "output", MOMENT, {}, afresh=afresh)
    assert earlier is not None
    return earlier


def kept_page(paper: Path, changed: str = "") -> Written | None:
    """What is known of a page after a build in which a file has changed."""
    earlier = begun(paper)
    if changed:
        (paper / changed).write_text("b", encoding="utf-8")
    assert earlier.state().results is not None
    state = BuildState(results=KeptResults(earlier.store, earlier.sources, "", 0), written={"a.html": PAGE})
    record = earlier.record(state, WorkTrace(), paper / "output").finish()
    earlier.keep(state, WorkTrace(), KeptBuild(Release("r", 1), {}, (), ()), record.dump)
    return begun(paper).state().site.files.get("a.html")


def test_a_page_is_known_by_its_key(paper: Path) -> None:
    assert kept_page(paper) == PAGE


def test_a_story_that_changes_meanwhile_changes_no_key_of_a_page(paper: Path) -> None:
    """It is a digest of the values that the page was made from."""
    assert kept_page(paper, "content/a.txt") == PAGE


def test_where_the_theme_changes_meanwhile_no_page_has_a_key(paper: Path) -> None:
    assert kept_page(paper, "theme/a.txt") == Written("", "digest", 1, 2, 3)


def test_who_begins_afresh_knows_nothing_of_earlier_builds(paper: Path) -> None:
    assert kept_page(paper) == PAGE
    assert begun(paper, afresh=True).state().site.files == {}
    assert begun(paper).state().site.files == {}
