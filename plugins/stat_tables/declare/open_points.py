"""Places of a drafted table.toml that wait for an editor's answer: while one is open, the dataset does not build."""

from __future__ import annotations

import re

from portal.errors import Problem, Reporter
from portal.i18n import Translator

_ = Translator(__file__)

MARK = "# CẦN ĐIỀN"
_POINT = re.compile(rf"{MARK}\b[:\s]*(.*)")


def report_open_points(text: str, path: str, problems: Reporter) -> None:
    """A problem for each comment that begins with the mark."""
    for number, line in enumerate(text.split("\n"), 1):
        if MARK in line and (match := _POINT.search(line)):
            hint = _("answer, then delete this comment")
            message = _("still to be filled in: {question}", question=match[1].strip())
            problems.add(Problem(message, path, number, None, hint, "open-point"))
