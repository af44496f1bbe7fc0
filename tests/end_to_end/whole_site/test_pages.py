"""Every page of the paper as a document, and what the newspaper page that began it must show."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.errors import BuildFailed
from publishing.site_files import SiteFiles
from publishing.verify.site import verify_site

from .conftest import CONTENT, Document

pytestmark = pytest.mark.site

RESULTS = "tu-phap/yen-bai-thi-hanh-xong-gan-1-600-viec-sau-thang-dau-nam-2024-post2.html"
INTERVIEW = "tu-phap/thi-dua-cao-diem-71-nam-thi-hanh-an-dan-su-post1.html"


def test_the_verifier_reads_every_page_strictly_and_finds_nothing(site: SiteFiles, tmp_path: Path) -> None:
    found = verify_site(site, site.root_url, [], passed=tmp_path / "passed", limit=None)
    assert found.parsed == found.pages == len(site.pages())


def test_the_verifier_finds_what_breaks_in_the_paper(site: SiteFiles, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(site.root, broken)
    _replace(broken / INTERVIEW, '<div class="qa" id="cau-2">', '<div class="qa" id="cau-1">')
    _replace(broken / RESULTS, "</h1>", "</h2>")
    _replace(broken / "rss/home.json", "-post12.html", "-post13.html")
    shutil.rmtree(broken / "so-lieu/thads-yen-bai-2024h1")
    next((broken / "media").glob("*-640.avif")).unlink()
    with pytest.raises(BuildFailed) as failed:
        verify_site(SiteFiles.read(broken), site.root_url, [], limit=3)
    faults = {(problem.path, problem.code) for problem in failed.value.problems}
    assert {(INTERVIEW, "duplicate-id"), (INTERVIEW, "dead-anchor"), (RESULTS, "dead-link")} <= faults
    assert {("rss/home.json", "feed"), ("sitemaps/pages.xml", "feed"), ("index.html", "dead-link")} <= faults


def test_captions_stand_first_or_last_in_their_figures_and_lines_end_with_a_sign(
    site: SiteFiles, document: Document
) -> None:
    """What html-validate and vnu say of both is asked of every page in every run of the tests."""
    for path in site.pages():
        for caption in document(path).xpath("//figcaption"):
            figure = caption.getparent()
            assert figure.tag == "figure", path
            assert caption in (figure[0], figure[-1]), (path, caption.sourceline)
        lines = site.text(path).splitlines()
        assert [number for number, line in enumerate(lines, 1) if line != line.rstrip()] == [], path


def _whole_pages(site: SiteFiles) -> list[str]:
    """All but the drawings that other sites show in a frame."""
    return [path for path in site.pages() if not path.endswith("/nhung/index.html")]


def test_every_page_has_a_head_that_browsers_and_search_engines_need(site: SiteFiles, document: Document) -> None:
    for path in _whole_pages(site):
        page = document(path)
        assert page.get("lang") == "vi", path
        assert len(page.xpath("//h1")) == 1, path
        assert page.xpath("//h1//text()[normalize-space()]"), path
        assert str(page.findtext(".//title")).strip(), path
        assert page.xpath("string(//meta[@name='description']/@content)").strip(), path
        assert page.xpath("//body/a[1]/@href") == ["#main"], path
        assert len(page.xpath("//main[@id='main']")) == 1, path
        url = f"{site.root_url}/{path.removesuffix('index.html') if path.endswith('index.html') else path}"
        assert page.xpath("//link[@rel='canonical']/@href") == ([] if path == "404.html" else [url])


def test_the_card_of_a_page_is_described_for_those_who_do_not_see_it(site: SiteFiles, document: Document) -> None:
    for path in site.pages():
        page = document(path)
        cards = page.xpath("//meta[@property='og:image']")
        assert len(page.xpath("//meta[@property='og:image:alt'][normalize-space(@content)]")) == len(cards), path
    alt = document(INTERVIEW).xpath("string(//meta[@property='og:image:alt']/@content)")
    assert alt == document(INTERVIEW).xpath("string(//figure[@class='figure']//img/@alt)")


def test_every_page_shows_what_press_law_asks_for(site: SiteFiles, document: Document) -> None:
    wanted = list(_texts(tomllib.loads((CONTENT / "masthead.toml").read_text(encoding="utf-8"))))
    assert len(wanted) >= 17
    for path in _whole_pages(site):
        shown = " ".join(document(path).xpath("string(//body)").split())
        assert [text for text in wanted if text not in shown] == [], path


def test_results_stand_in_the_text_as_data(document: Document) -> None:
    figures = document(RESULTS).xpath("//div[@class='article-body']/p//data")
    assert [(figure.get("value"), " ".join(figure.text_content().split())) for figure in figures] == [
        ("1600", "gần 1.600"),
        ("73", "hơn 73 tỷ đồng"),
        ("59.36", "59,36%"),
        ("33.75", "33,75%"),
        ("574819", "574.819"),
        ("83.25", "83,25%"),
    ]


def test_a_story_keeps_the_figure_of_its_day_and_says_that_it_was_revised(document: Document) -> None:
    remarks = document(RESULTS).xpath("//data[@value='574819']/../following-sibling::small[1]/text()")
    assert remarks == ["(số đã điều chỉnh: 575.667)"]


def test_each_figure_leads_to_its_cell(document: Document) -> None:
    page = document(RESULTS)
    for link in page.xpath("//a[@class='bound-figure']"):
        folder, _hash, anchor = link.get("href").partition("#")
        (cell,) = (document(f"{folder.strip('/')}/index.html") if folder else page).xpath("//td[@id=$id]", id=anchor)
        (value,) = link.xpath("data/@value")
        revised = link.getnext() is not None and link.getnext().get("class") == "figure-revised"
        assert (cell.get("data-v") == value) is not revised


def test_the_interview_has_its_three_questions_each_with_a_place(document: Document) -> None:
    page = document(INTERVIEW)
    questions = page.xpath("//div[@class='qa']")
    assert [question.get("id") for question in questions] == ["cau-1", "cau-2", "cau-3"]
    assert page.xpath("//*[contains(@class, 'question-index')]//a/@href") == ["#cau-1", "#cau-2", "#cau-3"]
    assert [len(question.xpath("div[@class='answer']/p")) >= 1 for question in questions] == [True] * 3
    assert "Mai Lương Khôi" in page.xpath("string(//article)")
    assert page.xpath("string(//p[@class='thanks'])") == "Xin cảm ơn Phó Tổng cục trưởng."


def test_read_more_lists_ten_stories_whole(site: SiteFiles, document: Document) -> None:
    for path in (path for path in site.pages() if "-post" in path):
        cards = document(path).xpath("//aside[@aria-labelledby='related']//article")
        assert len(cards) == 10, path
        links = [card.xpath("string(.//h3/a/@href)") for card in cards]
        assert len({*links, f"/{path}"}) == 11, path
        for card in cards:
            assert card.xpath(".//img/@src")
            headline = card.xpath("string(.//h3)").strip()
            assert headline
            assert card.xpath("string(.//p[contains(@class, 'sapo')])").strip()
            assert headline not in card.xpath("string(.//figcaption)")


def _texts(table: Any) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    else:
        for value in table.values() if isinstance(table, dict) else table:
            yield from _texts(value)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
