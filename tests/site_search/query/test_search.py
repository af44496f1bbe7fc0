"""Browser = Whoosh, phrases are exact, filters filter."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from portal.exchange import SearchDocument
from site_search.export.export_reader import ExportedIndex
from site_search.index.documents import field_texts
from site_search.language.analysis import folded, sentences
from site_search.language.days import day_of
from site_search.query.planner import abbreviations_of, make_plan
from site_search.query.search import SearchResults, search
from site_search.whoosh_index.search import WhooshIndex
from tests.site_search.conftest import ABBREVIATIONS, NAMES, build, make_documents, renumbered
from tests.site_search.queries import mixed_query, run, tokens_of, typo

TABLE = abbreviations_of(ABBREVIATIONS)


def test_export_and_whoosh_agree(documents: list[SearchDocument], whoosh: WhooshIndex, exported: ExportedIndex) -> None:
    rng = Random(17)
    answered = 0
    for _ in range(160):
        query = mixed_query(documents, rng)
        if rng.random() < 0.3:
            query = " ".join(typo(query.split(" "), rng))
        plan = make_plan(query, TABLE, rng.random() < 0.3)
        sort = rng.choice(("relevance", "relevance", "newest", "oldest"))
        expected, found = search(plan, whoosh, sort), search(plan, exported, sort)
        assert found.complete == expected.complete, query
        assert [hit.number for hit in found.hits] == [hit.number for hit in expected.hits], query
        for hit, other in zip(found.hits, expected.hits, strict=True):
            assert hit.score == pytest.approx(other.score, rel=1e-12), query
        answered += bool(found.hits)
    assert answered > 115


@cache
def lines_of(document: SearchDocument) -> list[str]:
    """Every sentence of the story with a space around each token."""
    return [f" {' '.join(sentence.tokens)} " for text in field_texts(document, NAMES) for sentence in sentences(text)]


@cache
def folded_lines_of(document: SearchDocument) -> list[str]:
    return [folded(line) for line in lines_of(document)]


def scan(documents: list[SearchDocument], phrase: list[str], *, fold: bool) -> set[int]:
    """Numbers of the stories whose text has the tokens in a row, by reading all of it."""
    wanted = f" {' '.join(phrase)} "
    lines = folded_lines_of if fold else lines_of
    return {number for number, document in enumerate(documents) if any(wanted in line for line in lines(document))}


@pytest.mark.parametrize("length", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("fold", [False, True], ids=["exact", "folded"])
def test_phrases_find_all_and_only(
    length: int, fold: bool, documents: list[SearchDocument], whoosh: WhooshIndex, exported: ExportedIndex
) -> None:
    rng = Random(length)
    for _ in range(12):
        sentence = rng.choice(sentences(rng.choice(documents).body))
        tokens = run(list(sentence.tokens), length, rng)
        if fold:
            tokens = [folded(token) for token in tokens]
        plan = make_plan(f'"{" ".join(tokens)}"')
        (clause,) = plan.groups[0]
        assert clause.must
        expected = scan(documents, tokens, fold=not clause.must.accented)
        for source in (whoosh, exported):
            assert {hit.number for hit in search(plan, source).hits} == expected, tokens


def test_pairs_that_meet_elsewhere_are_no_phrase(tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second, third = (renumbered(document, number) for number, document in enumerate(make_documents(3), 1))
    stories = [
        replace(first, body="Thi hành bản án. Việc hành án khó. Cơ quan thi hành án."),
        replace(second, body="Thi hành xong. Việc hành án khó."),
        replace(third, body="Cơ quan thi hành. Án khó."),
    ]
    made = build(stories, tmp_path_factory.mktemp("phrase"))
    with made.whoosh as whoosh:
        for source in (whoosh, made.exported):
            assert [hit.number for hit in search(make_plan('"thi hành án"'), source).hits] == [0]


def numbers(found: SearchResults) -> list[int]:
    return [hit.number for hit in found.hits]


def test_filters_dates_and_exclusions(documents: list[SearchDocument], exported: ExportedIndex) -> None:
    wanted = documents[50]
    query = f"muc:{wanted.section[0]} năm:{wanted.date.year} -của"
    expected = {
        number
        for number, document in enumerate(documents)
        if document.section[0] == wanted.section[0]
        and document.date.year == wanted.date.year
        and not any("của" in tokens_of(text) for text in field_texts(document, NAMES))
    }
    assert set(numbers(search(make_plan(query), exported))) == expected


def test_orders(documents: list[SearchDocument], exported: ExportedIndex) -> None:
    newest = numbers(search(make_plan("công an"), exported, "newest"))
    days = [day_of(documents[number].date) for number in newest]
    assert days == sorted(days, reverse=True)
    oldest = numbers(search(make_plan("công an"), exported, "oldest"))
    assert sorted(newest) == sorted(oldest)


def test_typed_accents_come_first(documents: list[SearchDocument], exported: ExportedIndex) -> None:
    found = numbers(search(make_plan("công an"), exported))
    assert scan(documents, ["công", "an"], fold=False) == set(found)


def test_without_accents_all_spellings_are_found(documents: list[SearchDocument], exported: ExportedIndex) -> None:
    assert set(numbers(search(make_plan("duong sat"), exported))) >= scan(documents, ["đường", "sắt"], fold=False)


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("690/KH-TCTHADS", "690/kh–tcthads"),
        ("kỹ thuật", "kĩ thuật"),
        ("hòa giải", "hoà giải"),
        ("1600 việc", "1.600 việc"),
        ("thi hanhf ans", "thi hành án"),
    ],
)
def test_spellings_of_one_thing_find_the_same(query: str, same: str, exported: ExportedIndex) -> None:
    found = set(numbers(search(make_plan(query), exported)))
    assert found
    assert found == set(numbers(search(make_plan(same), exported)))


@pytest.mark.parametrize(("short", "long"), [("THADS", '"thi hành án dân sự"'), ("UBND", '"uỷ ban nhân dân"')])
def test_abbreviations_find_the_long_form_and_back(short: str, long: str, exported: ExportedIndex) -> None:
    by_short = set(numbers(search(make_plan(short, TABLE), exported)))
    assert set(numbers(search(make_plan(long, TABLE), exported))) <= by_short
    by_long = set(numbers(search(make_plan(long.strip('"'), TABLE), exported)))
    assert set(numbers(search(make_plan(f'"{short}"', TABLE), exported))) <= by_long


def test_hostile_queries_are_answered(exported: ExportedIndex) -> None:
    rng = Random(4)
    alphabet = [chr(code) for code in (*range(32, 127), 0xE0, 0x1EA1, 0x300, 0x200B, 0x202E, 0x4E00, 0xFFFD, 0xD800)]
    for _ in range(300):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randrange(60)))
        search(make_plan(text, TABLE, True), exported)
