"""Feeds and maps of the paper, read by independent readers."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import lxml.html
import pytest
from lxml import etree

from publishing.site_files import SiteFiles

from .conftest import MOMENT, Document

pytestmark = pytest.mark.site

SCHEMA = json.loads(Path(__file__).with_name("json-feed-1.1.json").read_text(encoding="utf-8"))
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
ACTIVE = "//script | //style | //iframe | //object | //form | //@*[starts-with(name(), 'on')] | //@style"
ADDRESSES = "//@href | //@src"


def stories(site: SiteFiles) -> dict[str, str]:
    """Path of each story by the id that feeds give it."""
    paths = [path for path in site.pages() if "-post" in path]
    return {f"tag:toasoan.example,2024:post{path.rsplit('-post', 1)[1][:-5]}": path for path in paths}


def feeds(site: SiteFiles, ending: str) -> list[str]:
    found = [path for path in site.digests if path.startswith("rss/") and path.endswith(ending)]
    assert len(found) == 9  # home, three sections, five sub-sections
    return found


def words(markup: str) -> str:
    return " ".join(lxml.html.fromstring(f"<div>{markup}</div>").text_content().split())


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feeds_are_well_formed_dated_and_newest_first(site: SiteFiles, kind: str) -> None:
    for path in feeds(site, f".{kind}"):
        feed = feedparser.parse((site.root / path).read_bytes())
        assert not feed.bozo, path
        assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
        moments = [entry.published_parsed for entry in feed.entries]
        assert moments == sorted(moments, reverse=True)
        for entry in feed.entries:
            assert entry.link == f"{site.root_url}/{stories(site)[entry.id]}"
            assert entry.title
            assert entry.summary


def test_json_feeds_follow_their_schema(site: SiteFiles) -> None:
    for path in feeds(site, ".json"):
        checker = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
        assert [error.message for error in checker.iter_errors(json.loads(site.text(path)))] == [], path


def test_all_forms_of_a_feed_carry_the_same_whole_stories(site: SiteFiles, document: Document) -> None:
    for path in feeds(site, ".json"):
        items = {item["id"]: item["content_html"] for item in json.loads(site.text(path))["items"]}
        for other in (".rss", ".atom"):
            data = (site.root / path.replace(".json", other)).read_bytes()
            feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
            assert {entry.id: entry.content[0].value for entry in feed.entries} == items
        if path == "rss/home.json":
            assert set(items) == set(stories(site))
        for identifier, markup in items.items():
            page = document(stories(site)[identifier])
            told = words(markup)
            for paragraph in page.xpath("//div[@class='article-body']//p[not(ancestor::figure) and not(@*)]"):
                assert " ".join(paragraph.text_content().split()) in told, identifier


def test_a_section_feed_carries_the_stories_of_the_section(site: SiteFiles, document: Document) -> None:
    items = json.loads(site.text("rss/thi-hanh-an.json"))["items"]
    listed = document("tu-phap/thi-hanh-an/index.html").xpath("//main//h2//a/@href | //main//h3//a/@href")
    assert {item["url"].removeprefix(site.root_url) for item in items} == {str(url) for url in listed}
    assert len(items) == 4


def test_feeds_hold_nothing_active_and_only_whole_addresses(site: SiteFiles) -> None:
    for path in feeds(site, ".json"):
        for item in json.loads(site.text(path))["items"]:
            content = lxml.html.fromstring(f"<div>{item['content_html']}</div>")
            assert content.xpath(ACTIVE) == [], item["id"]
            assert [url for url in content.xpath(ADDRESSES) if not url.startswith(("https://", "mailto:"))] == []
            assert len(item["tags"]) == len(set(item["tags"]))


def test_maps_name_each_page_once_with_the_moment_of_its_last_change(site: SiteFiles) -> None:
    index = locations(site, "sitemap.xml")
    named: dict[str, str | None] = {}
    for url in index:
        entries = locations(site, url.removeprefix(f"{site.root_url}/"))
        assert not set(entries) & set(named)
        named |= entries
    for moment in [*index.values(), *named.values()]:
        assert moment is None or datetime.fromisoformat(moment) <= datetime.fromisoformat(MOMENT)
    paths = {site.file_of(url.removeprefix(site.root_url)) for url in named}
    # Lists of a month or a day are found through the list of years; their stories stand in the maps themselves.
    wanted = {path for path in site.pages() if not path.startswith("luu-tru/2")}
    assert paths == {path for path in wanted if 'name="robots" content="noindex' not in site.text(path)}
    assert all(named[f"{site.root_url}/{path}"] for path in stories(site).values())


def locations(site: SiteFiles, path: str) -> dict[str, str | None]:
    """Addresses and last changes of one map."""
    tree = etree.fromstring((site.root / path).read_bytes())
    assert tree.tag in (f"{MAP}urlset", f"{MAP}sitemapindex")
    return {entry.findtext(f"{MAP}loc"): entry.findtext(f"{MAP}lastmod") for entry in tree}


def test_robots_search_description_and_manifest_name_the_paper(site: SiteFiles) -> None:
    assert site.text("robots.txt").splitlines()[:2] == ["User-agent: *", "Allow: /"]
    assert f"Sitemap: {site.root_url}/sitemap.xml" in site.text("robots.txt").splitlines()
    tree: Any = etree.fromstring((site.root / "tim-kiem/opensearch.xml").read_bytes())
    assert 0 < len(tree.findtext(f"{SEARCH}ShortName")) <= 16
    template = tree.find(f"{SEARCH}Url[@type='text/html']").get("template")
    assert template == f"{site.root_url}/tim-kiem/?q={{searchTerms}}"
    manifest = json.loads(site.text("manifest.webmanifest"))
    assert (manifest["lang"], manifest["start_url"], manifest["scope"]) == ("vi", "/", "/")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
