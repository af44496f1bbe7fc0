"""What every build reads before its stories: settings, the paper's tables and pages, and which stories there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar
from urllib.parse import urlsplit

from building.keeping.state import BuildState
from newsroom.body.markdown_body import as_setting
from newsroom.law.read_register import read_register
from newsroom.model.glossary import Glossary
from newsroom.sources.front_plan_file import FrontPlanFile, read_front_plan
from newsroom.sources.glossary_file import read_glossary
from newsroom.sources.paper_tables import ReadTables, read_paper_tables
from newsroom.sources.source_text import walk
from portal.errors import Reporter
from portal.traces.trace import Read

from .read_article import ReadArticle, SourceSettings
from .read_pages import ReadPage, read_page_file
from .site_content import ContentRequest

ReadFile = TypeVar("ReadFile", ReadArticle, ReadPage)
Heard = Callable[[str, Iterable[Read]], None]


@dataclass(frozen=True)
class Ground:
    """
    Args:
        stories: paths of the files below content/articles/, relative to content/.
        problems: what is wrong so far.
    """

    request: ContentRequest
    reading: SourceSettings
    tables: ReadTables
    pages: Sequence[ReadPage]
    front: FrontPlanFile
    glossary: Glossary
    stories: Sequence[str]
    problems: Reporter


def read_ground(request: ContentRequest, state: BuildState) -> Ground:
    root, problems = request.root, Reporter()
    register = read_register(root, problems)
    register.prepare()  # in this process, before it forks
    tables = read_paper_tables(root, problems)
    setting, hosts = as_setting(request.markdown), _own_hosts(tables, request.site_url)
    reading = SourceSettings(root, request.options, request.moment, setting, hosts, register, request.preview)
    pages = list(read_files(read_page_file, _names(reading, "pages", problems), reading, state, request.workers))
    front, glossary = read_front_plan(root, problems), read_glossary(root, problems)
    return Ground(request, reading, tables, pages, front, glossary, _names(reading, "articles", problems), problems)


def read_files(
    function: Callable[[SourceSettings, str], ReadFile],
    names: Sequence[str],
    reading: SourceSettings,
    state: BuildState,
    workers: int | None,
    heard: Heard = lambda name, reads: None,
    some: bool = False,
) -> Iterator[ReadFile]:
    """What the files gave; of those that are as they were in an earlier build, what they gave then."""
    told = told_of(reading, state)
    return state.results_of(function, reading, names, told, _without_faults, workers, reading.file_of, heard, some)


def told_of(reading: SourceSettings, state: BuildState) -> Mapping[str, object]:
    """All settings, whatever they come to hold; the moment is recorded as far as a file's reading looks at it."""
    settings = {field.name: getattr(reading, field.name) for field in fields(reading) if field.name != "moment"}
    return {**settings, "root": reading.root.name, "markdown": state.neutral(reading.markdown)}


def _without_faults(read: ReadFile) -> bool:
    return all(problem.severity != "error" for problem in read.problems)


def _own_hosts(tables: ReadTables, site_url: str) -> frozenset[str]:
    names = (tables.masthead.domain if tables.masthead else "", urlsplit(site_url).netloc)
    return frozenset(name.lower().removeprefix("www.") for name in names if name)


def _names(reading: SourceSettings, folder: str, problems: Reporter) -> list[str]:
    return list(walk(reading.root / folder, reading.root, ".md", problems))
