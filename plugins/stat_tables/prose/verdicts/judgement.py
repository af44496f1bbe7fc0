"""What is said of one number: it agrees, contradicts a fact, speaks of something elsewhere, or nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from portal.i18n import Translator
from stat_tables.prose.reading.prose_facts import Fact

_ = Translator(__file__)


class Verdict(Enum):
    AGREES = 0
    CONTRADICTS = 1
    ELSEWHERE = 2
    UNKNOWN = 3


@dataclass(frozen=True)
class FigureJudgement:
    """`fact` that is contradicted, and what to do about it; `bound`: the sentence says which row it means.

    Args:
        near: nothing but its nearness to the fact speaks against the number.
        sure: its digits are the fact's, whatever the words around it say.
    """

    verdict: Verdict
    fact: Fact | None = None
    hint: str = ""
    bound: bool = True
    near: bool = False
    sure: bool = False


AGREES, ELSEWHERE, UNKNOWN = (
    FigureJudgement(verdict) for verdict in (Verdict.AGREES, Verdict.ELSEWHERE, Verdict.UNKNOWN)
)


def contradiction(
    fact: Fact | None, hint: str, *, bound: bool = True, near: bool = False, sure: bool = False
) -> FigureJudgement:
    return FigureJudgement(Verdict.CONTRADICTS, fact, hint, bound, near, sure)


# What to do about it.


def write_the_table() -> str:
    return _("write what the table says, or correct the table")


def mind_the_direction() -> str:
    return _("mind the direction: is it a rise or a fall?")


def of_another() -> str:
    return _("this is the figure of another row or column")


def digits_swapped() -> str:
    return _("two digits are swapped")
