"""Where releases live: a folder of this machine, or one on another host with its copy here."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.errors import PortalError
from portal.i18n import Translator
from publishing.release.access import check_readable
from publishing.release.releases import Manifest, Releases

from .remote import RemoteFolder
from .smoke import check_live

_ = Translator(__file__)


@dataclass(frozen=True)
class Target:
    """
    Args:
        releases: the folder, or the copy here of the one on `remote`.
        smoke: address of the live site; empty to ask nobody.
        after: command to run after a switch; empty for none.
        web_user: who serves the folder; empty where that is not checked.
    """

    releases: Releases
    remote: RemoteFolder | None = None
    smoke: str = ""
    after: str = ""
    web_user: str = ""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder, here and there, and know what is there."""
        if self.remote is None:
            with self.releases.locked():
                if self.web_user:
                    check_readable(self.releases.root, self.web_user)
                yield
            return
        with self.remote.locked(), self.releases.locked():
            self.look()
            yield

    def look(self) -> None:
        """Know what is on the other host."""
        if self.remote is not None:
            self.remote.fetch(self.releases)

    def show(self, manifest: Manifest, check: bool = True) -> None:
        """The release was switched to here: bring it to the host, tell the server, ask the live site."""
        self.send()
        self.confirm(manifest, check)

    def send(self) -> None:
        """Bring the live release to the host. Where this fails, the next run takes it up again."""
        if self.remote is not None:
            self.remote.push(self.releases)

    def confirm(self, manifest: Manifest, check: bool = True) -> None:
        """Tell the server, ask the live site."""
        if self.after:
            _run(self.after)
        if check and self.smoke:
            check_live(self.smoke, manifest.id.rpartition("-")[2])


def _run(command: str) -> None:
    try:
        result = subprocess.run(shlex.split(command), capture_output=True, text=True, check=False)
    except (OSError, ValueError) as error:
        raise PortalError(_("{command} did not run: {reason}", command=command, reason=error)) from error
    if result.returncode:
        reason = (result.stderr or result.stdout).strip().splitlines()[-1:] or [str(result.returncode)]
        raise PortalError(_("{command} did not run: {reason}", command=command, reason=reason[0]))


def commit_of(folder: Path) -> str:
    """The commit that `folder` is a clean checkout of; empty where it is none, or has changes of its own."""
    git = ["git", "-C", str(folder)]
    try:
        changed = subprocess.run([*git, "status", "--porcelain", "--", "."], capture_output=True, text=True, check=True)
        if changed.stdout.strip():
            return ""
        head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return head.stdout.strip()
