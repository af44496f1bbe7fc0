"""Pages of a preview lead to each other from any folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from building.portable import make_portable, portable_page


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("index.html", '<a href="/">', '<a href="index.html">'),
        ("a/b/index.html", '<a href="/">', '<a href="../../index.html">'),
        ("a/b/index.html", '<a href="/a/c-post1.html#muc-1">', '<a href="../c-post1.html#muc-1">'),
        ("a/x.html", '<a href="/tim-kiem/?q=a/b">', '<a href="../tim-kiem/index.html?q=a/b">'),
        ("a/x.html", '<form action="/tim-kiem/">', '<form action="../tim-kiem/index.html">'),
        ("x.html", '<a href="#cau-1">', '<a href="#cau-1">'),
        ("x.html", '<a href="https://bao.example/">', '<a href="https://bao.example/">'),
        ("x.html", '<a href="//khac.example/">', '<a href="//khac.example/">'),
        ("a/x.html", '<img srcset="/m/1.jpg 1w, /m/2.jpg 2w">', '<img srcset="../m/1.jpg 1w, ../m/2.jpg 2w">'),
        ("a/x.html", '<a title="x href=/" href="/b/">', '<a title="x href=/" href="../b/index.html">'),
        ("a/x.html", "<p>viết href=\"/\" trong bài</p>", "<p>viết href=\"/\" trong bài</p>"),
    ],
)  # fmt: skip
def test_addresses_from_the_root_become_relative(page: str, before: str, after: str) -> None:
    assert portable_page(before, page) == after


def test_path_of_the_site_on_its_host_is_taken_away() -> None:
    assert portable_page('<a href="/bao/a/">', "b/index.html", "/bao") == '<a href="../a/index.html">'


def test_only_pages_are_rewritten(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/x.html", "a/x.rss"):
        (tmp_path / name).write_text('<a href="/">', encoding="utf-8")
    make_portable(tmp_path)
    assert (tmp_path / "a/x.html").read_text(encoding="utf-8") == '<a href="../index.html">'
    assert (tmp_path / "a/x.rss").read_text(encoding="utf-8") == '<a href="/">'
