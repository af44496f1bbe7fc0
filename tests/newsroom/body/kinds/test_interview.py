from __future__ import annotations

import re

import pytest

from newsroom.model.article import Kind
from portal.errors import Problem
from tests.newsroom.paper import converted

SOURCE = """Lời dẫn.

Hỏi: Câu **một**?

Đáp: Đoạn một.

Đoạn hai.

- mục

Hỏi (Bạn đọc Lan): Câu hai?

1. trả lời bằng danh sách

**Đáp (Ông Nguyễn Văn A):** Đoạn nữa.[^1]

Cảm ơn: Xin *cảm ơn* ông.

[^1]: Lời chú.
"""


def codes(errors: list[Problem]) -> list[tuple[int | None, str]]:
    return [(error.line, error.code) for error in errors]


def test_answers_are_grouped_under_their_questions() -> None:
    body, report = converted(SOURCE, Kind.INTERVIEW)
    assert report.errors == []
    assert [(question.number, question.anchor, question.text) for question in body.questions] == [
        (1, "cau-1", "Câu một?"),
        (2, "cau-2", "Câu hai?"),
    ]
    assert body.thanks == "Xin <em>cảm ơn</em> ông."
    expected = (
        '<p>Lời dẫn.</p>\n<div class="qa" id="cau-1">\n'
        '<p class="question"><b class="qa-label">Hỏi:</b> Câu <strong>một</strong>?</p>\n'
        '<div class="answer">\n<p><b class="qa-label">Đáp:</b> Đoạn một.</p>\n<p>Đoạn hai.</p>\n<ul>'
    )
    assert body.html.startswith(expected)
    assert '<b class="qa-label">Bạn đọc Lan:</b> Câu hai?' in body.html
    assert '<p class="answer-label"><b class="qa-label">Đáp:</b> </p>' in body.html
    assert '<b class="qa-label">Ông Nguyễn Văn A:</b> Đoạn nữa.' in body.html


def test_thanks_and_notes_stand_after_the_last_answer() -> None:
    body, _report = converted(SOURCE, Kind.INTERVIEW)
    last_answer, thanks, notes = (body.html.index(mark) for mark in ("Đoạn nữa", 'class="thanks"', 'class="footnotes"'))
    assert last_answer < thanks < notes
    assert '</div>\n</div>\n<p class="thanks">' in body.html


def test_text_says_who_speaks() -> None:
    body, _report = converted(SOURCE, Kind.INTERVIEW)
    assert body.text.startswith("Lời dẫn.\nHỏi: Câu một?\nĐáp: Đoạn một.\nĐoạn hai.")


def test_other_kinds_keep_such_paragraphs_as_they_are() -> None:
    body, report = converted("Hỏi: a?\n\nĐáp: b.")
    assert body.html == "<p>Hỏi: a?</p>\n<p>Đáp: b.</p>"
    assert (body.questions, report.errors) == ((), [])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Chỉ có lời dẫn.", [(1, "interview-question")]),
        ("Hỏi: a?\n\nHỏi: b?\n\nĐáp: c.", [(1, "interview-answer")]),
        ("Hỏi: a?\n\nĐáp: c.\n\nHỏi: b?", [(5, "interview-answer")]),
        ("Hỏi: a?\n\nCảm ơn: x.", [(1, "interview-answer")]),
        ("Hỏi: a?\nĐáp: c.", [(2, "interview-blank-line"), (1, "interview-answer")]),
    ],
    ids=["no question", "first unanswered", "last unanswered", "thanks at once", "no blank line"],
)
def test_broken_interview_is_a_located_fault(source: str, expected: list[tuple[int, str]]) -> None:
    _body, report = converted(source, Kind.INTERVIEW)
    assert codes(report.errors) == expected


def test_questions_and_answers_in_another_kind_are_warned_of() -> None:
    _body, report = converted("Một.\n\nHỏi: Câu một?\n\nĐáp: Một.\n")
    assert [(warning.line, warning.code) for warning in report.warnings] == [(3, "interview-kind")]
    for quiet in ("Hỏi: Câu một?\n", "Đáp: Một.\n"):
        assert converted(quiet)[1].warnings == []
    assert converted(SOURCE, Kind.INTERVIEW)[1].warnings == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Đáp (Bà Lan): Chào.\n\nHỏi: A?\n\nĐáp: B.", "Bà Lan: Chào."),
        ("Đáp: Chào.\n\nHỏi: A?\n\nĐáp: B.", "Đáp: Chào."),
        ("Hỏi: A?\n\nĐáp: B.\n\nCảm ơn (Phóng viên): Xin cảm ơn.", "Phóng viên: Xin cảm ơn."),
    ],
)
def test_no_speaker_is_lost(source: str, words: str) -> None:
    body, _report = converted(source, Kind.INTERVIEW)
    assert words in " ".join(re.sub("<[^>]*>", "", body.html).split())
