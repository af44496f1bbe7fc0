"""What a save shows at once: also one that comes while the model of the site is still in the making."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from building.keeping.live import PageNow, Taken
from building.preview.messages import Outcome
from building.site import BuildRequest
from commands.preview.server import Builds
from commands.preview.session import MOST_AT_ONCE, Session


class Bench:
    """In the place of a workshop: a build does what the test says; a model takes in stories, and shows their texts."""

    def __init__(self) -> None:
        self.has_model = False
        self.during: Callable[[], None] = lambda: None
        self.faults = ""
        self.texts: dict[str, bytes] = {}

    def build(self, _request: BuildRequest) -> Outcome:
        self.during()
        return Outcome(1, faults=self.faults)

    def adopt(self, paths: Sequence[Path]) -> Taken:
        self.has_model, self.texts = True, {}
        return self.take(paths)

    def take(self, paths: Sequence[Path]) -> Taken:
        stories = [path for path in paths if path.suffix == ".md"]
        self.texts |= {f"{path.stem}.html": path.read_bytes() for path in stories}
        return Taken(frozenset(stories))

    def page(self, path: str) -> PageNow | None:
        return PageNow(self.texts[path]) if path in self.texts else None


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def session(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    made = Session(content, tmp_path / "site", Builds())
    made._workshop = bench  # type: ignore[assignment]
    monkeypatch.setattr(made, "_proofread", lambda: None)
    return made


def saved(session: Session, name: str, text: str) -> None:
    path = session._content / "articles" / name
    path.write_text(text, encoding="utf-8")
    session.change([path])


def test_a_save_during_the_first_build_is_shown_when_that_build_ends(session: Session, bench: Bench) -> None:
    bench.during = lambda: saved(session, "a.md", "mới")
    session.build()
    assert session._builds.anew("a.html") == "mới".encode()
    bench.during = lambda: None
    session.build()
    assert session._builds.anew("a.html") is None, "it is part of the site now"
    assert not session._builds.following


def test_with_a_model_it_is_shown_at_once(session: Session) -> None:
    session.build()
    saved(session, "a.md", "mới")
    assert session._builds.anew("a.html") == "mới".encode()
    assert session._builds.behind == ()


def test_what_no_model_takes_in_is_left_to_the_next_build_and_told(session: Session, bench: Bench) -> None:
    def changes() -> None:
        saved(session, "a.md", "mới")
        session.change([session._content / "sections.toml"])

    bench.during = changes
    session.build()
    assert session._builds.anew("a.html") == "mới".encode()
    assert session._builds.behind == ("content/sections.toml",)


def test_so_are_many_stories(session: Session, bench: Bench) -> None:
    def changes() -> None:
        for number in range(MOST_AT_ONCE + 1):
            saved(session, f"{number}.md", "mới")

    bench.during = changes
    session.build()
    assert session._builds.anew("1.html") is None
    assert len(session._builds.behind) == MOST_AT_ONCE + 1


def test_a_build_with_faults_leaves_what_the_model_shows(session: Session, bench: Bench) -> None:
    session.build()
    saved(session, "a.md", "mới")
    bench.faults = "content/b.md:1: sai"
    session.build()
    assert session._builds.faults == "content/b.md:1: sai"
    assert session._builds.anew("a.html") == "mới".encode()


def test_without_its_model_pages_say_that_they_are_old(session: Session, bench: Bench) -> None:
    session.build()
    saved(session, "a.md", "mới")
    bench.has_model, bench.texts = False, {}
    assert session._builds.anew("a.html") is None
    assert session._builds.behind == ("content/articles/a.md",)
