"""The newsroom's stories as other plugins see them: search documents, links, which story uses what, names of facets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace

from newsroom.content.site_content import Content
from newsroom.model.article import Article, Kind, StoryStatus
from newsroom.model.frame import Frame
from newsroom.model.law import StoryLaw
from newsroom.model.media import Picture
from newsroom.model.names import Named, by_slug
from portal.exchange import Exchange, FromNewsroom, SearchDocument, SearchPicture, StoryLink, Waiting
from portal.i18n import Translator

_ = Translator(__file__)


def frame_of(exchange: Exchange) -> Frame:
    """The frame that `fill_exchange` has put there."""
    frame = exchange.newsroom.frame
    assert isinstance(frame, Frame)
    return frame


def fill_exchange(exchange: Exchange, content: Content, frame: Frame) -> None:
    """Only published stories leave the newsroom; hidden ones are in no list and no search."""
    stories = content.articles
    exchange.newsroom = FromNewsroom(
        frame,
        documents=tuple(search_document(article) for article in stories),
        stories={article.id: _link(article) for article in stories},
        stories_using=_users(stories),
        facet_names=_facet_names(content),
        lines={topic.slug: topic.url for article in stories for topic in article.topics if topic.is_line},
    )
    exchange.waiting += [_waiting(article) for article in (*stories, *content.hidden) if article.waiting]


def retell_story(exchange: Exchange, article: Article, before: Article | None) -> None:
    """A story has changed, or come, since the exchange was filled: what pages of other plugins tell of it."""
    if before is not None and _told_of(before) == _told_of(article):
        return
    told, number = exchange.newsroom, article.id
    stories = {**told.stories, number: _link(article)}
    if article.status is StoryStatus.HIDDEN:
        del stories[number]
    elif before is None or before.date != article.date or number not in told.stories:
        stories = dict(sorted(stories.items(), key=lambda item: (item[1].date, item[0]), reverse=True))
    using = dict(told.stories_using)
    for key in {*_uses(article), *(_uses(before) if before else ())}:
        numbers = {*using.get(key, ())} - {number} | (
            {number} if number in stories and key in _uses(article) else set()
        )
        using[key] = tuple(sorted(numbers, key=lambda one: (stories[one].date, one), reverse=True))
    exchange.newsroom = replace(told, stories=stories, stories_using=using)
    addresses = {article.url, before.url if before else ""}
    places = [place for place, entry in enumerate(exchange.waiting) if entry.url in addresses]
    exchange.waiting[slice(places[0], places[0] + 1) if places else slice(0, 0)] = (
        [_waiting(article)] if article.waiting else []
    )


def _told_of(article: Article) -> tuple[object, ...]:
    hidden = article.status is StoryStatus.HIDDEN
    return hidden, _link(article), _uses(article), article.waiting


def _waiting(article: Article) -> Waiting:
    return Waiting(article.title, article.url, article.waiting)


def _link(article: Article) -> StoryLink:
    return StoryLink(article.id, article.title, article.url, article.date)


def _uses(article: Article) -> tuple[tuple[str, str], ...]:
    return tuple((kind, one) for kind, identifiers in article.body.uses.items() for one in identifiers)


class StoryDocument(SearchDocument):
    """A `SearchDocument` of which everything is looked up when it is asked for: most builds ask for little."""

    def __init__(self, article: Article) -> None:
        self.__dict__["_article"] = article

    _article: Article

    id = property(lambda self: self._article.id)
    url = property(lambda self: self._article.url)
    title = property(lambda self: self._article.title)
    sapo = property(lambda self: self._article.sapo)
    date = property(lambda self: self._article.date)
    kind = property(lambda self: self._article.kind.value)
    source_tag = property(lambda self: self._article.source_tag)
    body = property(lambda self: self._article.body.text)
    tables = property(lambda self: self._article.body.table_text)

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(section.slug for section in self._article.section.trail)

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(author.slug for author in self._article.authors)

    @property
    def province(self) -> str:
        return self._article.province.slug if self._article.province else ""

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(topic.slug for topic in self._article.topics)

    @property
    def legal_refs(self) -> tuple[str, ...]:
        return tuple(_cited_as(self._article))

    @property
    def laws(self) -> tuple[str, ...]:
        return tuple(cited.document.label for cited in self._article.law.cited)

    @property
    def picture(self) -> SearchPicture | None:
        return _thumbnail(self._article.picture) if self._article.picture else None

    @property
    def captions(self) -> str:
        return "\n".join([*self._lead_caption, self._article.body.picture_text]).strip()

    @property
    def _lead_caption(self) -> list[str]:
        picture = self._article.picture
        return [picture.caption] if picture and picture.caption else []

    @property
    def made_from(self) -> tuple[object, ...]:
        """See building.keeping.values."""
        short = [getattr(self, name) for name in _SHORT_FIELDS]
        return (*short, self._lead_caption, *self._article.body.words)


_SHORT_FIELDS = [one.name for one in fields(SearchDocument) if one.name not in ("body", "tables", "captions")]


def search_document(article: Article) -> SearchDocument:
    return StoryDocument(article)


def law_of(article: Article) -> StoryLaw:
    return article.law


def _cited_as(article: Article) -> Iterator[str]:
    """What searchers may call the documents that a story cites: number and name."""
    for cited in article.law.cited:
        document = cited.document
        yield document.label
        if document.number and document.name:
            yield f"{document.name} {document.year}" if document.year else document.name


def _thumbnail(picture: Picture) -> SearchPicture:
    """The narrowest file of the fallback format, which every browser shows, and what lies beside it under its name."""
    url, width = min(picture.fallback_files, key=lambda file: file[1], default=(picture.url, picture.width))
    stem = url.rpartition(".")[0]
    files = {name for source in picture.sources for name, _width in source.files}
    modern = next((kind for kind in ("avif", "webp") if f"{stem}.{kind}" in files), "")
    return SearchPicture(url, width, round(width * picture.height / picture.width), modern)


def _users(stories: Iterable[Article]) -> Mapping[tuple[str, str], tuple[int, ...]]:
    users: dict[tuple[str, str], list[int]] = {}
    for article in stories:
        for key in _uses(article):
            users.setdefault(key, []).append(article.id)
    return {key: tuple(numbers) for key, numbers in users.items()}


def _facet_names(content: Content) -> Mapping[str, Mapping[str, str]]:
    sections = [section for menu in content.sections for section in (menu.section, *menu.children)]
    stories = content.articles
    return {
        "section": {section.slug: section.name for section in sections},
        "kind": {kind.value: kind_name(kind) for kind in Kind},
        "topic": _names(topic for article in stories for topic in article.topics),
        "author": _names(author for article in stories for author in article.authors),
        "province": _names(article.province for article in stories if article.province),
    }


def _names(named: Iterable[Named]) -> dict[str, str]:
    return {slug: one.name for slug, one in by_slug(named).items()}


def kind_name(kind: Kind) -> str:
    return {
        Kind.NEWS: _("News"),
        Kind.INTERVIEW: _("Interview"),
        Kind.RESULTS: _("Results and figures"),
        Kind.CORRECTION: _("Correction"),
        Kind.ADVICE: _("Questions of readers"),
        Kind.LIVE: _("Live story"),
        Kind.OPINION: _("Opinion"),
    }[kind]
