"""content/van-ban/<slug>.toml -> the register; every fault of every file is reported.

number = "14/2015/TT-BTP"      or name = "Hiến pháp" and year = 2013 for a document without a number
name = "Luật Luật sư"          what texts call a law (with number)
kind, title, issuer, source    texts; kind is needed only where the number does not tell it
issued, in_force, expired      days, such as 2015-10-14
amends = ["65/2006/QH11"], replaced_by = "05/2024/TT-BTP"
articles = 51                  how many it has
link = "https://…", pdf = "14-2015-tt-btp.pdf" (a file beside this one)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from legal_references.model.citations import Document, Form, Mention
from legal_references.reading import read_citations
from legal_references.vocabulary.letters import COURT_KINDS
from newsroom.model.law import Register, RegisterEntry, law_address
from newsroom.sources.source_text import read_source, walk
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.sources.toml_source import TomlSource

_ = Translator(__file__)
FOLDER = "van-ban"
_LIMIT = 100_000  # bytes of one file
_LARGEST_PDF = 20_000_000
_TEXTS = ("number", "name", "kind", "title", "issuer", "source", "replaced_by", "link", "pdf")
_DAYS = ("issued", "in_force", "expired")
_WHOLE = ("year", "articles")
KEYS = (*_TEXTS, *_DAYS, *_WHOLE, "amends")


def read_register(content: Path, problems: Reporter) -> Register:
    """The register of the content folder, with its faults in `problems`."""
    entries: dict[str, RegisterEntry] = {}
    for file, path in _files(content, problems):
        with problems.collecting():
            shown = f"{content.name}/{path}"
            entry = _Entry(TomlSource(read_source(file, shown, _LIMIT), shown), path, file.parent, problems).read()
            if entry is not None:
                entries[entry.document.slug] = entry
    return Register(entries.values())


def attached_files(content: Path, register: Register) -> dict[str, Path]:
    """Output path -> file of the documents' PDFs."""
    return {
        f"{law_address(entry.document).lstrip('/')}{entry.pdf}": content / Path(entry.path).parent / entry.pdf
        for entry in register.entries.values()
        if entry.pdf
    }


def _files(content: Path, problems: Reporter) -> Iterator[tuple[Path, str]]:
    """The entries; the files that are attached to them stand beside and are no faults."""
    ignored = Reporter()
    yield from walk(content / FOLDER, content, ".toml", ignored)
    problems.extend(problem for problem in ignored if not problem.path.endswith(".pdf"))


