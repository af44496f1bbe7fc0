"""The moment of the build, which notes what it is asked: who only asks "is it past noon?" gets the same all day.

Comparisons and the year are noted with the bounds within which the answer stays; whoever looks at anything else has
seen the very moment.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from .trace import note_between

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DAY, _SECOND = 86_400, 1_000_000  # in seconds, in microseconds


def microseconds(moment: datetime) -> int:
    """Since 1970, exactly."""
    since = moment - _EPOCH
    return (since.days * _DAY + since.seconds) * _SECOND + since.microseconds  # a division takes three times as long


class TracedMoment(datetime):
    """A datetime with offset; made by `of`, and by arithmetic with such a one."""

    _moment: datetime  # the same without a record
    _at: int  # the same in microseconds
    _from_build: int  # microseconds from the moment of the build to this one

    @classmethod
    def of(cls, moment: datetime) -> TracedMoment:
        return traced(_plain(moment), 0)

    def _is(self, other: datetime, least: int | None, most: int | None) -> bool:
        """Whether the microseconds from `other` to this lie within the bounds; notes how long the answer stays."""
        if isinstance(other, TracedMoment):  # both go with the build: the answer stays for ever
            distance, meeting = self._at - other._at, None
        else:
            at = microseconds(other)
            distance = self._at - at
            meeting = at - self._from_build  # the build's moment at which the distance is 0
        below = least is not None and distance < least
        above = most is not None and distance > most
        if meeting is not None:
            if below and least is not None:
                note_between(None, meeting + least - 1)
            elif above and most is not None:
                note_between(meeting + most + 1, None)
            else:
                note_between(None if least is None else meeting + least, None if most is None else meeting + most)
        return not below and not above

    def __lt__(self, other: Any) -> bool:
        return self._is(other, None, -1) if isinstance(other, datetime) else NotImplemented

    def __le__(self, other: Any) -> bool:
        return self._is(other, None, 0) if isinstance(other, datetime) else NotImplemented

    def __gt__(self, other: Any) -> bool:
        return self._is(other, 1, None) if isinstance(other, datetime) else NotImplemented

    def __ge__(self, other: Any) -> bool:
        return self._is(other, 0, None) if isinstance(other, datetime) else NotImplemented

    def __eq__(self, other: object) -> bool:
        return isinstance(other, datetime) and other.tzinfo is not None and self._is(other, 0, 0)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._seen())

    def __add__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return traced(self._moment + other, self._from_build + other // _MICROSECOND)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        return self._seen() - _plain(other)

    def __rsub__(self, other: Any) -> Any:
        return other - self._seen()

    def astimezone(self, tz: tzinfo | None = None) -> TracedMoment:
        return traced(self._moment.astimezone(tz), self._from_build)

    @property
    def year(self) -> int:
        year = self._moment.year
        first, end = (datetime(number, 1, 1, tzinfo=self.tzinfo) for number in (year, year + 1))
        note_between(microseconds(first) - self._from_build, microseconds(end) - self._from_build - 1)
        return year

    def date(self) -> date:
        day = self._moment.date()
        first = datetime(day.year, day.month, day.day, tzinfo=self.tzinfo)
        end = first + timedelta(days=1)
        note_between(microseconds(first) - self._from_build, microseconds(end) - self._from_build - 1)
        return day

    def _seen(self) -> datetime:
        """The plain moment, of which everything may be seen: nothing holds at another one."""
        moment = self._moment
        exact = microseconds(moment) - self._from_build
        note_between(exact, exact)
        return moment


class DayReached:
    """The day of a moment in its zone, which tells no more than whether another day has come.

    Unlike `moment.date()`, which holds until midnight, an answer stays until the day that was asked of.
    """

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def __ge__(self, other: date) -> bool:
        return self._moment >= datetime(other.year, other.month, other.day, tzinfo=self._moment.tzinfo)


def _plain(value: Any) -> Any:
    return value._moment if isinstance(value, TracedMoment) else value


def apart(moment: TracedMoment) -> tuple[datetime, int]:
    """What `traced` makes the moment of, in another process; nothing is noted as seen."""
    return moment._moment, moment._from_build


def traced(moment: datetime, from_build: int) -> TracedMoment:
    traced = TracedMoment(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        moment.microsecond,
        moment.tzinfo,
    )
    traced._moment, traced._at, traced._from_build = moment, microseconds(moment), from_build
    return traced


def _see_all() -> None:
    """Everything else that a datetime can be asked shows the very moment."""

    def seen_method(name: str) -> Any:
        def call(self: TracedMoment, *values: Any, **options: Any) -> Any:
            return getattr(self._seen(), name)(*values, **options)

        return call

    def seen_value(name: str) -> property:
        return property(lambda self: getattr(self._seen(), name))

    left_alone = {"tzinfo", "utcoffset", "tzname", "dst", "min", "max", "resolution", "fold"}
    for name in dir(datetime):
        if name in TracedMoment.__dict__ or name in left_alone:
            continue
        member = getattr(datetime, name)
        if not name.startswith("_") and not hasattr(member, "__self__"):  # no class methods
            setattr(TracedMoment, name, seen_method(name) if callable(member) else seen_value(name))
    for name in ("__str__", "__repr__", "__format__", "__reduce__", "__reduce_ex__"):
        setattr(TracedMoment, name, seen_method(name))


_see_all()
