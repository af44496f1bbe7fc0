"""The arithmetic is Whoosh's."""

from __future__ import annotations

from random import Random

from whoosh import scoring
from whoosh.util.numeric import byte_to_length, length_to_byte

from site_search.index.ranking import DEFAULT_RANKING, LENGTHS, bm25, decay, length_byte


def test_lengths_are_kept_as_whoosh_keeps_them_by_every_fourth_byte() -> None:
    for length in [*range(3000), 100_000, 106_373, 106_374, 1_000_000]:
        byte, whoosh = length_byte(length), length_to_byte(length)
        assert byte == min(whoosh + -whoosh % 4, 255)
        assert LENGTHS[byte] == byte_to_length(byte)
        assert length <= LENGTHS[byte] <= max(length + 4, 1.32 * length) or byte == 255


def test_scores_are_equal_to_the_last_bit() -> None:
    rng = Random(2)
    for _ in range(1000):
        idf, tf, length, mean, b = (
            rng.random() * 9,
            rng.randrange(1, 50),
            rng.randrange(1, 900),
            rng.random() * 500,
            rng.random(),
        )
        assert bm25(idf, tf, length, mean, b, 1.2) == scoring.bm25(idf, tf, length, mean, b, 1.2)


def test_age_is_gentle_and_monotonous() -> None:
    factors = [decay(age, DEFAULT_RANKING) for age in range(0, 9000, 100)]
    assert factors[0] == 1
    assert factors == sorted(factors, reverse=True)
    assert factors[-1] > DEFAULT_RANKING.floor
