"""Where the time of a build went: wall time of each stage, and the work of all processes in it."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.build_log import Show
from portal.i18n import Translator

_ = Translator(__file__)


@dataclass
class Stage:
    """Args: name: as editors see it; seconds: on the clock; cpu: of all processes; count: of things done."""

    name: str
    seconds: float = 0.0
    cpu: float = 0.0
    count: int = 0


class StageTimes:
    """A `show` for `portal.build_log.BuildLog` that measures, and passes on to another."""

    def __init__(
        self,
        show: Show | None = None,
        clock: Callable[[], float] = time.perf_counter,
        cpu: Callable[[], float] | None = None,
    ) -> None:
        self._show, self._clock, self._cpu = show, clock, cpu or _cpu
        self.stages = [Stage(_("Starting"))]
        self._since, self._cpu_since = clock(), self._cpu()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self.stages[-1].name:
            self._close()
            self.stages.append(Stage(stage))
        self.stages[-1].count = max(done, self.stages[-1].count)
        if self._show is not None:
            self._show(stage, done, total)

    def _close(self) -> None:
        now, cpu = self._clock(), self._cpu()
        self.stages[-1].seconds += now - self._since
        self.stages[-1].cpu += cpu - self._cpu_since
        self._since, self._cpu_since = now, cpu

    def lines(self) -> Iterator[str]:
        """A table; called once, at the end."""
        self._close()
        whole = sum(stage.seconds for stage in self.stages) or 1.0
        width = max(len(stage.name) for stage in self.stages)
        for stage in self.stages:
            share = f"{100 * stage.seconds / whole:.0f}%"
            times = _("{wall} s, {cpu} s of all processes", wall=_with_comma(stage.seconds), cpu=_with_comma(stage.cpu))
            count = f"  ({stage.count})" if stage.count else ""
            yield f"{stage.name:<{width}}  {share:>4}  {times}{count}"


def _with_comma(seconds: float) -> str:
    return f"{seconds:.2f}".replace(".", ",")


def _cpu() -> float:
    """Seconds of this process and of those of its children that have ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
