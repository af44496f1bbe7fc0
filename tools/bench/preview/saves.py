"""What an editor saves while the preview runs: each kind of change, the page on which it is looked for, its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bench.changes import Paper
from portal.i18n import Translator
from portal.vietnam.text import HANOI

_ = Translator(__file__)

DRAFT = "\nstatus: draft\nsection:"


@dataclass
class Desk:
    """The files of a sample paper that are saved, and addresses of the pages that show them.

    Args:
        output: of the preview, where addresses are looked up.
    """

    paper: Paper
    output: Path
    good: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stories = sorted((self.paper.content / "articles").rglob("*.md"))
        self.story = stories[len(stories) // 2]
        self.telling = next(path for path in stories if "/// bang" in path.read_text("utf-8"))
        self.newest = max(stories, key=lambda path: re.findall(r"^date: (.*)$", path.read_text("utf-8"), re.M)[:1])
        name = re.findall(r"^/// bang \| (\S+)", self.telling.read_text("utf-8"), re.M)[0]
        self.table = next((self.paper.content / "data" / name).glob("*.csv"))
        self.template = self.paper.folder / "theme" / "templates" / "article.html"
        self.draft = self.story.with_name("9000001-ban-nhap.md")

    def write_draft(self) -> None:
        """Before the preview begins: a draft that somebody goes on writing."""
        text = re.sub(r"^id: .*$", "id: 9000001", self.story.read_text("utf-8"), count=1, flags=re.M)
        self.draft.write_text(text.replace("\nsection:", DRAFT, 1), "utf-8")

    def remember(self) -> None:
        files = (self.story, self.telling, self.newest, self.table, self.template, self.draft)
        self.good = {path: path.read_text("utf-8") for path in files}

    def page_of(self, story: Path) -> str:
        number = re.findall(r"^id: (\d+)", story.read_text("utf-8"), re.M)[0]
        return "/" + next(self.output.rglob(f"*-post{number}.html")).relative_to(self.output).as_posix()

    def data_page(self) -> str:
        return f"/so-lieu/{self.table.parent.name}/"


@dataclass(frozen=True)
class Save:
    """
    Args:
        goal: ms.
        page: address of the page on which words are looked for.
        save: writes words that no page has yet.
        mend: writes the file as it was; then the time until the words have gone is measured, too.
    """

    name: str
    goal: int
    page: Callable[[Desk], str]
    save: Callable[[Desk, str], None]
    mend: Callable[[Desk], object] | None = None


def _add_words(path: Path, words: str, desk: Desk) -> None:
    path.write_text(f"{desk.good[path].rstrip()}\n\n{words}\n", "utf-8")


def _title(path: Path, words: str, desk: Desk) -> None:
    path.write_text(re.sub(r"^title: .*$", f'title: "{words}"', desk.good[path], count=1, flags=re.M), "utf-8")


def _add_story(desk: Desk, words: str) -> None:
    number = int(re.sub(r"\D", "", words)) % 1_000_000
    text = re.sub(r"^id: .*$", f"id: {8_000_000 + number}", desk.good[desk.newest], count=1, flags=re.M)
    text = re.sub(r"^title: .*$", f'title: "{words}"', text, count=1, flags=re.M)
    date = (datetime.now(HANOI) - timedelta(hours=1)).isoformat(timespec="seconds")
    text = re.sub(r"^date: .*$", f"date: {date}", text, count=1, flags=re.M)
    desk.newest.with_name(f"{8_000_000 + number}-moi.md").write_text(text, "utf-8")


def _misspell(desk: Desk, words: str) -> None:
    key = re.sub(r"\D", "", words)
    desk.story.write_text(desk.good[desk.story].replace("\nsapo:", f"\nla_{key}: x\nsapo:", 1), "utf-8")


def _add_row(desk: Desk, words: str) -> None:
    desk.table.write_text(f"{desk.good[desk.table].rstrip()}\n{words},100,50,50.00\n", "utf-8")


def _template(desk: Desk, words: str) -> None:
    text = desk.good[desk.template].replace("{% block content %}", f"{{% block content %}}<!-- {words} -->", 1)
    desk.template.write_text(text, "utf-8")


def _on_story(desk: Desk) -> str:
    return desk.page_of(desk.story)


def _on_newest(desk: Desk) -> str:
    return desk.page_of(desk.newest)


def _on_front(_desk: Desk) -> str:
    return "/"


def saves() -> tuple[Save, ...]:
    return (
        Save(_("a story's text"), 300, _on_story, lambda desk, words: _add_words(desk.story, words, desk)),
        Save(
            _("a draft's text"),
            300,
            lambda desk: desk.page_of(desk.draft),
            lambda desk, words: _add_words(desk.draft, words, desk),
        ),
        Save(
            _("a fault"), 300, _on_story, _misspell, lambda desk: desk.story.write_text(desk.good[desk.story], "utf-8")
        ),
        Save(_("a headline: its page"), 1000, _on_newest, lambda desk, words: _title(desk.newest, words, desk)),
        Save(_("a headline: front page"), 1000, _on_front, lambda desk, words: _title(desk.newest, words, desk)),
        Save(_("a new story: front page"), 1000, _on_front, _add_story),
        Save(_("a dataset: a story"), 1000, lambda desk: desk.page_of(desk.telling), _add_row),
        Save(_("a dataset: its page"), 1000, Desk.data_page, _add_row),
        Save(_("a template: a story"), 1000, _on_story, _template),
    )
