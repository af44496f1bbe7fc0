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


def gettext(message: str) -> str:
    """Marks words that are translated where they are shown."""
    return message


FAMILIES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    (gettext("Marks and spaces"), punctuation.RULES),
    (gettext("Quotation marks and brackets"), quotation.RULES),
    (gettext("Words"), (*repeats.RULES, *slips.RULES)),
    (gettext("Letters"), tones.RULES),
    (gettext("Numbers"), numbers.RULES),
    (gettext("Dates and hours"), dates.RULES),
    (gettext("Legal documents"), references.RULES),
    (gettext("Names"), names.RULES),
    (gettext("Headline and sapo"), headlines.RULES),
    (gettext("Pictures"), pictures.RULES),
    (gettext("Corrections and AI"), record.RULES),
    (gettext("Personal data"), privacy.RULES),
)
STORY_RULES: tuple[Rule, ...] = tuple(rule for _title, rules in FAMILIES for rule in rules)
