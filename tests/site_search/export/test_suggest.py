"""Phrases that are offered while a reader types."""

from __future__ import annotations

import json

from portal.exchange import SearchDocument
from site_search.export.export_format import unpack
from site_search.export.suggest import by_key, headline_phrases, make_suggestions, suggested_titles
from site_search.index.segments import SEALING
from tests.site_search.conftest import NAMES, renumbered


def test_repeated_phrases_without_their_parts() -> None:
    titles = ["Thi hành án ở Yên Bái", "Kết quả thi hành án", "Thi hành án là gì", "Luật mới"]
    assert headline_phrases(titles) == {"thi hành án": 3}


def test_keys_are_two_folded_letters_and_lists_are_ordered() -> None:
    weights = {"đường sắt": 3, "du lịch": 5, "Đường Sắt": 9, "a": 4, "1 2 3": 2}
    assert by_key(weights, 2) == {"12": [("1 2 3", 2)], "du": [("Đường Sắt", 9), ("du lịch", 5)]}


def test_names_are_offered(documents: list[SearchDocument]) -> None:
    made = make_suggestions([story.title for story in documents], NAMES, 30)
    assert ["Chính phủ", 50] in json.loads(unpack(made.files["ch"]))
    assert ["Ngọc Giang", 50] in json.loads(unpack(made.files["ng"]))


def test_one_story_more_changes_no_file(documents: list[SearchDocument]) -> None:
    new = renumbered(documents[0], documents[-1].id + 1)
    assert suggested_titles([*documents, new], SEALING) == suggested_titles(documents, SEALING)