class _Entry:
    """One file on its way to a value."""

    def __init__(self, source: TomlSource, path: str, folder: Path, problems: Reporter) -> None:
        self._source, self._path, self._folder, self._problems = source, path, folder, problems
        self._values = source.values

    def read(self) -> RegisterEntry | None:
        self._check_keys()
        document = self._document()
        if document is None:
            return None
        if Path(self._path).stem != document.slug:
            hint = _("rename the file to {name}", name=f"{document.slug}.toml")
            self._fault(_("the file is not named after its document"), hint=hint, code="file-name")
        issued, in_force, expired = (self._day(key) for key in _DAYS)
        self._check_order(("issued", issued), ("in_force", in_force), ("expired", expired))
        replaced_by = self._text("replaced_by")
        return RegisterEntry(
            document=document,
            title=self._text("title"),
            issuer=self._text("issuer"),
            issued=issued,
            in_force=in_force,
            expired=expired,
            amends=tuple(filter(None, (self._other(number, "amends") for number in self._numbers()))),
            replaced_by=self._other(replaced_by, "replaced_by") if replaced_by else None,
            articles=self._whole("articles"),
            link=self._link(),
            pdf=self._pdf(),
            source=self._text("source"),
            path=self._path,
        )

    def _fault(self, message: str, *place: str | int, hint: str = "", code: str = "type") -> None:
        self._problems.add(Problem(message, self._source.path, self._source.line(*place), hint=hint, code=code))

    def _check_keys(self) -> None:
        for key in self._values:
            if key not in KEYS:
                near = difflib.get_close_matches(key, KEYS, n=1)
                hint = _("did you mean {name}?", name=near[0]) if near else _("known: {names}", names=", ".join(KEYS))
                self._fault(_("{key} is not a key of this file", key=key), key, hint=hint, code="unknown-key")

    def _text(self, key: str) -> str:
        value = self._values.get(key, "")
        if not isinstance(value, str):
            self._fault(_("{key} must be a text in quotes", key=key), key)
            return ""
        return " ".join(value.split())

    def _day(self, key: str) -> date | None:
        value: Any = self._values.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        hint = _("write it as year-month-day without quotes, such as 2015-10-14")
        self._fault(_("{key} must be a day", key=key), key, hint=hint)
        return None

    def _whole(self, key: str) -> int:
        value = self._values.get(key, 0)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self._fault(_("{key} must be a whole number", key=key), key, hint=_("write it without quotes"))
            return 0
        return value

    def _numbers(self) -> list[str]:
        value = self._values.get("amends", [])
        if isinstance(value, list) and all(isinstance(number, str) for number in value):
            return value
        self._fault(_("{key} must be a list of numbers in quotes", key="amends"), "amends")
        return []

    def _document(self) -> Document | None:
        number, name, year = self._text("number"), self._text("name"), self._whole("year")
        if number:
            mention = self._mention(number, "number")
            if mention is None:
                return None
            kind = self._text("kind") or mention.kind
            return Document(mention.number, name, mention.year if name else 0, kind)
        if not name or not year:
            hint = _("write number, or name and year where the document has no number")
            self._fault(_("{key} is missing or empty", key="number"), hint=hint, code="missing-key")
            return None
        return Document("", name, year, self._text("kind"))

    def _other(self, number: str, key: str) -> Document | None:
        mention = self._mention(number, key)
        return Document(mention.number, kind=mention.kind) if mention else None

    def _mention(self, number: str, key: str) -> Mention | None:
        """`number` as the finder reads it; a fault where it is no number or is written in a wrong form."""
        citations = read_citations(f"{self._text('kind') if key == 'number' else ''} số {number}".strip())
        bare = number.replace(" ", "")
        found = [one.mention for one in citations if one.mention.form is Form.NUMBER]
        whole = [mention for mention in found if mention.written.replace(" ", "") == bare]
        if len(whole) != 1 or whole[0].kind in COURT_KINDS:
            self._fault(_("{value} is not the number of a document", value=number), key, code="law-number")
            return None
        if whole[0].number != number:
            hint = _("write {value}", value=whole[0].number)
            self._fault(_("{value} is not how this number is written", value=number), key, hint=hint, code="law-form")
        return whole[0]

    def _check_order(self, *days: tuple[str, date | None]) -> None:
        known = [(key, day) for key, day in days if day is not None]
        for (first, earlier), (second, later) in pairwise(known):
            if later < earlier:
                message = _("{key} is before {other}", key=second, other=first)
                self._fault(message, second, hint=_("one of the two days is wrong"), code="day-order")

    def _link(self) -> str:
        link = self._text("link")
        parts = urlsplit(link)
        if link and (parts.scheme != "https" or not parts.hostname):
            self._fault(_("{key} must be an address that begins with https://", key="link"), "link", code="link")
            return ""
        return link

    def _pdf(self) -> str:
        name = self._text("pdf")
        if not name:
            return ""
        file = self._folder / name
        if Path(name).name != name or not name.endswith(".pdf") or not file.is_file() or file.is_symlink():
            hint = _("put the file beside this one and write its name")
            self._fault(_("there is no file {name}", name=name), "pdf", hint=hint, code="missing-file")
            return ""
        with file.open("rb") as opened:
            is_pdf = opened.read(5) == b"%PDF-"
        if not is_pdf or file.stat().st_size > _LARGEST_PDF:
            message = _("{name} is no PDF file of at most {limit} bytes", name=name, limit=_LARGEST_PDF)
            self._fault(message, "pdf", code="pdf")
            return ""
        return name
