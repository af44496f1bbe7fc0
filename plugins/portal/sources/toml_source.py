"""TOML as editors write it: parsed strictly, with the line of every key for messages (tomllib keeps none)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from portal.errors import Problem
from portal.i18n import Translator

from .toml_limits import first_excess

_ = Translator(__file__)

Path = tuple[str | int, ...]

# Far beyond what anybody writes; deeper nesting and longer numbers are there to bring the build down.
DEEPEST = 40
MOST_DIGITS = 60
_AT = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"


class TomlSource:
    """The text of one TOML file: its values (fractions as exact decimals) and where its keys stand."""

    def __init__(self, text: str, path: str) -> None:
        """Raises Problem with line and column where `text` is not TOML."""
        self._text = text
        self._lines: Mapping[Path, int] | None = None
        self.path = path
        _refuse_excess(text, path)
        try:
            self.values: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise _not_toml(str(error), path, text) from None

    def line(self, *path: str | int) -> int:
        """Line (from 1) of the key at `path`, such as `("columns", "tinh", "type")` or `("sources", 0)`.

        Where the key is missing, the line of the nearest thing around it; 1 where there is none.
        """
        if self._lines is None:
            from .toml_lines import Scanner  # only messages need it

            self._lines = Scanner(self._text).scan()
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 1


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
