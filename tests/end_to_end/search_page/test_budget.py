"""What the search costs a reader before the first key, as a host sends it."""

from __future__ import annotations

import gzip

import pytest

from newsroom.output.assets import load_theme

from .conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("js/search/page.js", 14_750),
        ("js/search/facets.js", 1_800),
        ("js/search/header.js", 2_500),
        ("js/search/highlight.js", 2_200),
    ],
)
def test_gzipped_script_stays_in_its_budget(path: str, most: int) -> None:
    assert len(gzip.compress(load_theme(ROOT / "theme/static").files[path], 9, mtime=0)) <= most
