"""The page of a story. It depends on the story, the cards of its related stories, and what stands around every page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from newsroom.feeds.podcast import has_audio
from newsroom.law.terms import with_terms
from newsroom.model.article import AUTHOR_ASSETS, COVER_ASSETS, SERIES_ASSETS, Article, Kind, Retraction, StoryStatus
from newsroom.model.card import Card, EventPlace
from newsroom.model.frame import Frame
from newsroom.model.glossary import GLOSSARY_ASSETS
from newsroom.model.law import LAW_ASSETS
from newsroom.model.page import Deferred, Page, PageGroup, Sheet, pages_of
from portal import addresses
from portal.i18n import Translator
from portal.theming.page_head import Crumb, PageHead

from .edition import Edition
from .structured_data import article_data, breadcrumb_data, questions_data, shortened

_ = Translator(__file__)

# Silent reading of Vietnamese news, in syllables (written words) a minute; rounded down from measured 230 to 280.
SYLLABLES_A_MINUTE = 230
DESCRIPTION = 300
OF_GROUP = 64  # stories, more or less

# Of stories in one order: all that stand under them, how many under each; places in lines of those that have any.
Around = tuple[Sequence[Card], Sequence[int], Mapping[int, Sequence[EventPlace]]]


def story_pages(edition: Edition) -> Iterator[Page]:
    return pages_of(stories(edition))


def stories(edition: Edition) -> Iterator[Sheet]:
    """Neighbours by groups, which end at stories whose number says so: a new story changes its own group alone."""
    group: list[Article] = []
    for article in (*edition.articles, *edition.hidden):
        group.append(article)
        if article.id % OF_GROUP == 0:
            yield _group(edition, group)
            group = []
    if group:
        yield _group(edition, group)
    for retraction in edition.retracted:
        yield notice(edition, retraction)


def _group(edition: Edition, stories: Sequence[Article]) -> PageGroup:
    name = f"{stories[-1].id}"
    return PageGroup(name, _pages_of_stories, edition.frame, edition.logo, stories, _around(edition, stories))


def _pages_of_stories(frame: Frame, logo: str, stories: Sequence[Article], around: Around) -> Iterator[Page]:
    cards, counts, events = around
    rest = iter(cards)
    for article, count in zip(stories, counts, strict=True):
        related = tuple(islice(rest, count))
        robots = "noindex" if article.status is StoryStatus.HIDDEN else ""
        values = Deferred(story_values, article, related, frame, logo, robots, events.get(article.id, ()))
        yield Page(article.url, "article.html", values)


def _around(edition: Edition, stories: Sequence[Article]) -> Around:
    known, places = edition.cards, edition.event_places
    related = [
        [known[number] for number in edition.related.get(article.id, ()) if number in known] for article in stories
    ]
    in_lines = {article.id: places[article.id] for article in stories if article.id in places}
    return [*chain.from_iterable(related)], [*map(len, related)], in_lines


def notice(edition: Edition, retraction: Retraction) -> Page:
    """At the address of a story that was withdrawn. Nothing of its words stands here, not even the headline."""
    crumbs = tuple(Crumb(section.name, section.url) for section in retraction.section.trail)
    head = edition.head(
        _("This story has been withdrawn"), retraction.url, "page", crumbs=crumbs, robots="noindex, noarchive"
    )
    return Page(retraction.url, "retracted.html", {"page": head, "retraction": retraction})


def story_page(edition: Edition, article: Article) -> Page:
    """Also of a story that has changed a little since the edition was put together."""
    return next(_pages_of_stories(edition.frame, edition.logo, [article], _around(edition, [article])))


def story_values(
    article: Article,
    related: Sequence[Card],
    frame: Frame,
    logo: str,
    robots: str,
    events: Sequence[EventPlace] = (),
) -> dict[str, object]:
    return {
        "page": story_head(article, frame, logo, robots, events),
        "events": events,
        "article": article,
        "body": with_terms(article.body.html, article.terms),
        "related": related,
        "reading_minutes": reading_minutes(article.body.text),
        "share_url": frame.root + article.url,
    }


def story_head(article: Article, frame: Frame, logo: str, robots: str, events: Sequence[EventPlace] = ()) -> PageHead:
    crumbs = tuple(Crumb(section.name, section.url) for section in article.section.trail)
    card_url = article.card_url or (article.picture.card_url if article.picture else frame.card_url)
    return PageHead(
        title=article.title,
        description=shortened(article.sapo, DESCRIPTION),
        url=article.url,
        kind="article",
        crumbs=crumbs,
        json_ld=(
            article_data(article, frame, logo, events),
            *((questions_data(article, frame),) if article.kind is Kind.ADVICE and article.body.questions else ()),
            breadcrumb_data(frame, crumbs, article.title, article.url),
        ),
        card_url=card_url,
        card_alt=article.picture.alt if article.picture else article.section.trail[0].name,
        assets=_assets(article),
        feeds=(
            *((section.name, f"{addresses.feed(section.slug)}.rss") for section in article.section.trail),
            *((("Podcast", addresses.PODCAST),) if has_audio(article) else ()),
        ),
        robots=robots,
        waiting=article.waiting,
        published=article.date.isoformat(),
        modified=article.changed.isoformat(),
        section_name=article.section.name,
        tags=tuple(topic.name for topic in article.topics),
    )


def _assets(article: Article) -> tuple[str, ...]:
    """Stylesheets and scripts that pages of its kind alone load, each once."""
    assets = (
        *article.body.assets,
        *(COVER_ASSETS if article.cover else ()),
        *(AUTHOR_ASSETS if article.kind is Kind.OPINION else ()),
        *(LAW_ASSETS if article.law.cited else ()),
        *(GLOSSARY_ASSETS if article.terms else ()),
        *(SERIES_ASSETS if article.series else ()),
    )
    return tuple(dict.fromkeys(assets))


def reading_minutes(text: str) -> int:
    """At least one."""
    return max(1, round(len(text.split()) / SYLLABLES_A_MINUTE))
