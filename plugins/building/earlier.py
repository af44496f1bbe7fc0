"""What a build knows of earlier ones, and keeps for later ones: below CACHE_PATH, safe to delete at any time.

Two questions are asked. Is everything as it was when the site in the output folder was built? Then it is that site,
and only build.json tells another moment. If not: which results and which files still hold?
"""

from __future__ import annotations

import json
import runpy
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from building.keeping import plain_pickle
from building.keeping.earlier_site import EarlierSite, dump_files, dump_groups, load_files, load_groups
from building.keeping.left_files import LeftFiles
from building.keeping.results import KeptResults
from building.keeping.sources import Sources
from building.keeping.state import BuildState
from building.keeping.store import Store
from building.keeping.values import NotPlainError, ValueDigests
from portal.errors import Problem
from portal.parallel.forked import Beside
from portal.parallel.workers import worker_count
from portal.traces.moment import microseconds
from portal.traces.trace import TREE, WorkTrace

from .aside import MARK
from .explanation import explain_build, explain_nothing_done
from .release import Release, names_in, read_release
from .software import PLUGINS, software_digest

FILE_NAME = "builds.sqlite"
_RUN, _SITE, _GROUPS, _PARTS, _KNOWN = "run", "site", "groups", "parts", "files"  # kinds of what is kept
_OF_SITES = (_SITE, _GROUPS, _PARTS)  # kept by the id of the site
_MOST_SITES = 4  # whose files are remembered


@dataclass(frozen=True)
class KeptBuild:
    """What a build told, and where it left something outside the site."""

    release: Release
    counts: Mapping[str, int]
    warnings: tuple[Problem, ...]
    notes: tuple[str, ...]
    next_publish_at: datetime | None = None
    census: tuple[str, ...] = ()


@dataclass(frozen=True)
class SecondLook:
    """What has become of the sources while the build ran.

    Args:
        unchanged: all that was read is what the digests are of; code_unchanged: theme and software are.
        remembered: see Sources.
    """

    unchanged: bool
    code_unchanged: bool
    remembered: bytes


class PagesRecord(NamedTuple):
    """What is kept of the pages when all are made. Args: dumps: by kind."""

    dumps: Mapping[str, bytes]
    look: SecondLook


class FilesRecord(NamedTuple):
    """What is kept of all files of the site. Args: complete: whether they are all that stands in its folder."""

    dump: bytes
    complete: bool


class BegunLook(NamedTuple):
    """Args: reads: digests of all that the build had read, by name; looked_at: how many files and folders."""

    reads: Mapping[str, str]
    looked_at: int
    beside: Beside[PagesRecord]


