"""What the live site shows its readers now, asked over the network: a Pages host keeps no release to look at."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from xml.etree import ElementTree

from portal.errors import PortalError
from portal.i18n import Translator
from publishing.site_files import SiteFiles

from .announce import feeds_of, last_changes

_ = Translator(__file__)

_INDEX, _NEWS = "sitemap.xml", "/news.xml"
_AT_ONCE = 8
_SECONDS = 30


def live_state(url: str, site: SiteFiles) -> Mapping[str, str]:
    """As `announce.state` of what is served at `url`, of the feeds that `site` has; empty where no site is yet.

    Addresses are those that `site` gives itself, wherever it is served now. Raises PortalError where the host answers
    with anything else: what is not known must not be told as changed.
    """
    root = url.rstrip("/")
    if not root.startswith(("http://", "https://")):
        raise PortalError(_("{url} is not the address of a site", url=url))
    index = _fetch(f"{root}/{_INDEX}")
    if index is None:
        return {}
    maps = [address for address in _dated(f"{root}/{_INDEX}", index) if not address.endswith(_NEWS)]
    known: dict[str, str] = {}
    for address, text in _fetch_all(_served(address, site, root) for address in maps):
        known |= _dated(address, text)
    for address, text in _fetch_all(f"{root}/{path}" for path in feeds_of(site)):
        known[site.root_url + address.removeprefix(root)] = hashlib.sha256(text).hexdigest()
    return known


def _served(address: str, site: SiteFiles, root: str) -> str:
    """Where to ask for a sitemap that calls itself `address`."""
    return root + urlsplit(address).path.removeprefix(urlsplit(site.root_url).path)


def _dated(address: str, sitemap: bytes) -> Mapping[str, str]:
    try:
        return last_changes(sitemap.decode("utf-8"))
    except (ValueError, ElementTree.ParseError) as error:
        raise PortalError(_("{url} is no sitemap: {reason}", url=address, reason=error)) from error


def _fetch_all(addresses: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    """Address and body of those that are there, in order."""
    asked = list(addresses)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return [(url, body) for url, body in zip(asked, threads.map(_fetch, asked), strict=True) if body is not None]


def _fetch(address: str) -> bytes | None:
    request = urllib.request.Request(address, headers={"Cache-Control": "no-cache"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            return bytes(answer.read())
    except (OSError, ValueError) as error:
        if isinstance(error, urllib.error.HTTPError) and error.code == 404:
            return None
        raise PortalError(_("{url} does not answer: {reason}", url=address, reason=error)) from error
