"""The cells of one column, as read -> scalars of the declared type, and what single cells carry beside theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from portal.i18n import Translator
from portal.schema.nearest import hint_for, quoted
from portal.vietnam.provinces import Vintage, by_code, find, former_unit, nearest, official_names
from stat_tables.model.number_format import format_date
from stat_tables.model.table import ColumnType, Scalar
from stat_tables.read.grid import RawCell

from .column_reading import STATUS_CODES, ColumnReading
from .number_columns import read_numbers

_ = Translator(__file__)

_ISO = "([0-9]{4})-([0-9]{2})-([0-9]{2})"
_VIETNAMESE_DATE = "([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
_YEAR = "(?:1[89]|20|21)[0-9]{2}"
_TRUTH = {"true": True, "có": True, "false": False, "không": False}


def read_column(reading: ColumnReading) -> tuple[Scalar, ...]:
    """Scalars of the column's type, None where a value is missing or faulty; faults go to `reading.problems`."""
    type_ = reading.plan.column.type
    values: tuple[Scalar, ...] | None
    if type_.is_numeric:
        values = read_numbers(reading)
    elif type_ is ColumnType.STRING:
        values = _strings(reading)
    elif type_ is ColumnType.DATE:
        values = _dates(reading)
    else:
        values = _known_provinces(reading) if type_ is ColumnType.PROVINCE else None
        values = values or tuple(_each(reading, _PARSERS[type_]))
    reading.close()
    return values


def _strings(reading: ColumnReading) -> tuple[Scalar, ...]:
    texts = tuple(cell.strip() if isinstance(cell, str) else _written(cell) for cell in reading.cells)
    if "" not in texts and reading.missing.keys().isdisjoint(texts) and STATUS_CODES.keys().isdisjoint(texts):
        return texts
    return tuple(None if reading.is_missing(row) else text for row, text in enumerate(texts))


def _written(cell: RawCell) -> str:
    return _("yes") if cell is True else _("no") if cell is False else str(cell)


def _each(reading: ColumnReading, parse: Callable[[ColumnReading, int], Scalar]) -> Iterable[Scalar]:
    for row in range(len(reading.cells)):
        yield None if reading.is_missing(row) else parse(reading, row)


def _known_provinces(reading: ColumnReading) -> tuple[Scalar, ...] | None:
    """All at once where every cell is a province's own name, as nearly always."""
    if reading.vintage is None or not official_names(reading.vintage).issuperset(reading.cells):
        return None
    return reading.cells


def _province(reading: ColumnReading, row: int) -> Scalar:
    text, vintage = str(reading.cells[row]).strip(), reading.vintage
    if vintage is None or text in reading.totals:  # without a vintage the sidecar has been told wrong already
        return text
    province = by_code(text, vintage) if text.isdigit() else find(text, vintage)
    if province is not None:
        return province.name
    other = Vintage.UNITS_34 if vintage is Vintage.UNITS_63 else Vintage.UNITS_63
    hint = hint_names = quoted(nearest(text, vintage))
    former = former_unit(text)
    if former is not None:
        hint = _(
            'until {day} a unit of its own, now in {names}: write type = "string" in [columns.{id}] for such years',
            day=format_date(former.last),
            names=quoted(former.now),
            id=reading.plan.column.id,
        )
    elif find(text, other) is not None:
        hint = _("it is one of the {count}; see “vintage” in table.toml", count=other.value)
    elif hint_names:
        hint = _("did you mean {names}?", names=hint_names)
    message = _("there is no province “{name}” among the {count}", name=reading.text(row), count=vintage.value)
    reading.fault(row, message, hint, "unknown-province")
    return text


def _year(reading: ColumnReading, row: int) -> Scalar:
    text = str(reading.cells[row]).strip()
    if re.fullmatch(_YEAR, text):
        return Decimal(text)
    reading.fault(row, _("“{value}” is not a year", value=reading.text(row)), _("write four digits, such as 2024"))
    return None


def _boolean(reading: ColumnReading, row: int) -> Scalar:
    cell = reading.cells[row]
    if isinstance(cell, bool):
        return cell
    text = str(cell).strip().lower()
    if text not in _TRUTH:
        hint = hint_for(text, _TRUTH)
        reading.fault(row, _("“{value}” is neither true nor false", value=reading.text(row)), hint)
    return _TRUTH.get(text)


_PARSERS: Mapping[ColumnType, Callable[[ColumnReading, int], Scalar]] = {
    ColumnType.PROVINCE: _province,
    ColumnType.YEAR: _year,
    ColumnType.BOOLEAN: _boolean,
}


def _dates(reading: ColumnReading) -> tuple[Scalar, ...]:
    """Dates as 2024-03-31 or 31/3/2024 (day first), one way in the entire column."""
    days: list[Scalar] = []
    first: dict[bool, int] = {}
    for row, cell in enumerate(reading.cells):
        if isinstance(cell, date) or reading.is_missing(row):
            days.append(cell if isinstance(cell, date) else None)
            continue
        text = str(cell).strip()
        iso = re.fullmatch(_ISO, text)
        match = iso or re.fullmatch(_VIETNAMESE_DATE, text)
        days.append(_day(match, iso is not None) if match else None)
        if days[-1] is None:
            hint = _("write 2024-03-31 or 31/3/2024, the day before the month")
            reading.fault(row, _("“{value}” is not a date", value=reading.text(row)), hint, "date")
        else:
            first.setdefault(iso is not None, row)
    if len(first) == 2:
        early, late = sorted(first.values())
        message = _(
            "“{value}” and “{other}” ({place}) write dates in two ways",
            value=reading.text(late),
            other=reading.text(early),
            place=reading.place(early),
        )
        reading.fault(late, message, _("write all dates of a column in one way"), "mixed-dates")
    return tuple(days)


def _day(match: re.Match[str], iso: bool) -> date | None:
    year, month, day = (match[1], match[2], match[3]) if iso else (match[3], match[2], match[1])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
