"""What plugins hand to each other in one build: values, each with who fills it, when, and who reads it.

Every generator's `generate_context` runs, in the order of `PLUGINS`, before the first `generate_output`, in which all
of it is there. Pelican's shared context holds the one exchange of the build; `exchange_of` is the way to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from .errors import ConfigError, Reporter
from .vietnam.text import HANOI

END_OF_TIME = datetime(9000, 1, 1, tzinfo=HANOI)


@dataclass(frozen=True)
class SearchPicture:
    """`modern`: `avif` or `webp` where a file of this kind lies beside that at `url`, under its name."""

    url: str
    width: int
    height: int
    modern: str = ""


@dataclass(frozen=True)
class SearchDocument:
    """A published story as search sees it. Texts are plain, NFC, without the source tag.

    Args:
        id: the story's permanent number.
        url: from the root of the site, such as `/tu-phap/...-post1.html`.
        section: slugs from the top down, such as `("tu-phap", "thi-hanh-an")`.
        tables: captions and labels of the statistical tables in the story.
        captions: captions of its pictures.
        province: slug, or empty.
        topics: slugs.
        legal_refs: numbers and names of the legal documents it cites, such as `14/2015/TT-BTP`.
        laws: each of these documents once, by its number or name.
    """

    id: int
    url: str
    title: str
    sapo: str
    body: str
    date: datetime
    kind: str
    section: tuple[str, ...]
    authors: tuple[str, ...] = ()
    province: str = ""
    topics: tuple[str, ...] = ()
    tables: str = ""
    captions: str = ""
    legal_refs: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    source_tag: str = ""
    picture: SearchPicture | None = None


@dataclass(frozen=True)
class StoryLink:
    """A story as other plugins' pages list it, newest first."""

    id: int
    title: str
    url: str
    date: datetime


@dataclass(frozen=True)
class DatasetCard:
    """A dataset as the home page and lists show it. `figures`: (text, label) pairs such as ("59,36%", "về việc")."""

    id: str
    title: str
    url: str
    description: str
    period: str
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SitemapEntry:
    """A page of any plugin for the sitemap; `modified` is its last real change, or None when it has none of its own."""

    url: str
    modified: datetime | None = None


class SimilarFinder(Protocol):
    """Ids of the stories nearest in text to story `id`, best first, with scores; at most `limit`.

    Told from the headlines and leads of the published stories and from nothing else.
    """

    def __call__(self, identifier: int, limit: int) -> Sequence[tuple[int, float]]: ...

    def dump(self) -> bytes:
        """What a later finder can begin with."""

    def take_up(
        self, dumped: bytes, before: Mapping[int, tuple[str, str] | None], moved: Collection[int]
    ) -> frozenset[int] | None:
        """Begin with the dump of an earlier finder: the stories whose answers may be others now than they were then.

        Args:
            before: of all stories that have changed since or come, what headline and lead were; None for those that
                come. No story may have gone.
            moved: those of them that others are to see as changed, whatever their words.
        Returns:
            None where that cannot be told.
        """


class PaperName(Protocol):
    """What other plugins say of the paper."""

    @property
    def name(self) -> str: ...


class SiteFrame(Protocol):
    """What other plugins read of newsroom's `Frame`, which every page shows around its content."""

    @property
    def root(self) -> str:
        """Absolute address of the site without a final slash."""

    @property
    def lang(self) -> str: ...

    @property
    def masthead(self) -> PaperName: ...


@dataclass(frozen=True)
class Waiting:
    """Something that only a preview shows. `mark`: why it is not out yet, such as "Bản nháp"."""

    title: str
    url: str
    mark: str


