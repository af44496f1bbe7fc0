"""Accounting identities declared in the sidecar, enforced on the figures; a fault names every cell that takes part.

A published figure stands for an interval: half a unit of its last printed digit to either side (none for exact counts),
more for approximations. An identity holds where what both sides may be has something in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from portal.i18n import Translator
from portal.schema.nearest import hint_for
from stat_tables.declare.formula import Formula, FormulaError, FormulaTooLong, Interval, Term, evaluate, parse_formula
from stat_tables.model.number_format import format_number, trimmed
from stat_tables.model.table import Approximator, Column, ColumnType, Identity, decimals_of

from .draft import Draft, in_message, text_of

_ = Translator(__file__)

MOST_NAMED = 6
_ROOM = Decimal("0.05")  # how far an approximation may be from the figure it stands for

Cell = tuple[int, str]


def check_identities(draft: Draft) -> None:
    for identity in draft.sidecar.identities:
        _check(draft, identity, identity.place)


def interval_of(number: Decimal, column: Column, approximator: Approximator | None) -> Interval:
    """All values that a published figure of `column` may stand for."""
    if approximator is not None:
        low = number if approximator in (Approximator.MORE_THAN, Approximator.OVER) else number * (1 - _ROOM)
        high = number if approximator is Approximator.NEARLY else number * (1 + _ROOM)
        return Interval(min(low, high), max(low, high))
    counted = column.type is ColumnType.INTEGER and (column.unit is None or column.unit.power == 0)
    half = Decimal(0) if counted else Decimal(5).scaleb(-decimals_of(number) - 1)
    return Interval(number - half, number + half)


def _check(draft: Draft, identity: Identity, index: int) -> None:
    for column in identity.columns:
        if column not in draft.values:
            message = _("there is no column “{name}”", name=column)
            hint = hint_for(column, draft.values)
            draft.sidecar.file.report(message, "identities", index, "columns", hint=hint, code="unknown-column")
    if any(column not in draft.values for column in identity.columns):
        return
    if identity.total:
        _check_total(draft, identity, index)
        return
    try:
        formula = parse_formula(identity.formula)
    except FormulaError as error:
        hint = _("such as total = old + new; row keys stand in single quotes")
        message = _("the formula cannot be read at “{rest}”", rest=error)
        if isinstance(error, FormulaTooLong):
            message = _("the formula, or a number in it, is too long")
            hint = _("divide it into several identities")
        elif not str(error):
            message = _("the formula ends too early")
        draft.sidecar.file.report(message, "identities", index, "formula", hint=hint, code="formula")
        return
    if identity.columns:
        _check_rows(draft, identity, formula, index)
    else:
        _check_columns(draft, identity, formula, index)


def _check_columns(draft: Draft, identity: Identity, formula: Formula, index: int) -> None:
    """The formula speaks of columns: it holds in every row."""
    numeric = {name for name, column in draft.columns.items() if column.type.is_numeric and name in draft.values}
    if not _names_known(draft, formula, numeric, index):
        return
    for row in range(draft.grid.row_count):
        _hold(draft, identity, formula, {name: (row, name) for name in formula.names})


def _check_rows(draft: Draft, identity: Identity, formula: Formula, index: int) -> None:
    """The formula speaks of rows: it holds in each of the columns, for every combination of the other keys."""
    key = _key_of_names(draft, formula.names)
    if key is None:
        known = {text_of(value) for name in draft.keys for value in draft.values[name]}
        _names_known(draft, formula, known, index)
        return
    for rows in _groups(draft, key):
        if all(name in rows for name in formula.names):
            for column in identity.columns:
                _hold(draft, identity, formula, {name: (rows[name], column) for name in formula.names})


def _names_known(draft: Draft, formula: Formula, known: Iterable[str], index: int) -> bool:
    names = sorted(known)
    for name in formula.names:
        if name not in names:
            message = _("the formula names “{name}”, which is not there", name=name)
            hint = hint_for(name, names)
            draft.sidecar.file.report(message, "identities", index, "formula", hint=hint, code="formula")
    return all(name in names for name in formula.names)


def _key_of_names(draft: Draft, names: Sequence[str]) -> str | None:
    for key in draft.keys:
        if set(names) <= {text_of(value) for value in draft.values[key]}:
            return key
    return None


def _groups(draft: Draft, key: str) -> list[dict[str, int]]:
    """Rows that agree in all other keys, by their text under `key`."""
    others = [draft.values[name] for name in draft.keys if name != key]
    groups: dict[tuple[object, ...], dict[str, int]] = {}
    for row, value in enumerate(draft.values[key]):
        groups.setdefault(tuple(values[row] for values in others), {})[text_of(value)] = row
    return list(groups.values())


def _check_total(draft: Draft, identity: Identity, index: int) -> None:
    """The row is the sum of all rows that are no totals and agree with it in the other keys."""
    unknown = [key for key in identity.total if key not in draft.keys]
    for key in unknown:
        message = _("“{key}” is not a key column", key=key)
        draft.sidecar.file.report(
            message, "identities", index, "total", key, hint=hint_for(key, draft.keys), code="row"
        )
    if unknown:
        return
    if not _adding_known(draft, identity, index):
        return
    totals = list(draft.rows_where(identity.total))
    if not totals:
        message = _("no row has {row}", row=", ".join(f"{key} = {value}" for key, value in identity.total.items()))
        draft.sidecar.file.report(message, "identities", index, "total", code="row")
    others = [draft.values[key] for key in draft.keys if key not in identity.total]
    parts: dict[tuple[object, ...], list[int]] = {}
    for row in range(draft.grid.row_count):
        if row not in draft.total_rows and row not in totals:
            parts.setdefault(tuple(values[row] for values in others), []).append(row)
    for total in totals:
        rows = parts.get(tuple(values[total] for values in others), [])
        for column in identity.columns or _adding(draft):
            names = {str(row): (row, column) for row in (total, *rows)}
            right = Term(name=str(rows[0])) if rows else Term()
            for row in rows[1:]:
                right = Term(operator="+", left=right, right=Term(name=str(row)))
            _hold(draft, identity, Formula(Term(name=str(total)), right), names)


def _adding_known(draft: Draft, identity: Identity, index: int) -> bool:
    """Whether it is said which columns the total is about; what nobody declared would go unchecked in silence."""
    if identity.columns:
        return True
    unknown = [column.id for column in draft.sidecar.columns if column.type.is_numeric and not column.measure]
    for name in unknown:
        message = _("the total cannot be checked: does column “{name}” add up?", name=name)
        hint = _("write measure in [columns.{name}], or name the columns of the identity", name=name)
        draft.sidecar.file.report(message, "identities", index, hint=hint, code="undeclared-measure")
    return not unknown


def _adding(draft: Draft) -> list[str]:
    return [column.id for column in draft.sidecar.columns if column.measure.adds and column.id in draft.values]


def _hold(draft: Draft, identity: Identity, formula: Formula, cells: Mapping[str, Cell]) -> None:
    """Compare both sides; tell of a contradiction at the first cell of the left side."""

    def value(name: str) -> Interval | None:
        row, column = cells[name]
        number = draft.values[column][row]
        if not isinstance(number, Decimal):
            return None
        return interval_of(number, draft.columns[column], draft.mark(row, column).approximator)

    left, right = evaluate(formula.left, value), evaluate(formula.right, value)
    if left is None or right is None or left.meets(right):
        return
    named = _cells_named(draft, cells)
    message = _(
        "{left} is not {right}, as {identity} demands: {cells}",
        left=_number(left),
        right=_number(right),
        identity=identity.formula or _("the total"),
        cells=named,
    )
    row, column = next(cells[name] for name in formula.names)
    source = draft.sidecar.file
    place_of_identity = f"{source.path}:{source.line('identities', identity.place)}"
    hint = _("correct the figure, or the identity at {place}", place=place_of_identity)
    draft.fault(message, row, column, hint, "identity")


def _cells_named(draft: Draft, cells: Mapping[str, Cell]) -> str:
    texts = [
        f"{_name(draft, row, column)} {in_message(draft.values[column][row])} ({draft.place(row, column)})"
        for row, column in list(cells.values())[:MOST_NAMED]
    ]
    return ", ".join(texts) + (" …" if len(cells) > MOST_NAMED else "")


def _name(draft: Draft, row: int, column: str) -> str:
    key = " / ".join(text_of(draft.values[name][row]) for name in draft.keys)
    return f"{key}.{column}"


def _number(interval: Interval) -> str:
    middle = trimmed(interval.middle)
    return format_number(middle if decimals_of(middle) <= 4 else middle.quantize(Decimal("0.0001")))
