"""Tests read a paper of their own: whatever editors write into content/, no test changes its verdict."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
# A path from the root of the project into content/, and a build that takes the content of the settings.
_READS_CONTENT = re.compile(r"""(?:ROOT|parents\[\d\])\s*/\s*["']content\b|^\s*open\(["']content/""", re.MULTILINE)


def test_tests_do_not_read_the_content_of_the_paper() -> None:
    readers = [str(path.relative_to(ROOT)) for path in TESTS if _READS_CONTENT.search(path.read_text(encoding="utf-8"))]
    assert readers == [], "read tests/end_to_end/paper/ instead"
