"""Translates `_("text")` while a template is compiled: no page looks up every word of its frame again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

# What `_()` would hand over unescaped, or read as a format.
_MEANT = set("<>&\"'%")


class LiteralWords(Extension):
    """Puts the translation in the place of `_("text")`. Calls with values, and words with markup, stay calls.

    Must come after the i18n extension has its translations: templates are compiled when they are first used.
    """

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        return _translated(list(stream), self.environment.globals)


def _translated(tokens: list[Token], words: dict[str, object]) -> Iterator[Token]:
    place = 0
    while place < len(tokens):
        call = tokens[place : place + 4]
        text = _literal(call)
        if text is not None and not (place and tokens[place - 1].type in ("dot", "pipe")):
            gettext = words["plain_gettext"]
            assert callable(gettext)
            translated = gettext(text)
            if not _MEANT & set(translated):
                yield Token(call[2].lineno, "string", translated)
                place += len(call)
                continue
        yield tokens[place]
        place += 1


def _literal(call: list[Token]) -> str | None:
    """The text where the tokens are `_("text")`."""
    shape = [token.type for token in call]
    if shape == ["name", "lparen", "string", "rparen"] and call[0].value == "_":
        return str(call[2].value)
    return None
