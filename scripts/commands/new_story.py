"""Begin a story: a draft with its permanent number, in its folder, with every key explained."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from newsroom.model.article import Kind
from newsroom.model.names import Section
from newsroom.model.options import NewsroomOptions
from newsroom.sources.paper_tables import read_paper_tables
from newsroom.sources.schema import article_schema
from newsroom.sources.skeleton import NewStory, free_id, skeleton
from portal.errors import PortalError, Reporter
from portal.i18n import Translator
from portal.schema.nearest import hint_for
from portal.system_errors import in_one_line
from portal.vietnam.text import HANOI, fold, slugify

from .build import read_moment

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
_ID = re.compile(r"^id:\s*[\"']?(\d+)", re.MULTILINE)


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(argv)
    try:
        path = _begin(arguments, read_moment(arguments.at))
    except (PortalError, OSError) as error:
        print(in_one_line(error), file=sys.stderr)
        return 1
    print(_("{path} is a draft; write it, then take the line status: draft away", path=path))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/new-story", description=_("Begin a story: its file, with a permanent number and every key.")
    )
    parser.add_argument("title", nargs="?", default="", help=_("headline, in quotation marks; may come later"))
    parser.add_argument("--section", required=True, metavar="NAME", help=_("slug or name from content/sections.toml"))
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.NEWS.value, help=_("form"))
    parser.add_argument("--author", default="", metavar="SLUG", help=_("slug from content/authors.toml"))
    parser.add_argument("--at", metavar="ISO", help=_("date of the story (default: now)"))
    parser.add_argument("--content", type=Path, default=ROOT / "content", metavar="DIR", help=_("content folder"))
    return parser


def _begin(arguments: argparse.Namespace, moment: datetime) -> Path:
    problems = Reporter()
    tables = read_paper_tables(arguments.content, problems)
    problems.raise_if_any()
    section = section_named(arguments.section, tables.sections or {})
    if arguments.author and arguments.author not in (tables.authors or {}):
        hint = hint_for(arguments.author, tables.authors or {})
        raise PortalError(_("there is no author {name}; {hint}", name=arguments.author, hint=hint))
    if Kind(arguments.kind) is Kind.OPINION and not arguments.author:
        known = ", ".join(tables.authors or {})
        raise PortalError(_("an opinion is somebody's; add --author: {names}", names=known))
    articles = arguments.content / "articles"
    number = free_id(moment, frozenset(taken_numbers(articles)))
    title = " ".join(arguments.title.split())
    story = NewStory(number, title, section.slug, Kind(arguments.kind), moment, arguments.author)
    upper = (section.parent or section).slug
    folder = articles / upper / str(moment.astimezone(HANOI).year)
    path: Path = folder / f"{slugify(title) or f'bai-{number}'}.md"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(skeleton(story, article_schema(NewsroomOptions().source_tags)))
    except FileExistsError:
        raise PortalError(_("{path} is there already; give another headline", path=path)) from None
    return path


def section_named(name: str, sections: dict[str, Section] | object) -> Section:
    """The section that an editor means by its slug, or by its name as readers see it."""
    assert isinstance(sections, dict)
    by_name = {fold(section.name): section for section in sections.values()}
    section = sections.get(name) or by_name.get(fold(name))
    if section is None:
        raise PortalError(_("there is no section {name}; {hint}", name=name, hint=hint_for(name, sections)))
    return section


def taken_numbers(articles: Path) -> Iterator[int]:
    """The numbers of all stories, drafts too; a number in the text of a story can only make one more taken."""
    for path in articles.rglob("*.md"):
        yield from (int(number) for number in _ID.findall(path.read_text(encoding="utf-8", errors="replace")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
