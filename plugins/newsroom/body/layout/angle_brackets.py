"""`<` that begins no HTML is a letter: `<Nguyễn Văn A>`, `<<thi hành án>>`, a typed `</script>`.

What stays markup: comments, addresses in angle brackets, and tags with a name that HTML knows, in its form, and with
their other half. An editor's words that happen to be names of HTML, such as `<em Lan>` or `<A>`, fail one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsroom.body.sanitiser import DROPPED, TAGS

_MORE_TAGS = """
    html head body header footer main nav article aside address center font big tt strike acronym img picture source
    track map area input label fieldset legend datalist output progress meter link meta base param dialog menu dir
    marquee blink nobr hgroup
"""
NAMES = TAGS | DROPPED | frozenset(_MORE_TAGS.split())
_VOID = frozenset("br hr wbr col img source track area input link meta base param embed".split())  # noqa: SIM905
_BARE_VOID = frozenset(("br", "hr", "wbr", "col"))
# Elements whose end may be left out within another.
_WITHIN = {
    "ul": ("li",),
    "ol": ("li",),
    "menu": ("li",),
    "dl": ("dt", "dd"),
    "table": ("tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption"),
    "ruby": ("rt", "rp"),
    "select": ("option",),
}
_VALUE = r"""\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>=`]+)"""
_FLAGS = "async|defer|allowfullscreen|open|reversed|hidden|controls|autoplay|loop|muted|scrolling|disabled|checked"
_ANGLE = re.compile(
    rf"""
      (?P<comment><!--.*?-->)
    | (?P<address><(?:https?://|mailto:)[^<>\s]+>|<[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>)
    | (?P<tag><(?P<slash>/?)(?P<name>[a-z][a-z0-9:-]*)
        (?P<attributes>(?:\s+(?:[a-z@:][a-z0-9_.:-]*{_VALUE}|(?:{_FLAGS})(?=[\s/>])))*)\s*(?P<closed>/?)>)
    | (?P<sign><)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def with_letters(text: str, code: Iterable[tuple[int, int]]) -> tuple[str, list[int]]:
    """`text` without its comments and with `&lt;` for every `<` that is a letter; every line stays where it is.

    Args:
        code: (start, end) of what is printed as it stands.

    Returns:
        Also the places where a comment begins that has no end.
    """
    brackets = list(_ANGLE.finditer(_masked(text, code)))
    letters = _letters(brackets)
    open_comments = [match.start() for match in brackets if match["sign"] and text.startswith("<!--", match.start())]
    parts: list[str] = []
    place = 0
    for match in brackets:
        if match.start() in letters:
            parts += [text[place : match.start()], "&lt;"]
            place = match.start() + 1
        elif match["comment"]:
            parts += [text[place : match.start()], "\n" * match["comment"].count("\n")]
            place = match.end()
    return "".join([*parts, text[place:]]), open_comments


def _masked(text: str, code: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    place = 0
    for start, end in code:
        parts += [text[place:start], " " * (end - start)]
        place = end
    return "".join([*parts, text[place:]])


def _letters(brackets: list[re.Match[str]]) -> set[int]:
    """Places of the `<` that begin no markup."""
    letters: set[int] = set()
    waiting: dict[str, list[int]] = {}
    for match in brackets:
        if match["sign"] or (match["tag"] and not _may_be_tag(match, waiting)):
            letters.add(match.start())
    for places in waiting.values():
        letters.update(places)
    return letters


def _may_be_tag(match: re.Match[str], waiting: dict[str, list[int]]) -> bool:
    """Whether this may be a tag; one that opens an element goes to those that are waiting for their other half."""
    name = match["name"].lower()
    if ":" in name:  # Word's own
        return True
    if name not in NAMES:
        return False
    if name in _VOID:
        return not match["slash"] and (name in _BARE_VOID or bool(match["attributes"].strip()))
    if not match["slash"]:
        waiting.setdefault(name, []).append(match.start())
        return True
    if not waiting.get(name):
        return False
    start = waiting[name].pop()
    for inner in _WITHIN.get(name, ()):
        while waiting.get(inner) and waiting[inner][-1] > start:
            waiting[inner].pop()
    return True
