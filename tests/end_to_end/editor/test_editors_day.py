"""An editor's day in Chromium: two pictures, a table from Excel; approved, pinned as the lead, corrected, retracted.

No terminal: everything is clicked and typed. One server, one page; the steps follow each other.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.site.conftest import make_workshop

ROOT = Path(__file__).resolve().parents[3]
TITLE = "Hội nghị bàn về thi hành án dân sự"
STORY = "articles/thi-hanh-an/{year}/hoi-nghi-ban-ve-thi-hanh-an-dan-su.md"
BODY = "Đoạn một nói về hội nghị.\n\nĐoạn hai nói về các việc đã bàn."

pytestmark = [pytest.mark.browser, pytest.mark.site]


@dataclass
class Day:
    """The newsroom: its working tree, the browser's page and what that asked elsewhere."""

    content: Path
    page: Page
    address: str
    elsewhere: list[str] = field(default_factory=list)
    written: dict[Path, bytes] = field(default_factory=dict)

    def open(self, place: str, waits_for: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#/{place}", wait_until="commit")
        self.page.locator(waits_for).first.wait_for(state="attached")

    def field(self, name: str) -> str:
        return f"[id^='{name}-field-']"

    def fill(self, name: str, text: str, number: int = 0) -> None:
        self.page.locator(self.field(name)).nth(number).fill(text)

    def choose(self, name: str, text: str) -> None:
        self.page.locator(self.field(name)).first.focus()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def group(self, name: str) -> None:
        """Open a group of fields."""
        self.page.locator(f"{self.field(name)} button").first.click()

    def save(self) -> None:
        self.page.get_by_role("button", name="Lưu", exact=True).click()
        expect(self.page.get_by_text("Thay đổi đã được lưu").first).to_be_visible(timeout=60_000)

    def move(self, now: str, then: str) -> None:
        self.page.get_by_role("button", name=re.compile(f"Trạng.*{now}")).click()
        self.page.get_by_role("menuitem", name=then).click()
        expect(self.page.get_by_role("button", name=re.compile(f"Trạng.*{then}"))).to_be_visible(timeout=60_000)

    def publish(self) -> None:
        self.move("Nháp", "Chờ duyệt")
        self.move("Chờ duyệt", "Đã duyệt")
        self.page.get_by_role("button", name="Công bố", exact=True).click()
        self.page.get_by_role("menuitem", name="Công bố ngay").click()
        eventually(lambda: not self.branches())

    def branches(self) -> str:
        command = ["git", "branch", "--list", "cms/*"]
        return subprocess.run(command, cwd=self.content, capture_output=True, text=True, check=True).stdout

    @property
    def story(self) -> Path:
        (found,) = self.content.glob(STORY.format(year="*"))
        return found


def eventually(holds: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def day(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    root = tmp_path_factory.mktemp("bao")
    content = Path(shutil.copytree(make_workshop(tmp_path_factory.mktemp("paper")).content, root / "content"))
    (content / "front-page.toml").write_text("# Trang nhất của báo\n\n[automatic]\nfigures = true\n", encoding="utf-8")
    for command in ("init -q -b main", "add .", "-c user.name=A -c user.email=a@b commit -q -m a"):
        subprocess.run(["git", *command.split()], cwd=root, check=True, capture_output=True)
    paths = os.pathsep.join(str(ROOT / name) for name in ("plugins", "scripts"))
    # A runner in the background ignores the signal, and its children would too.
    command_line = ["env", "--default-signal=INT", sys.executable, "-m", "commands.edit", "--port", "0", "--no-open"]
    process = subprocess.Popen(
        [*command_line, "--content", str(content)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert process.stdout is not None
    address = "http" + process.stdout.readline().split("http")[1].split()[0]
    page = browser.new_page(viewport={"width": 1400, "height": 900}, locale="vi")
    page.set_default_timeout(30_000)  # the first build has both cores
    page.on("dialog", lambda asked: asked.accept())  # the CMS asks before it publishes
    made = Day(content, page, address)
    origin = address.split("/admin")[0]
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((origin, "blob:", "data:", "about:")) else made.elsewhere.append(asked.url)
        ),
    )
    made.written = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    yield made
    page.close()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    process.stdout.close()


def test_a_story_is_written_approved_pinned_corrected_and_retracted(day: Day, tmp_path: Path) -> None:
    _write(day, tmp_path)
    _see_what_is_wrong(day)
    day.save()
    assert not list(day.content.glob(STORY.format(year="*")))
    day.publish()
    text = day.story.read_text(encoding="utf-8")
    number = re.search(r"^id: (\d+)$", text, re.MULTILINE)
    assert number
    assert "focal: " in text
    assert "/// bang | ket-qua" in text
    assert len(list((day.content / "media").rglob("anh-*.png"))) == 2
    _pin(day, number[1])
    _correct(day)
    assert day.story.read_text(encoding="utf-8").startswith(text.split("---")[1].join(["---", ""])[:40])
    _retract(day)
    _nothing_else_changed(day)
    assert day.elsewhere == []


def _write(day: Day, folder: Path) -> None:
    for name, colour in (("anh-mot.png", "navy"), ("anh-hai.png", "teal")):
        Image.new("RGB", (1200, 800), colour).save(folder / name)
    book = Workbook()
    for row in (["Tỉnh", "Việc"], ["Hà Nội", 5], ["Lào Cai", 7]):
        book.active.append(row)
    book.save(folder / "Kết quả.xlsx")
    day.open("collections/articles/new", day.field("title"))
    page = day.page
    day.fill("title", TITLE)
    day.fill("sapo", "Hội nghị bàn về các việc thi hành án dân sự của năm tới tại địa phương, theo ban tổ chức.")
    day.choose("section", "Thi hành án")
    day.fill("body", BODY)
    page.locator(".toasoan-body input[type=file]").first.set_input_files(folder / "anh-hai.png")
    expect(page.locator(day.field("body"))).to_have_value(re.compile("anh-hai"))
    page.locator(".toasoan-body input[type=file]").nth(1).set_input_files(folder / "Kết quả.xlsx")
    page.locator(".toasoan-asked input[type=text]").fill("Sở Tư pháp")
    page.locator(".toasoan-asked input[type=checkbox]").first.check()
    page.locator(".toasoan-asked button").first.click()
    expect(page.locator(day.field("body"))).to_have_value(re.compile("bang [|] ket-qua"))
    page.locator(".toasoan-picture input[type=file]").first.set_input_files(folder / "anh-mot.png")
    expect(page.locator(day.field("src")).first).to_have_value(re.compile("anh-mot"))
    page.locator(".toasoan-focal-picture img").click(position={"x": 20, "y": 20})
    expect(page.locator(day.field("focal"))).to_have_value(re.compile(r"\d+% \d+%"))


def _see_what_is_wrong(day: Day) -> None:
    """The picture has no description yet: said at its field, and nothing typed is lost."""
    expect(day.page.locator(".toasoan-at-field").first).to_be_visible()
    day.fill("alt", "Hội trường nơi hội nghị họp")
    day.fill("credit", "Ảnh: Toà soạn")
    expect(day.page.locator(".toasoan-at-field")).to_have_count(0)
    frame = day.page.frame_locator("iframe").first
    expect(frame.locator(".toasoan-told")).to_contain_text("chữ")
    expect(frame.frame_locator("iframe").locator("h1")).to_have_text(TITLE, timeout=30_000)


def _pin(day: Day, number: str) -> None:
    day.open("collections/paper/entries/front-page", day.field("hero"))
    day.group("hero")
    day.fill("story", number)
    day.save()
    day.publish()
    plan = (day.content / "front-page.toml").read_text(encoding="utf-8")
    assert f"story = {number}" in plan
    assert plan.startswith("# Trang nhất của báo\n\n[automatic]\nfigures = true\n")


def _correct(day: Day) -> None:
    _edit(day)
    day.page.get_by_role("button", name=re.compile("Thêm: các lần cải chính")).click()
    day.fill("wrong", "năm tới")
    day.fill("right", "năm nay")
    corrections = day.page.locator(day.field("corrections"))
    corrections.locator("input[type=datetime-local]").first.fill("2026-11-30T08:00")
    day.save()
    day.publish()
    assert "wrong: năm tới" in day.story.read_text(encoding="utf-8")


def _retract(day: Day) -> None:
    _edit(day)
    day.choose("status", "đã gỡ")
    day.group("retraction")
    day.fill("reason", "Nguồn tin không còn đúng.")
    day.page.locator(day.field("retraction")).locator("input[type=datetime-local]").first.fill("2026-11-30T09:00")
    day.save()
    day.publish()
    assert "status: retracted" in day.story.read_text(encoding="utf-8")


def _edit(day: Day) -> None:
    slug = day.story.relative_to(day.content / "articles").with_suffix("").as_posix()
    day.open(f"collections/articles/entries/{slug}", day.field("title"))


def _nothing_else_changed(day: Day) -> None:
    changed = {path.name for path, data in day.written.items() if path.read_bytes() != data}
    assert changed == {"front-page.toml"}
    command = ["git", "status", "--porcelain"]
    assert subprocess.run(command, cwd=day.content, capture_output=True, text=True, check=True).stdout == ""
    assert json.dumps(day.elsewhere) == "[]"
