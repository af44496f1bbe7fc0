"""What a run tells while it goes on: stages, counts, warnings. Made by the build command, found in the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from .errors import Problem

SETTING = "BUILD_LOG"

Item = TypeVar("Item")
Show = Callable[[str, int, int], None]


class BuildLog:
    """Collects what the build's summary needs, and passes progress on to a display.

    Args:
        show: called with (stage, done, total); total is 0 where it is not known.
    """

    def __init__(self, show: Show | None = None) -> None:
        self._show = show
        self._stage, self._done, self._total = "", 0, 0
        self.counts: dict[str, int] = {}
        self.warnings: list[Problem] = []
        self.notes: list[str] = []
        self.asides: list[str] = []
        self.next_publish_at: datetime | None = None

    def stage(self, name: str, total: int = 0) -> None:
        """A new stage begins; `name` is shown to editors, so it comes from a catalogue."""
        self._stage, self._done, self._total = name, 0, total
        self._tell()

    def advance(self, count: int = 1) -> None:
        self._done += count
        self._tell()

    def follow(self, name: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        """`items` as they are, as a stage that advances with each; one without items is not shown."""
        if total:
            self.stage(name, total)
        for item in items:
            yield item
            self.advance()

    def count(self, what: str, number: int) -> None:
        """For the summary, such as `count("articles", 12)`."""
        self.counts[what] = number

    def note(self, words: str) -> None:
        """A line for the summary, in the language of editors."""
        self.notes.append(words)

    def aside(self, words: str) -> None:
        """A line that holds for this run alone, such as how its caches were; it is not told again."""
        self.asides.append(words)

    def warn(self, warnings: Iterable[Problem]) -> None:
        self.warnings.extend(warnings)

    def expect(self, moments: Iterable[datetime]) -> None:
        """At each of `moments`, all later than the build, something comes out that is withheld now."""
        known = [self.next_publish_at] if self.next_publish_at else []
        self.next_publish_at = min([*known, *moments], default=None)

    def _tell(self) -> None:
        if self._show is not None:
            self._show(self._stage, self._done, self._total)


def log_of(settings: Mapping[str, Any]) -> BuildLog:
    """The log of this run; one that nobody reads where there is none."""
    log = settings.get(SETTING)
    return log if isinstance(log, BuildLog) else BuildLog()
