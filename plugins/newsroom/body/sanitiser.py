"""The one gate between an editor's markup and a page: an allow-list, after Markdown and before trusted fragments.

Ids are allowed only where the portal's own extensions set them, marked with OWN_ID; an editor's id could be that of a
part of the page. Python-Markdown does not clean its output; see https://python-markdown.github.io/sanitization/.
"""

from __future__ import annotations

import re
from functools import cache

import nh3

OWN_ID = "\ue002"  # refused in an editor's text, so nobody else can write it

_TAGS = """
    p br hr h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre div section figure figcaption details summary
    a abbr b bdi cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr
    table caption colgroup col thead tbody tfoot tr th td
"""
# Dropped with what is in them; of other tags only the mark goes.
_DROPPED = """
    script style iframe object embed template noscript noembed noframes frame frameset applet xmp plaintext
    svg math audio video canvas form button textarea select option title
"""
TAGS, DROPPED = frozenset(_TAGS.split()), frozenset(_DROPPED.split())
ATTRIBUTES = {
    "*": {"lang", "id"},
    "a": {"href", "title", "aria-label"},
    "abbr": {"title"},
    "div": {"aria-label"},
    "section": {"aria-label"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "details": {"open"},
}
VALUES = {
    "div": {"role": {"group", "note"}, "tabindex": {"0"}},
    "section": {"role": {"doc-endnotes"}},
    "a": {"role": {"doc-noteref", "doc-backlink"}},
    "th": {"scope": {"col", "row", "colgroup", "rowgroup"}},
}
_ALIGN = {"align-left", "align-center", "align-right"}
CLASSES = {
    "div": {"qa", "answer", "notice", "notice-luu-y", "notice-canh-bao", "notice-thong-tin", "table-scroll", "gallery"},
    "p": {"question", "thanks", "notice-title", "answer-label", "gallery-title", "live-day"},
    "b": {"qa-label"},
    "figure": {"pull-quote"},
    "section": {"footnotes", "live-entry"},
    "a": {"footnote-ref", "footnote-backref", "live-time"},
    "th": _ALIGN,
    "td": _ALIGN,
}
# `post:` stands for another story until its address is known.
SCHEMES = frozenset(("http", "https", "mailto", "tel", "post"))

_STRANGE_ID = re.compile(f' id="(?!{OWN_ID})[^"]*"')
_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"]*")?)*>')
_OUTSIDE = re.compile(r'(<a(?: [a-z-]+="[^"]*")*? href="(?:https?:)?//)')


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        clean_content_tags=DROPPED,
        attributes={tag: frozenset(names) for tag, names in ATTRIBUTES.items()},
        tag_attribute_values={tag: {key: frozenset(v) for key, v in values.items()} for tag, values in VALUES.items()},
        allowed_classes={tag: frozenset(names) for tag, names in CLASSES.items()},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def sanitise(html: str) -> str:
    """Markup that holds nothing but what is listed above. Links that lead out get `rel`."""
    cleaned = _cleaner().clean(html)
    # The serialiser has escaped every `<` and `"` that is not markup, so patterns on tags are safe from here on.
    if _STRANGE_ID.search(cleaned):
        cleaned = _TAG.sub(lambda tag: _STRANGE_ID.sub("", tag.group()), cleaned)
    cleaned = cleaned.replace(OWN_ID, "")
    if "//" in cleaned:
        cleaned = _OUTSIDE.sub(lambda link: link.group().replace("<a", '<a rel="noopener"', 1), cleaned)
    return cleaned
