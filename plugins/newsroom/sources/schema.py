"""The one schema of front matter: validation and the editors' reference (reference.py) are derived from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from newsroom.model.article import Kind, StoryStatus
from newsroom.model.media import CoverWords
from newsroom.model.parts import AiLabel, Correction, Guest
from portal.i18n import Translator
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import Node, SourceFile
from portal.schema.value_types import Address, Choice, Flag, Line, Moment, Slug, SlugReference, WholeNumber
from portal.vietnam.text import HANOI, slugify

_ = Translator(__file__)
gettext = _.later
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
    cover: str = ""


@dataclass(frozen=True)
class RetractionFacts:
    """Why and when a story was withdrawn."""

    date: datetime
    reason: str


@dataclass(frozen=True)
class AttachmentFacts:
    """A document beside the story, as the editor named it; `file` is a path under content/media/."""

    file: str
    title: str
    note: str = ""


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
    status: StoryStatus = StoryStatus.PUBLISHED
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
    home_title: str = ""
    attachments: tuple[AttachmentFacts, ...] = ()
    ended: datetime | None = None
    part: int | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    @property
    def begins(self) -> datetime:
        """When readers may see it first."""
        return max(self.date, self.embargo or self.date)

    def is_out(self, moment: datetime) -> bool:
        """Whether readers may see the story at `moment`."""
        return self.status not in (StoryStatus.DRAFT, StoryStatus.RETRACTED) and self.begins <= moment


@dataclass(frozen=True)
class Focal:
    """The point of a picture that a crop must keep, as two percentages from the left and the top."""

    def read(self, node: Node) -> tuple[int, int]:
        match = re.fullmatch(r"(\d{1,3})%?[ ,]+(\d{1,3})%?", str(node.value))
        if not match or max(int(match.group(1)), int(match.group(2))) > 100:
            raise node.unfit(_("write {what}", what=self.describe()))
        return (int(match.group(1)), int(match.group(2)))

    def describe(self) -> str:
        return _("two percentages, from the left and from the top, such as 50% 30%")


IMAGE = Record(
    (
        Key("src", Line(200), gettext("path of the picture from content/media/"), "2024/hop-bao.jpg", required=True),
        Key(
            "alt",
            Line(300),
            gettext("what the picture shows, for readers who do not see it"),
            "Hội trường …",
            required=True,
        ),
        Key("caption", Line(500), gettext("caption under the picture; not the headline again")),
        Key("credit", Line(200), gettext("who took or drew it"), "Ảnh: Hoàng Lan"),
        Key("illustration", Flag(), gettext("drawn, not photographed"), "true"),
        Key("focal", Focal(), gettext("the point that a crop must keep"), "50% 30%"),
        Key(
            "cover",
            Choice(tuple(CoverWords)),
            gettext("for a big story: the picture across the whole page, the headline `over` or `under` it"),
            "under",
        ),
    )
)
GUEST = Record(
    (
        Key("name", Line(100), gettext("name of the interviewed person"), "Nguyễn Văn A", required=True),
        Key("title", Line(200), gettext("title or post")),
        Key("organisation", Line(200), gettext("body that the guest speaks for")),
        Key("reviewed", Flag(), gettext("the guest has read the answers before print"), "true"),
    )
)
CORRECTION = Record(
    (
        Key("date", Moment(), gettext("when the correction was published"), "2024-04-18", required=True),
        Key("wrong", Line(1000), gettext("what had been printed"), "…", required=True),
        Key("right", Line(1000), gettext("what is right"), "…", required=True),
        Key("apology", Line(500), gettext("words of apology")),
    )
)
AI = Record(
    (
        Key("used", Flag(), gettext("AI was used in making the story"), "true", required=True),
        Key("what", Line(300), gettext("what it was used for"), "dịch bản nháp"),
    )
)
ATTACHMENT = Record(
    (
        Key("file", Line(200), gettext("path of the document from content/media/"), "2024/cong-van.pdf", required=True),
        Key("title", Line(200), gettext("what it is, as readers see it"), "Công văn số …", required=True),
        Key("note", Line(300), gettext("where it comes from, or what is to be found in it")),
    )
)
WAIVER = Record(
    (
        Key("rule", Line(60), gettext("code of a rule of docs/rules/"), "phone-number", required=True),
        Key(
            "text", Line(200), gettext("where the rule does not apply; the whole story where left out"), "0912 345 678"
        ),
        Key("reason", Line(300), gettext("why it does not apply"), "Số của văn phòng.", required=True),
    )
)
_WAIVERS = Key("waivers", Many(WAIVER), gettext("rules of the proofreader that do not apply here"))

RETRACTION = Record(
    (
        Key("date", Moment(), gettext("when the story was withdrawn"), "2024-04-18T09:00:00+07:00", required=True),
        Key("reason", Line(1000), gettext("why, as readers are told"), "…", required=True),
    )
)


_FIRST = (
    Key(
        "id",
        WholeNumber(1),
        gettext("permanent number, part of the address, never used again"),
        "384250",
        required=True,
    ),
    Key("title", Line(200), gettext("headline"), "Yên Bái thi hành xong gần 1.600 việc", required=True),
    Key(
        "slug",
        Slug(),
        gettext("words of the address; made from the headline where left out"),
        "yen-bai-thi-hanh-xong",
    ),
    Key("home_title", Line(120), gettext("shorter headline for the front page"), "Yên Bái: gần 1.600 việc xong"),
    Key("kicker", Line(80), gettext("short line over the headline")),
    Key("sapo", Line(1000), gettext("the lead, without the source tag"), "Trong 6 tháng …", True, ("summary",)),
)
_FURTHER = (
    Key("source_note", Line(500), gettext("note on where the story comes from, under the text")),
    Key(
        "authors",
        Many(SlugReference("content/authors.toml")),
        gettext("who wrote it"),
        "[ban-bien-tap]",
        aliases=("author",),
    ),
    Key("date", Moment(), gettext("date of the story"), "2024-04-17T16:05:00+07:00", required=True),
    Key("modified", Moment(), gettext("last change that readers should know of"), "2024-04-18T09:00:00+07:00"),
    Key(
        "section",
        SlugReference("content/sections.toml"),
        gettext("upper section or sub-section"),
        "thi-hanh-an",
        True,
        ("category",),
    ),
    Key(
        "topics",
        Many(SlugReference("content/topics.toml")),
        gettext("topics, most important first"),
        "[thi-hanh-an]",
        aliases=("tags",),
    ),
    Key(
        "province",
        SlugReference("plugins/portal/vietnam/provinces.py"),
        gettext("province that the story is about"),
        "yen-bai",
    ),
    Key("kind", Choice(tuple(Kind)), gettext("form of the story; `news` where left out"), "interview"),
    Key("guest", GUEST, gettext("who is interviewed, or answers readers (kinds interview, advice)")),
    Key("ended", Moment(), gettext("when the live story ended (kind live)"), "2024-04-17T18:00:00+07:00"),
    Key("image", IMAGE, gettext("lead picture")),
    Key("attachments", Many(ATTACHMENT, most=20), gettext("documents beside the story: PDF, DOCX, XLSX, ODT, ODS")),
    Key("part", WholeNumber(1, 99), gettext("which part of its series it is"), "2"),
    Key("related", Many(WholeNumber(1), most=10), gettext("ids that stand first under “Đọc thêm”"), "[384249, 384251]"),
    Key(
        "status",
        Choice(tuple(StoryStatus)),
        gettext("`published` where left out; `hidden` stands in no list; `retracted` leaves a notice"),
        "draft",
    ),
    Key(
        "embargo",
        Moment(),
        gettext("nothing of the story is shown before this moment"),
        "2024-04-18T06:00:00+07:00",
    ),
    Key("retraction", RETRACTION, gettext("when and why it was withdrawn (status retracted)")),
    Key(
        "aliases",
        Many(Address()),
        gettext("addresses of an older system that lead to this story"),
        "[/thoi-su/bai-cu-d1234.html]",
    ),
    Key("corrections", Many(CORRECTION), gettext("corrections, newest last")),
    Key("ai", AI, gettext("label for the use of AI")),
    _WAIVERS,
)


@cache
def article_schema(source_tags: tuple[str, ...]) -> Record:
    """All keys of an article, in the order of the reference."""
    source_tag = Key("source_tag", Choice(source_tags), gettext("printed before the lead, in brackets"), "PLVN")
    return Record((*_FIRST, source_tag, *_FURTHER))


@cache
def page_schema() -> Record:
    """Keys of a page in content/pages/."""
    return Record(
        (
            Key("title", Line(200), gettext("heading of the page"), "Giới thiệu", required=True),
            Key("slug", Slug(), gettext("address; the name of the file where left out"), "gioi-thieu"),
            Key("description", Line(300), gettext("one sentence for search engines"), "…", required=True),
            Key("modified", Moment(), gettext("last change that readers should know of"), "2024-04-18"),
            _WAIVERS,
        )
    )


# Long ago and nowhere: what stands for a required key that is missing or wrong.
_STAND_INS = {"id": 0, "title": "", "sapo": "", "section": "", "date": datetime(1970, 1, 1, tzinfo=HANOI)}


def read_front_matter(file: SourceFile, schema: Record) -> FrontMatter:
    """Checked front matter, as much of it as is sound; what is wrong is reported to the file's reporter."""
    values = schema.read(file.root)
    broken = frozenset(key.name for key in schema.keys if key.required and key.name not in values)
    values = {**{key: _STAND_INS[key] for key in broken}, **values}
    _check_sense(values, file, schema.by_name["source_tag"].type)
    values = _with_groups(values)
    values.setdefault("slug", slugify(values["title"]) or "bai")
    return FrontMatter(**values, lines={str(key): file.line(key) for key in file.values}, broken=broken)


