from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from lxml import etree

from newsroom.feeds import sitemaps
from newsroom.feeds.sitemaps import sitemap_files
from newsroom.model.article import Article
from portal.exchange import SitemapEntry
from tests.newsroom.stories import START, frame, newest_first, story

ROOT = "https://toasoan.example"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def files(
    *stories: Article, pages: tuple[SitemapEntry, ...] = (), moment: datetime = START + timedelta(days=999)
) -> dict[str, etree._Element]:
    made = sitemap_files(newest_first(*stories), pages, frame(), moment)
    return {path: etree.fromstring(data) for path, data in made}


def texts(tree: etree._Element, path: str) -> list[str]:
    return [str(text) for text in tree.xpath(f"//{path}/text()", namespaces=NAMES)]


def test_stories_stand_in_the_file_of_their_month_in_hanoi() -> None:
    # 31 March 18:00 UTC is 1 April in Hanoi.
    midnight = story(2, date=datetime.fromisoformat("2024-03-31T18:00:00+00:00"))
    made = files(story(1), midnight)
    assert texts(made["sitemaps/2024-04.xml"], "s:loc") == [f"{ROOT}{story(n).url}" for n in (1, 2)]
    assert "sitemaps/2024-03.xml" not in made


def test_the_index_lists_every_file_with_its_last_change() -> None:
    made = files(story(1), story(2, 40, modified=START + timedelta(days=50)), pages=(SitemapEntry("/x/"),))
    assert texts(made["sitemap.xml"], "s:loc") == [f"{ROOT}/{path}" for path in made if path != "sitemap.xml"]
    assert texts(made["sitemap.xml"], "s:lastmod") == ["2024-06-06T16:05:00+07:00", "2024-04-17T16:05:00+07:00"]


def test_a_large_month_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST", 2)
    made = files(*(story(number) for number in range(1, 6)))
    assert [len(texts(made[f"sitemaps/2024-04{part}.xml"], "s:loc")) for part in ("", "-2", "-3")] == [2, 2, 1]


def test_news_are_the_last_48_hours_before_the_build() -> None:
    made = files(
        *(story(number, hours / 24) for number, hours in enumerate((0, 1, 49), 1)), moment=START + timedelta(hours=49)
    )
    assert texts(made["sitemaps/news.xml"], "n:title") == ["Bài số 3", "Bài số 2"]
    news = made["sitemap.xml"].xpath("//s:sitemap[contains(s:loc, 'news.xml')]", namespaces=NAMES)[0]
    assert texts(made["sitemap.xml"], "s:sitemap[contains(s:loc, 'news.xml')]/s:lastmod") == [
        (START + timedelta(hours=49)).isoformat()
    ], etree.tostring(news)


def test_news_map_without_news_has_no_last_change() -> None:
    made = files(story(1), moment=START + timedelta(days=30))
    assert texts(made["sitemap.xml"], "s:sitemap[contains(s:loc, 'news.xml')]/s:lastmod") == []


def test_titles_are_escaped() -> None:
    made = files(story(1, title="A & <b>\x0b"), moment=START)
    assert texts(made["sitemaps/news.xml"], "n:title") == ["A & <b>"]


def test_a_story_of_another_month_leaves_the_file_as_it_was() -> None:
    before = dict(sitemap_files([story(1)], (), frame(), START))
    after = dict(sitemap_files(newest_first(story(1), story(2, 60)), (), frame(), START))
    assert before["sitemaps/2024-04.xml"] == after["sitemaps/2024-04.xml"]
