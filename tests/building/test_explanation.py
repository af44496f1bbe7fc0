"""Why a page was made anew, or was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from building.explanation import explain_build, explain_nothing_done, file_meant
from building.keeping.earlier_site import EarlierSite, Written
from building.keeping.results import MOMENT, NEW, KeptResults
from building.keeping.sources import Sources
from building.keeping.state import BuildState
from building.keeping.store import Store

PAGE, ORIGIN = "tu-phap/tin-post1.html", "articles/tu-phap/2024/a.md"
OLD = Written("key-1", "d", 1, 2, 3)
PARTS = "templates=1\tarticle=1\trelated=1"


def state(now: Written, *reasons: str, earlier: dict[str, Written] | None = None) -> BuildState:
    results = KeptResults(Store(Path("nowhere")), Sources({}), "", 0)
    if reasons:
        results.reasons[ORIGIN] = reasons
    site = EarlierSite(Path("nowhere"), {PAGE: OLD, "tin.rss": OLD} if earlier is None else earlier)
    written = {PAGE: now, "tin.rss": OLD._replace(key="")}
    return BuildState(results=results, site=site, written=written, origins={PAGE: ORIGIN})


def test_a_page_that_was_linked_tells_what_it_is_made_from() -> None:
    told = explain_build(PAGE, state(OLD._replace(parts=PARTS, linked=True)), {PAGE: PARTS})
    assert told[0] == f"{PAGE}: không làm lại"
    assert "bài viết, các bài đọc thêm" in told[1]


def test_a_page_that_was_made_tells_what_has_changed_and_where() -> None:
    now = Written("key-2", "e", 4, 5, 6, parts="templates=1\tarticle=2\trelated=1")
    told = explain_build(f"/{PAGE}", state(now, f"file <content>/{ORIGIN}", "tree <content>/data/quy"), {PAGE: PARTS})
    assert told == (
        f"{PAGE}: làm lại",
        "  đã đổi: bài viết",
        f"  đã đổi: tệp {ORIGIN}",
        "  đã đổi: thư mục data/quy",
    )


@pytest.mark.parametrize(("reason", "words"), [(NEW, "tệp mới"), (MOMENT, "đã đến hạn")])
def test_new_files_and_moments_are_reasons(reason: str, words: str) -> None:
    told = explain_build(PAGE, state(Written("key-2", "e", 4, 5, 6, parts=PARTS), reason), {})
    assert ORIGIN in told[-1]
    assert words in told[-1]


def test_a_page_whose_file_was_harmed_says_so() -> None:
    told = explain_build(PAGE, state(OLD._replace(parts=PARTS)), {PAGE: PARTS})
    assert "đã mất hoặc không còn là tệp" in told[1]


def test_new_pages_new_sites_and_files_without_parts() -> None:
    made = OLD._replace(parts=PARTS)
    assert "chưa biết gì" in explain_build(PAGE, state(made, earlier={}), {})[1]
    assert "không có tệp này" in explain_build(PAGE, state(made, earlier={"x": OLD}), {})[1]
    assert "nội dung tệp khác" in explain_build("tin.rss", state(made), {})[1]


def test_a_file_is_meant_by_path_address_folder_or_source() -> None:
    files = {PAGE: 1, "tu-phap/index.html": 1, "index.html": 1}
    origins = {PAGE: ORIGIN}
    assert file_meant(PAGE, files, origins) == PAGE
    assert file_meant(f"https://toasoan.example/{PAGE}", files, origins) == PAGE
    assert file_meant("/", files, origins) == "index.html"
    assert file_meant("/tu-phap/", files, origins) == file_meant("tu-phap", files, origins) == "tu-phap/index.html"
    assert file_meant(f"content/{ORIGIN}", files, origins) == PAGE
    assert file_meant("la.html", files, origins) == ""


def test_what_the_site_does_not_have_is_told_with_what_may_be_meant() -> None:
    told = explain_build("tu-phap/tin-post2.html", state(OLD), {})
    assert told[0] == "trang không có tệp tu-phap/tin-post2.html"
    assert PAGE in told[1]


def test_where_nothing_was_done_nothing_was_made() -> None:
    site = EarlierSite(Path("nowhere"), {PAGE: OLD})
    assert explain_nothing_done(PAGE, site)[0] == f"{PAGE}: không làm lại"
    assert "không có tệp" in explain_nothing_done("x.html", site)[0]
