"""Drafts, stories to come and tables under embargo leave no trace: every byte of the output is read, unpacked."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from commands.build import read_moment
from commands.withheld import withheld
from portal.errors import BuildFailed
from publishing.site_files import SiteFiles
from publishing.verify.site import verify_site

from .conftest import CONTENT, Build
from .unpacked import readings

pytestmark = pytest.mark.site

MOMENT = "2024-04-19T16:00:00+07:00"
LATER = "2024-04-21T06:00:00+07:00"
MARK = "giukin"
MARKS = (MARK, "987654321", "987.654.321", "tuổi xyz", "-post900", "-post901", "-post902")
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

HEAD = """---
id: {id}
title: GIUKIN {name}
slug: giukin-{name}
sapo: GIUKIN tóm tắt của {name}.
date: {date}
section: thi-hanh-an
kind: results
authors: [to-du-lieu]
topics: [thi-hanh-an-dan-su, giukin-chu-de]
province: yen-bai
image:
  src: giukin-{name}.png
  alt: GIUKIN tranh vẽ
  credit: "Minh hoạ: GIUKIN"
  illustration: true
related: [2]
{extra}---

GIUKIN thân bài tuổi xyz theo 777/2024/NĐ-GIUKIN, nhắc [một bài khác](post:1).

/// bang | giukin-so-lieu
///
"""
STORIES = {
    "ban-nhap": HEAD.format(id=900, name="ban-nhap", date="2024-04-18T08:00+07:00", extra="status: draft\n"),
    "hen-gio": HEAD.format(id=901, name="hen-gio", date="2024-04-20T08:00+07:00", extra=""),
    "cam-dang": HEAD.format(
        id=902, name="cam-dang", date="2024-04-18T09:00+07:00", extra="embargo: 2024-04-20T08:00+07:00\n"
    ),
}
TABLE = """
title = "Bảng GIUKIN chưa công bố"
description = "GIUKIN: số việc thi hành xong của hai tỉnh, chỉ được công bố khi hết thời hạn."
keys = ["tinh"]
published = 2024-04-20
embargo = 2024-04-20T08:00:00+07:00
topics = ["thi-hanh-an-dan-su"]

[period]
calendar = "thads"
year = 2024
months = 6

[territory]
name = "Hai tỉnh"
vintage = 63

[columns.tinh]
label = "Tỉnh GIUKIN"
type = "province"

[columns.viec]
measure = "count"
label = "Việc GIUKIN"
type = "integer"
unit = "việc"

[[sources]]
id = "giukin"
title = "Nguồn GIUKIN"
publisher = "GIUKIN"
published = 2024-04-20

[licence]
name = "GIUKIN"
"""


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper's content with secrets; one published story shows the table under embargo."""
    content = tmp_path_factory.mktemp("secrets") / "content"
    shutil.copytree(CONTENT, content)
    topics = content / "topics.toml"
    topics.write_text(
        topics.read_text(encoding="utf-8") + '\n[[topic]]\nslug = "giukin-chu-de"\nname = "GIUKIN chủ đề"\n', "utf-8"
    )
    for number, (name, text) in enumerate(STORIES.items()):
        (content / "articles" / f"giukin-{name}.md").write_text(text, encoding="utf-8")
        Image.new("RGB", (1200, 675), (120, 90 + number, 60)).save(content / "media" / f"giukin-{name}.png")
    data = content / "data" / "giukin-so-lieu"
    data.mkdir()
    (data / "table.toml").write_text(TABLE, encoding="utf-8")
    (data / "so-lieu.csv").write_text("tinh;viec\nYên Bái;987654321\nLào Cai;12345\n", encoding="utf-8")
    (story,) = content.rglob("ke-hoach-cai-cach-hanh-chinh.md")
    story.write_text(story.read_text(encoding="utf-8") + "\n/// bang | giukin-so-lieu\n///\n", encoding="utf-8")
    return content


@pytest.fixture(scope="session")
def before(build: Build, content: Path) -> SiteFiles:
    return build("before", content, MOMENT)


def traces(site: SiteFiles) -> list[tuple[str, str]]:
    found = []
    for path in site.digests:
        texts = [path.encode(), *readings(path, (site.root / path).read_bytes())]
        for text in texts:
            plain = unicodedata.normalize("NFC", text.decode("utf-8", errors="replace")).lower()
            found += [(path, mark) for mark in MARKS if mark in plain]
    return found


def test_nothing_is_seen_before_its_time(before: SiteFiles) -> None:
    assert traces(before) == []
    stories = {path.rsplit("-post", 1)[1] for path in before.pages() if "-post" in path}
    assert stories == {f"{number}.html" for number in range(1, 12)}, "the later stories are not out either"


def test_a_published_story_says_when_its_table_comes(before: SiteFiles) -> None:
    (path,) = (path for path in before.pages() if path.endswith("-post9.html"))
    assert "20/04/2024" in before.text(path)


def test_the_verifier_agrees_and_knows_the_secrets(before: SiteFiles, content: Path) -> None:
    secrets = withheld(content, read_moment(MOMENT))
    assert len(secrets) == 7, "three stories, those of October and of the July after, this table and the paper's own"
    assert verify_site(before, before.root_url, secrets, limit=0).secrets == 7


def test_the_news_map_holds_the_stories_of_two_days(before: SiteFiles) -> None:
    entries = etree.fromstring((before.root / "sitemaps/news.xml").read_bytes())
    listed = {int(entry.findtext(f"{MAP}loc").rsplit("-post", 1)[1][:-5]): entry for entry in entries}
    assert set(listed) == {3, 4, 5, 7, 9, 10, 11}, "younger than 17/04/2024 16:00"
    for entry in listed.values():
        news = entry.find(f"{NEWS}news")
        assert news.findtext(f"{NEWS}title")
        assert "2024-04-17T16:00:00+07:00" <= news.findtext(f"{NEWS}publication_date") <= MOMENT
        assert news.findtext(f"{NEWS}publication/{NEWS}name") == "Toà soạn"
        assert news.findtext(f"{NEWS}publication/{NEWS}language") == "vi"


@pytest.fixture(scope="session")
def after(build: Build, content: Path) -> SiteFiles:
    return build("after", content, LATER)


def test_when_their_time_has_come_they_are_found_everywhere(after: SiteFiles) -> None:
    found = traces(after)
    assert not [path for path, mark in found if mark == "-post900"], "a draft has no time"
    kinds = {Path(path).suffix for path, _mark in found}
    assert {".html", ".rss", ".atom", ".json", ".xml", ".csv", ".xlsx", ".bin"} <= kinds
    assert ("so-lieu/giukin-so-lieu/giukin-so-lieu.xlsx", "987654321") in found
    assert "dia-phuong/yen-bai/index.html" in {path for path, mark in found if mark == "987.654.321"}


def test_the_verifier_would_find_them_in_every_kind_of_file(after: SiteFiles, content: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        verify_site(after, after.root_url, withheld(content, read_moment(MOMENT)), limit=0)
    leaks = {Path(problem.path).suffix for problem in failed.value.problems if problem.code == "leak"}
    assert leaks >= {".html", ".rss", ".atom", ".json", ".xml", ".xlsx", ".bin"}
