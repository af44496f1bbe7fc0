"""Views -> markup, by the macros of the theme. One environment per theme folder and process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from portal.i18n import language
from portal.theming.templates import environment


@cache
def _module(theme: Path, component: str, lang: str) -> Any:
    return environment_of(theme, lang).get_template(f"components/{component}.html").module


@cache
def environment_of(theme: Path, lang: str) -> Any:
    return environment(theme, lang)


def render(theme: Path, component: str, *values: object, **options: object) -> str:
    """The macro named like its file `components/<component>.html`, applied to `values`. Trusted markup."""
    return str(getattr(_module(theme, component, language()), component)(*values, **options)).strip()
