"""A site below a path of its host, as project pages are: addresses from the root get that path when a page is written.

Everything that makes pages may thus speak of `/tu-phap/`, wherever the site will stand.
"""

from __future__ import annotations

import re

# Only what our own templates and the sanitiser write: attributes in double quotes.
_TAG = re.compile(r'<[a-z](?:[^<>"]|"[^"]*")*>')
_ADDRESS = re.compile(r'(?<=\s)(href|src|action|poster|cite|data-search)="/(?!/)')
_SOURCE_SET = re.compile(r'(?<=\s)srcset="([^"]*)"')
_FROM_ROOT = re.compile(r"(?:(?<=^)|(?<=, ))/(?!/)")


def rebased(html: str, base: str) -> str:
    """`html` with `base`, such as `/bao`, before every address from the root; as it is where `base` is empty."""
    if not base:
        return html

    def source_set(match: re.Match[str]) -> str:
        return f'srcset="{_FROM_ROOT.sub(f"{base}/", match[1])}"'

    def tag(match: re.Match[str]) -> str:
        return _SOURCE_SET.sub(source_set, _ADDRESS.sub(rf'\1="{base}/', match.group()))

    return _TAG.sub(tag, html)
