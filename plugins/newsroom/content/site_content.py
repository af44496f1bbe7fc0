"""What is asked of the content folder, and what all of it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from newsroom.addresses.moves import Declared
from newsroom.body.figures import FigureMarkup, plain_figure
from newsroom.model.article import Article, Retraction
from newsroom.model.card import Card
from newsroom.model.frame import Masthead, MenuSection
from newsroom.model.front_plan import FrontPlan
from newsroom.model.glossary import Glossary
from newsroom.model.law import Register
from newsroom.model.names import Named
from newsroom.model.options import NewsroomOptions
from portal.errors import Problem

from .between.story_links import AddressLink
from .read_again import Basis
from .read_pages import StaticPage


@dataclass(frozen=True)
class Content:
    """What the site is made of.

    Args:
        articles: published and due, newest first (date, then id).
        hidden: have their page, stand in no list; same order.
        retracted: a notice stands in their place; by id.
        aliases: address of an older system -> where a story says that it leads to it.
        pages: in the order of their file names.
        sections: as in content/sections.toml.
        authors, topics, provinces: by slug, only those that `articles` or `hidden` name.
        files: output path -> file to copy there (derived pictures).
        card_url: social card of pages that are no stories: the paper's name and slogan.
        addresses: links to pages by their address; whether these exist is known when the site is made.
        warnings: what editors should know; the build goes on.
        register: the legal documents that the paper knows.
        front_plan: what the editors decided of the front page.
        glossary: the words that the paper explains.
        cards: of stories, by id, where they are known; others are made of the stories.
        views: digests of what others see of a story, by its id, where they are known; see `ContentRequest`.
        basis: what all this was put together from, for whoever reads a story again.
    """

    articles: tuple[Article, ...]
    hidden: tuple[Article, ...]
    pages: tuple[StaticPage, ...]
    sections: tuple[MenuSection, ...]
    authors: Mapping[str, Named]
    topics: Mapping[str, Named]
    provinces: Mapping[str, Named]
    masthead: Masthead
    files: Mapping[str, Path]
    card_url: str
    addresses: tuple[AddressLink, ...]
    warnings: tuple[Problem, ...]
    retracted: tuple[Retraction, ...] = ()
    aliases: Mapping[str, Declared] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    front_plan: FrontPlan = field(default_factory=FrontPlan)
    glossary: Glossary = ()
    cards: Mapping[int, Card] = field(default_factory=dict, compare=False)
    views: Mapping[int, tuple[str, ...]] = field(default_factory=dict, compare=False)
    basis: Basis | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ContentRequest:
    """What to read, and for which build.

    Args:
        root: the content folder.
        moment: of the build, with offset; nothing reads another clock.
        markdown: the setting MARKDOWN.
        cache: folder for derived pictures; may be deleted at any time.
        site_url: absolute address of the site, such as https://toasoan.example.
        figure: markup of a picture in a text, such as `figures.ThemeFigure(theme)`.
        workers: processes; None for one per core.
        views: what others see of a story, as functions of modules; their digests are kept with the story.
        preview: take drafts and stories whose time has not come as published, with a mark.
    """

    root: Path
    options: NewsroomOptions
    moment: datetime
    markdown: Mapping[str, Any]
    cache: Path
    site_url: str = ""
    figure: FigureMarkup = plain_figure
    workers: int | None = None
    preview: bool = False
    views: tuple[Callable[[Article], object], ...] = ()
