"""Weights that readers on cheap phones pay for: gzip sizes of the page, its style sheets and its scripts."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.addresses import SEARCH
from portal.errors import Problem
from portal.i18n import Translator
from portal.parallel.seam import packed, run, unpacked
from publishing.site_files import SiteFiles
from publishing.tags import tags_of

from .references import script_references

_ = Translator(__file__)

_SEARCH = SEARCH[1:]


@dataclass(frozen=True)
class Budget:
    """Most bytes after gzip. `html` holds for the home page and stories, `search` is `script` of the search page."""

    html: int = 40_000
    css: int = 15_000
    script: int = 10_000
    search: int = 25_000


@dataclass(frozen=True)
class Weight:
    """Bytes of one page after gzip; its scripts with every module they import at once."""

    path: str
    html: int
    css: int
    script: int


def weigh(site: SiteFiles, path: str) -> Weight:
    return _weight(site.root, path)


def verify_budgets(site: SiteFiles, budget: Budget) -> list[Problem]:
    """Pages over budget, each weight named."""
    faults: list[Problem] = []
    for weight in run(_weigh, site.root, site.pages(), batch=64):
        faults += _over(unpacked(weight), budget)
    return faults


def _over(weight: Weight, budget: Budget) -> Iterator[Problem]:
    html = budget.html if weight.path == "index.html" or _is_story(weight.path) else None
    for name, size, most in (
        ("HTML", weight.html, html),
        ("CSS", weight.css, budget.css),
        ("JavaScript", weight.script, budget.search if weight.path.startswith(_SEARCH) else budget.script),
    ):
        if most is not None and size > most:
            message = _("{name} weighs {size} bytes after gzip; the budget is {most}", name=name, size=size, most=most)
            yield Problem(message, weight.path, code="budget")


def _is_story(path: str) -> bool:
    return re.search(r"-post\d+\.html$", path) is not None


def _weigh(root: Path, path: str) -> bytes:
    return packed(_weight(root, path))


def _weight(root: Path, path: str) -> Weight:
    text = (root / path).read_text(encoding="utf-8")
    styles, scripts = [], []
    for tag in tags_of(text):
        if tag.name == "link" and "stylesheet" in tag.attributes.get("rel", "").split():
            styles.append(_file(path, tag.attributes.get("href", "")))
        elif tag.name == "script" and "src" in tag.attributes:
            scripts.append(_file(path, tag.attributes["src"]))
    modules = _with_imports(root, scripts)
    return Weight(path, len(gzip.compress(text.encode(), 6, mtime=0)), _sum(root, styles), _sum(root, modules))


def _with_imports(root: Path, scripts: Iterable[str]) -> list[str]:
    """`scripts` and what they import at the top; modules that come on use (`import()`) cost nothing before it."""
    waiting, reached = list(scripts), dict[str, None]()
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached[path] = None
            waiting += _static_imports(root, path)
    return list(reached)


@cache
def _static_imports(root: Path, path: str) -> tuple[str, ...]:
    file = root / path
    if not file.is_file():
        return ()
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "import(" not in line]
    return tuple(_file(path, reference.url) for reference in script_references("\n".join(lines)))


def _file(page: str, url: str) -> str:
    url = url.split("?")[0].split("#")[0]
    return url.lstrip("/") if url.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(page), url))


def _sum(root: Path, paths: Iterable[str]) -> int:
    return sum(_gzip_size(root / path) for path in dict.fromkeys(paths))


@cache
def _gzip_size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0)) if path.is_file() else 0
