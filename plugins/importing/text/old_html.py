"""HTML of an old system as browsers read it: cells, items, paragraphs that nobody closed end where the next begins."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4 import BeautifulSoup

MOST_LEVELS = 150  # no page of words goes deeper; what does was damaged by a program
_TAG = re.compile(
    r"<(/?)(?!(?:br|hr|img|input|p|li|d[td]|t[dhr]|col|wbr|meta|link)\b)([a-z][a-z0-9]*)\b[^>]*?(/?)>", re.I
)


def old_html(text: str, too_deep: Callable[[], None]) -> BeautifulSoup:
    """The page; where elements stand too deep in each other, its words without them, after `too_deep` is told."""
    if _levels(text) > MOST_LEVELS:
        too_deep()
        text = _TAG.sub(" ", text)
    return BeautifulSoup(text, "html5lib")


def _levels(text: str) -> int:
    level = deepest = 0
    for tag in _TAG.finditer(text):
        if tag[1]:
            level = max(0, level - 1)
        elif not tag[3]:
            level += 1
            deepest = max(deepest, level)
    return deepest
