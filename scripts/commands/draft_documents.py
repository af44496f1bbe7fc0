"""Draft entries of content/van-ban for the legal documents that stories cite and the register lacks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from building.keeping.state import BuildState
from newsroom.body.markdown_body import as_setting
from newsroom.content.read_article import SourceSettings, read_story_file
from newsroom.law.draft_entries import draft_entries
from newsroom.law.read_register import FOLDER, read_register
from newsroom.model.options import NewsroomOptions
from newsroom.sources.source_text import walk
from portal.errors import Reporter
from portal.i18n import Translator
from portal.schema.options import parse_options
from portal.schema.settings_file import read_settings_file
from portal.vietnam.text import HANOI

from .exit_status import status_of

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="scripts/draft-documents",
        description=_("Draft content/van-ban for documents that stories cite; files that are there are left alone."),
    )
    options.add_argument("--content", type=Path, default=ROOT / "content", help=_("folder of the articles"))
    options.add_argument("--settings", type=Path, default=ROOT / "pelicanconf.py", help=_("settings file"))
    options.add_argument("--dry-run", action="store_true", help=_("only say what would be written"))
    return options


def main(argv: Sequence[str]) -> int:
    arguments = parser().parse_args(argv)
    return status_of(lambda: run(arguments))


def run(arguments: argparse.Namespace) -> int:
    problems = Reporter()
    settings = read_settings_file(arguments.settings)
    register = read_register(arguments.content, problems)
    options = parse_options(NewsroomOptions, settings.get("NEWSROOM", {}), name="NEWSROOM", file=settings["__file__"])
    moment = datetime.now(tz=HANOI)
    reading = SourceSettings(
        arguments.content, options, moment, as_setting(settings.get("MARKDOWN", {})), register=register
    )
    names = list(walk(arguments.content / "articles", arguments.content, ".md", problems))
    stories = list(BuildState().results_of(read_story_file, reading, names, None, lambda _story: False))
    for story in stories:
        problems.extend(story.problems)
    problems.raise_if_any()
    cited = [(story.front.title, story.law.cited) for story in stories if story.front]
    folder = arguments.content / FOLDER
    drafts = list(draft_entries(cited, register))
    for draft in drafts:
        if not arguments.dry_run:
            folder.mkdir(exist_ok=True)
            (folder / draft.name).write_text(draft.text, encoding="utf-8")
        print(_("{path} ({count} stories)", path=f"{FOLDER}/{draft.name}", count=draft.stories))
    print(_("{count} documents drafted", count=0 if arguments.dry_run else len(drafts)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
