"""The order of names: syllable by syllable, letters before tones, numbers by value."""

from __future__ import annotations

import random
import unicodedata

import pytest

from portal.vietnam.text import collation_key

ORDERS = [
    "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ g h i ì ỉ ĩ í ị k l m n o ô ơ",
    "o p q r s t u ư v x y",
    "ma mà mả mã má mạ",
    "Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hoa Lư|Hoà Bình|Hưng Yên",
    "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk",
    "Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An",
    "Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị",
    "Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hoá|Thành phố Huế|Tiền Giang|Trà Vinh|Tuyên Quang",
    "Quận 1|Quận 2|Quận 10|Quận Ba Đình",
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_stand_in_the_order_of_dictionaries(order: str, form: str) -> None:
    names = [unicodedata.normalize(form, name) for name in order.split("|" if "|" in order else " ")]  # type: ignore[arg-type]
    mixed = random.Random(1).sample(names, len(names))
    assert sorted(mixed, key=collation_key) == names


def test_the_place_of_a_tone_mark_and_capitals_decide_nothing_but_ties() -> None:
    assert collation_key("Hòa Bình")[0] == collation_key("HOÀ BÌNH")[0] != collation_key("Hoa Binh")[0]
