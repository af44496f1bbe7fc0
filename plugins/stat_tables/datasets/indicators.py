"""indicators.toml beside the datasets: what each indicator means, and from which day on it means something else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from portal.errors import Reporter
from portal.i18n import Translator
from portal.schema.records import FreeKeys, Key, Many, Record
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Day, Text
from stat_tables.read.text_encoding import decode

_ = Translator(__file__)

gettext = _.later

BREAK = Record(
    (
        Key("date", Day(), gettext("the first day of the new meaning"), required=True),
        Key("text", Text(), gettext("why figures before and after do not compare"), required=True),
    )
)
INDICATOR = Record(
    (
        Key("label", Text(), gettext("name of the indicator"), '"Tỷ lệ thi hành xong"', required=True),
        Key("definition", Text(), gettext("what it counts"), '"Số việc …"', required=True),
        Key("source", Text(), gettext("the document that says so")),
        Key("unit", Text(), gettext("unit of its figures")),
        Key("breaks", Many(BREAK), gettext("days from which the indicator means something else")),
    )
)
INDICATORS = FreeKeys(INDICATOR)


class BreakDay(NamedTuple):
    """A day from which figures do not compare with earlier ones, and why."""

    day: date
    text: str


class Indicator(NamedTuple):
    """What a series counts. `breaks` in the order of days."""

    id: str
    label: str
    definition: str
    source: str = ""
    unit: str = ""
    breaks: tuple[BreakDay, ...] = ()


def read_indicators(path: Path, display_path: str, problems: Reporter) -> Mapping[str, Indicator]:
    """Indicators by id. What is wrong goes to `problems`."""
    with problems.collecting():
        file = read_toml(decode(path.read_bytes(), display_path), display_path, problems)
        return {name: _indicator(name, entry) for name, entry in INDICATORS.read(file.root).items()}
    return {}


def _indicator(name: str, entry: Mapping[str, Any]) -> Indicator:
    breaks = tuple(BreakDay(item["date"], item["text"]) for item in entry.get("breaks", ()) if BREAK.is_complete(item))
    return Indicator(**{"id": name, "label": name, "definition": "", **entry, "breaks": breaks})
