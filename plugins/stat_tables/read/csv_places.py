"""Line and column of a cell of a CSV text, worked out when the first message asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .csv_scan import CsvRecord


class CsvPlaces:
    """`grid.Places` of a CSV text; scanned once, when the first place is asked for."""

    def __init__(self, text: str, delimiter: str, header_record: int) -> None:
        self._text = text
        self._delimiter = delimiter
        self._header = header_record
        self._records: tuple[CsvRecord, ...] | None = None

    def cell(self, row: int, column: int) -> tuple[int | None, int | str | None]:
        return self._place(self._header + 1 + row, column)

    def header(self, column: int) -> tuple[int | None, int | str | None]:
        return self._place(self._header, column)

    def _place(self, record: int, column: int) -> tuple[int | None, int | str | None]:
        if self._records is None:
            from .csv_scan import scan

            self._records = tuple(scan(self._text, self._delimiter))
        if record >= len(self._records):
            return None, None
        cells = self._records[record].cells
        place = cells[min(column, len(cells) - 1)]
        return place.line, place.column
