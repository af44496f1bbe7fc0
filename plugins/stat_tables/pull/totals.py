"""Which rows are totals, by their label or as regions above provinces; whether they add up, and what that proves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.i18n import Translator
from portal.vietnam.regions import is_region
from stat_tables.model.number_format import format_number
from stat_tables.model.numerals import Numerals
from stat_tables.model.table import ColumnType

from .canonical import CanonicalColumn, canonical_columns
from .labels import is_province, is_total
from .mixed_numerals import MixedNumerals
from .pulled import PulledTable

_ = Translator(__file__)

_ROUNDED = re.compile(r"(?:1[., ]?000|nghìn|ngàn|triệu|tỷ|tỉ|thousand|million|billion)", re.IGNORECASE)


def total_rows(columns: Sequence[CanonicalColumn]) -> tuple[int, ...]:
    """Rows of totals, and of regions in a column that holds provinces too."""
    stub = stub_of(columns)
    if stub is None:
        return ()
    provinces = any(map(is_province, stub.cells))
    return tuple(
        row
        for row, label in enumerate(stub.cells)
        if is_total(label) or (provinces and not is_province(label) and is_region(label))
    )


def stub_of(columns: Sequence[CanonicalColumn]) -> CanonicalColumn | None:
    """The column of labels nearest the figures; the one of provinces where there is any."""
    labels = []
    for column in columns:
        if column.type.is_numeric and column.id != "stt":
            break
        if column.id != "stt":
            labels.append(column)
    return next((column for column in labels if column.type is ColumnType.PROVINCE), labels[-1] if labels else None)


def adds_up(columns: Sequence[CanonicalColumn], totals: Collection[int]) -> dict[str, bool]:
    """Column -> whether its one total is the sum of the rows that are no totals; without columns that cannot say."""
    label = stub_of(columns)
    if label is None:
        return {}
    whole = [row for row in totals if is_total(label.cells[row])]
    if len(whole) != 1 or len(label.cells) - len(totals) < 2:
        return {}
    said = {}
    for column in columns:
        numbers = [_number(cell) for cell in column.cells]
        parts = [number for row, number in enumerate(numbers) if row not in totals]
        total = numbers[whole[0]]
        if column.type.is_numeric and column.id != "stt" and total is not None and None not in parts:
            said[column.id] = total == sum(number for number in parts if number is not None)
    return said


def total_remarks(columns: Sequence[CanonicalColumn], totals: Collection[int]) -> Iterator[str]:
    """Totals of whole numbers that differ from the sum of their rows: a slip, a hidden row, or no sum at all."""
    label = stub_of(columns)
    for column in columns:
        if label is None or column.type is not ColumnType.INTEGER or adds_up(columns, totals).get(column.id, True):
            continue
        row = next(row for row in totals if is_total(label.cells[row]))
        total, parts = (
            _number(column.cells[row]),
            [
                number
                for at, cell in enumerate(column.cells)
                if at not in totals and (number := _number(cell)) is not None
            ],
        )
        if total is not None:
            yield _(
                "column “{label}”: the total {total} differs from the sum of the rows, {sum}",
                label=column.source.label,
                total=format_number(total),
                sum=format_number(sum(parts, Decimal(0))),
            )


@dataclass(frozen=True)
class PartSum:
    """A total of one part in one column, and what the rows of the part come to."""

    row: int
    column: str
    total: Decimal
    rows: Decimal
    room: Decimal

    @property
    def holds(self) -> bool:
        return abs(self.total - self.rows) <= self.room

    @property
    def is_slip(self) -> bool:
        """So near that the column must add up: a density would be far off."""
        return not self.holds and abs(self.total - self.rows) * 10 <= abs(self.total)


def part_sums(columns: Sequence[CanonicalColumn], totals: Collection[int]) -> tuple[PartSum, ...]:
    """Every total that heads a part of its own, such as a region over its provinces; the first column names parts."""
    label = stub_of(columns)
    if label is None or columns[0] is label or columns[0].type is not ColumnType.STRING:
        return ()
    parts = columns[0].cells
    sums = []
    for row in totals:
        members = [at for at, part in enumerate(parts) if part == parts[row] and at not in totals]
        for column in columns if members else ():
            numbers = [_number(column.cells[at]) for at in (row, *members)]
            if not column.type.is_numeric or None in numbers:
                continue
            total, *rest = (number for number in numbers if number is not None)
            sums.append(PartSum(row, column.id, total, sum(rest, Decimal(0)), _room(column, len(members))))
    return tuple(sums)


def _room(column: CanonicalColumn, members: int) -> Decimal:
    """How far rounded figures may be off: half of the last digit each; whole counts are not rounded."""
    decimals = max(len(cell.partition(".")[2]) for cell in column.cells)
    if not decimals and not _ROUNDED.match(column.unit):
        return Decimal(0)
    return Decimal(5).scaleb(-decimals - 1) * (members + 1)


def part_remarks(columns: Sequence[CanonicalColumn], totals: Collection[int]) -> Iterator[str]:
    label = stub_of(columns)
    for one in part_sums(columns, totals):
        if label is not None and one.is_slip:
            yield _(
                "column “{label}”: {part} is {total}, its rows make {sum}",
                label=next(column.source.label for column in columns if column.id == one.column),
                part=label.cells[one.row],
                total=format_number(one.total),
                sum=format_number(one.rows),
            )


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell)
    except ArithmeticError:
        return None


def proved_columns(
    pulled: PulledTable, asked: Numerals | None
) -> tuple[tuple[CanonicalColumn, ...], Numerals | None, str]:
    """The columns, how doubtful ones are written, and why that was taken; what is `asked` is never doubted.

    Raises:
        MixedNumerals: where nothing proves a way, for every column that is at fault.
    """
    try:
        return canonical_columns(pulled, asked), asked, ""
    except MixedNumerals:
        proved = () if asked else tuple(_proofs(pulled))
        ways = dict.fromkeys(numerals for numerals, _why in proved)
        if len(ways) != 1:
            raise
        numerals, why = proved[0]
        return canonical_columns(pulled, numerals), numerals, why


def _proofs(pulled: PulledTable) -> list[tuple[Numerals, str]]:
    """Ways of writing that the totals of the table prove: under them, and under no other, every total is the sum."""
    proofs = []
    for numerals in Numerals:
        try:
            columns = canonical_columns(pulled, numerals)
        except MixedNumerals:
            continue
        sums = adds_up(columns, total_rows(columns))
        whole = [column.id for column in columns if column.numerals and column.id in sums and column.remarks]
        if whole and all(sums[name] for name in whole):
            proofs.append((numerals, _("so the totals are the sums of their rows")))
    return proofs


def numerals_said(numerals: Numerals, why: str) -> str:
    return _("numbers are read as “{numerals}”, {why}", numerals=numerals.value, why=why)
