"""What keeps a column of figures from being read one way, in words that name its cells."""

from __future__ import annotations

from portal.errors import PortalError
from portal.i18n import Translator
from stat_tables.model.number_format import format_number
from stat_tables.model.numerals import Decision

_ = Translator(__file__)


class MixedNumerals(PortalError):
    """Columns whose figures cannot be read one way; the texts name the cells and say what to do.

    Args:
        doubtful: a way of writing numbers, if it is named, settles all of it.
    """

    def __init__(self, message: str, hint: str = "", *, doubtful: bool = False) -> None:
        self.texts: tuple[str, ...] = (f"{message}; {hint}" if hint else message,)
        self.doubtful = doubtful
        super().__init__(self.texts[0])

    def joined(self, other: MixedNumerals) -> MixedNumerals:
        """Both as one, so that a run tells of every column."""
        both = MixedNumerals("\n".join((*self.texts, *other.texts)), doubtful=self.doubtful and other.doubtful)
        both.texts = (*self.texts, *other.texts)
        return both


def is_percent(unit: str) -> bool:
    return unit.strip().lower() in ("%", "phần trăm", "percent", "per cent")


def seems_fraction(values: object) -> bool:
    """Whether all values lie between -1 and 1, and not all of them are 0 or 1."""
    numbers = list(values)  # type: ignore[call-overload]
    return bool(numbers) and all(abs(value) <= 1 for value in numbers) and any(value not in (0, 1) for value in numbers)


def readings_shown(decision: Decision) -> str:
    """`1.209 (--numerals en) or 1,209 (--numerals vi)`: a number under every way it may be written."""
    distinct = {value: numerals for numerals, value in reversed(decision.readings)}
    readings = [f"{format_number(value)} ({numerals.value})" for value, numerals in reversed(distinct.items())]
    return _(" or ").join(readings)
