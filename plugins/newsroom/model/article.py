"""A story, as templates, feeds and search read it. Frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Self

from .glossary import Glossary
from .law import NO_LAW, StoryLaw
from .media import Attachment, Cover, Picture, Recording
from .names import Named, Section
from .parts import NO_AI, AiLabel, Correction, Coverage, Guest, Question

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


class StoryStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    HIDDEN = "hidden"  # has its page, stands in no list, feed, sitemap or search
    RETRACTED = "retracted"  # a notice stands at its address; nothing else of it is published


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
    ai: AiLabel = NO_AI
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
