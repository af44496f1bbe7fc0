"""What holds between files: permanent numbers are given once, and everything pointed to exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from newsroom.content.read_article import ReadArticle, SourceSettings
from newsroom.model.article import StoryStatus
from newsroom.model.names import Named, Section
from newsroom.sources.paper_tables import ReadTables
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.nearest import hint_for, quoted
from portal.schema.nearest import nearest as near_names
from portal.vietnam.provinces import Province, Vintage, find, nearest
from portal.vietnam.text import HANOI, slugify

_ = Translator(__file__)
# A part that was withdrawn, or is not yet written, may be another story now.
_UNCOUNTED = (StoryStatus.DRAFT, StoryStatus.RETRACTED)


def check_unique(read: Sequence[ReadArticle], reading: SourceSettings, problems: Reporter) -> None:
    """No id stands in two files, whatever their status. Headlines recur, and so may slugs: the id is in the address."""
    first: dict[int, str] = {}
    for story in read:
        if story.front is None or "id" in story.front.broken:
            continue
        number, display_path = story.front.id, reading.display_path(story.path)
        if number in first:
            message = _("{key} {value} is that of {path} too", key="id", value=number, path=first[number])
            line = story.front.lines.get("id", 1)
            hint = _("give this story another one")
            problems.add(Problem(message, display_path, line, hint=hint, code="duplicate-id"))
        first.setdefault(number, display_path)


def with_slugs(story: ReadArticle, tables: ReadTables) -> ReadArticle:
    """`story` with the slugs of sections, authors and topics that it calls by their names in the tables."""
    front = story.front
    if front is None:
        return story
    section = _slug_of(front.section, tables.sections)
    authors = tuple(_slug_of(slug, tables.authors) for slug in front.authors)
    topics = tuple(_slug_of(slug, tables.topics) for slug in front.topics)
    if (section, authors, topics) == (front.section, front.authors, front.topics):
        return story
    return replace(story, front=replace(front, section=section, authors=authors, topics=topics))


def _slug_of(written: str, table: Mapping[str, Named | Section] | None) -> str:
    """The slug of the entry that is called so; front matter has the folded name."""
    if not table or written in table:
        return written
    alike = [slug for slug, entry in table.items() if slugify(entry.name, longest=120) == written]
    return alike[0] if len(alike) == 1 else written


def check_references(
    read: Sequence[ReadArticle], ids: Collection[int], tables: ReadTables, reading: SourceSettings, problems: Reporter
) -> None:
    """Sections, authors, topics, provinces and pinned stories of these files, published or not.

    Args: ids: of all stories.
    """
    known_sections = tables.sections
    for story in read:
        front = story.front
        if front is None:
            continue
        place = _Place(reading.display_path(story.path), front.lines, problems)
        sections = () if "section" in front.broken else (front.section,)
        place.known("section", sections, known_sections, "content/sections.toml")
        place.known("authors", front.authors, tables.authors, "content/authors.toml")
        place.known("topics", front.topics, tables.topics, "content/topics.toml")
        if front.province and province_of(front.province, front.date) is None:
            names = nearest(front.province, Vintage.at(_day(front.date)), 1)
            hint = _("did you mean {names}?", names=quoted(names)) if names else ""
            place.fault("province", _("{value} is not a province", value=front.province), hint)
        for number in front.related:
            if number not in ids or number == front.id:
                place.fault(
                    "related", _("there is no other story with the id {id}", id=number), _("write the id of a story")
                )


def province_of(slug: str, moment: datetime) -> Province | None:
    """The unit that the slug or folded name means, of the division of that day where it has one, else of the other."""
    for vintage in (Vintage.at(_day(moment)), *Vintage):
        unit = find(slug, vintage) or find(slug.replace("-", " "), vintage)
        if unit:
            return unit
    return None


def _day(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()


def check_series(read: Sequence[ReadArticle], tables: ReadTables, reading: SourceSettings, problems: Reporter) -> None:
    """Every story of a series says which part it is, and no other one is the same."""
    first: dict[tuple[str, int], str] = {}
    for story in read:
        front = story.front
        if front is None or tables.topics is None or "part" in front.broken:
            continue
        display_path = reading.display_path(story.path)
        place = _Place(display_path, front.lines, problems)
        series = [topic for slug in dict.fromkeys(front.topics) if (topic := tables.topics.get(slug)) and topic.series]
        if len(series) > 1:
            names = ", ".join(topic.slug for topic in series)
            place.fault("topics", _("a story is part of one series; this one has: {names}", names=names))
        elif not series and front.part:
            hint = _("add the series to topics, or remove part")
            place.fault("part", _("part stands in a story of no series"), hint)
        elif series and not front.part and front.status is not StoryStatus.DRAFT:
            hint = _("add part: with its number")
            place.fault("topics", _("a story of the series {name} says which part it is", name=series[0].name), hint)
        elif series and front.part:
            _check_part(series[0], front.part, display_path, place, first if front.status not in _UNCOUNTED else {})


def _check_part(series: Named, part: int, display_path: str, place: _Place, first: dict[tuple[str, int], str]) -> None:
    other = first.setdefault((series.slug, part), display_path)
    if series.parts and part > series.parts:
        message = _("part {number} of a series that has {parts} parts", number=part, parts=series.parts)
        place.fault("part", message, _("correct it, or parts of the series in content/topics.toml"))
    elif other != display_path:
        message = _("{key} {value} is that of {path} too", key="part", value=part, path=other)
        place.fault("part", message, _("give this story another one"))


class _Place:
    """Where the references of one file are reported."""

    def __init__(self, display_path: str, lines: Mapping[str, int], problems: Reporter) -> None:
        self._display_path, self._lines, self._problems = display_path, lines, problems

    def fault(self, key: str, message: str, hint: str = "") -> None:
        other = {"authors": "author", "topics": "tags", "section": "category"}.get(key, key)
        line = self._lines.get(key, self._lines.get(other, 1))
        self._problems.add(
            Problem(message, self._display_path, line, hint=hint, code="series" if key == "part" else f"unknown-{key}")
        )

    def known(self, key: str, slugs: Iterable[str], table: Mapping[str, object] | None, file: str) -> None:
        if table is None:
            return  # it could not be read, which has been told
        for slug in slugs:
            if slug not in table:
                hint = hint_for(slug, table) if near_names(slug, table) else _("add it to {file}", file=file)
                self.fault(key, _("{value} is not in {file}", value=slug or "''", file=file), hint)
