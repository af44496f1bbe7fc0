"""Jobs that are done only where something they looked at has changed: verifying traces, kept from build to build.

Nobody says what a job depends on: what it read is recorded while it is done. A kept result holds as long as all of
that has the same digest and the moment of the build lies where the same is true of all that was asked of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from portal.parallel.workers import run_jobs
from portal.traces.trace import WorkTrace, join_trace, tracing

from . import plain_pickle
from .sources import Sources
from .store import Store

Job = TypeVar("Job")
Result = TypeVar("Result")

_NAME_SIZE = 16
# Results that no job asked for are thrown away when they are more than this, and twice as many as the others.
_MOST_UNUSED = 1000
_MOST_VALUES = 4  # of one name
NEW, MOMENT = "new", "moment"  # reasons; others are reads as `Sources.named` writes them


class _Done:
    """A result and its pickle; between processes only the pickle travels."""

    def __init__(self, result: Any, payload: bytes, trace: WorkTrace) -> None:
        self._results, self.payload, self.trace = [result], payload, trace

    def __reduce__(self) -> tuple[object, ...]:
        return _received, (self.payload, self.trace)

    def result(self) -> Any:
        return self._results[0] if self._results else plain_pickle.load(self.payload)


def _received(payload: bytes, trace: WorkTrace) -> _Done:
    done = _Done(None, payload, trace)
    done._results.clear()
    return done


def _do(function: Callable[[Job], Result], job: Job) -> _Done:
    with tracing() as trace:
        result = function(job)
    return _Done(result, plain_pickle.dump(result), trace)


@dataclass
class KeptResults:
    """The results of earlier builds.

    Args:
        software: digest of all code that may have made them.
        moment: of this build, in microseconds since 1970.
        counts: of each kind, how many were done and how many were asked for.
        reasons: why a job was done, by its name: NEW, MOMENT, or what it reads that has changed.
    """

    store: Store
    sources: Sources
    software: str
    moment: int
    added: dict[tuple[str, str], bytes] = field(default_factory=dict)
    gone: list[tuple[str, str]] = field(default_factory=list)
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(
        self,
        function: Callable[[Job], Result],
        jobs: Sequence[Job],
        names: Sequence[str],
        shared: str,
        worth_keeping: Callable[[Result], bool],
        workers: int | None = None,
    ) -> Iterator[Result]:
        """`function` of each job, in their order.

        Args:
            names: of the jobs; no two have the same one.
            shared: digest of all in the jobs that is not their name.
            worth_keeping: such as: without faults.
        """
        kind = f"{function.__module__}.{function.__qualname__}"
        start = f"{self.software} {shared} ".encode()
        keys = [_name(start + name.encode("utf-8", "surrogatepass")) for name in names]
        stored = self.store.all_of(kind)
        self._throw_away(kind, stored.keys() - set(keys), len(keys))
        kept = [self._valid(stored.get(key), name) for key, name in zip(keys, names, strict=True)]
        missing = [job for job, payload in zip(jobs, kept, strict=True) if payload is None]
        self.counts[kind] = (len(missing), len(jobs))
        fresh = run_jobs(partial(_do, function), missing, workers=workers)
        for place, key in enumerate(keys):
            payload, kept[place] = kept[place], None  # thousands of them are not kept twice
            result = _loaded(payload)
            if result is None:
                done = next(fresh) if payload is None else _do(function, jobs[place])
                result = done.result()
                join_trace(done.trace)
                # What seems to have read nothing has read something unseen.
                if done.trace.reads and worth_keeping(result):
                    self.added[kind, key] = self._record(done)
            yield result

    def value(self, name: str, inputs: str, make: Callable[[], Result]) -> Result:
        """`make()`, or what it gave in an earlier build for the same inputs. `inputs`: their digest."""
        key = _name(f"{self.software} {inputs}".encode())
        payload = self._valid(self.store.one(name, key), name)
        result = _loaded(payload)
        if result is None:
            done = _do(lambda _job: make(), None)
            result = done.result()
            self.added[name, key] = self._record(done)
            self.gone += [(name, other) for other in self.store.names(name)[_MOST_VALUES - 1 :]]
        self.counts[name] = (int(payload is None), 1)
        return result  # type: ignore[no-any-return]  # what `make` gave, or its copy

    def _record(self, done: _Done) -> bytes:
        reads = {self.sources.named(read): self.sources.digest(read) for read in sorted(done.trace.reads)}
        header = json.dumps([done.trace.lower, done.trace.upper, reads], separators=(",", ":")).encode()
        return header + b"\n" + done.payload

    def _valid(self, record: bytes | None, name: str) -> bytes | None:
        """The pickle in `record` where all that its making looked at is as it was; else the reason is noted."""
        trace, payload = WorkTrace(), b""
        reasons: tuple[str, ...] = (NEW,)
        if record is not None:
            header, _line, payload = record.partition(b"\n")
            with suppress(ValueError, TypeError, AttributeError):
                trace, reasons = self._looked_at(*json.loads(header))
        if reasons:
            self.reasons[name] = reasons
            return None
        join_trace(trace)
        return payload

    def _looked_at(
        self, lower: int | None, upper: int | None, reads: Mapping[str, str]
    ) -> tuple[WorkTrace, tuple[str, ...]]:
        """What a kept result was made from, and what of that is another now."""
        named = {text: self.sources.read_named(text) for text in reads}
        trace = WorkTrace(set(named.values()), lower, upper)
        changed = [text for text, read in named.items() if self.sources.digest(read) != reads[text]]
        return trace, (*changed, *(() if trace.holds_at(self.moment) else (MOMENT,)))

    def _throw_away(self, kind: str, unused: set[str], used: int) -> None:
        if len(unused) > max(_MOST_UNUSED, 2 * used):
            self.gone += [(kind, key) for key in sorted(unused)]


def _loaded(payload: bytes | None) -> Any:
    """None where there is nothing, or nothing that can be read."""
    if payload is None:
        return None
    try:
        return plain_pickle.load(payload)
    except plain_pickle.FAULTS:
        return None


def _name(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=_NAME_SIZE).hexdigest()
