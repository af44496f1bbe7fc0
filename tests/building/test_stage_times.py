from __future__ import annotations

from building.stage_times import StageTimes


def test_each_stage_has_its_time_its_work_and_its_count() -> None:
    now, cpu, told = [0.0], [0.0], []
    times = StageTimes(lambda *values: told.append(values), clock=lambda: now[0], cpu=lambda: cpu[0])
    now[0], cpu[0] = 1.0, 0.5
    times("Đọc bài", 0, 3)
    now[0], cpu[0] = 3.5, 4.5
    times("Đọc bài", 3, 3)
    now[0], cpu[0] = 4.0, 5.0
    times("Ghi", 0, 0)
    now[0] = 5.0
    lines = list(times.lines())
    assert [" ".join(line.split()) for line in lines] == [
        "Khởi động 20% 1,00 giây, mọi tiến trình 0,50 giây",
        "Đọc bài 60% 3,00 giây, mọi tiến trình 4,50 giây (3)",
        "Ghi 20% 1,00 giây, mọi tiến trình 0,00 giây",
    ]
    assert told == [("Đọc bài", 0, 3), ("Đọc bài", 3, 3), ("Ghi", 0, 0)]


def test_a_stage_that_comes_again_is_told_again() -> None:
    times = StageTimes(clock=lambda: 0.0, cpu=lambda: 0.0)
    for stage in ("a", "b", "a"):
        times(stage, 0, 0)
    assert [stage.name for stage in times.stages][1:] == ["a", "b", "a"]
