"""Every cell lands where Chromium puts it. The cases are the traps of real pages; Chromium's layout is the judge."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from playwright.sync_api import Browser, Page

from stat_tables.pull.page.grid import PageGrid, TableTooLarge, form_grid

CASES = {
    "plain": "<tr><th>a<th>b<tr><td>1<td>2",
    "rowspan and colspan": "<tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>1<td>2<td>3",
    "span that is a word": '<tr><td colspan="foo">a<td>b<tr><td rowspan="x">c<td>d<tr><td>e<td>f',
    "span with a tail": '<tr><td colspan="2;">a<td>b<tr><td rowspan=" 2px">c<td>d<td>e<tr><td>f<td>g',
    "negative and fractional span": '<tr><td colspan="-2">a<td colspan="1.9">b<tr><td>c<td>d',
    "plus sign": '<tr><td colspan="+2">a<td>b<tr><td>c<td>d<td>e',
    "colspan zero is one": "<tr><td colspan=0>a<td>b<tr><td>c<td>d",
    "rowspan zero to the end of its group": ("<tbody><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d<tbody><tr><td>e<td>f"),
    "rowspan over the end of the table": "<tr><td rowspan=9>a<td>b<tr><td>c",
    "rowspan over the end of its group": (
        "<tbody><tr><td rowspan=5>a<td>b<tr><td>c<tbody><tr><td>d<td>e<tr><td>f<td>g"
    ),
    "rowspan of a head into the body": "<thead><tr><th rowspan=2>a<th>b<tbody><tr><td>c<td>d",
    "crossing spans": "<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>d<td>e",
    "thead without a row": "<thead><th>a<th>b</thead><tr><td>1<td>2",
    "foot before the body": ("<thead><tr><th>h<th>i</thead><tfoot><tr><td>f<td>g</tfoot><tbody><tr><td>a<td>b</tbody>"),
    "two heads and two feet": (
        "<tbody><tr><td>a<td>b<thead><tr><th>c<th>d<tfoot><tr><td>e<td>f<thead><tr><th>g<th>h"
        "<tfoot><tr><td>i<td>j<tbody><tr><td>k<td>l"
    ),
    "ragged rows": "<tr><td>a<tr><td>b<td>c<td>d<tr><td>e<td>f",
    "empty row in between": "<tr><td rowspan=3>a<td>b<tr></tr><tr><td>c",
    "nested table": "<tr><td>a<table><tr><td>x<td>y<tr><td>z</table><td>b<tr><td>c<td>d",
    "text strays out of the table": "<tr>loose<td>a<td>b</tr>text<tr><td>c<td>d",
    "unclosed everything": "<tr><th>a<td>b<tr><th>c<td rowspan=2>d<tr><th>e",
    "wide span": "<tr><td colspan=3>a<td colspan=2>b<tr><td>c<td colspan=3>d<td>e<tr><td>f<td>g<td>h<td>i<td>j",
    "staircase": "<tr><td rowspan=3>a<td rowspan=2>b<td>c<tr><td>d<tr><td>e<td>f<tr><td>g<td>h<td>i",
}

# A ruler row gives the left edge of each column; rows have a height even when no cell starts in them.
STYLE = (
    "table{border-collapse:separate;border-spacing:0;font:10px monospace}td,th{padding:0;min-width:30px}tr{height:20px}"
)
READ = """table => {
  const ruler = [...table.querySelectorAll(':scope > tbody.ruler > tr > td')].map(c => c.getBoundingClientRect().left);
  const rows = [...table.rows].filter(r => !r.parentElement.classList.contains('ruler'));
  const tops = rows.map(r => r.getBoundingClientRect().top).sort((a, b) => a - b);
  const nearest = (edges, x) => edges.reduce((best, e, i) => Math.abs(e - x) < Math.abs(edges[best] - x) ? i : best, 0);
  return rows.flatMap(r => [...r.cells]).map(c => {
    const box = c.getBoundingClientRect();
    return [c.dataset.n, nearest(tops, box.top), nearest(ruler, box.left)];
  });
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def numbered(rows: str) -> tuple[BeautifulSoup, Tag]:
    """The document of a table whose own cells carry their number in `data-n`."""
    soup = BeautifulSoup(f"<!doctype html><style>{STYLE}</style><table id=t>{rows}</table>", "html5lib")
    table = soup.find(id="t")
    assert isinstance(table, Tag)
    for number, cell in enumerate(table.find_all(["td", "th"])):
        cell["data-n"] = str(number)
    return soup, table


def where_we_put(grid: PageGrid) -> dict[str, tuple[int, int]]:
    return {str(cell.element["data-n"]): (cell.row, cell.column) for cell in grid.cells}


def where_chromium_puts(page: Page, soup: BeautifulSoup, table: Tag, columns: int) -> dict[str, tuple[int, int]]:
    ruler = soup.new_tag("tbody", attrs={"class": "ruler"})
    row = soup.new_tag("tr")
    row.extend([soup.new_tag("td") for _column in range(columns)])
    ruler.append(row)
    table.append(ruler)
    page.set_content(str(soup))
    return {number: (row, column) for number, row, column in page.locator("#t").evaluate(READ)}


@pytest.mark.browser
@pytest.mark.parametrize("rows", CASES.values(), ids=CASES)
def test_cells_land_where_chromium_puts_them(page: Page, rows: str) -> None:
    soup, table = numbered(rows)
    grid = form_grid(table)
    assert where_we_put(grid) == where_chromium_puts(page, soup, table, grid.columns)


@pytest.mark.browser
@pytest.mark.parametrize("seed", range(40))
def test_cells_of_random_tables_land_where_chromium_puts_them(page: Page, seed: int) -> None:
    chance = random.Random(seed)
    spans = ["", "", "", " colspan=2", " rowspan=2", " rowspan=3", " colspan=3", " rowspan=0", " colspan=2 rowspan=2"]
    rows = "".join(
        chance.choice(["<tr>", "<tr>", "<tr>", "<tbody><tr>"])
        + "".join(f"<td{chance.choice(spans)}>{row}" for _cell in range(chance.randint(1, 5)))
        for row in range(chance.randint(1, 6))
    )
    soup, table = numbered(rows)
    grid = form_grid(table)
    assert where_we_put(grid) == where_chromium_puts(page, soup, table, grid.columns)


def test_slot_of_overlapping_cells_belongs_to_the_first() -> None:
    _soup, table = numbered(CASES["crossing spans"])
    cell = form_grid(table).at(1, 1)
    assert cell is not None
    assert cell.element.get_text() == "b"


def test_spans_are_capped_and_a_bomb_is_refused() -> None:
    _soup, table = numbered("<tr><td colspan=100000>a")
    assert form_grid(table).columns == 1000
    _soup, bomb = numbered("<tr>" + "<td colspan=1000 rowspan=60000>x" * 5 + "<tr>" * 3000)
    with pytest.raises(TableTooLarge):
        form_grid(bomb)
