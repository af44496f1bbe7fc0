"""Kinds of values in front matter: each reads a node, says what is wrong with it, and describes itself."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from portal.errors import Problem
from portal.i18n import Translator
from portal.vietnam.text import HANOI, slugify

from .front_matter import Node, Scalar

_ = Translator(__file__)
_MOMENT = re.compile(r"(\d{4})-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(Z|[+-]\d\d:\d\d)?)?")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(r"(?:/[^\s/?#\"'<>\\;{}]+)+/?")
_YES, _NO = ("true", "yes", "có"), ("false", "no", "không")


def gettext(message: str) -> str:
    """Mark a source string for the catalogue; it is translated where it is shown."""
    return message


@dataclass
class Faults:
    """Errors of one file, added where a value is read."""

    path: str
    errors: list[Problem] = field(default_factory=list)

    def add(self, message: str, line: int, hint: str = "", code: str = "type") -> None:
        self.errors.append(Problem(message, self.path, line, hint=hint, code=code))


class ValueType(Protocol):
    def read(self, node: Node, name: str, faults: Faults) -> Any:
        """The value, or None after a fault. `name` is the key as messages show it."""

    def describe(self) -> str:
        """For editors, such as "text, at most 200 characters"."""


def _scalar(node: Node, name: str, faults: Faults) -> str | None:
    if isinstance(node, Scalar):
        return node.text
    faults.add(_("{key} must be a single value", key=name), node.line)
    return None


@dataclass(frozen=True)
class Text:
    """Plain text on one line; runs of white space become one space."""

    longest: int

    def read(self, node: Node, name: str, faults: Faults) -> str | None:
        text = _scalar(node, name, faults)
        if text is None:
            return None
        text = " ".join(text.split())
        if len(text) > self.longest:
            message = _("{key} has {count} characters", key=name, count=len(text))
            faults.add(message, node.line, _("write at most {count}", count=self.longest), "too-long")
            return None
        return text

    def describe(self) -> str:
        return _("text, at most {count} characters", count=self.longest)


@dataclass(frozen=True)
class Number:
    """A whole number from 1."""

    largest: int = 2**53 - 1  # what JavaScript can hold

    def read(self, node: Node, name: str, faults: Faults) -> int | None:
        text = _scalar(node, name, faults)
        if text is None:
            return None
        if re.fullmatch(r"[1-9][0-9]{0,15}", text) and int(text) <= self.largest:
            return int(text)
        faults.add(
            _("{key} is {value}, not a whole number", key=name, value=repr(text)),
            node.line,
            _("write digits only, such as 384250"),
        )
        return None

    def describe(self) -> str:
        return _("whole number from 1")


@dataclass(frozen=True)
class Flag:
    def read(self, node: Node, name: str, faults: Faults) -> bool | None:
        text = (_scalar(node, name, faults) or "").lower()
        if text in _YES or text in _NO:
            return text in _YES
        if isinstance(node, Scalar):
            faults.add(_("{key} is {value}", key=name, value=repr(node.text)), node.line, _("write true or false"))
        return None

    def describe(self) -> str:
        return _("true or false")


@dataclass(frozen=True)
class Moment:
    """ISO 8601: a date, or a date with time and offset. A date alone is its midnight in Hanoi."""

    def read(self, node: Node, name: str, faults: Faults) -> datetime | None:
        text = _scalar(node, name, faults)
        if text is None:
            return None
        match = _MOMENT.fullmatch(text)
        hint = _("write 2024-04-17T16:05:00+07:00 or 2024-04-17")
        if not match or not "1900" <= match.group(1) <= "2999":
            faults.add(_("{key} is {value}, not an ISO 8601 date", key=name, value=repr(text)), node.line, hint, "date")
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            faults.add(_("{key} is {value}: no such day or time", key=name, value=repr(text)), node.line, hint, "date")
            return None
        if moment.tzinfo is None and len(text) > len("2024-04-17"):
            faults.add(_("{key} has a time but no offset", key=name), node.line, _("add +07:00"), "date")
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)

    def describe(self) -> str:
        return _("ISO 8601: 2024-04-17T16:05:00+07:00, or a date alone, 2024-04-17")


@dataclass(frozen=True)
class Choice:
    values: tuple[str, ...]

    def read(self, node: Node, name: str, faults: Faults) -> str | None:
        text = _scalar(node, name, faults)
        if text is None or text in self.values:
            return text
        near = difflib.get_close_matches(text, self.values, n=1)
        hint = (
            _("did you mean {name}?", name=near[0])
            if near
            else _("write one of: {names}", names=", ".join(self.values))
        )
        faults.add(_("{key} is {value}", key=name, value=repr(text)), node.line, hint, "choice")
        return None

    def describe(self) -> str:
        return _("one of: {names}", names=", ".join(f"`{value}`" for value in self.values))


@dataclass(frozen=True)
class Address:
    """An address of this site from its root, as a browser sends it."""

    def read(self, node: Node, name: str, faults: Faults) -> str | None:
        text = _scalar(node, name, faults)
        if text is None or self.fits(text):
            return text
        message = _("{key} is {value}, not an address of this site", key=name, value=repr(text))
        faults.add(message, node.line, _("write it from the root, such as /tu-phap/, without ? and #"), "address")
        return None

    @staticmethod
    def fits(text: str) -> bool:
        return bool(_ADDRESS.fullmatch(text)) and not {".", ".."} & set(text.split("/")) and len(text) <= 500

    def describe(self) -> str:
        return _("address from the root of the site")


@dataclass(frozen=True)
class Slug:
    """Part of an address, written as it will stand there."""

    def read(self, node: Node, name: str, faults: Faults) -> str | None:
        text = _scalar(node, name, faults)
        if text is None or (_SLUG.fullmatch(text) and len(text) <= 120):
            return text
        hint = _("write {slug}", slug=slugify(text) or "chu-thuong-khong-dau")
        faults.add(_("{key} is {value}, not a part of an address", key=name, value=repr(text)), node.line, hint, "slug")
        return None

    def describe(self) -> str:
        return _("small letters a-z, digits and single hyphens")


@dataclass(frozen=True)
class Reference:
    """The slug of something in a table of the paper, or its name, which is folded into the slug."""

    table: str

    def read(self, node: Node, name: str, faults: Faults) -> str | None:
        text = _scalar(node, name, faults)
        return slugify(text, longest=120) if text is not None else None

    def describe(self) -> str:
        return _("slug or name from {table}", table=f"`{self.table}`")


@dataclass(frozen=True)
class Focal:
    """The point of a picture that a crop must keep, as two percentages from the left and the top."""

    def read(self, node: Node, name: str, faults: Faults) -> tuple[int, int] | None:
        text = _scalar(node, name, faults)
        if text is None:
            return None
        match = re.fullmatch(r"(\d{1,3})%?[ ,]+(\d{1,3})%?", text)
        if match and int(match.group(1)) <= 100 and int(match.group(2)) <= 100:
            return (int(match.group(1)), int(match.group(2)))
        faults.add(
            _("{key} is {value}", key=name, value=repr(text)), node.line, _("write two percentages, such as 50% 30%")
        )
        return None

    def describe(self) -> str:
        return _("two percentages, from the left and from the top, such as 50% 30%")
