"""Marks set apart by a space or a bracket too few: printed as signs elsewhere, told here with what was meant."""

from __future__ import annotations

import pytest

from tests.newsroom.paper import converted, page


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[Luật] (https://vbpl.vn/1)", "[Luật](https://vbpl.vn/1)"),
        ("[Luật(https://vbpl.vn/1)", "[Luật](https://vbpl.vn/1)"),
        ("Xem [bài trước]  (post:12) nhé", "[bài trước](post:12)"),
        ("Xem (bài trước)[post:12].", "[bài trước](post:12)"),
        ("!(Bục nhận giải)[buc.png]", "![Bục nhận giải](buc.png)"),
        ("![Bục nhận giải] (buc.png)", "![Bục nhận giải](buc.png)"),
        ("Xem [bài trước](post:12 và chờ.", "[bài trước](post:12)"),
        ("** đậm có cách **", "**đậm có cách**"),
        ("Ông nói: __ không có __, rồi đi", "__không có__"),
    ],
)
def test_what_was_meant_is_said(written: str, meant: str) -> None:
    _body, report = converted(f"Một đoạn.\n\n{written}")
    (fault,) = report.errors
    assert fault.line == 3
    assert str(fault).endswith(f"viết {meant}")


@pytest.mark.parametrize(
    "written",
    [
        "(a)[1]",
        "(khoản 2)[chú]",
        "[Điều 5](khoản",
        "[1] (xem Điều 5)",
        "Nguồn: [Bộ] (báo cáo 2024)",
        "2 ** 3 và 4 ** 5",
        "a [b(c) d]",
        "[Luật](https://vbpl.vn/a)",
    ],
)
def test_text_that_only_looks_alike_is_text(written: str) -> None:
    assert page(written)
