"""The archive by day: years and their months, months and their days, days. Only days with stories have a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from newsroom.model.card import Card
from newsroom.model.frame import Frame
from newsroom.model.page import Page, PageGroup, Sheet, pages_of
from portal.addresses import ARCHIVE
from portal.i18n import Translator
from portal.theming.page_head import Crumb
from portal.vietnam.text import HANOI, WEEKDAYS

from .edition import Edition, head_of

_ = Translator(__file__)

# A busy paper's month may hold thousands of stories: its page shows the first of each day, the day's page all.
PER_DAY_IN_MONTH = 10

Days = Mapping[date, Sequence[Card]]
Day = tuple[date, Sequence[Card], date | None, date | None]  # with the days beside it, newer and older
Link = tuple[str, str]


def archive_pages(edition: Edition) -> Iterator[Page]:
    return pages_of(archive(edition))


def archive(edition: Edition) -> Iterator[Sheet]:
    days = _by_day(edition)
    months = {month: list(group) for month, group in groupby(days, key=lambda day: day.replace(day=1))}
    beside = dict(zip(days, _neighbours(list(days)), strict=True))
    yield _years_page(edition, {month: sum(len(days[day]) for day in group) for month, group in months.items()})
    for month, others in zip(months, _neighbours(list(months)), strict=True):
        of_month = [(day, days[day], *beside[day]) for day in months[month]]
        yield PageGroup(month_url(month), _month_pages, edition.frame, month, of_month, *others)


def _month_pages(
    frame: Frame, month: date, days: Sequence[Day], newer: date | None, older: date | None
) -> Iterator[Page]:
    """The page of a month and those of its days. Args: newer, older: months."""
    yield _month_page(frame, month, {day: cards for day, cards, _newer, _older in days}, newer, older)
    yield from (_day_page(frame, *day) for day in days)


def month_url(day: date) -> str:
    return f"{ARCHIVE}{day:%Y/%m}/"


def day_url(day: date) -> str:
    return f"{ARCHIVE}{day:%Y/%m/%d}/"


def _by_day(edition: Edition) -> Days:
    """Newest first, days as they are in Hanoi."""
    days: dict[date, list[Card]] = {}
    for article in edition.articles:
        days.setdefault(article.date.astimezone(HANOI).date(), []).append(edition.cards[article.id])
    return days


def _neighbours(newest_first: Sequence[date]) -> Iterator[tuple[date | None, date | None]]:
    """(newer, older) of each."""
    for place in range(len(newest_first)):
        newer = newest_first[place - 1] if place else None
        older = newest_first[place + 1] if place + 1 < len(newest_first) else None
        yield newer, older


def _years_page(edition: Edition, months: Mapping[date, int]) -> Page:
    years = [
        (year, [(_month_name(month), month_url(month), months[month]) for month in group])
        for year, group in groupby(months, key=lambda month: month.year)
    ]
    head = edition.head(_("Archive"), ARCHIVE, "archive", description=_("All stories by year, month and day."))
    return Page(ARCHIVE, "archive_years.html", {"page": head, "years": years})


def _month_page(frame: Frame, month: date, days: Days, newer: date | None, older: date | None) -> Page:
    url, heading = month_url(month), _month_name(month)
    days_of_month = [
        (day_url(day), _day_heading(day, len(cards)), cards[:PER_DAY_IN_MONTH]) for day, cards in days.items()
    ]
    values = {
        "page": head_of(frame, heading, url, "archive", crumbs=[Crumb(_("Archive"), ARCHIVE)]),
        "heading": heading,
        "days": days_of_month,
        "previous": _month_link(older),
        "next": _month_link(newer),
    }
    return Page(url, "archive.html", values)


def _day_page(frame: Frame, day: date, cards: Sequence[Card], newer: date | None, older: date | None) -> Page:
    url, heading = day_url(day), _day_name(day)
    crumbs = [Crumb(_("Archive"), ARCHIVE), Crumb(_month_name(day), month_url(day))]
    values = {
        "page": head_of(frame, heading, url, "archive", crumbs=crumbs),
        "heading": heading,
        "days": [(url, _("{count} stories", count=len(cards)), cards)],
        "previous": _day_link(older),
        "next": _day_link(newer),
    }
    return Page(url, "archive.html", values)


def _month_name(month: date) -> str:
    return _("{month}/{year}", month=month.month, year=month.year)


def _day_name(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def _day_heading(day: date, count: int) -> str:
    """Says how many there are where the month's page does not show all."""
    if count <= PER_DAY_IN_MONTH:
        return _day_name(day)
    return _("{day} ({count} stories)", day=_day_name(day), count=count)


def _month_link(month: date | None) -> Link | None:
    return (_month_name(month), month_url(month)) if month else None


def _day_link(day: date | None) -> Link | None:
    return (_day_name(day), day_url(day)) if day else None
