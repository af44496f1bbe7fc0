"""Search the stories of the last build from the terminal: the readers' query language and ranking, by Whoosh."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from portal.errors import ConfigError, PortalError
from portal.i18n import Translator
from portal.system_errors import in_one_line
from portal.vietnam.text import HANOI, short_date, slugify
from site_search.language.days import range_of
from site_search.query.offers import answer
from site_search.query.plan import Plan
from site_search.query.planner import abbreviations_of, make_plan, synonyms_of
from site_search.whoosh_index.location import refused
from site_search.whoosh_index.search import WhooshIndex

_ = Translator(__file__)

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / ".cache" / "build" / "search" / "whoosh"


@dataclass(frozen=True)
class Outcome:
    """What the command prints: hits are the stored values with their score."""

    query: str
    total: int
    suggestion: str | None
    hits: tuple[dict[str, Any], ...]


def main(argv: Sequence[str]) -> int:
    arguments = _parser().parse_args(argv)
    try:
        outcome = run(arguments)
    except UnpicklingError:
        print(refused(arguments.index), file=sys.stderr)
        return 1
    except (PortalError, OSError) as error:
        print(in_one_line(error), file=sys.stderr)
        return 1
    print(as_json(outcome) if arguments.json else as_text(outcome))
    return 0 if outcome.hits else 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/search",
        description=_("Search the stories of the last build."),
        epilog=_(
            "Exit status: 0 with results, 2 without, 1 on a fault. "
            "The query language: plugins/site_search/query/QUERY.md."
        ),
    )
    parser.add_argument("query", nargs="+", metavar="QUERY", help=_('words, "phrases", -exclusions, muc:… and so on'))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.add_argument(
        "--section", action="append", default=[], metavar="SLUG", help=_("only this section; repeatable")
    )
    parser.add_argument("--from", dest="first", metavar="DATE", help=_("from this day, month or year on"))
    parser.add_argument("--to", dest="last", metavar="DATE", help=_("up to this day, month or year"))
    parser.add_argument("--sort", choices=("relevance", "newest", "oldest"), default="relevance", help=_("order"))
    parser.add_argument("--limit", type=int, default=10, metavar="N", help=_("how many results (default: 10)"))
    parser.add_argument("--index", type=Path, default=INDEX, metavar="DIR", help=_("folder of the Whoosh index"))
    return parser


def run(arguments: argparse.Namespace) -> Outcome:
    if arguments.limit < 1:
        raise ConfigError(_("--limit is {value}; write a number from 1", value=arguments.limit))
    query = " ".join(arguments.query)
    with _open(arguments.index) as index:
        tables = abbreviations_of(index.abbreviations), synonyms_of(index.synonyms)
        plan = _limited(make_plan(query, tables[0], synonyms=tables[1]), arguments)
        results, suggestion = answer(plan, index, arguments.sort)
        hits = tuple(_hit(index, hit.number, hit.score) for hit in results.hits[: arguments.limit])
    return Outcome(query, len(results.hits), suggestion, hits)


def _open(folder: Path) -> WhooshIndex:
    if not folder.is_dir():
        raise ConfigError(_("{folder} holds no index; run scripts/build first", folder=folder))
    return WhooshIndex(folder)


def _limited(plan: Plan, arguments: argparse.Namespace) -> Plan:
    """The plan with the limits given as options; they add to those in the query."""
    filters = dict(plan.filters)
    if arguments.section:
        filters["section"] = (*filters.get("section", ()), *map(slugify, arguments.section))
    first = _days("--from", arguments.first)[0] if arguments.first else plan.first_day
    last = _days("--to", arguments.last)[1] if arguments.last else plan.last_day
    return replace(plan, filters=filters, first_day=first, last_day=last)


def _days(option: str, text: str) -> tuple[int, int]:
    days = range_of(text)
    if days is None:
        raise ConfigError(
            _("{option} is {text}; write a date such as 17/04/2024, 04/2024 or 2024", option=option, text=text)
        )
    return days


def _hit(index: WhooshIndex, number: int, score: float) -> dict[str, Any]:
    stored = index.stored(number)
    return {
        "id": stored["id"],
        "url": stored["url"],
        "title": stored["title"],
        "sapo": stored["sapo"],
        "date": stored["date"].replace(tzinfo=HANOI).isoformat(timespec="minutes"),
        "section": "/".join(stored["section"]),
        "source": stored["source"][0] if stored["source"] else "",
        "score": score,
    }


def as_json(outcome: Outcome) -> str:
    values = {
        "query": outcome.query,
        "total": outcome.total,
        "suggestion": outcome.suggestion,
        "results": list(outcome.hits),
    }
    return json.dumps(values, ensure_ascii=False, indent=2)


def as_text(outcome: Outcome) -> str:
    lines = []
    if outcome.suggestion:
        lines += [_("Did you mean: {text}", text=outcome.suggestion), ""]
    lines.append(_("{total} results for {query}", total=outcome.total, query=outcome.query))
    for place, hit in enumerate(outcome.hits, 1):
        tag = f"({hit['source']}) " if hit["source"] else ""
        lines += ["", f"{place}. {hit['title']}", f"   {_day(hit)} · {hit['section']} · {hit['url']}"]
        lines.append(f"   {tag}{_shortened(hit['sapo'])}")
    return "\n".join(lines)


def _day(hit: dict[str, Any]) -> str:
    return short_date(datetime.fromisoformat(hit["date"]))


def _shortened(text: str, longest: int = 160) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
