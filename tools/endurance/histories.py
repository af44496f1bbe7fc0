"""Stories renamed, moved, withdrawn, deleted, restored, purged in random order; nginx is asked for every address."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from newsroom.addresses.ledger import NAME as LEDGER
from publishing.loopback_nginx import loopback_nginx
from publishing.verify.byte_scan import traces

from .small_paper import ROOT, SmallPaper, run

STEPS = ("rename", "move", "retract", "restore", "delete", "purge")
SECTIONS = ("thi-hanh-an", "thoi-su")
FIRST, STORIES = 7001, 4


@dataclass
class _Story:
    """As its file says it now. `words`: only in its text, so that every trace of them is one of this story."""

    id: int
    slug: str = "bai-dau"
    section: str = SECTIONS[0]
    retracted: bool = False
    deleted: bool = False

    @property
    def words(self) -> str:
        return f"quyzqtham{chr(97 + self.id - FIRST)}xyz"

    def text(self, turn: int) -> str:
        state = (
            "status: retracted\nretraction:\n  date: 2024-04-12T12:00+07:00\n  reason: Tin không đúng sự thật.\n"
            if self.retracted
            else ""
        )
        return (
            f'---\nid: {self.id}\ntitle: "Bài số {self.id} của lượt {turn}"\nslug: {self.slug}\n'
            f'sapo: "Một bài để theo dõi địa chỉ qua mọi lần đổi."\ndate: 2024-04-10T09:00+07:00\n'
            f"section: {self.section}\n{state}---\n\nĐoạn văn có chữ {self.words} đủ dài để nhận ra khi còn sót lại.\n"
        )


def random_histories(folder: Path, count: int, seed: int) -> list[str]:
    chance, paper = random.Random(seed), SmallPaper.make(folder)
    stories = [_Story(FIRST + number) for number in range(STORIES)]
    faults, asked = _publish(paper, stories, 0, "beginning"), 0
    for turn in range(1, count + 1):
        step, story = chance.choice(STEPS), chance.choice(stories)
        _take(step, story, turn)
        name = f"{turn}: {step} {story.id}"
        faults += [f"{name}: {fault}" for fault in _publish(paper, stories, turn, step, story.id)]
        answers = list(_answers(paper, stories))
        asked += len(answers)
        faults += [f"{name}: {fault}" for fault in answers if fault]
    print(f"{count} steps, {asked} addresses asked for; {len(faults)} faults", flush=True)
    return faults


def _take(step: str, story: _Story, turn: int) -> None:
    if step == "rename":
        story.slug = f"bai-{turn}"
    elif step == "move":
        story.section = SECTIONS[1 - SECTIONS.index(story.section)]
    elif step == "restore":
        story.retracted = story.deleted = False
    else:
        story.retracted = story.retracted or step in ("retract", "purge")
        story.deleted = step == "delete"


def _publish(paper: SmallPaper, stories: list[_Story], turn: int, step: str, number: int = 0) -> list[str]:
    """Write the files and publish. With a deleted story that must be refused; then its file comes back."""
    for story in stories:
        file = paper.folder / "content/articles" / f"bai-{story.id}.md"
        file.unlink(missing_ok=True) if story.deleted else file.write_text(story.text(turn), encoding="utf-8")
    deleted = [story for story in stories if story.deleted]
    result = run(paper.publish(*(["purge", str(number)] if step == "purge" else [])))
    if deleted:
        told = all(f"-post{story.id}.html" in result.stderr for story in deleted)
        for story in deleted:
            story.deleted = False
        return ([] if result.returncode and told else ["a deleted story was not refused"]) + _publish(
            paper, stories, turn, "again"
        )
    if result.returncode:
        return [f"not published: {(result.stdout + result.stderr).strip()[-300:]}"]
    return list(_left_over(paper, stories))


def _left_over(paper: SmallPaper, stories: list[_Story]) -> Iterator[str]:
    """What is withdrawn is in no byte of any release; what is not can be found, or the scan would be blind."""
    for story in stories:
        left = [trace.path for trace in traces(paper.folder / "www", (story.words,), frozenset({story.words}))]
        if bool(left) is story.retracted:
            yield f"{story.words} of a story that is {'' if story.retracted else 'not '}withdrawn: {left[:3]}"


def _answers(paper: SmallPaper, stories: list[_Story]) -> Iterator[str]:
    """A fault, or nothing, for each address that was ever published."""
    current = paper.folder / "www/current"
    addresses = [line for line in (current / LEDGER).read_text(encoding="utf-8").splitlines() if line.startswith("/")]
    own = {f"-post{story.id}.": story for story in stories}
    with loopback_nginx(current, paper.folder, ROOT / "examples/nginx") as port:
        for address in addresses:
            status, target = _ask(port, address)
            if status == 301:
                status, _further = _ask(port, target)
            story = next((story for mark, story in own.items() if mark in address), None)
            wanted = 410 if story and story.retracted else 200
            right = story is None or f"-post{story.id}.html" in (target or address)
            yield "" if status == wanted and right else f"{address} answers {status} at {target or address}"


def _ask(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "")
    finally:
        connection.close()
