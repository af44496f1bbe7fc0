"""Who writes: the page of an author, opinions under the author's portrait, the rules of both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsroom.content.site_content import Content
from newsroom.model.article import Kind
from newsroom.model.card import card_of
from newsroom.pages.list_pages import subject_pages
from newsroom.pages.structured_data import article_data
from tests.newsroom.paper import AUTHORS, article, faults, places, put, put_picture, read, write_paper
from tests.newsroom.stories import edition, frame

LAN = """
[[author]]
slug = "lan"
name = "Lan"
role = "Phóng viên"
biography = \"\"\"
Đoạn một
nối dòng.

Đoạn hai.\"\"\"
email = "lan@thu.example"
links = ["https://www.thu.example/lan/"]
portrait = { src = "chan-dung/lan.png", credit = "Ảnh: Hà" }
[[author]]
slug = "vang"
name = "Vắng"
portrait = { src = "vang.png" }
"""


def paper(root: Path, **keys: str) -> Content:
    write_paper(root, a=article(kind="opinion", authors="[lan]", **keys))
    put(root / "authors.toml", AUTHORS + LAN)
    put_picture(root / "media/chan-dung/lan.png")
    put_picture(root / "media/vang.png", colour="#993333")
    return read(root)


def test_an_author_has_portrait_biography_and_contact(tmp_path: Path) -> None:
    content = paper(tmp_path / "content")
    lan = content.authors["lan"]
    assert lan.profile.biography == ("Đoạn một nối dòng.", "Đoạn hai.")
    assert lan.profile.portrait
    assert (lan.profile.portrait.alt, lan.profile.portrait.credit) == ("Chân dung Lan", "Ảnh: Hà")
    assert lan.profile.portrait.url.lstrip("/") in content.files
    pictures = {Path(file).name.split("-")[0] for file in content.files if not file.endswith("-card.jpg")}
    assert len(pictures) == 1  # whoever writes nothing is nowhere
    pages: dict[str, Any] = {page.url: page for page in subject_pages(edition(*content.articles))}
    head = pages["/tac-gia/lan/"].values["page"]
    assert head.assets == ("css/kinds/authors.css",)
    person = json.loads(head.json_ld[0])["mainEntity"]
    assert (person["@type"], person["jobTitle"], person["email"]) == ("Person", "Phóng viên", "lan@thu.example")
    assert person["sameAs"] == ["https://www.thu.example/lan/"]
    assert person["image"].endswith(lan.profile.portrait.url)
    assert person["description"] == "Đoạn một nối dòng. Đoạn hai."


def test_an_opinion_is_told_as_one_and_has_its_authors_face_in_lists(tmp_path: Path) -> None:
    (story,) = paper(tmp_path / "content").articles
    assert story.kind is Kind.OPINION
    data = json.loads(article_data(story, frame(), ""))
    assert data["@type"] == "OpinionNewsArticle"
    assert data["author"][0]["jobTitle"] == "Phóng viên"
    card = card_of(story)
    assert (card.writers, card.face, card.picture) == (("Lan",), True, story.authors[0].profile.portrait)


def test_an_opinion_has_an_author_unless_it_is_a_draft(tmp_path: Path) -> None:
    root = write_paper(
        tmp_path / "content", a=article(kind="opinion"), b=article(id="2", kind="opinion", status="draft")
    )
    assert places(faults(root)) == ["a.md:7 opinion-author"]


def test_what_is_wrong_with_an_author_is_told_at_its_line(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article())
    wrong = 'email = "khong phai"\nlinks = ["https://thu.example", "thu.example"]\nportrait = { src = "mat.png" }\n'
    put(root / "authors.toml", AUTHORS + wrong)
    assert places(faults(root)) == ["authors.toml:4 contact", "authors.toml:5 contact", "authors.toml:6 picture"]
