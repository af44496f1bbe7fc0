"""Short names for what a joined script declares. Knows no scopes: a name is changed everywhere or nowhere.

A name stays as soon as it is, anywhere in the script, something other than a plain variable: a property, a key, a
shorthand, part of a template literal, an export; or if the browser has something of that name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

SHORTEST = 3
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_FIRST, _FURTHER = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz0123456789"
_DECLARING = ("const", "let", "function", "class")
# Variables of the window that a script may mean when it declares none of that name itself.
_WINDOW = """
    addEventListener alert blur caches cancelAnimationFrame clearInterval clearTimeout close closed confirm
    console crypto customElements dispatchEvent document event external fetch find focus frames getComputedStyle
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


def shortened(tokens: Sequence[str]) -> list[str]:
    """`tokens` of a whole script, without white space and comments, with declared names cut short."""
    declared, kept = set[str](), set[str]()
    brackets: list[str] = []
    for place, token in enumerate(tokens):
        before, after = tokens[place - 1] if place else "", tokens[place + 1] if place + 1 < len(tokens) else ""
        if token.startswith("`"):
            kept.update(_NAME.findall(token))
        elif token in "([{":
            brackets.append(token)
        elif token in ")]}" and brackets:
            brackets.pop()
        elif _NAME.fullmatch(token):
            if before in _DECLARING or _is_parameter(tokens, place, brackets):
                declared.add(token)
            if _is_more_than_a_variable(before, after, brackets, tokens[max(place - 4, 0) : place]):
                kept.add(token)
    counts = Counter(token for token in tokens if token in declared - kept - _GLOBAL and len(token) >= SHORTEST)
    fresh = _fresh({name for token in tokens for name in _NAME.findall(token)})
    short = {name: next(fresh) for name, _count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}
    return [short.get(token, token) for token in tokens]


def _is_more_than_a_variable(before: str, after: str, brackets: Sequence[str], above: Sequence[str]) -> bool:
    in_braces = bool(brackets) and brackets[-1] == "{"
    return (
        before == "."
        or after == ":"
        or "export" in above
        or (in_braces and before in ("{", ",", "async", "get", "set", "static", "*") and after in (",", "}", "=", "("))
        or (in_braces and before == "}" and after == "(")
    )


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
