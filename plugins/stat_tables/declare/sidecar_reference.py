"""The editors' reference of table.toml, made from the keys themselves: one Markdown table for each section."""

from __future__ import annotations

from portal.i18n import Translator

from .sidecar_check import section_name
from .sidecar_keys import SECTIONS, Key, kind_name

_ = Translator(__file__)


def reference() -> str:
    """All sections in the order of `SECTIONS`, as Markdown in the language of the moment."""
    return "\n\n".join(_section(section, keys) for section, keys in SECTIONS.items()) + "\n"


def _section(section: str, keys: tuple[Key, ...]) -> str:
    path = (section.removesuffix("*") + "…",) if section.endswith(".*") else ()
    title = _("At the head of table.toml") if not section else f"`{section_name(section, path)}`"
    heads = " | ".join((_("key"), _("required"), _("meaning"), _("write")))
    rows = "\n".join(_row(key) for key in keys)
    return f"### {title}\n\n| {heads} |\n|---|---|---|---|\n{rows}"


def _row(key: Key) -> str:
    required = _("required") if key.required else ""
    kind = kind_name(key.kind)
    if key.choices:
        shown = ", ".join(f"`{choice}`" for choice in map(_visible, key.choices))
        kind = _("one of: {choices}", choices=shown)
    return f"| `{key.name}` | {required} | {_(key.meaning)} | {kind} |"


def _visible(choice: str) -> str:
    return {"\t": "\\t", "|": "\\|"}.get(choice, choice)
