"""Every example that the index of the editors' guide names is on the built site, down to the place on the page."""

from __future__ import annotations

import pytest

from publishing.site_files import SiteFiles
from tests.end_to_end.data_index import DOCS, rows

from .conftest import Document

pytestmark = pytest.mark.site

PLACES = sorted({place for row in rows() for place in row.places if place.startswith("/")})


@pytest.mark.parametrize("place", PLACES)
def test_an_example_is_there(site: SiteFiles, document: Document, place: str) -> None:
    url, _hash, fragment = place.partition("#")
    file = site.file_of(url) or ""
    assert file in site.digests
    if fragment:
        assert document(file).xpath("//*[@id=$id]", id=fragment)


def test_the_guides_lead_to_the_index() -> None:
    for page in ("editing.md", "editing/data.md", "editing/tables.md", "../README.md"):
        assert "data-index.md" in (DOCS / page).read_text(encoding="utf-8")
