"""Settings dict of one plugin -> its frozen dataclass of options, strictly: one more reader of the schema engine."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from portal.errors import ConfigError, Reporter
from portal.i18n import Translator

from .records import FreeKeys, Key, Many, Record
from .source_file import SourceFile
from .value_types import AnyValue, Flag, Text, ValueType, WholeNumber

_ = Translator(__file__)
Options = TypeVar("Options")

_TYPES: Mapping[type, ValueType] = {str: Text(), int: WholeNumber(), bool: Flag()}


def parse_options(kind: type[Options], values: Mapping[str, object], *, name: str) -> Options:
    """Make `kind` from `values`; an unknown key or an ill-typed value is a ConfigError that names the setting.

    Args:
        kind: a frozen dataclass whose field names are the allowed keys.
        name: the settings variable, for messages, such as `STAT_TABLES`.
    """
    record = Record(tuple(Key(key, _type(hint), _.later("")) for key, hint in typing.get_type_hints(kind).items()))
    file = SourceFile("pelicanconf.py", dict(values), dict, Reporter(), title=name)
    options = record.read(file.root)
    if file.problems:
        told = (f"{file.path}: {problem.message}; {problem.hint}" for problem in file.problems)
        raise ConfigError("\n".join(told))
    return kind(**options)


def _type(hint: Any) -> ValueType:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return Many(_type(inner[0]))
    return FreeKeys(AnyValue()) if isinstance(origin, type) and issubclass(origin, Mapping) else _TYPES[hint]
