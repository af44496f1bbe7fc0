"""All rules, in the order in which their pages are listed; each family is a module."""

from __future__ import annotations

from ..house.rule import Rule
from . import (
    dates,
    headlines,
    names,
    numbers,
    pictures,
    privacy,
    punctuation,
    quotation,
    record,
    references,
    repeats,
    slips,
    tones,
)

STORY_RULES: tuple[Rule, ...] = (
    *punctuation.RULES,
    *quotation.RULES,
    *repeats.RULES,
    *slips.RULES,
    *tones.RULES,
    *numbers.RULES,
    *dates.RULES,
    *references.RULES,
    *names.RULES,
    *headlines.RULES,
    *pictures.RULES,
    *record.RULES,
    *privacy.RULES,
)
