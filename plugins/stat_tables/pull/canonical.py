"""Pulled texts -> canonical columns: numbers as `1234.5`, decided for each column as a whole, never for one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.i18n import Translator
from portal.vietnam.provinces import find
from portal.vietnam.text import fold
from stat_tables.model.numerals import Evidence, Figure, Numerals, evidence, scale, take_apart, to_decimal
from stat_tables.model.table import ColumnType, Measure

from .pulled import PulledColumn, PulledTable

_ = Translator(__file__)

BLANK = "(trống)"  # code for a cell that the source left empty; the sidecar gives the reason
_MISSING = re.compile(r"[-–—]|…|\.{2,3}|:|[xX]|")
_NOT_ID = re.compile(r"[^a-z0-9]+")
_RATE = re.compile(r"%|‰|điểm")


@dataclass(frozen=True)
class CanonicalColumn:
    """A column ready for CSV and sidecar; `cells` are texts, one per row."""

    id: str
    source: PulledColumn
    type: ColumnType
    unit: str
    measure: Measure | None
    cells: tuple[str, ...]


class MixedNumerals(ValueError):
    """A column whose numbers cannot be read one way; the message names two cells and says what to do."""


def canonical_columns(table: PulledTable, numerals: Numerals | None) -> tuple[CanonicalColumn, ...]:
    """All columns; `numerals` settles columns in which every number is ambiguous (`1.600`)."""
    made: list[CanonicalColumn] = []
    for index, column in enumerate(table.columns):
        texts = [row[index] for row in table.rows]
        identifier = _identifier(column, {other.id for other in made}, index)
        made.append(_canonical(identifier, column, texts, numerals, stub=index == 0))
    return tuple(made)


def _identifier(column: PulledColumn, taken: set[str], index: int) -> str:
    """`Về việc` -> `ve_viec`; with the spanner before it where that is needed to tell columns apart."""
    for text in (column.label, f"{column.group} {column.label}", f"{column.label} {index + 1}"):
        identifier = _NOT_ID.sub("_", fold(text)).strip("_")
        if identifier and identifier[0].isdigit():
            identifier = f"c_{identifier}"
        if identifier and identifier not in taken:
            return identifier
    return f"cot_{index + 1}"


def _canonical(
    identifier: str, column: PulledColumn, texts: Sequence[str], numerals: Numerals | None, *, stub: bool
) -> CanonicalColumn:
    filled = [text for text in texts if not _MISSING.fullmatch(text)]
    figures = {text: figure for text in filled if (figure := take_apart(text))}
    if stub or not filled or len(figures) < len(set(filled)):
        kind = ColumnType.PROVINCE if filled and all(map(is_province, filled)) else ColumnType.STRING
        return CanonicalColumn(identifier, column, kind, "", None, tuple(text or BLANK for text in texts))
    way = _numerals(column, figures, numerals)
    written = {text: _write(figure, way) for text, figure in figures.items()}
    cells = tuple(written.get(text, text or BLANK) for text in texts)
    units = {figure.unit for figure in figures.values() if figure.unit}
    unit = column.unit or (units.pop() if len(units) == 1 else "")
    whole = all("." not in cell for cell in written.values())
    kind = ColumnType.INTEGER if whole else ColumnType.NUMBER
    return CanonicalColumn(identifier, column, kind, unit, _measure(unit), cells)


def is_province(text: str) -> bool:
    return bool(find(text, 63) or find(text, 34))


def _measure(unit: str) -> Measure | None:
    """That percentages do not add is certain; whether other figures do is for the editor to say."""
    if _RATE.search(unit):
        return Measure.RATE
    return None


def _numerals(column: PulledColumn, figures: dict[str, Figure], asked: Numerals | None) -> Numerals | None:
    """How the column writes numbers; None stands for English groups (`50,000,000`)."""
    said = {evidence(figure.number): text for text, figure in figures.items()}
    if Evidence.BROKEN in said:
        text = said[Evidence.BROKEN]
        raise MixedNumerals(_("column “{label}”: “{text}” is no number", label=column.label, text=text))
    certain = [kind for kind in (Evidence.VIETNAMESE, Evidence.CANONICAL, Evidence.ENGLISH) if kind in said]
    if len(certain) > 1 and certain != [Evidence.CANONICAL, Evidence.ENGLISH]:
        first, second = said[certain[0]], said[certain[1]]
        raise MixedNumerals(
            _("column “{label}” mixes decimal marks: {pair}", label=column.label, pair=f"“{first}”, “{second}”")
        )
    if Evidence.ENGLISH in certain:
        return None
    if certain == [Evidence.CANONICAL] and Evidence.AMBIGUOUS in said and asked is None:
        certain = []
    if certain:
        return Numerals.VIETNAMESE if certain[0] is Evidence.VIETNAMESE else Numerals.CANONICAL
    if Evidence.AMBIGUOUS in said and asked is None:
        text = said[Evidence.AMBIGUOUS]
        raise MixedNumerals(
            _("column “{label}”: “{text}” is ambiguous; add --numerals vi or canonical", label=column.label, text=text)
        )
    return asked or Numerals.VIETNAMESE


def _write(figure: Figure, numerals: Numerals | None) -> str:
    number = figure.number.replace(",", "") if numerals is None else figure.number
    value = to_decimal(number, numerals or Numerals.CANONICAL)
    if value is None:
        raise MixedNumerals(_("“{text}” is no number", text=figure.number))
    text = f"{scale(value, figure.power):f}"
    if figure.parentheses:
        text = f"({text})"
    return f"{figure.approximator} {text}" if figure.approximator else text
