"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..source.manuscript import Manuscript
from .house_style import HouseStyle

Severity = Literal["error", "warning", "advice"]
PictureSize = Callable[[str], tuple[int, int] | None]


def _unknown(_name: str) -> None:
    return None


@dataclass(frozen=True)
class Desk:
    """What a rule may know beside the story.

    Args:
        picture_size: width and height of a picture by its name under content/media/; None where unknown.
    """

    style: HouseStyle
    picture_size: PictureSize = _unknown


@dataclass(frozen=True)
class ProofMark:
    """One stretch of the text, from `start` to `end`, and what to do about it.

    Args:
        replacement: the text that mends it beyond doubt; None where a person must decide.
        severity: where it differs from the rule's own.
        code: set by the proofreader.
    """

    start: int
    end: int
    message: str
    hint: str = ""
    replacement: str | None = None
    severity: Severity | None = None
    code: str = ""


Check = Callable[[Manuscript, Desk], Iterable[ProofMark]]


@dataclass(frozen=True)
class Rule:
    """One page of docs/rules/ is about it, and its examples there are its tests.

    Args:
        code: stable name; editors write it in waivers.
        mends: `scripts/check --content --fix` repairs what is sure.
    """

    code: str
    severity: Severity
    check: Check = field(repr=False)
    mends: bool = False


def letters(words: Mapping[str, str] | Iterable[str]) -> str:
    """A pattern of any of `words`, longer ones first."""
    import re

    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
