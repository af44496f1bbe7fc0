"""Findings for people, for programs, and for the annotations of a pull request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.errors import workflow_command
from portal.i18n import Translator

from .house.rule import Severity

_ = Translator(__file__)

VERSION = 1  # of the JSON
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "advice": "notice"}


@dataclass(frozen=True)
class Reported:
    """One finding with its place in its file; lines and columns count from 1, the end is behind the last letter."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    replacement: str | None = None

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {word(self.severity)}: {self.message}{hint} [{self.code}]"


def word(severity: str) -> str:
    return {"error": _("error"), "warning": _("warning"), "advice": _("advice")}[severity]


def as_text(findings: Sequence[Reported], files: int) -> str:
    lines = [str(finding) for finding in findings]
    return "\n".join([*lines, summary(findings, files)])


def summary(findings: Iterable[Reported], files: int) -> str:
    counts = Counter(finding.severity for finding in findings)
    return _(
        "{files} files read: {errors} errors, {warnings} warnings, {advice} pieces of advice",
        files=files,
        errors=counts["error"],
        warnings=counts["warning"],
        advice=counts["advice"],
    )


def as_json(findings: Sequence[Reported], files: int) -> str:
    counts = Counter(finding.severity for finding in findings)
    document = {
        "version": VERSION,
        "files": files,
        "counts": {severity: counts[severity] for severity in _COMMANDS},
        "findings": [vars(finding) for finding in findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def as_github(findings: Sequence[Reported], files: int) -> str:
    """Workflow commands: GitHub shows each at its line of the pull request."""
    lines = []
    for finding in findings:
        # GitHub takes columns for one line only.
        columns = (finding.column, finding.end_column) if finding.end_line == finding.line else (None, None)
        command = workflow_command(
            _COMMANDS[finding.severity],
            finding.message + (f"; {finding.hint}" if finding.hint else ""),
            file=finding.path,
            line=finding.line,
            endLine=finding.end_line,
            col=columns[0],
            endColumn=columns[1],
            title=finding.code,
        )
        lines.append(command)
    return "\n".join([*lines, summary(findings, files)])


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
