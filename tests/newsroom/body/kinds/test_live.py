"""Live stories: entries out of headings and paragraphs, in the order of time, with what is wrong told at its line."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from newsroom.content.assemble import to_come
from newsroom.content.read_article import ReadJob, SourceSettings, read_article
from newsroom.content.site_content import Content
from newsroom.model.article import Article
from newsroom.model.options import NewsroomOptions
from newsroom.pages.structured_data import article_data
from portal.build_log import BuildLog
from tests.newsroom.paper import SETTING, article, faults, put_picture, read, write_paper
from tests.newsroom.stories import frame

DAY = "2024-04-17"
TEXT = """Mở đầu.

## 8h: Khai mạc **phiên họp**

Đoạn một.

### Tít phụ

- Một
- Hai

8h15: Câu của mục thứ hai.[^1]

**8h30**

Đoạn ba.

**9h: Bế mạc.** Chữ sau tít.

[^1]: Ghi chú.
"""
ORDER = ["luc-2024-04-17-08-00", "luc-2024-04-17-08-15", "luc-2024-04-17-08-30", "luc-2024-04-17-09-00"]


def at(clock: str, day: str = DAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+07:00")


def content(root: Path, body: str, moment: datetime, **keys: str) -> Content:
    keys = {"kind": "live", "date": f"{DAY}T08:00+07:00", **keys}
    return read(write_paper(root, a=article(body, **keys)), moment)


def live(root: Path, body: str, moment: datetime, **keys: str) -> Article:
    (story,) = content(root, body, moment, **keys).articles
    return story


def ids(html: str) -> list[str]:
    return re.findall(r'id="(luc-[^"]+)"', html)


def told(root: Path, body: str, moment: str = "10:00", **keys: str) -> list[str]:
    keys = {"kind": "live", "date": f"{DAY}T08:00+07:00", **keys}
    problems = faults(write_paper(root, a=article(body, **keys)), at(moment))
    first = article("", **keys).count("\n")
    return [f"{problem.line - first + 1 if problem.line else 0} {problem.code}" for problem in problems]


def test_the_newest_entry_stands_first_until_the_story_has_ended(tmp_path: Path) -> None:
    story = live(tmp_path / "a", TEXT, at("10:00"))
    assert ids(story.body.html) == ORDER[::-1]
    assert story.coverage
    assert (story.coverage.goes_on, story.coverage.ended) == (True, None)
    assert story.changed == at("09:00")
    done = live(tmp_path / "b", TEXT, at("10:00"), ended=f"{DAY}T09:30+07:00")
    assert ids(done.body.html) == ORDER
    assert done.coverage
    assert (done.coverage.goes_on, done.coverage.ended) == (False, at("09:30"))
    assert done.body.html.index("Mở đầu") < done.body.html.index("luc-") < done.body.html.index("Ghi chú")


def test_no_word_of_an_entry_is_lost_and_none_is_its_headline_twice(tmp_path: Path) -> None:
    story = live(tmp_path / "a", TEXT, at("10:00"))
    assert story.coverage
    assert [(entry.title, entry.text) for entry in story.coverage.entries][::-1] == [
        ("Khai mạc phiên họp", "Đoạn một. Tít phụ Một Hai"),
        ("", "Câu của mục thứ hai."),
        ("", "Đoạn ba."),
        ("Bế mạc.", "Chữ sau tít."),
    ]
    assert "<strong>phiên họp</strong>" in story.body.html
    assert [entry.title for entry in story.coverage.key_moments] == ["Bế mạc.", "Khai mạc phiên họp"]
    assert story.contents == ()
    assert [heading[2] for heading in story.body.headings] == ["Tít phụ"]
    assert 'datetime="2024-04-17T08:15:00+07:00">08:15</time>' in story.body.feed_html
    words = {"Mở", "Khai", "Đoạn", "một.", "Hai", "thứ", "ba.", "Bế", "sau", "Ghi"}
    assert words <= set(story.body.text.split())


def test_an_editor_may_add_at_the_top_and_go_over_midnight(tmp_path: Path) -> None:
    body = "## 0h20 ngày 18/4: Kết thúc\n\nHết.\n\n## 23h50: Nghị án\n\nChữ.\n\n## 23h30: Tranh luận\n\nChữ."
    story = live(tmp_path / "a", body, at("01:00", "2024-04-18"))
    assert story.coverage
    assert [entry.moment for entry in story.coverage.entries] == [
        at("00:20", "2024-04-18"),
        at("23:50"),
        at("23:30"),
    ]
    days = re.findall(r'<p class="live-day">([^<]+)</p>', story.body.html)
    assert days == ["Thứ Năm, 18/04/2024", "Thứ Tư, 17/04/2024"]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("Chỉ có mở đầu.", ["1 live-entry"]),
        ("## 8h: Một\n\n## Bối cảnh\n\nChữ.", ["3 live-time"]),
        ("## 8h: Một\n\n### 8h15: Hai\n\nChữ.", ["3 live-time"]),
        ("8h: Một.\n8h15: Hai.", ["2 live-blank-line"]),
        ("8h: Một.\n\n9h: Hai.\n\n8h30: Ba.\n\n9h30: Bốn.", ["5 live-order"]),
        ("8h: Một.\n\n9h: Hai.\n\n9:00: Ba.", ["5 live-twice"]),
        ("8h: Một.\n\n8h (GMT+8): Hai.", ["3 live-time"]),
        ("8h: Một.\n\n25h: Hai.", ["3 live-time"]),
        ("8h: Một.\n\n16/4 9h: Hai.", ["3 live-order", "3 live-order"]),
        ("8h: Một.\n\n## 9h\n\n10h: Ba.", ["3 live-entry"]),
        ("8h: Một.\n\n9h: ![Ảnh](khong-co.png)", ["3 picture-place"]),
    ],
    ids=[
        "none",
        "no time",
        "subhead",
        "no empty line",
        "order",
        "twice",
        "zone",
        "no such time",
        "day",
        "empty",
        "picture",
    ],
)
def test_what_is_wrong_with_an_entry_is_told_at_its_line(tmp_path: Path, body: str, places: list[str]) -> None:
    assert told(tmp_path / "a", body) == places


def test_an_end_must_be_behind_every_entry_and_of_a_live_story(tmp_path: Path) -> None:
    assert told(tmp_path / "a", "8h: Một.\n\n9h: Hai.", ended=f"{DAY}T08:30+07:00") == ["3 live-order"]
    (wrong,) = faults(write_paper(tmp_path / "b", a=article(ended=f"{DAY}T18:00+07:00")))
    assert wrong.code == "live-ended"


def test_an_entry_that_has_not_come_leaves_no_trace_and_is_told(tmp_path: Path) -> None:
    secret = "## 9h: Hai bí mật\n\n![Ảnh mật](mat.png)\n\n[Mật](post:1)[^2]"
    body = f"8h: Một.[^1]\n\n{secret}\n\n[^1]: Chú.\n\n[^2]: Mật hai."
    put_picture(tmp_path / "a/media/mat.png")
    log = BuildLog()
    root = write_paper(tmp_path / "a", a=article(body, kind="live", date=f"{DAY}T08:00+07:00"))
    made = read(root, at("08:30"), log)
    (story,) = made.articles
    shown = " ".join((story.body.html, story.body.feed_html, story.body.text, str(story.coverage), str(made.files)))
    assert "ật" not in shown
    assert "mat" not in str(made.files)
    assert "Chú." in story.body.html
    (warning,) = made.warnings
    assert (warning.code, warning.line) == ("future-date", 11)
    assert log.next_publish_at == at("09:00")
    (later,) = read(root, at("09:00")).articles
    assert ids(later.body.html) == ["luc-2024-04-17-09-00", "luc-2024-04-17-08-00"]
    assert "Mật hai" in later.body.html


def test_words_that_begin_with_a_time_and_no_mark_are_told(tmp_path: Path) -> None:
    """They stay in the entry before them, word for word."""
    lines = [
        "8h: Một.",
        "9:20 Hai",
        "(9h25) Ba",
        "9.30: Bốn",
        "• 9h40: Năm",
        "Lúc 9h45, toà nghỉ.",
        "9.50 tỷ đồng",
        "9h55：Sáu",
    ]
    made = content(tmp_path / "a", "\n\n".join(lines), at("10:00"))
    assert [(one.code, one.line, one.message.split()[0]) for one in made.warnings] == [
        ("live-time", number, time) for number, time in ((11, "9:20"), (13, "9h25"), (15, "9.30"), (17, "9h40"))
    ]
    (story,) = made.articles
    assert ids(story.body.html) == ["luc-2024-04-17-09-55", "luc-2024-04-17-08-00"]
    assert all(line.strip("•( ").partition(")")[0] in story.body.text for line in lines[1:-1])


def test_what_stands_in_an_entry_to_come_is_checked_now(tmp_path: Path) -> None:
    body = "8h: Một.\n\n## 9h: Hai\n\n![Ảnh](khong-co.png)\n\n[Chữ](post:99)"
    assert told(tmp_path / "a", body, "08:30") == ["5 picture", "7 dead-link"]


def test_a_story_without_entries_for_a_day_no_longer_goes_on(tmp_path: Path) -> None:
    made = content(tmp_path / "a", "8h: Một.", at("08:00", "2024-04-18"))
    assert made.articles[0].coverage
    assert not made.articles[0].coverage.goes_on
    assert [warning.code for warning in made.warnings] == ["live-ended"]
    reading = SourceSettings(tmp_path / "a", NewsroomOptions(), at("10:00"), SETTING)
    read_once = read_article(ReadJob("articles/tu-phap/2024/a.md", reading))
    assert list(to_come([read_once], at("10:00"))) == [at("08:00", "2024-04-18")]


def test_search_engines_are_told_of_each_entry(tmp_path: Path) -> None:
    story = live(tmp_path / "a", TEXT, at("10:00"), ended=f"{DAY}T09:30+07:00")
    data = json.loads(article_data(story, frame(), ""))
    assert data["@type"] == "LiveBlogPosting"
    assert (data["coverageStartTime"], data["coverageEndTime"]) == (at("08:00").isoformat(), at("09:30").isoformat())
    updates = data["liveBlogUpdate"]
    assert [update["headline"] for update in updates] == [
        "Bế mạc.",
        "Đoạn ba.",
        "Câu của mục thứ hai.",
        "Khai mạc phiên họp",
    ]
    assert updates[0]["url"].endswith("-post1.html#luc-2024-04-17-09-00")
    assert updates[3]["articleBody"] == "Đoạn một. Tít phụ Một Hai"
