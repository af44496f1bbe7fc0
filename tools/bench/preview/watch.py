"""From saving a story to seeing it: `scripts/serve` over a sample archive, watched in a real browser."""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.changes import ENVIRONMENT, prepared
from bench.docs_page import put_section
from portal.i18n import Translator

from .saves import Desk, Save, saves

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "benchmarks" / "preview.md"
SETTLED = 1.0  # s between a page and the next save, as of somebody who writes
PATIENCE = 900_000  # ms
# Told after the frame in which the words stand is drawn, or are gone; the page is asked, for Playwright looks for words
# every half second at last.
_TELL = """
addEventListener("DOMContentLoaded", () => {
  const tell = () => requestAnimationFrame(() => setTimeout(() => {
    const [words, there] = JSON.parse(sessionStorage.getItem("bench") ?? '["", false]');
    const now = Date.now();
    const seen = document.documentElement.innerHTML.includes(words);
    if (words && seen === there) console.debug(`${now} ${there ? "" : "-"}${words}`);
  }));
  new MutationObserver(tell).observe(document.body, { childList: true, subtree: true, characterData: true });
  tell();
});
"""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench preview", description=_("From saving a story to seeing it."))
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help=_("how many sample articles"))
    parser.add_argument("--saves", type=int, default=20, metavar="S", help=_("how often each kind is saved"))
    parser.add_argument("--browser", default="/usr/bin/chromium-headless-shell", metavar="PATH", help=_("Chromium"))
    parser.add_argument("--write", action="store_true", help=_("write docs/benchmarks/preview.md"))
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        text = _bench(Path(folder), arguments.articles, arguments.saves, arguments.browser)
    print(text)
    if arguments.write:
        put_section(PAGE, arguments.articles, text)
    return 0


@dataclass
class Seen:
    """Seconds from each save to its words, or to their being gone; from the last one to the end of the build behind."""

    saves: list[float] = field(default_factory=list)
    mended: list[float] = field(default_factory=list)
    whole: float = 0.0


def _bench(folder: Path, articles: int, count: int, browser: str) -> str:
    desk = Desk(prepared(folder / "paper", articles), folder / "output")
    desk.write_draft()
    desk.remember()
    started = time.perf_counter()
    with _served(desk) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.add_init_script(_TELL)
        page.goto(address)
        first_words = page.locator("#preview-stage").inner_text(timeout=PATIENCE)
        page.locator("main").first.wait_for(state="attached", timeout=PATIENCE)
        first = time.perf_counter() - started
        results = {}
        for save in saves():
            _wait_for_build(page)
            page.goto(address.rstrip("/") + save.page(desk))
            time.sleep(3 * SETTLED)
            results[save] = _saved(desk, page, save, count)
            print(f"{save.name}: {1000 * statistics.median(results[save].saves):.0f} ms", file=sys.stderr, flush=True)
        chromium.close()
    return _told(articles, count, first, first_words, results)


@contextmanager
def _served(desk: Desk) -> Iterator[str]:
    settings = desk.paper.folder / "settings.py"
    command = [sys.executable, "-m", "commands.serve", "--port", "0", "--settings", str(settings)]
    command += ["--output", str(desk.output)]
    environment = {**os.environ, **ENVIRONMENT}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True, env=environment) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[1]
        process.terminate()


def _wait_for_build(page: Page) -> float:
    started, stage = time.perf_counter(), page.locator("#preview-stage")
    while True:
        stage.wait_for(state="detached", timeout=PATIENCE)
        ended = time.perf_counter()
        time.sleep(SETTLED)  # a page that is loaded anew has no panel at first
        if not stage.count():
            return ended - started


def _saved(desk: Desk, page: Page, save: Save, count: int) -> Seen:
    seen = Seen()
    for number in range(count):
        words = f"Câu {time.time_ns() % 10**12}{number:02}"
        looked_for = re.sub(r"\D", "", words) if save.mend else words
        seen.saves.append(_until(page, looked_for, partial(save.save, desk, words)))
        if mend := save.mend:
            seen.mended.append(_until(page, looked_for, partial(mend, desk), there=False))
    seen.whole = SETTLED + _wait_for_build(page)
    for path, text in desk.good.items():
        path.write_text(text, "utf-8")
    time.sleep(2 * SETTLED)
    return seen


def _until(page: Page, words: str, save: Callable[[], object], *, there: bool = True) -> float:
    """Seconds from the end of saving until the browser has drawn the words, or is without them, by the page's clock."""
    page.evaluate("bench => sessionStorage.setItem('bench', bench)", json.dumps([words, there]))
    mark = f" {words}" if there else f" -{words}"
    with page.expect_console_message(lambda message: message.text.endswith(mark), timeout=PATIENCE) as told:
        save()
        saved = time.time()
    seconds = float(told.value.text.partition(" ")[0]) / 1000 - saved
    time.sleep(SETTLED)
    return seconds


def _told(articles: int, count: int, first: float, first_words: str, results: Mapping[Save, Seen]) -> str:
    lines = [
        f"{articles:,} sample articles, {count} saves of each kind in turn, Chromium, builds of the whole site behind.",
        "",
        "| saved, and looked for on | median | 19 of 20 below | longest | goal | whole site after |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for save, seen in results.items():
        lines.append(_row(save.name, seen.saves, save.goal, f"{seen.whole:.1f} s"))
        if seen.mended:
            lines.append(_row(_("{name}, mended", name=save.name), seen.mended, save.goal, ""))
    words = first_words.splitlines()[-1]
    return "\n".join([*lines, "", f"First site, from nothing: {first:.1f} s; what the page said first: “{words}”."])


def _row(name: str, seconds: Sequence[float], goal: int, whole: str) -> str:
    ordered = sorted(1000 * second for second in seconds)
    figures = (statistics.median(ordered), ordered[max(0, len(ordered) * 95 // 100 - 1)], ordered[-1], goal)
    return f"| {name} | {' | '.join(f'{figure:.0f} ms' for figure in figures)} | {whole} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
