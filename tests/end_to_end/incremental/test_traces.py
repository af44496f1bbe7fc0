"""No page may read what is not traced: what a process remembers from other stories is recorded like what it opens."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pelicanconf import MARKDOWN

from newsroom.body.markdown_body import as_setting
from newsroom.content.read_article import ReadJob, SourceSettings, read_article
from newsroom.law.read_register import read_register
from newsroom.model.law import Register
from newsroom.model.options import NewsroomOptions
from portal.errors import PortalError, Reporter
from portal.parallel.forked import ForkedTask
from portal.traces.moment import TracedMoment, microseconds
from portal.traces.trace import Read, tracing
from tests.end_to_end.site.conftest import ROOT

from .small_paper import SmallPaper, make_small_paper

pytestmark = pytest.mark.site
CONTENT = ROOT / "tests" / "end_to_end" / "paper"
MOMENT = TracedMoment.of(datetime.fromisoformat("2026-01-01T08:00:00+07:00"))
INDEX = "tim-kiem/chi-muc/"
ALONE = 12  # stories that are read in a process of their own


def reads_of(paths: Sequence[str]) -> dict[str, set[Read]]:
    """What each story read, in one fresh process for all of them."""
    reading = SourceSettings(CONTENT, NewsroomOptions(), MOMENT, as_setting(MARKDOWN))

    def read_all() -> dict[str, set[Read]]:
        found = {}
        for path in paths:
            with tracing() as trace:
                read_article(ReadJob(path, reading))
            found[path] = trace.reads
        return found

    return ForkedTask(read_all).finish()


def test_no_story_is_read_again_because_a_day_has_passed() -> None:
    reading = SourceSettings(CONTENT, NewsroomOptions(), MOMENT, as_setting(MARKDOWN), register=_register())
    tomorrow = microseconds(MOMENT + timedelta(days=1))
    for path in sorted((CONTENT / "articles").rglob("*.md")):
        with tracing() as trace:
            read_article(ReadJob(path.relative_to(CONTENT).as_posix(), reading))
        assert trace.holds_at(tomorrow), path


def _register() -> Register:
    problems = Reporter()
    register = read_register(CONTENT, problems)
    assert not problems
    return register


def is_covered(read: Read, reads: set[Read]) -> bool:
    """Whether it is recorded, by itself or with a folder above it."""
    return read in reads or any(("tree", str(folder)) in reads for folder in (Path(read[1]), *Path(read[1]).parents))


def test_a_story_has_the_same_trace_alone_and_behind_all_others() -> None:
    paths = [path.relative_to(CONTENT).as_posix() for path in sorted((CONTENT / "articles").rglob("*.md"))]
    together = reads_of(paths)
    texts = {path: (CONTENT / path).read_text(encoding="utf-8") for path in paths}
    with_data = [path for path in paths if "{{" in texts[path] or "///" in texts[path]]
    chosen = {*with_data[:ALONE], *random.Random(1).sample(paths, min(ALONE, len(paths)))}
    for path in sorted(chosen):
        alone = reads_of([path])[path]
        missing = [read for read in sorted(alone) if not is_covered(read, together[path])]
        assert missing == [], path
        assert ("file", str(CONTENT / path)) in alone


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def made(paper: SmallPaper) -> set[str]:
    """What a build makes anew, but for the search index and build.json."""
    before = inodes(paper.output)
    assert paper.build() == ""
    after = inodes(paper.output)
    return {
        path
        for path, inode in after.items()
        if before.get(path) != inode and not path.startswith(INDEX) and path != "build.json"
    }


def test_a_build_makes_what_has_changed_and_nothing_else(tmp_path: Path) -> None:
    paper = make_small_paper(tmp_path)
    assert made(paper) == set()
    page = "tu-phap/ba-nam-quy-i-post70.html"
    feeds = {f"rss/{name}.{kind}" for name in ("home", "tu-phap") for kind in ("rss", "atom", "json")}
    story = paper.content / "articles" / "2024" / "so-lieu.md"
    story.write_text(f"{story.read_text(encoding='utf-8')}\nThêm một câu.\n", encoding="utf-8")
    before = inodes(paper.output)
    assert made(paper) == {page, "ban-in/index.html", *feeds}  # the newest stories are printed in full
    search = {
        path for path, inode in inodes(paper.output).items() if path.startswith(INDEX) and before.get(path) != inode
    }
    assert f"{INDEX}manifest.json" in search
    assert len(search) < sum(path.startswith(INDEX) for path in before) / 2
    assert not any(path.startswith((f"{INDEX}suggest-", f"{INDEX}names-", f"{INDEX}shown-")) for path in search)
    table = paper.content / "data" / "quy" / "so.csv"
    table.write_text(table.read_text("utf-8").replace("1.140", "1.141"), "utf-8")
    changed = made(paper)
    assert {page, "so-lieu/quy/index.html", "so-lieu/quy/quy.csv"} <= changed
    assert not any(path.startswith(("thoi-su/", "chu-de/", "media/", "theme/")) for path in changed)


def test_a_build_a_day_later_reads_nothing_where_nothing_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = make_small_paper(tmp_path)
    (paper.content / "van-ban").mkdir(exist_ok=True)
    document = paper.content / "van-ban" / "01-2020-tt-btp.toml"
    document.write_text('number = "01/2020/TT-BTP"\nin_force = 2020-02-01\nsource = "Công báo"\n', "utf-8")
    paper.moment += timedelta(days=60)  # past all that waits for its time
    assert paper.build() == ""

    def build_again(*_values: object) -> None:
        raise PortalError("built again")

    monkeypatch.setattr("building.site._build", build_again)
    paper.moment += timedelta(days=1)
    assert paper.build() == ""


def test_a_build_keeps_nothing_and_links_nothing_unless_it_is_told_to(tmp_path: Path) -> None:
    paper = make_small_paper(tmp_path)
    paper.build_clean()
    before = inodes(paper.folder / "clean")
    assert paper.build_clean(afresh=False) == ""
    after = inodes(paper.folder / "clean")
    assert not list((paper.folder / "clean-cache").glob("builds.sqlite*"))
    # Pictures are second names of those in the cache, as they always were.
    assert {path for path in after if before.get(path) == after[path] and not path.startswith("media/")} == set()
