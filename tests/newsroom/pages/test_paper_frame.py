from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from newsroom.content.read_pages import StaticPage
from newsroom.model.options import NewsroomOptions
from newsroom.pages.paper_frame import content_security_policy, paper_frame
from portal.errors import ConfigError
from tests.newsroom.stories import START, frame

CONTENT: Any = SimpleNamespace(
    card_url="/media/the.jpg",
    masthead=frame().masthead,
    sections=frame().menu,
    pages=(StaticPage("lien-he", "Liên hệ", "", ""),),
    glossary=(),
)


@pytest.mark.parametrize(
    ("site_url", "root"),
    [
        ("", "https://toasoan.example"),
        ("https://a.vn/", "https://a.vn"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://nhom.example/bao/", "https://nhom.example/bao"),
    ],
    ids=["domain", "setting", "preview", "path"],
)
def test_canonical_addresses_are_always_in_full(site_url: str, root: str) -> None:
    assert paper_frame(CONTENT, NewsroomOptions(), site_url, "vi", START).root == root


@pytest.mark.parametrize("site_url", ["a.vn", "ftp://a.vn"], ids=["scheme", "other"])
def test_an_address_that_readers_could_not_use_is_refused(site_url: str) -> None:
    with pytest.raises(ConfigError, match=r"a\.vn"):
        paper_frame(CONTENT, NewsroomOptions(), site_url, "vi", START)


def test_the_year_is_that_of_hanoi() -> None:
    last_evening = datetime.fromisoformat("2024-12-31T18:00:00+00:00")
    made = paper_frame(CONTENT, NewsroomOptions(), "", "vi", last_evening)
    assert (made.year, made.pages) == (2025, (("Liên hệ", "/lien-he.html"), ("Bản in trong ngày", "/ban-in/")))


def test_the_policy_allows_nothing_inline_and_only_the_players_of_the_options() -> None:
    policy = content_security_policy(NewsroomOptions(embed_hosts=("www.youtube-nocookie.com",)))
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["frame-src"] == "https://www.youtube-nocookie.com"
    assert "unsafe" not in policy
    assert "frame-src 'none'" in content_security_policy(NewsroomOptions(embed_hosts=()))