def _with_groups(values: Mapping[str, Any]) -> dict[str, Any]:
    """Groups as their dataclasses. An incomplete group was reported and is left out."""
    whole = dict(values)
    groups = (("image", IMAGE, ImageFacts), ("guest", GUEST, Guest), ("ai", AI, AiLabel))
    for name, record, kind in (*groups, ("retraction", RETRACTION, RetractionFacts)):
        group = whole.pop(name, None)
        if group is not None and record.is_complete(group):
            whole[name] = kind(**group)
    if "attachments" in whole:
        documents = (group for group in whole["attachments"] if ATTACHMENT.is_complete(group))
        whole["attachments"] = tuple(AttachmentFacts(**group) for group in documents)
    if "corrections" in whole:
        corrections = (group for group in whole["corrections"] if CORRECTION.is_complete(group))
        whole["corrections"] = tuple(Correction(**group) for group in corrections)
    return whole


def _check_sense(values: Mapping[str, Any], file: SourceFile, tags: Any) -> None:
    """What holds between keys."""
    if (modified := values.get("modified")) and modified < values["date"]:
        file.report(_("modified is earlier than date"), "modified", hint=_("correct one of the two"), code="date")
    tag = _TYPED_TAG.match(values["sapo"])
    if tag and (tag.group(1) or tag.group(2) in tags.values):
        hint = _("remove it and write source_tag: {tag}", tag=tag.group(1) or tag.group(2))
        message = _("the lead begins with a source tag")
        file.report(message, "sapo" if "sapo" in file.values else "summary", hint=hint, code="source-tag-in-sapo")
    if values.get("kind") == Kind.INTERVIEW and not {"guest"} & {*values, *file.unread}:
        hint = _("add guest: with name: under it")
        file.report(_("an interview needs a guest"), "kind", hint=hint, code="interview-guest")
    if values.get("kind") == Kind.ADVICE and not {"guest"} & {*values, *file.unread}:
        hint = _("add guest: with name: under it")
        file.report(_("questions of readers need a guest who answers"), "kind", hint=hint, code="advice-guest")
    _check_end(values, file)
    draft = values.get("status") == StoryStatus.DRAFT
    if values.get("kind") == Kind.OPINION and not draft and not {"authors", "author"} & {*values, *file.unread}:
        hint = _("add authors: with a slug of content/authors.toml")
        file.report(_("an opinion needs its author"), "kind", hint=hint, code="opinion-author")
    _check_retraction(values, file)
    if values.get("kind") == Kind.CORRECTION and not (values.get("corrections") or "corrections" in file.unread):
        hint = _("add corrections: with date:, wrong: and right: under it")
        file.report(_("a correction says nothing of what it corrects"), "kind", hint=hint, code="correction")


def _check_end(values: Mapping[str, Any], file: SourceFile) -> None:
    ended = values.get("ended")
    if ended and values.get("kind") != Kind.LIVE:
        hint = _("write kind: live, or remove ended:")
        file.report(_("ended stands in a story that is not live"), "ended", hint=hint, code="live-ended")
    elif ended and ended < values["date"]:
        file.report(_("ended is earlier than date"), "ended", hint=_("correct one of the two"), code="date")


def _check_retraction(values: Mapping[str, Any], file: SourceFile) -> None:
    retracted = values.get("status") == StoryStatus.RETRACTED
    if retracted and "retraction" not in {*values, *file.unread}:
        hint = _("add retraction: with date: and reason: under it")
        file.report(_("a retracted story must say when and why"), "status", hint=hint, code="retraction")
    if not retracted and "retraction" in values:
        hint = _("write status: retracted, or remove retraction:")
        file.report(_("retraction stands in a story that is not retracted"), "retraction", hint=hint, code="retraction")
