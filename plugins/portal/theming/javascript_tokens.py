"""JavaScript cut into tokens, as far as dropping comments and needless white space takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from .javascript_names import shortened

_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<space>\s+)"
    r"|(?P<string>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')"
    r"|(?P<word>[\w$#]+)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
# After these a slash begins a regular expression; after a name, a number or a closing bracket it divides.
_BEFORE_REGEX = re.compile(r"(?:^|[(,=:\[!&|?{};+\n>-]|\b(?:return|typeof|case|of|in))$")
# A line end between these ends no statement.
_OPEN_END, _OPEN_START = "{([,;:?=&|+*<>!", ")]},.;:?&|="
_NAME = re.compile(r"[\w$#]")


def minify(text: str, names: bool = False, keep: Set[str] = frozenset()) -> str:
    """`text` without comments and without white space that means nothing.

    With `names`, variables are cut short too, but for those of `keep`.
    """
    tokens: list[str] = []
    gaps: list[str] = []
    gap = ""
    for token in _tokens(text):
        if token.isspace():
            gap = "\n" if "\n" in token + gap else " "
            continue
        tokens.append(token)
        gaps.append(gap)
        gap = ""
    if names:
        tokens = shortened(tokens, keep)
    parts = [
        gap + token if gap and before and _is_needed(gap, before, token) else token
        for before, gap, token in zip(["", *tokens], gaps, tokens, strict=False)
    ]
    return "".join(parts) + "\n"


def _is_needed(gap: str, before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if gap == "\n" and not (last in _OPEN_END or first in _OPEN_START):
        return True
    if last == first and first in "+-":
        return True
    return bool(_NAME.match(last) and _NAME.match(first))


def _tokens(text: str) -> Iterator[str]:
    """Tokens in order; comments as white space of as many lines."""
    place = 0
    before = ""
    while place < len(text):
        end = _literal_end(text, place, before)
        if end:
            token = text[place:end]
        else:
            match = _TOKEN.match(text, place)
            assert match  # any character is a mark
            end = match.end()
            token = match.group() if match.lastgroup != "comment" else "\n" if "\n" in match.group() else " "
        yield token
        if not token.isspace():
            before = token
        place = end


def _literal_end(text: str, place: int, before: str) -> int:
    """Where the template or regular expression that begins at `place` ends; 0 if none begins there."""
    if text[place] == "`":
        return _template_end(text, place)
    if text[place] == "/" and text[place + 1 : place + 2] not in ("/", "*") and _BEFORE_REGEX.search(before):
        match = _REGEX.match(text, place)
        return match.end() if match else 0
    return 0


def _template_end(text: str, place: int) -> int:
    """Past the closing backquote; expressions in it may hold templates again."""
    place += 1
    while text[place] != "`":
        if text[place] == "\\":
            place += 2
        elif text.startswith("${", place):
            place = _expression_end(text, place + 2)
        else:
            place += 1
    return place + 1


def _expression_end(text: str, place: int) -> int:
    depth = 1
    while depth:
        if text[place] == "`":
            place = _template_end(text, place)
            continue
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        place += 1
    return place
