from __future__ import annotations

import pytest

from importing.archive.wordpress_text import shown_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Một\nhai\n\nba", "<p>Một<br>hai</p>\n<p>ba</p>"),
        ("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->", "<p>a</p>"),
        ("Ông nói [sic] và [1].", "<p>Ông nói [sic] và [1].</p>"),
        ('[vc_row width="1"]chữ[/vc_row]', "<p>chữ</p>"),
        ("[embed]https://youtu.be/x[/embed]", "<p>https://youtu.be/x</p>"),
        ('[video mp4="https://a.vn/x.mp4"][/video]', '<p><a href="https://a.vn/x.mp4">https://a.vn/x.mp4</a></p>'),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ('[gallery ids="1,2"]', '<figure><img src="/a.jpg"></figure>'),
    ],
)
def test_texts_are_what_wordpress_shows(text: str, html: str) -> None:
    assert shown_html(text, {"1": "/a.jpg"}, lambda what: None).strip() == html


def test_captions_stay_with_their_pictures() -> None:
    text = '[caption id="x"]<a href="/b.jpg"><img src="/a.jpg"></a> Chú thích <em>này</em>[/caption]'
    figure = '<figure><a href="/b.jpg"><img src="/a.jpg"></a><figcaption>Chú thích <em>này</em></figcaption></figure>'
    assert shown_html(text, {}, lambda what: None).strip() == figure


def test_commands_without_a_meaning_here_are_told() -> None:
    told: list[str] = []
    shown_html('[contact-form id="3"] [gallery]', {}, told.append)
    assert told == ["[gallery]", "[contact-form]"]
