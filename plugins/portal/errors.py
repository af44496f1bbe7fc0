"""The errors of the portal. Readers of files raise or collect them; only `main()` functions print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "advice"]


class PortalError(Exception):
    """Any fault that is shown as one line, without a traceback."""


class ConfigError(PortalError):
    """A setting is unknown or ill-typed. Raised while options are parsed."""


class Problem(PortalError):
    """What is wrong, or could be better, in a file that an editor wrote. Two that say the same of one place are equal.

    Args:
        message: what is wrong, with the offending value.
        path: the file, relative to the project where possible.
        line: line number, from 1.
        column: column number, from 1, or a cell such as `Sheet1!C7` for spreadsheets.
        hint: what to do about it.
        code: stable name of the rule, such as `unknown-key`.
        severity: an `error` stops the build; a `warning` is printed and does not; an `advice` is for the asking.
    """

    def __init__(
        self,
        message: str,
        path: str | Path,
        line: int | None = None,
        column: int | str | None = None,
        hint: str = "",
        code: str = "",
        severity: Severity = "error",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = str(path)
        self.line = line
        self.column = column
        self.hint = hint
        self.code = code
        self.severity: Severity = severity

    def __str__(self) -> str:
        place = self.path
        for part in (self.line, self.column):
            if part is not None:
                place += f":{part}"
        return f"{place}: {self.message}" + (f"; {self.hint}" if self.hint else "")

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with their own arguments do not pickle by default and would break a process pool.
        return (type(self), self._values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def _values(self) -> tuple[str, str, int | None, int | str | None, str, str, Severity]:
        return (self.message, self.path, self.line, self.column, self.hint, self.code, self.severity)

    def sort_key(self) -> tuple[str, int, str, str]:
        column = f"{self.column:09}" if isinstance(self.column, int) else str(self.column or "")
        return (self.path, self.line or 0, column, self.message)


class BuildFailed(PortalError):
    """All the problems of one run, ordered by place. The build stops; the last good site stays.

    Args:
        problems: what stops the build.
        warnings: what does not, in the files that have one of these: both are mended at once.
    """

    def __init__(self, problems: Iterable[Problem], warnings: Iterable[Problem] = ()) -> None:
        self.problems = tuple(sorted(problems, key=Problem.sort_key))
        self.warnings = tuple(sorted(warnings, key=Problem.sort_key))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.problems, self.warnings))


class Reporter:
    """Collects the problems of one run so that an editor sees all of them at once. It is true where one is an error."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems = list(problems)

    def add(self, problem: Problem) -> None:
        self._problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        self._problems.extend(problems)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Keep a Problem or BuildFailed that the block raises, and go on after the block."""
        try:
            yield
        except Problem as problem:
            self.add(problem)
        except BuildFailed as failed:
            self.extend((*failed.problems, *failed.warnings))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self._problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self._problems if problem.severity == "warning")

    def __bool__(self) -> bool:
        return any(problem.severity == "error" for problem in self._problems)

    def __iter__(self) -> Iterator[Problem]:
        """All of them, ordered by place."""
        return iter(sorted(self._problems, key=Problem.sort_key))

    def failure(self) -> BuildFailed:
        """With the errors, and with the warnings of the files they are in."""
        faulty = {problem.path for problem in self.errors}
        return BuildFailed(self.errors, {problem for problem in self.warnings if problem.path in faulty})

    def raise_if_any(self) -> None:
        """Raise BuildFailed if there is an error."""
        if self:
            raise self.failure()


def workflow_command(kind: str, message: str, **place: object) -> str:
    """What GitHub shows at a line of a change. `kind`: `error`, `warning` or `notice`; None in `place` is left out."""
    told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items() if value is not None)
    return f"::{kind} {told}".rstrip() + f"::{_escaped(message)}"


def _escaped(value: object, also: str = "") -> str:
    text = str(value).replace("%", "%25")
    for sign in "\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
