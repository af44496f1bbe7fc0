"""Bounds on marks that make Python-Markdown's work grow with their square: no file may hang a build.

No story comes near them; 20,000 open brackets in one paragraph took a minute (tests/newsroom/body/test_text_limits.py).
"""

from __future__ import annotations

import re

from portal.i18n import Translator

from .conversion import Conversion

_ = Translator(__file__)
_BLANK = re.compile(r"\n[ \t]*\n")

IN_TEXT = {"[": 4000, "<": 5000, "<!": 100, "[^": 600, "*[": 1000, "///": 1000}
# Python-Markdown copies a block for each mark in it.
IN_BLOCK = {
    **{"[": 500, "<": 2000, "\n": 2000, "www.": 2000, "://": 2000},
    **dict.fromkeys("*_`&\\", 10_000),
}


def within_limits(conversion: Conversion) -> bool:
    """Whether the text may be converted; a fault says why not."""
    source = conversion.source
    for mark, most in IN_TEXT.items():
        if source.count(mark) > most:
            return _refuse(conversion, mark, most, 1)
    for mark, most in IN_BLOCK.items():
        if source.count(mark) > most:
            crowded = next((block for block in _BLANK.split(source) if block.count(mark) > most), None)
            if crowded is not None:
                return _refuse(conversion, mark, most, conversion.line_of(crowded))
    return True


def _refuse(conversion: Conversion, mark: str, most: int, line: int) -> bool:
    message = _("there are more than {count} of {mark} here", count=most, mark=mark)
    if mark == "\n":
        message = _("there are more than {count} lines without an empty one", count=most)
    conversion.report.fault(message, line, code="too-many-marks")
    return False
