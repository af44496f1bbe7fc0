"""Queries to plans: the shared cases, and strings that nobody should type."""

from __future__ import annotations

import json
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from site_search.query.planner import MOST_SYNONYMS, MOST_TOKENS, abbreviations_of, make_plan, synonyms_of

GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "golden/search/query.json").read_text(encoding="utf-8")
)
TABLE = abbreviations_of([(short, long) for short, long in GOLDEN["abbreviations"]])
SYNONYMS = synonyms_of(GOLDEN["synonyms"])


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=[case["name"] for case in GOLDEN["cases"]])
def test_shared_case(case: dict[str, Any]) -> None:
    plan = make_plan(case["text"], TABLE, case["typing"], SYNONYMS)
    assert json.loads(json.dumps(plan.as_json())) == case["plan"]


PIECES = (
    *'"“”«»-:|()*?~^\\/.,;!…\x00\t\n\u00a0\u2028\u202e\u200b\ufeff\ud800',
    *(
        "OR",
        "HOẶC",
        "muc:",
        "từ:31/02/2024",
        "tác:",
        "đến:",
        "năm:99999",
        "a" * 300,
        "\U0001f600",
        "ﬃ",
        "İ",
        "ß",
        "e\u0301",
    ),
    *("thi", "hành", "án", "dduwowngf", "d9u7o72ng", "<script>", "&amp;", "%00", "1.600", "22/2024/NĐ-CP", "-", "--x"),
)


def test_no_string_breaks_the_reading() -> None:
    rng = Random(11)
    for _ in range(10_000):
        text = "".join(rng.choice(PIECES) + rng.choice(("", " ")) for _ in range(rng.randrange(14)))
        plan = make_plan(text, TABLE, rng.random() < 0.5, SYNONYMS)
        typed = [reading.tokens for group in plan.groups for clause in group for reading in clause.readings[:1]]
        assert sum(map(len, typed)) + sum(len(phrase.tokens) for phrase in plan.without) <= MOST_TOKENS
        json.dumps(plan.as_json())


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, '"' * 100_000, "a/" * 50_000, "-a " * 33_000, "muc:" * 25_000, "\u0301" * 100_000, "1." * 50_000],
    ids=["letters", "quotes", "code", "exclusions", "keys", "marks", "stops"],
)
def test_long_input_is_cut_and_fast(text: str) -> None:
    started = time.process_time()
    make_plan(text, TABLE)
    assert time.process_time() - started < 0.5


def test_a_long_form_is_found_without_diacritics() -> None:
    (clause,) = make_plan("thi hanh an dan su", TABLE).groups[0]
    assert ("thads",) in [reading.tokens for reading in clause.readings]


def test_an_accented_long_form_must_match_exactly() -> None:
    (clause,) = make_plan("thị hành án dân sự", TABLE).groups[0]
    assert ("thads",) not in [reading.tokens for reading in clause.readings]


def said_otherwise(text: str) -> list[str]:
    (clause,) = make_plan(text, synonyms=SYNONYMS).groups[0]
    return [" ".join(reading.tokens) for reading in clause.readings if reading.synonym]


def test_words_that_mean_the_same_stand_for_each_other_both_ways() -> None:
    assert said_otherwise("thủ tục ly hôn") == ["thủ tục ly dị", "thủ tục li dị"]
    assert said_otherwise("thủ tục li dị") == ["thủ tục ly hôn", "thủ tục ly dị"]
    assert said_otherwise("thu tuc ly hon") == ["thu tuc ly di", "thu tuc li di"]
    assert said_otherwise("làm sổ đỏ") == ["làm giấy chứng nhận quyền sử dụng đất"]


def test_the_longest_wording_that_stands_there_is_replaced() -> None:
    assert said_otherwise("bị đuổi việc") == ["sa thải", "đuổi việc"]


def test_a_query_grows_by_few_other_wordings() -> None:
    assert len(said_otherwise("ly hôn, sổ đỏ, bị đuổi việc")) == MOST_SYNONYMS


@pytest.mark.parametrize("typed", ["024.3733 1234", "(024) 3733-1234", "+84 24 3733 1234", "02437331234"])
def test_a_telephone_number_is_one_word_however_it_is_spaced(typed: str) -> None:
    (clause,) = make_plan(f"gọi {typed}").groups[0]
    assert clause.readings[0].tokens == ("gọi", "02437331234")
