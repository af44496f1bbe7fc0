"""A JSON file -> grid: a list of records (objects with the same keys), at the top or where the sidecar says."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from portal.errors import BuildFailed, Problem, Reporter
from portal.i18n import Translator
from portal.schema.nearest import hint_for, quoted
from stat_tables.declare.sidecar import DataFormat
from stat_tables.model.numerals import MOST_DIGITS

from .grid import Grid, RawCell, transposed
from .text_encoding import decode

_ = Translator(__file__)


_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


class _Repeated(ValueError):
    """A key stands twice in one record."""


def read_json(data: bytes, path: str, reading: DataFormat) -> Grid:
    """Read one file; raises Problem or BuildFailed. Numbers are exact; null is an empty cell."""
    text = decode(data, path)
    _refuse_halves(text, path)
    records = _records(_load(text, path), reading.records, path)
    headers: tuple[str, ...] = tuple(dict.fromkeys(key for record in records for key in record))
    places = JsonPlaces(text, reading.records, headers)
    problems = Reporter()
    rows = []
    for row, record in enumerate(records):
        line, place = places.cell(row, 0) if len(record) != len(headers) else (None, None)
        absent = [header for header in headers if header not in record]
        if absent:
            hint = _("every record has the same keys; write null where there is no value")
            message = _("the record has no {keys}", keys=quoted(absent))
            problems.add(Problem(message, path, line, place, hint, "ragged-row"))
        rows.append(
            [_cell(record.get(header), row, column, places, path, problems) for column, header in enumerate(headers)]
        )
    if problems:
        raise BuildFailed(problems)
    return Grid(headers, transposed(rows, len(headers)), len(rows), places, path)


def _refuse_halves(text: str, path: str) -> None:
    """`\\ud83d` without its other half is no character, and no file can hold it."""
    match = _half(text) if "\\ud" in text or "\\uD" in text else None
    if match is not None:
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        message = _("{text} is only half of a character", text=match.group())
        raise Problem(message, path, line, column, _("write the character itself"), "json-syntax")


def _half(text: str) -> re.Match[str] | None:
    high: re.Match[str] | None = None
    for match in _ESCAPE.finditer(text):
        code = int(match[1] or "0", 16)
        is_low = 0xDC00 <= code < 0xE000
        if high is not None and not (is_low and match.start() == high.end()):
            return high
        if high is None and is_low:
            return match
        high = match if 0xD800 <= code < 0xDC00 else None
    return high


def _load(text: str, path: str) -> Any:
    try:
        return json.loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_refuse_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        message = _("this is not valid JSON ({reason})", reason=error.msg)
        raise Problem(message, path, error.lineno, error.colno, "", "json-syntax") from None
    except _Repeated as error:
        message = _("the key “{key}” stands twice in one record", key=error)
        raise Problem(message, path, None, None, "", "duplicate-header") from None
    except RecursionError:
        message = _("lists and records stand too deep in each other")
        raise Problem(message, path, None, None, _("write a list of records"), "json-syntax") from None
    except ValueError as error:
        raise Problem(
            _("this is not valid JSON ({reason})", reason=error), path, None, None, "", "json-syntax"
        ) from None


def _number(digits: str) -> Decimal | str:
    """Exact; what is out of all proportion stays text, which no column of numbers takes."""
    return Decimal(digits) if len(digits) <= 2 * MOST_DIGITS else digits


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        names = [name for name, _value in pairs]
        raise _Repeated(next(name for name in names if names.count(name) > 1))
    return record


def _records(value: Any, wanted: str, path: str) -> list[dict[str, Any]]:
    for name in filter(None, wanted.split(".")):
        if not isinstance(value, dict) or name not in value:
            known = list(value) if isinstance(value, dict) else []
            message = _("there is no “{name}” in the file", name=name)
            raise Problem(message, path, None, None, hint_for(name, known), "records")
        value = value[name]
    if isinstance(value, list) and value and all(isinstance(record, dict) for record in value):
        return value
    hint = _("write a list of records; “records” in table.toml says where it stands, such as “data.rows”")
    raise Problem(_("there is no list of records"), path, None, None, hint, "records")


def _cell(value: Any, row: int, column: int, places: JsonPlaces, path: str, problems: Reporter) -> RawCell:
    if value is None:
        return ""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, Decimal):
        # Written out, without an exponent; what is out of all proportion stays text, which no column of numbers takes.
        return Decimal(f"{value:f}") if abs(value.adjusted()) <= MOST_DIGITS else str(value)
    if isinstance(value, bool):
        return value
    line, place = places.cell(row, column)
    hint = _("write a text, a number, true, false or null")
    problems.add(Problem(_("a cell cannot hold a list or a record"), path, line, place, hint, "nested"))
    return ""


@dataclass
class JsonPlaces:
    """`grid.Places` of a JSON text that has been read: walks to the record, then to the key."""

    text: str
    records: str
    headers: tuple[str, ...]

    def cell(self, row: int, column: int) -> tuple[int | None, int | str | None]:
        at = self._rows[row]
        header = self.headers[column] if column < len(self.headers) else ""
        return self._position(dict(self._keys(at)).get(header, at))

    def header(self, column: int) -> tuple[int | None, int | str | None]:
        return self.cell(0, column)

    @cached_property
    def _rows(self) -> tuple[int, ...]:
        at = self._blank(0)
        for name in filter(None, self.records.split(".")):
            at = dict(self._keys(at))[name]
        return tuple(at for _name, at in self._members(at, list_=True))

    def _keys(self, at: int) -> Iterator[tuple[str, int]]:
        return self._members(at, list_=False)

    def _members(self, at: int, *, list_: bool) -> Iterator[tuple[str, int]]:
        """Name (empty in lists) and position of each member of the object or list at `at`."""
        decoder = json.JSONDecoder(parse_int=str, parse_float=str)
        at = self._blank(at + 1)
        while self.text[at] not in "]}":
            name = ""
            if not list_:
                name, at = decoder.raw_decode(self.text, at)
                at = self._blank(self._blank(at) + 1)
            yield name, at
            at = self._blank(decoder.raw_decode(self.text, at)[1])
            if self.text[at] == ",":
                at = self._blank(at + 1)

    def _blank(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " \t\r\n":
            at += 1
        return at

    def _position(self, at: int) -> tuple[int, int]:
        return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
