"""Redirects in the forms that hosts understand: a map for nginx, `_redirects`, and plain pages for all others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from .ledger import STORY

GONE = ".gone/"  # an empty file below it for each page that answers 410
ADDRESS_MAP, STORY_MAP = ".nginx/addresses.map", ".nginx/stories.map"
_PLAIN = re.compile(r"[\w./~%+@:,=-]+", re.ASCII)
_CAPITALS = re.compile(r"[A-Z]+")
_NO_FILE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]")  # what file systems or hosts refuse in a name
_LONGEST_NAME = 255  # bytes


def nginx_address_map(redirects: Mapping[str, str], permanent: Iterable[str], base: str) -> str:
    """Address in any case, with or without its final slash or `.html` -> the address to go to.

    nginx decodes an address before it looks for it, and compares without regard to the case of a-z; whoever is at the
    right address already is not sent on.
    """
    targets: dict[str, str] = {}
    for old, new in [*redirects.items(), *((address, address) for address in permanent)]:
        for form in _forms(old):
            targets.setdefault(_key(base + form), new)
    # Where two keys differ in case only, nginx would refuse the file: the first one has it.
    return "".join(f"{_quoted(old)} {_word(base + new)};\n" for old, new in sorted(targets.items()))


def nginx_story_map(stories: Mapping[int, str], base: str) -> str:
    """Permanent number -> address of the story."""
    return "".join(f"{number} {_word(base + address)};\n" for number, address in sorted(stories.items()))


def redirects_file(redirects: Mapping[str, str], base: str) -> str:
    """`_redirects` of Netlify, Cloudflare Pages and GitLab Pages."""
    return "".join(f"{base}{old} {base}{new} 301\n" for old, new in sorted(redirects.items()))


def stub_paths(redirects: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(output path, target) of the plain pages; an address of a file has none, for it could not be a page.

    Nor has one that no file can be named by: the other forms lead on from there.
    """
    for old, new in redirects.items():
        path = _decoded(old).lstrip("/")
        if _NO_FILE.search(path) or any(len(name.encode()) > _LONGEST_NAME for name in path.split("/")):
            continue
        if old.endswith("/"):
            yield f"{path}index.html", new
        elif old.endswith((".html", ".htm")):
            yield path, new


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


def _decoded(address: str) -> str:
    """As servers see it: `/tin%20214.html` is `/tin 214.html`. What is no UTF-8, or would leave its folder, stays."""
    try:
        text = unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address
    return address if {".", ".."} & set(text.split("/")) or text.count("/") != address.count("/") else text


def _key(address: str) -> str:
    return _CAPITALS.sub(lambda letters: letters.group().lower(), _decoded(address))


def _word(text: str) -> str:
    """A value of nginx: `$` would begin a variable."""
    return _quoted(text.replace("$", "%24"))


def _quoted(text: str) -> str:
    """A parameter of nginx: in quotes where it has other signs."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
