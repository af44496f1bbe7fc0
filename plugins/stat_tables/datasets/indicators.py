"""indicators.toml beside the datasets: what each indicator means, and from which day on it means something else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.sources.toml_source import TomlSource
from stat_tables.model.nearest import hint_for
from stat_tables.read.read_csv import decode

_ = Translator(__file__)

_KEYS = {"label": str, "definition": str, "source": str, "unit": str, "breaks": list}
_BREAK_KEYS = {"date": date, "text": str}


class Break(NamedTuple):
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
    breaks: tuple[Break, ...] = ()


def read_indicators(path: Path, shown: str, problems: Reporter) -> Mapping[str, Indicator]:
    """Indicators by id. Faults go to `problems`."""
    with problems.collecting():
        source = TomlSource(decode(path.read_bytes(), shown), shown)
        return {name: _indicator(name, entry, source, problems) for name, entry in source.values.items()}
    return {}


def _indicator(name: str, entry: Any, source: TomlSource, problems: Reporter) -> Indicator:
    if not isinstance(entry, dict):
        message = _("“{key}” is no section", key=name)
        hint = _("write [{name}] and its keys below", name=name)
        problems.add(Problem(message, source.path, source.line(name), None, hint, "ill-typed"))
        entry = {}
    sound = _checked(entry, _KEYS, ("label", "definition"), source, problems, name)
    breaks = [
        _checked(item, _BREAK_KEYS, ("date", "text"), source, problems, name, "breaks", index)
        for index, item in enumerate(sound.get("breaks", ()))
        if isinstance(item, dict)
    ]
    return Indicator(
        id=name,
        label=sound.get("label", name),
        definition=sound.get("definition", ""),
        source=sound.get("source", ""),
        unit=sound.get("unit", ""),
        breaks=tuple(Break(item["date"], item["text"]) for item in breaks if len(item) == len(_BREAK_KEYS)),
    )


def _checked(
    entry: Mapping[str, Any],
    keys: Mapping[str, type],
    required: tuple[str, ...],
    source: TomlSource,
    problems: Reporter,
    *path: str | int,
) -> dict[str, Any]:
    def tell(message: str, hint: str, code: str, *place: str | int) -> None:
        problems.add(Problem(message, source.path, source.line(*path, *place), None, hint, code))

    for key, value in entry.items():
        if key not in keys:
            message = _("“{key}” is not a key of {section}", key=key, section=f"[{path[0]}]")
            tell(message, hint_for(key, keys), "unknown-key", key)
        elif not isinstance(value, keys[key]):
            tell(_("“{key}” is {value}", key=key, value=value), "", "ill-typed", key)
    for key in required:
        if not entry.get(key):
            message = _("“{key}” is missing in {section}", key=key, section=f"[{path[0]}]")
            tell(message, "", "missing-key")
    return {key: value for key, value in entry.items() if key in keys and isinstance(value, keys[key])}
