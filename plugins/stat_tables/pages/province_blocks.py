"""The figures of one province from all datasets, as a block for its page: by the units of the day, and by today's.

The page of Lào Cai (34) shows its own rows, those of Yên Bái (63) with the day they ended, and both put together.
Below stand its series over several datasets, broken where its borders changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from portal.i18n import Translator
from portal.vietnam.provinces import Province, Vintage, find, parts, provinces
from stat_tables.drawings.series import IndicatorSeries
from stat_tables.drawings.series_view import series_view
from stat_tables.model.table import Table
from stat_tables.request.directive import ViewRequest
from stat_tables.request.selection import row_name
from stat_tables.views.merged_table import merged_table, province_column, province_of
from stat_tables.views.render import render
from stat_tables.views.table_view import Setting, table_view
from stat_tables.views.view import TableView

_ = Translator(__file__)


@dataclass(frozen=True)
class Extract:
    """Rows of one dataset that speak of a province; `remark` says in which borders."""

    table: Table
    rows: tuple[int, ...]
    remark: str = ""

    def view(self, identifier: str) -> TableView:
        names = tuple(row_name(self.table, row) for row in self.rows)
        request = ViewRequest(self.table.id, rows=names, note=self.remark)
        view, faults = table_view(self.table, request, Setting(identifier))
        assert view is not None, faults
        return view


def province_data(tables: Iterable[Table], series: Iterable[IndicatorSeries], theme: Path) -> dict[str, Markup]:
    """Slug of a province -> trusted markup; provinces without figures have no entry."""
    by_slug: dict[str, list[Extract]] = {}
    for table in tables:
        for slug, extracts in _of_table(table).items():
            by_slug.setdefault(slug, []).extend(extracts)
    joined = _by_province(series)
    return {slug: Markup(_block(slug, by_slug[slug], joined.get(slug, ()), theme)) for slug in sorted(by_slug)}


def _block(slug: str, extracts: Sequence[Extract], series: Sequence[IndicatorSeries], theme: Path) -> str:
    tables = [extract.view(f"{slug}-{number}") for number, extract in enumerate(extracts, 1)]
    lines = [series_view(each, f"{slug}-chuoi-{number}") for number, each in enumerate(series, 1)]
    return render(theme, "province_data", tables, lines)


def _by_province(series: Iterable[IndicatorSeries]) -> Mapping[str, list[IndicatorSeries]]:
    """Slug -> the series of the province that join several datasets; one dataset's own rows stand there anyhow."""
    by_slug: dict[str, list[IndicatorSeries]] = {}
    for each in series:
        if each.province is not None and len(each.datasets) > 1:
            by_slug.setdefault(each.province.slug, []).append(each)
    return by_slug


def _of_table(table: Table) -> Mapping[str, list[Extract]]:
    """Slug -> what one dataset says, with the rows of merged units on the page of their successor too."""
    rows = _rows(table)
    merged = merged_table(table, lambda row, column: table.cell(row, column).value) if rows else None
    by_slug: dict[str, list[Extract]] = {}
    for province in (*provinces(Vintage.UNITS_34), *provinces(Vintage.UNITS_63)):
        extracts = by_slug.setdefault(province.slug, [])
        if province in rows:
            extracts.append(Extract(table, rows[province], _borders(province)))
        if province.vintage is Vintage.UNITS_34 and len(province.parts) > 1:
            extracts.extend(_of_parts(table, merged, province, rows))
    return {slug: extracts for slug, extracts in by_slug.items() if extracts}


def _of_parts(
    table: Table, merged: Table | None, province: Province, rows: Mapping[Province, tuple[int, ...]]
) -> Iterator[Extract]:
    """For a province of today: its parts put together where that can be computed, else each part by itself."""
    together = _rows(merged).get(province, ()) if merged else ()
    if merged and any(_has_figure(merged, row) for row in together):
        names = ", ".join(part.name for part in parts(province))
        yield Extract(merged, together, _("in today's borders, put together from {names}", names=names))
        return
    for part in parts(province):
        # A part of the same name stands on this page already.
        if part in rows and part.slug != province.slug:
            yield Extract(table, rows[part], _("{name}, until 30/6/2025", name=part.full_name))


def _has_figure(table: Table, row: int) -> bool:
    return any(column.type.is_numeric and table.values[column.id][row] is not None for column in table.columns)


def _rows(table: Table) -> dict[Province, tuple[int, ...]]:
    """Rows of each province; all rows where the dataset is about one province."""
    territory = table.territory
    if territory is not None and territory.province is not None and province_column(table) is None:
        return {territory.province: tuple(range(table.row_count))}
    by_province: dict[Province, list[int]] = {}
    for row in range(table.row_count):
        province = province_of(table, row)
        if province is not None:
            by_province.setdefault(province, []).append(row)
    return {province: tuple(rows) for province, rows in by_province.items()}


def _borders(province: Province) -> str:
    if province.vintage is Vintage.UNITS_34:
        return ""
    today = find(province.name, Vintage.UNITS_34)
    if today is not None and len(today.parts) == 1:
        return ""
    return _("in the borders until 30/6/2025")
