"""Lines of events: topics whose stories are read in the order of time, each story with what came before and after."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsroom.content.site_content import Content
from newsroom.front.selection import FrontStories, select
from newsroom.front.zones import make_zones
from newsroom.model.article import Article
from newsroom.model.front_plan import FrontPlan, Show, ZonePlan
from newsroom.model.names import Named
from newsroom.pages.edition import Edition
from newsroom.pages.exchange_values import fill_exchange
from newsroom.pages.list_pages import subject_pages
from newsroom.pages.story_pages import story_pages
from newsroom.site.every_page import sitemap
from portal.exchange import Exchange
from site_search.browse import topics
from tests.newsroom.paper import MOMENT, TOPICS, article, put, read, write_paper
from tests.newsroom.stories import edition, frame, story

LINE = '\n[[topic]]\nslug = "ky-hop"\nname = "Kỳ họp"\ndescription = "Từ khai mạc tới bế mạc."\nevent = true\n'


def content(root: Path) -> Content:
    days = {"a": "2024-04-10", "b": "2024-04-11", "c": "2024-04-12"}
    stories = {
        name: article(id=str(number), title=f"Bài {number}", date=day, topics="[ky-hop, luat-su]")
        for number, (name, day) in enumerate(days.items(), 1)
    }
    put(write_paper(root, **stories, d=article(id="9", title="Khác")) / "topics.toml", TOPICS + LINE)
    return read(root)


def paper(root: Path) -> Edition:
    return edition(*content(root).articles)


def test_a_line_has_its_own_list_apart_from_topics(tmp_path: Path) -> None:
    pages: dict[str, Any] = {page.url: page for page in subject_pages(paper(tmp_path / "content"))}
    assert pages["/su-kien/ky-hop/"].template == "event.html"
    listing = pages["/su-kien/ky-hop/"].values["listing"]
    assert [card.id for card in listing.cards] == [3, 2, 1]
    assert "/chu-de/ky-hop/" not in pages
    (group,) = pages["/chu-de/"].values["groups"]
    assert [named.slug for named, _count in group[1]] == ["luat-su"]
    assert "/su-kien/" in pages


def test_a_paper_without_lines_shows_search_engines_no_list_of_them(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article(topics="[luat-su]"))
    made = edition(*read(root).articles)
    (page,) = [page for page in subject_pages(made) if page.url.startswith("/su-kien/")]
    head: Any = page.values["page"]
    assert head.robots == "noindex"
    assert b"/su-kien/" not in b"".join(data for _path, data in sitemap(made, [], []))


def test_a_story_knows_what_came_before_and_after(tmp_path: Path) -> None:
    pages: dict[str, Any] = {page.url: page for page in story_pages(paper(tmp_path / "content"))}
    (place,) = pages["/tu-phap/bai-2-post2.html"].values["events"]
    assert (place.number, place.earlier.id, place.later.id) == (2, 1, 3)
    (first,) = pages["/tu-phap/bai-1-post1.html"].values["events"]
    assert (first.number, first.earlier, first.later.id) == (1, None, 2)
    assert pages["/tu-phap/khac-post9.html"].values["events"] == ()
    head = pages["/tu-phap/bai-2-post2.html"].values["page"]
    data = json.loads(head.json_ld[0])
    assert [part["name"] for part in data["isPartOf"]] == ["Kỳ họp"]
    assert data["position"] == 2


def test_the_sitemap_names_lines(tmp_path: Path) -> None:
    written = b"".join(data for _path, data in sitemap(paper(tmp_path / "content"), [], []))
    assert b"/su-kien/ky-hop/" in written
    assert b"/su-kien/</loc>" in written


def test_the_front_page_has_a_strip_of_lines() -> None:
    event = Named("ky-hop", "Kỳ họp", "/su-kien/ky-hop/", event=True)
    others = [story(number, days=number) for number in range(10, 20)]
    made = edition(*others, *(story(number, days=number / 9, topics=(event,)) for number in range(1, 4)))
    subjects = {topic.slug: topic for topic in (*made.topics, *made.events)}
    stories = FrontStories(made.articles, made.cards, made.lists, made.frame.menu, subjects, _never)
    chosen = select(stories, FrontPlan(zones=(ZonePlan(show=Show.EVENTS),)), make_zones)
    (zone,) = chosen.zones
    (group,) = zone.groups
    assert (zone.url, group.title, group.url) == ("/su-kien/", "Kỳ họp", "/su-kien/ky-hop/")
    assert [card.id for card in group.cards] == [3, 2, 1]


def test_the_search_page_leads_to_lines_where_they_are(tmp_path: Path) -> None:
    exchange = Exchange(moment=MOMENT)
    fill_exchange(exchange, content(tmp_path / "content"), frame())
    out = exchange.newsroom
    links = topics(out.documents, out.facet_names, out.lines)
    assert [(link.name, link.url) for link in links] == [
        ("Kỳ họp", "/su-kien/ky-hop/"),
        ("Luật sư", "/chu-de/luat-su/"),
    ]


def _never(_article: Article) -> bool:
    return False
