from __future__ import annotations

from lxml import etree

from newsroom.content.read_pages import StaticPage
from newsroom.model.parts import Correction
from newsroom.output.assets import ThemeFiles
from newsroom.pages.law_pages import law_entries
from newsroom.site.every_page import site_files, site_pages, sitemap
from portal.exchange import SitemapEntry
from tests.newsroom.stories import START, edition, story, topic

THEME = ThemeFiles("/theme/0/", {"icons/favicon.ico": b"ico", "icons/icon.svg": b"<svg/>", "js/site.js": b""})


def test_no_two_pages_have_one_address() -> None:
    made = edition(*(story(n, n, topics=(topic("a"),)) for n in range(1, 9)), pages=(StaticPage("x", "X", "", ""),))
    urls = [page.url for page in site_pages(made)]
    assert len(urls) == len(set(urls))
    assert {"/", "/404.html", "/rss/", "/cai-chinh/", "/toa-soan.html", "/luu-tru/", "/x.html"} <= set(urls)


def test_robots_manifest_and_icon_stand_at_the_root() -> None:
    files = dict(site_files(edition(story(1)), THEME))
    assert files["robots.txt"].endswith(b"Sitemap: https://toasoan.example/sitemap.xml\n")
    assert files["favicon.ico"] == b"ico"
    assert b'"src": "/theme/0/icons/icon.svg"' in files["manifest.webmanifest"]
    assert files["theme/0/js/site.js"] == b""


def test_the_sitemap_of_pages_has_lists_other_plugins_pages_and_real_changes() -> None:
    later = START.replace(year=2025)
    made = edition(story(1, topics=(topic("a"),), corrections=(Correction(later, "Sai", "Đúng"),)))
    files = dict(sitemap(made, law_entries(made.law_book), [SitemapEntry("/so-lieu/x/", START)]))
    entries = {
        element[0].text: element[1].text if len(element) > 1 else None
        for element in etree.fromstring(files["sitemaps/pages.xml"])
    }
    assert entries["https://toasoan.example/so-lieu/x/"] == START.isoformat()
    assert entries["https://toasoan.example/chu-de/a/"] == later.isoformat()
    assert entries["https://toasoan.example/thoi-su/"] is None
