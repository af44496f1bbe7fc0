"""Telephone numbers, however they are spaced: `024.3733 1234`, `(+84) 24 3733-1234` -> `02437331234`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = "[ .()\u00a0\u2010-\u2015-]{0,2}"
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z/,.\u2010-\u2015-])(?:\(?\+?84{_GAP}(?:\(?0\)?{_GAP})?|\(?0)(?=[1-9])([0-9](?:{_GAP}[0-9]){{8,9}})(?![0-9/])"
)
_ENOUGH_FIGURES = re.compile(f"[0-9](?:{_GAP}[0-9]){{8}}")  # found in a sixth of the time; most texts have none
_NO_FIGURE = re.compile("[^0-9]")


def phone_numbers(text: str) -> Iterator[str]:
    """All numbers of a text, as ten or eleven figures."""
    return (_plain(match) for match in _NUMBER.finditer(text)) if _ENOUGH_FIGURES.search(text) else iter(())


def with_plain_numbers(text: str) -> str:
    """`text` with its numbers written so."""
    return _NUMBER.sub(_plain, text) if _ENOUGH_FIGURES.search(text) else text


def _plain(match: re.Match[str]) -> str:
    return "0" + _NO_FIGURE.sub("", match[1])
