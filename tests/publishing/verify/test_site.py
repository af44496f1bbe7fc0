"""The checks of a built site: a whole one passes, and each single fault is found, with its file and line."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path

import pytest

from portal.errors import BuildFailed
from publishing.site_files import SiteFiles
from publishing.verify.budgets import Budget
from publishing.verify.leaks import Secret, telling_texts
from publishing.verify.site import verify_site
from tests.publishing.conftest import FILES, ROOT_URL, MakeSite

PAGE = FILES["a.html"]


def check(site: SiteFiles, *secrets: Secret, budget: Budget | None = None) -> list[str]:
    try:
        verify_site(site, ROOT_URL, secrets, budget=budget or Budget())
    except BuildFailed as failed:
        return [f"{problem.path}:{problem.line}:{problem.code}" for problem in failed.problems]
    return []


def test_whole_site_passes(make_site: MakeSite) -> None:
    assert check(make_site()) == []


# path: (old text, new text, code of the fault, its line)
CSS, MODULE, FEED = "theme/0123456789ab/css/site.css", "theme/0123456789ab/js/site.js", "rss/home.rss"
SPOILED: dict[str, tuple[str, str, str, str, int | None]] = {
    "page": ("a.html", 'href="/"', 'href="/khong-co.html"', "dead-link", 13),
    "anchor": ("a.html", 'href="#dau"', 'href="#cuoi"', "dead-anchor", 13),
    "srcset": ("a.html", "-320.jpg 320w", "-321.jpg 320w", "dead-link", 15),
    "json-ld address": ("a.html", '"url":"https://bao.example/a', '"url":"https://bao.example/b', "dead-link", 9),
    "json-ld text": ("a.html", '{"@context"', '{@context"', "json-ld", 9),
    "third party": ("a.html", '"/theme/0123456789ab/js', '"https://cdn.example/js', "third-party", 8),
    "script address": ("a.html", 'href="/"', 'href="javascript:alert(1)"', "scheme", 13),
    "id twice": ("a.html", 'alt=""', 'alt="" id="dau"', "duplicate-id", 14),
    "inline style": ("a.html", "<p><img", '<p style="color:red"><img', "inline-style", 14),
    "inline script": ("a.html", "<p><img", "<script>x()</script><p><img", "inline-script", 14),
    "inline handler": ("a.html", "<p><img", '<p onclick="x()"><img', "inline-handler", 14),
    "parse error": ("a.html", "</h1>", "</h2>", "html-end-tag-too-early", 12),
    "css": (CSS, "../img/nen.svg", "khong.svg", "dead-link", 2),
    "module": (MODULE, "./x.js", "./y.js", "dead-link", 1),
    "feed not xml": (FEED, "</item>", "", "feed", 7),
    "feed item": (FEED, "<title>Bài</title>", "", "feed", None),
    "feed link": (FEED, "a.html#dau", "b.html", "feed", None),
    "feed relative": (FEED, '"https://bao.example/a.html#dau"', '"/a.html"', "feed", None),
    "feed script": (FEED, "&lt;p&gt;", "&lt;script&gt;x&lt;/script&gt;", "feed", None),
    "sitemap": ("sitemap.xml", "/a.html", "/z.html", "feed", None),
    "lastmod": ("sitemap.xml", "2024-04-17T16", "hôm qua", "feed", None),
    "preview": ("a.html", "<title>", '<meta name="toasoan-preview" content="noindex"><title>', "preview", None),
    "robots": ("robots.txt", "sitemap.xml", "s.xml", "feed", 2),
}


@pytest.mark.parametrize("case", SPOILED)
def test_single_fault_is_found_where_it_is(make_site: MakeSite, case: str) -> None:
    path, old, new, code, line = SPOILED[case]
    assert old in FILES[path]
    assert f"{path}:{line}:{code}" in check(make_site({path: FILES[path].replace(old, new)}))


@pytest.mark.parametrize("case", ["page", "anchor"])
def test_a_link_that_leads_nowhere_says_what_to_do(make_site: MakeSite, case: str) -> None:
    path, old, new, code, _line = SPOILED[case]
    with pytest.raises(BuildFailed) as failed:
        verify_site(make_site({path: FILES[path].replace(old, new)}), ROOT_URL, [])
    assert [bool(problem.hint) for problem in failed.value.problems if problem.code == code] == [True]


def test_page_is_not_read_again_once_it_passed(make_site: MakeSite, tmp_path: Path) -> None:
    site, memory = make_site(), tmp_path / "passed"
    assert verify_site(site, ROOT_URL, [], passed=memory).parsed == 2
    again = verify_site(site, ROOT_URL, [], passed=memory)
    assert (again.parsed, again.known) == (0, 2)
    spoiled = make_site({"a.html": PAGE.replace("</h1>", "</h2>")}, name="other")
    with pytest.raises(BuildFailed):
        verify_site(spoiled, ROOT_URL, [], passed=memory)
    with pytest.raises(BuildFailed):  # a page that failed is not remembered as good
        verify_site(spoiled, ROOT_URL, [], passed=memory)


def test_limit_says_how_many_pages_were_parsed(make_site: MakeSite) -> None:
    pages = {f"trang-{number}.html": PAGE for number in range(10)}
    verified = verify_site(make_site(dict(pages)), ROOT_URL, [], limit=4)
    assert (verified.pages, verified.parsed) == (12, 4)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param({"a.html": PAGE.replace("Lên đầu", "Kế hoạch &#34;mật&#34; chưa đăng")}, id="html escape"),
        pytest.param({"x.json": json.dumps({"t": 'Kế hoạch "mật" chưa đăng'})}, id="json escape"),
        pytest.param({"x.txt": 'Kế hoạch\n   "mật" chưa đăng'}, id="spaces"),
        pytest.param({"ke-hoach-mat-chua-dang.jpg": "x"}, id="file name"),
    ],
)  # fmt: skip
def test_text_of_a_withheld_story_is_found_in_any_spelling(make_site: MakeSite, place: dict[str, str | None]) -> None:
    secret = Secret("articles/mat.md", telling_texts('Kế hoạch "mật" chưa đăng', "ke-hoach-mat-chua-dang"))
    faults = check(make_site(place), secret)
    assert faults == [f"{next(iter(place))}:None:leak"]


@pytest.mark.parametrize("path", ["so-lieu/bang/bang.xlsx", "tim-kiem/chi-muc/recent-0123456789ab/d/0.bin"])
def test_text_of_a_withheld_story_is_found_in_packed_files(make_site: MakeSite, path: str) -> None:
    root = make_site().root
    (root / path).parent.mkdir(parents=True)
    telling = "Kế hoạch mật chưa đăng"
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(root / path, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("xl/sharedStrings.xml", f"<t>{telling}</t>")
    else:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        (root / path).write_bytes(packer.compress(json.dumps({"title": telling}).encode()) + packer.flush())
    secret = Secret("articles/mat.md", telling_texts(telling))
    assert check(SiteFiles.read(root), secret) == [f"{path}:None:leak"]


def test_heavy_page_is_over_budget(make_site: MakeSite) -> None:
    site = make_site({"tin-post7.html": PAGE})
    assert check(site, budget=Budget(html=100)) == ["index.html:None:budget", "tin-post7.html:None:budget"]
    assert len(check(site, budget=Budget(css=10))) == 3
    assert len(check(site, budget=Budget(script=60))) == 3  # the imported module counts
    assert check(site, budget=Budget(script=120)) == []


def test_search_page_may_load_the_search(make_site: MakeSite) -> None:
    site = make_site({"tim-kiem/index.html": PAGE})
    assert len(check(site, budget=Budget(script=60))) == 2
    assert len(check(site, budget=Budget(script=60, search=60))) == 3
