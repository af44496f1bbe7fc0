"""What the built sample is as a whole: its data, feeds, maps and weight. Links and markup are the verifier's."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import feedparser
import pytest
from lxml import etree

from tests.end_to_end.whole_site.unpacked import readings

from .conftest import Workshop

pytestmark = pytest.mark.site

ROOT = "https://bao-thu.example"
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
Page = Callable[[str], str]

INTERVIEW = "tu-phap/hoi-dap-thi-dua-post1.html"
ATTACK = "thoi-su/tieu-de-co-ngoac-post4.html"
CORRECTED = "thoi-su/mot-bai-da-duoc-cai-chinh-post3.html"


def data_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(found) for found in JSON_LD.findall(text)]


def test_structured_data_of_every_page_parses(built: Workshop) -> None:
    kinds = set()
    for path, data in built.files().items():
        if path.endswith(".html"):
            kinds |= {entry["@type"] for entry in data_of(data.decode())}
    assert {"NewsArticle", "BreadcrumbList", "NewsMediaOrganization", "WebSite"} <= kinds


def test_a_headline_full_of_markup_stays_a_headline(page: Page) -> None:
    text = page(ATTACK)
    title = 'Tiêu đề có "ngoặc", </script><script>alert(1)</script> và \\ gạch chéo'
    assert data_of(text)[0]["headline"] == title
    assert "<script>alert" not in text
    assert "onclick" not in text
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert found is not None
    assert unescape(found[1]).strip() == title


def test_a_correction_is_told_on_the_story_in_its_data_and_on_its_page(page: Page) -> None:
    assert "Có 15 việc." in page(CORRECTED)
    data = data_of(page(CORRECTED))[0]
    assert data["correction"][0]["@type"] == "CorrectionComment"
    assert data["dateModified"] == "2024-04-12T08:00:00+07:00"
    assert "Có 51 việc." in page("cai-chinh/index.html")


def test_feeds_carry_whole_stories_newest_first_with_permanent_ids(page: Page) -> None:
    feeds = [feedparser.parse(page(f"rss/home.{kind}").encode()) for kind in ("rss", "atom")]
    for feed in feeds:
        assert not feed.bozo
        ids = [entry.id for entry in feed.entries]
        assert ids[:3] == [f"tag:bao-thu.example,2024:post{number}" for number in (9, 4, 2)]
        interview = next(entry for entry in feed.entries if entry.id.endswith(":post1"))
        assert "Đoạn thứ hai của câu trả lời." in interview.content[0].value
        assert interview.enclosures[0].href.startswith(f"{ROOT}/media/")
        assert "PLO" not in interview.summary
    items = json.loads(page("rss/home.json"))["items"]
    assert [item["id"] for item in items] == [entry.id for entry in feeds[0].entries]


def test_no_script_or_relative_address_is_in_a_feed(built: Workshop) -> None:
    for path, data in built.files().items():
        if path.startswith("rss/") and path.endswith((".rss", ".atom", ".json")):
            text = unescape(data.decode()).replace('\\"', '"')
            assert "<script" not in text.replace("</script><script>alert(1)</script>", "")
            assert not re.search(r'(?:href|src)="/', text), path


def test_every_page_for_readers_is_in_a_sitemap_once(built: Workshop) -> None:
    files = built.files()
    index = [element.findtext(f"{MAP}loc") for element in etree.fromstring(files["sitemap.xml"])]
    listed = []
    for url in index:
        path = str(url).removeprefix(f"{ROOT}/")
        listed += [] if path == "sitemaps/news.xml" else [
            str(element.findtext(f"{MAP}loc")).removeprefix(ROOT) for element in etree.fromstring(files[path])
        ]  # fmt: skip
    assert len(listed) == len(set(listed))
    pages = {"/" + path.removesuffix("index.html") for path in files if path.endswith(".html")}
    assert set(listed) <= pages
    left_out = {url for url in pages - set(listed) if not re.search(r"/trang-\d+\.html|/luu-tru/\d", url)}
    # What is hidden, lists that hold nothing yet, and what repeats the stories of a day.
    assert left_out == {"/404.html", "/ban-in/", "/loat-bai/", "/su-kien/", "/thoi-su/bai-an-post80.html"}


def test_the_hidden_story_stands_in_no_list(built: Workshop) -> None:
    naming = [path for path, data in built.files().items() if b"bai-an-post80" in data]
    assert naming == ["thoi-su/bai-an-post80.html"]
    assert b'content="noindex"' in built.files()[naming[0]]


def test_pages_weigh_what_a_cheap_phone_can_carry(built: Workshop) -> None:
    files = built.files()
    for path in ("index.html", INTERVIEW):
        assert len(gzip.compress(files[path])) <= 40_000
        assert not re.search(rb'(?:src|srcset|action)="https?://', files[path])
    (css,) = [data for path, data in files.items() if path.endswith("css/site.css")]
    assert len(gzip.compress(css)) <= 15_000
    assert b"@import" not in css


def test_nothing_of_pelicans_own_is_written(built: Workshop) -> None:
    roots = {path.split("/")[0] for path in built.files()}
    assert not roots & {"drafts", "tags.html", "categories.html", "authors.html", "archives.html", "feeds", "author"}


def test_nothing_of_previews_and_of_proofreading_is_in_a_public_build(built: Workshop) -> None:
    marks = (b"_preview", b"preview-proof", b"preview-faults", b"space-before-mark", b"proofreading")
    found = [
        (path, mark)
        for path, data in built.files().items()
        for text in (data, *readings(path, data))
        for mark in marks
        if mark in text
    ]
    assert found == []
