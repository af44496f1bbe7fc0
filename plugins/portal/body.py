"""What a Markdown extension tells about the article it helps to convert: the seam between newsroom and other plugins.

The converter hangs a `BodyReport` on the Markdown instance as `md.report`; an extension named in the `MARKDOWN`
setting finds it with `report_of(md)`. Markup that an extension makes itself is trusted and must not pass the
sanitiser, so it is handed over as a fragment: the token goes into the document, the markup takes its place afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from .errors import Problem, Reporter, Severity

# Private-use characters: they survive Markdown and the sanitiser, and the reader refuses them in an editor's text.
TOKEN_OPEN, TOKEN_CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True)
class Fragment:
    """Trusted markup: `page` for the site, `feed` for feeds (no script, no interactive parts), `text` for search."""

    page: str
    feed: str
    text: str = ""


@dataclass
class BodyReport:
    """Filled while one article is converted. Plain values only: it travels between processes.

    Args:
        path: the article's file, for messages.
        first_line: line of the file on which the Markdown text starts, from 1.
        build_moment: with offset; what is embargoed until later does not exist. None: nothing is withheld.
        head: headline and lead as (line of the file, text), for extensions that check what an article says.
        figures_as_of: ISO date of the article; a bound figure shows the value of that day.
    """

    path: str
    first_line: int = 1
    build_moment: datetime | None = None
    figures_as_of: str = ""
    head: list[tuple[int, str]] = field(default_factory=list)
    problems: Reporter = field(default_factory=Reporter)
    fragments: list[Fragment] = field(default_factory=list)
    uses: dict[str, list[str]] = field(default_factory=dict)
    assets: list[str] = field(default_factory=list)
    search_text: dict[str, list[str]] = field(default_factory=dict)

    def token(self, fragment: Fragment) -> str:
        """Keep `fragment`; the returned token stands for it in the document."""
        self.fragments.append(fragment)
        return f"{TOKEN_OPEN}{len(self.fragments) - 1}{TOKEN_CLOSE}"

    def use(self, kind: str, identifier: str) -> None:
        """Note that the article depends on something, such as `use("dataset", "thads-yen-bai-2024h1")`."""
        names = self.uses.setdefault(kind, [])
        if identifier not in names:
            names.append(identifier)

    def need_asset(self, path: str) -> None:
        """Ask for a theme file, such as `js/stat-table.js`, on the page that shows this body."""
        if path not in self.assets:
            self.assets.append(path)

    @property
    def errors(self) -> list[Problem]:
        return list(self.problems.errors)

    @property
    def warnings(self) -> list[Problem]:
        return list(self.problems.warnings)

    def fault(self, message: str, line: int | None = None, hint: str = "", code: str = "") -> None:
        """Report an error at `line` of the Markdown text (from 1)."""
        self._report(message, line, hint, code, "error")

    def warn(self, message: str, line: int | None = None, hint: str = "", code: str = "") -> None:
        self._report(message, line, hint, code, "warning")

    def take(self, problem: Problem) -> None:
        """Report a problem that `at_line` made."""
        self._report(problem.message, problem.line, problem.hint, problem.code, problem.severity)

    def _report(self, message: str, line: int | None, hint: str, code: str, severity: Severity) -> None:
        place = None if line is None else line + self.first_line - 1
        self.problems.add(Problem(message, self.path, place, None, hint, code, severity))


def at_line(message: str, line: int, hint: str = "", code: str = "directive", *, warn: bool = False) -> Problem:
    """A problem at `line` of a Markdown text; `BodyReport.take` knows the file and where in it the text begins."""
    return Problem(message, "", line, None, hint, code, "warning" if warn else "error")


def report_of(md: Any) -> BodyReport:
    """The report of the conversion under way; an empty one where Markdown runs outside the portal."""
    report = getattr(md, "report", None)
    if not isinstance(report, BodyReport):
        report = md.report = BodyReport(path=str(Path("<text>")))
    return report
