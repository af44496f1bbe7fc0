from __future__ import annotations

import json

import pytest

from newsroom.feeds.manifest_files import logo_address, robots_txt, web_manifest
from newsroom.output.assets import ThemeFiles
from tests.newsroom.stories import frame

ICON = {"icons/icon-512.png": b"png"}


@pytest.mark.parametrize(
    ("css", "colour"),
    [(b":root{--paper: #fdfcf9;--paper-sunken: #eee}", "#fdfcf9"), (b"p{color: red}", "#ffffff")],
    ids=["token", "none"],
)
def test_the_manifest_takes_its_colour_from_the_theme(css: bytes, colour: str) -> None:
    value = json.loads(web_manifest(frame(), ThemeFiles("/theme/0/", {"css/site.css": css})))
    assert (value["theme_color"], value["background_color"]) == (colour, colour)


def test_the_manifest_offers_the_icons_that_exist() -> None:
    value = json.loads(web_manifest(frame(), ThemeFiles("/theme/0/", ICON)))
    assert [(icon["src"], icon["sizes"]) for icon in value["icons"]] == [("/theme/0/icons/icon-512.png", "512x512")]
    assert (value["name"], value["lang"], value["start_url"]) == ("Toà soạn", "vi", "/")


def test_the_logo_is_an_icon_of_the_theme_or_nothing() -> None:
    assert logo_address(ThemeFiles("/theme/0/", ICON)) == "/theme/0/icons/icon-512.png"
    assert logo_address(ThemeFiles("/theme/0/", {})) == ""


def test_robots_may_see_everything_and_find_the_sitemap() -> None:
    assert robots_txt(frame()).decode().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://toasoan.example/sitemap.xml",
    ]
