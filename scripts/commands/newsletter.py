"""Write the newsletter of a day: HTML, plain text, and both as one message that a program for mail sends."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from newsroom.content.read_content import read_content
from newsroom.content.site_content import ContentRequest
from newsroom.feeds.newsletter import day_of, message, newsletter, stories_of_day
from newsroom.model.options import NewsroomOptions
from newsroom.pages.paper_frame import paper_frame
from portal.errors import ConfigError
from portal.files import write_if_changed
from portal.i18n import Translator
from portal.schema.options import parse_options
from portal.schema.settings_file import read_settings_file

from .build import read_moment
from .exit_status import status_of

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
UNSUBSCRIBE = "{{ UnsubscribeURL }}"


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="scripts/newsletter",
        description=_("Write the newsletter of a day for a program that sends mail: HTML, plain text and a message."),
    )
    options.add_argument("--day", metavar="ISO", help=_("of which day; the newest one that has stories"))
    options.add_argument("--at", metavar="ISO", help=_("as of this moment; now"))
    options.add_argument("--to", type=Path, default=ROOT / "newsletter", help=_("folder of the files; newsletter/"))
    options.add_argument(
        "--unsubscribe", default=UNSUBSCRIBE, help=_("where readers leave, or the program's mark for it")
    )
    options.add_argument("--site-url", default="", help=_("address of the site; that of the settings"))
    options.add_argument("--content", type=Path, default=ROOT / "content", help=_("folder of the articles"))
    options.add_argument("--settings", type=Path, default=ROOT / "pelicanconf.py", help=_("settings file"))
    return options


def main(argv: Sequence[str]) -> int:
    arguments = parser().parse_args(argv)
    return status_of(lambda: run(arguments))


def run(arguments: argparse.Namespace) -> int:
    settings = read_settings_file(arguments.settings)
    options = parse_options(NewsroomOptions, settings.get("NEWSROOM", {}), name="NEWSROOM", file=settings["__file__"])
    moment = read_moment(arguments.at)
    site_url = arguments.site_url or settings.get("SITEURL", "")
    request = ContentRequest(
        arguments.content,
        options,
        moment,
        settings.get("MARKDOWN", {}),
        cache=ROOT / settings["CACHE_PATH"],
        site_url=site_url,
    )
    content = read_content(request)
    frame = paper_frame(content, options, site_url, settings.get("DEFAULT_LANG", "vi"), moment)
    asked_for = _day(arguments.day)
    day, stories = stories_of_day(content.articles, asked_for)
    if day is None or not stories:
        wanted = asked_for or moment
        raise ConfigError(_("no story of {day} is out; choose another day with --day", day=f"{wanted:%d/%m/%Y}"))
    letter = newsletter(stories, day, frame, arguments.unsubscribe)
    files = {
        "html": letter.html.encode(),
        "txt": letter.text.encode(),
        "eml": message(letter, frame, moment, arguments.unsubscribe),
    }
    arguments.to.mkdir(parents=True, exist_ok=True)
    for ending, data in files.items():
        path = arguments.to / f"{day.isoformat()}.{ending}"
        write_if_changed(path, data)
        print(path)
    print(_("{count} stories: {subject}", count=letter.count, subject=letter.subject))
    left_out = sum(day_of(article) == day for article in content.articles) - letter.count
    if left_out:
        print(
            _(
                "{count} more stories of that day are not in it: this letter has room for {most}",
                count=left_out,
                most=letter.count,
            )
        )
    return 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ConfigError(_("{value} is not a day; write one such as 2024-04-17", value=text)) from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
