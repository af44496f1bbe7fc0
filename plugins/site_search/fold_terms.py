"""Fold many terms fast: a term's tokens repeat, so each is folded once."""

from __future__ import annotations

from .analysis import folded


class FoldedTerms:
    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}

    def __call__(self, term: str) -> str:
        first, blank, second = term.partition(" ")
        return f"{self._token(first)}{blank}{self._token(second)}" if blank else self._token(term)

    def _token(self, token: str) -> str:
        found = self._tokens.get(token)
        if found is None:
            found = self._tokens[token] = folded(token)
        return found
