"""A folder of releases on another host, over ssh and rsync: a mirror of the one here, switched there by one rename.

Files go into `releases/.incoming-ID/`, which nobody serves; what the live release there has is linked, not sent.
A run that is cut off leaves that folder, and the next run goes on with it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from portal.errors import PortalError
from portal.i18n import Translator
from portal.parallel.process_end import end_with_parent
from publishing.release.releases import Manifest, Releases

from .ssh_sharing import sharing

_ = Translator(__file__)

_ADDRESS = re.compile(r"(?!-)((?:[\w.-]+@)?[\w.-]+|(?:[\w.-]+@)?\[[0-9a-fA-F:.]+\]):(/[^\s'\"\\$`;&|<>*?]*)")
_RSH = ("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15")

# What runs on the host: a POSIX shell, $1 is the folder.
_STATE = 'cd "$1" 2>/dev/null || exit 0; readlink current || echo; ls releases 2>/dev/null || true'
_LOCK = 'umask 022; mkdir -p "$1/releases" && exec flock -n "$1/.publish.lock" sh -c "echo locked; cat"'
# What has come gets its name, then goes live.
_SWITCH = (
    'cd "$1/releases" && { [ ! -d ".incoming-$2" ] || { rm -rf "$2" && mv -T ".incoming-$2" "$2"; }; }'
    ' && cd .. && sync && rm -rf .current.new && ln -s "releases/$2" .current.new && mv -T .current.new current'
    ' && { [ "$(readlink current)" = "releases/$2" ]; }'
)
# Keeps the releases that are named, and what serves them; all else in the folder is a remain. $2: what else goes.
_PRUNE = (
    'cd "$1/releases" && { [ -z "$2" ] || rm -f "../$2"; } && shift 2'
    ' && for entry in * .incoming-*; do keep=; for name; do case $entry in "$name" | "$name.json") keep=1 ;; esac; done'
    '; [ -n "$keep" ] || rm -rf "./$entry"; done'
)


@dataclass(frozen=True)
class RemoteFolder:
    """Args: host: as ssh takes it; folder: absolute; rsh: the command that reaches the host."""

    host: str
    folder: str
    rsh: tuple[str, ...] = _RSH

    @staticmethod
    def parse(text: str, rsh: str = "") -> RemoteFolder | None:
        """The folder that `user@host:/path` means; None for a folder of this machine."""
        match = _ADDRESS.fullmatch(text)
        if match is None or "/" in match[1]:
            return None
        return RemoteFolder(match[1], match[2].rstrip("/"), tuple(shlex.split(rsh)) or _RSH)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One run at a time: the lock on the host ends with this connection."""
        command = self._command(_LOCK)
        pipe, dies = subprocess.PIPE, partial(end_with_parent, os.getpid())
        # The first connection, which later commands of the run go through.
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=dies) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            try:
                if process.stdout.readline() != b"locked\n":
                    process.stdin.close()
                    said = process.stderr.read().decode(errors="replace").strip()
                    reason = said or _("another run is publishing there; try again later")
                    raise PortalError(f"{self.host}:{self.folder}: {reason}")
                yield
            finally:
                process.stdin.close()
                process.terminate()

    def live(self) -> str:
        """Id of the release that is live there; empty where there is none."""
        return self._state()[0]

    def _state(self) -> tuple[str, Sequence[str]]:
        """The live release, and all entries beside it."""
        live, *entries = self._run(_STATE).splitlines() or [""]
        return (live.rpartition("/")[2] if live.startswith("releases/") else ""), entries

    def fetch(self, releases: Releases) -> None:
        """Make the copy here what is there: another machine may have published, rolled back or purged.

        A release that never arrived goes; the next run makes it again under the same id.
        """
        if not self.live():
            return
        releases.root.mkdir(parents=True, exist_ok=True)
        # Only what is under way there stays away: a release has files of its own that begin with a dot.
        only = ["--include=/current", "--include=/held.json", "--exclude=/releases/.*", "--include=/releases/***"]
        self._rsync(["--delete", "--hard-links", *only, "--exclude=*"], self._at(""), f"{releases.root}/")

    def push(self, releases: Releases) -> None:
        """Send the live release, switch to it, then remove what is no longer kept here."""
        live = releases.live()
        if live is None:
            return
        there, entries = self._state()
        self._send(releases, live, there, entries)
        self._run(_SWITCH, live.id)
        hold = releases.hold.path
        held = hold.is_file()
        if held:
            self._rsync([], str(hold), self._at(""))
        self._run(_PRUNE, "" if held else hold.name, *(manifest.id for manifest in releases.all()))

    def _send(self, releases: Releases, live: Manifest, there: str, entries: Sequence[str]) -> None:
        source = f"{releases.path(live)}/"
        if live.id in entries and f"{live.id}.json" in entries:
            # Whole already: a rollback brings assets of newer releases, a purge takes some away.
            self._rsync(["--delete-after"], source, self._at(f"releases/{live.id}/"))
            return
        linked = [f"--link-dest=../{there}/"] if there else []
        incoming = self._at(f"releases/.incoming-{live.id}/")
        self._rsync(["--delete", "--partial", *linked], source, incoming)
        # Before the folder gets its name: a release is whole as soon as it has both.
        self._rsync([], f"{releases.path(live)}.json", self._at("releases/"))

    def _at(self, path: str) -> str:
        return f"{self.host}:{self.folder}/{path}"

    def _command(self, script: str, *arguments: str) -> list[str]:
        words = " ".join(map(shlex.quote, ("sh", "-c", script, "sh", self.folder, *arguments)))
        return [*self._reach(), self.host, words]

    def _reach(self) -> tuple[str, ...]:
        return (*self.rsh, *sharing()) if Path(self.rsh[0]).name == "ssh" else self.rsh

    def _run(self, script: str, *arguments: str) -> str:
        return _output(self._command(script, *arguments), self.host)

    def _rsync(self, options: Sequence[str], source: str, target: str) -> None:
        properties = ("--recursive", "--times", "--links", "--perms", "--chmod=D755,F644")
        rsh = f"--rsh={shlex.join(self._reach())}"
        _output(["rsync", *properties, "--timeout=60", "--protect-args", rsh, *options, source, target], self.host)


def _output(command: Sequence[str], host: str) -> str:
    try:
        result = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            preexec_fn=partial(end_with_parent, os.getpid()),
        )
    except FileNotFoundError as error:
        raise PortalError(_("{program} is missing; install it", program=command[0])) from error
    if result.returncode:
        lines = result.stderr.strip().splitlines() or [str(result.returncode)]
        raise PortalError(f"{host}: {command[0]}: {lines[-1]}")
    return result.stdout
