"""TOML as editors write it: parsed strictly, fractions as exact decimals, with the line of every key for messages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from portal.errors import Problem, Reporter
from portal.i18n import Translator

from .source_file import Path, SourceFile
from .toml_limits import first_excess

_ = Translator(__file__)

# Far beyond what anybody writes; deeper nesting and longer numbers are there to bring the build down.
DEEPEST = 40
MOST_DIGITS = 60
_AT = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"


def read_toml(text: str, path: str, problems: Reporter) -> SourceFile:
    """The values of a TOML text. Raises Problem with line and column where it is not TOML."""
    _refuse_excess(text, path)
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), path, text) from None
    return SourceFile(path, values, partial(_lines, text), problems)


def _lines(text: str) -> Mapping[Path, int]:
    from .toml_lines import Scanner  # only messages need it

    return Scanner(text).scan()


def _refuse_excess(text: str, path: str) -> None:
    excess = first_excess(text, DEEPEST, MOST_DIGITS)
    if excess is not None:
        reason = _("nested more than {count} deep, or a number of more than {digits} digits")
        hint = _("write plain sections and numbers")
        message = _("this is not valid TOML ({reason})", reason=reason.format(count=DEEPEST, digits=MOST_DIGITS))
        raise Problem(message, path, text.count("\n", 0, excess) + 1, None, hint, "toml-syntax")


def _not_toml(message: str, path: str, text: str) -> Problem:
    match = re.search(_AT, message)
    line = int(match[1]) if match and match[1] else text.count("\n") + 1
    column = int(match[2]) if match and match[2] else None
    reason = re.sub(_AT, "", message)
    hint = _("texts stand in quotes, dates as 2024-03-31, one key once: key = value")
    return Problem(_("this is not valid TOML ({reason})", reason=reason), path, line, column, hint, "toml-syntax")
