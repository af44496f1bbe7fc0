"""Pictures of a body: from the slots that the converter left to figures on the page and in feeds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from .article import Picture
from .conversion import SLOT_CLOSE, SLOT_OPEN

BODY_SIZES = "(min-width: 48rem) 44rem, 100vw"
_SLOTS = re.compile(f"<p>((?:\\s*{SLOT_OPEN}\\d+{SLOT_CLOSE})+)\\s*</p>")
_SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")


def srcset(files: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{url} {width}w" for url, width in files)


def picture_markup(picture: Picture, sizes: str = BODY_SIZES, eager: bool = False) -> str:
    """`<picture>` with all formats, its measures (so that nothing jumps), lazy unless `eager`."""
    sources = "".join(
        f'<source type="{source.type}" srcset="{escape(srcset(source.files))}" sizes="{escape(sizes)}">'
        for source in picture.sources
    )
    fallback = (
        f' srcset="{escape(srcset(picture.fallback_files))}" sizes="{escape(sizes)}"' if picture.fallback_files else ""
    )
    when = ' fetchpriority="high"' if eager else ' loading="lazy" decoding="async"'
    return (
        f'<picture>{sources}<img src="{escape(picture.url)}"{fallback} width="{picture.width}" '
        f'height="{picture.height}" alt="{escape(picture.alt)}"{when}></picture>'
    )


def figure_markup(picture: Picture, feed: bool = False) -> str:
    """A figure with caption and credit; for feeds with one plain image."""
    image = picture_markup(picture)
    if feed:
        image = (
            f'<img src="{escape(picture.url)}" width="{picture.width}" height="{picture.height}" '
            f'alt="{escape(picture.alt)}">'
        )
    words = [escape(picture.caption)] if picture.caption else []
    if picture.credit:
        words.append(f'<span class="credit">{escape(picture.credit)}</span>')
    caption = f"<figcaption>{' '.join(words)}</figcaption>" if words else ""
    return f'<figure class="figure">{image}{caption}</figure>'


def with_figures(html: str, pictures: Sequence[Picture | None], feed: bool = False) -> str:
    """`html` with figures in the slots; None stands for a picture that could not be made."""
    if SLOT_OPEN not in html:
        return html

    def figure(slot: re.Match[str]) -> str:
        picture = pictures[int(slot.group(1))]
        return figure_markup(picture, feed) if picture else ""

    return _SLOT.sub(figure, _SLOTS.sub(r"\1", html))
