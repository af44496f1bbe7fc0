"""The small TOML file that says how an archive becomes stories: where parts stand on pages, and what names mean here.

[page]        files, encoding, address, title, lead, date, date_format, section, author, topics, body, drop   (HTML)
[sections]    "name over there" = "slug here";  likewise [authors] and [topics]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.records import FreeKeys, Key, Many, Record
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Line, Slug

_ = Translator(__file__)
gettext = _.later
_LIMIT = 1_000_000

PAGE = Record(
    (
        Key("files", Line(200), gettext("which files are stories"), '"**/*.html"'),
        Key("encoding", Line(40), gettext("encoding of files that do not say it"), '"utf-8"'),
        Key("address", Line(300), gettext("address of a file in the old system"), '"/{path}"'),
        Key("title", Line(200), gettext("selector of the headline"), '"h1"'),
        Key("lead", Line(200), gettext("selector of the lead"), '".sapo"'),
        Key("date", Line(200), gettext("selector of the date; @name for an attribute"), '"time@datetime"'),
        Key("date_format", Line(100), gettext("form of the date where it is not ISO 8601"), '"%d/%m/%Y %H:%M"'),
        Key("section", Line(200), gettext("selector of the section"), '".breadcrumb a"'),
        Key("author", Line(200), gettext("selector of the writer"), '".author"'),
        Key("topics", Line(200), gettext("selector of the topics"), '".tags a"'),
        Key("image", Line(200), gettext("selector of the lead picture"), "\"meta[property='og:image']@content\""),
        Key("body", Line(200), gettext("selector of the text"), '".article-body"', required=True),
        Key("drop", Many(Line(200)), gettext("selectors of what in the text is none"), '[".related"]'),
    )
)
_NAMES = FreeKeys(Slug())
IMPORT = Record(
    (
        Key("page", PAGE, gettext("where the parts of a story stand on a page (folders of HTML)")),
        Key("sections", _NAMES, gettext("names over there and slugs of sections here")),
        Key("authors", _NAMES, gettext("names over there and slugs of authors here")),
        Key("topics", _NAMES, gettext("names over there and slugs of topics here")),
    )
)


@dataclass(frozen=True)
class PageSelectors:
    """Selectors of CSS, with `@name` behind them for an attribute; empty for what pages do not have."""

    body: str = "article"
    files: str = "**/*.htm*"
    encoding: str = ""
    address: str = "/{path}"
    title: str = "h1"
    lead: str = ""
    date: str = "time@datetime"
    date_format: str = ""
    section: str = ""
    author: str = ""
    topics: str = ""
    image: str = ""
    drop: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportSettings:
    page: PageSelectors | None = None
    sections: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)


def read_settings(path: Path) -> ImportSettings:
    problems = Reporter()
    if not path.is_file():
        raise Problem(_("there is no such file"), path, code="missing-file")
    file = read_toml(_text(path), str(path), problems)
    values: dict[str, Any] = IMPORT.read(file.root)
    problems.raise_if_any()
    page = PageSelectors(**values.pop("page")) if "page" in values else None
    _check_selectors(page, file)
    problems.raise_if_any()
    return ImportSettings(page, **values)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size <= _LIMIT:
            return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Problem(_("the file is not in UTF-8"), path, hint=_("save it with the encoding UTF-8")) from None
    raise Problem(_("the file is larger than {limit} bytes", limit=_LIMIT), path, code="too-long")


def _check_selectors(page: PageSelectors | None, file: Any) -> None:
    import soupsieve

    names = ("title", "lead", "date", "section", "author", "topics", "image", "body")
    for name in names if page else ():
        selector = getattr(page, name).partition("@")[0]
        try:
            soupsieve.compile(selector) if selector else None
        except soupsieve.SelectorSyntaxError:
            message = _("“{value}” is no selector of CSS", value=selector)
            file.report(message, "page", name, hint=_("write one such as .article-body p"), code="selector")
