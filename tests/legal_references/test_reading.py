from __future__ import annotations

from legal_references.reading import read_citations


def test_a_text_gives_its_citations_with_documents_and_places() -> None:
    first, second = read_citations("theo khoản 3 Điều 8 Thông tư số 14/2015/TT-BTP ngày 14/10/2015. Thông tư này")
    assert first.document is not None
    assert (first.document.slug, str(first.mention.place), first.again) == ("14-2015-tt-btp", "khoản 3 Điều 8", False)
    assert second.document == first.document
    assert second.again
