"""A sample story as a file: as our build reads it, and as stock Pelican and Hugo do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from portal.vietnam.text import slugify

from .pictures import CREDIT
from .story import SampleStory


def with_front_matter(story: SampleStory) -> str:
    """The story as editors write it."""
    return "\n".join(["---", *_front_matter(story), "---", "", story.body])


def _front_matter(story: SampleStory) -> Iterator[str]:
    yield f"id: {story.id}"
    yield f"title: {_text(story.title)}"
    if story.kicker:
        yield f"kicker: {_text(story.kicker)}"
    yield f"sapo: {_text(story.sapo)}"
    if story.source_tag:
        yield f"source_tag: {story.source_tag}"
    yield f"authors: {_names([story.author])}"
    yield f"date: {story.date.isoformat(timespec='minutes')}"
    yield f"section: {story.place.child.slug}"
    if story.topics:
        yield f"topics: {_names(story.topics)}"
    if story.province:
        yield f"province: {slugify(story.province)}"
    yield f"kind: {story.kind}"
    if story.guest:
        yield from _mapping("guest", zip(("name", "title", "organisation"), story.guest, strict=True))
    if story.picture:
        yield from _mapping("image", (("src", story.picture.file), ("alt", story.picture.alt)))
        if story.picture.caption:
            yield f"  caption: {_text(story.picture.caption)}"
        yield f"  credit: {_text(CREDIT)}"
        yield "  illustration: true"
    if story.related:
        yield f"related: [{', '.join(map(str, story.related))}]"
    if story.correction:
        yield "corrections:"
        yield f"  - date: {story.date.date().isoformat()}"
        yield f"    wrong: {_text(story.correction[0])}"
        yield f"    right: {_text(story.correction[1])}"
        yield f"    apology: {_text('Toà soạn xin lỗi bạn đọc.')}"


def _mapping(key: str, values: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"{key}:"
    for name, value in values:
        yield f"  {name}: {_text(value)}"


def _text(value: str) -> str:
    # A JSON string is a YAML string, whatever it holds.
    return json.dumps(value, ensure_ascii=False)


def _names(names: Iterable[str]) -> str:
    return f"[{', '.join(slugify(name) for name in names)}]"


_FIGURE = re.compile(r"{{so: [^|}]*\| ([^|}]*) \|[^}]*}}")
_DIRECTIVE = re.compile(r"^///.*?^///$", re.MULTILINE | re.DOTALL)


def with_classic_metadata(story: SampleStory) -> str:
    """The same story for stock Pelican, which knows neither sections of two levels nor our blocks."""
    head = [
        f"Title: {story.title}",
        f"Date: {story.date:%Y-%m-%d %H:%M}",
        f"Slug: {story.slug}-post{story.id}",
        f"Category: {story.place.upper.name}",
        f"Authors: {story.author}",
        f"Summary: {story.sapo}",
    ]
    if story.topics:
        head.append(f"Tags: {', '.join(story.topics)}")
    return "\n".join([*head, "", _plain_body(story, "{static}/media")])


def for_hugo(story: SampleStory) -> str:
    """The same story for Hugo: front matter in JSON, and what our build finds out (the month) as a taxonomy."""
    head = {
        "title": story.title,
        "description": story.sapo,
        "date": story.date.isoformat(),
        "slug": f"{story.slug}-post{story.id}",
        "authors": [story.author],
        "topics": story.topics,
        "months": [f"{story.date:%Y-%m}"],
        **({"picture": story.picture.file} if story.picture else {}),
    }
    return f"{json.dumps(head, ensure_ascii=False, indent=1)}\n\n{_plain_body(story, '/media')}"


def _plain_body(story: SampleStory, media: str) -> str:
    """The picture stands in the text; a block of ours, which others would print as it is, is left out."""
    body = _FIGURE.sub(r"\1", _DIRECTIVE.sub("", story.body))
    return f"![{story.picture.alt}]({media}/{story.picture.file})\n\n{body}" if story.picture else body
