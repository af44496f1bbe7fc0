"""Sentences with the codes that must be told in them, from tests/golden/proofreading/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.proofreading.desk import findings

FOLDER = Path(__file__).resolve().parents[1] / "golden/proofreading"
SLIPS = {"slip", "misspelt-syllable"}


class Sentence(NamedTuple):
    place: str
    text: str
    codes: frozenset[str]


def sentences(*names: str) -> Iterator[Sentence]:
    for name in names:
        for number, line in enumerate((FOLDER / name).read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                said, _bar, text = line.partition("| ")
                codes = frozenset(code.strip() for code in said.split(",") if code.strip())
                yield Sentence(f"{name}:{number}", text, codes)


class Score(NamedTuple):
    right: int
    wrong: int
    missed: int
    told: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def score(read: Iterable[Sentence], *, slips: bool) -> Score:
    """Over the codes of slips, or over all others; `told` are the sentences that were judged otherwise."""
    counts: Counter[str] = Counter()
    told = []
    for sentence in read:
        found = {finding.code for finding in findings(f"{sentence.text}\n")}
        wanted, had = ({code for code in codes if (code in SLIPS) == slips} for codes in (sentence.codes, found))
        counts.update(right=len(wanted & had), wrong=len(had - wanted), missed=len(wanted - had))
        if wanted != had:
            told.append(f"{sentence.place} {sorted(wanted ^ had)}: {sentence.text}")
    return Score(counts["right"], counts["wrong"], counts["missed"], tuple(told))
