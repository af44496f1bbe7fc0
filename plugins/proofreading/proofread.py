"""One story -> what is to be mended in it: all rules, waivers, severities of the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .house.rule import Desk, ProofMark, Rule
from .rules import STORY_RULES
from .source.manuscript import Manuscript
from .waivers import waived

RULES_BY_CODE = {rule.code: rule for rule in STORY_RULES}


def proofread(manuscript: Manuscript, desk: Desk, rules: Sequence[Rule] = STORY_RULES) -> list[ProofMark]:
    """Findings in the order of the text, each with its code and severity; without those that are waived."""
    marks = [finding for rule in rules for finding in _findings(rule, manuscript, desk)]
    told = waived(manuscript, _told_once(marks), rules)
    return sorted(told, key=lambda finding: (finding.start, finding.end, finding.code))


# What these say of a word that another rule mends, that rule has said.
_YIELDING = frozenset({"slip", "misspelt-syllable", "place-capitals"})


def _told_once(marks: list[ProofMark]) -> list[ProofMark]:
    doubtful = [mark for mark in marks if mark.code in _YIELDING]
    if not doubtful:
        return marks
    mended = [mark for mark in marks if mark.replacement is not None and mark.code not in _YIELDING]
    dropped = {id(mark) for mark in doubtful if any(_meet(mark, other) for other in mended)}
    return [mark for mark in marks if id(mark) not in dropped]


def _meet(mark: ProofMark, other: ProofMark) -> bool:
    return mark.start < other.end and other.start < mark.end


def _findings(rule: Rule, manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    house = desk.style.severities.get(rule.code)
    if house == "off":
        return
    for finding in rule.check(manuscript, desk):
        severity = house or finding.severity or rule.severity
        yield replace(finding, code=rule.code, severity=severity)  # type: ignore[arg-type]  # checked on reading
