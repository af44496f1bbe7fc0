"""The figures of a chart, taken from the table that stands beside it: the two cannot disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from stat_tables.model.times import Time, time_of
from stat_tables.views.view import TableView, ViewRow

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Series:
    """One set of figures in the order of the categories; `texts` as the table prints them, empty for missing ones."""

    label: str
    unit: str
    values: tuple[Decimal | None, ...]
    texts: tuple[str, ...]
    adds: bool = False

    @property
    def known(self) -> list[tuple[int, Decimal]]:
        """(place, value) of the figures that exist."""
        return [(place, value) for place, value in enumerate(self.values) if value is not None]


@dataclass(frozen=True)
class ChartData:
    """Categories and one or more series over them, all of one unit."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    highlighted: tuple[bool, ...]

    @property
    def values(self) -> list[Decimal]:
        return [value for series in self.series for _place, value in series.known]

    @property
    def unit(self) -> str:
        return self.series[0].unit if self.series else ""

    @property
    def series_are_times(self) -> bool:
        """Whether the heads of the columns are periods and the rows are not."""
        named = [time_of(series.label) for series in self.series]
        return len(named) > 1 and all(time is not None and time.year for time in named) and not self.times

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """The categories as periods in rising order, or empty where they are something else."""
        periods = tuple(time for category in self.categories if (time := time_of(category)) and time.year)
        if len(periods) < len(self.categories) or [*periods] != sorted(set(periods)):
            return ()
        return periods

    @property
    def years(self) -> tuple[int, ...]:
        """The categories as years in rising order, or empty where they are something else."""
        if not all(_YEAR.fullmatch(category) for category in self.categories):
            return ()
        years = tuple(int(category) for category in self.categories)
        return years if list(years) == sorted(set(years)) else ()


def chart_data(view: TableView) -> ChartData:
    """Rows become categories, numeric columns become series; total rows are left out."""
    rows = [row for group in view.groups for row in group.rows if row.kind == "row"]
    numeric = [place for place, head in enumerate(view.flat_heads) if head.numeric]
    return ChartData(
        categories=tuple(_name(row) for row in rows),
        series=tuple(_series(view, rows, place) for place in numeric),
        highlighted=tuple(row.highlight for row in rows),
    )


def transposed(data: ChartData) -> ChartData:
    """Series become categories and categories become series."""
    unit = data.series[0].unit if data.series else ""
    series = tuple(
        Series(
            category,
            unit,
            tuple(series.values[place] for series in data.series),
            tuple(series.texts[place] for series in data.series),
        )
        for place, category in enumerate(data.categories)
    )
    return ChartData(tuple(series.label for series in data.series), series, (False,) * len(data.series))


def _name(row: ViewRow) -> str:
    """The text cells that name a row: its stub and further key columns."""
    return ", ".join(cell.text for cell in row.cells if not cell.numeric and cell.spark is None and cell.text)


def _series(view: TableView, rows: list[ViewRow], place: int) -> Series:
    cells = [row.cells[place] for row in rows]
    head = view.flat_heads[place]
    return Series(
        label=head.label,
        unit=head.unit,
        values=tuple(Decimal(cell.canonical) if cell.canonical else None for cell in cells),
        texts=tuple(cell.text if cell.canonical else "" for cell in cells),
        adds=head.adds,
    )
