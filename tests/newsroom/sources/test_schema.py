from __future__ import annotations

from datetime import datetime

import pytest

from newsroom.model.article import Kind, StoryStatus
from newsroom.model.parts import AiLabel
from newsroom.sources.front_matter import split_head
from newsroom.sources.schema import FrontMatter, ImageFacts, article_schema, read_front_matter
from portal.errors import Problem, Reporter
from tests.newsroom.paper import article

SCHEMA = article_schema(("PLVN", "PLO"))


def check(text: str) -> tuple[FrontMatter, list[Problem]]:
    problems = Reporter()
    return read_front_matter(split_head(text, "x.md", problems).fields, SCHEMA), list(problems)


def test_all_keys_become_typed_values() -> None:
    front, errors = check(
        article(
            kind="interview",
            slug="mot-tin-ngan",
            kicker="Phỏng vấn",
            source_tag="PLO",
            authors="[Ban Biên tập]",
            topics="luat-su, an-mat",
            province="Yên Bái",
            modified="2024-04-18",
            embargo="2024-04-17T09:00:00Z",
            guest="\n  name: Lan\n  reviewed: có",
            image="\n  src: a.png\n  alt: Tranh\n  focal: 50% 30%\n  illustration: true\n  cover: over",
            related="[2, 3]",
            status="hidden",
            corrections="\n- date: 2024-04-18\n  wrong: một\n  right: hai",
            ai="\n  used: true\n  what: dịch",
        )
    )
    assert errors == []
    assert (front.kind, front.status, front.slug) == (Kind.INTERVIEW, StoryStatus.HIDDEN, "mot-tin-ngan")
    assert (front.authors, front.topics, front.province) == (("ban-bien-tap",), ("luat-su", "an-mat"), "yen-bai")
    assert front.modified == datetime.fromisoformat("2024-04-18T00:00:00+07:00")
    assert front.embargo == datetime.fromisoformat("2024-04-17T16:00:00+07:00")
    assert front.guest is not None
    assert front.guest.reviewed
    assert front.image == ImageFacts("a.png", "Tranh", illustration=True, focal=(50, 30), cover="over")
    assert front.related == (2, 3)
    assert front.corrections[0].right == "hai"
    assert front.ai == AiLabel(True, "dịch")


def test_slug_comes_from_the_headline() -> None:
    front, _errors = check(article(title="Nghị định 168/2024/NĐ-CP – điều cần biết"))
    assert front.slug == "nghi-dinh-168-2024-nd-cp-dieu-can-biet"


def test_pelican_names_are_read() -> None:
    text = article(sapo="", section="", summary="Tóm", category="Thi hành án", tags="a, b", author="lan")
    front, errors = check(text)
    assert errors == []
    assert (front.sapo, front.section, front.topics, front.authors) == ("Tóm", "thi-hanh-an", ("a", "b"), ("lan",))


# What is changed in a right article -> line and code of the one fault.
FAULTS = [
    ({"tilte": "x"}, 7, "unknown-key"),
    ({"id": ""}, 2, "missing-key"),
    ({"title": '""'}, 3, "missing-key"),
    ({"id": "0"}, 2, "ill-typed"),
    ({"id": "-3"}, 2, "ill-typed"),
    ({"id": "1e3"}, 2, "ill-typed"),
    ({"id": "٣"}, 2, "ill-typed"),
    ({"id": "9" * 16}, 2, "ill-typed"),
    ({"id": "[1]"}, 2, "ill-typed"),
    ({"title": "x" * 201}, 3, "too-long"),
    ({"date": "17/04/2024"}, 5, "date"),
    ({"date": "2024-04-17T16:05"}, 5, "date"),
    ({"date": "2024-02-30"}, 5, "date"),
    ({"date": "2024-04-17T25:00+07:00"}, 5, "date"),
    ({"date": "20240417"}, 5, "date"),
    ({"date": "2024-W16-3"}, 5, "date"),
    ({"date": "0001-01-01"}, 5, "date"),
    ({"date": "2024-04-17T16:05:00+99:00"}, 5, "date"),
    ({"date": "2024-04-17\n  # x"}, None, None),
    ({"modified": "2024-04-01"}, 7, "date"),
    ({"slug": "Không-Hợp"}, 7, "slug"),
    ({"slug": "../x"}, 7, "slug"),
    ({"source_tag": "VNX"}, 7, "unknown-value"),
    ({"kind": "interveiw"}, 7, "unknown-value"),
    ({"kind": "interview"}, 7, "interview-guest"),
    ({"kind": "correction"}, 7, "correction"),
    ({"sapo": "(PLVN) - Tóm lược."}, 4, "source-tag-in-sapo"),
    ({"sapo": "(PLVN) -Tóm lược."}, 4, "source-tag-in-sapo"),
    ({"sapo": "PLO – Tóm lược."}, 4, "source-tag-in-sapo"),
    ({"sapo": "(TTXVN) Tóm lược."}, 4, "source-tag-in-sapo"),
    ({"sapo": "UNICEF – tổ chức của Liên Hợp Quốc."}, None, None),
    ({"image": "a.jpg"}, 7, "ill-typed"),
    ({"image": "\n  src: a.jpg"}, 7, "missing-key"),
    ({"image": "\n  src: a.jpg\n  alt: b\n  captoin: c"}, 10, "unknown-key"),
    ({"image": "\n  src: a.jpg\n  alt: b\n  focal: 120% 3%"}, 10, "ill-typed"),
    ({"image": "\n  src: a.jpg\n  alt: b\n  cover: full"}, 10, "unknown-value"),
    ({"guest": "\n  title: x"}, 7, "missing-key"),
    ({"corrections": "\n- date: 2024-04-18\n  wrong: x"}, 8, "missing-key"),
    ({"related": "[một]"}, 7, "ill-typed"),
    ({"related": "1,2,3,4,5,6,7,8,9,10,11"}, 7, "too-long"),
    ({"ai": "\n  used: maybe"}, 8, "ill-typed"),
    ({"tags": "a", "topics": "b"}, 8, "ill-typed"),
]


@pytest.mark.parametrize(("keys", "line", "code"), FAULTS, ids=[str(fault[0])[:60] for fault in FAULTS])
def test_fault_has_its_line_and_code(keys: dict[str, str], line: int | None, code: str | None) -> None:
    _front, errors = check(article(**keys))
    found = [(error.line, error.code) for error in errors]
    if line is None:
        assert found == []
    else:
        assert (line, code) in found
        assert len(found) <= 2  # the fault, and what is missing because of it


def test_unknown_key_suggests_the_nearest() -> None:
    _front, errors = check(article(tilte="x"))
    assert "“title”" in next(error for error in errors if error.code == "unknown-key").hint


def test_all_faults_of_a_file_are_reported_together() -> None:
    _front, errors = check(article(id="x", date="hôm qua", kind="xyz", colour="đỏ"))
    assert {error.code for error in errors} >= {"ill-typed", "date", "unknown-value", "unknown-key"}
