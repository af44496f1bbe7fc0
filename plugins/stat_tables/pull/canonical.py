"""Pulled cells -> canonical columns: numbers as `1234.5`, decided for each column as a whole, never for one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce

from portal.i18n import Translator
from portal.vietnam.regions import is_region
from portal.vietnam.text import fold
from stat_tables.datasets.column_reading import BLANK as BLANK
from stat_tables.model.number_format import format_number
from stat_tables.model.numerals import Decision, Figure, Numerals, decide, scale, take_apart, to_decimal, ways_of
from stat_tables.model.table import ColumnType, Measure
from stat_tables.read.grid import BrokenCell, PercentCell, RawCell
from stat_tables.read.layout.row_kinds import MISSING
from stat_tables.read.sheets.sheet import written

from .labels import is_province, is_total, vintage_of
from .mixed_numerals import MixedNumerals, is_percent, readings_shown, seems_fraction
from .pulled import PulledColumn, PulledTable

_ = Translator(__file__)

_NOT_ID = re.compile(r"[^a-z0-9]+")
_RATE = re.compile(r"%|‰|điểm phần trăm")
_MOST_FAULTS = 20  # of one column
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_YEAR_HEADS = frozenset(("nam", "year", "annee", "jahr", "ano", "anno", "ref_date", "time_period", "time", "年"))
# Letters or signs among figures, in place of one: `nd`, `(D)`, `/`, `n.s.`; never a digit.
_SIGN = re.compile(r"[(\[]?(?:[^\W\d_]\.?){1,3}[)\]]?|[^\w\s]{1,3}")
_LEADING_ZERO = re.compile(r"0\d+")
# Heads of columns of codes; offices write `05` for a figure too.
_CODE = re.compile(
    r"(?:^|[^\w])(?:[Mm]ã|MÃ|[Cc]ode|ID|コード|[Ss]chlüssel|[Cc]lé)(?:$|[^\w])|^(?:ma|id|code)(?:_\w+)?$"
    r"|^(?:SEX|AGE|GEO|FREQ|[A-Z]+(?:_[A-Z0-9]+)+)$"
)


@dataclass(frozen=True)
class CanonicalColumn:
    """A column ready for CSV and sidecar; `cells` are texts, one per row.

    Args:
        negative: numbers in parentheses are negative ones.
        remarks: why it became text, or how its numbers were read.
        numerals: how its texts write numbers; None where none had to be read.
        codes: signs among its figures that stand for missing ones, such as `nd` and `(D)`.
    """

    id: str
    source: PulledColumn
    type: ColumnType
    unit: str
    measure: Measure | None
    cells: tuple[str, ...]
    negative: bool = False
    remarks: tuple[str, ...] = ()
    numerals: Numerals | None = None
    decimals: int | None = None
    codes: tuple[str, ...] = ()

    @property
    def missing(self) -> frozenset[str]:
        """What stands in its cells in place of a value."""
        return frozenset(cell for cell in self.cells if cell == BLANK or is_blank(cell) or cell in self.codes)


def canonical_columns(table: PulledTable, numerals: Numerals | None) -> tuple[CanonicalColumn, ...]:
    """All columns; `numerals` settles columns in which every number is ambiguous (`1.600`).

    Raises:
        MixedNumerals: for every column that is at fault.
    """
    columns: list[CanonicalColumn] = []
    faults: list[MixedNumerals] = []
    stubs = 2 if table.parts else 1
    for index, column in enumerate(table.columns):
        identifier = _identifier(column, {other.id for other in columns}, index)
        reading = _Reading(table, index, column, [row[index] for row in table.rows])
        try:
            columns.append(reading.canonical(identifier, numerals, stub=index < stubs))
        except MixedNumerals as fault:
            faults.append(fault)
    if faults:
        raise reduce(MixedNumerals.joined, faults)
    return tuple(columns)


def _identifier(column: PulledColumn, taken: set[str], index: int) -> str:
    """`Về việc` -> `ve_viec`; with the spanner before it where that is needed to tell columns apart."""
    for text in (column.label, f"{column.group} {column.label}", f"{column.label} {index + 1}"):
        identifier = _NOT_ID.sub("_", fold(text)).strip("_")[:40].strip("_")
        if identifier and identifier[0].isdigit():
            identifier = f"c_{identifier}"
        if identifier and identifier not in taken:
            return identifier
    return f"cot_{index + 1}"


def _are_provinces(texts: Sequence[str]) -> bool:
    """Whether all are provinces of one time, but for totals and regions; most columns of words have another at once."""
    distinct = dict.fromkeys(texts)
    provinces: list[str] = []
    for text in distinct:
        if is_province(text):
            provinces.append(text)
        elif not is_total(text) and not is_region(text):
            return False
    return bool(provinces and vintage_of(provinces))


def is_blank(cell: RawCell) -> bool:
    return isinstance(cell, str) and not isinstance(cell, BrokenCell) and (not cell or bool(MISSING.fullmatch(cell)))


class _Reading:
    """One column while it is read; messages name its cells."""

    def __init__(self, table: PulledTable, index: int, column: PulledColumn, cells: Sequence[RawCell]) -> None:
        self._table, self._index, self._column, self._cells = table, index, column, cells
        self._filled = [(row, cell) for row, cell in enumerate(cells) if not is_blank(cell)]
        self._codes: tuple[str, ...] = ()

    def canonical(self, identifier: str, asked: Numerals | None, *, stub: bool) -> CanonicalColumn:
        self._refuse_broken()
        days = [row for row, cell in self._filled if isinstance(cell, date)]
        if days:
            return self._dates(identifier, days)
        if self._filled and not stub:
            figures = None if self._names_things() else self._figures()
            if figures is not None:
                return self._numbers(identifier, figures, asked)
        return self._texts(identifier, stub=stub)

    def _where(self, row: int) -> str:
        place = self._table.place(row, self._index)
        return f"{place} " if place else ""

    def _refuse_broken(self) -> None:
        broken = [(row, cell) for row, cell in enumerate(self._cells) if isinstance(cell, BrokenCell)]
        column = _("column “{label}”", label=self._column.label)
        faults = [MixedNumerals(f"{self._where(row)}“{cell}”, {column}", cell.reason) for row, cell in broken]
        if faults:
            raise reduce(MixedNumerals.joined, faults[:_MOST_FAULTS])

    def _dates(self, identifier: str, days: list[int]) -> CanonicalColumn:
        if len(days) < len(self._filled):
            row = days[0]
            text = written(self._cells[row])
            message = _(
                "{place}is the date {day} in column “{label}” of texts",
                place=self._where(row),
                day=text,
                label=self._column.label,
            )
            raise MixedNumerals(message, _("Excel may have made a date of it; write it as text in the file"))
        cells = tuple(cell.isoformat() if isinstance(cell, date) else str(cell) or BLANK for cell in self._cells)
        return CanonicalColumn(identifier, self._column, ColumnType.DATE, "", None, cells)

    def _texts(self, identifier: str, *, stub: bool) -> CanonicalColumn:
        texts = [written(cell) for _row, cell in self._filled]
        kind = ColumnType.STRING
        if _are_provinces(texts):
            kind = ColumnType.PROVINCE
        elif texts and all(_YEAR.fullmatch(text) for text in texts) and (stub or self._are_years()):
            kind = ColumnType.YEAR
        remarks = () if stub or self._names_things() else self._why_text()
        cells = tuple(written(cell) or BLANK for cell in self._cells)
        return CanonicalColumn(identifier, self._column, kind, "", None, cells, remarks=remarks)

    def _why_text(self) -> tuple[str, ...]:
        """Which cell made a column with figures one of texts."""
        figures = [row for row, cell in self._filled if isinstance(cell, Decimal) or take_apart(str(cell))]
        stranger = next((row for row, _cell in self._filled if row not in set(figures)), None)
        digits = [row for row, cell in self._filled if written(cell)[:1].isdigit()]  # such as `1.2E+05`
        if stranger is None or (not figures and 2 * len(digits) <= len(self._filled)):
            return ()
        return (
            _(
                "column “{label}” is read as text: {place}“{text}” is no number",
                label=self._column.label,
                place=self._where(stranger),
                text=written(self._cells[stranger])[:60],
            ),
        )

    def _names_things(self) -> bool:
        """Years and codes are written with digits and are no figures: `2023` under `Year`, `004`, `01` under `Mã`."""
        if self._are_years():
            return True
        digits = [cell for _row, cell in self._filled if isinstance(cell, str) and _LEADING_ZERO.fullmatch(cell)]
        return any(len(text) > 2 for text in digits) or bool(digits and _CODE.search(self._column.label))

    def _are_years(self) -> bool:
        named = fold(self._column.label) in _YEAR_HEADS or all(str(cell).endswith("年") for _row, cell in self._filled)
        return named and all(_YEAR.match(written(cell)) and len(written(cell)) <= 5 for _row, cell in self._filled)

    def _figures(self) -> Mapping[int, Figure | Decimal] | None:
        """Row -> figure; None where some filled cell is none, nor one of few signs for a missing one."""
        figures: dict[int, Figure | Decimal] = {}
        strangers: list[str] = []
        for row, cell in self._filled:
            if isinstance(cell, Decimal):
                figures[row] = cell
            elif isinstance(cell, str) and (figure := take_apart(cell)) is not None:
                figures[row] = figure
            else:
                strangers.append(str(cell))
        self._codes = tuple(dict.fromkeys(strangers))
        if strangers and (
            len(figures) <= len(strangers) or not all(map(_SIGN.fullmatch, self._codes)) or self._are_labels_elsewhere()
        ):
            return None
        units = {figure.unit.casefold() for figure in figures.values() if isinstance(figure, Figure) and figure.unit}
        return None if len(units) > 1 else figures

    def _are_labels_elsewhere(self) -> bool:
        """Whether a column of words holds one of the signs too: what a sign means holds for the entire file."""
        codes = set(self._codes)
        for index in range(len(self._table.columns)):
            column = [row[index] for row in self._table.rows]
            words = sum(1 for cell in column if isinstance(cell, str) and not is_blank(cell) and not take_apart(cell))
            if index != self._index and 2 * words > len(column) and not codes.isdisjoint(map(str, column)):
                return True
        return False

    def _numbers(
        self, identifier: str, figures: Mapping[int, Figure | Decimal], asked: Numerals | None
    ) -> CanonicalColumn:
        unit = self._unit(figures)
        texts = {row: figure.number for row, figure in figures.items() if isinstance(figure, Figure)}
        decision = decide(texts.values())
        if decision.broken and 2 * sum(not ways_of(text) for text in texts.values()) > len(figures):
            return self._texts(identifier, stub=False)  # `31.12.2022`, `1.10`: days, numbers of sections
        way = decision.numerals or asked
        if texts and (decision.broken or decision.pair or way is None):
            self._refuse(decision, texts)
        values = {row: self._value(row, figure, way or Numerals.CANONICAL) for row, figure in figures.items()}
        self._refuse_fractions(values, figures, unit)
        cells = [
            _write(values[row], figures[row]) if row in values else str(cell) or BLANK
            for row, cell in enumerate(self._cells)
        ]
        whole = all(value == value.to_integral_value() and "." not in f"{value:f}" for value in values.values())
        kind = ColumnType.INTEGER if whole else ColumnType.NUMBER
        negative = any(isinstance(figure, Figure) and figure.parentheses for figure in figures.values())
        measure = Measure.RATE if _RATE.search(unit) else None
        remarks = self._how_read(texts, values) if texts and decision.numerals is None else ()
        zero = next((row for row, text in texts.items() if _LEADING_ZERO.fullmatch(text)), None)
        if zero is not None:
            said = _(
                "column “{label}”: “{text}” is read as the number {value}; a code keeps its zero as text (type)",
                label=self._column.label,
                text=texts[zero],
                value=format_number(values[zero]),
            )
            remarks = (*remarks, said)
        if self._codes:
            codes = ", ".join(f"“{code}”" for code in self._codes)
            said = _("column “{label}”: {codes} stand for missing figures", label=self._column.label, codes=codes)
            remarks = (*remarks, said)
        return CanonicalColumn(
            identifier,
            self._column,
            kind,
            unit,
            measure,
            tuple(cells),
            negative,
            remarks,
            way if texts else None,
            self._column.decimals,
            self._codes,
        )

    def _unit(self, figures: Mapping[int, Figure | Decimal]) -> str:
        """The unit of head or cells; percentages beside plain numbers are refused."""
        percent = [row for row, figure in figures.items() if isinstance(figure, PercentCell)]
        written_units = {figure.unit for figure in figures.values() if isinstance(figure, Figure) and figure.unit}
        if percent and len(percent) < len(figures):
            other = next(row for row in figures if row not in set(percent))
            if figures[other] != 0:
                raise MixedNumerals(
                    _(
                        "{place}is shown as a percentage, {other}is not: column “{label}”",
                        place=self._where(percent[0]),
                        other=self._where(other),
                        label=self._column.label,
                    ),
                    _("give all cells of the column one format"),
                )
        if percent:
            return "%"
        return self._column.unit or (written_units.pop() if len(written_units) == 1 else "")

    def _refuse(self, decision: Decision, texts: Mapping[int, str]) -> None:
        row_of = {text: row for row, text in reversed(tuple(texts.items()))}
        label = self._column.label
        if decision.broken:
            place = self._where(row_of[decision.broken])
            raise MixedNumerals(
                _("column “{label}”: {place}“{text}” is no number", label=label, place=place, text=decision.broken)
            )
        if decision.pair:
            pair = ", ".join(f"{self._where(row_of[text])}“{text}”" for text in decision.pair)
            raise MixedNumerals(_("column “{label}” mixes decimal marks: {pair}", label=label, pair=pair))
        raise MixedNumerals(
            _(
                "column “{label}”: {place}“{text}” is {readings}; add --numerals",
                label=label,
                place=self._where(row_of[decision.doubtful]),
                text=decision.doubtful,
                readings=readings_shown(decision),
            ),
            doubtful=True,
        )

    def _value(self, row: int, figure: Figure | Decimal, way: Numerals) -> Decimal:
        if isinstance(figure, Decimal):
            return Decimal(figure)
        value = to_decimal(figure.number, way)
        if value is None:
            place = self._where(row)
            raise MixedNumerals(
                _(
                    "column “{label}”: {place}“{text}” is no number",
                    label=self._column.label,
                    place=place,
                    text=figure.number,
                )
            )
        return scale(value, figure.power)

    def _refuse_fractions(
        self, values: Mapping[int, Decimal], figures: Mapping[int, Figure | Decimal], unit: str
    ) -> None:
        """`0,4807` under `%` is 48,07 % that lost its format, or a very small rate: nobody can know."""
        if not is_percent(unit) or any(isinstance(figure, PercentCell) for figure in figures.values()):
            return
        if any(isinstance(figure, Figure) and figure.unit for figure in figures.values()):
            return
        if seems_fraction(values.values()):
            row = next(row for row, value in values.items() if value not in (0, 1))
            raise MixedNumerals(
                _(
                    "column “{label}”: {place}“{text}” seems to be a fraction, the column is in %",
                    label=self._column.label,
                    place=self._where(row),
                    text=written(self._cells[row]),
                ),
                _("write 48,07 in the file, or give the cells the percent format"),
            )

    def _how_read(self, texts: Mapping[int, str], values: Mapping[int, Decimal]) -> tuple[str, ...]:
        row = next(
            (row for row in texts if values[row] != values[row].to_integral_value() or values[row] >= 1000), None
        )
        if row is None:
            return ()
        value = format_number(values[row])
        return (
            _("column “{label}”: “{text}” is read as {value}", label=self._column.label, text=texts[row], value=value),
        )


def _write(value: Decimal, figure: Figure | Decimal) -> str:
    text = f"{value:f}"
    if not isinstance(figure, Figure):
        return text
    if figure.parentheses:
        text = f"({text})"
    text = f"{figure.approximator} {text}" if figure.approximator else text
    return f"{text} [{figure.status.value}]" if figure.status else text
