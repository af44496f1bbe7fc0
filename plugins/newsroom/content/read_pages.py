"""Pages in content/pages/*.md: about, contact, privacy. The same front matter forms and Markdown as articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from newsroom.body.conversion import Conversion
from newsroom.body.markdown_body import Converted, convert
from newsroom.model.article import Kind
from newsroom.sources.front_matter import Group
from newsroom.sources.paper_tables import RESERVED
from newsroom.sources.schema import page_schema
from newsroom.sources.schema_types import Faults
from portal.body import BodyReport
from portal.errors import Problem
from portal.i18n import Translator

from .read_article import ReadJob, read_head

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


@dataclass(frozen=True)
class ReadPage:
    """What one file gave; `values` are those of `schema.page_schema` with a slug, or empty after a fault."""

    path: str
    values: dict[str, Any]
    slug_line: int
    body: Converted | None
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def read_page(job: ReadJob) -> ReadPage:
    shown = job.reading.shown(job.path)
    head, errors = read_head(job)
    if head is None:
        return ReadPage(job.path, {}, 1, None, tuple(errors), ())
    values, faults = _values(head.fields, shown, PurePosixPath(job.path).stem)
    report = BodyReport(shown, head.first_line, job.reading.moment)
    conversion = Conversion(head.body, Kind.NEWS, report, "pages", job.reading.options.embed_hosts)
    body = convert(conversion, job.reading.markdown)
    line = head.fields.keys.get("slug", 1)
    return ReadPage(job.path, values, line, body, (*errors, *faults, *report.errors), tuple(report.warnings))


def _values(group: Group, shown: str, stem: str) -> tuple[dict[str, Any], list[Problem]]:
    schema, faults = page_schema(), Faults(shown)
    values = schema.read(group, "", faults) or {}
    values.setdefault("slug", stem)
    if values["slug"] in RESERVED:
        line = group.keys.get("slug", 1)
        faults.add(_("{value} is the address of another page", value=values["slug"]), line, code="slug")
    complete = all(field.name in values for field in schema.fields if field.required)
    return (values if complete else {}), faults.errors
