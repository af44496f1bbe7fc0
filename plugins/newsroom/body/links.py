"""Where the links of a text lead: to other stories, to pages and places of this site, out; each fault at its line."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as etree

from portal.i18n import Translator

from .conversion import Conversion
from .sanitiser import OWN_ID, SCHEMES

_ = Translator(__file__)

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_STORY_PAGE = re.compile(r"/(?:[^?#]*)-post(\d+)\.html(#.*)?")
_HOST = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|info|edu|gov|int|eu|uk|io|tv|me)(?=[/?#:]|$)", re.I
)
_HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
_QUOTES = "“”„‘’\"'«»"
# Places that every story's page has of itself.
_OF_PAGES = frozenset(("main", "corrections", "related", "questions", "legal-refs", "latest", "guest", "top"))


# A link to another story or page: what stands before its address, its target, the place there, the rest, its words.
STORY_LINK = re.compile(r'<a ([^>]*?)href="post:([^"#]*)(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)


class AnchorLink(NamedTuple):
    """A link to a place of a story or page: its target, the words behind #, the line of the file."""

    target: str
    anchor: str
    line: int


def set_links(root: etree.Element, conversion: Conversion) -> None:
    """Links to other stories become `post:` targets, which are looked up once all stories are known."""
    for link in root.iter("a"):
        if link.get("class") not in ("footnote-ref", "footnote-backref"):
            _set_link(link, conversion)


def targets_of(*texts: str) -> tuple[str, ...]:
    """Of all links to other stories and pages in markup, each once."""
    targets = (link[2] for text in texts if 'href="post:' in text for link in STORY_LINK.finditer(text))
    return tuple(dict.fromkeys(targets))


def with_addresses(html: str, addresses: Mapping[str, str]) -> str:
    """`html` with every link resolved; of a link to a story that may not be shown only the words stay.

    Args:
        addresses: target -> address.
    """
    if 'href="post:' not in html:
        return html

    def resolved(link: re.Match[str]) -> str:
        before, target, fragment, after, words = link.groups()
        url = addresses.get(target)
        return f'<a {before}href="{url}{fragment or ""}"{after}>{words}</a>' if url else words

    return STORY_LINK.sub(resolved, html)


def check_raw_links(html: str, conversion: Conversion) -> None:
    """Links that were typed as HTML are checked like those of Markdown, where they reach the page."""
    for href in dict.fromkeys(map(unescape, _HREF.findall(html))):
        if href in conversion.seen or href not in conversion.raw_addresses:
            continue
        line = conversion.address_line(href)
        at = conversion.file_line(line)
        if href.startswith("post:"):
            conversion.links.append((href.removeprefix("post:").partition("#")[0], at))
        elif href.startswith("/") and not href.startswith("//"):
            conversion.addresses.append((re.split("[?#]", href)[0], at))
        elif fault := _fault(href):
            conversion.report.fault(fault[0], line, fault[1], "link")


def check_own_places(conversion: Conversion, anchors: Collection[str]) -> None:
    """Links to places of the same page; `anchors` are those that its text has."""
    for target, anchor, line in conversion.places:
        if not target and anchor not in anchors and anchor not in _OF_PAGES:
            message, hint = no_such_place(anchor, anchors)
            conversion.report.fault(message, line - conversion.report.first_line + 1, hint, "dead-anchor")


def no_such_place(anchor: str, anchors: Iterable[str]) -> tuple[str, str]:
    """The message and what to do, for a link to a place that is not there."""
    known = sorted(name for name in anchors if name.startswith(("muc-", "cau-", "bang-")))
    near = difflib.get_close_matches(anchor, known, n=1, cutoff=0.5)
    hint = _("did you mean {name}?", name=f"#{near[0]}") if near else _("a heading's place is #muc- and its words")
    return _("the page has no place #{anchor}", anchor=anchor), hint


def is_of_pages(anchor: str) -> bool:
    """Whether every story's page has this place."""
    return anchor in _OF_PAGES


def _set_link(link: etree.Element, conversion: Conversion) -> None:
    href = link.get("href", "")
    conversion.seen.add(href)
    line = conversion.address_line(href)
    address = _on_this_site(href.strip(), conversion.own_hosts)
    path, _hash, anchor = address.partition("#")
    page = _STORY_PAGE.fullmatch(address)
    if page:
        address = f"post:{page.group(1)}{page.group(2) or ''}"
    elif path.endswith(".md") and not _SCHEME.match(address):
        target = posixpath.normpath(posixpath.join(conversion.folder, unquote(path)))
        address = f"post:{target}" + (f"#{anchor}" if anchor else "")
    elif fault := _fault(address):
        conversion.report.fault(fault[0], line, fault[1], "link")
    link.set("href", address)
    at = conversion.file_line(line)
    if address.startswith("post:"):
        target = address.removeprefix("post:").partition("#")[0]
        conversion.links.append((target, at))
        if anchor:
            conversion.places.append(AnchorLink(target, unquote(anchor), at))
    elif address.startswith("/") and not address.startswith("//"):
        conversion.addresses.append((re.split("[?#]", address)[0], at))
    elif address.startswith("#") and anchor and not anchor.startswith(("fn:", "fnref", ":~:")):
        conversion.places.append(AnchorLink("", unquote(anchor), at))


def _on_this_site(address: str, hosts: Collection[str]) -> str:
    """An address of this site in full is the same as from its root."""
    if not hosts or not address.lower().startswith(("http://", "https://")):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if (parts.netloc or "").lower().removeprefix("www.") not in hosts:
        return address
    rest = parts.path or "/"
    return rest + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def _fault(address: str) -> tuple[str, str] | None:
    """What is wrong with an address, and what to do."""
    scheme = _SCHEME.match(address)
    if not address or address.startswith(OWN_ID):
        return None  # told where it was read
    if address[0] in _QUOTES or address[-1] in _QUOTES:
        bare = address.strip(_QUOTES)
        return _("the address {address} is in quotation marks", address=address), _("write {address}", address=bare)
    if "\\" in address or "%5C" in address:
        return _("the address {address} holds \\", address=address), _("write / instead")
    if scheme and scheme.group(1).lower() not in SCHEMES:
        known = ", ".join(sorted(SCHEMES))
        return _("the link {address} may not be used", address=address), _("known: {names}", names=known)
    if scheme and scheme.group() == address:
        return _("“{address}” is no address", address=address), _("write the whole address behind the colon")
    if re.search(r"\s", address) and not address.startswith("mailto:"):
        hint = _("write the address of a page; put a space before ( where the words in brackets are part of the text")
        return _("“{address}” is no address", address=address), hint
    if scheme and scheme.group(1).lower() in ("http", "https"):
        return _fault_of_host(address)
    if scheme or address.startswith(("/", "#")):
        return None
    return _fault_of_path(address)


def _fault_of_host(address: str) -> tuple[str, str] | None:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    if host == "localhost" or host.startswith(("127.", "192.168.", "10.")):
        message = _("{address} is an address of one computer or office", address=address)
        return message, _("write the address that readers see")
    if re.search(r"[^.]\.[^.]", host):
        return None
    hint = _("write an address such as https://www.moj.gov.vn/")
    return _("{address} names no site", address=address), hint


def _fault_of_path(address: str) -> tuple[str, str]:
    if _HOST.match(address):
        return (
            _("the address {address} does not begin with https://", address=address),
            _("write https://{address}", address=address),
        )
    if "@" in address:
        return _("“{address}” is no address", address=address), _("write mailto:{address}", address=address)
    hint = _("write https:// and the whole address, post: and the id of a story, or an address from /")
    return _("the link {address} leads nowhere", address=address), hint
