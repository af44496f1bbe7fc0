"""The ledger of every address ever published: one on a line, under the moment up to which it knows of stories.

    # 2026-11-29T12:00:00+07:00
    /chu-de/thi-hanh-an-dan-su/
    /tu-phap/yen-bai-ket-qua-post2.html

It lies in content/addresses.txt, and every site carries its own, so that a build can go on from the live one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from portal.addresses import FEED_FILE
from portal.errors import Problem, Reporter
from portal.i18n import Translator

_ = Translator(__file__)

NAME = "addresses.txt"
STORY = re.compile(r"/(?:[^/]+/)*[^/]+-post(\d+)\.html")
_ADDRESS = re.compile(r"/[^\s?#\"'<>\\]*")
# Lists of lists, samples, assets and the index of the search: nobody bookmarks their parts.
_PASSING = frozenset(("theme", "media", "luu-tru", "kieu-mau", "tim-kiem", "sitemaps"))


@dataclass(frozen=True)
class Ledger:
    """Args: places: address -> (file, line) that names it; as_of: no story in it came out later."""

    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    as_of: datetime | None = None


def permanent_address(path: str) -> str | None:
    """The address of the output file `path` if it must lead somewhere for good: `a/index.html` -> `/a/`."""
    first, *rest = path.split("/")
    if first in _PASSING or first.startswith(".") or path in ("404.html", "index.html"):
        return None
    if FEED_FILE.fullmatch(path) or (first == "so-lieu" and len(rest) == 2):
        return "/" + path.removesuffix("index.html")
    if path.endswith("/index.html") and len(rest) <= 2:
        return "/" + path.removesuffix("index.html")
    if (path.endswith(".html") and not rest) or STORY.fullmatch(f"/{path}"):
        return f"/{path}"
    return None


def read_ledger(text: str, display_path: str, problems: Reporter) -> Ledger:
    """The ledger in `text`; `display_path` is how messages name its file."""
    places: dict[str, tuple[str, int]] = {}
    as_of = None
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.strip()
        if entry.startswith("#"):
            as_of = _moment(entry.lstrip("# ")) or as_of
        elif _ADDRESS.fullmatch(entry):
            places.setdefault(entry, (display_path, number))
        elif entry:
            message = _("{value} is not an address of this site", value=repr(entry))
            problems.add(
                Problem(message, display_path, number, hint=_("restore the line, or remove it"), code="ledger")
            )
    return Ledger(places, as_of)


def joined(ledgers: Iterable[Ledger]) -> Ledger:
    places: dict[str, tuple[str, int]] = {}
    moments = []
    for ledger in ledgers:
        places = {**ledger.places, **places}
        moments += [ledger.as_of] if ledger.as_of else []
    return Ledger(places, max(moments, default=None))


def ledger_text(addresses: Iterable[str], as_of: datetime | None) -> str:
    head = f"# {as_of.isoformat()}\n" if as_of else ""
    return head + "".join(f"{address}\n" for address in sorted(set(addresses)))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
