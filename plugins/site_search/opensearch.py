"""The OpenSearch description, by which browsers offer the paper as a search engine."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from portal.addresses import SEARCH
from portal.i18n import Translator

_ = Translator(__file__)

LONGEST_NAME = 16  # characters, by the OpenSearch specification


def opensearch(name: str, root: str, language: str) -> bytes:
    """`root` is the absolute address of the site without a final slash."""
    short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    description = _("Search the stories of {name}", name=name)
    address = quoteattr(f"{root}{SEARCH}?q={{searchTerms}}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"  <ShortName>{escape(short)}</ShortName>\n"
        f"  <Description>{escape(description)}</Description>\n"
        f'  <Url type="text/html" method="get" template={address}/>\n'
        f"  <Language>{escape(language)}</Language>\n"
        "  <InputEncoding>UTF-8</InputEncoding>\n"
        "</OpenSearchDescription>\n"
    ).encode()
