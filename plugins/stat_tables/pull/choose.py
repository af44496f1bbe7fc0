"""Which table of a page is meant: by caption, heading or a column head, never by its number on the page."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup

from portal.i18n import Translator
from portal.vietnam.text import fold

from .cell_text import clean
from .extract import extract
from .list_statistics import statistics_under
from .pulled import PulledTable

_ = Translator(__file__)


@dataclass(frozen=True)
class Selector:
    """What the editor knows of the table; all given parts must match. `items`: the figures stand in a list."""

    caption: str = ""
    heading: str = ""
    header: str = ""
    items: bool = False


class NoSuchTable(Exception):
    """No table, or several, answer the selector; the message names the candidates."""


def same_text(text: str, wanted: str) -> bool:
    """Whether `wanted` stands in `text`, whatever the case, diacritics and spaces."""
    return fold(clean(wanted)) in fold(clean(text))


def choose_table(soup: BeautifulSoup, selector: Selector) -> PulledTable:
    """The one table of the page that answers the selector."""
    if selector.items:
        found = statistics_under(soup, selector.heading or selector.caption, same_text)
        if found is None:
            raise NoSuchTable(_("no list with figures under the heading “{heading}”", heading=selector.heading))
        return found
    data = [element for element in soup.find_all("table") if element.get("role") not in ("presentation", "none")]
    tables = [table for element in data if (table := extract(element))]
    matching = [table for table in tables if answers(table, selector)]
    if len(matching) == 1:
        return matching[0]
    names = "; ".join(f"“{describe(table)}”" for table in matching or tables) or _("none")
    if matching:
        raise NoSuchTable(
            _("{count} tables match: {names}; say more of the one you mean", count=len(matching), names=names)
        )
    raise NoSuchTable(_("no table matches; tables on the page: {names}", names=names))


def answers(table: PulledTable, selector: Selector) -> bool:
    heads = [f"{column.group} {column.label}" for column in table.columns]
    return (
        (not selector.caption or same_text(table.caption, selector.caption))
        and (not selector.heading or any(same_text(heading, selector.heading) for heading in table.headings))
        and (not selector.header or any(same_text(head, selector.header) for head in heads))
    )


def describe(table: PulledTable) -> str:
    """How a message names a table: its caption, else heading and heads."""
    heads = ", ".join(column.label for column in table.columns[:4])
    return table.caption or " / ".join([*table.headings[:1], heads])
