"""The errors of the portal. Readers of files raise or collect them; only `main()` functions print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


class PortalError(Exception):
    """Any fault that is shown as one line, without a traceback."""


class ConfigError(PortalError):
    """A setting is unknown or ill-typed. Raised while options are parsed."""


class Problem(PortalError):
    """A fault in a file that an editor wrote.

    Args:
        message: what is wrong, with the offending value.
        path: the file, relative to the project where possible.
        line: line number, from 1.
        column: column number, from 1, or a cell such as `Sheet1!C7` for spreadsheets.
        hint: what to do about it.
        code: stable name of the rule, such as `unknown-key`.
    """

    def __init__(
        self,
        message: str,
        path: str | Path,
        line: int | None = None,
        column: int | str | None = None,
        hint: str = "",
        code: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = str(path)
        self.line = line
        self.column = column
        self.hint = hint
        self.code = code

    def __str__(self) -> str:
        place = self.path
        for part in (self.line, self.column):
            if part is not None:
                place += f":{part}"
        return f"{place}: {self.message}" + (f"; {self.hint}" if self.hint else "")

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with their own arguments do not pickle by default and would break a process pool.
        return (type(self), (self.message, self.path, self.line, self.column, self.hint, self.code))

    def sort_key(self) -> tuple[str, int, str, str]:
        column = f"{self.column:09}" if isinstance(self.column, int) else str(self.column or "")
        return (self.path, self.line or 0, column, self.message)


class BuildFailed(PortalError):
    """All the faults of one run, ordered by place. The build stops; the last good site stays."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=Problem.sort_key))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.problems,))


class Reporter:
    """Collects the faults of one run so that an editor sees all of them at once."""

    def __init__(self) -> None:
        self._errors: list[Problem] = []

    def add(self, error: Problem) -> None:
        self._errors.append(error)

    def extend(self, errors: Iterable[Problem]) -> None:
        self._errors.extend(errors)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Keep a Problem or BuildFailed that the block raises, and go on after the block."""
        try:
            yield
        except Problem as error:
            self.add(error)
        except BuildFailed as failed:
            self.extend(failed.problems)

    def __bool__(self) -> bool:
        return bool(self._errors)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._errors, key=Problem.sort_key))

    def raise_if_any(self) -> None:
        if self._errors:
            raise BuildFailed(self._errors)
