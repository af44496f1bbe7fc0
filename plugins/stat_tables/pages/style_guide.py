"""The style guide: every golden case of tables, figures, charts and maps on one page, each under its source text.

The cases are those of the tests: `<folder>/<case>/input.md`, its first line `# <title>`, over datasets in `data/`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.addresses import FIGURES, STYLE_GUIDE
from portal.body import TOKEN_CLOSE, TOKEN_OPEN, BodyReport
from portal.errors import BuildFailed
from portal.i18n import Translator
from portal.theming.page_head import PageHead
from portal.traces.trace import note_tree
from stat_tables.article.article_data import SCRIPT
from stat_tables.datasets.library import library_of
from stat_tables.drawings.drawing import FILE_ASSETS

_ = Translator(__file__)

DATA = "data"
# The day of the cases: before one of their figures was revised, so that the remark is shown too.
AS_OF = "2024-04-17"
_KINDS = ("table", "figures", "chart", "map")
_FENCE = "~~~~"
_TOKEN = re.compile(f"{TOKEN_OPEN}(\\d+){TOKEN_CLOSE}")


@dataclass(frozen=True)
class Case:
    """`name` of its folder, `title` for readers, `text` as an editor writes it."""

    name: str
    title: str
    text: str


def cases(folder: Path) -> tuple[Case, ...]:
    """All cases: tables, then figures in running text, charts, maps, and what is left."""
    guide_cases = [read_case(path.parent) for path in folder.glob("*/input.md")]
    return tuple(sorted(guide_cases, key=lambda case: (_kind(case.name), case.name)))


def read_case(folder: Path) -> Case:
    title, _line, text = (folder / "input.md").read_text(encoding="utf-8").partition("\n")
    return Case(folder.name, title.removeprefix("# "), text)


def _kind(name: str) -> int:
    kind = name.partition("-")[0]
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def guide_head() -> PageHead:
    """For the head element; search engines are told to leave the page out."""
    return PageHead(
        title=_("Style guide: tables, charts, maps"),
        description=_("Every kind of table, chart and map that stories can show, each with the text that makes it."),
        url=STYLE_GUIDE,
        kind="page",
        assets=(SCRIPT, *FILE_ASSETS),
        robots="noindex",
    )


def guide_body(folder: Path, theme: Path, moment: datetime) -> str:
    """The page below its title, made in one conversion like a story. Trusted markup.

    Raises:
        BuildFailed: where a case has a fault.
    """
    from markdown import Markdown  # only who has a guide needs it here

    from stat_tables.article.markdown_extension import StatTablesExtension

    note_tree(folder)  # to look whether a file is there is no read
    data = folder / DATA
    extension = StatTablesExtension(data=str(data), theme=str(theme))
    converter = Markdown(extensions=["tables", "fenced_code", extension])
    report = BodyReport(folder.as_posix(), figures_as_of=AS_OF, build_moment=moment)
    converter.report = report  # type: ignore[attr-defined]
    html = converter.convert("\n\n".join(map(_section, cases(folder))))
    if report.errors:
        raise BuildFailed(report.errors)
    whole = _TOKEN.sub(lambda token: report.fragments[int(token[1])].page, html)
    return _without_links(whole, library_of(data).names())


def _section(case: Case) -> str:
    """Title, source, and the case itself."""
    return f'<h2 id="{case.name}">{html.escape(case.title)}</h2>\n\n{_FENCE}\n{case.text}{_FENCE}\n\n{case.text}'


def _without_links(markup: str, names: tuple[str, ...]) -> str:
    """The datasets of the guide have no pages of their own: where their links would be stands an `a` without one."""
    return re.sub(rf' href="{FIGURES}(?:{"|".join(names)})/[^"]*"(?: type="[^"]*" download)?', "", markup)
