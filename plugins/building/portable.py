"""A site whose pages lead to each other from any folder, with a double click: addresses from the root become relative.

Only pages change: style sheets name their files relatively anyway. Browsers run no modules of such a folder, so that
searching in it has no answer; all pages are readable without.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path

# Only what our own templates and the sanitiser write: attributes in double quotes.
_TAG = re.compile(r'<[a-z](?:[^<>"]|"[^"]*")*>')
_ADDRESS = re.compile(r'(?<=\s)(href|src|action|poster|cite)="(/(?!/)[^"]*)"')
_SOURCE_SET = re.compile(r'(?<=\s)(srcset|imagesrcset)="([^"]*)"')
_FROM_ROOT = re.compile(r"(?:(?<=^)|(?<=, ))/(?!/)[^\s,]*")


def make_portable(site: Path, base: str = "") -> None:
    """Rewrite every page of `site`; `base` is the path of the site on its host, such as `/bao`."""
    for folder, _folders, names in os.walk(site):
        for name in names:
            if name.endswith(".html"):
                file = Path(folder, name)
                page = file.relative_to(site).as_posix()
                file.write_bytes(portable_page(file.read_text(encoding="utf-8"), page, base).encode())


def portable_page(html: str, page: str, base: str = "") -> str:
    """`html` of the file `page`, with every address from the root as one relative to the file."""
    folder = posixpath.dirname(page)

    def source_set(match: re.Match[str]) -> str:
        return f'{match[1]}="{_FROM_ROOT.sub(lambda one: _relative(one.group(), folder, base), match[2])}"'

    def tag(match: re.Match[str]) -> str:
        text = _ADDRESS.sub(lambda one: f'{one[1]}="{_relative(one[2], folder, base)}"', match.group())
        return _SOURCE_SET.sub(source_set, text)

    return _TAG.sub(tag, html)


def _relative(address: str, folder: str, base: str) -> str:
    end = min((place for mark in "?#" if (place := address.find(mark)) >= 0), default=len(address))
    path, rest = address[:end].removeprefix(base), address[end:]
    if path.endswith("/"):
        path += "index.html"
    return posixpath.relpath(path.lstrip("/"), folder or ".") + rest
