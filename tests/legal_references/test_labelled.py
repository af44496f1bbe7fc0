"""How well citations are found, measured on the labelled sentences."""

from __future__ import annotations

from tests.legal_references.labelled import DATED, Sentence, found_in, score, sentences

SENTENCES = list(sentences())


def test_there_are_enough_sentences_of_every_kind() -> None:
    assert len(SENTENCES) >= 300
    assert sum(not sentence.cites for sentence in SENTENCES) >= 60
    assert len({sentence.text for sentence in SENTENCES}) == len(SENTENCES)


def test_documents_places_and_prior_mentions_hold_their_bars() -> None:
    total = score(SENTENCES)
    assert total.precision("documents") >= 0.99
    assert total.recall("documents") >= 0.95
    assert total.precision("places") >= 0.97
    assert total.recall("places") >= 0.90
    assert total.precision("priors") >= 0.97
    assert total.recall("priors") >= 0.85
    assert total.recall("dates") == total.precision("dates") == 1
    assert total.recall("deeds") == total.precision("deeds") == 1


def test_sentences() -> None:
    """Every sentence is understood today; one that no longer is shows which."""
    assert [sentence for sentence in SENTENCES if not _is_understood(sentence)] == []


def _is_understood(sentence: Sentence) -> bool:
    found = found_in(sentence.text)
    places = [(cite.key, cite.place) for cite in found] == [(cite.key, cite.place) for cite in sentence.cites]
    return places and (sentence.file != DATED or found == list(sentence.cites))
