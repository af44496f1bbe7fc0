"""Types of values: each reads a node, says what is wrong with it, and describes itself for the references."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol

from portal.i18n import Translator
from portal.vietnam.text import HANOI, slugify

from .nearest import hint_for
from .source_file import Node

_ = Translator(__file__)
_MOMENT = re.compile(r"(\d{4})-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(Z|[+-]\d\d:\d\d)?)?")
_ADDRESS = re.compile(r"(?:/[^\s/?#\"'<>\\;{}]+)+/?")
_DAY_FIRST = re.compile(r"(?:ngày )?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.IGNORECASE)
_DAY_IN_WORDS = re.compile(r"(?:ngày )?(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TRUTH = {"true": True, "yes": True, "có": True, "false": False, "no": False, "không": False}


class ValueType(Protocol):
    def read(self, node: Node) -> Any:
        """The value. Raises Problem where it is none; a group or list reports its parts, and leaves wrong ones out."""

    def describe(self) -> str:
        """For editors, such as "a whole number"."""


@dataclass(frozen=True)
class Text:
    """A text, as it is written."""

    may_be_empty: bool = field(default=True, kw_only=True)

    def read(self, node: Node) -> str:
        if node.file.texts and isinstance(node.value, dict | list):
            raise node.unfit(
                _("put quotes round all of it: what begins with a bracket or a hyphen is a list or a group")
            )
        if not isinstance(node.value, str) or not (self.may_be_empty or node.value.strip()):
            raise node.unfit(_("write {what}", what=self.describe()))
        return node.value

    def describe(self) -> str:
        return _("a text in quotes")


@dataclass(frozen=True)
class Line(Text):
    """A text in which runs of white space count as one space; `longest` in characters."""

    longest: int = 1000

    def read(self, node: Node) -> str:
        text = " ".join(super().read(node).split())
        if len(text) > self.longest:
            message = _("“{key}” has {count} characters", key=node.key, count=len(text))
            raise node.problem(message, _("write at most {count}", count=self.longest), "too-long")
        return text

    def describe(self) -> str:
        return _("text, at most {count} characters", count=self.longest)


@dataclass(frozen=True)
class WholeNumber:
    least: int | None = None
    most: int = 2**53 - 1  # what JavaScript can hold

    def read(self, node: Node) -> int:
        value = node.value
        if node.file.texts and isinstance(value, str) and re.fullmatch("-?[1-9][0-9]{0,15}|0", value):
            value = int(value)
        if type(value) is int and value <= self.most and (self.least is None or value >= self.least):
            return value
        if isinstance(value, str) and (bare := value.strip().lstrip("0")) != value.strip() and bare.isdecimal():
            raise node.unfit(_("write it without the 0 before it: {number}", number=bare))
        raise node.unfit(_("write {what}", what=self.describe()))

    def describe(self) -> str:
        if self.most < 2**53 - 1:
            return _("a whole number from {least} to {most}", least=self.least, most=self.most)
        return _("a whole number") if self.least is None else _("a whole number from {least}", least=self.least)


@dataclass(frozen=True)
class AnyNumber:
    def read(self, node: Node) -> int | Decimal:
        if isinstance(node.value, int | Decimal) and not isinstance(node.value, bool):
            return node.value
        raise node.unfit(_("write {what}", what=self.describe()))

    def describe(self) -> str:
        return _("a number")


@dataclass(frozen=True)
class AnyValue:
    """One value of whatever type."""

    def read(self, node: Node) -> Any:
        if isinstance(node.value, dict | list):
            raise node.unfit(_("write {what}", what=self.describe()))
        return node.value

    def describe(self) -> str:
        return _("a number, a date or a text in quotes")


@dataclass(frozen=True)
class Flag:
    def read(self, node: Node) -> bool:
        value = node.value
        if node.file.texts and isinstance(value, str):
            value = _TRUTH.get(value.lower())
        if not isinstance(value, bool):
            raise node.unfit(_("write true or false, without quotes"))
        return value

    def describe(self) -> str:
        return _("true or false")


@dataclass(frozen=True)
class Day:
    def read(self, node: Node) -> date:
        if type(node.value) is not date:
            raise node.unfit(_("write {what}", what=self.describe()), "date")
        return node.value

    def describe(self) -> str:
        return _("a date, such as 2024-03-31")


@dataclass(frozen=True)
class Moment:
    """ISO 8601: a date, or a date with time and offset. A date alone is its midnight in Hanoi."""

    def read(self, node: Node) -> datetime:
        moment = node.value
        if node.file.texts and isinstance(moment, str):
            moment = self._parsed(node)
        elif type(moment) is date:
            moment = datetime.combine(moment, time(), HANOI)
        if not isinstance(moment, datetime):
            raise node.unfit(_("write {what}", what=_iso_day(node.value) or self.describe()), "date")
        if moment.tzinfo is None:
            raise node.problem(_("“{key}” has a time but no offset", key=node.key), _("add +07:00"), "date")
        return moment

    def _parsed(self, node: Node) -> datetime | None:
        match = _MOMENT.fullmatch(node.value)
        if not match or not "1900" <= match.group(1) <= "2999":
            return None
        try:
            moment = datetime.fromisoformat(node.value)
        except ValueError:
            message = _("“{key}” is “{value}”: no such day or time", key=node.key, value=node.value)
            raise node.problem(message, _("write {what}", what=self.describe()), "date") from None
        return moment.replace(tzinfo=HANOI) if len(node.value) == len("2024-04-17") else moment

    def describe(self) -> str:
        return _("ISO 8601: 2024-04-17T16:05:00+07:00, or a date alone, 2024-04-17")


def _iso_day(value: object) -> str:
    """`17/4/2024`, `ngày 17 tháng 4 năm 2024` or `2024/4/17` as ISO 8601 writes it; empty for what is no day."""
    words = value.strip() if isinstance(value, str) else ""
    match = _DAY_FIRST.fullmatch(words) or _DAY_IN_WORDS.fullmatch(words) or _YEAR_FIRST.fullmatch(words)
    if match is None:
        return ""
    day, month, year = (int(match[name]) for name in ("day", "month", "year"))
    if match.re is _DAY_FIRST and month > 12 >= day:
        day, month = month, day  # as Americans write it
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True)
class Choice:
    """One of `values`; of an enumeration, its member."""

    values: tuple[Any, ...]

    def read(self, node: Node) -> Any:
        if type(node.value) is bool or node.value not in self.values:
            raise node.unfit(hint_for(str(node.value), map(str, self.values)), "unknown-value")
        return self.values[self.values.index(node.value)]

    def describe(self) -> str:
        escaped = (str(value).replace("\t", "\\t").replace("|", "\\|") for value in self.values)
        return _("one of: {names}", names=", ".join(f"`{value}`" for value in escaped))


@dataclass(frozen=True)
class Address:
    """An address of this site from its root, as a browser sends it."""

    def read(self, node: Node) -> str:
        text = Text().read(node)
        if _ADDRESS.fullmatch(text) and not {".", ".."} & set(text.split("/")) and len(text) <= 500:
            return text
        message = _("“{key}” is “{value}”, not an address of this site", key=node.key, value=text)
        raise node.problem(message, _("write it from the root, such as /tu-phap/, without ? and #"), "address")

    def describe(self) -> str:
        return _("address from the root of the site")


@dataclass(frozen=True)
class Slug:
    """Part of an address, written as it will stand there."""

    def read(self, node: Node) -> str:
        text = Text().read(node)
        if _SLUG.fullmatch(text) and len(text) <= 120:
            return text
        hint = _("write {slug}", slug=slugify(text) or "chu-thuong-khong-dau")
        message = _("“{key}” is “{value}”, not a part of an address", key=node.key, value=text)
        raise node.problem(message, hint, "slug")

    def describe(self) -> str:
        return _("small letters a-z, digits and single hyphens")


@dataclass(frozen=True)
class SlugReference:
    """The slug of something in a table of the paper, or its name, which is folded into the slug."""

    table: str

    def read(self, node: Node) -> str:
        return slugify(Text().read(node), longest=120)

    def describe(self) -> str:
        return _("slug or name from {table}", table=f"`{self.table}`")
