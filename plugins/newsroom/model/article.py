"""The values of the newsroom: a story and its parts, as templates, feeds and search read them. Frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Self

from .glossary import Glossary
from .law import NO_LAW, StoryLaw

SERIES_ASSETS = ("css/kinds/series.css",)  # of series and their parts
COVER_ASSETS = ("css/kinds/cover.css",)  # of stories with a cover
AUTHOR_ASSETS = ("css/kinds/authors.css",)  # of pages that show who writes
LISTED_HEADINGS = 3  # fewer upper headings are seen without a list of them


class Kind(StrEnum):
    NEWS = "news"
    INTERVIEW = "interview"
    RESULTS = "results"
    CORRECTION = "correction"
    ADVICE = "advice"  # readers ask, a lawyer or an office answers
    LIVE = "live"  # entries added while something goes on
    OPINION = "opinion"  # the view of its author

    @property
    def has_questions(self) -> bool:
        """Whether its text is made of questions and answers."""
        return self in (Kind.INTERVIEW, Kind.ADVICE)


class CoverWords(StrEnum):
    """Where the headline of a story stands whose picture goes across the page."""

    OVER = "over"
    UNDER = "under"


class StoryStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    HIDDEN = "hidden"  # has its page, stands in no list, feed, sitemap or search
    RETRACTED = "retracted"  # a notice stands at its address; nothing else of it is published


@dataclass(frozen=True)
class Profile:
    """What the page of an author says beside the name. Texts are plain.

    Args:
        role: post or beat, printed beside the name.
        biography: its paragraphs.
        links: addresses of the author elsewhere.
    """

    role: str = ""
    biography: tuple[str, ...] = ()
    email: str = ""
    links: tuple[str, ...] = ()
    portrait: Picture | None = None


NO_PROFILE = Profile()


@dataclass(frozen=True)
class Named:
    """Something with a page of its own that stories point to: a topic, author or province.

    Args:
        desk: an author that is no person, such as the editorial board.
        event: a topic whose stories follow one event in time; series: whose stories are parts, in their order.
        parts: how many a series will have; 0 where nobody said.
        profile: of an author.
    """

    slug: str
    name: str
    url: str
    description: str = ""
    desk: bool = False
    event: bool = False
    profile: Profile = NO_PROFILE
    series: bool = False
    parts: int = 0

    @property
    def is_line(self) -> bool:
        """Its stories stand in one line, each with what came before it and what after."""
        return self.event or self.series


def by_slug(named: Iterable[Named]) -> dict[str, Named]:
    """Each once, in the order of the slugs."""
    known = {one.slug: one for one in named}
    return {slug: known[slug] for slug in sorted(known)}


@dataclass(frozen=True)
class Section:
    """A section of the paper; two levels. `parent` is None for the upper level."""

    slug: str
    name: str
    url: str
    description: str = ""
    parent: Section | None = None

    @property
    def trail(self) -> tuple[Section, ...]:
        """From the upper level down to this one."""
        return (*self.parent.trail, self) if self.parent else (self,)


@dataclass(frozen=True)
class PictureSource:
    """One `<source>`: a MIME type and its files as (url, width in px), narrowest first."""

    type: str
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Picture:
    """A picture ready for the page. Width and height in px are those of the largest file.

    Args:
        sources: best format first (AVIF, WebP); the fallback `url` is JPEG or PNG.
        caption: empty where there is none or it only repeats the headline.
        card_url: a 1200x630 crop for social cards, JPEG.
        crops: of the picture that leads a story, for search engines: 1:1, 4:3 and 16:9, JPEG.
        illustration: drawn, not photographed; the credit says so.
    """

    url: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    sources: tuple[PictureSource, ...] = ()
    fallback_files: tuple[tuple[str, int], ...] = ()
    card_url: str = ""
    illustration: bool = False
    crops: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cover:
    """The lead picture across the whole page.

    Args:
        words: where the headline stands.
        keeps: `top`, `middle` or `bottom`: what is seen where a wide window shows less than the whole height.
    """

    words: str
    keeps: str = "middle"


@dataclass(frozen=True)
class Attachment:
    """A document beside a story.

    Args:
        url: from the root.
        type: MIME type; `label` is its name for readers, such as `PDF`.
        bytes: its size.
    """

    url: str
    title: str
    note: str
    type: str
    label: str
    bytes: int


@dataclass(frozen=True)
class Recording:
    """An audio or video file of the paper's own. Addresses are from the root; `seconds` is 0 where nobody said.

    Args:
        type: MIME type.
        transcript: its words, in paragraphs of plain text.
    """

    url: str
    video: bool
    title: str
    type: str
    bytes: int
    seconds: int = 0
    transcript: tuple[str, ...] = ()
    captions_url: str = ""
    poster: Picture | None = None


@dataclass(frozen=True)
class Guest:
    """Who is interviewed."""

    name: str
    title: str = ""
    organisation: str = ""
    reviewed: bool = False  # the guest has read the answers before print


@dataclass(frozen=True)
class Question:
    """For the question index of an interview. `anchor` is the id of the question in the body."""

    number: int
    text: str
    anchor: str


@dataclass(frozen=True)
class LiveEntry:
    """An entry of a live story. `title` may be empty; both texts are plain."""

    moment: datetime
    anchor: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True)
class Coverage:
    """What a live story covers, as it stands at the moment of the build.

    Args:
        entries: in the order of the page.
        ended: None until it has ended.
        goes_on: entries are to come.
    """

    entries: tuple[LiveEntry, ...]
    ended: datetime | None = None
    goes_on: bool = False

    @property
    def newest(self) -> LiveEntry | None:
        return max(self.entries, key=lambda entry: entry.moment, default=None)

    @property
    def first(self) -> LiveEntry | None:
        return min(self.entries, key=lambda entry: entry.moment, default=None)

    @property
    def key_moments(self) -> tuple[LiveEntry, ...]:
        """The entries that have a headline, where there are several."""
        titled = tuple(entry for entry in self.entries if entry.title)
        return titled if len(titled) > 1 else ()


@dataclass(frozen=True)
class Correction:
    """Wrong and right statement, as press law asks; `apology` follows directly. Texts are plain."""

    date: datetime
    wrong: str
    right: str
    apology: str = ""


@dataclass(frozen=True)
class AiLabel:
    """Whether and for what AI was used in making the story."""

    used: bool = False
    what: str = ""


@dataclass(frozen=True)
class Body:
    """The converted Markdown text.

    Args:
        html: for the page; sanitised, with the trusted fragments of plugins in place.
        feed_html: for feeds; as html but without interactive parts; links and pictures still site-relative.
        text: plain text for search, similarity and reading time.
        questions: of an interview, in order.
        thanks: closing line of an interview (HTML), or empty.
        headings: (level, anchor, text) of h2 and h3.
        gallery: the pictures that stand in galleries, in their order.
        recordings: audio and video files of the paper's own, in their order.
        uses: what plugins noted, such as {"dataset": ("thads-...",)}.
        assets: theme files that the body needs, such as `js/stat-table.js`.
        table_text: captions and labels of tables, for search.
        picture_text: captions of pictures in the body, for search.
    """

    html: str = ""
    feed_html: str = ""
    text: str = ""
    questions: tuple[Question, ...] = ()
    thanks: str = ""
    headings: tuple[tuple[int, str, str], ...] = ()
    gallery: tuple[Picture, ...] = ()
    recordings: tuple[Recording, ...] = ()
    uses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    assets: tuple[str, ...] = ()
    table_text: str = ""
    picture_text: str = ""

    @property
    def words(self) -> tuple[object, ...]:
        """Plain values that all that the search sees of it is made from."""
        return self.text, self.table_text, self.picture_text


@dataclass(frozen=True)
class Article:
    """A story that may be shown at the moment of the build. Addresses are from the root, such as `/tu-phap/...`.

    Args:
        id: permanent number, part of the address, never given to another story.
        home_title: a shorter headline for the front page, or empty.
        kicker: short line over the headline, or empty.
        sapo: the lead, plain text without the source tag.
        source_tag: such as `PLVN`, printed by templates as `(PLVN)`; or empty.
        coverage: of a live story.
        pinned: ids that the editor put at the head of the related stories.
        law: the legal documents that it cites, and what it says of them.
        terms: the words of the glossary that it explains, in the order of the text.
        path: the source file relative to content/, for messages only.
        waiting: in a preview, why readers may not see it yet; empty for a story that is out.
        part: of the series that one of its topics is.
    """

    id: int
    slug: str
    url: str
    title: str
    sapo: str
    date: datetime
    section: Section
    kind: Kind = Kind.NEWS
    status: StoryStatus = StoryStatus.PUBLISHED
    modified: datetime | None = None
    kicker: str = ""
    source_tag: str = ""
    source_note: str = ""
    authors: tuple[Named, ...] = ()
    topics: tuple[Named, ...] = ()
    province: Named | None = None
    picture: Picture | None = None
    cover: Cover | None = None
    guest: Guest | None = None
    corrections: tuple[Correction, ...] = ()
    ai: AiLabel = AiLabel()
    attachments: tuple[Attachment, ...] = ()
    coverage: Coverage | None = None
    pinned: tuple[int, ...] = ()
    law: StoryLaw = NO_LAW
    terms: Glossary = ()
    body: Body = Body()
    card_url: str = ""
    path: str = ""
    home_title: str = ""
    waiting: str = ""
    part: int | None = None
    _origin: tuple[object, ...] = field(default=(), init=False, repr=False, compare=False)

    def with_origin(self, *origin: object) -> Self:
        """The article, which a function of a module has made from its arguments alone: `origin` is all of these."""
        object.__setattr__(self, "_origin", origin)
        return self

    @property
    def made_from(self) -> tuple[object, ...]:
        """See building.keeping.values."""
        return self._origin or tuple(getattr(self, one.name) for one in fields(self) if one.compare)

    @property
    def series(self) -> Named | None:
        return next((topic for topic in self.topics if topic.series), None)

    @property
    def contents(self) -> tuple[tuple[int, str, str], ...]:
        """The upper headings, where a reader is helped by a list; interviews and live stories have their own."""
        upper = tuple(heading for heading in self.body.headings if heading[0] == 2)
        has_own = self.body.questions or self.coverage
        return upper if len(upper) >= LISTED_HEADINGS and not has_own else ()

    @cached_property
    def changed(self) -> datetime:
        """Last change that readers were told of; a correction or an entry of a live story is one."""
        entries = self.coverage.entries if self.coverage else ()
        told = (*(correction.date for correction in self.corrections), *(entry.moment for entry in entries))
        return max(self.modified or self.date, *told, self.date)


@dataclass(frozen=True)
class Retraction:
    """What readers are told of a story that was withdrawn. Its words and pictures are nowhere, its headline neither.

    Args:
        published: when the story had come out.
        date: when it was withdrawn.
        reason: plain text.
    """

    id: int
    url: str
    section: Section
    published: datetime
    date: datetime
    reason: str


@dataclass(frozen=True)
class EventPlace:
    """Where a story stands in the line of an event: what came before it and what after, or None at an end.

    Args: parts: of a series, all that are out, each with its number; `number` is that of the story.
    """

    event: Named
    number: int
    earlier: Card | None
    later: Card | None
    parts: tuple[tuple[int, Card], ...] = ()


@dataclass(frozen=True)
class Card:
    """A story in a list: the only thing that list pages and "Đọc thêm" depend on.

    Args:
        goes_on: live, entries to come.
        writers: names of who gives an opinion.
        face: the picture is the portrait of who does.
    """

    id: int
    url: str
    title: str
    sapo: str
    date: datetime
    kicker: str = ""
    source_tag: str = ""
    kind: Kind = Kind.NEWS
    section: Section | None = None
    picture: Picture | None = None
    home_title: str = ""
    goes_on: bool = False
    writers: tuple[str, ...] = ()
    face: bool = False


def card_of(article: Article) -> Card:
    writers = article.authors if article.kind is Kind.OPINION else ()
    portrait = next((author.profile.portrait for author in writers if author.profile.portrait), None)
    return Card(
        id=article.id,
        url=article.url,
        title=article.title,
        sapo=article.sapo,
        date=article.date,
        kicker=article.waiting or article.kicker,
        source_tag=article.source_tag,
        kind=article.kind,
        section=article.section,
        picture=article.picture or portrait,
        home_title=article.home_title,
        goes_on=article.coverage is not None and article.coverage.goes_on,
        writers=tuple(author.name for author in writers),
        face=article.picture is None and portrait is not None,
    )
