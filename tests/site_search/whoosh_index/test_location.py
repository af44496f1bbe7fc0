"""The index that we write through Whoosh's codec is the one that Whoosh itself would have written."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from whoosh import index
from whoosh.codec import whoosh3
from whoosh.qparser import QueryParser
from whoosh.query import And, DateRange, Phrase, Term

from portal.exchange import SearchDocument
from portal.vietnam.text import HANOI
from site_search.index.documents import FIELDS, field_texts
from site_search.index.ranking import length_byte
from site_search.query.planner import make_plan
from site_search.query.search import search
from site_search.whoosh_index.schema import make_schema
from site_search.whoosh_index.search import PlanQuery, WhooshIndex
from tests.site_search.conftest import NAMES, Archive, build


@pytest.fixture(scope="module")
def stock(documents: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same stories by Whoosh's own IndexWriter, with lengths as near as ours (ranking.py)."""
    folder = tmp_path_factory.mktemp("stock")
    made = index.create_in(str(folder), make_schema())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whoosh3, "length_to_byte", lambda length: length_byte(length or 0))
        writer = made.writer()
        for document in documents[:120]:
            texts = dict(zip(FIELDS, field_texts(document, NAMES), strict=True))
            writer.add_document(id=document.id, url=document.url, **texts)
        writer.commit()
    yield made
    made.close()


@pytest.fixture(scope="module")
def ours(documents: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory) -> Any:

    archive = build(documents[:120], tmp_path_factory.mktemp("ours"))
    made = index.open_dir(str(archive.folder))
    yield made
    made.close()


@pytest.mark.parametrize("field", FIELDS)
def test_terms_and_their_postings_are_whooshs(field: str, stock: Any, ours: Any) -> None:
    with stock.reader() as theirs, ours.reader() as reader:
        terms = list(theirs.lexicon(field))
        assert list(reader.lexicon(field)) == terms
        assert reader.field_length(field) == theirs.field_length(field)
        for term in terms[:: max(1, len(terms) // 400)]:
            assert reader.doc_frequency(field, term) == theirs.doc_frequency(field, term)
            assert reader.frequency(field, term) == theirs.frequency(field, term)
            assert list(reader.postings(field, term).items_as("frequency")) == list(
                theirs.postings(field, term).items_as("frequency")
            )
            info, other = reader.term_info(field, term), theirs.term_info(field, term)
            for value in ("weight", "doc_frequency", "min_length", "max_length", "max_weight", "min_id", "max_id"):
                assert getattr(info, value)() == getattr(other, value)(), value


@pytest.mark.parametrize("text", ["công an", "của", "thi hành án", "và -của", "việt nam"])
def test_whoosh_queries_give_the_same_scores(text: str, stock: Any, ours: Any) -> None:
    results = []
    for made in (stock, ours):
        with made.searcher() as searcher:
            parser = QueryParser("body", made.schema)
            results.append([(hit.docnum, hit.score) for hit in searcher.search(parser.parse(text), limit=None)])
    assert results[0] == results[1]
    assert results[0]


def test_facets_and_dates_filter(documents: list[SearchDocument], archive: Archive) -> None:
    wanted = documents[100]
    with index.open_dir(str(archive.folder)).searcher() as searcher:
        query = And(
            [
                Term("section", wanted.section[-1]),
                DateRange("date", wanted.date.astimezone(HANOI).replace(tzinfo=None), None),
            ]
        )
        found = {hit["id"] for hit in searcher.search(query, limit=None)}
    expected = {one.id for one in documents if wanted.section[-1] in one.section and one.date >= wanted.date}
    assert found == expected


def test_a_plan_is_a_whoosh_query(whoosh: WhooshIndex) -> None:
    plan = make_plan("công an")
    results = whoosh.searcher.search(PlanQuery(plan, whoosh), limit=None)
    hits = search(plan, whoosh).hits
    assert {hit.docnum: hit.score for hit in results} == {hit.number: hit.score for hit in hits}
    assert [hit.score for hit in results] == [hit.score for hit in hits]


def test_whoosh_refuses_what_was_not_indexed(ours: Any) -> None:
    with ours.searcher() as searcher:
        assert len(searcher.search(Term("body", "zzz"))) == 0
        with pytest.raises(Exception, match="positions"):
            searcher.search(Phrase("body", ["công", "an"]))


def test_stored_values_come_back(documents: list[SearchDocument], whoosh: WhooshIndex) -> None:
    for number in Random(1).sample(range(len(documents)), 20):
        stored = whoosh.stored(number)
        assert stored["id"] == documents[number].id
        assert stored["url"] == documents[number].url
        assert stored["title"] == documents[number].title


def test_an_empty_archive_has_an_index(tmp_path: Path) -> None:

    archive = build([], tmp_path / "w")
    with archive.whoosh as whoosh:
        assert search(make_plan("công an"), whoosh).hits == []
    assert search(make_plan("công an"), archive.exported).hits == []
