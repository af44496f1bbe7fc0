"""Bring an archive in: a WordPress export or a folder of HTML pages. Run again, it goes on where it stopped."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from importing.archive.bring_in import BringIn, Brought, Meanings
from importing.archive.html_pages import HtmlPages
from importing.archive.names import PaperNames, entries, known_names, missing_names, with_new
from importing.archive.old_story import Lost, OldStory
from importing.archive.settings import ImportSettings, PageSelectors, read_settings
from importing.archive.wordpress import WordPress
from importing.text.story_file import story_file
from newsroom.model.options import NewsroomOptions
from newsroom.sources.paper_tables import read_paper_tables
from newsroom.sources.skeleton import free_id
from portal.errors import PortalError, Reporter
from portal.i18n import Translator
from portal.parallel.seam import packed, run, unpacked
from portal.vietnam.text import HANOI, slugify

from .build import read_moment
from .exit_status import status_of
from .new_story import section_named

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
_ID = re.compile(r"^id:\s*[\"']?(\d+)", re.MULTILINE)
_ALIASES = re.compile(r"^aliases:(.*(?:\n[ \-].*)*)", re.MULTILINE)
_SHOWN = 5  # of each kind of loss


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(argv)
    return status_of(lambda: _bring_all(arguments, read_moment(arguments.at)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/import-archive", description=_("Bring in a WordPress export or a folder of HTML pages.")
    )
    parser.add_argument("source", type=Path, metavar="FILE|DIR", help=_("an export (.xml), or a folder of pages"))
    parser.add_argument("--section", required=True, metavar="NAME", help=_("for stories that name no section"))
    parser.add_argument("--settings", type=Path, metavar="FILE", help=_("TOML: selectors of pages, names of sections"))
    parser.add_argument(
        "--media", type=Path, metavar="DIR", help=_("pictures of the old site, such as wp-content/uploads")
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help=_("what was lost (default: .cache/import-report.txt)")
    )
    parser.add_argument("--at", metavar="ISO", help=_("date of stories that have none (default: now)"))
    parser.add_argument("--content", type=Path, default=ROOT / "content", metavar="DIR", help=_("content folder"))
    return parser


@dataclass(frozen=True)
class _There:
    """What the content folder has already."""

    numbers: set[int]
    addresses: frozenset[str]
    files: set[str]


def _bring_all(arguments: argparse.Namespace, moment: datetime) -> int:
    problems = Reporter()
    tables = read_paper_tables(arguments.content, problems).whole()
    problems.raise_if_any()
    assert tables is not None
    section = section_named(arguments.section, tables.sections).slug
    settings = read_settings(arguments.settings) if arguments.settings else ImportSettings()
    paper = PaperNames(tables.sections, tables.authors, tables.topics)
    lost: list[Lost] = []
    there = _what_is_there(arguments.content / "articles")
    stories = list(_stories(arguments.source, settings, lost))
    fresh = [_dated(story, moment, lost) for story in stories if not _is_there(story, there)]
    names = _extended(arguments.content, fresh, known_names(paper, settings, section, NewsroomOptions().source_tags))
    jobs = list(_numbered(fresh, there, lost))
    written = 0
    for brought in map(unpacked, run(_bring, (names, arguments.media), jobs)):
        _write(arguments.content, brought, there, _folder_of(names, brought, arguments.content))
        lost += brought.lost
        written += 1
    _report(arguments.report or ROOT / ".cache/import-report.txt", lost)
    print(_("{count} stories written, {there} were there already", count=written, there=len(stories) - len(fresh)))
    return 0


def _stories(source: Path, settings: ImportSettings, lost: list[Lost]) -> Iterator[OldStory]:
    if source.is_dir():
        yield from HtmlPages(source, settings.page or PageSelectors(), lost.append).stories()
    elif source.is_file():
        yield from WordPress(source, lost.append).stories()
    else:
        raise PortalError(_("{path}: there is no such file or folder", path=source))


def _what_is_there(articles: Path) -> _There:
    numbers, addresses, files = set[int](), set[str](), set[str]()
    for path in articles.rglob("*.md"):
        text = path.read_text(encoding="utf-8", errors="replace")
        head = text[: text.find("\n---", 3)]
        numbers |= {int(number) for number in _ID.findall(head)}
        for block in _ALIASES.findall(head):
            addresses |= set(re.findall(r"/[^\s,\]\"']+", block))
        files.add(path.relative_to(articles).as_posix())
    return _There(numbers, frozenset(addresses), files)


def _is_there(story: OldStory, there: _There) -> bool:
    if story.address:
        return story.address in there.addresses
    return story.number is not None and story.number in there.numbers


def _dated(story: OldStory, moment: datetime, lost: list[Lost]) -> OldStory:
    if story.date is not None:
        return story
    lost.append(Lost(story.place, "date", _("no date: a draft of today")))
    return replace(story, date=moment, draft=True)


def _extended(content: Path, stories: Iterable[OldStory], names: Meanings) -> Meanings:
    """The names with those that only the archive has, which stand in the paper's tables from now on."""
    new = missing_names(stories, names)
    for name, text in entries(new):
        path = content / name
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")
        print(_("{count} new entries in {path}: look at their names", count=text.count("[["), path=path))
    return with_new(names, new)


def _numbered(stories: Iterable[OldStory], there: _There, lost: list[Lost]) -> Iterator[tuple[OldStory, int]]:
    """Each with its number of old where no story has it; two with one address: the first has it."""
    seen: set[str] = set()
    for story in stories:
        if story.address in seen:
            lost.append(Lost(story.place, "address", _("another story has the address {link}", link=story.address)))
            story = replace(story, address="")
        seen |= {story.address} - {""}
        number = story.number or 0
        if not number or number in there.numbers:
            assert story.date is not None
            number = free_id(story.date, there.numbers)
        there.numbers.add(number)
        yield story, number


def _bring(shared: tuple[Meanings, Path | None], job: tuple[OldStory, int]) -> bytes:
    (names, media), (story, number) = shared, job
    return packed(BringIn(names, media, number).story(story))


def _folder_of(names: Meanings, brought: Brought, content: Path) -> str:
    year = brought.story.date.astimezone(HANOI).year
    return f"{brought.story.section}/{year}"


def _write(content: Path, brought: Brought, there: _There, folder: str) -> None:
    """Pictures first, then the story in one step: a run that was stopped has whole stories only."""
    for name, source in brought.pictures.items():
        target = content / "media" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    story = brought.story
    name = f"{folder}/{story.slug or slugify(story.title) or f'bai-{story.id}'}.md"
    if name in there.files:
        name = f"{name.removesuffix('.md')}-{story.id}.md"
    there.files.add(name)
    path = content / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(story_file(story), encoding="utf-8", newline="\n")
    aside.replace(path)


def _report(path: Path, lost: Sequence[Lost]) -> None:
    """Everything in the file, a few of each kind on the terminal."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{one.code}\t{one.place}\t{one.what}\n" for one in lost), encoding="utf-8")
    for code, count in sorted(Counter(one.code for one in lost).items()):
        print(_("not taken over, {code}: {count}", code=code, count=count))
        for one in [one for one in lost if one.code == code][:_SHOWN]:
            print(f"  {one.place}: {one.what}")
    if lost:
        print(_("all of it stands in {path}", path=path))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
