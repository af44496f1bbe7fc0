"""Files of offline reading: the worker that keeps pages, and the list of what it may not show (docs/decisions/0039)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from newsroom.model.article import Article, Retraction
from newsroom.model.frame import Frame
from newsroom.model.options import NewsroomOptions
from newsroom.output.assets import STYLESHEET, ThemeFiles
from portal import addresses
from portal.files import DIGEST_LENGTH

SCRIPT, REMOVAL = "js/offline/worker.js", "js/offline/removal.js"
# What every page needs, and what its scripts ask for later.
_SHELL = (STYLESHEET, "js/theme-choice.js", "js/site.js", "js/share.js", "js/offline/page.js", "icons/icon.svg")
_FONTS = "fonts/"
_PICTURES = 120  # that a browser keeps


def worker_files(frame: Frame, options: NewsroomOptions, theme: ThemeFiles) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the worker: that of offline reading, or one that takes an earlier one away."""
    script = theme.files.get(SCRIPT if frame.offline else REMOVAL)
    if script is not None:
        head = _settings(frame, options, theme, script) if frame.offline else b""
        yield addresses.WORKER.lstrip("/"), head + script


def _settings(frame: Frame, options: NewsroomOptions, theme: ThemeFiles, script: bytes) -> bytes:
    shell = [path for path in theme.files if path in _SHELL or (path.startswith(_FONTS) and path.endswith(".woff2"))]
    values: dict[str, object] = {
        "base": f"{frame.base}/",
        "page": frame.base + addresses.OFFLINE,
        "withdrawals": frame.base + addresses.WITHDRAWALS,
        "copies": frame.base + addresses.COPIES,
        "search": frame.base + addresses.SEARCH,
        "shell": [frame.base + theme.address(path) for path in shell],
        "most": options.offline_pages,
        "pictures": _PICTURES,
        "bound": options.offline_hours * 3_600_000,
    }
    made_from = json.dumps(values, sort_keys=True).encode() + script
    values["version"] = hashlib.sha256(made_from).hexdigest()[:DIGEST_LENGTH]
    return b"self.OFFLINE=" + json.dumps(values, sort_keys=True).encode() + b";\n"


def withdrawals(articles: Iterable[Article], retracted: Iterable[Retraction]) -> bytes:
    """What the worker may not show: stories by their number, which no change of address takes away.

    A story with corrections is told with a digest of them: a copy that was made before another one is made anew.
    """
    value = {
        "withdrawn": sorted(retraction.id for retraction in retracted),
        "corrected": {str(story.id): _digest(story) for story in articles if story.corrections},
    }
    return (json.dumps(value, sort_keys=True, separators=(",", ":")) + "\n").encode()


def _digest(story: Article) -> str:
    told = "\0".join(f"{one.date.isoformat()} {one.wrong} {one.right} {one.apology}" for one in story.corrections)
    return hashlib.sha256(told.encode()).hexdigest()[:8]
