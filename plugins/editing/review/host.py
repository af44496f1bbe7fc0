"""The Git host that several desks share: each sees the others' drafts, and none writes over what another has saved.

What the host had when it was last asked stands in `refs/cms-host/`: what is gone there since was finished by others.
"""

from __future__ import annotations

from contextlib import suppress

from portal.errors import ConfigError, Problem
from portal.i18n import Translator

from .git import Git, GitError

_ = Translator(__file__)

DRAFTS = "refs/heads/cms/"
DISCARDED = "refs/cms-discarded/"
_SEEN = "refs/cms-host/"


class GitHost:
    """Args: remote: its name in the repository's settings; empty where the desk is alone, and nothing is asked."""

    def __init__(self, git: Git, remote: str) -> None:
        self._git, self._remote = git, remote
        if remote and not git.is_there("remote", "get-url", remote):
            raise ConfigError(_("Git knows no remote called {remote}; see git remote -v", remote=remote))

    def take_over(self) -> None:
        """Drafts that others have begun, gone on with or finished, and what they have published.

        Where the host does not answer, the desk goes on with what it has; a save will tell.
        """
        if not self._remote:
            return
        before = self._heads(f"{_SEEN}cms/")
        with suppress(GitError, Problem):
            self._git.run("fetch", "--quiet", "--prune", self._remote, f"+{DRAFTS}*:{_SEEN}cms/*")
            self._follow(before, self._heads(f"{_SEEN}cms/"), self._heads(DRAFTS))
            self.catch_up()

    def _follow(self, before: dict[str, str], now: dict[str, str], here: dict[str, str]) -> None:
        for name, head in now.items():
            own = here.get(name, "")
            if not own and head == before.get(name):
                self.forget_draft(f"cms/{name}")  # finished here while the host did not answer
            elif not own or (own != head and (own == before.get(name) or self._is_before(own, head))):
                self._git.run("update-ref", DRAFTS + name, head, own or "0" * len(head))
        for name in before.keys() - now.keys():
            if here.get(name) == before[name]:  # published or dropped elsewhere
                self._git.run("update-ref", "-d", DRAFTS + name, before[name])

    def _heads(self, below: str) -> dict[str, str]:
        lines = self._git.text("for-each-ref", "--format=%(refname) %(objectname)", below).splitlines()
        return {name.removeprefix(below): head for name, head in (line.rsplit(" ", 1) for line in lines)}

    def _is_before(self, earlier: str, later: str) -> bool:
        return self._git.is_there("merge-base", "--is-ancestor", earlier, later)

    def send_draft(self, branch: str, commit: str) -> None:
        """Raises Problem where nobody answers, or where somebody else has saved the story since it was last looked at.

        Theirs is the draft then, here too; `commit` stays reachable under refs/cms-discarded/.
        """
        if not self._remote:
            return
        ref, seen = f"refs/heads/{branch}", _SEEN + branch
        try:
            self._git.run("push", "--quiet", self._remote, f"{commit}:{ref}")
        except GitError as error:
            if _was_refused(error):
                self._git.run("update-ref", f"{DISCARDED}{branch.removeprefix('cms/')}/{commit[:12]}", commit)
                self._git.run("fetch", "--quiet", self._remote, f"+{ref}:{seen}")
                self._git.run("update-ref", ref, seen)
            hint = _("keep your words, load the page again and put them in")
            raise self._told(error, _("somebody else has saved this story meanwhile"), hint) from None
        self._git.run("update-ref", seen, commit)

    def send_published(self, commit: str) -> None:
        """Raises Problem where somebody else was quicker, or nobody answers: then nothing is published."""
        if not self._remote:
            return
        try:
            self._git.run("push", "--quiet", self._remote, f"{commit}:refs/heads/{self._branch()}")
        except GitError as error:
            message = _("somebody else published at the same moment")
            raise self._told(error, message, _("publish it once more")) from None

    def catch_up(self) -> None:
        """What the host has got meanwhile comes first. Raises Problem where nobody answers, or the two have parted."""
        if not self._remote:
            return
        there = f"{_SEEN}{self._branch()}"
        try:
            self._git.run("fetch", "--quiet", self._remote, f"+refs/heads/{self._branch()}:{there}")
        except GitError as error:
            raise self._no_answer(error) from None
        try:
            if not self._is_before(there, "HEAD"):
                self._git.run("merge", "--quiet", "--ff-only", there)
        except GitError as error:
            message = _("what was published here and at {remote} cannot be joined: {reason}", **self._reason(error))
            raise Problem(message, self._remote, hint=_("somebody who knows Git has to join them")) from None

    def forget_draft(self, branch: str) -> None:
        """The work is finished: the branch goes, where it is still the one that was last seen."""
        seen = _SEEN + branch
        if not self._remote or not self._git.is_there("rev-parse", "--verify", "-q", seen):
            return
        known, ref = self._git.text("rev-parse", seen), f"refs/heads/{branch}"
        with suppress(GitError):  # gone already, or somebody has gone on with it
            self._git.run("push", "--quiet", f"--force-with-lease={ref}:{known}", self._remote, f":{ref}")
            self._git.run("update-ref", "-d", seen)

    def _branch(self) -> str:
        return self._git.text("rev-parse", "--abbrev-ref", "HEAD")

    def _told(self, error: GitError, message: str, hint: str) -> Problem:
        if _was_refused(error):
            return Problem(message, self._remote, hint=hint)
        return self._no_answer(error)

    def _no_answer(self, error: GitError) -> Problem:
        message = _("{remote} does not take it: {reason}", **self._reason(error))
        return Problem(message, self._remote, hint=_("it is kept on this machine; try again when the network is back"))

    def _reason(self, error: GitError) -> dict[str, str]:
        lines = str(error).splitlines()
        return {"remote": self._remote, "reason": lines[-1] if lines else ""}


def _was_refused(error: GitError) -> bool:
    """Because the host holds something else; not because it does not answer."""
    return "[rejected]" in str(error)
