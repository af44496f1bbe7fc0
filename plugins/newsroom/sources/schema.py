"""The one schema of front matter: validation and the editors' reference (reference.py) are derived from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from newsroom.model.article import AiLabel, Correction, Guest, Kind, Status
from portal.errors import Problem
from portal.i18n import Translator
from portal.vietnam.text import HANOI, slugify

from .front_matter import Group
from .schema_groups import Field, Many, Record
from .schema_types import Address, Choice, Faults, Flag, Focal, Moment, Number, Reference, Slug, Text, gettext

_ = Translator(__file__)
# `(PLVN) - …` whatever the tag; without brackets only a tag of the paper, for a lead may begin "UNICEF – …".
_TYPED_TAG = re.compile(r"\(([A-ZĐ]{2,10})\)\s*[-–—:]?|([A-ZĐ]{2,10})\s*[-–—]")


@dataclass(frozen=True)
class ImageFacts:
    """The lead picture as the editor named it; `src` is a path under content/media/."""

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    illustration: bool = False
    focal: tuple[int, int] = (50, 50)


@dataclass(frozen=True)
class RetractionFacts:
    """Why and when a story was withdrawn."""

    date: datetime
    reason: str


@dataclass(frozen=True)
class FrontMatter:
    """Checked front matter of an article. Slugs are not yet looked up; `lines` gives the line of each key.

    `broken` names required keys that are missing or wrong. A stand-in is in their place, so that everything else of the
    file is checked in the same run; nothing is ever made of such a story.
    """

    id: int
    title: str
    slug: str
    sapo: str
    date: datetime
    section: str
    kind: Kind = Kind.NEWS
    status: Status = Status.PUBLISHED
    kicker: str = ""
    source_tag: str = ""
    source_note: str = ""
    modified: datetime | None = None
    embargo: datetime | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    province: str = ""
    guest: Guest | None = None
    image: ImageFacts | None = None
    related: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    ai: AiLabel = field(default_factory=AiLabel)
    retraction: RetractionFacts | None = None
    aliases: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


IMAGE = Record(
    (
        Field("src", Text(200), gettext("path of the picture from content/media/"), "2024/hop-bao.jpg", required=True),
        Field(
            "alt",
            Text(300),
            gettext("what the picture shows, for readers who do not see it"),
            "Hội trường …",
            required=True,
        ),
        Field("caption", Text(500), gettext("caption under the picture; not the headline again")),
        Field("credit", Text(200), gettext("who took or drew it"), "Ảnh: Hoàng Lan"),
        Field("illustration", Flag(), gettext("drawn, not photographed"), "true"),
        Field("focal", Focal(), gettext("the point that a crop must keep"), "50% 30%"),
    )
)
GUEST = Record(
    (
        Field("name", Text(100), gettext("name of the interviewed person"), "Nguyễn Văn A", required=True),
        Field("title", Text(200), gettext("title or post")),
        Field("organisation", Text(200), gettext("body that the guest speaks for")),
        Field("reviewed", Flag(), gettext("the guest has read the answers before print"), "true"),
    )
)
CORRECTION = Record(
    (
        Field("date", Moment(), gettext("when the correction was published"), "2024-04-18", required=True),
        Field("wrong", Text(1000), gettext("what had been printed"), "…", required=True),
        Field("right", Text(1000), gettext("what is right"), "…", required=True),
        Field("apology", Text(500), gettext("words of apology")),
    )
)
AI = Record(
    (
        Field("used", Flag(), gettext("AI was used in making the story"), "true", required=True),
        Field("what", Text(300), gettext("what it was used for"), "dịch bản nháp"),
    )
)

RETRACTION = Record(
    (
        Field("date", Moment(), gettext("when the story was withdrawn"), "2024-04-18T09:00:00+07:00", required=True),
        Field("reason", Text(1000), gettext("why, as readers are told"), "…", required=True),
    )
)


_FIRST = (
    Field(
        "id",
        Number(),
        gettext("permanent number, part of the address, never used again"),
        "384250",
        required=True,
    ),
    Field("title", Text(200), gettext("headline"), "Yên Bái thi hành xong gần 1.600 việc", required=True),
    Field(
        "slug",
        Slug(),
        gettext("words of the address; made from the headline where left out"),
        "yen-bai-thi-hanh-xong",
    ),
    Field("kicker", Text(80), gettext("short line over the headline")),
    Field("sapo", Text(1000), gettext("the lead, without the source tag"), "Trong 6 tháng …", True, ("summary",)),
)
_FURTHER = (
    Field("source_note", Text(500), gettext("note on where the story comes from, under the text")),
    Field(
        "authors",
        Many(Reference("content/authors.toml")),
        gettext("who wrote it"),
        "[ban-bien-tap]",
        aliases=("author",),
    ),
    Field("date", Moment(), gettext("date of the story"), "2024-04-17T16:05:00+07:00", required=True),
    Field("modified", Moment(), gettext("last change that readers should know of"), "2024-04-18T09:00:00+07:00"),
    Field(
        "section",
        Reference("content/sections.toml"),
        gettext("upper section or sub-section"),
        "thi-hanh-an",
        True,
        ("category",),
    ),
    Field(
        "topics",
        Many(Reference("content/topics.toml")),
        gettext("topics, most important first"),
        "[thi-hanh-an]",
        aliases=("tags",),
    ),
    Field(
        "province",
        Reference("plugins/portal/vietnam/provinces.py"),
        gettext("province that the story is about"),
        "yen-bai",
    ),
    Field("kind", Choice(tuple(Kind)), gettext("form of the story; `news` where left out"), "interview"),
    Field("guest", GUEST, gettext("who is interviewed (kind interview)")),
    Field("image", IMAGE, gettext("lead picture")),
    Field("related", Many(Number(), most=10), gettext("ids that stand first under “Đọc thêm”"), "[384249, 384251]"),
    Field(
        "status",
        Choice(tuple(Status)),
        gettext("`published` where left out; `hidden` stands in no list; `retracted` leaves a notice"),
        "draft",
    ),
    Field(
        "embargo",
        Moment(),
        gettext("nothing of the story is shown before this moment"),
        "2024-04-18T06:00:00+07:00",
    ),
    Field("retraction", RETRACTION, gettext("when and why it was withdrawn (status retracted)")),
    Field(
        "aliases",
        Many(Address()),
        gettext("addresses of an older system that lead to this story"),
        "[/thoi-su/bai-cu-d1234.html]",
    ),
    Field("corrections", Many(CORRECTION), gettext("corrections, newest last")),
    Field("ai", AI, gettext("label for the use of AI")),
)


@cache
def article_schema(source_tags: tuple[str, ...]) -> Record:
    """All keys of an article, in the order of the reference."""
    source_tag = Field("source_tag", Choice(source_tags), gettext("printed before the lead, in brackets"), "PLVN")
    return Record((*_FIRST, source_tag, *_FURTHER))


@cache
def page_schema() -> Record:
    """Keys of a page in content/pages/."""
    return Record(
        (
            Field("title", Text(200), gettext("heading of the page"), "Giới thiệu", required=True),
            Field("slug", Slug(), gettext("address; the name of the file where left out"), "gioi-thieu"),
            Field("description", Text(300), gettext("one sentence for search engines"), "…", required=True),
            Field("modified", Moment(), gettext("last change that readers should know of"), "2024-04-18"),
        )
    )


# Long ago and nowhere: what stands for a required key that is missing or wrong.
_STAND_INS = {"id": 0, "title": "", "sapo": "", "section": "", "date": datetime(1970, 1, 1, tzinfo=HANOI)}


def read_front_matter(group: Group, schema: Record, path: str) -> tuple[FrontMatter, list[Problem]]:
    """Checked front matter, as much of it as is sound; and all faults."""
    faults = Faults(path)
    values = schema.read(group, "", faults) or {}
    broken = frozenset(entry.name for entry in schema.fields if entry.required and entry.name not in values)
    values = {**{key: _STAND_INS[key] for key in broken}, **values}
    choices = {entry.name: entry.type.values for entry in schema.fields if isinstance(entry.type, Choice)}
    _check_sense(values, group.keys, choices.get("source_tag", ()), faults)
    made = _values(values)
    made.setdefault("slug", slugify(values["title"]) or "bai")
    return FrontMatter(**made, lines=dict(group.keys), broken=broken), faults.errors


def _values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Groups as their dataclasses, choices as their enumerations. An incomplete group was reported and is left out."""
    made = dict(values)
    for name, record, kind in (
        ("image", IMAGE, ImageFacts),
        ("guest", GUEST, Guest),
        ("ai", AI, AiLabel),
        ("retraction", RETRACTION, RetractionFacts),
    ):
        group = made.pop(name, None)
        if group is not None and _complete(group, record):
            made[name] = kind(**group)
    if "corrections" in made:
        made["corrections"] = tuple(
            Correction(**group) for group in made["corrections"] if _complete(group, CORRECTION)
        )
    for name, choice in (("kind", Kind), ("status", Status)):
        if name in made:
            made[name] = choice(made[name])
    return made


