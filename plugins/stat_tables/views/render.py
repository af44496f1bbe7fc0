"""Views -> markup, by the macros of the theme. One environment per theme folder and process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portal.i18n import language
from portal.theming.templates import environment
from portal.traces.trace import note_tree, remembering


@remembering
def _module(theme: Path, component: str, lang: str) -> Any:
    # A component may import any other one.
    note_tree(theme / "templates")
    note_tree(theme / "locale")
    return environment_of(theme, lang).get_template(f"components/{component}.html").module


@remembering
def environment_of(theme: Path, lang: str) -> Any:
    return environment(theme, lang)


def forget_templates() -> None:
    """The theme has changed."""
    _module.cache_clear()
    environment_of.cache_clear()


def render(theme: Path, component: str, *values: object, **options: object) -> str:
    """The macro named like its file `components/<component>.html`, applied to `values`. Trusted markup."""
    return str(getattr(_module(theme, component, language()), component)(*values, **options)).strip()
