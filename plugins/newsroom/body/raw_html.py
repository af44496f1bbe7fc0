"""Warnings about HTML in Markdown that the sanitiser will drop, so that an editor is not left wondering."""

from __future__ import annotations

import re
from typing import Any

from portal.i18n import Translator

from .conversion import Conversion
from .sanitiser import TAGS

_ = Translator(__file__)
_OPENING = re.compile(r"<([a-z][a-z0-9:-]*)", re.IGNORECASE)


def check_raw_html(md: Any, conversion: Conversion) -> None:
    """One warning for each kind of dropped element in what Python-Markdown stashed as raw HTML."""
    seen: set[str] = set()
    for block in md.htmlStash.rawHtmlBlocks:
        if not isinstance(block, str) or "<" not in block:
            continue
        for match in _OPENING.finditer(block):
            name = match.group(1).lower()
            if name not in TAGS and name not in seen:
                seen.add(name)
                line = conversion.line_of(match.group())
                hint = (
                    _("write ![…](…) for a picture, /// video for a video")
                    if name in ("img", "iframe", "video")
                    else ""
                )
                conversion.report.warn(_("the HTML element <{name}> is left out", name=name), line, hint, "html")
