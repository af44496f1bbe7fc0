"""Our search and Pagefind on the same sample stories, in one run: building, bytes, trips, latency, relevance."""

from __future__ import annotations

import argparse
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.archive import sample_documents, write_pages
from bench.measure import CommandFailed, measure
from bench.rivals import add_pagefind
from portal.files import write_atomic
from portal.i18n import Translator

from .asking import KnownItem
from .browser import (
    OURS,
    PAGEFIND,
    TOP,
    Answer,
    DistantHandler,
    ask_cold,
    ask_on,
    chromium,
    served,
)
from .index import SECONDS
from .queries import known_items

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "docs/benchmarks/search.md"
COLD_KINDS = ("title5", "lead6 plain", "title5 slip")
COLD = 12  # first queries, each in a browser that has never been there
DISTANT = 6  # of them asked over a long line too, to count trips


@dataclass
class Report:
    """Figures of one engine: name -> value as text, in the order of the table."""

    name: str
    figures: dict[str, str] = field(default_factory=dict)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/bench search", description=_("Our search and Pagefind on the same sample stories.")
    )
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help=_("how many sample articles"))
    parser.add_argument("--stories", type=int, default=8, metavar="S", help=_("stories that are asked for"))
    parser.add_argument(
        "--browser", default="/usr/bin/chromium-headless-shell", metavar="PATH", help=_("the Chromium to ask in")
    )
    add_pagefind(parser)
    parser.add_argument("--write", action="store_true", help=_("write the table to docs/benchmarks/search.md"))
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        try:
            text = _bench(Path(folder), arguments)
        except CommandFailed as error:
            print(error, file=sys.stderr)
            return 1
    print(text)
    if arguments.write:
        write_atomic(DOCUMENT, text.encode())
    return 0


def _bench(folder: Path, arguments: argparse.Namespace) -> str:
    articles, stories = arguments.articles, arguments.stories
    command = shlex.split(arguments.pagefind)
    version = subprocess.run([*command, "--version"], capture_output=True, check=True, text=True).stdout.strip()
    ours, pagefind = Report(_("ours")), Report(version.capitalize())
    documents = list(sample_documents(articles))
    _build_ours(folder, articles, ours)
    write_pages(documents, folder / "pages")
    _build_pagefind(folder, command, pagefind)
    shutil.copytree(ROOT / "theme/static/js", folder / "modules/js")
    (folder / "blank.html").write_text("<!DOCTYPE html><title>blank</title>", encoding="utf-8")
    items = known_items(documents, stories)
    texts = [item.text for item in items if item.kind in COLD_KINDS][:COLD]
    with served(folder) as address, served(folder, DistantHandler) as distant, chromium(arguments.browser) as browser:
        for report, script in ((ours, OURS), (pagefind, PAGEFIND)):
            _cold_figures(report, ask_cold(browser, address, script, texts))
            _trips(report, ask_cold(browser, distant, script, texts[:DISTANT]))
            answers = list(ask_on(browser, address, script, [item.text for item in items]))
            _further_figures(report, answers)
            _relevance(report, items, [first for first, _again in answers])
    return _page(articles, stories, ours, pagefind)


def _build_ours(folder: Path, articles: int, report: Report) -> None:
    environment = {"PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT / 'tools'}"}
    command = [sys.executable, "-m", "bench.search.index", str(articles), str(folder)]
    measured = measure(command, folder, environment)
    seconds = float((folder / SECONDS).read_text(encoding="ascii"))
    _note_build(report, seconds, measured.memory, folder / "tim-kiem/chi-muc")
    code = (ROOT / "theme/bundles/js/search/page.js").read_text(encoding="utf-8")
    report.figures[_("search code, gzip")] = _kilobytes(_gzipped(code))
    one_more = folder / "one-more"
    one_more.mkdir()
    measure([*command[:3], str(articles + 1), str(one_more)], one_more, environment)
    report.figures[_("rewritten for one more story")] = _kilobytes(
        _new_bytes(folder / "tim-kiem/chi-muc", one_more / "tim-kiem/chi-muc")
    )
    shutil.rmtree(one_more)


