"""`build_site`: what scripts/build, serve, publish and bench call."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from building.keeping.live import LiveSite
from building.keeping.spare_site import make_room, remove_rest
from building.keeping.state import SETTING as STATE
from building.keeping.state import BuildState
from portal.build_log import SETTING, BuildLog
from portal.errors import BuildFailed, ConfigError, PortalError, Problem
from portal.exchange import PREVIEW
from portal.i18n import Translator
from portal.parallel.collector import at_rest, seldom_collected
from portal.parallel.forked import no_task_left
from portal.parallel.freed_memory import keep_freed_memory
from portal.parallel.seam import FORKS, done_by
from portal.parallel.workers import limited_to
from portal.traces.moment import TracedMoment
from portal.traces.trace import WorkTrace, tracing

from .aside import MARK, built_aside
from .earlier import Earlier, KeptBuild, earlier_builds
from .portable import make_portable
from .release import retell_release, write_release

if TYPE_CHECKING:
    from cluster.engine import DaskEngine

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class BuildRequest:
    """What to build.

    Args:
        moment: of the build, with offset; stories dated later do not exist yet.
        settings: Pelican's settings file.
        content: folder of the articles; None: PATH of the settings.
        site_url: absolute address of the site; None: SITEURL of the settings.
        workers: processes; None: one per core.
        strict: warnings are errors.
        commit: of the sources, for build.json; empty where nobody knows.
        preview: show what is not out yet too, marked; such a site cannot be published.
        portable: a preview whose pages open from any folder, with a double click.
        ledger: addresses that the live site has published, such as its addresses.txt; beside that of the content.
        incremental: take from earlier builds what still holds, and keep this one for later builds.
        afresh: of incremental ones: take nothing from earlier builds, and forget them.
        explain: path or address of a file of the site, or file of the content, of which to tell why it was made or not.
        scheduler: address of the Dask scheduler whose workers do the jobs; empty for forks of this process.
        in_memory: read the content even where there is nothing to do, for `BuildResult.live`.
    """

    moment: datetime
    output: Path
    settings: Path = ROOT / "pelicanconf.py"
    content: Path | None = None
    site_url: str | None = None
    workers: int | None = None
    strict: bool = False
    commit: str = ""
    ledger: Path | None = None
    preview: bool = False
    portable: bool = False
    incremental: bool = False
    afresh: bool = False
    explain: str = ""
    in_memory: bool = False
    scheduler: str = ""


@dataclass(frozen=True)
class BuildResult:
    """Args: release: digest of the site; counts: such as {"articles": 12, "pages": 40, "tables": 3}."""

    output: Path
    release: str
    files: int
    seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()  # what Pelican or a library warned of, without a place
    census: tuple[str, ...] = ()  # what became of the files: printed, waiting, not read
    asides: tuple[str, ...] = ()  # what holds for this run alone
    remade: int = 0  # files that were made anew; the others are as they were
    explanation: tuple[str, ...] = ()
    live: LiveSite | None = None


def build_site(request: BuildRequest, log: BuildLog | None = None) -> BuildResult:
    """Build whole or not at all: after any error the output is what it was.

    Raises:
        BuildFailed: with every fault in the content.
        PortalError: for anything else that is no fault of the program.
    """
    started, log = time.perf_counter(), log or BuildLog()
    if not request.settings.is_file():
        raise ConfigError(_("there is no settings file {path}", path=request.settings))
    if request.content is not None and not request.content.is_dir():
        raise PortalError(_("there is no content folder {path}", path=request.content))
    _check_apart(request)
    keep_freed_memory()
    cluster = _cluster(request.scheduler) if request.scheduler else None
    with done_by(cluster or FORKS), limited_to(request.workers), seldom_collected(), no_task_left():
        known = _earlier(request)
        unchanged = _unchanged(request, known) if known and not request.in_memory else None
        built = unchanged or _build(request, known, log)
    for text in cluster.told() if cluster else ():
        log.aside(text)
    record = built.record
    return BuildResult(
        output=request.output,
        release=record.release.id,
        files=record.release.files,
        seconds=time.perf_counter() - started,
        counts=record.counts,
        warnings=record.warnings,
        notes=record.notes,
        census=record.census,
        asides=tuple(log.asides),
        remade=built.remade,
        explanation=built.explanation,
        live=built.live,
    )


def _cluster(scheduler: str) -> DaskEngine:
    from cluster.engine import DaskEngine

    return DaskEngine(scheduler)


def _unchanged(request: BuildRequest, known: Earlier) -> _Built | None:
    """The site that stands in the output folder, where this build would make the same."""
    record = known.same_site()
    if record is None or (request.strict and (record.warnings or record.notes)):
        return None
    explanation = known.nothing_done(request.explain) if request.explain else ()
    release, moment = record.release.id, request.moment
    retell_release(request.output, release, moment, record.next_publish_at, request.commit, request.preview)
    return _Built(record, explanation=explanation)


def _earlier(request: BuildRequest) -> Earlier | None:
    if not request.incremental or request.portable:  # a portable site is written over after it was written
        return None
    return earlier_builds(request.settings, request.output, request.moment, _overrides(request), afresh=request.afresh)


def _overrides(request: BuildRequest) -> dict[str, object]:
    """What the request says of the site, as settings that win over the file's."""
    overrides: dict[str, object] = {PREVIEW: True} if request.preview else {}
    if request.content is not None:
        overrides["PATH"] = str(request.content.resolve())
    if request.ledger is not None:
        overrides["ADDRESS_LEDGER"] = str(request.ledger.resolve())  # messages name it
    if request.site_url is not None:
        overrides["SITEURL"] = request.site_url.rstrip("/")
    return overrides