@dataclass(frozen=True)
class FromNewsroom:
    """Filled by newsroom in its `generate_context`, before all other plugins; read by stat_tables and site_search.

    site_search reads `documents` and `facet_names` in its own `generate_context`; all else is read in
    `generate_output`.

    Args:
        frame: what stands around every page.
        documents: published stories, as search sees them.
        stories: published stories by id, for links to them.
        stories_using: (kind, identifier) -> ids of stories whose text uses it, such as ("dataset", "thads-...").
        facet_names: facet -> slug -> name as readers see it, for `section`, `province`, `topic`, `author`, `kind`.
        lines: slug -> address of the topics whose stories stand in a line and have their pages apart.
    """

    frame: SiteFrame
    documents: tuple[SearchDocument, ...] = ()
    stories: Mapping[int, StoryLink] = field(default_factory=dict)
    stories_using: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    facet_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FromTables:
    """Filled by stat_tables in its `generate_context`; read by newsroom in `generate_output`. A paper without has none.

    Args:
        datasets: those that may be seen, for the front page and the list of datasets.
        province_data: province slug -> trusted HTML of its figures from all datasets.
    """

    datasets: tuple[DatasetCard, ...] = ()
    province_data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FromSearch:
    """Filled by site_search in its `generate_context`; read by newsroom in `generate_output`.

    Args:
        similar: the stories nearest in text to a story; None for a paper without search.
    """

    similar: SimilarFinder | None = None


@dataclass
class Exchange:
    """One per build, made at the start of the first `generate_context`: a hook per plugin, and what all share.

    Args:
        moment: of the build; set at the start, read by all.
        preview: whether what is not out yet is shown too, with a mark; set at the start, read by all.
        problems: of the content; added by any plugin. `building` raises them once all contexts are made, so that
            mistakes in articles and in datasets are reported together. Where one is an error, nothing is written.
        tables, search: the hooks of these plugins.
        sitemap: stat_tables and site_search add their pages in `generate_context`; newsroom writes them all, last.
        waiting: stories and datasets of a preview that are not out yet; newsroom and stat_tables add theirs in
            `generate_context`, newsroom lists them.
    """

    moment: datetime
    preview: bool = False
    problems: Reporter = field(default_factory=Reporter)
    tables: FromTables = field(default_factory=FromTables)
    search: FromSearch = field(default_factory=FromSearch)
    sitemap: list[SitemapEntry] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    _newsroom: FromNewsroom | None = None

    @property
    def newsroom(self) -> FromNewsroom:
        """The hook of the newsroom. Raises ConfigError where nobody has filled it yet."""
        if self._newsroom is None:
            raise ConfigError("pelicanconf.py: the newsroom must stand before other plugins in PLUGINS")
        return self._newsroom

    @newsroom.setter
    def newsroom(self, values: FromNewsroom) -> None:
        self._newsroom = values

    @property
    def shown_until(self) -> datetime:
        """What comes out up to this moment is shown."""
        return END_OF_TIME if self.preview else self.moment


class PageWriter(Protocol):
    """Given to each generator's `generate_output`. Paths are relative to the output folder, with `/`.

    A page is rendered from a theme template that sees only the values passed here plus the frame
    (`site`, `_`, `asset`): no page depends on what it does not show. Writing one path twice is an error.
    """

    def write_page(self, path: str, template: str, /, **values: object) -> None:
        """Render `template` with `values` into `path`, such as `so-lieu/index.html`."""

    def render_page(self, template: str, /, **values: object) -> bytes:
        """The page as `write_page` would write it; nothing is written."""

    def write_file(self, path: str, data: bytes, /) -> None:
        """Write bytes as they are."""

    def copy_file(self, path: str, source: Path, /) -> None:
        """Publish the file `source`, which nobody changes afterwards; it may be removed."""

    def move_folder(self, path: str, source: Path, /, key: str = "") -> None:
        """Publish all files in the folder `source`, which is gone afterwards. `key`: of all that it was made from."""

    def link_folder(self, path: str, key: str, /) -> bool:
        """Publish the folder of the last site that was made from the same; False where there is none."""

    def link_into(self, path: str, names: Mapping[str, str], key: str, /) -> bool:
        """Add files of the last site's folder to the one that was just moved there: name -> its name there.

        False where one of them is harmed; then the folder is gone.
        """


CONTEXT_KEY = "portal_exchange"
PREVIEW = "BUILD_PREVIEW"  # setting: show what is not out yet


def exchange_of(context: dict[str, Any]) -> Exchange:
    """The exchange of this build; made on first use from the setting BUILD_MOMENT (a datetime with offset)."""
    if CONTEXT_KEY not in context:
        if "BUILD_MOMENT" not in context:
            raise ConfigError("pelicanconf.py: BUILD_MOMENT is not set; build with scripts/build")
        context[CONTEXT_KEY] = Exchange(context["BUILD_MOMENT"], bool(context.get(PREVIEW)))
    exchange = context[CONTEXT_KEY]
    assert isinstance(exchange, Exchange)
    return exchange
