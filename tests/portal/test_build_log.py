from __future__ import annotations

from portal.build_log import SETTING, BuildLog, log_of


def test_a_followed_stage_advances_with_each_item() -> None:
    shown: list[tuple[str, int, int]] = []
    log = BuildLog(lambda stage, done, total: shown.append((stage, done, total)))
    assert list(log.follow("Đọc bài", "ab", 2)) == ["a", "b"]
    assert shown == [("Đọc bài", 0, 2), ("Đọc bài", 1, 2), ("Đọc bài", 2, 2)]


def test_a_stage_without_items_is_not_shown() -> None:
    shown: list[str] = []
    assert list(BuildLog(lambda stage, done, total: shown.append(stage)).follow("Làm ảnh", [], 0)) == []
    assert shown == []


def test_the_log_of_a_run_is_in_its_settings_and_never_missing() -> None:
    log = BuildLog()
    assert log_of({SETTING: log}) is log
    log_of({}).stage("Đọc bài")
