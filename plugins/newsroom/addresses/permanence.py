"""What one build does for permanence: reads the ledgers, plans redirects, and writes all that hosts need of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsroom.model.page import KeyedFile
from portal.addresses import output_path
from portal.errors import Problem, Reporter
from portal.i18n import Translator

from .declared import read_ledger_file, read_own_ledger, read_redirects
from .ledger import NAME, joined, ledger_text, permanent_address
from .moves import Declared, Moves, plan_moves
from .redirect_files import ADDRESS_MAP, GONE, STORY_MAP, nginx_address_map, nginx_story_map, redirects_file

_ = Translator(__file__)


@dataclass(frozen=True)
class Out:
    """What of the paper is out.

    Args:
        stories: id -> address, with those that a notice stands for.
        notices: addresses of the latter.
        aliases: addresses of an older system, as the stories say.
        unlisted: addresses of stories that stand in no list, and so in none of these files either.
        last: when the newest of the stories came out.
    """

    stories: Mapping[int, str]
    notices: Sequence[str]
    aliases: Mapping[str, Declared]
    last: datetime | None
    unlisted: frozenset[str] = frozenset()


class Permanence:
    """
    Args:
        root: the content folder.
        live: ledger of the live site; None where nobody gave one.
    """

    def __init__(self, root: Path, live: str | None, out: Out, problems: Reporter) -> None:
        own = read_own_ledger(root, problems)
        self._ledger = joined([own, read_ledger_file(Path(live), live, problems)]) if live else own
        self._declared = read_redirects(root, problems)
        for alias, declared in out.aliases.items():
            other = self._declared.setdefault(alias, declared)
            if other is not declared:
                message = _("{address} stands in {path} too", address=alias, path=other.path)
                problems.add(
                    Problem(message, declared.path, declared.line, hint=_("remove one of the two"), code="redirect")
                )
        self._out, self._problems = out, problems
        self._as_of = max((moment for moment in (self._ledger.as_of, out.last) if moment), default=None)

    def moves(self, paths: Set[str], to_come: Set[str], moment: datetime) -> Moves:
        """Args: paths: of the output; to_come: addresses that other plugins will have written."""

        def is_there(address: str) -> bool:
            return output_path(address) in paths or address in to_come

        if self._ledger.as_of and self._ledger.as_of > moment:
            return Moves()  # a site of the past, before some of what the ledger knows
        return plan_moves(self._ledger, self._declared, self._out.stories, is_there, self._problems)

    def files(self, moves: Moves, paths: Set[str], base: str) -> Iterator[KeyedFile]:
        """The ledger, and redirects in every form."""
        own = {address for path in paths if (address := permanent_address(path))} - self._out.unlisted
        stories = {number: url for number, url in self._out.stories.items() if url not in self._out.unlisted}
        permanent = sorted({*self._ledger.places, *own})
        yield _text_file(NAME, ledger_text, permanent, self._as_of)
        yield _text_file(ADDRESS_MAP, nginx_address_map, moves.redirects, sorted(own), base)
        yield _text_file(STORY_MAP, nginx_story_map, stories, base)
        if moves.redirects:
            yield _text_file("_redirects", redirects_file, moves.redirects, base)
        for address in self._out.notices:
            yield KeyedFile(GONE + output_path(address), (), bytes)


def _text_file(path: str, make: Callable[..., str], *arguments: object) -> KeyedFile:
    return KeyedFile(path, (make, *arguments), lambda: make(*arguments).encode())
