"""The OpenSearch description is well-formed whatever the paper's name."""

from __future__ import annotations

from xml.etree import ElementTree

from site_search.opensearch import opensearch

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_address_and_name() -> None:
    root = ElementTree.fromstring(opensearch("Toà soạn <& bạn>", "https://example.vn", "vi"))
    url = root.find(f"{SPACE}Url")
    assert url is not None
    assert url.get("template") == "https://example.vn/tim-kiem/?q={searchTerms}"
    assert root.findtext(f"{SPACE}ShortName") == "Toà soạn <& bạn>"
    assert root.findtext(f"{SPACE}Language") == "vi"


def test_a_long_name_is_shortened() -> None:
    root = ElementTree.fromstring(opensearch("Báo Pháp luật và Đời sống", "", "vi"))
    assert len(root.findtext(f"{SPACE}ShortName") or "") <= 16
