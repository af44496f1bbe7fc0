"""What the browser editor shows of this paper: the schemas of its files, and what their keys may point to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from editing.faithful.story_edit import StoryForm
from editing.forms.fields import Choices
from newsroom.sources.front_matter import split_head
from newsroom.sources.front_plan_file import FRONT_PAGE
from newsroom.sources.front_plan_file import NAME as FRONT_PAGE_FILE
from newsroom.sources.glossary_file import GLOSSARY
from newsroom.sources.glossary_file import NAME as GLOSSARY_FILE
from newsroom.sources.paper_tables import AUTHORS, MASTHEAD, SECTIONS, TOPICS, read_paper_tables
from newsroom.sources.schema import Focal
from portal.errors import Reporter
from portal.i18n import Translator
from portal.schema.records import Record
from portal.vietnam.provinces import Vintage, provinces

_ = Translator(__file__)

TABLES: Mapping[str, Record] = {
    FRONT_PAGE_FILE: FRONT_PAGE,
    "authors.toml": AUTHORS,
    "topics.toml": TOPICS,
    "sections.toml": SECTIONS,
    GLOSSARY_FILE: GLOSSARY,
    "masthead.toml": MASTHEAD,
}
WIDGETS: Mapping[type, str] = {Focal: "toasoan-focal"}


def story_form(record: Record) -> StoryForm:
    def read(text: str, path: str) -> Mapping[str, Any]:
        return split_head(text, path, Reporter()).fields.values

    return StoryForm(record, read)


def choices_of(content: Path) -> Choices:
    """As the tables now are; a table with faults offers what can be read of it."""
    tables = read_paper_tables(content, Reporter())
    sections = [
        (slug, " › ".join(one.name for one in section.trail)) for slug, section in (tables.sections or {}).items()
    ]
    named = {"authors": tables.authors or {}, "topics": tables.topics or {}}
    return Choices(
        {
            "content/sections.toml": sections,
            **{
                f"content/{name}.toml": [(one.slug, one.name) for one in table.values()]
                for name, table in named.items()
            },
            "plugins/portal/vietnam/provinces.py": _provinces(),
        },
        WIDGETS,
    )


def _provinces() -> list[tuple[str, str]]:
    """Of today, then those that are no more."""
    today = {one.slug: one.name for one in provinces(Vintage.UNITS_34)}
    former = {one.slug: one.name for one in provinces(Vintage.UNITS_63) if one.slug not in today}
    return [*today.items(), *((slug, _("{name} (until 30/6/2025)", name=name)) for slug, name in former.items())]


def states() -> dict[str, str]:
    """The columns of the review, by the names that the CMS gives them."""
    return {"draft": _("Draft"), "in_review": _("Waiting for approval"), "ready": _("Approved")}


def lists() -> dict[str, str]:
    """What the CMS does not say in Vietnamese of lists; it puts the name of the list for %{item}."""
    return {"add": _("Add") + ": %{item}", "addType": _("Add an entry")}


def words() -> dict[str, str]:
    """What the scripts of the editor say."""
    return {
        "take": _("Hand in a picture:"),
        "focal": _("Click on what every crop must keep"),
        "picture": _("Insert a picture…"),
        "table": _("Insert a table from Excel…"),
        "dataset": _("Insert a dataset"),
        "alt": _("What the picture shows"),
        "caption": _("Caption | Photo: name"),
        "which": _("Which table?"),
        "publisher": _("Who published the figures?"),
        "additive": _("Which may be added up (no rates, averages, ranks)?"),
        "insert": _("Insert"),
        "leave": _("Leave it"),
        "count": _("words"),
        "clean": _("Nothing to mend."),
        "fault": _("Fault:"),
        "preview": _("The page as readers will see it"),
        "soon": _("The page is shown once it is built, and the story has a headline and a section."),
        "site": _("See the paper"),
    }


def labels() -> dict[str, str]:
    """What the CMS says otherwise, or not in Vietnamese; `%{…}` is what it fills in."""
    return {
        "new": _("New %{collectionLabel}"),
        "view": _("View as"),
        "status": _("State: %{status}"),
        "date": _("D/M"),
        "approve_first": _("Approve it before you publish it."),
    }
