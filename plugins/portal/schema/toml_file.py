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

_ = Translator(__file__)

_AT = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"


def read_toml(text: str, path: str, problems: Reporter) -> SourceFile:
    """The values of a TOML text. Raises Problem with line and column where it is not TOML."""
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), path, text) from None
    return SourceFile(path, values, partial(_lines, text), problems)


def _lines(text: str) -> Mapping[Path, int]:
    from .toml_lines import Scanner  # only messages need it

    return Scanner(text).scan()


def _not_toml(message: str, path: str, text: str) -> Problem:
    match = re.search(_AT, message)
    line = int(match[1]) if match and match[1] else text.count("\n") + 1
    column = int(match[2]) if match and match[2] else None
    reason = re.sub(_AT, "", message)
    hint = _("texts stand in quotes, dates as 2024-03-31, one key once: key = value")
    return Problem(_("this is not valid TOML ({reason})", reason=reason), path, line, column, hint, "toml-syntax")
