"""The Jinja environment of the theme: one per build, the same for every plugin, so that all escape alike.

Templates write `_("Read more")`, `_("%(count)s stories", count=n)`, `ngettext(...)` or `{% trans %}`; the words are in
`theme/locale/<language>.po`. `remembered(macro, value, ...)` calls a macro once for the same values; `addresses` tells
where the pages are (portal/addresses.py).
Values that are put in as `environment.globals` are also seen inside macros.
"""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.filters import do_urlencode

from portal import addresses
from portal.i18n import catalogue
from portal.vietnam.text import HANOI, clock, day_and_time, file_size, long_date, short_date

from .compiled import CompiledBefore
from .quick_code import QuickCode, QuickContext
from .remembered import Remembered
from .template_words import LiteralWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping


def environment(theme: Path, language: str) -> jinja2.Environment:
    """Escape everything, refuse unknown names, translate with the theme's catalogue.

    Args:
        theme: folder that holds `templates/` and `locale/`.
        language: such as `vi`; source strings stay English where the catalogue has no entry.
    """
    engine = _Environment(
        loader=jinja2.FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=CompiledBefore(theme / "locale", language),
        extensions=["jinja2.ext.i18n", LiteralWords],
    )
    engine.template_class = _Template
    words = catalogue(theme / "locale", language)
    # Added by the i18n extension at run time, hence unknown to its types.
    install: Callable[..., None] = engine.install_gettext_translations  # type: ignore[attr-defined]
    install(words, newstyle=True)
    engine.globals.update(addresses=addresses, plain_gettext=words.gettext, remembered=Remembered())
    engine.filters.update(iso=iso, long_date=long_date, short_date=short_date, day_and_time=day_and_time, number=number)
    engine.filters.update(srcset=srcset, zalo_payload=zalo_payload, headline_size=headline_size)
    engine.filters.update(urlencode=urlencode)
    engine.filters.update(loose=loose, file_size=file_size, clock=clock, bare_address=bare_address)
    return engine


class _Environment(jinja2.Environment):
    """Templates do not change during a build: each is looked up once, not for every import of every page."""

    code_generator_class = QuickCode
    context_class = QuickContext

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._templates: dict[Any, jinja2.Template] = {}

    def get_template(
        self, name: str | jinja2.Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = super().get_template(name, parent, globals)
        return template


class _Template(jinja2.Template):
    """Jinja compares all globals at each `{% from … import … %}` of each page, in case a page was given others.

    Here none ever is, and a page has a dozen imports: the module is the template's one and only.
    """

    def _get_default_module(self, ctx: jinja2.runtime.Context | None = None) -> TemplateModule:
        return super()._get_default_module(None)


def bare_address(address: str) -> str:
    """`https://www.example.vn/lan/` -> `example.vn/lan`."""
    return re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/")


def iso(moment: datetime) -> str:
    """For `<time datetime>`: `2024-04-17T16:05:00+07:00`, always in the time of Hanoi."""
    return moment.astimezone(HANOI).isoformat(timespec="seconds")


def number(value: int) -> str:
    """A whole number the Vietnamese way: `1600` -> `1.600`."""
    return f"{value:,}".replace(",", ".")


def headline_size(title: str) -> str:
    """The class of a headline of this length: a long one in large letters would fill a phone."""
    return "headline-s" if len(title) > 85 else "headline-m" if len(title) > 50 else "headline-l"


def loose(figure: str) -> str:
    """A figure of running text: its number keeps the word behind it, all else of it may begin a new line."""
    return re.sub(r"(?<![\d%‰])\u00a0", " ", figure)


@lru_cache(maxsize=10_000)  # a picture stands on many pages
def srcset(files: tuple[tuple[str, int], ...]) -> str:
    """(address, width in px) of each file as the attribute `srcset` has them."""
    return ", ".join(f"{url} {width}w" for url, width in files)


def urlencode(value: str | Mapping[str, Any] | Iterable[tuple[str, Any]]) -> str:
    """As Jinja's own; the address and the headline of a page, which it quotes six times, are worked out once."""
    return _quoted(str(value)) if isinstance(value, str) else do_urlencode(value)


@lru_cache(maxsize=256)
def _quoted(text: str) -> str:
    return do_urlencode(text)


@lru_cache(maxsize=256)
def zalo_payload(url: str) -> str:
    """The page to share, as Zalo's share page takes it in its address: JSON in base64.

    Spaces fill it up to whole groups of three bytes, so that no `=` is left to be escaped, once or twice.
    """
    data = json.dumps({"url": url}).encode()
    return base64.urlsafe_b64encode(data + b" " * (-len(data) % 3)).decode()
