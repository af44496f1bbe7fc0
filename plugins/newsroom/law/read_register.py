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

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
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
from portal.schema.records import Key, Many, Record
from portal.schema.source_file import SourceFile
from portal.schema.toml_file import read_toml
from portal.schema.value_types import Day, Line, WholeNumber

from .check_register import ReadEntry, check_register

_ = Translator(__file__)
gettext = _.later
FOLDER = "van-ban"
_LIMIT = 100_000  # bytes of one file
_LARGEST_PDF = 20_000_000
ENTRY = Record(
    (
        Key("number", Line(100), gettext("number of the document, in its right form"), '"14/2015/TT-BTP"'),
        Key("name", Line(200), gettext("what texts call a law"), '"Luật Luật sư"'),
        Key("year", WholeNumber(1800, 2199), gettext("year of a document without a number"), "2013"),
        Key("kind", Line(100), gettext("kind, where the number does not tell it"), '"Luật"'),
        Key("title", Line(500), gettext("what the document is about, as its head says")),
        Key("issuer", Line(200), gettext("who issued it"), '"Bộ Tư pháp"'),
        Key("issued", Day(), gettext("day of issue"), "2015-10-14"),
        Key("in_force", Day(), gettext("first day on which it is in force"), "2015-12-01"),
        Key("expired", Day(), gettext("first day on which it is no longer in force"), "2024-07-26"),
        Key("amends", Many(Line(100)), gettext("numbers of the documents that it amends"), '["65/2006/QH11"]'),
        Key("replaced_by", Line(100), gettext("number of the document in its place"), '"05/2024/TT-BTP"'),
        Key("articles", WholeNumber(1), gettext("how many articles it has"), "51"),
        Key("link", Line(1000), gettext("address of the official text"), '"https://…"'),
        Key("pdf", Line(200), gettext("file beside this one, offered for download"), '"14-2015-tt-btp.pdf"'),
        Key("source", Line(500), gettext("where these facts come from")),
    )
)


_AS_WRITTEN = ("title", "issuer", "issued", "in_force", "expired", "articles", "source")


def read_register(content: Path, problems: Reporter) -> Register:
    """The register of the content folder, with its faults in `problems`."""
    read: list[ReadEntry] = []
    others = Reporter()  # what stands beside the entries; most of it is attached to one
    attached: set[str] = set()
    for path in walk(content / FOLDER, content, ".toml", others):
        file = content / path
        with problems.collecting():
            display_path = f"{content.name}/{path}"
            source = read_toml(read_source(file, display_path, _LIMIT), display_path, problems)
            entry = _Entry(source, ENTRY.read(source.root), path, file.parent).read()
            if entry is not None:
                read.append(ReadEntry(source, entry))
                attached.add(f"{display_path.rpartition('/')[0]}/{entry.pdf}")
    check_register(read)
    problems.extend(_not_attached(others, attached))
    return Register(one.entry for one in read)


def attached_files(content: Path, register: Register) -> dict[str, Path]:
    """Output path -> file of the documents' PDFs."""
    return {
        f"{law_address(entry.document).lstrip('/')}{entry.pdf}": content / Path(entry.path).parent / entry.pdf
        for entry in register.entries.values()
        if entry.pdf
    }


def _not_attached(others: Iterable[Problem], attached: Container[str]) -> Iterator[Problem]:
    """What stands beside the entries and is no PDF of one; a PDF that no entry names may be forgotten, or misspelt."""
    for problem in others:
        if not problem.path.endswith(".pdf") or problem.code != "unread":
            yield problem
        elif problem.path not in attached:
            name = problem.path.rpartition("/")[2]
            hint = _("write {line} in the entry of its document", line=f'pdf = "{name}"')
            yield Problem(_("no entry offers this file"), problem.path, hint=hint, code="unused", severity="warning")


