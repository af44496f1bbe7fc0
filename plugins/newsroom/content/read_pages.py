"""Pages in content/pages/*.md: about, contact, privacy. The same front matter forms and Markdown as articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from newsroom.body.conversion import Conversion
from newsroom.body.markdown_body import Converted, convert
from newsroom.model.article import Kind
from newsroom.model.law import NO_LAW, StoryLaw
from newsroom.sources.schema import page_schema
from portal.addresses import RESERVED
from portal.body import BodyReport
from portal.errors import Problem, Reporter
from portal.i18n import Translator
from portal.schema.source_file import SourceFile
from portal.vietnam.text import HANOI

from .read_article import ReadJob, SourceSettings, read_head
from .text_citations import TextCitations

_ = Translator(__file__)


@dataclass(frozen=True)
class StaticPage:
    """A page beside the stories, at `/<slug>.html`. `html` is sanitised."""

    slug: str
    title: str
    description: str
    html: str
    modified: datetime | None = None
    assets: tuple[str, ...] = ()
    law: StoryLaw = NO_LAW


@dataclass(frozen=True)
class ReadPage:
    """What one file gave; `values` are those of `schema.page_schema` with a slug, or empty after a fault."""

    path: str
    values: dict[str, Any]
    slug_line: int
    body: Converted | None
    problems: tuple[Problem, ...]
    law: StoryLaw = NO_LAW


def read_page_file(reading: SourceSettings, path: str) -> ReadPage:
    return read_page(ReadJob(path, reading))


def read_page(job: ReadJob) -> ReadPage:
    problems = Reporter()
    head = read_head(job, problems)
    if head is None:
        return ReadPage(job.path, {}, 1, None, tuple(problems))
    if "sapo" in head.fields.root.value or "section" in head.fields.root.value:
        problems = Reporter()  # what a page may not have is no use to who wrote a story
        hint = _("move the file into content/articles/<section>/<year>/")
        problems.add(
            Problem(_("this is a story, and pages stand here"), job.reading.display_path(job.path), 1, hint=hint)
        )
        return ReadPage(job.path, {}, 1, None, tuple(problems))
    values = _values(head.fields, PurePosixPath(job.path).stem)
    display_path = job.reading.display_path(job.path)
    report = BodyReport(display_path, head.first_line, job.reading.shown_until, problems=problems)
    conversion = Conversion(
        head.body, Kind.NEWS, report, "pages", job.reading.options.embed_hosts, job.reading.own_hosts
    )
    modified = values.get("modified")
    day = modified.astimezone(HANOI).date() if modified else job.reading.day
    citations = TextCitations(job.reading, ((values.get("title", ""), head.fields.line("title")),), day)
    body = convert(conversion, job.reading.markdown, citations.mark)
    problems.extend(citations.warnings(conversion, display_path))
    return ReadPage(job.path, values, head.fields.line("slug"), body, tuple(problems), citations.marked.law)


def _values(file: SourceFile, stem: str) -> dict[str, Any]:
    schema = page_schema()
    values = {"slug": stem, **schema.read(file.root)}
    if values["slug"] in RESERVED:
        file.report(_("{value} is the address of another page", value=values["slug"]), "slug", code="slug")
    return values if schema.is_complete(values) else {}
