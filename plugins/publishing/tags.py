"""Start tags of a page, fast: what a browser would see as elements, without building a tree.

The strict parser (verify_html) proves that pages are well formed; then this reading and the browser's agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Comments and the text of script, style, textarea and title hold no elements.
_TOKEN = re.compile(
    r"""<!--.*?-->"""
    r"""|<(?P<raw>script|style|textarea|title)(?P<raw_attributes>(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?)>(?P<text>.*?)</(?P=raw)\s*>"""
    r"""|<(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


@dataclass(frozen=True)
class Tag:
    """A start tag. `text` is the content of script, style, textarea and title; empty for all others."""

    name: str
    attributes: dict[str, str]
    offset: int
    text: str = ""


def tags_of(html: str) -> Iterator[Tag]:
    for match in _TOKEN.finditer(html):
        if match["raw"]:
            yield Tag(match["raw"].lower(), _attributes(match["raw_attributes"]), match.start(), match["text"])
        elif match["name"]:
            yield Tag(match["name"].lower(), _attributes(match["attributes"]), match.start())


def line_of(text: str, offset: int) -> int:
    """Line number, from 1, of a place in `text`."""
    return text.count("\n", 0, offset) + 1


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        attributes.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return attributes
