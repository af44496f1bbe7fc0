"""From saving a story to seeing it: `scripts/serve` over a sample archive, watched in a real browser."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from portal.i18n import Translator
from sample_archive.archive import write_archive

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks" / "preview.md"
SETTLED = 1.0  # s between a page and the next save, as of somebody who writes
PATIENCE = 600_000  # ms
# Told after the frame in which the words stand is drawn.
_TELL = """
addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector(".article-body");
  const tell = () => requestAnimationFrame(() => setTimeout(() => console.debug(`${Date.now()} ${text?.textContent}`)));
  if (text) new MutationObserver(tell).observe(text, { childList: true });
  tell();
});
"""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench preview", description=_("From saving a story to seeing it."))
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help=_("how many sample articles"))
    parser.add_argument("--saves", type=int, default=20, metavar="S", help=_("how often the story is saved"))
    parser.add_argument("--browser", default="/usr/bin/chromium-headless-shell", metavar="PATH", help=_("Chromium"))
    parser.add_argument("--write", action="store_true", help=_("write docs/benchmarks/preview.md"))
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        text = _bench(Path(folder), arguments.articles, arguments.saves, arguments.browser)
    print(text)
    if arguments.write:
        PAGE.write_text(f"# The preview, measured\n\n{text}\n", encoding="utf-8")
    return 0


def _bench(folder: Path, articles: int, saves: int, browser: str) -> str:
    content, output = folder / "content", folder / "output"
    write_archive(content, articles)
    story = sorted((content / "articles").rglob("*.md"))[articles // 2]
    with _served(content, output) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.add_init_script(_TELL)
        started = time.perf_counter()
        _open(page, address, output, story)
        first = time.perf_counter() - started
        texts = [_seen(page, story, number) for number in range(saves)]
        chromium.close()
    return _told(articles, first, texts)


@contextmanager
def _served(content: Path, output: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "commands.serve", "--port", "0"]
    command += ["--content", str(content), "--output", str(output)]
    paths = f"{ROOT / 'plugins'}:{ROOT / 'scripts'}"
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[1]
        process.terminate()


def _open(page: Page, address: str, output: Path, story: Path) -> None:
    """The page of the story, as soon as there is a site."""
    number = story.name.partition("-")[0]
    while not (pages := list(output.rglob(f"*-post{number}.html"))):
        time.sleep(0.5)
    page.goto(address.rstrip("/") + "/" + pages[0].relative_to(output).as_posix())
    time.sleep(5 * SETTLED)


def _seen(page: Page, story: Path, number: int) -> float:
    """Seconds from the end of saving until the browser has laid out the new words, by the clock of the page."""
    words = f"Câu thứ {number} vừa thêm, lúc {time.time_ns()}."
    text = f"{story.read_text('utf-8').rstrip()}\n\n{words}\n"
    # Playwright looks for words every half second at last: the page itself tells when it has them.
    with page.expect_console_message(lambda message: words in message.text, timeout=PATIENCE) as told:
        story.write_text(text, "utf-8")
        saved = time.time()
    seconds = float(told.value.text.partition(" ")[0]) / 1000 - saved
    time.sleep(SETTLED)
    return seconds


def _told(articles: int, first: float, texts: Sequence[float]) -> str:
    ordered = sorted(texts)
    rows = [
        ("first site", f"{first:.1f} s"),
        ("saved text seen, median", f"{1000 * statistics.median(texts):.0f} ms"),
        ("saved text seen, 95 of 100 below", f"{1000 * ordered[max(0, len(ordered) * 95 // 100 - 1)]:.0f} ms"),
        ("saved text seen, longest", f"{1000 * ordered[-1]:.0f} ms"),
    ]
    head = f"{articles} sample articles, {len(texts)} saves of one story, Chromium."
    return "\n".join([head, "", "| | |", "|---|---:|", *(f"| {name} | {figure} |" for name, figure in rows)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
