"""Text to terms: the shared cases, and what holds for any text."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_search.language.analysis import Sentence, folded, normalise, pairs, sentences

GOLDEN = Path(__file__).parents[2] / "golden/search/analysis.json"
CASES: list[dict[str, Any]] = json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_shared_case(case: dict[str, Any]) -> None:
    found = [
        {
            "tokens": list(sentence.tokens),
            "codes": list(sentence.codes),
            "pairs": pairs(sentence.tokens),
            "folded": [folded(token) for token in sentence.tokens],
        }
        for sentence in sentences(case["text"])
    ]
    assert found == case["sentences"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Ðường sắt", ("đường", "sắt")),
        ("đươ\u0300ng sa\u0306\u0301t", ("đường", "sắt")),
        ("hòa giải", ("hoà", "giải")),
        ("gần 1.600 việc", ("gần", "1600", "việc")),
        ("đạt 59.36%", ("đạt", "59,36")),
        ("TP.HCM", ("tp", "hcm")),
    ],
)
def test_one_spelling_for_what_is_the_same(text: str, tokens: tuple[str, ...]) -> None:
    assert sentences(text)[0].tokens == tokens


def test_a_code_is_whole_and_in_parts() -> None:
    assert sentences("số 690/KH-TCTHADS") == [Sentence(("số", "690", "kh", "tcthads"), ("690/kh-tcthads",))]


def test_a_sentence_end_cuts_and_a_comma_does_not() -> None:
    assert [sentence.tokens for sentence in sentences("một, hai. ba")] == [("một", "hai"), ("ba",)]


def test_the_stop_of_a_short_form_does_not_cut() -> None:
    assert [sentence.tokens for sentence in sentences("TP. Hồ Chí Minh")] == [("tp", "hồ", "chí", "minh")]


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_gives_terms_that_are_stable(text: str) -> None:
    for sentence in sentences(text):
        assert sentence.tokens
        for token in sentence.tokens:
            assert token == normalise(token)
            assert " " not in token
            assert len(token) <= 40
            assert folded(folded(token)) == folded(token)


@settings(max_examples=200)
@given(st.text(alphabet="aăâbcdđeêghioôơuưyàáảãạ ,.-/0123456789\u0300\u0301", max_size=80))
def test_composed_and_decomposed_text_give_the_same(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert sentences(composed) == sentences(unicodedata.normalize("NFD", composed))
