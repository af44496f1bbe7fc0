"""Read stories -> `Article`s: slugs become sections, authors and topics, links get addresses, slots get pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsroom.body.figures import FigureMarkup
from newsroom.body.kinds.live import SILENT
from newsroom.body.markdown_body import Converted
from newsroom.body.placed_body import PlacedBody
from newsroom.model.article import Article, Body, Kind, Retraction, StoryStatus
from newsroom.model.glossary import Glossary
from newsroom.model.law import StoryLaw
from newsroom.model.media import Attachment, Cover, Picture
from newsroom.model.names import Named, Section
from newsroom.model.parts import Correction, Coverage
from newsroom.sources.paper_tables import PaperTables
from newsroom.sources.schema import FrontMatter
from portal import addresses
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.vietnam.text import long_date

from .attachments import Attached
from .between.cross_check import province_of
from .between.story_links import StoryAddresses
from .picture_desk import PictureDesk, lead_picture, pictures_of_body
from .read_article import ReadArticle, SourceSettings
from .read_pages import ReadPage, StaticPage
from .story_terms import StoryTerms

_ = Translator(__file__)
# Taken over from the front matter as they are.
_AS_WRITTEN = "id slug title home_title sapo date kind status kicker source_tag source_note guest ai part".split()  # noqa: SIM905


def is_due(front: FrontMatter, reading: SourceSettings) -> bool:
    """Whether the story is shown in this build."""
    return front.status is not StoryStatus.RETRACTED if reading.preview else front.is_out(reading.moment)


def is_withdrawn(front: FrontMatter, moment: datetime) -> bool:
    """Whether the story is one that readers may have seen, and has been taken back."""
    return front.status is StoryStatus.RETRACTED and not front.broken and front.begins <= moment


def waits_for(front: FrontMatter, moment: datetime) -> str:
    """Why readers may not see the story at `moment`, in a few words; empty where they may."""
    if front.status is StoryStatus.DRAFT:
        return _("Draft")
    begins = front.begins
    if begins <= moment:
        return ""
    if front.embargo == begins:
        return _("Under embargo until {moment}", moment=long_date(begins))
    return _("Comes out {moment}", moment=long_date(begins))


def retraction_of(front: FrontMatter, sections: Mapping[str, Section]) -> Retraction:
    facts = front.retraction
    assert facts is not None
    url, section = address_of(front, sections), sections[front.section]
    return Retraction(front.id, url, section, front.date, facts.date, facts.reason)


def to_come(stories: Sequence[ReadArticle], moment: datetime) -> Iterator[datetime]:
    """Moments after `moment` at which a story comes out, or what it shows changes by itself."""
    silent = (StoryStatus.DRAFT, StoryStatus.RETRACTED)
    for story in stories:
        front = story.front
        if front is None or front.status in silent:
            continue
        if front.begins > moment:
            yield front.begins
        changes = [*(entry.date for entry in front.corrections), *_changes_of_live(story)]
        yield from (change for change in changes if change > max(moment, front.begins))


def _changes_of_live(story: ReadArticle) -> Iterator[datetime]:
    """When entries of a live story come, and when it ends."""
    if story.body is None or story.front is None or not (story.body.entries or story.body.later):
        return
    moments = [*(entry.moment for entry in story.body.entries), *(moment for _line, moment in story.body.later)]
    yield from moments
    yield story.front.ended or max(moments) + SILENT


def story_addresses(
    read: Sequence[ReadArticle],
    due: Sequence[ReadArticle],
    pages: Sequence[ReadPage],
    sections: Mapping[str, Section],
) -> StoryAddresses:
    """Every story under two targets, its id and its file relative to content/; pages under their file."""
    known = [target for story in read if story.front for target in _targets(story, story.front)]
    beside = {page.path: addresses.static_page(page.values["slug"]) for page in pages if page.values}
    published = {
        target: address_of(story.front, sections)
        for story in due
        if story.front and story.front.section in sections
        for target in _targets(story, story.front)
    }
    withdrawn = (story for story in read if story.front and story.front.status is StoryStatus.RETRACTED)
    gone = frozenset(target for story in withdrawn if story.front for target in _targets(story, story.front))
    return StoryAddresses({**published, **beside}, frozenset((*known, *beside)), gone)


def _targets(story: ReadArticle, front: FrontMatter) -> tuple[str, str]:
    return str(front.id), story.path


def address_of(front: FrontMatter, sections: Mapping[str, Section]) -> str:
    return f"{sections[front.section].trail[0].url}{front.slug}-post{front.id}.html"


@dataclass(frozen=True)
class Placement:
    """What a story has of the paper around it, and of the moment of the build; fields as of `Article`."""

    url: str
    section: Section
    modified: datetime | None
    authors: tuple[Named, ...]
    topics: tuple[Named, ...]
    picture: Picture | None
    cover: Cover | None
    corrections: tuple[Correction, ...]
    coverage: Coverage | None
    attachments: tuple[Attachment, ...]
    pinned: tuple[int, ...]
    terms: Glossary
    card_url: str
    waiting: str


def article_of(front: FrontMatter, law: StoryLaw, path: str, placement: Placement, body: Body) -> Article:
    """From nothing but what is passed, which the article tells in `made_from`."""
    copied = {name: getattr(front, name) for name in _AS_WRITTEN}
    article = Article(**copied, **vars(placement), province=_province(front), law=law, body=body, path=path)
    return article.with_origin(article_of, front, law, path, placement, body)


def _cover(front: FrontMatter) -> Cover | None:
    if front.image is None or not front.image.cover:
        return None
    height = front.image.focal[1]
    return Cover(front.image.cover, "top" if height < 34 else "bottom" if height > 66 else "middle")


@dataclass(frozen=True, eq=False)
class Assembly:
    """Makes the values of one build. All references were checked before."""

    reading: SourceSettings
    tables: PaperTables
    addresses: StoryAddresses
    desk: PictureDesk
    figure: FigureMarkup
    problems: Reporter
    attached: Attached
    terms: StoryTerms

    def at_desk(self, desk: PictureDesk, problems: Reporter) -> Assembly:
        """The same for a story that is read again, with pictures and problems of its own."""
        return replace(self, desk=desk, problems=problems, terms=self.terms.for_stories_read_again())

    def article(self, story: ReadArticle) -> Article:
        front, tables = story.front, self.tables
        assert front is not None
        display_path = self.reading.display_path(story.path)
        section = tables.sections[front.section]
        picture = self._lead(story, display_path)
        placement = Placement(
            url=address_of(front, tables.sections),
            section=section,
            modified=self._until_now(front.modified, "modified", front, display_path),
            authors=tuple(tables.authors[slug] for slug in dict.fromkeys(front.authors)),
            topics=tuple(tables.topics[slug] for slug in dict.fromkeys(front.topics)),
            picture=picture,
            cover=_cover(front) if picture else None,
            corrections=self._corrections(front, display_path),
            coverage=_coverage(story, self.reading) if front.kind is Kind.LIVE else None,
            attachments=tuple(file.attachment for file in self.attached.get(story.path, ())),
            pinned=tuple(number for number in dict.fromkeys(front.related) if str(number) in self.addresses.published),
            terms=self.terms.of(story),
            card_url=picture.card_url if picture else self.desk.card(section.trail[0].name),
            waiting=waits_for(front, self.reading.moment),
        )
        return article_of(front, story.law, story.path, placement, self._body(story.body, display_path))

    def _lead(self, story: ReadArticle, display_path: str) -> Picture | None:
        wanted = lead_picture(story, display_path)
        return self.desk.picture(wanted) if wanted else None

    def page(self, page: ReadPage) -> StaticPage:
        body = self._body(page.body, self.reading.display_path(page.path))
        values = page.values
        return StaticPage(
            slug=values["slug"],
            title=values["title"],
            description=values["description"],
            html=body.html,
            modified=values.get("modified"),
            assets=body.assets,
            law=page.law,
        )

    def _body(self, body: Converted | None, display_path: str) -> Body:
        assert body is not None
        pictures = [self.desk.picture(wanted) for wanted in pictures_of_body(body, display_path)]
        targets = self.addresses.published
        addresses = {target: targets[target] for target in body.targets if target in targets}
        return PlacedBody.of(body, pictures, addresses, self.figure)

    def _corrections(self, front: FrontMatter, display_path: str) -> tuple[Correction, ...]:
        """Those printed up to the moment of the build, newest first."""
        due = [entry for entry in front.corrections if self._until_now(entry.date, "corrections", front, display_path)]
        return tuple(sorted(due, key=lambda entry: entry.date, reverse=True))

    def _until_now(self, moment: datetime | None, key: str, front: FrontMatter, display_path: str) -> datetime | None:
        if moment is None or moment <= self.reading.shown_until:
            return moment
        message = _("{key} is later than the build and is left out", key=key)
        line = front.lines.get(key, 1)
        self.problems.add(Problem(message, display_path, line, code="future-date", severity="warning"))
        return None


def recording_files(story: ReadArticle, media: Path) -> Iterator[tuple[str, Path]]:
    """(output path, file) of the recordings of a story and of their captions."""
    for use in story.body.recordings if story.body else ():
        yield use.url.lstrip("/"), media / use.source
        if use.captions:
            yield use.captions[0].lstrip("/"), media / use.captions[1]


def _coverage(story: ReadArticle, reading: SourceSettings) -> Coverage:
    assert story.front is not None
    assert story.body is not None
    entries, ended = story.body.entries, story.front.ended
    if ended and ended <= reading.moment:
        return Coverage(entries, ended)
    newest = max((entry.moment for entry in entries), default=story.front.date)
    return Coverage(entries, goes_on=reading.moment < newest + SILENT)


def _province(front: FrontMatter) -> Named | None:
    unit = province_of(front.province, front.date) if front.province else None
    return Named(unit.slug, unit.name, addresses.province(unit.slug)) if unit else None
