"""A page per dataset and the index of all: what they show, as values for `dataset.html` and `datasets.html`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from portal import addresses
from portal.exchange import DatasetCard, StoryLink
from portal.i18n import Translator
from portal.theming.page_head import Crumb, PageHead
from portal.vietnam.text import HANOI, collation_key, long_date
from stat_tables.article.article_data import SCRIPT
from stat_tables.declare.sidecar_columns import MONEY
from stat_tables.downloads.chart_picture import NAME, TYPE, chart_picture
from stat_tables.downloads.data_package import data_package
from stat_tables.downloads.dataset_json_ld import catalogue_json_ld, dataset_json_ld, description
from stat_tables.downloads.files import DataFile, data_files
from stat_tables.drawings.drawing import FILE_ASSETS, Drawing, drawing
from stat_tables.drawings.series import IndicatorSeries
from stat_tables.drawings.series_view import SeriesView, series_view
from stat_tables.model.number_format import (
    format_date,
    format_quantity,
    format_value,
    natural_power,
    rescaled,
    with_approximator,
)
from stat_tables.model.row_times import row_times
from stat_tables.model.table import Column, ColumnType, Definition, Table, Value
from stat_tables.request.directive import ViewRequest
from stat_tables.request.directive_options import BlockKind, Shape
from stat_tables.request.selection import full_label
from stat_tables.views.annotations import revision_view, web_address
from stat_tables.views.long_table import MOST_ROWS_ON_PAGE, cut
from stat_tables.views.scaling import readable_decimals
from stat_tables.views.table_view import Setting, table_view
from stat_tables.views.view import Download, RevisionView, TableView

_ = Translator(__file__)

EMBED = "nhung/"  # below the address of the dataset: its drawings alone, for frames of other sites
CARD_FIGURES = 3
FEWEST_FILTERED_ROWS = 20
MOST_BARS, MOST_POINTS = 15, 400
MOST_PROVINCE_SERIES = 4
DESCRIPTION_LENGTH = 300
HEIGHT_AROUND, MAP_HEIGHT = 190, 620  # of a frame: title and source; a map


@dataclass(frozen=True)
class DatasetPage:
    """Values of `dataset.html`, and the files beside the page.

    Args:
        drawings: chart and map, where the figures make one.
        series: of the same indicators over several datasets.
        series_elsewhere: (name, address) of the provinces on whose pages further ones stand.
        picture: the chart as a file, with its source in it.
    """

    url: str
    title: str
    description: str
    table: TableView
    drawings: tuple[Drawing, ...]
    revisions: tuple[RevisionView, ...]
    definitions: tuple[Definition, ...]
    licence_name: str
    licence_url: str
    citation: str
    stories: tuple[StoryLink, ...]
    series: tuple[SeriesView, ...]
    series_elsewhere: tuple[tuple[str, str], ...]
    version: str
    published: str
    files: tuple[DataFile, ...] = ()
    json_ld: str = ""
    picture: Download | None = None

    @property
    def name(self) -> str:
        """For files that readers save."""
        return self.url.strip("/").rpartition("/")[2]

    @property
    def embed(self) -> str:
        """Address of the page for frames; empty where there is no drawing."""
        return self.url + EMBED if self.drawings else ""

    def embed_code(self, address: str, number: int) -> str:
        """What another site puts into its page to show drawing `number`, from 1."""
        embedded = self.drawings[number - 1]
        height = HEIGHT_AROUND + round(embedded.shapes.height if embedded.shapes else MAP_HEIGHT)
        title = escape(f"{self.title}: {embedded.title}" if embedded.title not in self.title else self.title)
        return (
            f'<iframe src="{escape(address)}#hinh-{number}" title="{title}" width="100%" height="{height}" '
            'style="border:0" loading="lazy"></iframe>'
        )

    @property
    def embed_head(self) -> PageHead:
        return PageHead(self.title, self.description[:DESCRIPTION_LENGTH], self.embed, "embed", robots="noindex")

    @property
    def head(self) -> PageHead:
        """For the head element of the page."""
        return PageHead(
            title=self.title,
            description=self.description[:DESCRIPTION_LENGTH],
            url=self.url,
            kind="dataset",
            crumbs=(Crumb(_("Data"), addresses.FIGURES),),
            json_ld=(self.json_ld,),
            assets=(SCRIPT, *FILE_ASSETS) if self.drawings or self.series else (SCRIPT,),
        )


def dataset_page(
    table: Table, root: str, paper: str, stories: Sequence[StoryLink], series: Iterable[IndicatorSeries]
) -> DatasetPage:
    """Everything that is known of one dataset.

    Args:
        root: absolute address of the site without a final slash. `paper`: name of the newspaper.
        stories: that show or cite the dataset, newest first.
        series: all series of the paper; those that join this dataset with another are shown.
    """
    url = addresses.dataset(table.id)
    files = _files(table, root + url)
    links = tuple(file.link(url) for file in files)
    view = _whole(table)
    cited = citation(table, paper, root + url)
    here, elsewhere = _series_of(table, series)
    drawn = drawings(table)
    picture = _picture(table, drawn, root + url)
    return DatasetPage(
        url=url,
        title=table.title,
        description=description(table),
        table=cut(replace(view, downloads=links, page_url="", revisions=()), MOST_ROWS_ON_PAGE),
        drawings=drawn,
        revisions=tuple(revision_view(table, *place) for place in table.revised_cells),
        definitions=table.definitions,
        licence_name=table.licence.name if table.licence else "",
        licence_url=web_address(table.licence.url) if table.licence else "",
        citation=cited,
        stories=tuple(stories),
        series=tuple(series_view(each, f"chuoi-{number}") for number, each in enumerate(here, 1)),
        series_elsewhere=elsewhere,
        version=table.digest[:12],
        published=format_date(table.published) if table.published else "",
        files=(*files, picture) if picture else files,
        picture=picture.link(url) if picture else None,
        json_ld=dataset_json_ld(table, root, url, paper, links, cited),
    )


def _series_of(
    table: Table, series: Iterable[IndicatorSeries]
) -> tuple[list[IndicatorSeries], tuple[tuple[str, str], ...]]:
    """Those that join this dataset with another: what its page draws, and the provinces whose pages draw the others.

    A line for each of many provinces would bury the table; every province has a page of its own for it.
    """
    mine = [each for each in series if table.id in each.datasets and len(each.datasets) > 1]
    named = {each.place: each.province for each in mine if each.province is not None}
    if len(named) <= MOST_PROVINCE_SERIES:
        return mine, ()
    places = tuple((name, addresses.province(named[name].slug)) for name in sorted(named, key=collation_key))
    return [each for each in mine if each.province is None], places


def _files(table: Table, address: str) -> tuple[DataFile, ...]:
    files = data_files(table)
    return (*files, data_package(table, files[0], address))


def _picture(table: Table, drawn: Sequence[Drawing], address: str) -> DataFile | None:
    """The chart of the page as an SVG."""
    chart = next((drawing for drawing in drawn if drawing.shapes is not None), None)
    if chart is None:
        return None
    named = replace(chart, title=f"{table.title}: {chart.title}" if chart.title not in table.title else table.title)
    sources = "; ".join(dict.fromkeys(source.publisher or source.title for source in table.sources))
    return DataFile(NAME, chart_picture(named, sources, address), _("Chart with its source (SVG)"), TYPE)


def _whole(table: Table) -> TableView:
    """Every row and column, with an id for every cell of the rows that the page shows."""
    request = ViewRequest(table.id, filter_box=table.row_count >= FEWEST_FILTERED_ROWS)
    view, faults = table_view(table, request, Setting("so-lieu", anchors=None, most_rows=MOST_ROWS_ON_PAGE))
    assert view is not None, faults
    return view


def citation(table: Table, paper: str, address: str) -> str:
    """A line to copy: title, paper, day, source, version, address."""
    sources = "; ".join(f"{source.publisher or source.title}" for source in table.sources)
    day = table.modified or table.published
    parts = [
        f"“{table.title}”",
        paper,
        format_date(day) if day else "",
        _("source: {sources}", sources=sources) if sources else "",
        _("version {version}", version=table.digest[:12]),
        address,
    ]
    return ", ".join(part for part in parts if part) + "."


def drawings(table: Table) -> tuple[Drawing, ...]:
    """A chart of the first column with numbers, and a map where the rows are provinces."""
    column = next((column for column in table.columns if column.type.is_numeric), None)
    rows = table.row_count - len(table.total_rows)
    if column is None or rows < 2:
        return ()
    # The title of the page stands above: the drawing only says which column it shows.
    wanted = ViewRequest(table.id, BlockKind.MAP, columns=(column.id,), caption=full_label(column))
    requests = [wanted]
    if rows <= (MOST_POINTS if row_times(table).key is not None else MOST_BARS):
        shape = Shape.LINE if row_times(table).key is not None else Shape.BAR
        requests.insert(0, replace(wanted, kind=BlockKind.CHART, shape=shape))
    drawn_parts = []
    for request in requests:
        view, _faults = table_view(table, request, Setting(f"hinh-{request.kind.value}"))
        if view is not None:
            drawn, _not_possible = drawing(table, request, view, Setting(view.id))
            drawn_parts.append(drawn)
    return tuple(drawn for drawn in drawn_parts if drawn is not None)


def _has_years(table: Table) -> bool:
    return len(table.keys) == 1 and table.column_by_id[table.keys[0]].type is ColumnType.YEAR


def dataset_card(table: Table) -> DatasetCard:
    """How the home page and the index show a dataset."""
    row = _main_row(table)
    numeric = [column for column in table.columns if column.type.is_numeric]
    return DatasetCard(
        id=table.id,
        title=table.title,
        url=addresses.dataset(table.id),
        description=table.description,
        period=table.period.label if table.period else "",
        figures=() if row is None else tuple(_figures(table, row, numeric))[:CARD_FIGURES],
    )


def _figures(table: Table, row: int, columns: Sequence[Column]) -> Iterable[tuple[str, str]]:
    for column in columns:
        value = table.cell(row, column.id).value
        if value.number is not None:
            yield _short(value), full_label(column)


def _short(value: Value) -> str:
    """As newspapers say it: money in the power of ten that it has, `15,1 tỷ đồng`; all else as published."""
    number, unit = value.number, value.unit
    if number is None or unit is None or unit.base not in MONEY or unit.power:
        return format_value(value, unit=True)
    scaled, unit = rescaled(number, unit, natural_power(number, unit))
    return with_approximator(format_quantity(scaled, unit, readable_decimals([scaled])), value.approximator)


def _main_row(table: Table) -> int | None:
    """The row that stands for the dataset: its only one, its total, the last of its years; else none."""
    if table.row_count == 1:
        return 0
    if table.total_rows:
        return min(table.total_rows)
    return table.row_count - 1 if table.row_count and _has_years(table) else None


def index_head(tables: Sequence[Table], root: str, paper: str) -> PageHead:
    """For the head element of the index."""
    return PageHead(
        title=_("Data"),
        description=_("{count} datasets behind our stories, with tables, charts, maps and files.", count=len(tables)),
        url=addresses.FIGURES,
        kind="dataset",
        json_ld=(catalogue_json_ld(tables, root, addresses.FIGURES, paper),),
    )


def last_change(table: Table) -> datetime | None:
    """For the sitemap: the last day that readers were told of."""
    day = table.modified or table.published
    return datetime(day.year, day.month, day.day, tzinfo=HANOI) if day else None


def waits_for(table: Table, moment: datetime) -> str:
    """Why readers may not see the table at `moment`, in a few words; empty where they may."""
    if table.embargo is None or table.embargo <= moment:
        return ""
    return _("Under embargo until {moment}", moment=long_date(table.embargo))


def stories_of(
    table: Table, using: Mapping[tuple[str, str], Sequence[int]], stories: Mapping[int, StoryLink]
) -> list[StoryLink]:
    """Stories that show or cite the dataset, newest first."""
    links = [stories[number] for number in using.get(("dataset", table.id), ()) if number in stories]
    return sorted(links, key=lambda story: (story.date, story.id), reverse=True)
