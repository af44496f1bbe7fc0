"""Progress of a build: one line that is written over on a terminal, plain lines elsewhere, nothing when asked."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

EVERY = 0.1  # seconds between two updates of the line


class TerminalDisplay:
    """`show` for `portal.build_log.BuildLog` on a terminal."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._stage, self._shown = "", float("-inf")

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == self._stage and self._clock() - self._shown < EVERY:
            return
        self._stage, self._shown = stage, self._clock()
        count = f" {done}/{total}" if total else (f" {done}" if done else "")
        width = shutil.get_terminal_size().columns - 1
        self._stream.write(f"\r\033[K{f'{stage}…{count}'[:width]}")
        self._stream.flush()

    def close(self) -> None:
        self._stream.write("\r\033[K")
        self._stream.flush()


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
