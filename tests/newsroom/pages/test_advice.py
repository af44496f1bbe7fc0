"""Questions of readers: grouped as in an interview, told to search engines with their answers."""

from __future__ import annotations

import json
from pathlib import Path

from newsroom.pages.structured_data import questions_data
from tests.newsroom.paper import article, faults, places, read, write_paper
from tests.newsroom.stories import frame

GUEST = "\n  name: Luật sư Nguyễn Văn A\n  title: Luật sư\n  organisation: Đoàn Luật sư"
ASKED = "Hỏi (Bạn đọc ở Yên Bái): Tra mã tỉnh ở đâu?"
ONE = ASKED + "\n\nĐáp: Trong bảng **34** tỉnh & thành.[^1]\n\nĐoạn hai.\n\n[^1]: Ghi chú."
TWO = ONE.partition("\n\n[^1]:")[0].replace("[^1]", "") + "\n\nHỏi: Mã có đổi?\n\nĐáp: Có.\n\nCảm ơn: Xin cảm ơn."


def told(root: Path, body: str) -> dict[str, object]:
    (story,) = read(write_paper(root, a=article(body, kind="advice", guest=GUEST))).articles
    data: dict[str, object] = json.loads(questions_data(story, frame()))
    return data


def test_one_question_is_a_page_of_its_own_kind(tmp_path: Path) -> None:
    data = told(tmp_path / "content", ONE)
    assert data["@type"] == "QAPage"
    question = data["mainEntity"]
    assert isinstance(question, dict)
    assert question["name"] == "Tra mã tỉnh ở đâu?"
    answer = question["acceptedAnswer"]
    assert answer["text"] == "Trong bảng 34 tỉnh & thành. Đoạn hai."
    assert answer["author"]["name"] == "Luật sư Nguyễn Văn A"
    assert answer["author"]["affiliation"]["name"] == "Đoàn Luật sư"
    assert str(question["url"]).endswith("-post1.html#cau-1")


def test_several_questions_stand_in_their_order_without_the_thanks(tmp_path: Path) -> None:
    data = told(tmp_path / "content", TWO)
    assert data["@type"] == "FAQPage"
    questions = data["mainEntity"]
    assert isinstance(questions, list)
    assert [one["name"] for one in questions] == ["Tra mã tỉnh ở đâu?", "Mã có đổi?"]
    assert questions[1]["acceptedAnswer"]["text"] == "Có."


def test_the_question_names_who_asks(tmp_path: Path) -> None:
    (story,) = read(write_paper(tmp_path / "content", a=article(ONE, kind="advice", guest=GUEST))).articles
    assert '<b class="qa-label">Bạn đọc ở Yên Bái:</b> Tra mã tỉnh ở đâu?' in story.body.html


def test_somebody_must_answer(tmp_path: Path) -> None:
    root = write_paper(tmp_path / "content", a=article(ONE, kind="advice"))
    assert places(faults(root)) == ["a.md:7 advice-guest"]
