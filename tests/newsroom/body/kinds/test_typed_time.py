from __future__ import annotations

import pytest

from newsroom.body.kinds.typed_time import typed_time


@pytest.mark.parametrize(
    ("text", "clock", "day", "rest"),
    [
        ("14:30", (14, 30), None, ""),
        ("14h30: Khai mạc", (14, 30), None, "Khai mạc"),
        ("14g30 - Toà nghị án", (14, 30), None, "Toà nghị án"),
        ("14 giờ 30 phút, họp", (14, 30), None, "họp"),
        ("14h Khai mạc", (14, 0), None, "Khai mạc"),
        ("9h sáng", (9, 0), None, ""),
        ("2h30 chiều: X", (14, 30), None, "X"),
        ("2:30 PM", (14, 30), None, ""),
        ("12:05 AM", (0, 5), None, ""),
        ("14h30 ngày 17/4: X", (14, 30), (17, 4, 0), "X"),
        ("17/4/2024, 14h30 | X", (14, 30), (17, 4, 2024), "X"),
        ("14h30 ngày 17 tháng 4 năm 2024", (14, 30), (17, 4, 2024), ""),
        ("2024-04-17T14:30:00+07:00 X", (14, 30), (17, 4, 2024), "X"),
        ("14h30 (GMT+7): X", (14, 30), None, "X"),
        ("14h30 (giờ Hà Nội): X", (14, 30), None, "X"),
        ("14h30 (ảnh)", (14, 30), None, "(ảnh)"),
    ],
)
def test_times_are_read_as_editors_type_them(
    text: str, clock: tuple[int, int], day: tuple[int, int, int] | None, rest: str
) -> None:
    typed = typed_time(text)
    assert typed
    assert typed.fault == ""
    assert ((typed.hour, typed.minute), typed.day, text[typed.length :]) == (clock, day, rest)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-04-17T14:30+09:00: X", "12h30 ngày 17/4/2024"),
        ("23h30 UTC: X", "06h30 ngày hôm sau"),
        ("14h30 (giờ Paris)", "giờ Hà Nội"),
        ("14h30 giờ Paris: X", "giờ Hà Nội"),
        ("25h10", "0 đến 23"),
        ("14h75", "0 đến 23"),
        ("14h30 chiều và 15h", ""),
        ("14h30 - 15h: họp", "một mốc giờ"),
        ("14 giờ 30 đại biểu", "một mốc giờ"),
        ("14h30 5/10 đại biểu", "một mốc giờ"),
        ("12h đêm", "0 đến 23"),
        ("15h sáng", "0 đến 23"),
        ("14h30 ngày 31/2", "ngày/tháng/năm"),
    ],
)
def test_what_may_mean_another_time_is_refused(text: str, said: str) -> None:
    typed = typed_time(text)
    assert typed
    assert said in typed.hint
    assert bool(typed.fault) is bool(said)


@pytest.mark.parametrize("text", ["Khai mạc", "14:30:20 người", "14h30Khai", "2024 là năm", "14.30 x", "10 hôm nay"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert typed_time(text) is None
