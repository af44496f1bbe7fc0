from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from newsroom.feeds.manifest_files import cover_address, logo_address, robots_txt, web_manifest
from newsroom.output.assets import ThemeFiles
from tests.newsroom.stories import frame

ROOT = Path(__file__).resolve().parents[3]
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
    assert value["id"] == value["start_url"]
    assert (value["name"], value["lang"], value["start_url"]) == ("Toà soạn", "vi", "/")


def test_one_icon_may_be_cut_to_any_shape_and_keeps_its_mark() -> None:
    path = ROOT / "theme/static/icons/icon-maskable-512.png"
    files = {**ICON, "icons/icon-maskable-512.png": path.read_bytes()}
    icons = json.loads(web_manifest(frame(), ThemeFiles("/theme/0/", files)))["icons"]
    assert [icon["purpose"] for icon in icons] == ["any", "maskable"]
    image = Image.open(path).convert("RGB")
    assert image.size == (512, 512)
    ground = image.getpixel((0, 0))
    far = [(x, y) for x in range(512) for y in range(512) if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2]
    assert all(_near(image.getpixel(place), ground) for place in far), "https://www.w3.org/TR/appmanifest/#icon-masks"


def _near(colour: Any, other: Any) -> bool:
    return all(abs(one - two) < 24 for one, two in zip(colour, other, strict=True))


def test_the_logo_is_an_icon_of_the_theme_or_nothing() -> None:
    assert logo_address(ThemeFiles("/theme/0/", ICON)) == "/theme/0/icons/icon-512.png"
    assert logo_address(ThemeFiles("/theme/0/", {})) == ""


def test_the_cover_of_the_podcast_is_as_large_as_directories_want() -> None:
    with Image.open(ROOT / "theme/static/icons/podcast-1400.png") as image:
        assert (image.size, image.mode, image.format) == ((1400, 1400), "RGB", "PNG")
    files = {**ICON, "icons/podcast-1400.png": b"png"}
    assert cover_address(ThemeFiles("/theme/0/", files)) == "/theme/0/icons/podcast-1400.png"
    assert cover_address(ThemeFiles("/theme/0/", ICON)) == "/theme/0/icons/icon-512.png"


def test_robots_may_see_everything_and_find_the_sitemap() -> None:
    assert robots_txt(frame()).decode().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://toasoan.example/sitemap.xml",
    ]
