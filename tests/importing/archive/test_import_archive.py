"""Whole archives: every word is on the page, every old address leads there, a second run changes nothing."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from commands.import_archive import main
from newsroom.content.site_content import Content
from newsroom.model.article import Article
from tests.importing import wxr
from tests.newsroom.paper import read, write_paper

POSTS = int(os.environ.get("ARCHIVE_POSTS", "60"))


def bring(root: Path, *arguments: str) -> int:
    report = str(root.parent / "report.txt")
    return main([*arguments, "--section", "thoi-su", "--content", str(root), "--report", report, "--at", "2024-01-01"])


def tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+|[^\w\s]", text))


def shown(story: Article) -> str:
    tag = f"({story.source_tag}) " if story.source_tag else ""
    return f"{story.title} {tag}{story.sapo} {BeautifulSoup(story.body.html, 'html.parser').get_text(' ')}"


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    (folder / "uploads/2019/05").mkdir(parents=True)
    for number in range(1, POSTS, 2):
        Image.new("RGB", (40, 30)).save(folder / f"uploads/2019/05/a-{number}.jpg")
    posts = [wxr.item(wxr.post(number)) for number in range(1, POSTS + 1)]
    others = [wxr.item(wxr.post(9001), kind="page"), wxr.item(wxr.post(9002), status="trash")]
    (folder / "e.xml").write_text(wxr.export(*posts, *others, wxr.item(wxr.post(9003), "draft")), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def root(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_paper(tmp_path_factory.mktemp("paper") / "content")
    assert bring(root, str(export / "e.xml"), "--media", str(export / "uploads")) == 0
    return root


@pytest.fixture(scope="module")
def content(root: Path) -> Content:
    return read(root)


def test_every_word_of_every_post_is_on_its_page(content: Content) -> None:
    stories = {story.id: story for story in content.articles}
    assert len(stories) == POSTS
    for number, story in stories.items():
        post = wxr.post(number)
        words = re.sub(r"^(\(PLO\) )+", "(PLO) ", post.words)  # a tag that was typed twice is told, see below
        assert tokens(post.title) + tokens(words) <= tokens(shown(story)), number


def test_old_addresses_lead_to_the_stories(content: Content) -> None:
    for number in range(1, POSTS + 1):
        (address,) = re.findall(r"https://cu\.example(.+)", wxr.post(number).link)
        assert content.aliases[address].target == f"/bai-post{number}.html"


def test_dates_sections_writers_and_topics_come_along(content: Content) -> None:
    story = next(story for story in content.articles if story.id == 1)
    assert story.date.isoformat() == "2019-05-02T15:00:00+07:00"
    assert [section.name for section in story.section.trail] == ["Pháp đình", "Hình sự"]
    assert [author.name for author in story.authors] == ["Hoàng Lan"]
    assert [topic.slug for topic in story.topics] == ["luat-su"]


def test_pictures_are_copied_and_missing_ones_told(root: Path, content: Content) -> None:
    report = (root.parent / "report.txt").read_text(encoding="utf-8")
    assert "a-2-300x200.jpg" in report
    assert "a-1-300x200.jpg" not in report
    assert list((root / "media/cu").rglob("*.jpg"))
    assert "kind\thttps://cu.example" in report


@pytest.mark.parametrize(
    ("html", "shown_as"),
    [
        ("<table><tr><td>1<td>2<tr><td>3<td>4</table>", ["1", "2", "3", "4"]),
        ("<table><thead><tr><th>Việc<th>Tiền</thead><tr><td>a<td>1.527</table>", ["Việc", "Tiền", "a", "1.527"]),
        ("<ul><li>một<li>hai</ul>", ["một", "hai"]),
        ("<ol><li>một<ul><li>trong</ul><li>hai</ol>", ["một", "trong", "hai"]),
    ],
)
def test_what_nobody_closed_ends_where_the_next_begins(html: str, shown_as: list[str], tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content")
    post = replace(wxr.post(1), content=f"Sapo của bài.\n\n{html}\n\nHết.")
    (tmp_path / "e.xml").write_text(wxr.export(wxr.item(post)), encoding="utf-8")
    assert bring(root, str(tmp_path / "e.xml")) == 0
    (story,) = read(root).articles
    cells = BeautifulSoup(story.body.html, "html.parser").find_all(["td", "th", "li"])
    assert [next(cell.stripped_strings) for cell in cells] == shown_as


def test_a_page_of_endless_nesting_keeps_its_words_and_is_told(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content")
    post = replace(wxr.post(1), content="Sapo của bài.\n\n" + "<div>" * 50_000 + "Chữ ở đáy.")
    (tmp_path / "e.xml").write_text(wxr.export(wxr.item(post)), encoding="utf-8")
    assert bring(root, str(tmp_path / "e.xml")) == 0
    (story,) = read(root).articles
    assert "Chữ ở đáy." in story.body.html
    assert "nesting\t" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_signs_at_the_end_of_a_subhead_stay(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content")
    post = replace(wxr.post(1), content="Sapo.\n\n<h2>Ký tự ##</h2>\n\nHết.\n\n<h3>Mục C#</h3>\n\nHết.")
    (tmp_path / "e.xml").write_text(wxr.export(wxr.item(post)), encoding="utf-8")
    assert bring(root, str(tmp_path / "e.xml")) == 0
    (story,) = read(root).articles
    assert re.findall(r"<h\d[^>]*>(.*?)<", story.body.html) == ["Ký tự ##", "Mục C#"]


def test_a_source_tag_that_was_typed_twice_is_printed_once_and_told(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content")
    post = replace(wxr.post(1), content="(PLO) (PLO) – Toà mở phiên xử.\n\nHết.")
    (tmp_path / "e.xml").write_text(wxr.export(wxr.item(post)), encoding="utf-8")
    assert bring(root, str(tmp_path / "e.xml")) == 0
    (story,) = read(root).articles
    assert (story.source_tag, story.sapo) == ("PLO", "Toà mở phiên xử.")
    assert "source tag\thttps://cu.example/2019/05/02/bai-cu-1/\t(PLO)" in (tmp_path / "report.txt").read_text()


def test_a_second_run_changes_nothing_and_a_stopped_one_goes_on(root: Path, export: Path, tmp_path: Path) -> None:
    before = files(root)
    arguments = (str(export / "e.xml"), "--media", str(export / "uploads"))
    assert bring(root, *arguments) == 0
    assert files(root) == before
    for path in sorted((root / "articles/hinh-su").rglob("*.md"))[::2]:
        path.unlink()
    assert bring(root, *arguments) == 0
    assert files(root) == before


def test_html_pages_come_in_by_their_selectors(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content")
    pages = tmp_path / "cu"
    (pages / "anh").mkdir(parents=True)
    Image.new("RGB", (40, 30)).save(pages / "anh/a.png")
    for number in range(1, 11):
        post = wxr.post(number)
        body = BeautifulSoup(post.content, "html.parser")
        for tag in body.find_all("img"):
            tag["src"] = "anh/a.png"
        text = re.sub(r"\[/?caption[^\]]*\]", "", str(body))
        (pages / f"bai-{number}.html").write_text(
            f"<meta charset=utf-8><h1>Bài {number}</h1><time datetime='2019-05-0{number % 9 + 1}T08:00+07:00'></time>"
            f"<article>{text}</article>",
            encoding="utf-8",
        )
    settings = tmp_path / "nhap.toml"
    settings.write_text('[page]\nbody = "article"\ndate = "time@datetime"\n', encoding="utf-8")
    assert bring(root, str(pages), "--settings", str(settings)) == 0
    content = read(root)
    by_title = {story.title: story for story in content.articles}
    for number in range(1, 11):
        assert tokens(wxr.post(number).words) <= tokens(shown(by_title[f"Bài {number}"])), number
    assert set(content.aliases) == {f"/bai-{number}.html" for number in range(1, 11)}


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_paper(tmp_path / "content")
    cut = tmp_path / "cut.xml"
    cut.write_text(wxr.export(wxr.item(wxr.post(1)))[:900], encoding="utf-8")
    assert bring(root, str(cut)) == 1
    assert "cut.xml:" in capsys.readouterr().err
    assert bring(root, str(tmp_path / "none.xml")) == 1
