"""Tests read a paper of their own: whatever editors write into content/, no test changes its verdict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
# A path from the root of the project into content/, and a build that takes the content of the settings.
_READS_CONTENT = re.compile(r"""(?:ROOT|parents\[\d\])\s*/\s*["']content\b|^\s*open\(["']content/""", re.MULTILINE)


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_test_does_not_read_the_content_of_the_paper(path: Path) -> None:
    found = _READS_CONTENT.search(path.read_text(encoding="utf-8"))
    assert found is None, "read tests/end_to_end/paper/ instead"
