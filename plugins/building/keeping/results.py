"""Jobs that are done only where something they looked at has changed: verifying traces, kept from build to build.

Nobody says what a job depends on: what it read is recorded while it is done. A kept result holds as long as all of
that has the same digest and the moment of the build lies where the same is true of all that was asked of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, is_dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from portal.parallel.collector import collecting_nothing
from portal.parallel.forked import Beside
from portal.parallel.seam import opens_nothing, packed, run, unpacked
from portal.traces.trace import Read, WorkTrace, join_trace, tracing

from . import plain_pickle
from .kept_apart import KeptApart, KeptPlace
from .laid_down import LaidDown, LayingDown, bytes_of
from .model import Model, ModelHead, head_of_model, model_of
from .sources import Sources
from .store import Store
from .values import ValueDigests

Shared = TypeVar("Shared")
Job = TypeVar("Job")
Result = TypeVar("Result")

_NAME_SIZE = 16
_MOST_READ = 32  # results whose large parts are held
_APART = " apart"  # behind the kind of results: of their parts that are read when they are asked for
# Results that no job asked for are thrown away when they are more than this, and twice as many as the others.
_MOST_UNUSED = 1000
_MOST_VALUES = 4  # of one name
_MOST_MODELS = 2  # of one name: that of the site and that of its preview
_MODEL = "model "  # before the name of what a stage came to
NEW, MOMENT = "new", "moment"  # reasons; others are reads as `Sources.named` writes them


@dataclass(frozen=True)
class _Pickled:
    """A result as bytes.

    Args:
        apart: its parts that are kept apart, each as its fields.
        digests: of these parts, and by name of the fields of the result that have one; see ValueDigests.know.
    """

    whole: bytes
    apart: bytes = b""
    part_digests: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)


def _pickled(result: object) -> _Pickled:
    whole, apart = plain_pickle.dump_in_parts(result)
    digests = ValueDigests()
    parts = tuple(digests.of_frozen(part) for part in apart)
    named_digests = ((name, digests.of_frozen(value)) for name, value in _fields(result))
    known = {name: digest for name, digest in named_digests if digest}
    return _Pickled(whole, plain_pickle.dump([part.__getstate__() for part in apart]) if apart else b"", parts, known)


def _fields(result: object) -> Iterable[tuple[str, object]]:
    return vars(result).items() if is_dataclass(result) else ()


@dataclass(frozen=True)
class _Done:
    """A result as bytes, and what was looked at for it."""

    pickled: _Pickled
    trace: WorkTrace


def _do(function: Callable[[], object]) -> _Done:
    with tracing() as trace:
        result = function()
    return _Done(_pickled(result), trace)


def _do_job(shared: tuple[Callable[[Shared, Job], object], Shared], job: Job) -> bytes:
    function, common = shared
    return packed(_do(partial(function, common, job)))


@dataclass(frozen=True)
class _Record:
    """A kept result that still holds; see _Pickled."""

    payload: bytes
    part_digests: Sequence[str]
    digests: Mapping[str, str]


@dataclass
class _Apart:
    """Parts of one result that are read when somebody asks for them; all of them at once.

    Args:
        place: in the store.
        again: does the job again, where they are harmed.
        recent: those that were read last; of all others nothing is held.
        data: of a result that was just made.
    """

    store: Store
    place: tuple[str, str]
    again: Callable[[], _Done]
    recent: deque[_Apart]
    data: LaidDown | bytes | None = None
    _parts: list[Mapping[str, Any]] | None = None

    def fields(self, digests: Sequence[str], kind: type[KeptApart], number: int) -> Mapping[str, Any]:
        if self._parts is None:
            self._parts = self._read(digests, kind)
            self.recent.append(self)
            if len(self.recent) > _MOST_READ:
                self.recent.popleft()._parts = None
        return self._parts[number]

    def _read(self, digests: Sequence[str], kind: type[KeptApart]) -> list[Mapping[str, Any]]:
        parts = plain_pickle.load(bytes_of(self.data)) if self.data else self._stored_parts(digests, kind)
        return plain_pickle.load(self.again().pickled.apart) if parts is None else parts

    def _stored_parts(self, digests: Sequence[str], kind: type[KeptApart]) -> list[Mapping[str, Any]] | None:
        """None where they are not there, or not those of the result: the two are written together, and checked so."""
        data = self.store.one(*self.place)
        try:
            parts = plain_pickle.load(data) if data else None
            same = parts is not None and [ValueDigests().of_frozen(kind(**part)) for part in parts] == list(digests)
        except plain_pickle.FAULTS:
            return None
        return parts if same else None


@dataclass
class KeptResults:
    """The results of earlier builds.

    Args:
        software: digest of all code that may have made them.
        moment: of this build, in microseconds since 1970.
        counts: of each kind, how many were done and how many were asked for.
        reasons: why a job was done, by its name: NEW, MOMENT, or what it reads that has changed.
        digests: told those of kept results; recent: whose large parts are in memory.
        now: reads, as kept results name them, with their digests in this build.
        models: that are to be kept, while they are still made.
    """

    store: Store
    sources: Sources
    software: str
    moment: int
    added: dict[tuple[str, str], LaidDown | bytes] = field(default_factory=dict)
    gone: list[tuple[str, str]] = field(default_factory=list)
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    digests: ValueDigests = field(default_factory=ValueDigests)
    recent: deque[_Apart] = field(default_factory=deque)
    now: dict[str, tuple[Read, str]] = field(default_factory=dict)
    models: list[tuple[str, str, Beside[bytes], WorkTrace]] = field(default_factory=list)

    @cached_property
    def laying_down(self) -> LayingDown:
        """New results: those of all stories would be copied into each process that looks at a few."""
        return LayingDown(self.store.folder)

    def of(
        self,
        function: Callable[[Shared, str], Result],
        shared: Shared,
        names: Sequence[str],
        told: str,
        worth_keeping: Callable[[Result], bool],
        workers: int | None = None,
        opens: Callable[[str], Iterable[Path]] = opens_nothing,
        heard: Callable[[str, Iterable[Read]], None] = lambda name, reads: None,
        some: bool = False,
    ) -> Iterator[Result]:
        """`function(shared, name)` of each job, in their order.

        Args:
            names: of the jobs; no two have the same one.
            told: digest of all that is shared.
            worth_keeping: such as: without faults.
            opens: see portal.parallel.seam.Work.
            heard: told what each job has looked at.
            some: these are a few of many jobs, whose results stay.
        """
        kind = f"{function.__module__}.{function.__qualname__}"
        start = f"{self.software} {told} ".encode()
        keys = [_name(start + name.encode("utf-8", "surrogatepass")) for name in names]
        stored = self._stored_few(kind, keys) if some else self._stored(kind, set(keys))
        records = [self._valid(stored.pop(key, None), name, heard) for key, name in zip(keys, names, strict=True)]
        missing = [name for name, record in zip(names, records, strict=True) if record is None]
        self.counts[kind] = (len(missing), len(names))
        fresh = run(_do_job, (function, shared), missing, workers=workers, opens=opens)
        with collecting_nothing():
            for place, key in enumerate(keys):
                record, records[place] = records[place], None  # thousands of them are not kept twice
                again = partial(_do, partial(function, shared, names[place]))
                apart = _Apart(self.store, (f"{kind}{_APART}", key), again, self.recent)
                result = self._loaded(record, apart)
                if result is None:
                    done = unpacked(next(fresh)) if record is None else again()
                    result = self._result_of(done, apart)
                    join_trace(done.trace)
                    heard(names[place], done.trace.reads)
                    # What seems to have read nothing has read something unseen.
                    if done.trace.reads and worth_keeping(result):
                        self._keep(kind, key, done, apart)
                yield result

    def _stored(self, kind: str, wanted: set[str]) -> dict[str, bytes]:
        """Of all jobs; what none of them asks for may be thrown away."""
        self._throw_away(kind, set(self.store.names(kind)) - wanted, len(wanted))
        return self.store.all_of(kind, wanted)

    def _stored_few(self, kind: str, wanted: Iterable[str]) -> dict[str, bytes]:
        records = ((key, self.store.one(kind, key)) for key in wanted)
        return {key: data for key, data in records if data is not None}

    def _result_of(self, done: _Done, apart: _Apart) -> Any:
        """The result; its large parts are bytes in memory until they are asked for."""
        pickled = done.pickled
        if not pickled.apart:
            result = plain_pickle.load(pickled.whole)
            self._know(result, pickled.digests)
            return result
        apart.data = self.laying_down.lay(pickled.apart)
        return self._read(_Record(pickled.whole, pickled.part_digests, pickled.digests), apart)

    def _keep(self, kind: str, key: str, done: _Done, apart: _Apart) -> None:
        self.added[kind, key] = self.laying_down.lay(self._record(done))
        if apart.data:
            self.added[f"{kind}{_APART}", key] = apart.data

    def _loaded(self, record: _Record | None, apart: _Apart) -> Any:
        """None where there is nothing, or nothing that can be read."""
        try:
            return None if record is None else self._read(record, apart)
        except plain_pickle.FAULTS:
            return None

    def _read(self, record: _Record, apart: _Apart) -> Any:
        """Raises one of plain_pickle.FAULTS."""

        def fetch(kind: type[KeptApart], number: int) -> KeptApart:
            return self._part(kind, apart, KeptPlace(*apart.place, number, tuple(record.part_digests)))

        result = plain_pickle.load(record.payload, fetch)
        self._know(result, record.digests)
        return result

    def _part(self, kind: type[KeptApart], apart: _Apart, place: KeptPlace) -> KeptApart:
        part = kind.unread(lambda: apart.fields(place.digests, kind, place.number), place)
        self.digests.know(part, place.digests[place.number])
        return part

    def part_at(self, place: KeptPlace, kind: type[KeptApart], again: Callable[[], object]) -> KeptApart:
        """A part of an earlier result, by its place. `again`: gives that result, where the part is harmed."""
        apart = _Apart(self.store, (place.kind, place.name), partial(_do, again), self.recent)
        return self._part(kind, apart, place)

    def model(self, name: str, told: str) -> Model | None:
        """What a stage came to in the last build, where the same was told to it and the moment is no other to it.

        What it has looked at may have changed: `Model.changed`.
        """
        data = self.store.one(_MODEL + name, _name(f"{self.software} {told}".encode())) or b""
        head, _line, payload = data.partition(b"\n")
        header = ModelHead.load(head)
        if header is None or not WorkTrace(lower=header.lower, upper=header.upper).holds_at(self.moment):
            return None
        return model_of(payload, header, self.sources)

    def keep_model(self, name: str, told: str, payload: Beside[bytes], trace: WorkTrace) -> None:
        """For `model` of the next build. Args: payload: on its way; empty where there is nothing to keep."""
        self.models.append((name, told, payload, trace))

    def keep_model_at_once(self, name: str, told: str, payload: bytes) -> None:
        """As `keep_model`, of what was made from nothing but what is told: it leaves the memory of this process."""
        self._add_model(name, told, payload, WorkTrace())

    def settle(self) -> None:
        """Models that are on their way have come."""
        while self.models:
            name, told, payload, trace = self.models.pop()
            if data := payload.finish():
                self._add_model(name, told, data, trace)

    def _add_model(self, name: str, told: str, payload: bytes, trace: WorkTrace) -> None:
        key = _name(f"{self.software} {told}".encode())
        whole = b"\n".join((head_of_model(trace, self.sources).dump(), payload))
        self.added[_MODEL + name, key] = self.laying_down.lay(whole)
        others = [other for other in self.store.names(_MODEL + name) if other != key]
        self.gone += [(_MODEL + name, other) for other in others[_MOST_MODELS - 1 :]]

    def _know(self, result: object, digests: Mapping[str, str]) -> None:
        for name, digest in digests.items():
            self.digests.know(getattr(result, name), digest)

    def value(self, name: str, inputs: str, make: Callable[[], Result]) -> Result:
        """`make()`, or what it gave in an earlier build for the same inputs. `inputs`: their digest."""
        key = _name(f"{self.software} {inputs}".encode())
        record = self._valid(self.store.one(name, key), name)
        apart = _Apart(self.store, (f"{name}{_APART}", key), partial(_do, make), self.recent)
        result = self._loaded(record, apart)
        if result is None:
            done = _do(make)
            result = self._result_of(done, apart)
            self._keep(name, key, done, apart)
            self.gone += [(name, other) for other in self.store.names(name)[_MOST_VALUES - 1 :]]
        self.counts[name] = (int(record is None), 1)
        return result  # type: ignore[no-any-return]  # what `make` gave, or its copy

    def _record(self, done: _Done) -> bytes:
        reads = {self.sources.named(read): self.sources.digest(read) for read in sorted(done.trace.reads)}
        pickled = done.pickled
        values = [done.trace.lower, done.trace.upper, reads, pickled.part_digests, pickled.digests]
        return json.dumps(values, separators=(",", ":")).encode() + b"\n" + pickled.whole

    def _valid(
        self, record: bytes | None, name: str, heard: Callable[[str, Iterable[Read]], None] = lambda name, reads: None
    ) -> _Record | None:
        """What is in `record` where all that its making looked at is as it was; else the reason is noted."""
        trace, whole = WorkTrace(), None
        reasons: tuple[str, ...] = (NEW,)
        if record is not None:
            header, _line, payload = record.partition(b"\n")
            with suppress(ValueError, TypeError, AttributeError):
                lower, upper, reads, part_digests, digests = json.loads(header)
                whole = _Record(payload, part_digests, digests)
                trace, reasons = self._looked_at(lower, upper, reads)
        if reasons or whole is None:
            self.reasons[name] = reasons
            return None
        join_trace(trace)
        heard(name, trace.reads)
        return whole

    def _looked_at(
        self, lower: int | None, upper: int | None, reads: Mapping[str, str]
    ) -> tuple[WorkTrace, tuple[str, ...]]:
        """What a kept result was made from, and what of that is another now."""
        now = {text: self.now.get(text) or self._look(text) for text in reads}
        trace = WorkTrace({read for read, _digest in now.values()}, lower, upper)
        changed = [text for text, (_read, digest) in now.items() if digest != reads[text]]
        return trace, (*changed, *(() if trace.holds_at(self.moment) else (MOMENT,)))

    def _look(self, text: str) -> tuple[Read, str]:
        """What is read under this name, and its digest; thousands of results have looked at the same few things."""
        read = self.sources.read_named(text)
        self.now[text] = read, self.sources.digest(read)
        return self.now[text]

    def _throw_away(self, kind: str, unused: set[str], used: int) -> None:
        if len(unused) > max(_MOST_UNUSED, 2 * used):
            self.gone += [(place, key) for key in sorted(unused) for place in (kind, f"{kind}{_APART}")]


def _name(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=_NAME_SIZE).hexdigest()
