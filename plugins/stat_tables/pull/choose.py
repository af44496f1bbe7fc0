"""Which table of a page or workbook is meant: by caption, heading or a column head; by number among equals only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup

from portal.i18n import Translator
from portal.vietnam.text import fold
from stat_tables.pull.page.cell_text import is_gone
from stat_tables.pull.page.extract import extract_all
from stat_tables.pull.page.list_statistics import statistics_under
from stat_tables.read.sheets.marks import clean

from .pulled import PulledTable

_ = Translator(__file__)


@dataclass(frozen=True)
class Selector:
    """What the editor knows of the table; all given parts must match.

    Args:
        caption: words of its caption, or of a line close above it.
        items: the figures stand in a list.
        number: which of those that match, from 1; 0 where there may be only one.
    """

    caption: str = ""
    heading: str = ""
    header: str = ""
    items: bool = False
    number: int = 0


class NoSuchTable(Exception):
    """No table, or several, answer the selector; the message names the candidates."""


def same_text(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in `text`, whatever the case, diacritics and spaces."""
    return fold(clean(wanted)) in fold(clean(text))


def choose_table(soup: BeautifulSoup, selector: Selector, parts: tuple[str, ...] = ()) -> PulledTable:
    """The one table of the page that answers the selector."""
    if selector.items:
        statistics = statistics_under(soup, selector.heading or selector.caption, same_text)
        if statistics is None:
            raise NoSuchTable(_("no list with figures under the heading “{heading}”", heading=selector.heading))
        return statistics
    return choose_among(tables_of_page(soup, parts), selector)


def tables_of_page(soup: BeautifulSoup, parts: tuple[str, ...] = ()) -> tuple[PulledTable, ...]:
    """The tables that a reader of the page sees, without those that only lay it out."""
    return tuple(
        table
        for element in soup.find_all("table")
        if element.get("role") not in ("presentation", "none")
        and not any(is_gone(around) for around in (element, *element.parents) if around.name != "[document]")
        for table in extract_all(element, parts)
    )


def choose_among(tables: Sequence[PulledTable], selector: Selector) -> PulledTable:
    matching = [table for table in tables if answers(table, selector)]
    if selector.number and len(matching) >= selector.number:
        return matching[selector.number - 1]
    if len(matching) == 1 and not selector.number:
        return matching[0]
    names = "; ".join(f"{number}. “{describe(table)}”" for number, table in enumerate(matching or tables, 1)) or _(
        "none"
    )
    if matching:
        raise NoSuchTable(
            _("{count} tables match: {names}; choose one with --number", count=len(matching), names=names)
        )
    raise NoSuchTable(_("no table matches; tables on the page: {names}", names=names))


def answers(table: PulledTable, selector: Selector) -> bool:
    heads = [f"{column.group} {column.label}" for column in table.columns]
    return (
        (not selector.caption or any(same_text(text, selector.caption) for text in (table.caption, *table.near)))
        and (not selector.heading or any(same_text(heading, selector.heading) for heading in table.headings))
        and (not selector.header or any(same_text(head, selector.header) for head in heads))
    )


def describe(table: PulledTable) -> str:
    """How a message names a table: its caption, else heading and heads."""
    heads = ", ".join(column.label for column in table.columns[:4])
    name = table.caption or " / ".join([*table.headings[:1], heads])
    return f"{table.sheet}: {name}" if table.sheet else name
