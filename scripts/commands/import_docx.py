"""Bring documents of Word in as drafts: their text, tables, notes and pictures, with what a person must decide."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from importing.text.story_file import ImportedStory, story_file
from importing.word.changes import TrackedChanges
from importing.word.document import WordReading, WordStory, notes_of, read_document
from newsroom.model.names import Named, Section
from newsroom.model.options import NewsroomOptions
from newsroom.sources.paper_tables import read_paper_tables
from newsroom.sources.skeleton import PLACEHOLDER, free_id
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.vietnam.text import HANOI, slugify

from .build import read_moment
from .check_content import ContentCheck, run
from .exit_status import status_of
from .new_story import section_named, taken_numbers

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(argv)
    return status_of(lambda: _import_all(arguments, read_moment(arguments.at)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/import-docx", description=_("Bring documents of Word in as drafts of stories.")
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("documents of Word (.docx)"))
    parser.add_argument("--section", required=True, metavar="NAME", help=_("slug or name from content/sections.toml"))
    parser.set_defaults(changes=TrackedChanges.REFUSE)
    changes = parser.add_mutually_exclusive_group()
    changes.add_argument(
        "--accept-changes",
        dest="changes",
        action="store_const",
        const=TrackedChanges.ACCEPT,
        help=_("take tracked changes; without a choice a document that has some is refused"),
    )
    changes.add_argument(
        "--reject-changes",
        dest="changes",
        action="store_const",
        const=TrackedChanges.REJECT,
        help=_("undo tracked changes: the text as it was before them"),
    )
    parser.add_argument("--at", metavar="ISO", help=_("date of the story (default: now)"))
    parser.add_argument("--content", type=Path, default=ROOT / "content", metavar="DIR", help=_("content folder"))
    return parser


@dataclass(frozen=True)
class _Desk:
    """Where stories go and what they are checked against."""

    content: Path
    section: Section
    authors: Mapping[str, Named]
    moment: datetime
    changes: TrackedChanges

    @property
    def folder(self) -> Path:
        upper = (self.section.parent or self.section).slug
        return self.content / "articles" / upper / str(self.moment.astimezone(HANOI).year)


def _import_all(arguments: argparse.Namespace, moment: datetime) -> int:
    problems = Reporter()
    tables = read_paper_tables(arguments.content, problems)
    problems.raise_if_any()
    section = section_named(arguments.section, tables.sections or {})
    desk = _Desk(arguments.content, section, tables.authors or {}, moment, arguments.changes)
    taken = set(taken_numbers(arguments.content / "articles"))
    written = []
    for file in arguments.files:
        with problems.collecting():
            path = _import_one(file, desk, taken)
            written.append(path)
    for problem in problems:
        print(problem, file=sys.stderr)
    if written:
        run(ContentCheck(tuple(written)))
    return 1 if problems else 0


def _import_one(file: Path, desk: _Desk, taken: set[int]) -> Path:
    name = slugify(file.stem, 60) or "bai"
    folder = f"media/{name}"
    path = desk.folder / f"{name}.md"
    if path.exists() or (desk.content / folder).exists():
        hint = _("rename the document, or take the old story and its pictures away")
        raise Problem(_("{path} is there already", path=path), file, hint=hint, code="exists")
    if not file.is_file():
        raise Problem(_("there is no such file"), file, code="missing-file")
    names = {author.name: slug for slug, author in desk.authors.items()}
    alt = _("what the picture shows")
    tags = NewsroomOptions().source_tags
    reading = WordReading(folder, tags, tuple(names), desk.changes, f"{PLACEHOLDER}: {alt}")
    story = read_document(file, str(file), reading)
    number = free_id(desk.moment, taken)
    taken.add(number)
    _write(desk, path, folder, story, _imported(story, desk, number, names))
    for line in _told(story, path, desk.changes):
        print(line)
    return path


def _imported(story: WordStory, desk: _Desk, number: int, names: Mapping[str, str]) -> ImportedStory:
    parts, headline, lead = story.recognised, _("headline"), _("lead")
    return ImportedStory(
        id=number,
        title=parts.title or f"{PLACEHOLDER}: {headline}",
        sapo=parts.sapo or f"{PLACEHOLDER}: {lead}",
        date=desk.moment,
        section=desk.section.slug,
        text=story.text or PLACEHOLDER,
        source_tag=parts.source_tag,
        authors=(names[parts.author],) if parts.author else (),
        status="draft",
        guessed=frozenset(parts.guessed),
    )


def _write(desk: _Desk, path: Path, folder: str, story: WordStory, imported: ImportedStory) -> None:
    if story.pictures:
        (desk.content / folder).mkdir(parents=True)
        for picture in story.pictures:
            (desk.content / folder / picture.name).write_bytes(picture.data)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(story_file(imported))


def _told(story: WordStory, path: Path, changes: TrackedChanges) -> Iterator[str]:
    """What was done, and what a person must decide."""
    yield _("{path} is a draft with {count} pictures", path=path, count=len(story.pictures))
    yield from (f"  {note}" for note in notes_of(story))
    if story.plain.changes:
        if changes is TrackedChanges.ACCEPT:
            yield "  " + _("{count} tracked changes were taken", count=story.plain.changes)
        else:
            yield "  " + _("{count} tracked changes were undone", count=story.plain.changes)
    parts = story.recognised
    guessed = {"title": parts.title, "sapo": parts.sapo, "authors": parts.author}
    for key, value in guessed.items():
        if key in parts.guessed:
            yield "  " + _("decide: is {key} “{value}”?", key=key, value=value[:80])
        elif not value and key != "authors":
            yield "  " + _("decide: write {key}", key=key)
    if parts.signature:
        yield "  " + _("decide: is “{name}” the writer? content/authors.toml has no such name", name=parts.signature)
    for name in story.left_out:
        yield "  " + _("decide: {name} did not come along", name=name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