@dataclass(frozen=True)
class _Built:
    """What is told of the site, how many of its files were made anew, and the explanation that was asked for."""

    record: KeptBuild
    remade: int = 0
    explanation: tuple[str, ...] = ()
    live: LiveSite | None = None


def _build(request: BuildRequest, known: Earlier | None, log: BuildLog) -> _Built:
    """A new site in the place of the old one; of that, everything that still holds."""
    state = known.state() if known else BuildState()
    at_rest(wanted=bool(state.site.files))
    state.in_memory = request.in_memory
    passed_over = (request.output.resolve(), known.cache) if known else ()
    watched = known.folders.values() if known else ()
    try:
        with ExitStack() as stack:
            known_site = bool(state.site.files)
            folder = stack.enter_context(built_aside(request.output, spare=known is not None, anew=not known_site))
            left = known.left_in(folder, state.site) if known else None
            if left:
                stack.callback(left.stop)
            trace = stack.enter_context(tracing((folder, *passed_over), watched)) if known else WorkTrace()
            if known:
                state.all_read = partial(known.look_at_pages, state, trace)
            notes = _run(request, folder, log, state, TracedMoment.of(request.moment) if known else request.moment)
            if request.strict:
                _refuse_warnings(log, notes)
            log.stage(_("Finishing"))
            remove_rest(folder, left.names() - state.written.keys() if left else ())
            make_room(folder / MARK)
            recording = known.record(state, trace, folder) if known else None
            digests = {} if request.portable else {path: file.digest for path, file in state.written.items()}
            if request.portable:
                make_portable(folder, urlsplit(request.site_url or "").path.rstrip("/"))
            facts = request.moment, log.next_publish_at, request.commit, digests, request.preview
            release = write_release(folder, *facts, whole=recording is not None)
            files = recording.finish() if recording else None
            if files and not files.complete:
                release = write_release(folder, *facts)
            record = KeptBuild(
                release, dict(log.counts), tuple(log.warnings), tuple(notes), log.next_publish_at, tuple(log.notes)
            )
            explanation = known.explained(request.explain, state) if known and request.explain else ()
            if known and files:
                known.keep(state, trace, record, files.dump)
    except PortalError:
        if known:
            known.keep(state)
        raise
    remade = sum(not file.linked for file in state.written.values())
    return _Built(record, remade, explanation, LiveSite(state.live) if request.in_memory else None)


def _run(request: BuildRequest, folder: Path, log: BuildLog, state: BuildState, moment: datetime) -> list[str]:
    from .adapter import run_pelican  # takes 0.2 s and changes the root logger: only when there is something to run

    overrides: dict[str, object] = {
        **_overrides(request),
        "OUTPUT_PATH": str(folder),
        "BUILD_MOMENT": moment,
        "DELETE_OUTPUT_DIRECTORY": False,
        SETTING: log,
        STATE: state,
    }
    return run_pelican(request.settings.resolve(), overrides)


def _check_apart(request: BuildRequest) -> None:
    """The output is replaced whole: it must not hold the sources, nor lie among them."""
    output = request.output.resolve()
    for source in filter(None, (request.content, request.settings.parent / "theme")):
        source = source.resolve()
        if source.is_relative_to(output) or output.is_relative_to(source):
            raise PortalError(
                _("the output {output} and {source} must not lie in each other", output=output, source=source)
            )


def _refuse_warnings(log: BuildLog, notes: list[str]) -> None:
    if log.warnings:
        raise BuildFailed(log.warnings)
    if notes:
        raise PortalError("\n".join(notes))
