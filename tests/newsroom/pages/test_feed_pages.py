from __future__ import annotations

import json

from newsroom.model.article import Body
from newsroom.model.options import NewsroomOptions
from newsroom.pages.edition import Edition
from newsroom.pages.feed_pages import feed_files
from tests.newsroom.stories import NEWS, edition, story

OPTIONS = NewsroomOptions(feed_stories=2)


def files_of(made: Edition) -> dict[str, bytes]:
    return {file.path: file.make() for file in feed_files(made, lambda url: 0)}


def ids(data: bytes) -> list[str]:
    return [item["id"].rsplit(":", 1)[1] for item in json.loads(data)["items"]]


def test_each_feed_carries_the_newest_of_its_section_in_three_formats() -> None:
    made = edition(story(1), story(2, 1), story(3, 2), story(4, 3, section=NEWS), options=OPTIONS)
    files = files_of(made)
    assert sorted(files) == sorted(
        f"rss/{name}.{kind}"
        for name in ("home", "tu-phap", "thi-hanh-an", "thoi-su")
        for kind in ("rss", "atom", "json")
    )
    assert ids(files["rss/home.json"]) == ["post4", "post3"]
    assert ids(files["rss/thi-hanh-an.json"]) == ["post3", "post2"]
    assert ids(files["rss/thoi-su.json"]) == ["post4"]


def test_an_item_is_the_same_in_every_feed() -> None:
    files = files_of(edition(story(1, body=Body(feed_html="<p>a</p>"))))
    item = files["rss/home.rss"].split(b"<item>")[1].split(b"</item>")[0]
    assert item in files["rss/tu-phap.rss"]


def test_the_authority_of_ids_may_be_kept_when_the_domain_changes() -> None:
    made = edition(story(1), options=NewsroomOptions(feed_authority="cu.example,2020"))
    assert b"tag:cu.example,2020:post1" in files_of(made)["rss/home.atom"]
