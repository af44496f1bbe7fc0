"""Restored accents and corrected typing mistakes: the same from Whoosh and from the export."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from portal.exchange import SearchDocument
from portal.vietnam.text import fold
from site_search.export.export_reader import ExportedIndex
from site_search.query.offers import answer
from site_search.query.planner import make_plan
from site_search.query.search import IndexSource, search
from site_search.query.slips import is_near
from site_search.whoosh_index.search import WhooshIndex
from tests.site_search.conftest import build, make_documents, renumbered
from tests.site_search.queries import run, tokens_of, typo


@pytest.fixture(params=["whoosh", "exported"])
def source(request: pytest.FixtureRequest) -> IndexSource:
    found: IndexSource = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize(
    ("typed", "meant"), [("duong sat", "đường sắt"), ("cong an", "công an"), ("viet nam", "việt nam")]
)
def test_accents_are_restored(typed: str, meant: str, source: IndexSource) -> None:
    assert answer(make_plan(typed), source)[1] == meant


@pytest.mark.parametrize("typed", ["công an", "", "muc:thoi-su", '"', "zzz qqq"])
def test_nothing_is_offered(typed: str, source: IndexSource) -> None:
    assert answer(make_plan(typed), source)[1] is None


def test_telex_is_offered_as_it_was_read(source: IndexSource) -> None:
    assert answer(make_plan("thi hanhf ans"), source)[1] == "thi hành án"


def test_a_mistyped_syllable_is_corrected(source: IndexSource) -> None:
    found, text = answer(make_plan("công anh viêtk nam"), source)
    assert found.hits
    found, text = answer(make_plan("việt namk"), source)
    assert text == "việt nam"
    assert found.complete is True


def test_both_indexes_offer_the_same(
    documents: list[SearchDocument], whoosh: WhooshIndex, exported: ExportedIndex
) -> None:
    rng = Random(8)
    offered = 0
    for _ in range(60):
        tokens = run(tokens_of(rng.choice(documents).title), rng.randint(2, 5), rng)
        if rng.random() < 0.5:
            tokens = [fold(token) for token in tokens]
        if rng.random() < 0.5:
            tokens = typo(tokens, rng)
        plan = make_plan(" ".join(tokens))
        expected, offer = answer(plan, whoosh)
        found, other = answer(plan, exported)
        assert offer == other, tokens
        assert [hit.number for hit in found.hits] == [hit.number for hit in expected.hits], tokens
        offered += offer is not None
    assert offered > 10


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("hanh", "hnah", True),
        ("hanh", "han", True),
        ("han", "hanh", True),
        ("hanh", "hach", True),
        ("hanh", "hanh", False),
        ("hanh", "hoach", False),
        ("a", "", True),
        ("ab", "ba", True),
        ("abc", "cba", False),
    ],
)
def test_one_step_apart(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is near


def test_a_slip_is_offered_although_the_first_hit_lacks_the_word(tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second, third = (renumbered(document, number) for number, document in enumerate(make_documents(3), 1))
    stories = [
        replace(first, title="Kế hoạch của thành phố hồ chí"),
        replace(second, body=f"{second.body}\n\nỞ thành phố hồ chí minh."),
        replace(third, title="Chuyện khác"),
    ]
    made = build(stories, tmp_path_factory.mktemp("slip"))
    with made.whoosh as whoosh:
        for source in (whoosh, made.exported):
            found, text = answer(make_plan("thành phố hồ chí mnih"), source)
            assert [hit.number for hit in found.hits] == [0, 1]
            assert text == "thành phố hồ chí minh"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("cônng an", "công an"), ("cong ann", "cong an"), ("việt nma", "việt nam"), ("ivệt nam", "việt nam")],
)
def test_short_queries_are_corrected_at_either_end(typed: str, meant: str, source: IndexSource) -> None:
    found, text = answer(make_plan(typed), source)
    assert found.hits
    assert text == meant


def test_a_word_just_begun_is_no_mistake(source: IndexSource) -> None:
    assert search(make_plan("công a", typing=True), source).corrections == ()
    assert search(make_plan("việt na", typing=True), source).corrections == ()
