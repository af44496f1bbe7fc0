"""A small whole site, made by hand so that a test can spoil exactly one thing in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publishing.site_files import SiteFiles

ROOT_URL = "https://bao.example"

PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>Trang {name}</title>
<link rel="canonical" href="https://bao.example/{name}.html">
<link rel="stylesheet" href="/theme/0123456789ab/css/site.css">
<script type="module" src="/theme/0123456789ab/js/site.js"></script>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"WebPage","url":"https://bao.example/{name}.html"}}</script>
</head>
<body>
<h1 id="dau">Trang {name}</h1>
<p><a href="/">Trang nhất</a> <a href="#dau">Lên đầu</a> <a href="https://khac.example/">nơi khác</a></p>
<p><img src="/media/aaaabbbbcccc-640.jpg" alt="" width="640" height="400"></p>
<p><img srcset="/media/aaaabbbbcccc-320.jpg 320w, /media/aaaabbbbcccc-640.jpg 640w" src="/media/aaaabbbbcccc-640.jpg"
alt=""></p>
</body>
</html>
"""

# At the root of the site, as its canonical address says.
HOME = PAGE.replace("{name}.html", "").replace("{name}", "chủ").replace("{{", "{").replace("}}", "}")

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Báo</title><link>https://bao.example/</link><description>Báo mẫu</description>
<item><title>Bài</title><link>https://bao.example/a.html</link><guid isPermaLink="false">tag:1</guid>
<pubDate>Wed, 17 Apr 2024 16:05:00 +0700</pubDate>
<content:encoded>&lt;p&gt;&lt;a href="https://bao.example/a.html#dau"&gt;Bài&lt;/a&gt;&lt;/p&gt;</content:encoded></item>
</channel></rss>
"""

SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://bao.example/a.html</loc><lastmod>2024-04-17T16:05:00+07:00</lastmod></url>
</urlset>
"""

FILES = {
    "index.html": PAGE.format(name="index"),
    "a.html": PAGE.format(name="a"),
    "theme/0123456789ab/css/site.css": '@import "other.css";\nbody { background: url("../img/nen.svg") }\n',
    "theme/0123456789ab/css/other.css": "p { margin: 0 }\n",
    "theme/0123456789ab/img/nen.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "theme/0123456789ab/js/site.js": 'import { x } from "./x.js";\nx();\n',
    "theme/0123456789ab/js/x.js": "export const x = () => 1;\n",
    "media/aaaabbbbcccc-320.jpg": "hình nhỏ",
    "media/aaaabbbbcccc-640.jpg": "hình to",
    "rss/home.rss": RSS,
    "sitemap.xml": SITEMAP,
    "robots.txt": "User-agent: *\nSitemap: https://bao.example/sitemap.xml\n",
}

MakeSite = Callable[..., SiteFiles]


def write_site(folder: Path, spoil: dict[str, str | None]) -> SiteFiles:
    """The site in `folder`, with some files changed, added or (None) left out."""
    for path, text in {**FILES, **spoil}.items():
        if text is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    return SiteFiles.read(folder)


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """`make_site(spoil={path: text or None}, name="site")`: the site with some files changed, added or left out."""
    return lambda spoil=None, name="site": write_site(tmp_path / name, spoil or {})
