"""What one article shows of the datasets: its directives and bound figures as trusted fragments, its faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from portal import addresses
from portal.body import BodyReport, Fragment, at_line
from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for
from stat_tables.datasets.library import Library, is_withheld
from stat_tables.drawings.drawing import FILE_ASSETS
from stat_tables.model.table import Table
from stat_tables.prose.bound_figure import FigureRequest, bind, parse_figure_request
from stat_tables.prose.prose_audit import DoubtfulFigure, audit_prose, audit_uncalled
from stat_tables.prose.waivers import waive
from stat_tables.request.directive import BLOCK_NAMES, ViewRequest, parse_directive
from stat_tables.request.markdown_scan import FigureSource, ProseLine, Scan
from stat_tables.request.selection import find_column, find_rows
from stat_tables.views.additivity import undeclared_sums
from stat_tables.views.cells import cell_id
from stat_tables.views.long_table import MOST_ROWS_ON_PAGE
from stat_tables.views.render import render
from stat_tables.views.table_view import Setting

from .exhibit import exhibit
from .other_datasets import may_speak_of_any

_ = Translator(__file__)

SCRIPT = "js/stat-table.js"


class ArticleData:
    """Made for one conversion. Tokens of fragments go into the document, faults into the report."""

    def __init__(self, scan: Scan, library: Library, theme: Path, report: BodyReport) -> None:
        self.scan = scan
        self._library, self._theme, self._report = library, theme, report
        self._as_of = date.fromisoformat(report.figures_as_of[:10]) if report.figures_as_of else None
        self._moment = report.build_moment
        self._tables: dict[str, Table | None] = {}
        self._exhibited: set[tuple[str, int, str]] = set()
        self._views = 0
        for fault in scan.faults:
            self.report_fault(fault)

    def report_fault(self, fault: Problem) -> None:
        self._report.take(fault)

    def block(self, number: int) -> str:
        """The token of directive `number`; empty where it has faults."""
        source = self.scan.blocks[number]
        kind = BLOCK_NAMES[source.name]
        request, faults = parse_directive(kind, source.argument, source.body, source.line)
        table = self._table(request.dataset, source.line) if request else None
        for fault in faults:
            self.report_fault(fault)
        if request is None or table is None:
            return ""
        if self._withheld(table):
            return self._report.token(self._notice(table))
        return self._exhibit(table, request)

    def _exhibit(self, table: Table, request: ViewRequest) -> str:
        self._views += 1
        setting = Setting(f"bang-{self._views}", self._as_of, self._anchors(table))
        exhibited, faults = exhibit(table, request, setting, self._theme)
        for fault in faults:
            self.report_fault(fault)
        for doubt in undeclared_sums(table, request):
            self._report.warn(doubt.message, doubt.line, doubt.hint, doubt.code)
        if exhibited is None:
            return ""
        self._exhibited.update((table.id, *cell) for cell in exhibited.cells)
        self._report.search_text.setdefault("tables", []).append(exhibited.fragment.text)
        if exhibited.interactive:
            self._report.need_asset(SCRIPT)
        if exhibited.drawn:
            for path in FILE_ASSETS:
                self._report.need_asset(path)
        return self._report.token(exhibited.fragment)

    def _anchors(self, table: Table) -> frozenset[tuple[int, str]]:
        """Cells that figures of this article point to and no earlier table of it has shown."""
        wanted = self._targets.get(table.id, frozenset())
        return frozenset(cell for cell in wanted if (table.id, *cell) not in self._exhibited)

    @cached_property
    def _targets(self) -> dict[str, frozenset[tuple[int, str]]]:
        cells_of: dict[str, set[tuple[int, str]]] = {}
        for request, _faults in self._requests:
            table = self._get(request.dataset) if request else None
            column = find_column(table, request.column) if table and request else None
            if request and table and column:
                cells_of.setdefault(table.id, set()).update((row, column.id) for row in find_rows(table, request.row))
        return {name: frozenset(cells) for name, cells in cells_of.items()}

    @cached_property
    def _requests(self) -> list[tuple[FigureRequest | None, list[Problem]]]:
        return [parse_figure_request(source) for source in self.scan.figures]

    def figure(self, number: int, *, linked: bool) -> str:
        """The token of bound figure `number`; empty where it has faults."""
        source = self.scan.figures[number]
        request, faults = self._requests[number]
        table = self._table(request.dataset, source.line) if request else None
        for fault in faults:
            self.report_fault(fault)
        if request is None or table is None:
            return ""
        if self._withheld(table):
            return self._report.token(self._withheld_figure())
        return self._bound(table, request, source, linked)

    def _bound(self, table: Table, request: FigureRequest, source: FigureSource, linked: bool) -> str:
        figure, faults = bind(table, request, source.line, self._as_of)
        for fault in faults:
            self.report_fault(fault)
        if figure is None:
            return ""
        anchor = f"#{cell_id(table, figure.row, figure.column)}"
        here = (table.id, figure.row, figure.column) in self._exhibited
        beyond = figure.row >= MOST_ROWS_ON_PAGE and figure.row not in table.total_rows
        url = anchor if here else addresses.dataset(table.id) + ("" if beyond else anchor)
        page = render(self._theme, "bound_figure", figure, url if linked else "")
        feed = render(self._theme, "bound_figure", figure, "")
        return self._report.token(Fragment(page, feed, figure.text))

    def _get(self, identifier: str) -> Table | None:
        """From the library, which looks at the files, once."""
        if identifier not in self._tables:
            self._tables[identifier] = self._library.get(identifier)
        return self._tables[identifier]

    def _table(self, identifier: str, line: int) -> Table | None:
        table = self._get(identifier)
        if table is not None:
            self._report.use("dataset", identifier)
        elif not self._library.exists(identifier):
            message = _("there is no dataset “{name}”", name=identifier)
            self.report_fault(at_line(message, line, hint_for(identifier, self._library.names()), "unknown-dataset"))
        return table

    def _withheld(self, table: Table) -> bool:
        return self._moment is not None and is_withheld(table, self._moment)

    def _notice(self, table: Table) -> Fragment:
        markup = render(self._theme, "withheld", table.embargo)
        return Fragment(markup, markup)

    def _withheld_figure(self) -> Fragment:
        text = _("(figure not yet published)")
        return Fragment(text, text, text)

    def audit(self) -> None:
        """Compare the numbers of headline, lead and prose with the datasets that the article shows or cites.

        A number that is in none of them is a warning; `scripts/build --strict` makes it an error.
        """
        tables = self._used_tables()
        prose = [*self._head(), *self.scan.prose]
        findings = audit_prose(prose, tables, self._as_of) if tables else []
        findings += self._uncalled(prose, tables)
        left, faults, unused = waive(findings, self.scan.waivers)
        for finding in left:
            tell = self._report.fault if finding.contradicts else self._report.warn
            tell(finding.message, finding.line, finding.hint, finding.code)
        for fault in faults:
            self.report_fault(fault)
        for doubt in unused:
            self._report.warn(doubt.message, doubt.line, doubt.hint, doubt.code)

    def _uncalled(self, prose: Sequence[ProseLine], called: Sequence[Table]) -> list[DoubtfulFigure]:
        """What contradicts a dataset that the story does not call; told, and left to the editor."""
        if not may_speak_of_any(prose, self._library):
            return []
        ids = {table.id for table in called}
        others = [table for table in self._library.everything if table.id not in ids and not self._withheld(table)]
        return audit_uncalled(prose, called, others, self._as_of)

    def _head(self) -> Iterator[ProseLine]:
        """Headline and lead, each a paragraph of its own; their lines count from the Markdown text like all others."""
        for line, text in self._report.head:
            yield ProseLine(text, line - self._report.first_line + 1)
            yield ProseLine("", line - self._report.first_line + 2)

    def _used_tables(self) -> tuple[Table, ...]:
        names = [source.argument for source in self.scan.blocks]
        names += [request.dataset for request, _faults in self._requests if request]
        tables = (self._get(name) for name in dict.fromkeys(names))
        return tuple(table for table in tables if table is not None and not self._withheld(table))
