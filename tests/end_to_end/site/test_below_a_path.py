"""A site below a path of its host, as project pages have it: every address leads on, the check of the site says so."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from portal.errors import BuildFailed
from publishing.loopback_nginx import loopback_nginx
from publishing.site_files import SiteFiles
from publishing.verify.site import verify_site
from tests.end_to_end.whole_site.reader import reading

from .conftest import ROOT, Workshop

pytestmark = pytest.mark.site

ADDRESS = "https://nhom.example/bao"


@pytest.fixture(scope="module")
def below(built: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    folder = tmp_path_factory.mktemp("below") / "bao"
    result = built.build("--quiet", "--site-url", ADDRESS, "--output", str(folder))
    assert result.returncode == 0, result.stderr
    return folder


def test_site_below_a_path_is_whole(below: Path) -> None:
    site = SiteFiles.read(below)
    assert site.root_url == ADDRESS
    verify_site(site, site.root_url, ())
    home = site.text("index.html")
    assert not re.search(r'(?:href|src|action)="/(?!bao/)', home)
    assert json.loads(site.text("manifest.webmanifest"))["start_url"] == "/bao/"
    assert "https://nhom.example/bao/rss/home.rss" in site.text("rss/home.rss")
    assert 'data-search="/bao/tim-kiem/chi-muc/"' in site.text("tim-kiem/index.html")


def test_address_beside_the_path_is_found(below: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bao"
    shutil.copytree(below, folder)
    page = folder / "index.html"
    page.write_text(page.read_text("utf-8").replace('href="/bao/tu-phap/"', 'href="/tu-phap/"', 1), encoding="utf-8")
    site = SiteFiles.read(folder)
    with pytest.raises(BuildFailed) as failed:
        verify_site(site, site.root_url, ())
    assert [problem.code for problem in failed.value.problems] == ["dead-link"]


@pytest.mark.browser
def test_reader_searches_below_the_path(below: Path, browser: Browser, tmp_path: Path) -> None:
    with (
        loopback_nginx(below.parent, tmp_path, ROOT / "examples" / "nginx") as port,
        reading(browser, f"http://127.0.0.1:{port}") as page,
    ):
        page.goto("/bao/")
        page.locator(".header-search input").fill("thi đua")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/bao/tim-kiem/\?q="))
        picture = page.locator(".search-result img").first
        expect(picture).to_have_js_property("complete", True)
        assert re.search("/bao/media/", picture.evaluate("(image) => image.currentSrc || image.src"))
        page.locator(".search-result h3 a").first.click()
        page.wait_for_url(re.compile(r"/bao/.*-post\d+\.html"))
        expect(page.locator("h1")).to_be_visible()
