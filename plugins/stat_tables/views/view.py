"""What the theme sees of a table: plain values, every number already text. `table_view` makes, templates place them.

Named tuples for what there are thousands of: made and copied in a fraction of a dataclass's time.
Places and lengths are texts such as `43.2%`, ready for an SVG attribute; shades are numbers for a class name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class NoteMark(NamedTuple):
    """A raised number: `id` is its own, `target` that of the note."""

    number: str
    id: str
    target: str


class CellBar(NamedTuple):
    """A bar behind a figure; `start` and `width` are shares of the cell."""

    start: str
    width: str
    negative: bool = False


class SparkView(NamedTuple):
    """A line of some values, in a box of 100 x 24; `text` says it in words."""

    points: str
    last_x: str
    last_y: str
    text: str


class ViewCell(NamedTuple):
    """One cell.

    Args:
        canonical: value for sorting, in digits with a point; empty where the text itself sorts.
        anchor: id of the cell; empty where nothing points to it.
        reason: why there is no figure; the text is then a code.
        status: letter of the observation's status; `status_text` says it.
        trend: `up` or `down` for a change.
        form: `figure` and `name` for a bare figure or row head, which most cells are; templates write those fast.
    """

    text: str
    head: bool = False
    numeric: bool = False
    canonical: str = ""
    anchor: str = ""
    reason: str = ""
    status: str = ""
    status_text: str = ""
    marks: tuple[NoteMark, ...] = ()
    bar: CellBar | None = None
    heat: int = 0
    spark: SparkView | None = None
    trend: str = ""
    form: str = ""


class ViewRow(NamedTuple):
    """`kind` is `row`, `subtotal`, `total`, or `group-head` for the figures of a group beside its label.

    Args:
        headers: ids of the heads of each cell, in tables with heads of several levels; `id` is then that of the row's.
    """

    cells: tuple[ViewCell, ...]
    kind: str = "row"
    highlight: bool = False
    id: str = ""
    headers: tuple[str, ...] = ()

    @property
    def scope(self) -> str:
        """Of the row's head."""
        return "rowgroup" if self.kind == "group-head" else "row"

    @property
    def headed(self) -> Iterator[tuple[ViewCell, str]]:
        """Each cell with the ids of its heads."""
        return zip(self.cells, self.headers, strict=True)


class ViewGroup(NamedTuple):
    """Rows under a common label; one group without a label where the table is not grouped."""

    rows: tuple[ViewRow, ...]
    label: str = ""
    id: str = ""

    @property
    def is_headed(self) -> bool:
        """Its first row holds its label, with figures of the whole group."""
        return bool(self.rows) and self.rows[0].kind == "group-head"


class ViewHead(NamedTuple):
    """A column's head. `sort` is `number`, `text` or empty (made columns of pictures); `rows`: how many it spans.

    Args:
        adds: the column's figures add up over rows.
        place: of the column, from 0.
    """

    label: str
    unit: str = ""
    id: str = ""
    headers: str = ""
    numeric: bool = False
    sort: str = ""
    rows: int = 1
    marks: tuple[NoteMark, ...] = ()
    adds: bool = False
    place: int = 0


class Spanner(NamedTuple):
    """A head over several columns, or the place of a single column's head (`head`) in the upper row."""

    label: str
    span: int
    id: str
    head: ViewHead | None = None


class NoteView(NamedTuple):
    """A note under the table and the ids of the marks that point to it."""

    number: str
    id: str
    text: str
    backs: tuple[str, ...] = ()


class LegendEntry(NamedTuple):
    """A code that stands in cells and what it means."""

    code: str
    text: str


class RevisionView(NamedTuple):
    """A figure that was published again: earlier values with their day, and the value that stands now."""

    place: str
    earlier: str
    current: str
    source: str = ""
    day: str = ""


class SourceView(NamedTuple):
    title: str
    publisher: str = ""
    url: str = ""
    published: str = ""


class Download(NamedTuple):
    """A file to download; `size` as text with its unit."""

    label: str
    url: str
    size: str
    type: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table ready for the page.

    Args:
        id: of the figure; every other id begins with it.
        spanners: heads of the upper level; empty where the table has one level.
        heads: heads of the lower level that are not already in `spanners`; with one level, all of them.
        flat_heads: the head of every column, in order, its label complete without a spanner.
        page_url: of the dataset.
        cut: says how many of the rows are shown; empty where all are.
    """

    id: str
    dataset: str
    caption: str
    heads: tuple[ViewHead, ...]
    groups: tuple[ViewGroup, ...]
    flat_heads: tuple[ViewHead, ...]
    foot: tuple[ViewRow, ...] = ()
    spanners: tuple[Spanner, ...] = ()
    period: str = ""
    notes: tuple[NoteView, ...] = ()
    remark: str = ""
    legend: tuple[LegendEntry, ...] = ()
    revisions: tuple[RevisionView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    downloads: tuple[Download, ...] = ()
    page_url: str = ""
    status_text: str = ""
    filter_box: bool = False
    cut: str = ""

    @property
    def sections(self) -> Iterator[tuple[str, ViewGroup]]:
        """The groups and the totals, each with the element that holds its rows."""
        yield from (("tbody", group) for group in self.groups)
        if self.foot:
            yield "tfoot", ViewGroup(self.foot)

    @property
    def columns(self) -> int:
        return len(self.flat_heads)

    @property
    def row_count(self) -> int:
        return sum(len(group.rows) for group in self.groups)
