"""The print edition of the day at /ban-in/: one page of a newspaper, to be printed or saved as PDF from the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from newsroom.model.article import Article
from newsroom.model.card import Card, card_of
from newsroom.model.frame import Frame
from newsroom.model.page import Deferred, Page
from portal import addresses
from portal.i18n import Translator
from portal.vietnam.text import HANOI, WEEKDAYS

from .edition import Edition, head_of

_ = Translator(__file__)
ASSETS = ("css/kinds/print-edition.css",)
LEAST = 6  # stories; a day with fewer is filled up with those of the days before
WHOLE = 8  # stories printed in full at most
LETTERS = 90_000  # of markup printed in full: with the briefs, a page within the weight of pages
MOST = 60  # stories in all
ROWS = 12  # of a table that is printed; a longer one would take a page

# Places of one story are none of a page that holds several, but for what ties the cells of a table to their heads: it
# gets the story's number. A heading of a text stands below that of its story.
_TIE = re.compile(r'(?<=\s)(id|headers)="([^"]*)"')
_LABELS = re.compile(r'\s(?:aria-labelledby|aria-describedby)="[^"]*"')
_PLACES = re.compile(r'\s(?:id|aria-labelledby|aria-describedby)="[^"]*"')
_BACK = re.compile(r'\s*(?:&nbsp;)?<a [^>]*href="#[^"]*"[^>]*>↩[^<]*</a>')
_WAYS = re.compile(r'<a [^>]*href="#[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEADING = re.compile(r"<(/?)h([23])\b[^>]*>")


@dataclass(frozen=True)
class PrintedStory:
    """A story in full; its markup is for paper: no buttons, no places."""

    article: Article
    html: str
    of_the_day: bool


def print_edition(edition: Edition) -> Page:
    """Of the newest day that has stories, up to the moment of the build."""
    stories, day = _chosen(edition.articles)
    return Page(addresses.PRINT, "print_edition.html", Deferred(printed_values, edition.frame, stories, day))


def _chosen(articles: Sequence[Article]) -> tuple[tuple[Article, ...], date | None]:
    """The stories, the lead first, and the day."""
    if not articles:
        return (), None
    day = _day(articles[0])
    count = sum(1 for _one in _of(day, articles))
    stories = list(articles[: min(max(count, LEAST), MOST)])
    lead = next((story for story in stories if story.picture and _day(story) == day), stories[0])
    stories.remove(lead)
    return (lead, *stories), day


def _of(day: date, articles: Sequence[Article]) -> Iterator[Article]:
    for article in articles:
        if _day(article) != day:
            return
        yield article


def _day(article: Article) -> date:
    return article.date.astimezone(HANOI).date()


def printed_values(frame: Frame, stories: Sequence[Article], day: date | None) -> dict[str, object]:
    title, about = _("Print edition"), _("The stories of the day on one page, to be printed or saved as PDF.")
    head = head_of(frame, title, addresses.PRINT, "print", description=about, robots="noindex")
    whole = list(_whole(stories, day, frame.root.partition("://")[2]))
    briefs = [_brief(article) for article in stories[len(whole) :]]
    day_words = f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}" if day else ""
    return {"page": replace(head, assets=ASSETS), "day": day_words, "whole": whole, "briefs": briefs}


def _whole(stories: Sequence[Article], day: date | None, site: str) -> Iterator[PrintedStory]:
    letters = 0
    for article in stories[:WHOLE]:
        html = on_paper(article.body.feed_html, site + article.url, article.id)
        letters += len(html)
        if letters > LETTERS:
            return
        yield PrintedStory(article, html, _day(article) == day)


def _brief(article: Article) -> Card:
    return replace(card_of(article), picture=None)


def on_paper(html: str, address: str, story: int) -> str:
    """Markup of a `story` as a part of a page of several; `address` is where readers find what is left out."""

    def tied(attribute: re.Match[str]) -> str:
        return f'{attribute[1]}="{" ".join(f"b{story}-{cell}" for cell in attribute[2].split())}"'

    def printed(table: re.Match[str]) -> str:
        rows = table.group().count("<tr")
        if rows <= ROWS:
            return table.group()
        told = _("The table of {rows} rows stands at {address}", rows=rows, address=address)
        return f'<p class="sheet-left-out">{escape(told)}</p>'

    html = _WAYS.sub(r"\1", _BACK.sub("", _TABLE.sub(printed, html)))
    around = _TABLE.split(html)
    tables = (_TIE.sub(tied, _LABELS.sub("", table.group())) for table in _TABLE.finditer(html))
    html = "".join(_PLACES.sub("", text) + next(tables, "") for text in around)
    return _HEADING.sub(lambda tag: f"<{tag.group(1)}h{int(tag.group(2)) + 1}>", html)
