"""table.toml -> the same values, free of unknown keys, ill-typed values and missing ones; every fault with its line."""

from __future__ import annotations

from typing import Any

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.sources.toml_source import TomlSource
from stat_tables.model.nearest import hint_for

from .sidecar_keys import SECTIONS, Key, Kind, fits, kind_name

_ = Translator(__file__)

TomlPath = tuple[str | int, ...]
# Most values are of these very types; only the others need a closer look.
_USUAL = {Kind.TEXT: str, Kind.INTEGER: int, Kind.BOOLEAN: bool, Kind.TABLE: dict}
_BY_NAME = {section: {key.name: (key, _USUAL.get(key.kind)) for key in keys} for section, keys in SECTIONS.items()}
_REQUIRED = {section: tuple(key for key in keys if key.required) for section, keys in SECTIONS.items()}
_UNKNOWN = (None, None)


class SidecarFaults:
    """The faults of one table.toml, each at the line of the key it is about."""

    def __init__(self, source: TomlSource, problems: Reporter) -> None:
        self.source = source
        self.problems = problems

    def add(self, message: str, *path: str | int, hint: str = "", code: str = "") -> None:
        self.problems.add(Problem(message, self.source.path, self.source.line(*path), None, hint, code))


def check_keys(faults: SidecarFaults) -> dict[str, Any]:
    """The values of the file as far as they are sound; what is not is left out, and told."""
    return _section(faults.source.values, "", (), faults)


def _section(values: dict[str, Any], section: str, path: TomlPath, faults: SidecarFaults) -> dict[str, Any]:
    known = _BY_NAME[section]
    sound = {}
    for name, value in values.items():
        key, usual = known.get(name, _UNKNOWN)
        if key is None:
            message = _("“{key}” is not a key of {section}", key=name, section=section_name(section, path))
            faults.add(message, *path, name, hint=hint_for(name, known), code="unknown-key")
        elif type(value) is not usual and not fits(key.kind, value):
            message = _("“{key}” is {value}", key=name, value=_shown(value))
            faults.add(message, *path, name, hint=_("write {kind}", kind=kind_name(key.kind)), code="ill-typed")
        elif key.choices and value not in key.choices:
            message = _("“{key}” is “{value}”", key=name, value=value)
            faults.add(message, *path, name, hint=hint_for(value, key.choices), code="unknown-value")
        else:
            sound[name] = _inside(key, value, (*path, name), faults) if key.section else value
    for key in _REQUIRED[section]:
        value = values.get(key.name)
        if value is None or (not value and value != 0) or (type(value) is str and value.isspace()):
            message = _("“{key}” is missing in {section}", key=key.name, section=section_name(section, path))
            faults.add(message, *path, hint=_(key.meaning), code="missing-key")
    return sound


def _inside(key: Key, value: Any, path: TomlPath, faults: SidecarFaults) -> Any:
    if key.section.endswith(".*"):
        return {name: _named(name, inner, key.section, path, faults) for name, inner in value.items()}
    if key.kind is Kind.TABLES:
        return [_section(inner, key.section, (*path, index), faults) for index, inner in enumerate(value)]
    return _section(value, key.section, path, faults)


def _named(name: str, value: Any, section: str, path: TomlPath, faults: SidecarFaults) -> dict[str, Any]:
    if isinstance(value, dict):
        return _section(value, section, (*path, name), faults)
    message = _("“{key}” is {value}", key=name, value=_shown(value))
    faults.add(message, *path, name, hint=_("write [columns.{name}] and its keys below", name=name), code="ill-typed")
    return {}


def section_name(section: str, path: TomlPath = ()) -> str:
    """How messages call a section: as it is written in the file, at `path`."""
    if not section:
        return "table.toml"
    if section == "revisions.values":
        return "values"
    if section.endswith(".*"):
        return f"[{'.'.join(str(part) for part in path)}]"
    double = section in {key.name for key in SECTIONS[""] if key.kind is Kind.TABLES}
    return f"[[{section}]]" if double else f"[{section}]"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, dict):
        return "{…}"
    return "[…]" if isinstance(value, list) else str(value)
