"""`--fix`: what findings are sure of, and nothing else, until nothing sure is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .house.rule import ProofMark

_MOST_ROUNDS = 5  # a repair may bring another one to light, such as a space before a mark that stood twice


def repair(text: str, look: Callable[[str], Iterable[ProofMark]]) -> tuple[str, int]:
    """The text with all sure findings of `look` mended, and how many were."""
    count = 0
    for _round in range(_MOST_ROUNDS):
        mended, number = mend(text, look(text))
        if not number or mended == text:
            break
        text, count = mended, count + number
    return text, count


def mend(text: str, findings: Iterable[ProofMark]) -> tuple[str, int]:
    """Each replacement once; of two that overlap the first, the other in the next round."""
    parts: list[str] = []
    at = count = 0
    for finding in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        if finding.replacement is None or finding.start < at:
            continue
        parts += [text[at : finding.start], finding.replacement]
        at, count = finding.end, count + 1
    return "".join([*parts, text[at:]]), count
