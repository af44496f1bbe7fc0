"""Articles with tables for tests: converted by the real extension from the datasets in `data/`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from markdown import Markdown

from portal.body import TOKEN_CLOSE, TOKEN_OPEN, BodyReport
from stat_tables.datasets.load import load_dataset
from stat_tables.model.table import Table
from stat_tables.request.directive import ViewRequest, parse_directive
from stat_tables.request.directive_options import BlockKind
from stat_tables.views.table_view import Setting, table_view
from stat_tables.views.view import TableView

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "examples" / "tables"
DATA = CASES / "data"
THEME = ROOT / "theme"
EXTENSION = "stat_tables.article.markdown_extension:StatTablesExtension"
_TOKEN = re.compile(f"{TOKEN_OPEN}(\\d+){TOKEN_CLOSE}")


def dataset(name: str) -> Table:
    return load_dataset(DATA / name)


def convert(
    text: str,
    as_of: str = "2024-12-31",
    moment: str = "2026-01-01T08:00:00+07:00",
    head: Sequence[tuple[int, str]] = (),
) -> tuple[str, BodyReport]:
    """Markup for the page, fragments in place, and the report."""
    config = {"data": str(DATA), "theme": str(THEME)}
    md = Markdown(extensions=["tables", "footnotes", EXTENSION], extension_configs={EXTENSION: config})
    report = BodyReport(
        "bai.md", first_line=11, figures_as_of=as_of, build_moment=datetime.fromisoformat(moment), head=[*head]
    )
    md.report = report  # type: ignore[attr-defined]
    html = md.convert(text)
    return _TOKEN.sub(lambda token: report.fragments[int(token[1])].page, html), report


def messages(report: BodyReport) -> list[str]:
    return [str(error) for error in report.errors]


def request(body: str, kind: BlockKind = BlockKind.TABLE, name: str = "tinh") -> ViewRequest:
    """The request of a sound directive."""
    made, faults = parse_directive(kind, name, body, 1)
    assert faults == []
    assert made is not None
    return made


def view(body: str = "", name: str = "tinh", setting: Setting | None = None) -> TableView:
    """The view of a sound directive."""
    made, faults = table_view(dataset(name), request(body, name=name), setting or Setting("bang-1"))
    assert faults == []
    assert made is not None
    return made


def texts(made: TableView) -> list[list[str]]:
    """The rows of all groups as texts."""
    return [[cell.text for cell in row.cells] for group in made.groups for row in group.rows]
