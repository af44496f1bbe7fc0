"""The engine for several machines: runs of jobs through a Dask scheduler, results in order, whoever dies meanwhile.

A worker is told digests; what it lacks it names, and the run is sent again with that. So shared data go once to each
worker, and again to one that has lost it or has just come.
"""

from __future__ import annotations

import logging
import os
import queue
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from portal.errors import PortalError
from portal.i18n import Translator
from portal.parallel.seam import FORKS, Started, Work
from portal.traces.places import folders, neutral
from portal.traces.trace import join_trace, unnoted

from .code_version import code_version
from .file_lists import Listed, blob_name, list_files
from .travel import dump, dump_shared, load
from .workbench import Done, Header, Lacks, RunOrder
from .worker import FOREIGN, do_run

_ = Translator(__file__)

_AHEAD = 4  # runs under way for each thread of the cluster
_CONNECT = 10.0  # seconds in which a scheduler must answer
_PATIENCE = 20.0  # seconds without any worker
_MOST_DEATHS = 4  # of processes at one run
_FOLDERS_SENT = ("content", "theme")
_CUT_OFF = ("CommClosedError", "TimeoutError")  # names of what Dask raises where the scheduler does not answer
_UNKNOWN_CODE = "deserialization of the task graph"  # said by a scheduler that cannot import what it is to hand on


@dataclass
class Traffic:
    """Bytes that went over the network, as this process counts them: without Dask's own."""

    sent: int = 0
    received: int = 0
    shared: Counter[str] = field(default_factory=Counter)  # digest -> how often it was sent
    runs: int = 0
    refused: set[str] = field(default_factory=set)
    workers: set[str] = field(default_factory=set)


class DaskEngine:
    """Args: scheduler: address, such as tcp://10.0.0.5:8786."""

    def __init__(self, scheduler: str) -> None:
        self.scheduler, self.traffic = scheduler, Traffic()
        self.session = uuid.uuid4().hex
        self.code = code_version()
        self.blobs: dict[str, bytes | Path] = {}
        self.sent_to: defaultdict[str, set[str]] = defaultdict(set)  # address of a worker -> blobs

    def start(self, work: Work[Any, Any]) -> Started:
        """Nothing is sent before the results are asked for: no thread of Dask's may run while this process forks."""
        if len(work.jobs) <= 1:
            return FORKS.start(work)
        return _Stage(self, work)

    @cached_property
    def lists(self) -> dict[str, tuple[str, str]]:
        """Of each folder of the paper its own name, and the digest of the list of its files."""
        sent = {name: folder for name, folder in folders().items() if name.startswith(_FOLDERS_SENT)}
        return {name: (folder.name, self.keep(dump(self._listed(folder)))) for name, folder in sent.items()}

    def _listed(self, folder: Path) -> dict[str, Listed]:
        with unnoted():  # what jobs look at of it comes with their traces
            files = list_files(folder)
        self.blobs |= {listed.digest: folder / name for name, listed in files.items() if listed.digest}
        return files

    def keep(self, data: bytes) -> str:
        digest = blob_name(data)
        self.blobs[digest] = data
        return digest

    def blob(self, digest: str) -> bytes:
        held = self.blobs[digest]
        with unnoted():
            data = held.read_bytes() if isinstance(held, Path) else held
        if isinstance(held, Path) and blob_name(data) != digest:
            raise PortalError(_("{path} was changed while the build ran; run it again", path=held))
        return data

    def told(self) -> list[str]:
        """What is said of the cluster after a build."""
        traffic = self.traffic
        lines = [
            _(
                "Dask: {runs} runs of jobs by {workers} workers; {sent} MB sent, {received} MB received",
                runs=traffic.runs,
                workers=len(traffic.workers),
                sent=_megabytes(traffic.sent),
                received=_megabytes(traffic.received),
            )
        ]
        return lines + [
            _("The worker {address} has other code than this build and was given nothing", address=address)
            for address in sorted(traffic.refused)
        ]

    @contextmanager
    def client(self) -> Iterator[Any]:
        try:
            import dask
            from distributed import Client
        except ImportError:
            hint = _("run scripts/environment cluster dask --version once")
            raise PortalError(_("--engine dask needs the package distributed; {hint}", hint=hint)) from None
        _silence_logs()
        quiet = {"distributed.admin.large-graph-warning-threshold": "10GB"}
        with dask.config.set(quiet):
            try:
                client = Client(self.scheduler, timeout=_CONNECT, set_as_default=False, name="toasoan")
            except (OSError, ValueError, ImportError) as error:
                if isinstance(error, ImportError):
                    raise
                raise PortalError(
                    _("no Dask scheduler answers at {address}; start it, or mend --scheduler", address=self.scheduler)
                ) from None
            try:
                yield client
            finally:
                with suppress(Exception):  # the scheduler may have gone
                    client.close(timeout=2)


