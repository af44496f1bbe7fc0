"""Where readers go who come to an address that has no page any more; a fault where nobody has said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portal.addresses import AUTHORS, EVENTS, FEEDS, HOME_FEED, LAWS, PROVINCES, SERIES, TOPICS
from portal.errors import Problem, Reporter
from portal.i18n import Translator

from .ledger import STORY, Ledger

_ = Translator(__file__)

# A list that has no story any more leads to the list of its kind, a feed to that of the paper.
_LISTS = (TOPICS, EVENTS, SERIES, AUTHORS, PROVINCES, LAWS)


@dataclass(frozen=True)
class Declared:
    """An address that an editor gave a target: in content/redirects.toml, or as an alias of a story."""

    target: str
    path: str
    line: int


@dataclass(frozen=True)
class Moves:
    """Args: redirects: old address -> address of a page; told: what editors should know of them."""

    redirects: Mapping[str, str] = field(default_factory=dict)
    told: tuple[Problem, ...] = ()


def plan_moves(
    ledger: Ledger,
    declared: Mapping[str, Declared],
    stories: Mapping[int, str],
    is_there: Callable[[str], bool],
    problems: Reporter,
) -> Moves:
    """
    Args:
        stories: id -> address of its page, also of one withdrawn.
        is_there: whether the site has something at an address.
    """
    redirects: dict[str, str] = {}
    told: list[Problem] = []
    for address, entry in declared.items():
        target = _end(entry.target, declared, stories)
        if is_there(address):
            message = _("{address} is the address of a page", address=address)
            problems.add(Problem(message, entry.path, entry.line, hint=_("remove the line"), code="redirect"))
        elif not is_there(target):
            message = _("there is no page {address}", address=target)
            hint = _("write the address of a page of this site")
            problems.add(Problem(message, entry.path, entry.line, hint=hint, code="redirect"))
        else:
            redirects[address] = target
    for address, (path, line) in ledger.places.items():
        if is_there(address) or address in declared:
            continue
        successor = _successor(address, redirects, stories, is_there)
        if successor is None:
            problems.add(_lost(address, path, line))
            continue
        redirects[address] = successor
        told += _news(address, successor, path, line, ledger)
    return Moves(dict(sorted(redirects.items())), tuple(told))


def _end(target: str, declared: Mapping[str, Declared], stories: Mapping[int, str]) -> str:
    """The last of a chain of redirects; of a circle, whatever: it is no page."""
    for _step in range(len(declared) + 1):
        if target in declared:
            target = declared[target].target
        elif (story := STORY.fullmatch(target)) and int(story[1]) in stories:
            return stories[int(story[1])]
        else:
            break
    return target


def _successor(
    address: str, redirects: Mapping[str, str], stories: Mapping[int, str], is_there: Callable[[str], bool]
) -> str | None:
    story = STORY.fullmatch(address)
    if story:
        return stories.get(int(story[1]))
    folder = address[: address.rstrip("/").rfind("/") + 1]
    if folder in redirects:  # a file of a dataset that has another name now
        return redirects[folder]
    if address.startswith(FEEDS):
        home = f"{HOME_FEED}.{address.rpartition('.')[2]}"
        return home if is_there(home) else None
    return next((upper for upper in _LISTS if address.startswith(upper) and is_there(upper)), None)


def _lost(address: str, path: str, line: int) -> Problem:
    message = _("{address} was published and leads nowhere now", address=address)
    if STORY.fullmatch(address):
        hint = _("bring the story back with status: retracted, or name another page in content/redirects.toml")
    else:
        hint = _("bring it back, or name another page in content/redirects.toml")
    return Problem(message, path, line, hint=hint, code="lost-address")


def _news(address: str, successor: str, path: str, line: int, ledger: Ledger) -> list[Problem]:
    """Told until the new address is in the ledger; for a list, until an editor has said where it leads."""
    if STORY.fullmatch(address):
        if successor in ledger.places:
            return []
        hint = _("to keep the old address write its slug: and section: into the story")
        message = _("{address} is now {target}; the old address leads there", address=address, target=successor)
    elif address.startswith(_LISTS):
        hint = _("if it has another name now, write it into content/redirects.toml")
        message = _("{address} has no story any more and leads to {target}", address=address, target=successor)
    else:
        return []
    return [Problem(message, path, line, hint=hint, code="moved-address", severity="warning")]
