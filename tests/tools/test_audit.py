"""Which pages scripts/audit scores: one of each kind that a site has."""

from __future__ import annotations

from pathlib import Path

from audit.__main__ import pages_to_score
from publishing.site_files import SiteFiles


def put(site: Path, path: str, body: str = "") -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"<!DOCTYPE html><title>A</title>{body}", encoding="utf-8")


def story(kind: str, more: str = "") -> str:
    return f'<article class="article article-{kind}">{more}</article>'


def test_one_page_of_each_kind_is_scored(tmp_path: Path) -> None:
    for path in ("", "tu-phap/", "su-kien/", "su-kien/a/", "su-kien/b/", "thuat-ngu/", "tim-kiem/"):
        put(tmp_path, f"{path}index.html")
    put(tmp_path, "tu-phap/a-post1.html", story("news"))
    put(tmp_path, "tu-phap/b-post2.html", story("news", '<div class="gallery">'))
    put(tmp_path, "tu-phap/c-post3.html", story("live"))
    put(tmp_path, "tu-phap/d-post4.html", story("news"))
    assert pages_to_score(SiteFiles.read(tmp_path)) == [
        "/",
        "/tu-phap/a-post1.html",
        "/tu-phap/c-post3.html",
        "/tu-phap/b-post2.html",
        "/tu-phap/",
        "/su-kien/a/",
        "/thuat-ngu/",
        "/tim-kiem/",
    ]
