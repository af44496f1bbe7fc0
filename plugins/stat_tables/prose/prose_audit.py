"""Does the text say what the datasets say? Each number with a unit agrees, contradicts or stands in no dataset.

The rules, in this order; the first that fits decides:

1. *Agrees*: equals a cell, is a cell rounded to its own last digit, fits a cell by its word (`gần`: the cell is a
   little lower; `hơn`, `trên`: a little higher; `khoảng`, `xấp xỉ`: near; always within 5 %), or does all that with
   a difference or change between two rows, a sum of rows, or a share of the sum.
2. *Contradicts*: it is a difference of two rates in `%` where only `điểm phần trăm` is right; it is a cell with two
   neighbouring digits swapped; or its sentence names row and column of a cell in the same unit and it is near that
   cell (within 20 %) or off by a thousand (`triệu` for `tỷ`).
3. *Not in the data*, otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.i18n import Translator
from portal.vietnam.text import one_tone_style
from stat_tables.model.number_format import PERCENTAGE_POINTS
from stat_tables.model.table import Approximator, Column, Table
from stat_tables.request.markdown_scan import ProseLine
from stat_tables.request.selection import full_label, row_name

from .prose_facts import Fact, derived_facts, known_facts
from .prose_numbers import ProseNumber, find_numbers

_ = Translator(__file__)

WORD_TOLERANCE = Decimal("0.05")
NEAR = Decimal("0.2")
THOUSAND = Decimal(1000)
SWAP_DIGITS = 4  # shorter numbers are swapped into each other by chance

# Words that many labels share; they do not tell which column a sentence speaks of.
_COMMON = frozenset(["số", "tỷ", "lệ", "của", "về", "các", "được", "theo", "và", "trên", "với", "trong"])
_CHANGE = re.compile(r"\b(?:tăng|giảm|cao hơn|thấp hơn|chênh)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """A number that does not agree with the data; `contradicts` or is merely not found there."""

    contradicts: bool
    message: str
    line: int
    hint: str
    code: str


def audit_prose(prose: Sequence[ProseLine], tables: Sequence[Table], as_of: date | None) -> list[Finding]:
    """Findings in the order of the text; numbers that agree give none."""
    facts = [fact for table in tables for fact in known_facts(table, as_of)]
    units = {fact.unit for fact in facts if fact.unit}
    derived: list[Fact] | None = None
    findings = []
    for number in find_numbers(prose, units):
        if any(agrees(number, fact) for fact in facts):
            continue
        if derived is None:
            derived = [fact for table in tables for fact in derived_facts(table, as_of)]
        if not any(agrees(number, fact) for fact in derived):
            findings.append(_contradiction(number, facts, derived) or _absent(number))
    return findings


def agrees(number: ProseNumber, fact: Fact) -> bool:
    """Rule 1 for one fact."""
    if number.unit != fact.unit:
        return False
    stated, actual = abs(number.value), abs(fact.value)
    word = number.word
    if stated == actual:
        # A source's `gần 1.600` is not `1.600`: without the word the text says more than is known.
        return fact.word is None or word is not None
    if word is None:
        return fact.word is None and _rounded(actual, number.step) == stated
    if abs(stated - actual) > WORD_TOLERANCE * actual:
        return False
    if word is Approximator.NEARLY:
        return actual < stated
    return actual > stated if word in (Approximator.MORE_THAN, Approximator.OVER) else True


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    # Half may go either way in a source; half up is what newspapers do.
    return (value / step + Decimal("0.5")).to_integral_value("ROUND_FLOOR") * step


def _contradiction(number: ProseNumber, facts: Sequence[Fact], derived: Sequence[Fact]) -> Finding | None:
    if number.unit == "%" and _CHANGE.search(number.before):
        for fact in derived:
            if fact.unit == PERCENTAGE_POINTS and agrees(_as_points(number), fact):
                hint = _("the difference of two rates is in percentage points: write “điểm phần trăm”")
                return _finding(number, fact, hint)
    for fact in facts:
        if fact.unit == number.unit and _is_swapped(number, fact):
            return _finding(number, fact, _("two digits are swapped"))
    named = [fact for fact in facts if fact.unit == number.unit and fact.value and _is_named(number, fact)]
    if named:
        fact = min(named, key=lambda fact: _distance(number, fact))
        if _distance(number, fact) <= NEAR:
            return _finding(number, fact, _("write what the table says, or correct the table"))
        if any(agrees(_times(number, factor), fact) for factor in (THOUSAND, 1 / THOUSAND)):
            return _finding(number, fact, _("nghìn, triệu or tỷ is mistaken"))
    return None


def _as_points(number: ProseNumber) -> ProseNumber:
    return replace(number, unit=PERCENTAGE_POINTS)


def _times(number: ProseNumber, factor: Decimal) -> ProseNumber:
    return replace(number, value=number.value * factor, step=number.step * factor)


def _distance(number: ProseNumber, fact: Fact) -> Decimal:
    return abs(abs(number.value) - abs(fact.value)) / abs(fact.value)


def _is_swapped(number: ProseNumber, fact: Fact) -> bool:
    """Whether the digits, at the number's own precision, are the fact's with one neighbouring pair swapped."""
    if number.word is not None:
        return False
    stated = str(int(abs(number.value) / number.step))
    actual = str(int(_rounded(abs(fact.value), number.step) / number.step))
    if len(stated) != len(actual) or len(stated.rstrip("0")) < SWAP_DIGITS:
        return False
    different = [place for place in range(len(stated)) if stated[place] != actual[place]]
    if len(different) != 2 or different[1] != different[0] + 1:
        return False
    first, second = different
    return stated[first] == actual[second] and stated[second] == actual[first]


def _is_named(number: ProseNumber, fact: Fact) -> bool:
    """Whether the sentence names the fact's row and most words of its column's label."""
    sentence = _words(number.sentence)
    spoken = f" {' '.join(sentence)} "
    if not all(f" {' '.join(_words(part))} " in spoken for part in fact.row_parts):
        return False
    label = [word for word in _words(full_label(fact.column)) if word not in _COMMON]
    known = set(sentence)
    return bool(label) and 2 * sum(word in known for word in label) > len(label)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", one_tone_style(text).lower())


def _finding(number: ProseNumber, fact: Fact, hint: str) -> Finding:
    message = _("“{text}” contradicts the data: {fact}", text=number.text, fact=_told(fact))
    return Finding(True, message, number.line, hint, "contradiction")


def _told(fact: Fact) -> str:
    if fact.row is None:
        return f"{fact.column.label}: {fact.text}"
    cell = fact.table.cell(fact.row, fact.column.id)
    return f"{fact.table.id}, {row_name(fact.table, fact.row)}, {_label(cell.column)}: {fact.text}"


def _label(column: Column) -> str:
    return f"{full_label(column)} ({column.id})"


def _absent(number: ProseNumber) -> Finding:
    message = _("“{text}” is in none of the datasets that this article uses", text=number.text)
    hint = _("check it; bind it with {{so: …}} if it comes from a dataset")
    return Finding(False, message, number.line, hint, "not-in-data")
