"""One article file -> checked front matter and converted body, in a worker process. Plain values in and out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from newsroom.body.conversion import Conversion, LiveFrame
from newsroom.body.kinds.live import without_later
from newsroom.body.markdown_body import Converted, convert
from newsroom.model.article import Kind, StoryStatus
from newsroom.model.law import NO_LAW, Register, StoryLaw
from newsroom.model.options import NewsroomOptions
from newsroom.sources.front_matter import Head, split_head
from newsroom.sources.media_folder import MediaFolder
from newsroom.sources.schema import FrontMatter, article_schema, read_front_matter
from newsroom.sources.skeleton import report_unwritten
from newsroom.sources.source_text import read_source
from newsroom.sources.typed_head import typed_faults, with_characters
from portal.body import BodyReport
from portal.errors import Problem, Reporter
from portal.exchange import END_OF_TIME
from portal.i18n import Translator
from portal.traces.moment import DayReached
from portal.vietnam.text import HANOI

from .text_citations import TextCitations

_ = Translator(__file__)


@dataclass(frozen=True)
class SourceSettings:
    """What all files of one build are read with.

    Args:
        root: the content folder.
        moment: of the build.
        markdown: the MARKDOWN setting, from `markdown_body.as_setting`.
        register: the legal documents that the paper knows.
        preview: what is not out yet is shown too.
    """

    root: Path
    options: NewsroomOptions
    moment: datetime
    markdown: str
    own_hosts: frozenset[str] = frozenset()
    register: Register = field(default_factory=Register)
    preview: bool = False

    @property
    def day(self) -> DayReached:
        """The day of the build in Hà Nội."""
        return DayReached(self.moment.astimezone(HANOI))

    @property
    def shown_until(self) -> datetime:
        """What comes out up to this moment is shown."""
        return END_OF_TIME if self.preview else self.moment

    def display_path(self, path: str) -> str:
        """`path` (relative to content/) as messages show it."""
        return f"{self.root.name}/{path}"

    def file_of(self, path: str) -> tuple[Path, ...]:
        """The file that is read for `path` (relative to content/)."""
        return (self.root / path,)


@dataclass(frozen=True)
class ReadJob:
    """`path` is relative to content/, such as `articles/tu-phap/2024/x.md`."""

    path: str
    reading: SourceSettings


@dataclass(frozen=True)
class ReadArticle:
    """What one file gave. `front` is None where the file could not be read; then `problems` say why.

    `whole` is the body with entries of a live story that readers may not see yet, None where there are none: it is
    checked, and nothing of it is shown.
    """

    path: str
    front: FrontMatter | None
    body: Converted | None
    law: StoryLaw
    problems: tuple[Problem, ...]
    whole: Converted | None = None


def read_story_file(reading: SourceSettings, path: str) -> ReadArticle:
    return read_article(ReadJob(path, reading))


def read_article(job: ReadJob) -> ReadArticle:
    problems = Reporter()
    head = read_head(job, problems)
    if head is None:
        return ReadArticle(job.path, None, None, NO_LAW, tuple(problems))
    front = read_front_matter(head.fields, article_schema(job.reading.options.source_tags))
    if front.status is not StoryStatus.DRAFT:
        report_unwritten(head.fields, head.body, head.first_line)
    conversion = _conversion(job, head, front, problems)
    body, citations = _converted(job, front, conversion)
    if not head.body.strip() and front.status is not StoryStatus.DRAFT:
        hint = _("write it under the front matter, or status: draft")
        conversion.report.fault(_("the story has no text"), 1, hint, "empty")
    problems.extend(citations.warnings(conversion, job.reading.display_path(job.path)))
    if not (body.later and front.is_out(job.reading.moment)):
        return ReadArticle(job.path, front, body, citations.marked.law, tuple(problems))
    # What is wrong has been told of the whole text; the rest of it is converted for readers.
    head_for_now = replace(head, body=without_later(head.body, [line for line, _moment in body.later]))
    for_now, citations = _converted(job, front, _conversion(job, head_for_now, front, Reporter()))
    for_now = replace(for_now, later=body.later)
    return ReadArticle(job.path, front, for_now, citations.marked.law, tuple(problems), body)


def _converted(job: ReadJob, front: FrontMatter, conversion: Conversion) -> tuple[Converted, TextCitations]:
    head_texts = ((front.title, front.lines.get("title", 1)), (front.sapo, front.lines.get("sapo", 1)))
    citations = TextCitations(job.reading, head_texts, front.date.astimezone(HANOI).date())
    return convert(conversion, job.reading.markdown, citations.mark), citations


def read_head(job: ReadJob, problems: Reporter) -> Head | None:
    """The file taken apart; None where it cannot be read at all."""
    display_path = job.reading.display_path(job.path)
    with problems.collecting():
        path, limit = job.reading.root / job.path, job.reading.options.article_bytes
        text = with_characters(read_source(path, display_path, limit, problems))
        problems.extend(typed_faults(text, display_path))
        return split_head(text, display_path, problems)
    return None


def _conversion(job: ReadJob, head: Head, front: FrontMatter, problems: Reporter) -> Conversion:
    report = BodyReport(
        path=job.reading.display_path(job.path),
        problems=problems,
        first_line=head.first_line,
        build_moment=job.reading.shown_until,
        head=[(front.lines.get(key, 1), text) for key in ("title", "sapo") if (text := getattr(front, key))],
        figures_as_of="" if "date" in front.broken else front.date.astimezone(HANOI).date().isoformat(),
    )
    return Conversion(
        source=head.body,
        kind=front.kind,
        report=report,
        folder=str(PurePosixPath(job.path).parent),
        embed_hosts=job.reading.options.embed_hosts,
        own_hosts=job.reading.own_hosts,
        media=MediaFolder(job.reading.root / "media"),
        story=front.id,
        recording_bytes=job.reading.options.recording_bytes,
        live=_live_frame(front, job.reading) if front.kind is Kind.LIVE else None,
    )


def _live_frame(front: FrontMatter, reading: SourceSettings) -> LiveFrame:
    day = front.date.astimezone(HANOI).date()
    return LiveFrame(day, front.ended, reading.moment, reading.shown_until, front.is_out(reading.moment))
