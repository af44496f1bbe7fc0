from __future__ import annotations

import pytest

from newsroom.model.legal_refs import LegalReference, find_references, legal_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Kế hoạch số 690/KH-TCTHADS ngày 28/02/2017", ["690/KH-TCTHADS"]),
        ("Thông tư 14/2015/TT-BTP ngày 14/10/2015", ["14/2015/TT-BTP"]),
        ("Luật Luật sư số 65/2006/QH11, sửa đổi bởi 20/2012/QH13.", ["65/2006/QH11", "20/2012/QH13"]),
        ("Nghị định 168/2024/NĐ-CP (168/2024/NĐ-CP)", ["168/2024/NĐ-CP"]),
        ("Nghị quyết 35-NQ/TW và 01/2020/NQ-HĐTP", ["35-NQ/TW", "01/2020/NQ-HĐTP"]),
        ("Quyết định 749/QĐ-TTg; 05/2024/TTLT-BTP-BCA", ["749/QĐ-TTg", "05/2024/TTLT-BTP-BCA"]),
        ("Nghị quyết 12/2021/UBTVQH15", ["12/2021/UBTVQH15"]),
        ("ngày 17/4/2024, 1/2 số việc, 24/7, 59,36%, 100 km/h, tỷ lệ 3/A", []),
        ("đường dẫn a/12/2021/NĐ-CP/b", []),
        ("", []),
    ],
)
def test_numbers_are_found_once_in_order(text: str, numbers: list[str]) -> None:
    assert list(legal_numbers(text)) == numbers


def test_article_and_clause_before_a_number_are_its_place() -> None:
    text = "phát động theo khoản 3 Điều 8 Thông tư 14/2015/TT-BTP và điểm a khoản 1, Điều 2 của Luật số 65/2006/QH11"
    assert find_references(text) == (
        LegalReference("14/2015/TT-BTP", "khoản 3 Điều 8"),
        LegalReference("65/2006/QH11", "điểm a khoản 1 Điều 2"),
    )


def test_look_alike_letter_is_put_right() -> None:
    assert legal_numbers("Nghị định 168/2024/NÐ-CP") == ("168/2024/NĐ-CP",)
