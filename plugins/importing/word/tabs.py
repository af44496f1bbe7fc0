"""Tables that are typed with tabs: in a story their columns would run together, so they are told with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree as etree

from portal.i18n import Translator

from .marks import w

_ = Translator(__file__)
_FEWEST_ROWS = 2
_SHOWN = 60
_LABEL = re.compile(r"^(?:\(?\w{1,4}(?:\.\w{1,3})*[.)]|Điều \d+\.|[-–•+*])\t+")  # `1.`, `a)`: what a list is typed with


def tabbed_tables(root: etree.Element) -> Iterator[str]:
    """Names each run of lines that have columns."""
    for has_columns, group in groupby(_lines(root), key=lambda line: "\t" in line):
        lines = list(group)
        if has_columns and len(lines) >= _FEWEST_ROWS:
            words = " ".join(lines[0].split())
            yield _("the columns made with tabs at “{words}”", words=words[:_SHOWN])


def _lines(root: etree.Element) -> Iterator[str]:
    """The lines of all paragraphs that stand in no table; empty ones left out."""
    for paragraph in _paragraphs(root):
        written = "".join(_letters(paragraph))
        yield from (_LABEL.sub("", line.strip(), count=1) for line in written.split("\n") if line.strip())


def _paragraphs(node: etree.Element) -> Iterator[etree.Element]:
    for child in node:
        if child.tag == w("p"):
            yield child
        elif child.tag != w("tbl"):
            yield from _paragraphs(child)


def _letters(node: etree.Element) -> Iterator[str]:
    for child in node:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag == w("tab"):
            yield "\t"
        elif child.tag in (w("br"), w("cr")):
            yield "\n"
        elif child.tag not in (w("pPr"), w("p"), w("pict"), w("drawing")):
            yield from _letters(child)