def _build_pagefind(folder: Path, pagefind: Sequence[str], report: Report) -> None:
    output = folder / "pagefind"
    command = [*pagefind, "--site", "pages", "--output-path", str(output)]
    measured = measure(command, folder, {})
    _note_build(report, measured.wall, measured.memory, output)
    code = (output / "pagefind.js").read_text(encoding="utf-8")
    report.figures[_("search code, gzip")] = _kilobytes(_gzipped(code))
    before = {path: path.stat().st_size for path in output.rglob("*") if path.is_file()}
    with_one = folder / "pagefind-one-more"
    write_pages(list(sample_documents(len(list((folder / "pages").rglob("*.html"))) + 1))[-1:], folder / "pages")
    measure([*command[:-1], str(with_one)], folder, {})
    changed = _new_bytes(output, with_one) if before else 0
    report.figures[_("rewritten for one more story")] = _kilobytes(changed)
    shutil.rmtree(with_one)


def _note_build(report: Report, seconds: float, memory: int, output: Path) -> None:
    files = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    report.figures[_("building, s")] = f"{seconds:.1f}"
    report.figures[_("building, peak memory")] = f"{memory / 1e6:.0f} MB"
    report.figures[_("index")] = _("{size} MB in {count} files", size=f"{sum(files) / 1e6:.1f}", count=len(files))


def _new_bytes(old: Path, new: Path) -> int:
    """Bytes of the files of `new` that `old` does not hold under the same name with the same content."""
    return sum(
        path.stat().st_size
        for path in new.rglob("*")
        if path.is_file()
        and not ((twin := old / path.relative_to(new)).is_file() and twin.read_bytes() == path.read_bytes())
    )


def _gzipped(text: str) -> int:
    result = subprocess.run(["gzip", "-9", "-n"], input=text.encode(), capture_output=True, check=True)
    return len(result.stdout)


def _cold_figures(report: Report, answers: Sequence[Answer]) -> None:
    sizes = [answer.size for answer in answers]
    report.figures[_("first query, median")] = _kilobytes(statistics.median(sizes))
    report.figures[_("first query, 95 of 100 below")] = _kilobytes(_percentile(sizes, 0.95))
    report.figures[_("first query, median time")] = _milliseconds([answer.seconds for answer in answers])


def _trips(report: Report, answers: Sequence[Answer]) -> None:
    counts = [answer.trips for answer in answers]
    report.figures[_("first query, trips: median, most")] = f"{statistics.median(counts):g}, {max(counts)}"


def _further_figures(report: Report, answers: Sequence[tuple[Answer, Answer | None]]) -> None:
    first = [one for one, _again in answers[1:]]
    report.figures[_("further query, median")] = _kilobytes(statistics.median(answer.size for answer in first))
    report.figures[_("further query, median time")] = _milliseconds([answer.seconds for answer in first])
    report.figures[_("same query again, median time")] = _milliseconds(
        [again.seconds for _one, again in answers if again]
    )


def _relevance(report: Report, items: Sequence[KnownItem], answers: Sequence[Answer]) -> None:
    """Mean reciprocal rank of the story that was meant, 0 below place 10."""
    ranks: defaultdict[str, list[float]] = defaultdict(list)
    for item, answer in zip(items, answers, strict=True):
        urls = [url.removeprefix("/pages") for url in answer.urls[:TOP]]
        ranks[item.kind].append(1 / (urls.index(item.url) + 1) if item.url in urls else 0.0)
    for kind, values in ranks.items():
        report.figures[f"MRR@10, {kind}"] = f"{statistics.mean(values):.3f} ({len(values)})"


def _percentile(values: Sequence[int], share: float) -> int:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _kilobytes(size: float) -> str:
    return f"{size / 1000:.1f} kB"


def _milliseconds(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ms"


def _page(articles: int, stories: int, *reports: Report) -> str:
    heading = _("{articles} sample articles, {stories} stories asked for", articles=articles, stories=stories)
    title = _("Search, measured")
    lines = [f"# {title}", "", f"{heading}.", "", f"| | {' | '.join(one.name for one in reports)} |"]
    lines.append("|---|" + "---:|" * len(reports))
    for figure in reports[0].figures:
        lines.append(f"| {figure} | {' | '.join(one.figures.get(figure, '–') for one in reports)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
