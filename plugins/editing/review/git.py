"""Git of a working tree, by its plumbing: nothing here checks out a branch or touches what an editor has open."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from portal.errors import PortalError

_WAIT = 60  # seconds; a remote that does not answer is given up


class GitError(PortalError):
    """Git refused; the text is what it said."""


class Git:
    """The repository around `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, *arguments: str, data: bytes | None = None, index: Path | None = None, who: str = "") -> bytes:
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
        environment.update(_identity(who))
        if index:
            environment["GIT_INDEX_FILE"] = str(index)
        command = ["git", "-C", str(self._folder), "-c", "core.quotePath=false", "-c", "core.hooksPath=/dev/null"]
        try:
            done = subprocess.run(
                [*command, *arguments],
                input=data or b"",
                capture_output=True,
                timeout=_WAIT,
                env=environment,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GitError(str(error)) from None
        if done.returncode:
            raise GitError(done.stderr.decode(errors="replace").strip() or f"git {arguments[0]}: {done.returncode}")
        return done.stdout

    def text(self, *arguments: str) -> str:
        return self.run(*arguments).decode(errors="replace").strip()

    def is_there(self, *arguments: str) -> bool:
        try:
            self.run(*arguments)
        except GitError:
            return False
        return True

    def top(self) -> Path | None:
        """The folder of the working tree; None where there is none, or no commit in it yet."""
        try:
            self.run("rev-parse", "--verify", "HEAD")
            return Path(self.text("rev-parse", "--show-toplevel"))
        except GitError:
            return None

    def blob(self, commit: str, path: str) -> bytes | None:
        """The file in that commit; None where it is not."""
        try:
            return self.run("cat-file", "blob", f"{commit}:{path}")
        except GitError:
            return None

    def commit(self, parents: tuple[str, ...], files: Mapping[str, bytes], message: str, who: str = "") -> str:
        """A commit of the tree of the first parent with `files` in it; returns its id. Moves no branch."""
        with self._index_of(parents[0]) as index:
            entries = "".join(f"100644 {self._stored(data)}\t{path}\n" for path, data in files.items())
            self.run("update-index", "--add", "--index-info", data=entries.encode(), index=index)
            tree = self.run("write-tree", index=index).decode().strip()
        ancestors = [word for parent in parents for word in ("-p", parent)]
        return self.run("commit-tree", tree, *ancestors, data=message.encode(), who=who).decode().strip()

    def take_into_index(self, files: Mapping[str, bytes]) -> None:
        """Tell the real index of files that were committed, so that `git status` is clean."""
        entries = "".join(f"100644 {self._stored(data)}\t{path}\n" for path, data in files.items())
        self.run("update-index", "--add", "--index-info", data=entries.encode())

    def _stored(self, data: bytes) -> str:
        return self.run("hash-object", "-w", "--stdin", data=data).decode().strip()

    @contextmanager
    def _index_of(self, commit: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="toasoan-") as folder:
            index = Path(folder, "index")
            self.run("read-tree", commit, index=index)
            yield index


def _identity(who: str) -> dict[str, str]:
    """Who commits: the person that the host named, else whom Git knows; where it knows nobody, the newsroom."""
    name = " ".join(who.replace("<", " ").replace(">", " ").split()) or os.environ.get("GIT_AUTHOR_NAME", "")
    identity = {"GIT_COMMITTER_NAME": "Toà soạn", "GIT_COMMITTER_EMAIL": "toa-soan@localhost"}
    return {**identity, "GIT_AUTHOR_NAME": name or "Toà soạn", "GIT_AUTHOR_EMAIL": "toa-soan@localhost"}


def merged(ours: bytes, base: bytes, theirs: bytes) -> bytes | None:
    """The text with both changes of `base`; None where they touch the same lines."""
    with tempfile.TemporaryDirectory(prefix="toasoan-") as folder:
        names = []
        for name, data in (("ours", ours), ("base", base), ("theirs", theirs)):
            Path(folder, name).write_bytes(data)
            names.append(name)
        command = ["git", "merge-file", "-p", *names]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_WAIT, check=False)
    return done.stdout if done.returncode == 0 else None
