"""A table of a page -> what it holds as data; its caption, unit, source and notes come from the page around it too."""

from __future__ import annotations

from dataclasses import replace

from bs4.element import Tag

from stat_tables.pull.from_layout import pulled_of
from stat_tables.pull.pulled import PulledTable
from stat_tables.read.layout.find import tables_of
from stat_tables.read.layout.lines import Around, around

from .html_sheet import html_sheet
from .surroundings import surroundings_of


def extract(table: Tag) -> PulledTable | None:
    """The first table within the element; None where it holds none (a layout table, heads only)."""
    return next(iter(extract_all(table)), None)


def extract_all(table: Tag, parts: tuple[str, ...] = ()) -> tuple[PulledTable, ...]:
    """The tables within one `table` element, nearly always one."""
    sheet = html_sheet(table)
    if sheet.width < 2:
        return ()
    page = surroundings_of(table)
    tables = []
    for number, laid in enumerate(tables_of(sheet, parts)):
        own = around(laid.above, laid.below)
        title = (page.caption or own.title) if number == 0 else own.title
        notes = tuple(dict.fromkeys([*own.notes, *page.notes]))
        told = Around(title, own.unit or page.unit, own.source or page.source, notes, own.unused)
        pulled = pulled_of(laid, told, page.headings)
        tables.append(replace(pulled, near=(*pulled.near, *page.before)))
    return tuple(tables)
