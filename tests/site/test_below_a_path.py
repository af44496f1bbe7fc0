"""A site below a path of its host, as project pages have it: every address leads on, the check of the site says so."""

from __future__ import annotations

import json
import re

import pytest

from portal.errors import BuildFailed
from publishing.site_files import SiteFiles
from publishing.verify import verify_site

from .conftest import Workshop

pytestmark = pytest.mark.site

ADDRESS = "https://nhom.example/bao"


def test_site_below_a_path_is_whole(workshop: Workshop) -> None:
    result = workshop.build("--quiet", "--site-url", ADDRESS)
    assert result.returncode == 0, result.stderr
    site = SiteFiles.read(workshop.output)
    assert site.root_url == ADDRESS
    verify_site(site, site.root_url, ())
    home = site.text("index.html")
    assert not re.search(r'(?:href|src|action)="/(?!bao/)', home)
    assert json.loads(site.text("manifest.webmanifest"))["start_url"] == "/bao/"
    assert "https://nhom.example/bao/rss/home.rss" in site.text("rss/home.rss")
    assert 'data-search="/bao/tim-kiem/chi-muc/"' in site.text("tim-kiem/index.html")


def test_address_beside_the_path_is_found(workshop: Workshop) -> None:
    assert workshop.build("--quiet", "--site-url", ADDRESS).returncode == 0
    page = workshop.output / "index.html"
    page.write_text(page.read_text("utf-8").replace('href="/bao/tu-phap/"', 'href="/tu-phap/"', 1), encoding="utf-8")
    site = SiteFiles.read(workshop.output)
    with pytest.raises(BuildFailed) as failed:
        verify_site(site, site.root_url, ())
    assert [problem.code for problem in failed.value.problems] == ["dead-link"]
