"""Faults as GitHub's workflow commands: each becomes a note at its line in the view of the change."""

from __future__ import annotations

from collections.abc import Iterator

from portal.errors import BuildFailed, Problem, workflow_command


def github_notes(error: Exception) -> Iterator[str]:
    """One line per fault of `error`, whatever that is."""
    if isinstance(error, BuildFailed):
        yield from map(_note, (*error.problems, *error.warnings))
    elif isinstance(error, Problem):
        yield _note(error)
    else:
        yield workflow_command("error", str(error))


def _note(problem: Problem) -> str:
    column = problem.column if isinstance(problem.column, int) else None
    message = problem.message + (f"; {problem.hint}" if problem.hint else "")
    kind = "warning" if problem.severity == "warning" else "error"
    return workflow_command(kind, message, file=problem.path, line=problem.line, col=column, title=problem.code or None)
