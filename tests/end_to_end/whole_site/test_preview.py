"""The preview for the chief: what is not out yet is readable and marked, from any folder; and cannot be published."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from playwright.sync_api import Browser

from commands.publish import main
from publishing.site_files import SiteFiles

from .conftest import Build
from .test_withheld import MOMENT, content  # noqa: F401 - a fixture

pytestmark = pytest.mark.site

MARK = b"toasoan-preview"
STORIES = {"ban-nhap-post900": "Bản nháp", "hen-gio-post901": "Hẹn đăng Thứ Bảy, 20/04/2024 08:00"}
STORIES["cam-dang-post902"] = "Cấm phát đến Thứ Bảy, 20/04/2024 08:00"
TABLE = "so-lieu/giukin-so-lieu/index.html"


@pytest.fixture(scope="session")
def preview(build: Build, content: Path) -> SiteFiles:  # noqa: F811
    return build("preview", content, MOMENT, "--preview")


def page_of(site: SiteFiles, name: str) -> lxml.html.HtmlElement:
    (path,) = (path for path in site.pages() if path.endswith(f"{name}.html"))
    return lxml.html.fromstring(site.text(path))


def test_drafts_and_what_comes_later_have_their_pages_and_say_why_they_wait(preview: SiteFiles) -> None:
    for name, mark in STORIES.items():
        page = page_of(preview, name)
        assert _mark(page).startswith(mark)
        assert "GIUKIN thân bài" in page.xpath("string(//*[@class='article-body'])")
        assert page.xpath("//*[@class='article-body']//table"), "the table under embargo too"
    assert "20/04/2024 08:00" in _mark(lxml.html.fromstring(preview.text(TABLE)))
    assert not _mark(page_of(preview, "-post9"))


def _mark(page: lxml.html.HtmlElement) -> str:
    return str(page.xpath("string(//main/*[contains(@class, 'notice')])")).strip()


def test_the_entrance_lists_all_of_it(preview: SiteFiles) -> None:
    page = lxml.html.fromstring(preview.text("xem-truoc/index.html"))
    listed = {
        link.get("href").rpartition("/")[2]: link.getparent().text_content()
        for link in page.xpath("//*[@class='names']//a")
    }
    for name, mark in STORIES.items():
        assert mark in listed[f"giukin-{name}.html"]
    assert any("Bảng GIUKIN" in text for text in listed.values())
    front = lxml.html.fromstring(preview.text("index.html"))
    assert "xem-truoc/index.html" in {link.get("href") for link in front.xpath("//header//a")}
    assert "Hẹn đăng" in front.text_content(), "cards are marked too"


def test_every_page_is_marked_and_asks_not_to_be_indexed(preview: SiteFiles) -> None:
    for path in preview.pages():
        head = preview.text(path)
        assert 'name="toasoan-preview"' in head or 'http-equiv="refresh"' in head, path
        assert "noindex" in head, path
    assert json.loads(preview.text("build.json"))["preview"]


def test_every_link_leads_to_a_file_of_the_folder(preview: SiteFiles) -> None:
    for path in preview.pages():
        for value in _addresses(lxml.html.fromstring(preview.text(path))):
            parts = urlsplit(value)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            assert not parts.path.startswith("/"), (path, value)
            target = (preview.root / path).parent / unquote(parts.path)
            assert target.is_file(), (path, value)


def _addresses(page: lxml.html.HtmlElement) -> list[str]:
    found = [value for name in ("href", "src", "action") for value in page.xpath(f"//@{name}")]
    sets = [part.split()[0] for value in page.xpath("//@srcset") for part in value.split(", ")]
    return [str(value) for value in (*found, *sets)]


@pytest.mark.browser
def test_it_opens_with_a_double_click(preview: SiteFiles, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((preview.root / "xem-truoc" / "index.html").as_uri())
    page.click("text=GIUKIN hen-gio")
    assert page.locator("h1").inner_text() == "GIUKIN hen-gio"
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman", "styles are there"
    assert page.evaluate("document.querySelector('.article-lead img').naturalWidth") > 0
    page.click(".nameplate a")
    assert re.search(r"/index\.html$", page.url)
    page.close()


def test_publishing_refuses_it_even_when_nothing_in_it_is_withheld_any_more(
    preview: SiteFiles,
    content: Path,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["--to", str(tmp_path / "www"), "--site", str(preview.root), "--content", str(content)]
    words += ["--cache", str(tmp_path / "cache"), "--site-url", "https://toasoan.example"]
    assert main([*words, "--at", "2030-01-01T00:00:00+07:00"]) == 1
    assert "bản xem trước" in capsys.readouterr().err
    assert not (tmp_path / "www" / "current").exists()


def test_a_public_site_of_the_same_moment_holds_no_byte_of_it(build: Build, content: Path) -> None:  # noqa: F811
    public = build("before", content, MOMENT)
    assert not [path for path in public.digests if MARK in (public.root / path).read_bytes()]
    assert "xem-truoc/index.html" not in public.digests
