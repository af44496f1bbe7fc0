"""Pages as standards and the security policy want them: strict HTML, structured data that parses, nothing inline.

Strict parsing costs some 50 ms a page. Pages that passed once are known by their digest (`Passed`) and are not read
again; of those left, at most `limit` are parsed, spread evenly over the site, and the report says how many.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal.errors import Problem
from portal.files import write_if_changed
from portal.i18n import Translator
from portal.parallel.seam import packed, run, unpacked
from publishing.site_files import SiteFiles
from publishing.tags import Tag, line_of, tags_of

_ = Translator(__file__)

_DATA_SCRIPTS = ("application/ld+json", "application/json", "speculationrules", "importmap")
_RULES = 1  # version of the rules below: pages that passed older ones are read again


@dataclass
class HtmlReport:
    """`parsed` pages were read strictly in this run, `known` ones in an earlier run, `pages` is all of them."""

    pages: int = 0
    parsed: int = 0
    known: int = 0
    faults: list[Problem] = field(default_factory=list)


class Passed:
    """Digests of pages that passed, one a line in `path`; a missing or damaged file only costs time."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        lines = path.read_text(encoding="utf-8", errors="replace").split() if path and path.is_file() else []
        self._digests = set(lines[1:]) if lines[:1] == [f"v{_RULES}"] else set()

    def __contains__(self, digest: str) -> bool:
        return digest in self._digests

    def keep(self, digests: set[str]) -> None:
        """Remember exactly `digests`: those of pages that are no longer there are forgotten."""
        if self._path:
            write_if_changed(self._path, "\n".join([f"v{_RULES}", *sorted(digests)]).encode())


def verify_html(site: SiteFiles, passed: Passed, limit: int | None = 400) -> HtmlReport:
    """Quick rules on every page, the strict parser on those not known yet."""
    pages = site.pages()
    report = HtmlReport(pages=len(pages))
    unknown = [path for path in pages if site.digests[path] not in passed]
    report.known = len(pages) - len(unknown)
    chosen = set(_spread(unknown, limit))
    jobs = [(path, path in chosen) for path in unknown]
    good = {site.digests[path] for path in pages} - {site.digests[path] for path in unknown}
    for path, faults in zip(unknown, map(unpacked, run(_page_faults, site.root, jobs, batch=8)), strict=True):
        report.faults += faults
        if path in chosen:
            report.parsed += 1
            if not faults:
                good.add(site.digests[path])
    passed.keep(good)
    return report


def _spread(paths: Sequence[str], limit: int | None) -> Sequence[str]:
    if limit is None or len(paths) <= limit:
        return paths
    return [paths[place * len(paths) // limit] for place in range(limit)]


def _page_faults(root: Path, job: tuple[str, bool]) -> bytes:
    path, strictly = job
    text = (root / path).read_text(encoding="utf-8")
    faults = list(_quick_faults(text, path))
    if strictly:
        faults += _parse_faults(text, path)
    return packed(faults)


def _parse_faults(text: str, path: str) -> Iterator[Problem]:
    """Every parse error that the HTML standard defines, by html5lib."""
    import html5lib
    from html5lib.constants import E

    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    for (line, column), code, values in parser.errors:
        yield Problem(E[code] % values, path, line, column, code=f"html-{code}")


def _quick_faults(text: str, path: str) -> Iterator[Problem]:
    identifiers: set[str] = set()
    names = set()
    for tag in tags_of(text):
        names.add(tag.name)
        identifier = tag.attributes.get("id")
        if identifier is not None and identifier in identifiers:
            yield _fault(text, path, tag, _("the id {id} is given twice", id=identifier), "duplicate-id")
        identifiers.add(identifier or "")
        yield from _inline_faults(text, path, tag)
        if tag.name == "script" and tag.attributes.get("type", "") == "application/ld+json":
            yield from _data_faults(text, path, tag)
    for name in ("title", "html", "body"):
        if name not in names:
            yield Problem(_("the page has no {name}", name=name), path, 1, code="no-element")


def _inline_faults(text: str, path: str, tag: Tag) -> Iterator[Problem]:
    """What the Content-Security-Policy would stop in the browser."""
    if tag.name == "style" or "style" in tag.attributes:
        yield _fault(text, path, tag, _("an inline style"), "inline-style")
    if tag.name == "script" and "src" not in tag.attributes and tag.attributes.get("type") not in _DATA_SCRIPTS:
        yield _fault(text, path, tag, _("an inline script"), "inline-script")
    for name, value in tag.attributes.items():
        if name.startswith("on"):
            yield _fault(text, path, tag, _("an inline event handler: {name}", name=name), "inline-handler")
        elif name in ("href", "src", "action") and value.strip().lower().startswith(("javascript:", "vbscript:")):
            yield _fault(text, path, tag, _("a script in an address"), "script-address")


def _data_faults(text: str, path: str, tag: Tag) -> Iterator[Problem]:
    try:
        data = json.loads(tag.text)
    except ValueError as error:
        yield _fault(text, path, tag, _("structured data is not JSON: {reason}", reason=error), "json-ld")
        return
    entries = data if isinstance(data, list) else [data]
    if not all(isinstance(entry, dict) and ("@type" in entry or "@graph" in entry) for entry in entries):
        yield _fault(text, path, tag, _("structured data has no @type"), "json-ld")


def _fault(text: str, path: str, tag: Tag, message: str, code: str) -> Problem:
    return Problem(message, path, line_of(text, tag.offset), code=code)
