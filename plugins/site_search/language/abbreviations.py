"""content/abbreviations.toml: short and long forms that stand for each other in a search.

[[abbreviation]]
short = "THADS"
long = "thi hành án dân sự"

One short form may stand for several long ones, and one long form may have several short ones.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.sources.toml_source import TomlSource

from .analysis import sentences

_ = Translator(__file__)

LONGEST = 200  # characters of a form
KEYS = ("short", "long")
Table = tuple[tuple[str, str], ...]


def read_abbreviations(path: Path) -> Table:
    """Pairs (short, long) in the order of the file; none where there is no file. All faults in one BuildFailed."""
    if not path.is_file():
        return ()
    name = path.name
    try:
        source = TomlSource(path.read_text(encoding="utf-8"), name)
    except UnicodeDecodeError:
        raise Problem(_("the file is not UTF-8"), name, hint=_("save it as UTF-8"), code="encoding") from None
    problems = Reporter()
    rows = _rows(source, problems)
    found: dict[tuple[str, str], None] = {}
    for number, row in enumerate(rows):
        with problems.collecting():
            entry = _entry(source, number, row)
            if entry in found:
                raise _fault(source, number, "short", _("{short} with this long form stands twice", short=entry[0]))
            found[entry] = None
    problems.raise_if_any()
    return tuple(found)


def _rows(source: TomlSource, problems: Reporter) -> list[dict[str, Any]]:
    for key in source.values:
        if key != "abbreviation":
            hint = _("write [[abbreviation]]")
            message = _("{key} is not a key of this file", key=key)
            problems.add(Problem(message, source.path, source.line(key), hint=hint, code="unknown-key"))
    rows = source.values.get("abbreviation", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        hint = _("write [[abbreviation]]")
        place = source.line("abbreviation")
        problems.add(Problem(_("abbreviation is not a list of tables"), source.path, place, hint=hint, code="type"))
        return []
    return rows


def _entry(source: TomlSource, number: int, row: dict[str, Any]) -> tuple[str, str]:
    for key in row:
        if key not in KEYS:
            raise _fault(
                source, number, key, _("{key} is not a key of an abbreviation", key=key), _("keys: short, long")
            )
    short, long = (_form(source, number, key, row.get(key)) for key in KEYS)
    return short, long


def _form(source: TomlSource, number: int, key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _fault(source, number, key, _("{key} is missing or empty", key=key), _("write a text in quotes"))
    if len(value) > LONGEST or not any(sentence.tokens for sentence in sentences(value)):
        raise _fault(
            source, number, key, _("{value} cannot be searched", value=value[:40]), _("write words or letters")
        )
    return value.strip()


def _fault(source: TomlSource, number: int, key: str, message: str, hint: str = "") -> Problem:
    line = source.line("abbreviation", number, key)
    return Problem(message, source.path, line, hint=hint, code="abbreviation")