@dataclass(frozen=True)
class _Entry:
    """One file on its way to a value; what the schema cannot know is checked here."""

    source: SourceFile
    values: dict[str, Any]
    path: str
    folder: Path

    def read(self) -> RegisterEntry | None:
        document = self._document()
        if document is None:
            return None
        if Path(self.path).stem != document.slug:
            hint = _("rename the file to {name}", name=f"{document.slug}.toml")
            self.source.report(_("the file is not named after its document"), hint=hint, code="file-name")
        self._check_order()
        values, replaced_by = self.values, self.values.get("replaced_by", "")
        taken = {key: values[key] for key in _AS_WRITTEN if key in values}
        return RegisterEntry(
            document=document,
            amends=tuple(filter(None, (self._other(number, "amends") for number in values.get("amends", ())))),
            replaced_by=self._other(replaced_by, "replaced_by") if replaced_by else None,
            link=self._link(),
            pdf=self._pdf(),
            path=self.path,
            **taken,
        )

    def _document(self) -> Document | None:
        values = self.values
        number, name, year = values.get("number", ""), values.get("name", ""), values.get("year", 0)
        if number:
            mention = self._mention(number, "number", values.get("kind", ""))
            if mention is None:
                return None
            self._check_year(mention)
            return Document(mention.number, name, mention.year if name else 0, values.get("kind") or mention.kind)
        if not name or not year:
            hint = _("write number, or name and year where the document has no number")
            message = _("the document has neither a number nor a name with its year")
            self.source.report(message, hint=hint, code="missing-key")
            return None
        return Document("", name, year, values.get("kind", ""))

    def _check_year(self, mention: Mention) -> None:
        """The year of a number is that of the day of issue, and is not written beside it."""
        issued = self.values.get("issued")
        if "year" in self.values:
            hint = _("remove it")
            self.source.report(_("a document with a number has its year there"), "year", hint=hint, code="year")
        if issued and mention.year and issued.year != mention.year:
            message = _("{number} was not issued in {year}", number=mention.number, year=issued.year)
            self.source.report(message, "issued", hint=_("one of the two years is wrong"), code="day-order")

    def _other(self, number: str, key: str) -> Document | None:
        mention = self._mention(number, key)
        return Document(mention.number, kind=mention.kind) if mention else None

    def _mention(self, number: str, key: str, kind: str = "") -> Mention | None:
        """`number` as the finder reads it; a fault where it is no number or is written in a wrong form."""
        bare = number.replace(" ", "")
        mentions = [one.mention for one in read_citations(f"{kind} số {number}".strip())]
        whole = [one for one in mentions if one.form is Form.NUMBER and one.written.replace(" ", "") == bare]
        if len(whole) != 1 or whole[0].kind in COURT_KINDS:
            message = _("{value} is not the number of a document", value=number)
            hint = _("write it in full, such as {number}", number="14/2015/TT-BTP")
            self.source.report(message, key, hint=hint, code="law-number")
            return None
        if whole[0].number != number:
            message = _("{value} is not how this number is written", value=number)
            self.source.report(message, key, hint=_("write {value}", value=whole[0].number), code="law-form")
        return whole[0]

    def _check_order(self) -> None:
        known = [(key, self.values[key]) for key in ("issued", "in_force", "expired") if key in self.values]
        for (first, earlier), (second, later) in pairwise(known):
            if later < earlier:
                message = _("{key} is before {other}", key=second, other=first)
                self.source.report(message, second, hint=_("one of the two days is wrong"), code="day-order")

    def _link(self) -> str:
        link: str = self.values.get("link", "")
        parts = urlsplit(link)
        if link and (parts.scheme != "https" or not parts.hostname):
            message = _("{key} must be an address that begins with https://", key="link")
            self.source.report(message, "link", hint=_("copy it from the browser"), code="link")
            return ""
        return link

    def _pdf(self) -> str:
        name: str = self.values.get("pdf", "")
        if not name:
            return ""
        file = self.folder / name
        if Path(name).name != name or not name.endswith(".pdf") or not file.is_file() or file.is_symlink():
            hint = _("put the file beside this one and write its name")
            self.source.report(_("there is no file {name}", name=name), "pdf", hint=hint, code="missing-file")
            return ""
        with file.open("rb") as opened:
            is_pdf = opened.read(5) == b"%PDF-"
        if not is_pdf or file.stat().st_size > _LARGEST_PDF:
            message = _("{name} is no PDF file of at most {limit} bytes", name=name, limit=_LARGEST_PDF)
            self.source.report(message, "pdf", hint=_("save it as PDF again"), code="pdf")
            return ""
        return name
