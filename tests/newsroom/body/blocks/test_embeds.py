from __future__ import annotations

import pytest

from newsroom.body.blocks.embeds import player_address
from tests.newsroom.paper import converted

TUBE = "https://www.youtube-nocookie.com/embed/abcdefgh_-1"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefgh_-1&t=3", TUBE),
        ("https://youtu.be/abcdefgh_-1", TUBE),
        ("https://m.youtube.com/watch?v=abcdefgh_-1", TUBE),
        ("https://www.youtube.com/shorts/abcdefgh_-1", TUBE),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789"),
        ("http://www.youtube.com/watch?v=abcdefgh", None),
        ("https://www.youtube.com.evil.example/watch?v=abcdefgh", None),
        ("https://user@www.youtube.com/watch?v=abcdefgh", None),
        ("https://www.youtube.com:8080/watch?v=abcdefgh", None),
        ("https://www.youtube.com/watch?v=ab%22onload=x", None),
        ("https://www.youtube.com/watch", None),
        ("https://www.youtube.com/embed/", None),
        ("https://vimeo.com/channels", None),
        ("https://[bad", None),
        ("javascript:alert(1)", None),
    ],
)
def test_only_known_addresses_have_a_player(address: str, player: str | None) -> None:
    assert player_address(address) == player


def test_video_is_a_link_until_it_is_asked_for() -> None:
    body, report = converted('/// video | https://youtu.be/abcdefgh_-1\nTên "hay" & mới\n///')
    assert report.errors == []
    assert body.html == (
        f'<div class="embed" data-embed="{TUBE}" data-embed-title="Tên &quot;hay&quot; &amp; mới">'
        '<a href="https://youtu.be/abcdefgh_-1" rel="noopener">Xem video: Tên &quot;hay&quot; &amp; mới</a></div>'
    )
    assert "data-embed" not in body.feed_html
    assert '<a href="https://youtu.be/abcdefgh_-1"' in body.feed_html
    assert body.assets == ("js/embed.js",)
    assert body.text == 'Tên "hay" & mới'


@pytest.mark.parametrize(
    "note", ["https://youtu.be/abcdefgh_-1", "\n    /// video | https://youtu.be/abcdefgh_-1\n    Tên\n    ///"]
)
def test_video_in_a_note_stands_before_the_way_back(note: str) -> None:
    body, report = converted(f"Câu[^1].\n\n[^1]: {note}")
    assert report.errors == []
    assert '</a></div>\n<p><a aria-label="Về chỗ có chú thích 1"' in body.html


def test_video_that_is_not_closed_in_a_note_is_told() -> None:
    _body, report = converted("Câu[^1].\n\n[^1]:\n    /// video | https://youtu.be/abcdefgh_-1")
    assert [fault.line for fault in report.errors] == [4]
