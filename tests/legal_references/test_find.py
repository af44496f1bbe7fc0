from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal_references.model.citations import Document, Form
from legal_references.resolve import Resolver
from tests.legal_references.labelled import FINDER, LAWS, RESOLVER, sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Theo khoản 3 Điều 8 Thông tư số 14/2015/TT-BTP ngày 14/10/2015.",
            "khoản 3 Điều 8 Thông tư số 14/2015/TT-BTP",
        ),
        ("của  Nghị định   168/2024/NĐ-CP  nữa", "Nghị định   168/2024/NĐ-CP"),
        ("ban hành Nghị định 168\u200b/2024/NĐ-CP.", "Nghị định 168\u200b/2024/NĐ-CP"),
        ("Luật Luật sư số 65/2006/QH11, đã sửa", "Luật Luật sư số 65/2006/QH11"),
        ("Nghị định 168/2024/NĐ-CP (Điều 6)", "Nghị định 168/2024/NĐ-CP (Điều 6"),
        ("BLHS 2015 quy định", "BLHS 2015"),
    ],
)
def test_span_is_that_of_the_text_as_it_was_handed_over(text: str, words: str) -> None:
    (mention,) = FINDER.mentions(text)
    assert text[mention.start : mention.end] == words


def test_loose_marks_are_read_and_spans_lead_back_to_them() -> None:
    text = unicodedata.normalize("NFD", "Theo Điều 8 Thông tư số 14/2015/TT-BTP và Nghị định 168/2024/NĐ-CP")
    spans = [text[mention.start : mention.end] for mention in FINDER.mentions(text)]
    assert [unicodedata.normalize("NFC", span) for span in spans] == [
        "Điều 8 Thông tư số 14/2015/TT-BTP",
        "Nghị định 168/2024/NĐ-CP",
    ]


@given(st.lists(st.sampled_from([sentence.text for sentence in sentences()]), min_size=1, max_size=6), st.randoms())
def test_mentions_are_in_order_and_apart_whatever_stands_together(texts: list[str], rng: object) -> None:
    text = " ".join(texts)
    end = 0
    for mention in FINDER.mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@given(st.text(alphabet="0123456789/-. aĐđNQTCPHLuậtđiềukhoảns\u0301\u00a0\u200b\n", max_size=120))
def test_no_text_breaks_the_finder(text: str) -> None:
    for mention in FINDER.mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)
    RESOLVER.citations(text, FINDER.mentions(text))


@pytest.mark.parametrize(
    "unit", ["Điều 1, ", "1/2-", "khoản 1 và ", "luật ", "Luật A b ", "N/Q-", "14/2015/", "a-b/c-", "số "]
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    def taken(times: int) -> float:
        text = unit * times
        start = time.process_time()
        FINDER.mentions(text)
        return time.process_time() - start

    long, short = taken(16_000), taken(2_000)
    for _try in range(12):  # a busy machine adds time to either, now and then: the least of both is what counts
        if long < 16 * short:
            break
        long, short = min(long, taken(16_000)), min(short, taken(2_000))
    assert long < 16 * max(short, 0.001)  # eight times as long; were it quadratic, 64


def test_a_form_that_is_wrong_differs_from_what_was_written() -> None:
    wrong, right = FINDER.mentions("Nghị định 168/2024/ND-CP thay Nghị định 100/2019/NĐ-CP")
    assert (wrong.written, wrong.number) == ("168/2024/ND-CP", "168/2024/NĐ-CP")
    assert right.written == right.number


def test_papers_of_a_court_are_told_apart() -> None:
    text = "Bản án 12/2023/HS-ST, Quyết định 63/2014/QĐST-HNGĐ, Quyết định 749/QĐ-TTg"
    assert [mention.is_court_paper for mention in FINDER.mentions(text)] == [True, True, False]


def documents(text: str, resolver: Resolver = RESOLVER) -> list[str]:
    return [
        citation.document.label if citation.document else "-"
        for citation in resolver.citations(text, FINDER.mentions(text))
    ]


def test_a_name_with_a_year_is_the_edition_of_that_year() -> None:
    assert documents("BLHS 2015, BLHS 1999, BLHS 2031") == ["100/2015/QH13", "15/1999/QH10", "Bộ luật Hình sự 2031"]


def test_a_name_without_a_year_is_the_edition_that_the_story_names_or_the_law_in_all_editions() -> None:
    assert documents("Luật Báo chí năm 2016. Theo Luật Báo chí") == ["103/2016/QH13"] * 2
    assert documents("Luật Báo chí 2016, Luật Báo chí 2025. Theo Luật Báo chí")[2] == "Luật Báo chí"


@pytest.mark.parametrize(
    "text",
    [
        "Thông tư 14/2015 của hai bộ",
        "Nghị quyết 68 về kinh tế",
        "Thông tư 05/2024/TT-BTP, Thông tư 05/2024/TT-BCA. Thông tư 05/2024",
        "Nghị định 1/2020/NĐ-CP và Nghị định 2/2020/NĐ-CP có hiệu lực. Nghị định này",
        "Luật Nhà ở (sửa đổi)",
    ],
)
def test_what_could_mean_two_documents_means_none(text: str) -> None:
    assert documents(text)[-1] == "-"


def test_a_number_in_part_is_completed_from_the_story_its_kind_or_the_register() -> None:
    assert documents("Nghị định 30/2020") == ["30/2020/NĐ-CP"]
    assert documents("Thông tư 14. Thông tư số 14/2015/TT-BTP") == ["14/2015/TT-BTP"] * 2
    register = Resolver(LAWS, [Document("14/2015/TT-BTP", kind="Thông tư")])
    assert documents("Thông tư 14/2015", register) == ["14/2015/TT-BTP"]
    assert documents("Thông tư 14", register) == ["-"]


def test_numbers_that_differ_in_signs_only_are_one_document() -> None:
    assert Document("49-NQ/TW").slug == Document("49/NQ-TW").slug == "49-nq-tw"


def test_forms() -> None:
    text = "Thông tư số 14/2015/TT-BTP, Nghị định 30/2020, BLHS. Thông tư này"
    assert [mention.form for mention in FINDER.mentions(text)] == [Form.NUMBER, Form.PART, Form.NAME, Form.PRIOR]


def test_a_law_called_by_the_year_of_an_amendment_or_of_its_issue_is_that_edition() -> None:
    assert documents("Bộ luật Hình sự 2017") == ["100/2015/QH13"]
    assert documents("Luật Thi hành án dân sự (sửa đổi, bổ sung năm 2014)") == ["26/2008/QH12"]
    assert documents("Luật Đất đai ngày 26/11/2003") == ["13/2003/QH11"]
    assert documents("hướng dẫn Luật Đất đai, ngày 26/11/2003 Bộ đã họp") == ["Luật Đất đai"]
    assert documents("Luật Đất đai (sửa đổi) và Luật Đất đai năm 2013") == ["-", "45/2013/QH13"]


def test_orders_of_investigators_procurators_and_courts_are_papers_of_a_case() -> None:
    text = "Lệnh 12/LCCT-VKSKV7, Quyết định 915/2024/QĐ-PT, Quyết định 05/QĐ-CSĐT, Quyết định 12/QĐ-VKSNDTC"
    assert [mention.is_court_paper for mention in FINDER.mentions(text)] == [True, True, True, False]
