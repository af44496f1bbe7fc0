"""Settings dict of one plugin -> its frozen dataclass of options, strictly."""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from .errors import ConfigError

Options = TypeVar("Options")


def parse_options(kind: type[Options], values: Mapping[str, object], *, name: str) -> Options:
    """Make `kind` from `values`; an unknown key or an ill-typed value is a ConfigError that names the setting.

    Args:
        kind: a frozen dataclass whose field names are the allowed keys.
        name: the settings variable, for messages, such as `STAT_TABLES`.
    """
    hints = typing.get_type_hints(kind)
    known = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"
            raise ConfigError(f"pelicanconf.py: {name}[{key!r}] is not an option; {hint}")
    return kind(**{key: _typed(value, hints[key], f"{name}[{key!r}]") for key, value in values.items()})


def _typed(value: Any, hint: Any, place: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        alternatives = typing.get_args(hint)
        for alternative in alternatives:
            try:
                return _typed(value, alternative, place)
            except ConfigError:
                continue
        raise _ill_typed(value, hint, place)
    if origin is tuple and isinstance(value, list | tuple):
        element = typing.get_args(hint)[0]
        return tuple(_typed(item, element, place) for item in value)
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        if isinstance(value, Mapping):
            return dict(value)
        raise _ill_typed(value, hint, place)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is Any:
        return value
    if isinstance(hint, type) and isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    raise _ill_typed(value, hint, place)


def _ill_typed(value: object, hint: Any, place: str) -> ConfigError:
    wanted = getattr(hint, "__name__", str(hint))
    return ConfigError(f"pelicanconf.py: {place} is {value!r}; write a value of type {wanted}")
