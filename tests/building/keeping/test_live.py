"""A site in memory: its parts take changes in one after the other, and pages that have moved are followed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from building.keeping.live import LiveSite, PageNow, Taken, with_move
from portal.errors import Problem


class Part:
    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self._log = name, log

    def take(self, paths: Sequence[Path]) -> Taken:
        self._log.append(self.name)
        ours = frozenset(path for path in paths if path.name.startswith(self.name))
        return Taken(ours, {f"{path}:": () for path in ours})

    def page(self, path: str) -> PageNow | None:
        if path == "broken.html":
            raise Problem("mẫu hỏng", "theme/templates/a.html", 3)
        return PageNow(self.name.encode()) if path.startswith(self.name) else None

    def warm(self) -> None:
        return None


def test_every_part_is_told_and_the_one_that_has_a_page_makes_it() -> None:
    log: list[str] = []
    site = LiveSite([Part("a", log), Part("b", log)])
    taken = site.take([Path("a1"), Path("b1"), Path("c1")])
    assert log == ["a", "b"]
    assert taken.paths == {Path("a1"), Path("b1")}
    assert set(taken.told) == {"a1:", "b1:"}
    page = site.page("b.html")
    assert page is not None
    assert page.data == b"b"
    assert site.page("c.html") is None


def test_a_page_that_cannot_be_made_says_why() -> None:
    page = LiveSite([Part("a", [])]).page("broken.html")
    assert page is not None
    assert page.data is None
    assert [problem.line for problem in page.told["theme/templates/a.html:"]] == [3]


def test_who_has_moved_twice_is_at_its_last_address_and_who_has_come_back_has_not_moved() -> None:
    moves = with_move(with_move({}, "a.html", "/b.html"), "b.html", "/c.html")
    assert moves == {"a.html": "/c.html", "b.html": "/c.html"}
    assert with_move(moves, "c.html", "/a.html") == {"b.html": "/a.html", "c.html": "/a.html"}
