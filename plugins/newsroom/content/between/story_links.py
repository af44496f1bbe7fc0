"""Links between files: `post:12` and `post:articles/a/x.md` become addresses once all files are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsroom.body.links import is_of_pages, no_such_place
from newsroom.body.markdown_body import Converted
from portal.errors import Problem, Reporter
from portal.i18n import Translator

_ = Translator(__file__)
_NUMBERED = re.compile(r"(?<=/)trang-\d+\.html$")  # the older pages of a list
_STORY_PAGE = re.compile(r"-post\d+\.html$")


@dataclass(frozen=True)
class StoryAddresses:
    """`published`: target -> address of each story and page that may be shown; `known`: every target, drafts too.

    Args:
        withdrawn: targets of stories that were taken back.
    """

    published: Mapping[str, str]
    known: frozenset[str]
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AddressLink:
    """A link to a page of this site by its `address` from the root; `path` and `line` of the file that has it."""

    address: str
    path: str
    line: int


def address_links(body: Converted | None, display_path: str) -> Iterator[AddressLink]:
    """Those of a text."""
    for address, line in body.addresses if body else ():
        yield AddressLink(address, display_path, line)


def check_addresses(links: Iterable[AddressLink], is_there: Callable[[str], bool]) -> Iterator[Problem]:
    """A fault for each link that leads nowhere on the finished site."""
    for link in links:
        if is_there(link.address):
            continue
        hint = _("write the address of a page, or post: and the id of a story")
        if is_there(f"{link.address}/"):
            hint = _("write {address}", address=f"{link.address}/")
        message = _("there is no page {address}", address=link.address)
        yield Problem(message, link.path, link.line, hint=hint, code="dead-link")


@dataclass(frozen=True)
class Outline:
    """What is known of the site's addresses before its pages are made.

    Args:
        first_parts: what stands first in the addresses of pages; files such as robots.txt are not looked at.
        lists: pages of sections, topics and authors, with the numbered pages that may lie behind each.
        list_parts: first parts below which there is nothing but `lists`, their numbered pages and stories.
        lasting: addresses that redirects, the ledger or stories keep; asked for only where a link needs it.
    """

    first_parts: frozenset[str]
    lists: frozenset[str] = frozenset()
    list_parts: frozenset[str] = frozenset()
    lasting: Callable[[], Collection[str]] = frozenset

    def may_be(self, address: str) -> bool:
        first = address.lstrip("/").partition("/")[0]
        if _STORY_PAGE.search(address):
            return True
        if first in self.list_parts:
            return _NUMBERED.sub("", address) in self.lists or address in self.lasting()
        if first in self.first_parts:
            return True
        return not first or not (first.endswith(".html") or "." not in first) or address in self.lasting()


def certainly_dead(links: Iterable[AddressLink], outline: Outline) -> Iterator[Problem]:
    """A fault for each link that leads nowhere whatever pages will be made: told with the faults of reading."""
    for link in links:
        if not outline.may_be(link.address):
            yield from check_addresses([link], outline.lists.__contains__)


def check_links(
    links: Iterable[tuple[str, int]], display_path: str, addresses: StoryAddresses, problems: Reporter
) -> None:
    """Report targets that do not exist; warn of those that are not published yet."""
    for target, line in links:
        if target not in addresses.known:
            message, hint = (
                _("there is no story {target}", target=target),
                _("write post: and the id of a story, or the path of its file"),
            )
            problems.add(Problem(message, display_path, line, hint=hint, code="dead-link"))
        elif target not in addresses.published:
            message = _("the story {target} is not published yet: its link is left out", target=target)
            if target in addresses.withdrawn:
                message = _("the story {target} was withdrawn: its link is left out", target=target)
            problems.add(Problem(message, display_path, line, code="link-not-published", severity="warning"))


def check_places(
    places: Iterable[tuple[str, str, int]],
    display_path: str,
    anchors: Mapping[str, frozenset[str]],
    problems: Reporter,
) -> None:
    """Report links to a place that its story does not have; a story that is not there is reported elsewhere."""
    for target, anchor, line in places:
        if target in anchors and anchor not in anchors[target] and not is_of_pages(anchor):
            message, hint = no_such_place(anchor, anchors[target])
            problems.add(Problem(f"post:{target}: {message}", display_path, line, hint=hint, code="dead-anchor"))
