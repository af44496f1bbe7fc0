"""Drafts, what waits for approval, and what is approved: each story that is worked on has a branch of its own.

The branch `cms/<collection>/<slug>` begins at the commit that is checked out (and at the file as it lies in the
working tree, should that differ). Its last commit says in trailers which state it is in, what it began from and which
file it is about; so a Git host that gets the branches shows all of it, and another machine goes on from there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.errors import Problem
from portal.files import write_atomic
from portal.i18n import Translator

from .git import Git, GitError, merged
from .host import DISCARDED, GitHost

_ = Translator(__file__)

DRAFT, WAITING, APPROVED = "draft", "pending_review", "pending_publish"
STATES = (DRAFT, WAITING, APPROVED)
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9._-]*)*", re.IGNORECASE)
_TRAILER = re.compile(r"^Toasoan-(State|Base|File): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class StoryKey:
    """What is worked on: `slug` is the path of the file below its collection, without its ending."""

    collection: str
    slug: str

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(f"{self.collection}/{self.slug}") or ".." in self.slug or self.slug.endswith(".lock"):
            raise Problem(_("this is no name of a story"), self.slug, hint=_("give it another address"))

    @property
    def branch(self) -> str:
        return f"cms/{self.collection}/{self.slug}"


@dataclass(frozen=True)
class Pending:
    """Work on one file. `path` is its place below the content folder; `is_new` where nothing of it is published."""

    key: StoryKey
    path: str
    state: str
    moment: str
    is_new: bool
    head: str
    base: str


class Review:
    """Args: content: the content folder, in a working tree of Git; remote: shares every branch, where there is one."""

    def __init__(self, content: Path, remote: str = "") -> None:
        self._git, self._content = Git(content), content.resolve()
        top = self._git.top()
        if top is None:
            raise GitError(_("the content folder lies in no working tree of Git"))
        self._prefix = self._content.relative_to(top.resolve()).as_posix().removeprefix(".")
        self._host = GitHost(self._git, remote)

    def take_over(self) -> None:
        """What other desks have done since it was last asked."""
        self._host.take_over()

    def pending(self) -> list[StoryKey]:
        names = self._git.text("for-each-ref", "--format=%(refname)", "refs/heads/cms/").split()
        return [StoryKey(*name.removeprefix("refs/heads/cms/").split("/", 1)) for name in names if name.count("/") > 3]

    def entry(self, key: StoryKey) -> Pending | None:
        """None where nobody works on it."""
        ref = f"refs/heads/{key.branch}"
        if not self._git.is_there("rev-parse", "--verify", "--quiet", ref):
            return None
        head, moment, _empty, message = self._git.text("log", "-1", "--format=%H%n%cI%n%n%B", ref).split("\n", 3)
        told = dict(_TRAILER.findall(message))
        path, base = told.get("File", ""), told.get("Base", "")
        state = told.get("State", DRAFT)
        is_new = self._git.blob("HEAD", self._in_repository(path)) is None
        return Pending(key, path, state if state in STATES else DRAFT, moment, is_new, head, base)

    def read(self, key: StoryKey, path: str) -> bytes | None:
        return self._git.blob(f"refs/heads/{key.branch}", self._in_repository(path))

    def files(self, key: StoryKey) -> dict[str, bytes]:
        """Everything that the work changes: place below the content folder -> bytes."""
        entry = self._worked_on(key)
        names = self._git.text("diff", "--name-only", "--no-renames", entry.base, entry.head).splitlines()
        files = {name: self._git.blob(entry.head, name) for name in names}
        return {self._place(name): data for name, data in files.items() if data is not None}

    def _place(self, name: str) -> str:
        return Path(name).relative_to(self._prefix).as_posix()

    def save(self, key: StoryKey, path: str, files: Mapping[str, bytes], who: str = "") -> None:
        """Keep `files` (places below the content folder) on the branch; it begins now where there is none."""
        before = self.entry(key)
        base = before.base if before else self._beginning(path, who)
        state = before.state if before else DRAFT
        message = _message(_("Edit {path}", path=path), state, base, path)
        parent = before.head if before else base
        self._commit(key, parent, {self._in_repository(name): data for name, data in files.items()}, message, who)

    def _beginning(self, path: str, who: str) -> str:
        """The commit that an edit begins from, with the file as it lies in the working tree."""
        head = self._git.text("rev-parse", "HEAD")
        name, file = self._in_repository(path), self._content / path
        there = file.read_bytes() if file.is_file() else None
        if there is None or there == self._git.blob(head, name):
            return head
        return self._git.commit((head,), {name: there}, _("{path} as it was in the working tree", path=path), who)

    def set_state(self, key: StoryKey, state: str, who: str = "") -> None:
        if state not in STATES:
            raise Problem(_("{state} is no state of a story", state=state), key.slug)
        before = self._worked_on(key)
        titles = {DRAFT: _("Draft"), WAITING: _("Ask for approval"), APPROVED: _("Approve")}
        message = _message(f"{titles[state]}: {before.path}", state, before.base, before.path)
        self._commit(key, before.head, {}, message, who)

    def publish(self, key: StoryKey, who: str = "") -> None:
        """Bring the changes into the working tree, as a commit of its branch. What others changed meanwhile stays.

        Raises Problem, before anything is written, where both changed the same lines.
        """
        before = self._worked_on(key)
        self._host.catch_up()
        names = self._git.text("diff", "--name-only", "--no-renames", before.base, before.head).splitlines()
        files = {name: data for name in names if (data := self._joined(name, before)) is not None}
        head = self._git.text("rev-parse", "HEAD")
        message = _("Publish {path}", path=before.path) + "\n"
        published = self._git.commit((head, before.head), files, message, who)
        self._host.send_published(published)
        for name, data in files.items():
            write_atomic(self._content / self._place(name), data)
        self._git.run("update-ref", "HEAD", published, head)
        self._git.take_into_index(files)
        self._finish(key, before)

    def _joined(self, name: str, before: Pending) -> bytes | None:
        file = self._content / self._place(name)
        base, theirs = self._git.blob(before.base, name), self._git.blob(before.head, name)
        ours = file.read_bytes() if file.is_file() else None
        if theirs is None or theirs in (ours, base):
            return theirs if theirs == ours else ours
        if ours == base:
            return theirs
        joined = merged(ours, base, theirs) if ours is not None and base is not None else None
        if joined is None:
            hint = _("open the published story beside it, and take over what changed there")
            raise Problem(_("somebody changed the same lines meanwhile"), name, hint=hint, code="conflict")
        return joined

    def discard(self, key: StoryKey) -> None:
        """Nobody works on it any more; its commits stay reachable under refs/cms-discarded/."""
        before = self._worked_on(key)
        discarded = f"{DISCARDED}{key.collection}/{key.slug}/{before.head[:12]}"
        self._git.run("update-ref", discarded, before.head)
        self._finish(key, before)

    def _finish(self, key: StoryKey, before: Pending) -> None:
        self._git.run("update-ref", "-d", f"refs/heads/{key.branch}", before.head)
        self._host.forget_draft(key.branch)

    def _worked_on(self, key: StoryKey) -> Pending:
        entry = self.entry(key)
        if entry is None:
            raise Problem(_("nobody works on this story"), key.slug, hint=_("open it again"))
        return entry

    def _commit(self, key: StoryKey, parent: str, files: Mapping[str, bytes], message: str, who: str) -> None:
        ref = f"refs/heads/{key.branch}"
        earlier = (
            self._git.text("rev-parse", ref) if self._git.is_there("rev-parse", "--verify", "--quiet", ref) else ""
        )
        commit = self._git.commit((parent,), files, message, who)
        self._git.run("update-ref", ref, commit, earlier)
        self._host.send_draft(key.branch, commit)

    def _in_repository(self, path: str) -> str:
        return f"{self._prefix}/{path}" if self._prefix else path


def _message(title: str, state: str, base: str, path: str) -> str:
    return f"{title}\n\nToasoan-State: {state}\nToasoan-Base: {base}\nToasoan-File: {path}\n"
