"""Faults for reading: one that stands on every page of a site is told once, with the number of its places."""

from __future__ import annotations

from collections.abc import Iterable

from portal.errors import Problem
from portal.i18n import Translator

_ = Translator(__file__)


def grouped(problems: Iterable[Problem]) -> list[str]:
    """One line for each different fault, in the order of their first places."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.message), []).append(problem)
    return [_line(group) for group in groups.values()]


def _line(group: list[Problem]) -> str:
    if len(group) == 1:
        return str(group[0])
    return f"{group[0]} " + _("(and {count} more places)", count=len(group) - 1)
