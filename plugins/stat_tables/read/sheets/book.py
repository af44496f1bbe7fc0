"""A workbook of any format: its visible sheets by name, read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for

from .series_export import without_series_facts
from .sheet import Sheet

_ = Translator(__file__)


_SHEETS: ContextVar[dict[tuple[bytes, str], Sheet] | None] = ContextVar("sheets", default=None)


@contextmanager
def each_sheet_once() -> Iterator[None]:
    """Within it a sheet is read once, wherever its file lies: a draft is tried right after its file has been read."""
    token = _SHEETS.set({})
    try:
        yield
    finally:
        _SHEETS.reset(token)


@dataclass(frozen=True)
class Book:
    """Args:
    names: the visible sheets, in order.
    concealed: names of hidden sheets; they are never read.
    read: a visible sheet by name.
    data: the file itself.
    """

    path: str
    names: tuple[str, ...]
    concealed: tuple[str, ...]
    read: Callable[[str], Sheet]
    data: bytes = b""

    def sheet(self, name: str = "") -> Sheet:
        """The sheet called `name`, or the first visible one that holds anything."""
        if name in self.concealed:
            hint = _("what is hidden is not published; show the sheet in the file first")
            raise Problem(_("the sheet “{name}” is hidden", name=name), self.path, None, None, hint, "sheet")
        if name and name not in self.names:
            message = _("there is no sheet “{name}”", name=name)
            raise Problem(message, self.path, None, None, hint_for(name, self.names), "sheet")
        if name:
            return self._read(name)
        for known in self.names:
            sheet = self._read(known)
            if sheet.rows:
                return sheet
        hint = _("put the table on a sheet that is shown")
        raise Problem(_("no sheet that is shown holds anything"), self.path, None, None, hint, "sheet")

    def all(self) -> tuple[Sheet, ...]:
        """The visible sheets that hold anything."""
        return tuple(sheet for sheet in map(self._read, self.names) if sheet.rows)

    def _read(self, name: str) -> Sheet:
        sheets, key = _SHEETS.get(), (self.data, name)
        if sheets is None or not self.data:
            return without_series_facts(self.read(name))
        if key not in sheets:
            sheets[key] = without_series_facts(self.read(name))
        return sheets[key]

    @property
    def remarks(self) -> tuple[str, ...]:
        if not self.concealed:
            return ()
        return (_("hidden sheets, not published: {names}", names=", ".join(self.concealed)),)