@dataclass
class Earlier:
    """
    Args:
        shared: digest of the settings.
        folders: the paper's own, by name; code: folders of the software.
    """

    output: Path
    store: Store
    sources: Sources
    shared: str
    software: str
    moment: int
    folders: Mapping[str, Path]
    cache: Path
    code: tuple[Path, ...] = ()
    _begun: BegunLook | None = None

    def state(self) -> BuildState:
        """For a build that has something to do."""
        results = KeptResults(self.store, self.sources, self.software, self.moment)
        return BuildState(self.software, results, self._site(), digests=results.digests)

    def same_site(self) -> KeptBuild | None:
        """What the last build told, where this one would make the same site and that stands in the output folder."""
        data = self.store.one(_RUN, self.shared)
        if data is None:
            return None
        try:
            header, _line, payload = data.partition(b"\n")
            values = json.loads(header)
            if not self._holds(values):
                return None
            last = plain_pickle.load(payload)
        except (*plain_pickle.FAULTS, OSError):
            return None
        site = self._site()
        same = isinstance(last, KeptBuild) and read_release(self.output) == last.release.id and site.files
        return last if same and site.is_whole(MARK) else None

    def _holds(self, values: Mapping[str, Any]) -> bool:
        reads, beside = values["reads"], values["beside"]
        return (
            values["software"] == self.software
            and WorkTrace(lower=values["lower"], upper=values["upper"]).holds_at(self.moment)
            and all(self.sources.digest((TREE, str(path))) == reads[name] for name, path in self.folders.items())
            and all(
                self.sources.digest(self.sources.read_named(text)) == digest
                for text, digest in reads.items()
                if text not in self.folders
            )
            and all(_stamp(self.cache / name) == stamp for name, stamp in beside.items())
        )

    def _site(self) -> EarlierSite:
        release = read_release(self.output)
        files, groups = (self.store.one(kind, release) if release else None for kind in (_SITE, _GROUPS))
        return EarlierSite(self.output, load_files(files), groups=load_groups(groups))

    def left_in(self, folder: Path, site: EarlierSite) -> LeftFiles:
        """Files of an earlier site in the folder that the new one is written into; all else there is removed."""
        site.left = left = LeftFiles(folder, self.output, site.files, MARK)
        return left

    def nothing_done(self, asked: str) -> tuple[str, ...]:
        """Why the file was not made, when `same_site` has given one."""
        return explain_nothing_done(asked, self._site())

    def explained(self, asked: str, state: BuildState) -> tuple[str, ...]:
        """Why the file was made or not; before `keep`, and before the output is another site."""
        parts = {path: line.partition("\t")[2] for path, line in self._parts().items()}
        return explain_build(asked, state, parts)

    def _parts(self) -> dict[str, str]:
        """What each page of the site in the output folder was made from: its path and the parts between tabs."""
        data = self.store.one(_PARTS, read_release(self.output))
        try:
            lines = zlib.decompress(data).decode("utf-8", "surrogatepass").split("\n") if data else ()
        except (ValueError, zlib.error):
            return {}
        return {line.partition("\t")[0]: line for line in lines}

    def look_at_pages(self, state: BuildState, trace: WorkTrace) -> None:
        """All has been read and all pages are made: what is kept of that is written down beside this process.

        Args: trace: of all that was read.
        """
        reads = self._reads(trace)

        def written() -> PagesRecord:
            dumps = {_GROUPS: dump_groups(state.groups), _PARTS: _dump_parts(state, self._parts())}
            return PagesRecord(dumps, self._look_again())

        self._begun = BegunLook(reads, self._looked_at(trace), Beside(written, worker_count()))

    def _looked_at(self, trace: WorkTrace) -> int:
        """Greater where anything else has been read."""
        return self.sources.count + len(trace.reads)

    def record(self, state: BuildState, trace: WorkTrace, folder: Path) -> Beside[FilesRecord]:
        """All files of the site are in the folder; written down beside this process, for `keep`."""
        if self._begun is None or self._begun.looked_at != self._looked_at(trace):
            self.look_at_pages(state, trace)

        def written() -> FilesRecord:
            return FilesRecord(dump_files(state.written), names_in(folder) == state.written.keys())

        return Beside(written, worker_count())

    def keep(
        self,
        state: BuildState,
        trace: WorkTrace | None = None,
        build: KeptBuild | None = None,
        dump: bytes = b"",
    ) -> None:
        """After a build: what it read, made and told. After one that failed: what it read.

        Args: dump: what is kept of the files of the site.
        """
        results = state.results
        if results is None:
            return
        results.settle()
        added, gone, look = dict(results.added), list(results.gone), None
        if trace is not None and build is not None and self._begun is not None:
            pages = self._begun.beside.finish()
            added[_RUN, self.shared] = self._run(trace, build, state, self._begun.reads)
            added |= {(kind, build.release.id): data for kind, data in {**pages.dumps, _SITE: dump}.items()}
            gone += self._old_sites(build.release.id)
            look = pages.look
        look = look or self._look_again()
        if not look.unchanged:
            # Somebody saved while the build ran: what was read need not be what the digests are of.
            added = {key: data for key, data in added.items() if key[0] in _OF_SITES}
            if build is not None and not look.code_unchanged:
                # Pages are known by digests of templates that need not be those they were made with.
                files = {path: file._replace(key="") for path, file in state.written.items()}
                added[_SITE, build.release.id] = dump_files(files)
        added[_KNOWN, ""] = look.remembered
        self.store.keep(added, gone)

    def _look_again(self) -> SecondLook:
        unchanged = self.sources.unchanged()
        code_unchanged = unchanged or self.sources.unchanged([self.folders["theme"], *self.code])
        return SecondLook(unchanged, code_unchanged, self.sources.remembered())

    def _reads(self, trace: WorkTrace) -> dict[str, str]:
        own = tuple(f"{path}/" for path in self.folders.values())
        others = (read for read in sorted(trace.reads) if not f"{read[1]}/".startswith(own))
        return {
            **{name: self.sources.digest((TREE, str(path))) for name, path in self.folders.items()},
            **{self.sources.named(read): self.sources.digest(read) for read in others},
        }

    def _run(self, trace: WorkTrace, build: KeptBuild, state: BuildState, reads: Mapping[str, str]) -> bytes:
        values = {
            "software": self.software,
            "lower": trace.lower,
            "upper": trace.upper,
            "reads": reads,
            "beside": {path.relative_to(self.cache).as_posix(): _stamp(path) for path in state.beside},
        }
        return json.dumps(values).encode() + b"\n" + plain_pickle.dump(build)

    def _old_sites(self, newest: str) -> list[tuple[str, str]]:
        """Records that are thrown away: which they are is no matter, so long as the newest and the spare one stay."""
        used = {newest, read_release(self.output)}
        releases = [name for name in self.store.names(_SITE) if name not in used]
        return [(kind, name) for name in releases[_MOST_SITES - 2 :] for kind in _OF_SITES]


