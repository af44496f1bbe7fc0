"""Pictures of a body: from the slots that the converter left to figures on the page and in feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from html import escape
from pathlib import Path

from newsroom.model.media import Picture
from portal.i18n import language
from portal.theming.templates import environment

from .conversion import POSTER_CLOSE, POSTER_OPEN, SLOT_CLOSE, SLOT_OPEN

FigureMarkup = Callable[[Picture], str]

POSTER = 900  # px
BODY_SIZES = "(min-width: 46rem) 42rem, 100vw"  # the measure of the text in theme/static/css/tokens.css
_SLOTS = re.compile(f"<p>((?:\\s*{SLOT_OPEN}\\d+{SLOT_CLOSE})+)\\s*</p>")
_POSTER = re.compile(f"{POSTER_OPEN}(\\d+){POSTER_CLOSE}")
_SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")


class ThemeFigure:
    """Figures drawn by the theme's component, which alone knows about `srcset`.

    Args:
        made_from: digests of the theme's templates and words, where they are known; see building.keeping.values.
    """

    made_from: tuple[str, ...] = ()

    def __init__(self, theme: Path, made_from: tuple[str, ...] = ()) -> None:
        self._theme, self.made_from = theme, made_from or (str(theme),)

    @cached_property
    def _macro(self) -> Callable[..., str]:
        component = environment(self._theme, language()).get_template("components/figure.html")
        return component.module.figure  # type: ignore[attr-defined,no-any-return]

    def __call__(self, picture: Picture) -> str:
        return str(self._macro(picture, BODY_SIZES, zoom=True)).strip()


def plain_figure(picture: Picture) -> str:
    """For feeds: one image, its caption and credit."""
    image = (
        f'<img src="{escape(picture.url)}" width="{picture.width}" height="{picture.height}" '
        f'alt="{escape(picture.alt)}">'
    )
    credit = f"<em>{escape(picture.credit)}</em>" if picture.credit else ""
    words = " ".join(filter(None, (escape(picture.caption), credit)))
    return f"<figure>{image}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def _poster(picture: Picture | None) -> str:
    """Address of the file that is large enough for a player."""
    if picture is None:
        return ""
    files = (url for url, width in picture.fallback_files if width >= POSTER)
    return escape(next(files, picture.url))


def with_figures(html: str, pictures: Sequence[Picture | None], figure: FigureMarkup) -> str:
    """`html` with figures in the slots; None stands for a picture that could not be made."""
    if POSTER_OPEN in html:
        html = _POSTER.sub(lambda poster: _poster(pictures[int(poster.group(1))]), html)
    if SLOT_OPEN not in html:
        return html

    def drawn(slot: re.Match[str]) -> str:
        picture = pictures[int(slot.group(1))]
        return figure(picture) if picture else ""

    return _SLOT.sub(drawn, _SLOTS.sub(r"\1", html))
