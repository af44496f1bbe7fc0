"""Columns whose numbers may be read in two ways, settled by the totals of their table where these prove one of them."""

from __future__ import annotations

from portal.i18n import Translator
from stat_tables.model.numerals import Numerals

from .canonical import CanonicalColumn, MixedNumerals, canonical_columns
from .pulled import PulledTable
from .totals import adds_up, total_rows

_ = Translator(__file__)


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
    found = []
    for numerals in Numerals:
        try:
            columns = canonical_columns(pulled, numerals)
        except MixedNumerals:
            continue
        sums = adds_up(columns, total_rows(columns))
        whole = [column.id for column in columns if column.numerals and column.id in sums and column.remarks]
        if whole and all(sums[name] for name in whole):
            found.append((numerals, _("so the totals are the sums of their rows")))
    return found


def numerals_said(numerals: Numerals, why: str) -> str:
    return _("numbers are read as “{numerals}”, {why}", numerals=numerals.value, why=why)
