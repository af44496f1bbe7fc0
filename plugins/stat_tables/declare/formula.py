"""The small language of accounting identities: `total = old + new`, `rate = done / due * 100`, names or 'row keys'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from stat_tables.model.numerals import EXACT

_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d]\w*)|'(?P<quoted>[^']+)'|(?P<mark>[-+*/()=]))")
_DEEPEST = 50
# Far above any identity that an office publishes; longer ones would exhaust the recursion that evaluates them.
MOST_TOKENS = 400
MOST_DIGITS = 40


class FormulaError(ValueError):
    """The formula is not in the language; the text says where, and is empty at its end."""


class FormulaTooLong(FormulaError):
    """The formula, or a number in it, is longer than any that an office publishes."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values that a published figure may stand for: rounding and words such as `gần` leave some room."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Term:
    """A node: a number, a name, or an operation on two terms."""

    operator: str = ""
    left: Term | None = None
    right: Term | None = None
    name: str = ""
    number: Decimal = Decimal(0)

    @property
    def names(self) -> tuple[str, ...]:
        if self.name:
            return (self.name,)
        inner = [side.names for side in (self.left, self.right) if side is not None]
        return tuple(dict.fromkeys(name for names in inner for name in names))


@dataclass(frozen=True, slots=True)
class Formula:
    """Two sides that must be equal."""

    left: Term
    right: Term

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.left.names, *self.right.names)))


def parse_formula(text: str) -> Formula:
    """Raises FormulaError."""
    parser = _Parser(text)
    left = parser.sum()
    parser.expect("=")
    right = parser.sum()
    parser.end()
    return Formula(left, right)


def evaluate(term: Term, value: Callable[[str], Interval | None]) -> Interval | None:
    """What `term` may be; None where a value is missing or a divisor may be zero."""
    if term.name:
        return value(term.name)
    if term.left is None or term.right is None:
        return Interval(term.number, term.number)
    left, right = evaluate(term.left, value), evaluate(term.right, value)
    if left is None or right is None:
        return None
    return _apply(term.operator, left, right)


def _apply(operator: str, left: Interval, right: Interval) -> Interval | None:
    if operator == "+":
        return Interval(left.low + right.low, left.high + right.high)
    if operator == "-":
        return Interval(left.low - right.high, left.high - right.low)
    if operator == "/" and right.low <= 0 <= right.high:
        return None
    combine = EXACT.multiply if operator == "*" else EXACT.divide
    corners = [combine(one, two) for one in (left.low, left.high) for two in (right.low, right.high)]
    return Interval(min(corners), max(corners))


class _Parser:
    """Recursive descent: sum = product {(+|-) product}; product = atom {(*|/) atom}."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[re.Match[str]] = []
        self._next = 0
        self._depth = 0
        at = 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            if match is None:
                raise FormulaError(text[at:].strip()[:20])
            if len(match["number"] or "") > MOST_DIGITS or len(self._tokens) >= MOST_TOKENS:
                raise FormulaTooLong
            self._tokens.append(match)
            at = match.end()

    def sum(self) -> Term:
        return self._chain(self._product, "+-")

    def expect(self, mark: str) -> None:
        if self._mark() != mark:
            raise FormulaError(self._rest())
        self._next += 1

    def end(self) -> None:
        if self._next < len(self._tokens):
            raise FormulaError(self._rest())

    def _product(self) -> Term:
        return self._chain(self._atom, "*/")

    def _chain(self, part: Callable[[], Term], marks: str) -> Term:
        term = part()
        while (mark := self._mark()) and mark in marks:
            rest = self._rest()
            self._next += 1
            right = part()
            if mark == "/" and right == Term():
                raise FormulaError(rest)  # `b = b / 0` would hold in every row
            term = Term(operator=mark, left=term, right=right)
        return term

    def _atom(self) -> Term:
        if self._mark() == "(":
            self._next += 1
            self._depth += 1
            if self._depth > _DEEPEST:
                raise FormulaError(self._rest())
            term = self.sum()
            self.expect(")")
            self._depth -= 1
            return term
        if self._next >= len(self._tokens) or self._mark():
            raise FormulaError(self._rest())
        token = self._tokens[self._next]
        self._next += 1
        if token["number"]:
            return Term(number=Decimal(token["number"]))
        return Term(name=token["name"] or token["quoted"])

    def _mark(self) -> str:
        return self._tokens[self._next]["mark"] or "" if self._next < len(self._tokens) else ""

    def _rest(self) -> str:
        if self._next >= len(self._tokens):
            return ""
        return self._text[self._tokens[self._next].start() :].strip()[:20]
