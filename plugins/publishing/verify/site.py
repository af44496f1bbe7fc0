"""All checks of a built site together, with everything that they find and how much was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from portal.errors import BuildFailed, Problem
from publishing.site_files import SiteFiles

from .budgets import Budget, verify_budgets
from .feeds import verify_feeds
from .html import Passed, verify_html
from .leaks import Secret, verify_leaks
from .links import verify_links
from .preview_marks import verify_no_preview

BUDGET = Budget()


@dataclass(frozen=True)
class Verified:
    """A site without a fault: `pages` in all, of which `parsed` were read strictly now and `known` in earlier runs."""

    files: int
    pages: int
    parsed: int
    known: int
    secrets: int


def verify_site(
    site: SiteFiles,
    root: str,
    secrets: Iterable[Secret],
    *,
    budget: Budget = BUDGET,
    passed: Path | None = None,
    limit: int | None = 400,
) -> Verified:
    """Check `site`, or raise BuildFailed with every fault.

    Args:
        root: absolute address of the site, or empty.
        passed: file that remembers pages which passed; see verify_html.
        limit: most pages that the strict parser reads in this run; None for all.
    """
    hidden = tuple(secrets)
    html = verify_html(site, Passed(passed), limit)
    faults: list[Problem] = [
        *verify_no_preview(site),
        *html.faults,
        *verify_links(site, root),
        *verify_feeds(site, root),
        *verify_leaks(site, hidden),
        *verify_budgets(site, budget),
    ]
    if faults:
        raise BuildFailed(faults)
    return Verified(len(site.digests), html.pages, html.parsed, html.known, len(hidden))
