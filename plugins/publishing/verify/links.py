"""Every address inside the site leads somewhere: pages, anchors, pictures, styles, modules, structured data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urljoin, urlsplit

from portal.errors import Problem
from portal.i18n import Translator
from portal.parallel.seam import packed, run, unpacked
from publishing.site_files import SiteFiles
from publishing.tags import tags_of

from .references import Reference, Use, css_references, page_references, script_references

_ = Translator(__file__)

_BATCH = 256  # files a job
_ELSEWHERE = ("mailto:", "tel:", "sms:", "zalo:", "data:")


class LinkChecker:
    """Looks addresses up in one site.

    Args:
        root: absolute address of the site, such as `https://example.vn`; empty where pages use none.
    """

    def __init__(self, site: SiteFiles, root: str = "") -> None:
        self._site = site
        self._root = root.rstrip("/")
        self._host, self._base = urlsplit(self._root).netloc, urlsplit(self._root).path
        self._anchors: dict[str, frozenset[str]] = {}

    def faults(self, path: str) -> list[Problem]:
        """All dead addresses of the file `path`."""
        if path.endswith(".html"):
            references = page_references(self._site.text(path))
        elif path.endswith(".css"):
            references = css_references(self._site.text(path))
        else:
            references = script_references(self._site.text(path))
        return [fault for reference in references for fault in self._check(path, reference)]

    def _check(self, path: str, reference: Reference) -> Iterator[Problem]:
        url = reference.url
        if url.lower().startswith(_ELSEWHERE):
            return
        parts = urlsplit(urljoin(f"{self._root or 'https://site.invalid'}/{_url_of(path)}", url))
        if parts.scheme not in ("http", "https"):
            yield _fault(path, reference, _("{url} is not an address that pages may have", url=url), "scheme")
            return
        if self._is_elsewhere(parts.netloc):
            if reference.use is Use.LOAD:
                yield _fault(path, reference, _("{url} is loaded from another site", url=url), "third-party")
            return
        target = self._site.file_of(unquote(parts.path), self._base)
        if target is None:
            yield _fault(path, reference, _("{url} leads nowhere", url=url), "dead-link", _("mend or remove the link"))
        elif parts.fragment and reference.use is Use.LINK and not self._has_anchor(target, unquote(parts.fragment)):
            hint = _("take what follows # from the address of that place")
            yield _fault(path, reference, _("{url}: the page has no such place", url=url), "dead-anchor", hint)

    def _is_elsewhere(self, host: str) -> bool:
        return host not in (self._host or "site.invalid", "site.invalid")

    def _has_anchor(self, path: str, name: str) -> bool:
        # `#top` and text fragments are the browser's own.
        if name == "top" or name.startswith(":~:"):
            return True
        if path not in self._anchors:
            identifiers = (tag.attributes.get("id") for tag in tags_of(self._site.text(path)))
            self._anchors[path] = frozenset(identifier for identifier in identifiers if identifier)
        return name in self._anchors[path]


def _url_of(path: str) -> str:
    return path.removesuffix("index.html") if re.search(r"(?:^|/)index\.html$", path) else path


def _fault(path: str, reference: Reference, message: str, code: str, hint: str = "") -> Problem:
    return Problem(message, path, reference.line, hint=hint, code=code)


def _faults_of(checker: LinkChecker, paths: Sequence[str]) -> bytes:
    return packed([fault for path in paths for fault in checker.faults(path)])


def verify_links(site: SiteFiles, root: str = "") -> list[Problem]:
    """Dead addresses of all pages, style sheets and modules."""
    checker = LinkChecker(site, root)
    paths = [path for path in site.digests if path.endswith((".html", ".css", ".js"))]
    batches = [paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH)]
    return [fault for faults in run(_faults_of, checker, batches, batch=1) for fault in unpacked(faults)]
