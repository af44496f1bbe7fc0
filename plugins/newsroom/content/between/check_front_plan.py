"""What the plan of the front page points to exists, and the stories can stand where they are pinned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsroom.body.briefs import is_brief
from newsroom.content.read_article import ReadArticle
from newsroom.model.article import Kind, StoryStatus
from newsroom.sources.front_plan_file import FrontPlanFile
from newsroom.sources.paper_tables import ReadTables
from portal.errors import Problem
from portal.i18n import Translator
from portal.schema.nearest import hint_for
from portal.schema.source_file import Path, SourceFile

_ = Translator(__file__)


def check_front_plan(front: FrontPlanFile, stories: Sequence[ReadArticle], tables: ReadTables) -> None:
    """Faults at their lines; a story that waits for its time takes its place when it comes."""
    if front.file is None:
        return
    known = {story.front.id: story for story in stories if story.front}
    for number, path in _ids(front.file):
        _check_story(number, path, front.file, known)
    hero = known.get(front.plan.hero.story) if front.plan.hero else None
    if hero is not None and _is_brief(hero):
        _warn(front.file, _("a brief of one sentence cannot lead the page"), ("hero", "story"), "brief-leads")
    zones = front.file.values.get("zone", ())
    for place, zone in enumerate(front.plan.zones if len(front.plan.zones) == len(zones) else ()):
        for key, slug, table in (
            ("section", zone.section, tables.sections),
            ("topic", zone.topic, tables.topics),
        ):
            if slug and table is not None and slug not in table:
                file = f"content/{key}s.toml"
                message = _("{value} is not in {file}", value=slug, file=file)
                front.file.report(message, "zone", place, key, hint=hint_for(slug, table), code=f"unknown-{key}")


def _is_brief(story: ReadArticle) -> bool:
    body, front = story.body, story.front
    if body is None or front is None or front.kind is not Kind.NEWS:
        return False
    return is_brief(body.text, body.html)


def _check_story(number: int, path: Path, file: SourceFile, known: Mapping[int, ReadArticle]) -> None:
    story = known.get(number)
    if story is None or story.front is None:
        message = _("there is no story with the id {id}", id=number)
        file.report(message, *path, hint=_("write the id of a story"), code="unknown-story")
        return
    status = story.front.status
    if status is not StoryStatus.PUBLISHED:  # one whose time has not come takes its place when it comes
        message = _("story {id} is {status} and does not stand there", id=number, status=status.value)
        _warn(file, message, path, "pinned-unpublished")


def _warn(file: SourceFile, message: str, path: Path, code: str) -> None:
    hint = _("the place is filled automatically")
    file.problems.add(Problem(message, file.path, file.line(*path), hint=hint, code=code, severity="warning"))


def _ids(file: SourceFile) -> Iterator[tuple[int, Path]]:
    """Every id of a story in the file, with its place."""
    for name in ("hero", "breaking"):
        yield from _ids_of(file.values.get(name), (name,))
    for name in ("top", "zone"):
        entries = file.values.get(name)
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            yield from _ids_of(entry, (name, number))


def _ids_of(entry: object, path: Path) -> Iterator[tuple[int, Path]]:
    if not isinstance(entry, dict):
        return
    if _is_id(entry.get("story")):
        yield entry["story"], (*path, "story")
    for key in ("related", "stories"):
        numbers = entry.get(key)
        for place, number in enumerate(numbers if isinstance(numbers, list) else ()):
            if _is_id(number):
                yield number, (*path, key, place)


def _is_id(value: object) -> bool:
    return type(value) is int and value >= 1
