"""The content of the last build with the stories that have changed is what reading all of them gives."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from building.keeping.results import KeptResults
from building.keeping.sources import Sources
from building.keeping.state import BuildState
from building.keeping.store import Store
from newsroom.content import read_content as reading
from newsroom.content.site_content import Content, ContentRequest
from newsroom.model.card import card_of
from newsroom.model.options import NewsroomOptions
from portal.build_log import BuildLog
from portal.errors import BuildFailed
from portal.traces.moment import TracedMoment, microseconds
from portal.traces.trace import TREE
from tests.newsroom.paper import AUTHORS, MARKDOWN, MOMENT, TOPICS, article, put, put_picture, write_paper

FOLDER = "articles/tu-phap/2024"
PICTURE = '\n  src: anh.jpg\n  alt: "Cán bộ làm việc"'


class Paper:
    """A paper that is read with what its earlier readings kept."""

    def __init__(self, folder: Path) -> None:
        self.root = write_paper(
            folder / "content",
            a=article("Một đoạn. Xem [tin](post:2).", id="1"),
            b=article("Tin hai.\n\n## Một\n\nHết.", id="2", title="Tin hai"),
            c=article(id="3", title="Nháp", status="draft"),
            d=article("Có [chỗ](post:2#muc-mot) khác.", id="4", title="Tin bốn", topics="[luat-su]"),
            e=article(id="5", title="Có ảnh", image=PICTURE, authors="[ban-bien-tap]"),
            f=article(id="6", title="Bài rời", aliases="[/cu/1.html]"),
            g=article(id="7", title="Ẩn", status="hidden"),
            h=article(id="8", title="Mai", date="2024-06-01T08:00+07:00"),
        )
        for name in ("anh.jpg", "khac.jpg", "moi.jpg"):
            put_picture(self.root / "media" / name, colour={"k": "#993333", "m": "#339933"}.get(name[0], "#336699"))
        put(self.root / "media/cong-van.pdf", "%PDF-1.4")
        put(
            self.root / "authors.toml",
            AUTHORS + '[[author]]\nslug = "an"\nname = "An"\n[author.portrait]\nsrc = "moi.jpg"\nalt = "Chân dung"\n',
        )
        put(self.root / "topics.toml", TOPICS + '[[topic]]\nslug = "loat"\nname = "Loạt"\nseries = true\n')
        self.folder = folder
        self.read()

    def read(self) -> tuple[Content, BuildLog]:
        store = Store(self.folder / "kept.sqlite")
        sources = Sources({"content": self.root}, now=time.time_ns())
        sources.digest((TREE, str(self.root)))
        results = KeptResults(store, sources, "software", microseconds(MOMENT))
        log, options = BuildLog(), NewsroomOptions(picture_widths=(160, 320))
        request = ContentRequest(
            self.root, options, TracedMoment.of(MOMENT), MARKDOWN, self.folder / "cache", workers=1, views=(card_of,)
        )
        content = reading.read_content(request, log, BuildState("software", results, digests=results.digests))
        results.settle()
        store.keep(results.added, results.gone)
        return content, log

    def put(self, name: str, body: str = "Một đoạn.", **keys: str) -> None:
        put(self.root / FOLDER / f"{name}.md", article(body, **keys))

    def put_two(self) -> None:
        self.put("a", "Khác.", id="1")
        self.put("moi", id="20", title="Tin mới")


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """An entry for each time that all stories are read."""
    whole: list[object] = []
    read_all: Callable[..., Any] = reading._read_all

    def counted(*values: Any) -> Any:
        whole.append(values)
        return read_all(*values)

    monkeypatch.setattr(reading, "_read_all", counted)
    return whole


def told(content: Content, log: BuildLog) -> Mapping[str, object]:
    """All that is the same whichever way the content was read."""
    values = {name: value for name, value in vars(content).items() if name not in ("basis", "cards", "views")}
    links = sorted((link.path, link.line, link.address) for link in content.addresses)
    return {**values, "addresses": links, "notes": log.notes, "next": log.next_publish_at}


def whole(paper: Paper) -> Mapping[str, object]:
    log = BuildLog()
    options = NewsroomOptions(picture_widths=(160, 320))
    content = reading.read_content(ContentRequest(paper.root, options, MOMENT, MARKDOWN, paper.folder / "cache"), log)
    return told(content, log)


ALONE: dict[str, Callable[[Paper], None]] = {
    "words": lambda paper: paper.put("a", "Đoạn khác. Xem [tin](post:2).", id="1"),
    "another link": lambda paper: paper.put("a", "Đoạn khác. Xem [tin](post:5), [trang](/tim-kiem/).", id="1"),
    "a headline, and its address": lambda paper: paper.put("a", "Xem [tin](post:2).", id="1", title="Tin khác"),
    "another day": lambda paper: paper.put("a", id="1", date="2024-01-02T08:00+07:00"),
    "an author and a topic": lambda paper: paper.put("a", id="1", authors="[ban-bien-tap]", topics="[an-mat]"),
    "pinned stories": lambda paper: paper.put("a", id="1", related="[5, 3]"),
    "a link to a draft": lambda paper: paper.put("a", "Xem [nháp](post:3).", id="1"),
    "a picture more": lambda paper: paper.put("a", "![Cán bộ thi hành án tại trụ sở](khac.jpg)", id="1"),
    "other words of a picture": lambda paper: paper.put(
        "e", id="5", title="Có ảnh", image=PICTURE.replace("làm việc", "tiếp dân"), authors="[ban-bien-tap]"
    ),
    "a correction": lambda paper: paper.put(
        "a", id="1", corrections='\n  - date: "2024-04-18"\n    wrong: "một"\n    right: "hai"'
    ),
    "the words of one with an older address": lambda paper: paper.put(
        "f", "Khác.", id="6", title="Bài rời", aliases="[/cu/1.html]"
    ),
    "a hidden one": lambda paper: paper.put("g", "Khác.", id="7", title="Ẩn rồi", status="hidden"),
    "a draft": lambda paper: paper.put("c", "Khác, xem [tin](post:2).", id="3", title="Nháp hai", status="draft"),
    "a new one": lambda paper: paper.put("moi", "Xem [tin](post:2).", id="20", title="Tin mới", image=PICTURE),
    "a new hidden one": lambda paper: paper.put("moi", id="20", title="Tin mới", status="hidden"),
    "two at once": lambda paper: paper.put_two(),
}
OF_ALL: dict[str, Callable[[Paper], None]] = {
    "a story gone": lambda paper: (paper.root / FOLDER / "a.md").unlink(),
    "a linked story that moves": lambda paper: paper.put("b", "Tin.\n\n## Một", id="2", title="Tin hai nay"),
    "a text that others name places of": lambda paper: paper.put(
        "b", "Tin.\n\n## Một\n\n## Hai", id="2", title="Tin hai"
    ),
    "another section, whose card for networks is another": lambda paper: paper.put("a", id="1", section="thoi-su"),
    "a draft that comes out": lambda paper: paper.put("c", id="3", title="Nháp"),
    "a story taken back": lambda paper: paper.put(
        "a", id="1", status="retracted", retraction='\n  date: "2024-04-18"\n  reason: "Sai"'
    ),
    "a story that waits": lambda paper: paper.put("moi", id="20", date="2024-06-01T08:00+07:00"),
    "a correction to come": lambda paper: paper.put(
        "a", id="1", corrections='\n  - date: "2024-05-18"\n    wrong: "một"\n    right: "hai"'
    ),
    "one that waits": lambda paper: paper.put("h", "Khác.", id="8", title="Mai", date="2024-06-01T08:00+07:00"),
    "a document more": lambda paper: paper.put(
        "a", id="1", attachments='\n  - file: "cong-van.pdf"\n    title: "Công văn"'
    ),
    "an older address": lambda paper: paper.put("f", id="6", title="Bài rời", aliases="[/cu/2.html]"),
    "a part of a series": lambda paper: paper.put("moi", id="20", title="Phần", topics="[loat]", part="1"),
    "a live story": lambda paper: paper.put("moi", "8h: Một.", id="20", title="Trực", kind="live"),
    "a picture that nobody shows any more": lambda paper: paper.put("e", id="5", title="Có ảnh"),
    "a portrait that nobody has shown": lambda paper: paper.put("a", id="1", authors="[an]"),
    "a picture wanted larger": lambda paper: paper.put("a", id="1", image=f"{PICTURE}\n  cover: under"),
    "a table": lambda paper: (put(paper.root / "topics.toml", TOPICS.replace("Luật sư", "Giới luật sư")), None)[1],
    "a picture's bytes": lambda paper: (put_picture(paper.root / "media/anh.jpg", colour="#000000"), None)[1],
}


@pytest.mark.parametrize("change", ALONE)
def test_a_change_of_stories_alone_reads_no_other(tmp_path: Path, read_whole: list[object], change: str) -> None:
    paper = Paper(tmp_path)
    del read_whole[:]
    ALONE[change](paper)
    assert told(*paper.read()) == whole(paper)
    assert len(read_whole) == 1  # by `whole`
    paper.put("b", "Thêm một câu.\n\n## Một", id="2", title="Tin hai")
    assert told(*paper.read()) == whole(paper)


@pytest.mark.parametrize("change", OF_ALL)
def test_what_touches_others_has_all_read(tmp_path: Path, read_whole: list[object], change: str) -> None:
    paper = Paper(tmp_path)
    del read_whole[:]
    OF_ALL[change](paper)
    assert told(*paper.read()) == whole(paper)
    assert len(read_whole) == 2


def test_nothing_changed_reads_nothing(tmp_path: Path, read_whole: list[object]) -> None:
    paper = Paper(tmp_path)
    del read_whole[:]
    content, log = paper.read()
    assert read_whole == []
    assert told(content, log) == whole(paper)
    assert content.views.keys() == {1, 2, 4, 5, 6, 7}


def test_files_of_the_cache_that_are_others_are_made_again(tmp_path: Path, read_whole: list[object]) -> None:
    paper = Paper(tmp_path)
    del read_whole[:]
    file = next(path for path in (tmp_path / "cache/pictures").rglob("*.jpg"))
    file.write_bytes(b"harmed")
    paper.put("a", "Khác.", id="1")
    assert told(*paper.read()) == whole(paper)
    assert len(read_whole) == 2


def test_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.put("a", "Xem [tin](post:99).", id="1")
    paper.put("moi", id="4")
    with pytest.raises(BuildFailed) as failed:
        paper.read()
    assert {problem.code for problem in failed.value.problems} == {"dead-link", "duplicate-id"}
    paper.put("a", "Xem [tin](post:2).", id="1")
    paper.put("moi", id="20")
    paper.put("moi-nua", id="20", title="Tin nữa")
    with pytest.raises(BuildFailed) as failed:
        paper.read()
    assert [problem.code for problem in failed.value.problems] == ["duplicate-id"]
    paper.put("moi-nua", id="21", title="Tin nữa")
    assert told(*paper.read()) == whole(paper)
