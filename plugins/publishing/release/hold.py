"""After a rollback nothing brings the bad release back by itself: publications wait for a newer commit or a word."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from portal.errors import PortalError
from portal.files import write_atomic
from portal.i18n import Translator

_ = Translator(__file__)


class NamedRelease(Protocol):
    """What a hold needs to know of a release."""

    @property
    def id(self) -> str: ...

    @property
    def commit(self) -> str: ...


@dataclass(frozen=True)
class Held:
    """Args: release: the one that was rolled back; commit: its sources, empty where nobody told."""

    release: str
    commit: str = ""


class Hold:
    """The mark of a rollback, in the file `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def held(self) -> Held | None:
        try:
            values: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
            return Held(str(values["release"]), str(values.get("commit", "")))
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            return Held("?")  # somebody has written in it: held until a word is given

    def take(self, bad: NamedRelease) -> None:
        """`bad` was live and is rolled back."""
        write_atomic(self.path, json.dumps(asdict(Held(bad.id, bad.commit))).encode())

    def lift(self) -> None:
        self.path.unlink(missing_ok=True)

    def check(self, live: NamedRelease | None, commit: str) -> None:
        """Refuse a publication from the sources of the bad release, or from those that nobody can name."""
        held = self.held()
        if held is None or (commit and held.commit and commit not in (held.commit, live.commit if live else "")):
            return
        message = _("release {id} was rolled back and is held; publish a newer commit", id=held.release)
        raise PortalError(f"{message}; " + _("or lift the hold with: scripts/publish resume"))
