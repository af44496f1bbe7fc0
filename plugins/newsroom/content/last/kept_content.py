"""The content of a build as the next one takes it up, where nothing but a few stories has changed: `amended.py`.

Stories are kept without their texts, which the store has, and what all files together have to say to one that changes:
who has which number, what is linked to, which pictures are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from building.keeping import plain_pickle
from building.keeping.state import BuildState
from building.keeping.values import ValueDigests
from newsroom.body.body_texts import BodyTexts
from newsroom.body.figures import FigureMarkup
from newsroom.body.placed_body import PlacedBody, TextlessBody
from newsroom.content.assemble import to_come
from newsroom.content.between.census import Census
from newsroom.content.picture_desk import Ordered
from newsroom.content.read_article import ReadArticle
from newsroom.content.read_pages import ReadPage
from newsroom.model.article import Article
from newsroom.model.card import Card, card_of
from newsroom.model.law import StoryLaw

Stamp = tuple[int, int, int]  # inode, size, time of the last change in ns


@dataclass(frozen=True)
class KeptStory:
    """A story that may be shown; `article` has a `TextlessBody`, and no fields of its own that have their default.

    Args: digest, card_digest, views: digests of the story, of its card, and of what others see of it.
    """

    article: Article
    digest: str
    card_digest: str
    views: tuple[str, ...]


@dataclass(frozen=True)
class Ties:
    """What all files together have to say to one that changes.

    Args:
        ids: path of every story -> its number.
        linked: targets of links between files; placed: targets of links to places of a text.
        withdrawn: targets of stories that were taken back.
        changing: paths of the stories to which something will happen by itself.
        ordered: pictures that are made, and how.
    """

    ids: Mapping[str, int]
    linked: frozenset[str]
    placed: frozenset[str]
    withdrawn: frozenset[str]
    changing: frozenset[str]
    ordered: Ordered
    census: Census
    next_publish_at: datetime | None


@dataclass(frozen=True)
class KeptContent:
    """
    Args:
        stories: in the order of `Content.articles` and `Content.hidden` together.
        files: output path -> name below the cache or the content folder; see `_neutral`.
        stamps: of the files in the cache, by output path: they must be there as they were.
        rest: further fields of `Content`, by name.
    """

    stories: tuple[KeptStory, ...]
    ties: Ties
    files: Mapping[str, str]
    stamps: Mapping[str, Stamp]
    rest: Mapping[str, Any]


def ties_of(
    stories: Sequence[ReadArticle],
    pages: Sequence[ReadPage],
    withdrawn: frozenset[str],
    ordered: Ordered,
    census: Census,
    next_publish_at: datetime | None,
    moment: datetime,
) -> Ties:
    texts = [*(read.body for read in stories), *(read.whole for read in stories), *(read.body for read in pages)]
    bodies = [text for text in texts if text]
    return Ties(
        ids={story.path: story.front.id for story in stories if story.front},
        linked=frozenset(target for body in bodies for target, _line in body.links),
        placed=frozenset(target for body in bodies for target, _anchor, _line in body.places),
        withdrawn=withdrawn,
        changing=frozenset(story.path for story in stories if any(to_come([story], moment))),
        ordered=ordered,
        census=census,
        next_publish_at=next_publish_at,
    )


def dump_content(
    articles: Sequence[Article],
    ties: Ties,
    files: Mapping[str, Path],
    rest: Mapping[str, Any],
    folders: Mapping[str, Path],
    views: Sequence[Callable[[Article], object]],
    digests: ValueDigests,
) -> bytes:
    """Empty where it cannot be kept: a text lies nowhere, or a file in neither folder.

    Args:
        folders: `cache` and `content`.
        digests: those that are known.
    """
    names = {path: _neutral(file, folders) for path, file in files.items()}
    shared: dict[object, Any] = {}
    told = [_kept_story(article, views, digests, shared) for article in articles]
    if None in told or "" in names.values():
        return b""
    stamps = {
        path: stamp for path, file in files.items() if names[path].startswith("cache/") and (stamp := _stamp(file))
    }
    stories = tuple(story for story in told if story)
    return plain_pickle.dump(KeptContent(stories, ties, names, stamps, dict(rest)))


def _kept_story(
    article: Article, views: Sequence[Callable[[Article], object]], digests: ValueDigests, shared: dict[object, Any]
) -> KeptStory | None:
    """None where it cannot be kept. Args: shared: values that many stories have, each once."""
    body = article.body.without_texts() if isinstance(article.body, PlacedBody) else None
    card = card_of(article)
    told = [digests.of_frozen(value) for value in (article, card, *(view(article) for view in views))]
    if body is None or not all(told):
        return None
    digest, card_digest, *of_views = told
    values = _own_values(article)
    values |= {name: _once(values[name], shared) for name in ("ai", "province") if name in values}
    law = StoryLaw(tuple(_once(cited, shared) for cited in article.law.cited), article.law.relations)
    values |= {"body": body, "law": law, "changed": article.changed}
    textless = _bare(Article, values)
    return KeptStory(textless, digest, card_digest, tuple(of_views))


def _once(value: Any, shared: dict[object, Any]) -> Any:
    """The value, without fields that have their default, which the class itself knows; of equal ones the first."""
    if value not in shared:
        shared[value] = _bare(type(value), _own_values(value))
    return shared[value]


def _own_values(value: Any) -> dict[str, Any]:
    """Of the fields that have not their default."""
    defaults = _DEFAULTS[type(value)]
    return {name: own for name, default in defaults.items() if (own := getattr(value, name)) is not default}


class _Defaults(dict[type, Mapping[str, object]]):
    """Of a kind of dataclasses, what its fields are where nobody says."""

    def __missing__(self, kind: type) -> Mapping[str, object]:
        defaults = {field.name: field.default for field in fields(kind) if not field.name.startswith("_")}
        return self.setdefault(kind, defaults)


_DEFAULTS = _Defaults()


def _bare(kind: type, values: Mapping[str, Any]) -> Any:
    bare: Any = object.__new__(kind)
    vars(bare).update(values)
    return bare


def load_content(payload: bytes, folders: Mapping[str, Path]) -> KeptContent | None:
    """None where it is harmed, or files of the cache are not those that were made."""
    try:
        content = plain_pickle.load(payload)
    except plain_pickle.FAULTS:
        return None
    if not isinstance(content, KeptContent):
        return None
    files = files_of(content, folders)
    return content if all(_stamp(files[path]) == stamp for path, stamp in content.stamps.items()) else None


def files_of(content: KeptContent, folders: Mapping[str, Path]) -> dict[str, Path]:
    """`Content.files`."""
    names = (name.partition("/") for name in content.files.values())
    places = [folders[folder] / name for folder, _slash, name in names]
    return dict(zip(content.files, places, strict=True))


def with_texts(
    content: KeptContent, state: BuildState, figure: FigureMarkup, again: Callable[[str], Callable[[], object]]
) -> tuple[list[Article], dict[int, Card]]:
    """The stories with their texts, which are read when they are asked for, and their cards.

    Args:
        again: path of a story -> what reads its file, where the store has lost its texts.
    """
    results = state.results
    assert results is not None
    articles, cards = [], {}
    for story in content.stories:
        article, body = story.article, story.article.body
        assert isinstance(body, TextlessBody)
        texts = results.part_at(body.place, BodyTexts, again(article.path))
        assert isinstance(texts, BodyTexts)
        vars(article)["body"] = PlacedBody(texts, body.light, body.pictures, body.addresses, figure)
        card = cards[article.id] = card_of(article)
        results.digests.know(article, story.digest)
        results.digests.know(card, story.card_digest)
        articles.append(article)
    return articles, cards


def _neutral(file: Path, folders: Mapping[str, Path]) -> str:
    """`cache/…` or `content/…`; empty for a file elsewhere."""
    text = str(file)
    for name, folder in folders.items():
        if text.startswith(f"{folder}/"):
            return f"{name}{text[len(str(folder)) :]}"
    return ""


def _stamp(file: Path) -> Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
