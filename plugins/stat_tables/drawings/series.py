"""One indicator over several datasets: the same thing counted at the same place, in the order of time.

Figures are joined that cover periods of one length: half a year never stands beside a year.
Where figures stop being comparable there is a break: on 1 July 2025 for a province that was merged, and on the days
that indicators.toml names for a change of definition. A period is reported at its end, so it counts by what held then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from portal.i18n import Translator
from portal.vietnam.provinces import RESOLUTION, Province, successor
from stat_tables.datasets.indicators import BreakDay, Indicator
from stat_tables.model.number_format import format_date
from stat_tables.model.reporting_calendar import CALENDARS, months_of
from stat_tables.model.table import Column, ColumnType, Period, Table, Unit, Value
from stat_tables.views.merged_table import province_of

_ = Translator(__file__)


MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class SeriesPoint:
    """One figure: the period it speaks of, where it stands."""

    period: Period
    value: Value
    table: Table
    row: int
    column: Column

    @property
    def label(self) -> str:
        return self.period.label

    @property
    def number(self) -> Decimal | None:
        return self.value.number

    @property
    def province(self) -> Province | None:
        """The one it speaks of; None for a larger area."""
        territory = self.table.territory
        return province_of(self.table, self.row) or (territory.province if territory else None)


@dataclass(frozen=True)
class SeriesBreak:
    """Between the points `after` and `after + 1` figures stop being comparable."""

    after: int
    text: str


@dataclass(frozen=True)
class IndicatorSeries:
    """Points in the order of time; `place` is a province or the area of the tables.

    Args:
        months: how long each of the periods is; 0 where figures are those of single days.
        tables: all that tell one of the periods, the newest of which makes its point; in the order of the periods.
    """

    indicator: str
    label: str
    place: str
    unit: Unit | None
    points: tuple[SeriesPoint, ...]
    tables: tuple[Table, ...]
    months: int = 12
    breaks: tuple[SeriesBreak, ...] = ()
    definition: str = ""

    @property
    def datasets(self) -> tuple[str, ...]:
        """Ids of the tables."""
        return tuple(table.id for table in self.tables)

    @property
    def province(self) -> Province | None:
        """The unit of the newest figure; None for a larger area."""
        return self.points[-1].province


def indicator_series(tables: Iterable[Table], indicators: Mapping[str, Indicator]) -> tuple[IndicatorSeries, ...]:
    """Every series with figures of two periods or more, by indicator and place."""
    points: dict[_Key, dict[date, list[SeriesPoint]]] = {}
    for table in tables:
        for place, point in _points(table):
            unit = point.column.unit.text if point.column.unit else ""
            key = (point.column.indicator, place, unit, _length(point.period))
            points.setdefault(key, {}).setdefault(point.period.start, []).append(point)
    return tuple(_series(key, points[key], indicators) for key in sorted(points) if len(points[key]) > 1)


_Key = tuple[str, str, str, int]  # indicator, place, unit, months


def _length(period: Period) -> int:
    """In months; 0 for a single day, whose figure is a stock and stands beside those of other days only."""
    return months_of(period) if period.start < period.end else 0


def _published(table: Table) -> date:
    return table.modified or table.published or date.min


def _points(table: Table) -> Iterator[tuple[str, SeriesPoint]]:
    columns = [column for column in table.columns if column.indicator and column.type.is_numeric]
    time = _time_column(table)
    others = [key for key in table.keys if key != (time.id if time else "")]
    territory = table.territory.name if table.territory else ""
    for row in range(table.row_count) if columns else ():
        province = province_of(table, row) or (table.territory.province if table.territory and not others else None)
        if province is None and (others or row in table.total_rows):
            continue  # a row of something else than a place and a time
        period = _period(table, row, time)
        if period is None:
            continue
        for column in columns:
            value = table.cell(row, column.id).value
            if value.number is not None:
                place = _place(province) if province else territory
                yield place, SeriesPoint(period, value, table, row, column)


def _place(province: Province) -> str:
    """A name for the borders: a unit that only changed its name (Thừa Thiên Huế, Huế) is the same place."""
    today = successor(province)
    return province.name if len(today.parts) > 1 else today.name


def _time_column(table: Table) -> Column | None:
    """The column of years, or the key that is a day: of other dates nobody knows what happened on them."""
    years = (column for column in table.columns if column.type is ColumnType.YEAR)
    days = (column for column in table.columns if column.type is ColumnType.DATE and column.id in table.keys)
    return next(years, None) or next(days, None)


def _period(table: Table, row: int, time: Column | None) -> Period | None:
    """What a row covers: the year, part of one or day that it names, else the period of the table."""
    if time is None:
        return table.period
    told = table.values[time.id][row]
    if isinstance(told, date):
        return Period(told, told, format_date(told))
    if not isinstance(told, Decimal):
        return None
    period = CALENDARS[time.calendar or "civil"].part(int(told), time.part)
    # Beside each other, whole years need no more than their numbers.
    return period._replace(label=str(told)) if months_of(period) == MONTHS_OF_YEAR else period


def _series(
    key: _Key, by_start: Mapping[date, list[SeriesPoint]], indicators: Mapping[str, Indicator]
) -> IndicatorSeries:
    name, place, _unit, months = key
    told = [sorted(by_start[start], key=lambda point: _published(point.table)) for start in sorted(by_start)]
    points = tuple(each[-1] for each in told)  # told again by a later dataset: the newer publication stands
    known = indicators.get(name)
    last, province = points[-1].column, points[-1].province
    tables = {point.table.id: point.table for each in told for point in each}
    return IndicatorSeries(
        indicator=name,
        label=known.label if known else last.label,
        place=province.name if province else place,
        unit=last.unit,
        points=points,
        tables=tuple(tables.values()),
        months=months,
        breaks=tuple(_breaks(points, known.breaks if known else ())),
        definition=known.definition if known else last.description,
    )


def _was_merged(province: Province) -> bool:
    return len(successor(province).parts) > 1


def _breaks(points: tuple[SeriesPoint, ...], changes: Iterable[BreakDay]) -> Iterator[SeriesBreak]:
    for place, (before, after) in enumerate(pairwise(points)):
        for change in sorted(changes, key=lambda each: each.day):
            if before.period.end < change.day <= after.period.end:
                yield SeriesBreak(place, change.text)
        if _merged_between(before, after):
            yield SeriesBreak(place, _("provinces merged ({resolution})", resolution=RESOLUTION))


def _merged_between(before: SeriesPoint, after: SeriesPoint) -> bool:
    """Whether the province had other borders: it stands in the division of the 63 first and then in that of the 34."""
    old, new = (point.table.territory for point in (before, after))
    if old is None or new is None or old.vintage is new.vintage:
        return False
    return after.province is not None and _was_merged(after.province)
