"""Every key of every schema has its field in the editor, and each field says what its type says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from commands.editor.forms import TABLES, WIDGETS
from editing.forms.configuration import Setup, configuration
from editing.forms.fields import Choices
from newsroom.model.article import Kind, StoryStatus
from newsroom.sources.schema import article_schema, page_schema
from portal.schema.records import Many, Record

TAGS = ("PLVN", "UNICEF")
CHOICES = Choices(
    {"content/sections.toml": [("tu-phap", "Tư pháp")], "content/topics.toml": [("so-lieu", "Số liệu")]}, WIDGETS
)
CONFIGURATION = configuration(Setup(article_schema(TAGS), page_schema(), TABLES, CHOICES, "/admin/api/x"))
STORIES, PAGES, PAPER = CONFIGURATION["collections"]


def names(record: Record) -> Any:
    """The keys of a schema as a tree."""
    tree = {}
    for key in record.keys:
        kind = key.type.of if isinstance(key.type, Many) else key.type
        tree[key.name] = names(kind) if isinstance(kind, Record) else None
    return tree


def fields(configured: list[dict[str, Any]]) -> Any:
    return {field["name"]: fields(field["fields"]) if "fields" in field else None for field in configured}


def every(configured: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in configured:
        yield field
        yield from every(field.get("fields", []))


def test_every_key_of_a_story_has_its_field() -> None:
    assert fields(STORIES["fields"]) == {**names(article_schema(TAGS)), "body": None}
    assert fields(PAGES["fields"]) == {**names(page_schema()), "body": None}


def test_every_key_of_the_tables_has_its_field() -> None:
    assert {file["file"]: fields(file["fields"]) for file in PAPER["files"]} == {
        f"content/{name}": names(record) for name, record in TABLES.items()
    }


def test_what_a_field_offers_comes_from_schema_and_tables() -> None:
    by_name = {field["name"]: field for field in STORIES["fields"]}
    assert [option["value"] for option in by_name["kind"]["options"]] == [str(kind) for kind in Kind]
    assert [option["value"] for option in by_name["status"]["options"]] == [str(status) for status in StoryStatus]
    assert [option["value"] for option in by_name["source_tag"]["options"]] == list(TAGS)
    assert by_name["section"]["options"] == [{"value": "tu-phap", "label": "Tư pháp"}]
    assert (
        by_name["topics"] | {"multiple": True, "options": [{"value": "so-lieu", "label": "Số liệu"}]}
        == by_name["topics"]
    )
    assert {field["widget"] for field in by_name["image"]["fields"]} >= {"toasoan-picture", "toasoan-focal", "boolean"}
    assert by_name["sapo"]["pattern"][0] == "^[\\s\\S]{0,1000}$"
    assert by_name["sapo"]["required"]


def test_labels_are_words_and_stories_are_never_deleted() -> None:
    for field in every([*STORIES["fields"], *PAGES["fields"], *PAPER["files"][0]["fields"]]):
        assert field["label"][0].isupper() or not field["label"][0].isalpha(), field
        assert field["name"] in field["hint"] or field["name"] == "body"
    assert not STORIES["delete"]
    assert not PAGES["delete"]
    assert not PAPER["delete"]
    json.dumps(CONFIGURATION)
