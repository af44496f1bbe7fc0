"""Faults as notes that GitHub shows at their lines."""

from __future__ import annotations

from building.github_notes import github_notes
from portal.errors import BuildFailed, PortalError, Problem


def test_each_fault_is_a_note_at_its_line() -> None:
    faults = [
        Problem("sai 100%", "content/articles/a, b:c.md", 3, 7, hint="viết lại", code="bad"),
        Problem("hai\ndòng", "content/data/x.xlsx", 1, "Sheet1!C7"),
    ]
    assert list(github_notes(BuildFailed(faults))) == [
        "::error file=content/articles/a%2C b%3Ac.md,line=3,col=7,title=bad::sai 100%25; viết lại",
        "::error file=content/data/x.xlsx,line=1::hai%0Adòng",
    ]


def test_warnings_of_the_faulty_files_are_notes_too() -> None:
    warning = Problem("thừa", "a.md", 9, severity="warning")
    notes = list(github_notes(BuildFailed([Problem("sai", "a.md", 3)], [warning])))
    assert notes == ["::error file=a.md,line=3::sai", "::warning file=a.md,line=9::thừa"]


def test_a_fault_without_a_place_is_told_too() -> None:
    assert list(github_notes(PortalError("hỏng: x"))) == ["::error::hỏng: x"]
