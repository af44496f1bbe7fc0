"""What one build knows of earlier ones: made by whoever starts it, found by every plugin in the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from portal.parallel.seam import opens_nothing, packed, run, unpacked
from portal.traces.trace import Read

from .earlier_site import EarlierSite, KeptGroup, Written
from .live import LivePart
from .results import KeptResults
from .values import NotPlainError, ValueDigests

SETTING = "BUILD_STATE"

Shared = TypeVar("Shared")
Result = TypeVar("Result")


@dataclass
class BuildState:
    """Without `results`, everything is made anew and nothing is kept.

    Args:
        software: digest of all code and libraries; empty where pages are not to be reused.
        site: what stands in the output folder now.
        written: the files of the new site so far; groups: of its pages, see EarlierSite.
        beside: files that a build makes outside the site, such as the index for scripts/search; a build that makes
            nothing must find them.
        in_memory: whether the site is kept in memory when it is built.
        live: parts of the site that can be made anew from memory; each stands behind those that it shows something of.
        all_read: is called when no source is read any more and all pages are made, while there is something to wait
            for; only files made of what was read may follow. Need not be called.
        origins: path of a page -> the file of the content that it shows, relative to the content folder.
    """

    software: str = ""
    results: KeptResults | None = None
    site: EarlierSite = field(default_factory=lambda: EarlierSite(Path()))
    written: dict[str, Written] = field(default_factory=dict)
    groups: dict[str, KeptGroup] = field(default_factory=dict)
    beside: list[Path] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    in_memory: bool = False
    live: list[LivePart] = field(default_factory=list)
    digests: ValueDigests = field(default_factory=ValueDigests)
    all_read: Callable[[], None] = lambda: None

    def results_of(
        self,
        function: Callable[[Shared, str], Result],
        shared: Shared,
        names: Sequence[str],
        told: object,
        worth_keeping: Callable[[Result], bool],
        workers: int | None = None,
        opens: Callable[[str], Iterable[Path]] = opens_nothing,
        heard: Callable[[str, Iterable[Read]], None] = lambda name, reads: None,
        some: bool = False,
    ) -> Iterator[Result]:
        """`KeptResults.of`; all jobs are done where nothing is kept. `told`: what of `shared` decides their results."""
        if self.results is None:
            return map(unpacked, run(_plainly, (function, shared), names, workers=workers, opens=opens))
        digest = self.digests.of(told)
        return self.results.of(function, shared, names, digest, worth_keeping, workers, opens, heard, some)

    def value_of(self, name: str, inputs: object, make: Callable[[], Result]) -> Result:
        """`make()`, or what it gave in an earlier build for the same inputs, which it must not reach beyond."""
        if self.results is None:
            return make()
        try:
            digest = self.digests.of(inputs)
        except NotPlainError:
            return make()
        return self.results.value(name, digest, make)

    def key_of(self, *values: object) -> str:
        """Digest of values and of the software; empty where nothing is kept."""
        return self.digests.of(self.software, *values) if self.results else ""

    def neutral(self, text: str) -> str:
        """`text` free of where the paper lies."""
        return self.results.sources.neutral(text) if self.results else text


def _plainly(shared: tuple[Callable[[Shared, str], object], Shared], name: str) -> bytes:
    function, common = shared
    return packed(function(common, name))


def state_of(settings: Mapping[str, Any]) -> BuildState:
    """The state of this build; one that knows nothing where there is none."""
    state = settings.get(SETTING)
    return state if isinstance(state, BuildState) else BuildState()
