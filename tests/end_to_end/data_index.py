"""docs/editing/data-index.md as rows: what can be done with data, where it is explained, seen at work and tested."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = DOCS / "editing"
INDEX = GUIDES / "data-index.md"
_LINK = re.compile(r"\]\(([^)#]+)#([^)]+)\)")
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Row:
    """`guides`: (page, anchor); `places`: addresses on the built site, or paths of the project; `tests`: paths."""

    work: str
    guides: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    tests: tuple[str, ...]


def rows() -> list[Row]:
    found = []
    for line in INDEX.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("|") and len(cells) == 4 and "](" in cells[1]:
            work, guide, live, tests = cells
            found.append(
                Row(work, tuple(_LINK.findall(guide)), tuple(_CODE.findall(live)), tuple(_CODE.findall(tests)))
            )
    return found


def anchors(text: str) -> set[str]:
    """The anchors that code forges give the headings of a Markdown text."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", head.lower()).strip().replace(" ", "-") for head in heads}
