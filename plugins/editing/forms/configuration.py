"""The configuration of Decap CMS: stories, pages and tables of the paper, each with a form made from its schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.i18n import Translator
from portal.schema.records import Record

from .fields import Choices, Field, field_of, fields_of

_ = Translator(__file__)

STORIES, PAGES, PAPER = "articles", "pages", "paper"
# What a writer meets first; all other keys follow in the order of the schema, behind the text.
_FIRST = ("title", "sapo", "section", "kind", "authors", "image")


@dataclass(frozen=True)
class Setup:
    """What a configuration depends on.

    Args:
        story, page: the keys of a story and of a page.
        tables: the paper's tables, by the name of their file.
        api: address of the server's interface, with the token of this session.
        review: whether stories are reviewed before they are published.
    """

    story: Record
    page: Record
    tables: Mapping[str, Record]
    choices: Choices
    api: str
    site: str = "/"
    review: bool = True


def configuration(setup: Setup) -> dict[str, Any]:
    return {
        "load_config_file": False,
        "backend": {"name": "proxy", "proxy_url": setup.api, "branch": "main"},
        "publish_mode": "editorial_workflow" if setup.review else "simple",
        "locale": "vi",
        "media_folder": "content/media",
        "public_folder": "/",
        "site_url": setup.site,
        "display_url": setup.site,
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [_stories(setup), _pages(setup), _paper(setup)],
    }


def _stories(setup: Setup) -> Field:
    return {
        "name": STORIES,
        "label": _("Stories"),
        "label_singular": _("Story"),
        "folder": "content/articles",
        "path": "{{section}}/{{year}}/{{slug}}",
        "slug": "{{slug}}",
        "identifier_field": "title",
        "summary": "{{title}}",
        "sortable_fields": ["date", "title"],
        "create": True,
        "delete": False,
        "extension": "md",
        "format": "json",
        "fields": story_fields(setup.story, setup.choices),
    }


def story_fields(schema: Record, choices: Choices) -> list[Field]:
    by_name = {key.name: field_of(key, choices) for key in schema.keys}
    by_name["date"]["begins_now"] = True
    first = [by_name.pop(name) for name in _FIRST if name in by_name]
    for one in first:
        if "collapsed" in one:
            one["collapsed"] = False  # nearly every story has it
    return [*first, _body(), *by_name.values()]


def _body() -> Field:
    hint = _("text of the story; blocks and figures as docs/editing.md says")
    return {"name": "body", "label": _("Text"), "widget": "toasoan-body", "required": False, "hint": hint}


def _pages(setup: Setup) -> Field:
    return {
        "name": PAGES,
        "label": _("Pages"),
        "label_singular": _("Page"),
        "folder": "content/pages",
        "identifier_field": "title",
        "create": True,
        "delete": False,
        "extension": "md",
        "format": "json",
        "fields": [*fields_of(setup.page, setup.choices), _body()],
    }


def _paper(setup: Setup) -> Field:
    names = {
        "front-page.toml": _("Front page"),
        "authors.toml": _("Writers"),
        "topics.toml": _("Topics"),
        "sections.toml": _("Sections"),
        "glossary.toml": _("Glossary"),
        "masthead.toml": _("Masthead"),
    }
    files: Sequence[Field] = [
        {
            "name": name.removesuffix(".toml"),
            "label": names.get(name, name),
            "file": f"content/{name}",
            "fields": fields_of(record, setup.choices),
        }
        for name, record in setup.tables.items()
    ]
    return {"name": PAPER, "label": _("Tables of the paper"), "format": "json", "delete": False, "files": files}
