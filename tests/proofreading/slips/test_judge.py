"""Slips made in sentences of news, one in each: how many are told, and how few where there is none."""

from __future__ import annotations

import re
from random import Random

import pytest

from bench.search.typos import ACCENT_SLIPS, SLIPS
from proofreading.house.house_style import shipped_style
from proofreading.slips.judge import judge
from proofreading.slips.news_language import plain
from proofreading.source.manuscript import read_manuscript
from sample_archive.syllables import news_chain
from tests.proofreading.labelled import sentences

FOREIGN = shipped_style().words["foreign"]
_WORD = re.compile(r"[^\W\d_]{2,}")
WRITTEN = [sentence.text for sentence in sentences("written-first.txt", "written-second.txt") if not sentence.codes]


def made_up() -> list[str]:
    rng, chain = Random(7), news_chain()
    return [chain.sentence(rng, 14, 26) for _ in range(150)]


def told(text: str) -> list[tuple[int, int]]:
    """Where slips are told, stray marks among them."""
    judgement = judge(read_manuscript(f"{text}\n", "x.md"), FOREIGN)
    tokens = [found[0] for found in judgement.misspelt] + [found[0] for found in judgement.misplaced]
    places = [(token.start, token.end) for token in tokens]
    return places + [match.span() for match in re.finditer(r"\w*[\u0300-\u036f]+\w*", text)]


def with_slip(text: str, kind: str, rng: Random) -> tuple[str, int] | None:
    """`text` with one slip in a word that is no name, and where."""
    words = [match for match in _WORD.finditer(text) if match.group().islower()]
    slip = {**SLIPS, **ACCENT_SLIPS}[kind]
    for _ in range(8):
        match = rng.choice(words)
        made = slip(match.group(), rng)
        if made and plain(made) != plain(match.group()):
            return text[: match.start()] + made + text[match.end() :], match.start()
    return None


@pytest.mark.parametrize("texts", [WRITTEN, made_up()], ids=["written", "made up"])
def test_slips_of_every_kind_are_told_and_little_else(texts: list[str]) -> None:
    rng = Random(11)
    right = missed = 0
    for text in texts:
        for kind in (*SLIPS, *ACCENT_SLIPS):
            slipped = with_slip(text, kind, rng)
            if slipped is not None:
                hit = any(start <= slipped[1] <= end for start, end in told(slipped[0]))
                right, missed = right + hit, missed + (not hit)
    wrong = sum(len(told(text)) for text in texts) * len((*SLIPS, *ACCENT_SLIPS))
    assert right / (right + missed) >= 0.75, (right, missed)
    assert right / (right + wrong) >= 0.95, (right, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "Ông Y Bhiăk Niê và bà H'Hen Êban nói tiếng Ê Đê.",
        "Startup này dùng blockchain, email và livestream để bán hàng online.",
        "UBND, HĐND và VKSND tỉnh cùng dự; THADS báo cáo.",
        "Bệnh viện dùng máy thở, ôxy và vắcxin mới.",
        "Đắk Lắk, Kon Tum và Krông Pắc đều có mưa.",
    ],
)
def test_names_foreign_words_and_abbreviations_are_no_slips(text: str) -> None:
    assert told(text) == []
