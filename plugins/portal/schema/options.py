"""Settings dict of one plugin -> its frozen dataclass of options, strictly: one more reader of the schema engine."""

from __future__ import annotations

import ast
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from portal.errors import ConfigError, Reporter
from portal.i18n import Translator

from .records import FreeKeys, Key, Many, Record
from .source_file import SourceFile
from .value_types import AnyValue, Flag, Text, ValueType, WholeNumber

_ = Translator(__file__)
Options = TypeVar("Options")

Lines = Mapping[tuple[str | int, ...], int]

SETTINGS_FILE = "SETTINGS_FILE"  # setting: where the settings were read
_TYPES: Mapping[type, ValueType] = {str: Text(), int: WholeNumber(), bool: Flag()}


def options_of(kind: type[Options], settings: Mapping[str, Any], name: str) -> Options:
    """The options of a plugin in Pelican's settings."""
    return parse_options(kind, settings.get(name, {}), name=name, file=settings.get(SETTINGS_FILE))


def parse_options(
    kind: type[Options], values: Mapping[str, object], *, name: str, file: str | Path | None = None
) -> Options:
    """Make `kind` from `values`; an unknown key or an ill-typed value is a ConfigError that names its line.

    Args:
        kind: a frozen dataclass whose field names are the allowed keys.
        name: the settings variable, for messages, such as `STAT_TABLES`.
        file: where it is assigned, or imported from the file beside it.
    """
    record = Record(tuple(Key(key, _type(hint), _.later("")) for key, hint in typing.get_type_hints(kind).items()))
    source = SourceFile("pelicanconf.py", dict(values), dict, Reporter(), title=name)
    options = record.read(source.root)
    if not source.problems:
        return kind(**options)
    place = _assigned(Path(file), name) if file else None
    if place is None:
        raise ConfigError("\n".join(f"{one.path}: {one.message}; {one.hint}" for one in source.problems))
    path, first_line, lines = place
    source = SourceFile(path.name, dict(values), lambda: lines, Reporter(), first_line=first_line, title=name)
    record.read(source.root)
    raise ConfigError("\n".join(map(str, source.problems)))


def _assigned(file: Path, name: str) -> tuple[Path, int, Lines] | None:
    """The file, the line and the lines of the keys of the dict that `name` is in a settings file."""
    for node in reversed(ast.parse(file.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id == name for one in node.targets):
            keys = node.value.keys if isinstance(node.value, ast.Dict) else ()
            lines: Lines = {(str(key.value),): key.lineno for key in keys if isinstance(key, ast.Constant)}
            return file, node.lineno, lines
        beside = file.with_name(f"{node.module}.py") if isinstance(node, ast.ImportFrom) else None
        if beside and beside.is_file() and (place := _assigned(beside, name)):
            return place
    return None


def _type(hint: Any) -> ValueType:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return Many(_type(inner[0]))
    return FreeKeys(AnyValue()) if isinstance(origin, type) and issubclass(origin, Mapping) else _TYPES[hint]
