"""Redirects in the forms that hosts understand: a map for nginx, `_redirects`, and plain pages for all others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .ledger import STORY

GONE = ".gone/"  # an empty file below it for each page that answers 410
ADDRESS_MAP, STORY_MAP = ".nginx/addresses.map", ".nginx/stories.map"
_PLAIN = re.compile(r"[\w./~%+@:,=-]+", re.ASCII)


def nginx_address_map(redirects: Mapping[str, str], permanent: Iterable[str], base: str) -> str:
    """Address in any case, with or without its final slash or `.html` -> the address to go to.

    nginx compares the keys without regard to case; whoever is at the right address already is not sent on.
    """
    targets: dict[str, str] = {}
    for old, new in redirects.items():
        for form in _forms(old):
            targets.setdefault(form.lower(), new)
    for address in permanent:
        for form in _forms(address):
            targets.setdefault(form.lower(), address)
    # Where two keys differ in case only, nginx would refuse the file: the first one has it.
    return "".join(f"{_word(base + old)} {_word(base + new)};\n" for old, new in sorted(targets.items()))


def nginx_story_map(stories: Mapping[int, str], base: str) -> str:
    """Permanent number -> address of the story."""
    return "".join(f"{number} {_word(base + address)};\n" for number, address in sorted(stories.items()))


def redirects_file(redirects: Mapping[str, str], base: str) -> str:
    """`_redirects` of Netlify, Cloudflare Pages and GitLab Pages."""
    return "".join(f"{base}{old} {base}{new} 301\n" for old, new in sorted(redirects.items()))


def stub_paths(redirects: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(output path, target) of the plain pages; an address of a file has none, for it could not be a page."""
    for old, new in redirects.items():
        if old.endswith("/"):
            yield f"{old.lstrip('/')}index.html", new
        elif old.endswith((".html", ".htm")):
            yield old.lstrip("/"), new


def _forms(address: str) -> Iterator[str]:
    yield address
    if STORY.fullmatch(address):
        return  # the map of stories knows it in every form
    if address.endswith("/"):
        yield address.rstrip("/") or "/"
    elif address.endswith(".html"):
        yield address.removesuffix(".html")
        yield address.removesuffix(".html") + "/"
    elif "." not in address.rpartition("/")[2]:
        yield f"{address}/"


def _word(text: str) -> str:
    """A parameter of nginx: in quotes where it has other signs; `$` would begin a variable."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24") + '"'
