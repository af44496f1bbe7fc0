"""The process that builds for a preview: it loads everything once, and each build is a fork of it.

A build that went well stays as the model of its site: it takes in what is saved, and makes pages when they are asked
for, until its client hangs up.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import runpy
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection, Listener, wait
from pathlib import Path

from building.keeping.live import LiveSite, PageNow, Taken
from building.site import build_site
from portal.build_log import BuildLog
from portal.errors import PortalError
from portal.parallel.forked import died
from portal.parallel.process_end import end_with_parent
from portal.system_errors import in_one_line

from .messages import Ask, Order, Outcome, Progress, Take

TOLD_EVERY = 0.1  # seconds between two messages on progress
NICER = 5  # so that a page on its way to a browser goes before the build of a whole site


def serve_orders(client: Connection) -> None:
    """Build whatever is ordered, one after the other, until the client has gone."""
    from building import adapter as _loaded  # noqa: F401 -- Pelican and its libraries, once for all builds

    while True:
        try:
            order: Order = client.recv()
        except EOFError:
            return
        _load_plugins(order.request.settings)
        fork = multiprocessing.get_context("fork")
        near, far = fork.Pipe(duplex=False)
        process = fork.Process(target=_build_and_stay, args=(order, client, far, os.getpid()))
        process.start()
        far.close()
        ready = wait([near, process.sentinel, client])
        if client in ready:  # it never speaks while a build runs: it has gone
            process.terminate()
            return
        if not _told(near):
            client.send(Outcome(order.number, faults=died()))
        near.close()


def _load_plugins(settings: Path) -> None:
    """The code that builds will run, once for all of them; what is wrong with it each build tells by itself."""
    with suppress(Exception):
        for name in runpy.run_path(str(settings))["PLUGINS"]:
            import_module(f"{name}.adapter")


def _told(near: Connection) -> bool:
    """Whether the fork has told the client how it ended."""
    try:
        return bool(near.recv())
    except EOFError:
        return False


def _build_and_stay(order: Order, client: Connection, done: Connection, parent: int) -> None:
    end_with_parent(parent)
    os.nice(NICER)
    started = time.perf_counter()
    try:
        result = build_site(order.request, BuildLog(_Teller(order.number, client)))
    except (PortalError, OSError) as error:
        client.send(Outcome(order.number, faults=in_one_line(error)))
        done.send(True)
        return
    seconds = time.perf_counter() - started
    with Listener(authkey=order.key) as listener:
        warnings = tuple(map(str, (*result.warnings, *result.notes)))
        client.send(Outcome(order.number, warnings=warnings, seconds=seconds, model=str(listener.address)))
        done.send(True)
        done.close()
        client.close()
        site = result.live or LiveSite(())
        with suppress(PortalError, OSError):
            site.warm()
        gc.collect()
        gc.freeze()
        _answer(listener.accept(), site)


def _answer(client: Connection, site: LiveSite) -> None:
    """Take changes in and make pages until the client hangs up."""
    with suppress(OSError):  # not everybody may
        os.setpriority(os.PRIO_PROCESS, 0, 0)
    while True:
        try:
            message: Take | Ask = client.recv()
        except (EOFError, OSError):
            return
        client.send(_taken(site, message.paths) if isinstance(message, Take) else _page_now(site, message.path))


def _taken(site: LiveSite, paths: Sequence[Path]) -> Taken:
    try:
        return site.take(paths)
    except (PortalError, OSError):
        return Taken()  # the build of the whole site tells it


def _page_now(site: LiveSite, path: str) -> PageNow | None:
    try:
        return site.page(path)
    except (PortalError, OSError):
        return None


class _Teller:
    """A `show` that sends progress, not too often."""

    def __init__(self, number: int, client: Connection) -> None:
        self._number, self._client = number, client
        self._stage, self._told = "", 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage or now - self._told >= TOLD_EVERY:
            self._stage, self._told = stage, now
            self._client.send(Progress(self._number, stage, done, total))


def main(descriptor: int) -> None:
    # A terminal sends Ctrl-C to all processes of the run: the preview decides, and hangs up.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve_orders(Connection(descriptor))
