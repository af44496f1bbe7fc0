"""Faults as GitHub's workflow commands: each becomes a note at its line in the view of the change."""

from __future__ import annotations

from collections.abc import Iterator

from portal.errors import BuildFailed, Problem


def github_notes(error: Exception) -> Iterator[str]:
    """One line per fault of `error`, whatever that is."""
    if isinstance(error, BuildFailed):
        yield from map(_note, error.problems)
    elif isinstance(error, Problem):
        yield _note(error)
    else:
        yield f"::error::{_data(str(error))}"


def _note(problem: Problem) -> str:
    place = {"file": problem.path, "line": problem.line}
    if isinstance(problem.column, int):
        place["col"] = problem.column
    place["title"] = problem.code or None
    told = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value is not None)
    message = problem.message + (f"; {problem.hint}" if problem.hint else "")
    return f"::error {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
