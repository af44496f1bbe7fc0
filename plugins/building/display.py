"""Progress of a build: one line that is written over on a terminal, plain lines elsewhere, nothing when asked."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from portal.i18n import Translator

_ = Translator(__file__)

EVERY = 0.1  # seconds between two updates of the line
RATE_AFTER = 1.0  # seconds of a stage until its rate says something
MINUTE = 60


class TerminalDisplay:
    """`show` for `portal.build_log.BuildLog` on a terminal: stage, count, rate, time left."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._stage, self._began, self._last_written = "", 0.0, float("-inf")

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = self._clock()
        if stage != self._stage:
            self._stage, self._began = stage, now
        elif now - self._last_written < EVERY:
            return
        self._last_written = now
        count = f" {done}/{total}" if total else (f" {done}" if done else "")
        width = shutil.get_terminal_size().columns - 1
        self._stream.write(f"\r\033[K{f'{stage}…{count}{pace(done, total, now - self._began)}'[:width]}")
        self._stream.flush()

    def close(self) -> None:
        self._stream.write("\r\033[K")
        self._stream.flush()


def pace(done: int, total: int, seconds: float) -> str:
    """How fast a stage goes on and how long it will take, as soon as that can be told."""
    if seconds < RATE_AFTER or not done:
        return ""
    rate = done / seconds
    told = ", " + _("{rate} per second", rate=f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}".replace(".", ","))
    if done >= total:
        return told
    left = round((total - done) / rate)
    minutes, rest = divmod(left, MINUTE)
    time_left = (
        _("{minutes} min {seconds} s", minutes=minutes, seconds=rest) if minutes else _("{seconds} s", seconds=rest)
    )
    return f"{told}, " + _("{time} left", time=time_left)


class LineDisplay:
    """`show` for a log file or CI: one line when a stage begins."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._stage = stage
            self._stream.write(f"{stage}…\n")
            self._stream.flush()

    def close(self) -> None:
        return None


def display_for(stream: TextIO) -> TerminalDisplay | LineDisplay:
    return TerminalDisplay(stream) if stream.isatty() else LineDisplay(stream)
