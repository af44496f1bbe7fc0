from __future__ import annotations

import io

from building.display import LineDisplay, TerminalDisplay, display_for, pace


def test_a_log_gets_one_line_for_each_stage() -> None:
    stream = io.StringIO()
    display = LineDisplay(stream)
    for done in range(3):
        display("Đọc bài", done, 3)
    display("Ghi trang", 0, 0)
    display.close()
    assert stream.getvalue() == "Đọc bài…\nGhi trang…\n"


def test_a_terminal_gets_one_line_written_over_not_too_often() -> None:
    stream, now = io.StringIO(), [0.0]
    display = TerminalDisplay(stream, clock=lambda: now[0])
    for done in range(5):
        display("Ghi", done, 5)
        now[0] += 0.06
    display.close()
    assert [part.removeprefix("\x1b[K") for part in stream.getvalue().split("\r")[1:]] == [
        "Ghi… 0/5",
        "Ghi… 2/5",
        "Ghi… 4/5",
        "",
    ]


def test_what_is_not_a_terminal_gets_lines() -> None:
    assert isinstance(display_for(io.StringIO()), LineDisplay)


def test_the_pace_is_told_as_soon_as_it_can_be() -> None:
    assert pace(done=10, total=100, seconds=0.5) == ""
    assert pace(done=0, total=100, seconds=5) == ""
    assert pace(done=250, total=1000, seconds=2) == ", 125 mỗi giây, còn 6 giây"
    assert pace(done=5, total=1000, seconds=2) == ", 2,5 mỗi giây, còn 6 phút 38 giây"
    assert pace(done=1000, total=1000, seconds=8) == ", 125 mỗi giây"
    assert pace(done=40, total=0, seconds=2) == ", 20 mỗi giây"


def test_a_terminal_is_told_the_pace() -> None:
    stream, now = io.StringIO(), [0.0]
    display = TerminalDisplay(stream, clock=lambda: now[0])
    display("Ghi", 0, 100)
    now[0] = 4.0
    display("Ghi", 40, 100)
    assert stream.getvalue().endswith("Ghi… 40/100, 10 mỗi giây, còn 6 giây")