@dataclass
class _Run:
    """Jobs on their way. Args: deaths: how many processes have ended at them; lacked: blobs."""

    number: int
    order: bytes
    deaths: int = 0
    lacked: set[str] = field(default_factory=set)


class _Stage:
    """One call of the seam."""

    def __init__(self, engine: DaskEngine, work: Work[Any, Any]) -> None:
        self._engine, self._work = engine, work
        self._refused: set[str] = set()

    def results(self) -> Iterator[bytes]:
        with self._engine.client() as client:
            self._client = client
            self._finished: queue.Queue[Any] = queue.Queue()
            self._under_way: dict[Any, _Run] = {}
            self._header = self._made_header()
            self._alone_since = time.monotonic()
            try:
                yield from self._in_order()
            except PortalError:
                raise
            except Exception as error:
                if self._is_there() and type(error).__name__ not in _CUT_OFF:
                    raise
                raise self._gone() from None
            finally:
                if self._is_there():  # else Dask would wait for a scheduler that has gone
                    with suppress(Exception):
                        client.cancel(list(self._under_way), force=True)

    def _made_header(self) -> Header:
        engine, function = self._engine, self._work.function
        shared = engine.keep(dump_shared(self._work.shared))
        own = {name: value for name, value in os.environ.items() if name.startswith("TOASOAN_")}
        return Header(function.__module__, function.__qualname__, shared, engine.lists, own)

    def _in_order(self) -> Iterator[bytes]:
        starts = range(0, len(self._work.jobs), self._work.batch)
        waiting: dict[int, Done] = {}
        sent = 0
        for place in range(len(starts)):
            while place not in waiting:
                # Never further ahead of what was taken: results that wait take memory.
                while sent < len(starts) and sent < place + self._ahead():
                    self._send(_Run(sent, self._order(starts[sent])))
                    sent += 1
                waiting.update(self._next())
            done = waiting.pop(place)
            join_trace(done.trace)
            yield from done.results
            if done.fault is not None:
                raise done.fault

    def _ahead(self) -> int:
        return _AHEAD * max(2, sum(int(worker["nthreads"]) for worker in self._workers().values()))

    def _workers(self) -> Mapping[str, Any]:
        workers: Mapping[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return {address: worker for address, worker in workers.items() if address not in self._refused}

    def _order(self, start: int) -> bytes:
        jobs = self._work.jobs[start : start + self._work.batch]
        return dump(RunOrder(self._header, dump(jobs), _files(self._work, jobs)))

    def _send(self, run: _Run, lacking: Sequence[str] = (), preferred: str = "") -> None:
        """Args: lacking: blobs that go with it, to the worker that has asked for them if that is still there."""
        engine = self._engine
        blobs = {digest: engine.blob(digest) for digest in lacking}
        workers = [preferred] if preferred else list(self._workers()) if self._refused else None
        future = self._client.submit(
            do_run,
            engine.code,
            engine.session,
            run.order,
            blobs,
            key=f"toasoan-{engine.session}-{uuid.uuid4().hex}",
            pure=False,
            priority=1 if blobs else 0,  # others wait for what it brings
            workers=workers,
            allow_other_workers=workers is not None,
        )
        engine.traffic.sent += len(run.order) + sum(map(len, blobs.values()))
        engine.traffic.shared.update(lacking)
        self._under_way[future] = run
        future.add_done_callback(self._finished.put)

    def _next(self) -> dict[int, Done]:
        """The next run that is done, by its number; nothing where there was something else to hear of."""
        try:
            future = self._finished.get(timeout=1)
        except queue.Empty:
            self._look_after_workers()
            return {}
        run = self._under_way.pop(future, None)
        if run is None:
            return {}
        if future.status != "finished":
            self._again(run, future)
            return {}
        try:
            kind, address, data = future.result(timeout=_PATIENCE)  # its worker may die before it is fetched
        except Exception:  # noqa: BLE001 -- of Dask's many kinds; `_again` tells which
            self._again(run, future)
            return {}
        future.release()
        if kind == FOREIGN:
            self._refuse(address)
            self._send(run)
            return {}
        self._alone_since = time.monotonic()
        self._engine.traffic.received += len(data)
        self._engine.traffic.workers.add(address)
        answer = load(data)
        if isinstance(answer, Lacks):
            self._send_what_lacks(run, answer.blobs, address)
            return {}
        self._engine.traffic.runs += 1
        return {run.number: answer}

    def _send_what_lacks(self, run: _Run, lacking: Sequence[str], address: str) -> None:
        """Other runs that waited at this worker lacked the same: what is on its way there is not sent with each."""
        on_the_way = self._engine.sent_to[address]
        needed = [digest for digest in lacking if digest not in on_the_way or digest in run.lacked]
        run.lacked.update(lacking)
        on_the_way.update(needed)
        self._send(run, needed, address)

    def _again(self, run: _Run, future: Any) -> None:
        """A worker or its process has died at the run, or the scheduler has forgotten it."""
        run.deaths += 1
        self._look_after_workers()
        if future.status == "error" and _UNKNOWN_CODE in str(future.exception()):
            address = self._engine.scheduler
            raise PortalError(
                _("the Dask scheduler at {address} has not the code of this build; bring it there", address=address)
            )
        if run.deaths >= _MOST_DEATHS:
            reason = f"{type(future.exception()).__name__}" if future.status == "error" else future.status
            raise PortalError(
                _(
                    "workers of the cluster died at the same jobs {count} times ({reason})",
                    count=run.deaths,
                    reason=reason,
                )
            )
        self._send(run)

    def _refuse(self, address: str) -> None:
        self._refused.add(address)
        self._engine.traffic.refused.add(address)
        if not self._workers():
            address = self._engine.scheduler
            raise PortalError(_("no worker at {address} has the code of this build; bring it there", address=address))

    def _is_there(self) -> bool:
        return bool(self._client.status == "running")

    def _gone(self) -> PortalError:
        return PortalError(_("the Dask scheduler at {address} has gone", address=self._engine.scheduler))

    def _look_after_workers(self) -> None:
        if not self._is_there():
            raise self._gone()
        if self._workers():
            self._alone_since = time.monotonic()
        elif time.monotonic() - self._alone_since > _PATIENCE:
            raise PortalError(_("the Dask scheduler at {address} has no worker left", address=self._engine.scheduler))


def _silence_logs() -> None:
    """What is wrong is said in one line of ours. Dask gives some of its parts levels of their own."""
    parts = [name for name in logging.root.manager.loggerDict if name.startswith("distributed.")]
    for name in ("distributed", "asyncio", *parts):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _files(work: Work[Any, Any], jobs: Sequence[Any]) -> dict[str, bytes]:
    """What these jobs read for themselves; a file that cannot be read is missed where it is read."""
    files = {}
    for job in jobs:
        for path in work.opens(job):
            with suppress(OSError), unnoted():
                files[neutral(str(path))] = path.read_bytes()
    return files


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f}".replace(".", ",")
