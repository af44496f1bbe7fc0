"""Pairs of a dictionary beside those of the news: sound data, and what they are for."""

from __future__ import annotations

import pytest

from portal.vietnam.spelling import is_syllable
from portal.vietnam.syllable_pairs import read_rows
from proofreading.slips.dictionary import read_pairs
from proofreading.slips.news_language import plain
from tests.proofreading.slips.test_judge import told


def test_each_pair_is_of_syllables_and_new_to_the_table() -> None:
    lines = [(first, followers) for first, followers in read_pairs()]
    pairs = [(first, follower) for first, followers in lines for follower in followers]
    assert pairs == sorted(set(pairs))
    assert len(pairs) > 50_000
    assert all(is_syllable(word) and plain(word) == word for pair in pairs for word in pair)
    assert not {(plain(first), plain(follower)) for first, follower, _count in read_rows()} & set(pairs)


@pytest.mark.parametrize(
    "text",
    [
        "Thầy cúng gõ mõ bên bếp lửa, cháu bé ngồi nghe rất say.",
        "Bốn bề là nước, cả ấp chỉ có một con đò dọc.",
        "Ông nói nhà sàn phải dựng bằng gỗ tốt, lợp cọ, vách bằng nứa.",
        "Cơ quan đó phải trả lời, hồ sơ thì được gửi qua bưu điện.",
        "Thẩm phán chỉ tuân theo pháp luật, kỳ họp thì trong tháng sau.",
        "Chiếc quạt cũ, ghe nan, ghe bầu, ghe chài và chiếc ghe bán hàng.",
    ],
)
def test_rare_words_between_their_neighbours_are_no_slips(text: str) -> None:
    assert told(text) == []


def test_a_rare_word_again_and_again_is_meant() -> None:
    assert told("Bà con giữ nghề đặt trúm.") == [] or told("Đặt trúm. " * 3) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Quyền xử dụng đất của hộ gia đình được công nhận.", "xử"),
        ("Ban quản lý chung cứ tổ chức hội nghị.", "cứ"),
        ("Vụ việc được hoà giải thanh công tại xã.", "thanh"),
        ("Công ty phải bồi thưòng cho người lao động.", "thưòng"),
    ],
)
def test_words_in_the_place_of_others_are_told(text: str, word: str) -> None:
    assert [text[start:end] for start, end in told(text)] == [word]
