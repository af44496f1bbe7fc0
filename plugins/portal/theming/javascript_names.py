"""Short names for what a joined script declares. Knows no scopes: a name is changed everywhere or nowhere.

A name stays as soon as it is, anywhere in the script, something other than a plain variable: a property, a key, a
shorthand, part of a longer expression in a template literal, an export; or if the browser has something of that name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import product

SHORTEST = 3
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
# In a template: variables, properties, calls and sums of them, but no string, key or regular expression.
_SIMPLE_VALUE = re.compile(r"\$\{[\w$.()[\]+ -]+\}")
_VARIABLE = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*")
# Letters in the order of the language's own words: names of the same letters pack better.
_FIRST = "etrnaoiscludpfmhgbvxwykjqzETRNAOISCLUDPFMHGBVXWYKJQZ"
_FURTHER = "abcdefghijklmnopqrstuvwxyz0123456789"
_DECLARING = ("const", "let", "function", "class")
# Variables of the window that a script may mean when it declares none of that name itself; `event` is no good one.
_WINDOW = """
    addEventListener alert blur caches cancelAnimationFrame clearInterval clearTimeout close closed confirm
    console crypto customElements dispatchEvent document external fetch find focus frames getComputedStyle
    getSelection history indexedDB innerHeight innerWidth isSecureContext length localStorage location matchMedia
    moveBy moveTo name navigator open opener origin outerHeight outerWidth parent performance print prompt
    queueMicrotask removeEventListener reportError requestAnimationFrame resizeBy resizeTo screen scroll scrollBy
    scrollTo scrollX scrollY self sessionStorage setInterval setTimeout status stop structuredClone top window
    globalThis undefined arguments isNaN isFinite parseInt parseFloat decodeURIComponent encodeURIComponent
    encodeURI decodeURI
"""
_LANGUAGE = """
    async await break case catch class const continue debugger default delete do else enum export extends false
    finally for from function get if import in instanceof let new null of return set static super switch this
    throw true try typeof var void while with yield eval
"""
_GLOBAL = frozenset(_WINDOW.split() + _LANGUAGE.split())


def shortened(tokens: Sequence[str], keep: Set[str] = frozenset()) -> list[str]:
    """`tokens` of a script, without white space and comments, with declared names but `keep` cut short."""
    declared, kept = set[str](), set[str](keep)
    brackets: list[str] = []
    for place, token in enumerate(tokens):
        before, after = tokens[place - 1] if place else "", tokens[place + 1] if place + 1 < len(tokens) else ""
        if token.startswith("`"):
            kept.update(_NAME.findall(_SIMPLE_VALUE.sub("", token)))
        elif token in "([{":
            brackets.append(token)
        elif token in ")]}" and brackets:
            brackets.pop()
        elif _NAME.fullmatch(token):
            if before in _DECLARING or _is_unpacked(tokens, place) or _is_parameter(tokens, place, brackets):
                declared.add(token)
            if _is_more_than_a_variable(before, after, brackets, tokens[max(place - 4, 0) : place]):
                kept.add(token)
    changed = {name for name in declared - kept - _GLOBAL if len(name) >= SHORTEST}
    counts = Counter(token for token in tokens if token in changed)
    fresh = _fresh({name for token in tokens for name in _NAME.findall(token)})
    short = {name: next(fresh) for name, _count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}
    return [_in_template(token, short) if token.startswith("`") else short.get(token, token) for token in tokens]


def _in_template(token: str, short: Mapping[str, str]) -> str:
    return _SIMPLE_VALUE.sub(lambda value: _VARIABLE.sub(lambda name: short.get(name[0], name[0]), value[0]), token)


def _is_more_than_a_variable(before: str, after: str, brackets: Sequence[str], above: Sequence[str]) -> bool:
    in_braces = bool(brackets) and brackets[-1] == "{"
    return (
        before == "."
        or after == ":"
        or "export" in above
        or (in_braces and before in ("{", ",", "async", "get", "set", "static", "*") and after in (",", "}", "=", "("))
        or (in_braces and before == "}" and after == "(")
    )


def _is_unpacked(tokens: Sequence[str], place: int) -> bool:
    """Whether a name stands in the brackets of `const [a, b] = …` or `([a, b]) => …`."""
    start = end = place
    while start and _is_listed(tokens[start - 1]):
        start -= 1
    while end + 1 < len(tokens) and _is_listed(tokens[end + 1]):
        end += 1
    before, after = tokens[max(start - 2, 0) : start], tokens[end + 1 : end + 5]
    if before[-1:] != ["["] or after[:1] != ["]"]:
        return False
    return before[0] in ("const", "let") or after[1:] == [")", "=", ">"]


def _is_listed(token: str) -> bool:
    return token == "," or bool(_NAME.fullmatch(token))


def _is_parameter(tokens: Sequence[str], place: int, brackets: Sequence[str]) -> bool:
    """Whether a name stands in the brackets before `=>` or after `function`, or alone before `=>`."""
    if tokens[place + 1 : place + 3] == ["=", ">"]:
        return True
    if not brackets or brackets[-1] != "(" or tokens[place - 1] not in ("(", ",", "."):
        return False
    depth, end = 1, place
    while depth and end + 1 < len(tokens):
        end += 1
        depth += {"(": 1, ")": -1}.get(tokens[end], 0)
    if tokens[end + 1 : end + 3] == ["=", ">"]:
        return True
    start, depth = place, 1
    while depth and start:
        start -= 1
        depth += {")": 1, "(": -1}.get(tokens[start], 0)
    return "function" in tokens[max(start - 3, 0) : start]


def _fresh(taken: set[str]) -> Iterator[str]:
    """Names that no token has, shortest first."""
    for length in range(3):
        for first in _FIRST:
            for rest in product(_FURTHER, repeat=length):
                name = first + "".join(rest)
                if name not in taken and name not in _GLOBAL:
                    yield name
