"""Known stories, asked for in every careless way, in a tidy and in a messy archive: at which place they come."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from bench.archive import sample_documents
from portal.files import write_atomic
from portal.i18n import Translator
from site_search.export.export_reader import ExportedIndex, read_folder
from site_search.index.documents import TITLE
from site_search.language.analysis import has_diacritics
from site_search.query.offers import answer
from site_search.query.plan import Phrase
from site_search.query.planner import abbreviations_of, make_plan, synonyms_of

from .asking import KnownItem, askings
from .mess import messy_documents

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "docs/benchmarks/relevance.md"
TOP = 10
# Words in a row, as they stand in the story; of a headline, stories that have them there come first.
BOUNDED = {"title3": TITLE, "title5": TITLE, "lead6": None, "body8": None}
SEED = 5

Ranks = dict[str, list[float]]


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/bench relevance", description=_("Where known stories come, asked for in every careless way.")
    )
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help=_("how many sample articles"))
    parser.add_argument("--stories", type=int, default=200, metavar="S", help=_("stories that are asked for"))
    parser.add_argument("--write", action="store_true", help=_("write the table to docs/benchmarks/relevance.md"))
    arguments = parser.parse_args(argv)
    measure = partial(reciprocal_ranks, articles=arguments.articles, stories=arguments.stories)
    with ProcessPoolExecutor(2) as pool:
        tidy, messy = pool.map(measure, (False, True))
    text = _page(arguments.articles, arguments.stories, tidy, messy)
    print(text)
    if arguments.write:
        write_atomic(DOCUMENT, with_remarks(text, DOCUMENT.read_text(encoding="utf-8")).encode())
    return 0


def reciprocal_ranks(is_messy: bool, articles: int, stories: int) -> Ranks:
    """By kind of query: 1 / place of the story that was meant, 0 below place 10."""
    documents = list((messy_documents if is_messy else sample_documents)(articles))
    with tempfile.TemporaryDirectory(prefix="bench-relevance-") as folder:
        command = [sys.executable, "-m", "bench.search.index", str(articles), folder, *["messy"] * is_messy]
        subprocess.run(command, check=True)
        index = ExportedIndex(read_folder(Path(folder) / "tim-kiem/chi-muc"))
        table = abbreviations_of((short, long) for short, long in index.manifest["abbreviations"])
        synonyms = synonyms_of(index.manifest["synonyms"])
        rng = Random(SEED)
        ranks: defaultdict[str, list[float]] = defaultdict(list)
        for number in rng.sample(range(articles), min(stories, articles)):
            for item in askings(documents[number], rng):
                results, _offer = answer(make_plan(item.text, table, synonyms=synonyms), index)
                first = [hit.number for hit in results.hits[:TOP]]
                ranks[item.kind].append(1 / (first.index(number) + 1) if number in first else 0.0)
                if item.kind in BOUNDED:
                    ranks[f"{item.kind} by chance"].append(by_chance(item, index))
    return ranks


def by_chance(item: KnownItem, index: ExportedIndex) -> float:
    """What is reached where the stories that have these words in a row come first, in any order: no query tells more.

    Set phrases and words that another story happens to have too have no other answer.
    """
    tokens = tuple(item.text.split())
    stories = len(index.phrase(Phrase(tokens, has_diacritics(tokens), BOUNDED[item.kind])))
    return sum(1 / place for place in range(1, min(stories, TOP) + 1)) / stories if stories else 0.0


def _page(articles: int, stories: int, tidy: Ranks, messy: Ranks) -> str:
    heading = _("{articles} sample articles, {stories} stories asked for", articles=articles, stories=stories)
    title = _("Known stories, found")
    columns = " | ".join((_("MRR@10 of"), _("tidy archive"), _("messy archive")))
    lines = [f"# {title}", "", f"{heading}.", "", f"| {columns} |", "|---|---:|---:|"]
    lines += _rows(tidy, messy)
    return "\n".join(lines) + "\n"


def with_remarks(text: str, before: str) -> str:
    """The page of `text`, and below its table what people have written below that of `before`."""
    _title, _heading, _table, *remarks = before.split("\n\n", 3)
    return "\n\n".join((text.rstrip("\n"), *remarks)) + "\n" * (not remarks)


def _rows(tidy: Ranks, messy: Ranks) -> Iterator[str]:
    for kind in tidy:
        yield f"| {kind} | {_mean(tidy[kind])} | {_mean(messy.get(kind, []))} |"


def _mean(values: Sequence[float]) -> str:
    return f"{statistics.mean(values):.3f} ({len(values)})" if values else "–"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
