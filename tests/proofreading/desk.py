"""A desk that tells the size of a picture from its name, such as `hop-300x200.jpg`."""

from __future__ import annotations

import re

from proofreading.house.house_style import shipped_style
from proofreading.house.rule import Desk, ProofMark
from proofreading.proofread import proofread
from proofreading.source.manuscript import read_manuscript


def size_in_name(name: str) -> tuple[int, int] | None:
    size = re.search(r"(\d+)x(\d+)", name)
    return (int(size[1]), int(size[2])) if size else None


DESK = Desk(shipped_style(), size_in_name)


def findings(text: str, desk: Desk = DESK) -> list[ProofMark]:
    return proofread(read_manuscript(text, "content/articles/x.md"), desk)


def codes(text: str) -> list[str]:
    return [finding.code for finding in findings(text)]
