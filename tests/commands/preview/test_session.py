"""Which page a save shows at once: also one that comes while the model of the site is still in the making."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from building.keeping.state import PageAgain
from building.preview.messages import Outcome
from building.site import BuildRequest
from commands.preview.server import Builds
from commands.preview.session import MOST_AT_ONCE, Session


class Bench:
    """In the place of a workshop: a build does what the test says, pages are made from the file's text."""

    def __init__(self, content: Path) -> None:
        self.content, self.has_model = content, False
        self.during: Callable[[], None] = lambda: None

    def build(self, _request: BuildRequest) -> Outcome:
        self.during()
        self.has_model = True
        return Outcome(1)

    def page_again(self, path: str) -> PageAgain | None:
        return PageAgain(f"{Path(path).stem}.html", (self.content / path).read_bytes()) if self.has_model else None


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    made = Session(content, tmp_path / "site", Builds())
    made._workshop = Bench(content)  # type: ignore[assignment]
    monkeypatch.setattr(made, "_proofread", lambda _outcome: None)
    return made


def saved(session: Session, name: str, text: str) -> None:
    path = session._content / "articles" / name
    path.write_text(text, encoding="utf-8")
    session.change([path])


def test_a_save_during_the_first_build_is_shown_when_that_build_ends(session: Session) -> None:
    session._workshop.during = lambda: saved(session, "a.md", "mới")  # type: ignore[attr-defined]
    session.build()
    assert session._builds.anew == {"a.html": "mới".encode()}
    session._workshop.during = lambda: None  # type: ignore[attr-defined]
    session.build()
    assert session._builds.anew == {}, "it is part of the site now"


def test_with_a_model_it_is_shown_at_once(session: Session) -> None:
    session.build()
    saved(session, "a.md", "mới")
    assert session._builds.anew == {"a.html": "mới".encode()}


def test_more_than_stories_is_left_to_the_next_build(session: Session) -> None:
    def changes() -> None:
        saved(session, "a.md", "mới")
        session.change([session._content / "sections.toml"])

    session._workshop.during = changes  # type: ignore[attr-defined]
    session.build()
    assert session._builds.anew == {}


def test_so_are_many_stories(session: Session) -> None:
    def changes() -> None:
        for number in range(MOST_AT_ONCE + 1):
            saved(session, f"{number}.md", "mới")

    session._workshop.during = changes  # type: ignore[attr-defined]
    session.build()
    assert session._builds.anew == {}
