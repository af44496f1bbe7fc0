from __future__ import annotations

import re

from newsroom.body.figures import ThemeFigure, plain_figure, with_figures
from newsroom.model.media import Picture, PictureSource
from tests.newsroom.paper import THEME, converted

PICTURE = Picture(
    url="/media/a-640.jpg",
    width=640,
    height=360,
    alt='Bàn "họp" <dài>',
    caption="Một & hai",
    credit="Ảnh: Lan",
    sources=(PictureSource("image/avif", (("/media/a-320.avif", 320), ("/media/a-640.avif", 640))),),
    fallback_files=(("/media/a-320.jpg", 320), ("/media/a-640.jpg", 640)),
)


def test_page_gets_the_component_of_the_theme_with_measures_and_all_formats() -> None:
    html = ThemeFigure(THEME)(PICTURE)
    assert 'srcset="/media/a-320.avif 320w, /media/a-640.avif 640w"' in re.sub(r"\s+", " ", html)
    assert 'width="640" height="360"' in html
    assert 'loading="lazy"' in html
    assert "&lt;dài&gt;" in html
    assert "Một &amp; hai" in html


def test_feed_gets_one_image() -> None:
    assert plain_figure(PICTURE) == (
        '<figure><img src="/media/a-640.jpg" width="640" height="360" alt="Bàn &quot;họp&quot; &lt;dài&gt;">'
        "<figcaption>Một &amp; hai <em>Ảnh: Lan</em></figcaption></figure>"
    )


def test_slots_give_way_to_figures_wherever_they_stand() -> None:
    body, report = converted("Một.\n\n![a](a.png)\n![b](b.png)\n\n> ![c](c.png)\n\n- ![d](d.png)\n")
    assert [error.code for error in report.errors] == ["picture-place"]  # the one in a tight list
    html = with_figures(body.html, [PICTURE, None, PICTURE], lambda picture: f"[{picture.width}]")
    assert html == "<p>Một.</p>\n[640]\n<blockquote>\n[640]\n</blockquote>\n<ul>\n<li></li>\n</ul>"
