"""`--fix` changes what its findings name and nothing else, once and for all, and no digit or word beyond the rule."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from proofreading.house.rule import ProofMark
from proofreading.repair import mend, repair
from proofreading.rule_pages import FOLDER, examples
from tests.proofreading.desk import findings
from tests.proofreading.labelled import sentences

_ROOT = Path(__file__).resolve().parents[2]
SENTENCES = [sentence.text for sentence in sentences("written-first.txt", "written-second.txt")]
STORIES = [
    *(path.read_text(encoding="utf-8") for path in sorted((_ROOT / "tests/end_to_end/paper/articles").rglob("*.md"))),
    *(example.text for page in FOLDER.glob("*.md") for example in examples(page.read_text("utf-8"), "Sai")),
]
# What an editor's hand adds by mistake.
_NOISE = st.sampled_from(
    ["  ", " ,", ",", " .", "( ", " )", " -", "- ", "“", '"', "…", "...", " %", "\u200b", "Ð", "1,600 việc", "59.36%"]
)
# Rules that delete or change words, which their findings name.
_WORDS = {"repeated-word", "misspelt-syllable", "name-form", "place-capitals", "legal-number", "tone-mark-mixed"}


@st.composite
def untidy_texts(draw: st.DrawFn) -> str:
    """Paragraphs of written sentences with noise between their words, in Markdown."""
    paragraphs = []
    for _ in range(draw(st.integers(1, 3))):
        words = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3))).split(" ")
        for _ in range(draw(st.integers(0, 4))):
            place = draw(st.integers(0, len(words) - 1))
            words[place] += draw(_NOISE)
        prefix = draw(st.sampled_from(["", "", "", "- ", "> ", "## ", "1. "]))
        paragraphs.append(
            prefix + draw(st.sampled_from([" ", " ", "\n"])).join([" ".join(words[:6]), " ".join(words[6:])])
        )
    return "\n\n".join(paragraphs) + "\n"


def outside(text: str, found: list[ProofMark]) -> str:
    """`text` without the stretches that sure findings name."""
    mended, _count = mend(
        text, [ProofMark(f.start, f.end, "", replacement="\x00") for f in found if f.replacement is not None]
    )
    return mended.replace("\x00", "")


@settings(max_examples=120, deadline=None)
@given(st.one_of(untidy_texts(), st.sampled_from(STORIES)))
def test_only_what_is_named_changes(text: str) -> None:
    found = findings(text)
    sure = [finding for finding in found if finding.replacement is not None]
    mended, count = mend(text, sure)
    at = grown = 0
    for finding in sorted(sure, key=lambda finding: (finding.start, finding.end)):
        if finding.start < at:
            continue
        assert text[at : finding.start] == mended[at + grown : finding.start + grown]
        assert finding.replacement is not None
        grown += len(finding.replacement) - (finding.end - finding.start)
        at = finding.end
    assert text[at:] == mended[at + grown :]
    assert count <= len(sure)


@settings(max_examples=120, deadline=None)
@given(st.one_of(untidy_texts(), st.sampled_from(STORIES)))
def test_repair_comes_to_rest(text: str) -> None:
    mended, _count = repair(text, findings)
    assert repair(mended, findings) == (mended, 0)


@settings(max_examples=120, deadline=None)
@given(untidy_texts())
def test_digits_and_words_stay(text: str) -> None:
    """Marks and spaces are mended without a letter; numbers keep their digits, legal numbers too."""
    for finding in findings(text):
        if finding.replacement is None:
            continue
        stretch = text[finding.start : finding.end]
        assert re.sub(r"\D", "", stretch) == re.sub(r"\D", "", finding.replacement) or finding.code == "repeated-word"
        if finding.code not in _WORDS | {"look-alike-letter"}:
            assert re.findall(r"[^\W\d_]", stretch) == re.findall(r"[^\W\d_]", finding.replacement)


def test_overlapping_repairs_are_made_one_after_the_other() -> None:
    assert mend("abc", [ProofMark(0, 2, "", replacement="x"), ProofMark(1, 3, "", replacement="y")]) == ("xc", 1)
