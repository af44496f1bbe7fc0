from __future__ import annotations

import pytest

from site_search.language.phone_numbers import phone_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("024.3733 1234", ["02437331234"]),
        ("Gọi (024) 3733-1234 hoặc +84 24 3733.1234.", ["02437331234", "02437331234"]),
        ("(+84) 912 345 678, 84 (0)912345678", ["0912345678", "0912345678"]),
        ("số 0912.345.678, 0987–654–321;", ["0912345678", "0987654321"]),
        ("ngày 01.01.2024 và 02.02.2024", []),
        ("thẻ 079204012345", []),
        ("1.024.373.312 đồng, 0.912.345.678", []),
        ("công văn 0123/456", []),
    ],
)
def test_numbers_however_they_are_spaced_and_nothing_else(text: str, numbers: list[str]) -> None:
    assert list(phone_numbers(text)) == numbers
