"""Faults for reading: one that stands on every page of a site is told once, with the number of its places."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.errors import Problem
from portal.i18n import Translator

_ = Translator(__file__)

_STORY = re.compile(r"-post(\d+)\.html$")


def grouped(problems: Iterable[Problem]) -> list[str]:
    """One line for each different fault, in the order of their first places."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.message), []).append(problem)
    return [_line(group) for group in groups.values()]


def _line(group: list[Problem]) -> str:
    story = _STORY.search(group[0].path)
    first = f"{group[0]} " + _("(the story with the id {id})", id=story[1]) if story else str(group[0])
    if len(group) == 1:
        return first
    return f"{first} " + _("(and {count} more places)", count=len(group) - 1)
