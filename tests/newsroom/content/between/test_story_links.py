from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.body.links import with_addresses
from newsroom.content.between.story_links import StoryAddresses, check_links
from portal.errors import Reporter
from tests.newsroom.paper import article, faults, put, read, write_paper

ADDRESSES = StoryAddresses(
    {"1": "/a/b-post1.html", "articles/a/x.md": "/a/b-post1.html"}, frozenset(("1", "2", "articles/a/x.md"))
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="post:1">một</a>', '<a href="/a/b-post1.html">một</a>'),
        (
            '<a class="x" href="post:1#muc-a" title="t">m</a>',
            '<a class="x" href="/a/b-post1.html#muc-a" title="t">m</a>',
        ),
        ('<a href="post:articles/a/x.md">một</a>', '<a href="/a/b-post1.html">một</a>'),
        ('<a href="post:2">hai <em>ba</em></a>.', "hai <em>ba</em>."),
        ('<a href="/x">một</a> <a href="post:2">hai</a>', '<a href="/x">một</a> hai'),
        ("post:1", "post:1"),
    ],
)
def test_targets_become_addresses_or_only_words(html: str, expected: str) -> None:
    assert with_addresses(html, ADDRESSES.published) == expected


def test_unknown_targets_are_faults_and_waiting_ones_warnings() -> None:
    problems = Reporter()
    check_links([("1", 3), ("2", 4), ("9", 5)], "content/a.md", ADDRESSES, problems)
    assert [(error.line, error.code) for error in problems.errors] == [(5, "dead-link")]
    assert [(warning.line, warning.code) for warning in problems.warnings] == [(4, "link-not-published")]


LISTED = "Một [a]({}) và [b](/tu-phap/thi-hanh-an/)."


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/tu-phap/khong-co/", ""),
        ("/tu-phap/khong-co.html", ""),
        ("/tu-phap/thi-hanh-an", "/tu-phap/thi-hanh-an/"),
        ("/tu-phap/thi-hanh-an/2024/", ""),
        ("/chu-de/khong-co/", ""),
        ("/chu-de/luat-su", "/chu-de/luat-su/"),
        ("/tac-gia/ai-do/", ""),
        ("/thoi-su", "/thoi-su/"),
        ("/khong-co/", ""),
    ],
)
def test_dead_address_is_told_with_the_faults_of_reading(tmp_path: Path, address: str, hint: str) -> None:
    body = f"{LISTED.format(address)}\n\nĐoạn **dở dang."
    told = {fault.code: fault for fault in faults(write_paper(tmp_path / "content", a=article(body)))}
    assert told.keys() == {"dead-link", "emphasis"}
    assert told["dead-link"].line == 8
    assert hint in told["dead-link"].hint


@pytest.mark.parametrize(
    "address",
    [
        "/tu-phap/",
        "/tu-phap/trang-2.html",
        "/chu-de/luat-su/",
        "/tac-gia/",
        "/so-lieu/x/",
        "/cu/a.html",
        "/tu-phap/cu/",
    ],
)
def test_address_that_may_be_there_is_left_to_the_finished_site(tmp_path: Path, address: str) -> None:
    aliases = "[/tu-phap/cu/]"
    root = write_paper(tmp_path / "content", a=article(LISTED.format(address), aliases=aliases))
    put(root / "redirects.toml", '[redirects]\n"/cu/a.html" = "/tu-phap/"\n')
    assert read(root).articles
