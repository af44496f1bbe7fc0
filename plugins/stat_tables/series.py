"""One indicator over several datasets: the same thing counted at the same place, in the order of time.

Where figures stop being comparable there is a break: on 1 July 2025 for a province that was merged, and on the days
that indicators.toml names for a change of definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.i18n import Translator
from portal.provinces import CHANGE, RESOLUTION, Province, successor

from .indicators import Indicator
from .merged_table import province_of
from .model import Column, ColumnType, Table, Unit, Value

_ = Translator(__file__)


@dataclass(frozen=True)
class SeriesPoint:
    """One figure: the period it speaks of, where it stands."""

    start: date
    label: str
    value: Value
    table: Table
    row: int
    column: Column

    @property
    def number(self) -> Decimal | None:
        return self.value.number


@dataclass(frozen=True)
class SeriesBreak:
    """Between the points `after` and `after + 1` figures stop being comparable."""

    after: int
    text: str


@dataclass(frozen=True)
class IndicatorSeries:
    """Points in the order of time; `place` is a province or the area of the tables."""

    indicator: str
    label: str
    place: str
    unit: Unit | None
    points: tuple[SeriesPoint, ...]
    breaks: tuple[SeriesBreak, ...] = ()
    definition: str = ""

    @property
    def datasets(self) -> tuple[str, ...]:
        """Ids of the datasets that the points are from, in the order of the points."""
        return tuple(dict.fromkeys(point.table.id for point in self.points))


def indicator_series(tables: Iterable[Table], indicators: Mapping[str, Indicator]) -> tuple[IndicatorSeries, ...]:
    """Every series with figures of two periods or more, by indicator and place."""
    found: dict[tuple[str, str, str], dict[date, SeriesPoint]] = {}
    places: dict[tuple[str, str, str], Province | None] = {}
    for table in tables:
        for place, province, point in _points(table):
            key = (point.column.indicator, place, point.column.unit.text if point.column.unit else "")
            # A later dataset tells the same period again: the newer publication stands.
            known = found.setdefault(key, {}).get(point.start)
            if known is None or _published(point.table) >= _published(known.table):
                found[key][point.start] = point
            places[key] = province
    return tuple(_series(key, found[key], places[key], indicators) for key in sorted(found) if len(found[key]) > 1)


def _published(table: Table) -> date:
    return table.modified or table.published or date.min


def _points(table: Table) -> Iterator[tuple[str, Province | None, SeriesPoint]]:
    columns = [column for column in table.columns if column.indicator and column.type.is_numeric]
    year = next((column for column in table.columns if column.type is ColumnType.YEAR), None)
    others = [key for key in table.keys if key != (year.id if year else "")]
    territory = table.territory.name if table.territory else ""
    for row in range(table.row_count) if columns else ():
        province = province_of(table, row) or (table.territory.province if table.territory and not others else None)
        if province is None and (others or row in table.total_rows):
            continue  # a row of something else than a place and a time
        time = _time(table, row, year)
        if time is None:
            continue
        start, label = time
        for column in columns:
            value = table.cell(row, column.id).value
            if value.number is not None:
                place = province.name if province else territory
                yield place, province, SeriesPoint(start, label, value, table, row, column)


def _time(table: Table, row: int, year: Column | None) -> tuple[date, str] | None:
    if year is not None:
        number = table.values[year.id][row]
        return (date(int(number), 1, 1), str(number)) if isinstance(number, Decimal) else None
    return (table.period.start, table.period.label) if table.period else None


def _series(
    key: tuple[str, str, str],
    by_start: Mapping[date, SeriesPoint],
    province: Province | None,
    indicators: Mapping[str, Indicator],
) -> IndicatorSeries:
    name, place, _unit = key
    points = tuple(by_start[start] for start in sorted(by_start))
    known = indicators.get(name)
    last = points[-1].column
    days = [(each.day, each.text) for each in known.breaks] if known else []
    if province is not None and _was_merged(province):
        days.append((CHANGE, _("provinces merged ({resolution})", resolution=RESOLUTION)))
    return IndicatorSeries(
        indicator=name,
        label=known.label if known else last.label,
        place=place,
        unit=last.unit,
        points=points,
        breaks=tuple(_breaks(points, sorted(days))),
        definition=known.definition if known else last.description,
    )


def _was_merged(province: Province) -> bool:
    return len(successor(province).parts) > 1


def _breaks(points: tuple[SeriesPoint, ...], days: list[tuple[date, str]]) -> Iterator[SeriesBreak]:
    for day, text in days:
        for place in range(len(points) - 1):
            if points[place].start < day <= points[place + 1].start:
                yield SeriesBreak(place, text)
