"""No page of a preview is published: every one carries a mark, whatever has become of the story by now."""

from __future__ import annotations

import json

from portal.errors import Problem
from portal.i18n import Translator
from publishing.site_files import MARK, SiteFiles

_ = Translator(__file__)

PAGE_MARK = b'name="toasoan-preview"'  # theme/templates/base.html


def verify_no_preview(site: SiteFiles) -> list[Problem]:
    """One problem where `site` is a preview, or has a page of one; names the first such file."""
    for path in (MARK, *site.pages()):
        if path in site.digests and _is_marked(path, (site.root / path).read_bytes()):
            message = _("this is a page of a preview, which shows what is not out yet")
            return [Problem(message, path, hint=_("build without --preview"), code="preview")]
    return []


def _is_marked(path: str, data: bytes) -> bool:
    if path != MARK:
        return PAGE_MARK in data
    try:
        facts = json.loads(data)
    except ValueError:
        return False
    return isinstance(facts, dict) and "preview" in facts
