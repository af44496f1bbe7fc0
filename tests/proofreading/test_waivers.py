"""A rule is waived in a whole story, or where its text stands; what waives nothing is told."""

from __future__ import annotations

import pytest

from tests.proofreading.desk import findings

BODY = "Số của anh là 0912 345 678. Số của chị là 0987 654 321.\n"


def told(waivers: str) -> list[tuple[str, str | None]]:
    return [(found.code, found.severity) for found in findings(f"---\n{waivers}\n---\n\n{BODY}")]


def test_without_waiver_both_are_told() -> None:
    assert told("kind: news") == [("phone-number", "warning")] * 2


def test_the_whole_story_or_one_place() -> None:
    assert told("waivers:\n  - rule: phone-number\n    reason: Đã được đồng ý.") == []
    one = "waivers:\n  - rule: phone-number\n    text: 0912 345 678\n    reason: Đã được đồng ý."
    assert told(one) == [("phone-number", "warning")]


@pytest.mark.parametrize(
    ("waivers", "severity", "left"),
    [
        ("waivers:\n  - rule: double-space\n    reason: Vì vậy.", "warning", 2),
        ("waivers:\n  - rule: phone\n    reason: Vì vậy.", "error", 2),
        ("waivers:\n  - rule: phone-number", "error", 2),
    ],
    ids=["unused", "unknown", "without reason"],
)
def test_a_waiver_that_is_wrong_is_told_and_waives_nothing(waivers: str, severity: str, left: int) -> None:
    found = told(waivers)
    assert found[0] == ("waiver", severity)
    assert found.count(("phone-number", "warning")) == left
