"""How processes of a run end: children with their parent, and a run that is told to stop by an exception."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
STOPPING = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})


class Terminated(KeyboardInterrupt):
    """The run was told to stop by another signal than Ctrl-C's, of the number `args[0]`."""


def exit_status(interrupt: KeyboardInterrupt) -> int:
    """What a shell reports for a program that ended by this signal: 130 for Ctrl-C."""
    return 128 + (interrupt.args[0] if isinstance(interrupt, Terminated) else signal.SIGINT)


def end_with_parent(parent: int) -> None:
    """From now on the kernel kills this process when `parent`, which has forked it, is gone: even by SIGKILL."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the kernel was told
        os._exit(1)


@contextmanager
def told_to_stop() -> Iterator[None]:
    """Let SIGTERM and SIGHUP raise `Terminated` in the main thread, so that a run tidies up as after Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _raise) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise(number: int, _frame: object) -> None:
    raise Terminated(number)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait until the block is left."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def disturbed() -> Iterator[None]:
    """Inside an `undisturbed` block: signals come again, and first those that have waited."""
    before = signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
