"""content/glossary.toml in a paper: read, shown where a word is mentioned, on a page of its own; its faults."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from building.keeping.state import BuildState
from building.keeping.values import ValueDigests
from newsroom.content.site_content import Content
from newsroom.content.story_terms import terms_of_stories
from newsroom.feeds.feed_items import feed_item
from newsroom.model.glossary import Glossary
from newsroom.pages.fixed_pages import fixed_pages
from newsroom.pages.story_pages import story_pages
from newsroom.site.every_page import sitemap
from tests.newsroom.paper import article, faults, put, read, write_paper
from tests.newsroom.stories import edition

GLOSSARY = """
[[term]]
word = "án lệ"
forms = ["án mẫu"]
about = "Lập luận trong bản án được chọn làm mẫu."
source = "Sổ tay"
[[term]]
word = "ẩn lệ"
about = "Từ khác."
[[term]]
word = "ân hạn"
about = "Không bài nào dùng."
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    root = tmp_path_factory.mktemp("glossary") / "content"
    stories = {
        "a": article("Một án lệ và một ẩn lệ."),
        "b": article("## Án lệ\n\nTheo án mẫu.", id="2", title="Hai"),
        "c": article("Không có gì.", id="3", title="Ba"),
        "d": article("Về án lệ.", id="4", title="Nháp", status="draft"),
    }
    put(write_paper(root, **stories) / "glossary.toml", GLOSSARY)
    return read(root)


def test_a_story_explains_the_words_it_uses(content: Content) -> None:
    terms = {story.id: [term.slug for term in story.terms] for story in content.articles}
    assert terms == {1: ["an-le", "an-le-2"], 2: ["an-le"], 3: []}
    made: Any = {page.url: page for page in story_pages(edition(*content.articles, glossary=content.glossary))}
    values = made["/tu-phap/hai-post2.html"].values
    assert 'popovertarget="tu-an-le"' in values["body"]
    assert "popovertarget" not in values["article"].body.html
    assert values["page"].assets[-1] == "css/kinds/glossary.css"
    (told,) = json.loads(values["page"].json_ld[0])["mentions"]
    assert (told["@type"], told["name"], told["alternateName"]) == ("DefinedTerm", "án lệ", ["án mẫu"])
    assert told["@id"] == "https://toasoan.example/thuat-ngu/#tu-an-le"
    assert made["/tu-phap/ba-post3.html"].values["page"].assets == ()


def test_feeds_explain_words_below_the_story(content: Content) -> None:
    items = {
        story.id: feed_item(story, "https://a.example", "a.example,2024", lambda _url: 0).html
        for story in content.articles
    }
    assert "<dl><dt>án lệ</dt><dd>Lập luận trong bản án được chọn làm mẫu.</dd></dl>" in items[2]
    assert "<dl>" not in items[3]
    assert all("popover" not in html for html in items.values())


def test_the_page_of_all_words_names_the_stories_that_use_them(content: Content) -> None:
    made = edition(*content.articles, glossary=content.glossary)
    values: Any = {page.url: page for page in fixed_pages(made)}["/thuat-ngu/"].values
    assert [(letter, [term.name for term in terms]) for letter, terms in values["groups"]] == [
        ("A", ["án lệ"]),
        ("Â", ["ân hạn", "ẩn lệ"]),
    ]
    assert {slug: [card.id for card in cards] for slug, cards in values["stories"].items()} == {
        "an-le": [2, 1],
        "an-le-2": [1],
    }
    data = json.loads(values["page"].json_ld[0])
    assert (data["@type"], len(data["hasDefinedTerm"])) == ("DefinedTermSet", 3)
    assert b"/thuat-ngu/" in b"".join(written for _path, written in sitemap(made, [], []))


def test_a_changed_explanation_changes_the_pages_that_show_it(content: Content) -> None:
    def pages(terms: Glossary) -> dict[str, str]:
        new = {term.slug: term for term in terms}
        stories = [replace(one, terms=tuple(new[term.slug] for term in one.terms)) for one in content.articles]
        return {page.url: ValueDigests().of(page.values) for page in story_pages(edition(*stories))}

    before = pages(content.glossary)
    after = pages((content.glossary[0], replace(content.glossary[1], about="Nghĩa mới."), content.glossary[2]))
    assert {url for url in before if before[url] != after[url]} == {"/tu-phap/mot-tin-post1.html"}


def test_a_paper_without_a_glossary_has_no_page_of_it(tmp_path: Path) -> None:
    content = read(write_paper(tmp_path / "content", a=article("Một án lệ.")))
    made = edition(*content.articles)
    assert "/thuat-ngu/" not in {page.url for page in fixed_pages(made)}
    assert b"/thuat-ngu/" not in b"".join(written for _path, written in sitemap(made, [], []))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[term]]\nword = "a"', "content/glossary.toml:1: thiếu “about” trong [[term]]"),
        ('[[term]]\nabout = "a"', "content/glossary.toml:1: thiếu “word” trong [[term]]"),
        ('[[term]]\nword = "a"\nabout = "b"\nabuot = "c"', "content/glossary.toml:4: “abuot” không phải khoá"),
        ('[[terms]]\nword = "a"', "content/glossary.toml:1: “terms” không phải khoá"),
        ("[[term]\n", "content/glossary.toml:1"),
        (
            '[[term]]\nword = "“án lệ”"\nabout = "b"',
            "content/glossary.toml:2: “án lệ” không bắt đầu và kết thúc bằng chữ cái hay chữ số; bỏ dấu ngoặc",
        ),
        (
            '[[term]]\nword = "hoà giải"\nabout = "b"\n[[term]]\nword = "x"\nforms = ["y", "hòa giải"]\nabout = "c"',
            "content/glossary.toml:6: “hòa giải” được viết hai lần (lần đầu ở dòng 2); chỉ để ở một từ",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, text: str, expected: str) -> None:
    root = write_paper(tmp_path / "content", a=article())
    put(root / "glossary.toml", text)
    told = [str(fault) for fault in faults(root)]
    assert any(expected in line for line in told), told


def test_a_link_to_a_file_elsewhere_is_refused(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article())
    put(tmp_path / "elsewhere.toml", GLOSSARY)
    (root / "glossary.toml").symlink_to(tmp_path / "elsewhere.toml")
    (fault,) = faults(root)
    assert str(fault).startswith("content/glossary.toml: tệp là một liên kết") or "liên kết" in str(fault)


def test_a_paper_without_a_glossary_reads_no_text_for_it() -> None:
    class Story:
        path = "articles/tu-phap/2024/a.md"

        @property
        def body(self) -> None:
            raise AssertionError("the text was read")

    story: Any = Story()
    assert terms_of_stories([], (), BuildState()).of(story) == ()