def _dump_parts(state: BuildState, before: Mapping[str, str]) -> bytes:
    """Of the pages of the new site. Args: before: of the last one, for those that were taken from it."""
    lines = [before[path] for path, file in state.written.items() if file.linked and path in before]
    lines += [f"{path}\t{file.parts}" for path, file in state.written.items() if file.parts]
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def earlier_builds(
    settings: Path,
    output: Path,
    moment: datetime,
    overrides: Mapping[str, object],
    *,
    afresh: bool = False,
) -> Earlier | None:
    """None where the settings cannot be compared with those of an earlier build: then everything is made anew.

    Args:
        overrides: settings that win over the file's.
        afresh: forget what all earlier builds have kept.
    """
    values = _settings(settings)
    if values is None:
        return None
    values |= overrides
    folders = {name: _absolute(settings, values.get(key)) for name, key in (("content", "PATH"), ("theme", "THEME"))}
    cache, plugins = _absolute(settings, values.get("CACHE_PATH")), values.get("PLUGIN_PATHS")
    if cache is None or not all(folders.values()) or not isinstance(plugins, list | tuple):
        return None
    known = {name: path for name, path in folders.items() if path is not None}
    store = Store(cache / FILE_NAME)
    if afresh:
        store.forget()
    sources = Sources(known, store.one(_KNOWN, ""), time.time_ns())
    try:
        neutral = {key: _neutral(value, sources) for key, value in values.items() if key != "CACHE_PATH"}
        shared = ValueDigests().of(neutral)
    except NotPlainError:
        return None
    for path in known.values():
        sources.digest((TREE, str(path)))  # now, before anything reads them
    others = [path for path in (_absolute(settings, name) for name in plugins) if path]
    software = software_digest(sources, others)
    code = (PLUGINS, *others)
    return Earlier(output.resolve(), store, sources, shared, software, microseconds(moment), known, cache, code)


def _settings(file: Path) -> dict[str, Any] | None:
    """What the settings file sets; None where it fails, which Pelican tells better."""
    with suppress(Exception):
        return {key: value for key, value in runpy.run_path(str(file)).items() if key.isupper()}
    return None


def _absolute(settings: Path, value: object) -> Path | None:
    """Pelican reads relative paths from the folder of the settings file."""
    return (settings.resolve().parent / value).resolve() if isinstance(value, str) and value else None


def _neutral(value: Any, sources: Sources) -> Any:
    """Free of where the paper lies."""
    if isinstance(value, str):
        return sources.neutral(value)
    if isinstance(value, Path):
        return sources.neutral(str(value))
    if isinstance(value, Mapping):
        return {key: _neutral(item, sources) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_neutral(item, sources) for item in value]
    return value


def _stamp(path: Path) -> list[int] | None:
    """Whether a file made beside the site is the one that was made."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_ino, status.st_size, status.st_mtime_ns]