def _complete(group: Mapping[str, Any], record: Record) -> bool:
    return all(entry.name in group for entry in record.fields if entry.required)


def _check_sense(
    values: Mapping[str, Any], lines: Mapping[str, int], source_tags: tuple[str, ...], faults: Faults
) -> None:
    """What holds between keys."""
    if (modified := values.get("modified")) and modified < values["date"]:
        faults.add(_("modified is earlier than date"), lines["modified"], _("correct one of the two"), "date")
    tag = _TYPED_TAG.match(values["sapo"])
    if tag and (tag.group(1) or tag.group(2) in source_tags):
        hint = _("remove it and write source_tag: {tag}", tag=tag.group(1) or tag.group(2))
        message = _("the lead begins with a source tag")
        faults.add(message, lines.get("sapo", lines.get("summary", 1)), hint, "source-tag-in-sapo")
    if values.get("kind") == Kind.INTERVIEW and "guest" not in values:
        hint = _("add guest: with name: under it")
        faults.add(_("an interview needs a guest"), lines.get("kind", 1), hint, "interview-guest")
    retracted = values.get("status") == Status.RETRACTED
    if retracted and not _complete(values.get("retraction", {}), RETRACTION):
        hint = _("add retraction: with date: and reason: under it")
        faults.add(_("a retracted story must say when and why"), lines.get("status", 1), hint, "retraction")
    if not retracted and "retraction" in values:
        hint = _("write status: retracted, or remove retraction:")
        faults.add(_("retraction stands in a story that is not retracted"), lines["retraction"], hint, "retraction")
    if values.get("kind") == Kind.CORRECTION and not values.get("corrections"):
        hint = _("add corrections: with date:, wrong: and right: under it")
        faults.add(_("a correction says nothing of what it corrects"), lines.get("kind", 1), hint, "correction")
