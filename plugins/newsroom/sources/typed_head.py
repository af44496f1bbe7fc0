"""The head of a file as it was typed: what YAML or Word would turn into something else without a word.

Works on the lines, before YAML: a ` #` that cuts a headline, quotation marks of Word round a value, an NBSP in an
indent, marks of Markdown and HTML in values that are printed as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from portal.errors import Problem
from portal.i18n import Translator

_ = Translator(__file__)

# Keys whose values are no words: a comment behind them harms nothing.
_MACHINE_KEYS = """
    id slug date section category kind status embargo ended modified related province source_tag src focal illustration
    reviewed used authors author topics tags
"""
_MACHINE = frozenset(_MACHINE_KEYS.split())
_ENTRY = re.compile(r"(?P<indent>[ ]*)(?:- +)?(?P<key>[A-Za-z_][\w.-]*)[ ]*:(?:[ ]+(?P<value>.*))?$")
_BLOCK = re.compile(r"[|>][-+\d]*\s*(?:#.*)?$")
_COMMENT = re.compile(r"\s#")
_LOST = re.compile(r"#\w")  # `related: #384249`
_WORD_QUOTES = re.compile(r"[“”„][^“”„]*[“”„]$|‘[^‘’]*’$")
_STRANGE_GAP = re.compile("^[ ]*[A-Za-z_][\\w.-]*[ ]*:([\xa0\u2000-\u200b\u202f\u3000])")
_STRANGE_INDENT = re.compile("^[ \t]*([\xa0\u2000-\u200b\u202f\u3000])")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s+[a-z-]+\s*=[^<>]*|\s*/?)>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*[^\s*](?:[^*]*[^\s*])?\*\*|__[^\s_](?:[^_]*[^\s_])?__")
_LINK = re.compile(r"\[[^\[\]]+\]\((?:https?:|/|post:|www\.)[^()]*\)|\{\{.*?\}\}|\{%.*?%\}")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d?|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)")
# What each of the patterns of strange signs has; most heads have none of it.
_MAY_BE_STRANGE = re.compile("[\xa0\u2000-\u200b\u202f\u3000]|<{7}|>{7}")


def with_characters(text: str) -> str:
    """`A &amp; B` is `A & B`: a head is no HTML. What would end a value in quotes stays."""

    def character(entity: re.Match[str]) -> str:
        plain = unescape(entity.group())
        return plain if plain.isprintable() and plain not in "\"'\\" else " " if plain == "\xa0" else entity.group()

    end = text.find("\n---", 3)
    if "&" not in text[: max(end, 0)]:
        return text
    return _ENTITY.sub(character, text[:end]) + text[end:]


def typed_faults(text: str, path: str) -> list[Problem]:
    """Faults of the head of the file `text`, which begins with a line `---`."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return []
    end = next((number for number in range(1, len(lines)) if lines[number].rstrip() in ("---", "...")), 0)
    return [Problem(message, path, line, hint=hint, code=code) for line, message, hint, code in _faults(lines[1:end])]


HeadFault = tuple[int, str, str, str]


def _faults(lines: list[str]) -> Iterator[HeadFault]:
    """(line of the file, message, hint, code)."""
    key, depth, in_block = "", 0, False
    may_be_strange = _MAY_BE_STRANGE.search("\n".join(lines)) is not None
    for number, line in enumerate(lines, 2):
        entry = (
            None if in_block and (not line.strip() or len(line) - len(line.lstrip()) > depth) else _ENTRY.match(line)
        )
        if may_be_strange:
            yield from _strange_signs(line, number)
        if entry:
            key, depth = entry["key"].lower().rpartition(".")[2], len(entry["indent"])
            value = (entry["value"] or "").strip()
            in_block = bool(_BLOCK.match(value))
            if not in_block:
                yield from _plain_value(key, value, number)
        if key and key not in _MACHINE and not line.lstrip().startswith("#"):
            yield from _markup(entry["value"] or "" if entry else line, key, number)


def _strange_signs(line: str, number: int) -> Iterator[HeadFault]:
    space = _STRANGE_INDENT.match(line)
    if space and line.strip():
        message = _("a space that does not break (U+{code:04X}) stands in the indent", code=ord(space[1]))
        yield number, message, _("delete it and type plain spaces"), "yaml"
    if gap := _STRANGE_GAP.match(line):
        message = _("a space that does not break (U+{code:04X}) stands behind the colon", code=ord(gap[1]))
        yield number, message, _("delete it and type plain spaces"), "yaml"
    if _CONFLICT.match(line):
        hint = _("keep one of the two texts and delete the lines <<<<<<<, ======= and >>>>>>>")
        yield number, _("two versions of the text stand here"), hint, "conflict"


def _plain_value(key: str, value: str, number: int) -> Iterator[HeadFault]:
    if not value or value[0] in "\"'[{" or (key in _MACHINE and not _LOST.match(value)):
        return
    if value.startswith("#") or _COMMENT.search(value):
        cut = value if value.startswith("#") else value[_COMMENT.search(value).start() :].strip()  # type: ignore[union-attr]
        message = _("{key}: “{words}” behind # would not be printed", key=key, words=cut[:60])
        yield number, message, _('put the whole value in quotes: "…"'), "yaml-comment"
    if _WORD_QUOTES.match(value):
        message = _("{key} stands in quotation marks of Word", key=key)
        hint = _('write "…" with straight marks; for a quotation write both: "“…”"')
        yield number, message, hint, "word-quotes"


def _markup(words: str, key: str, number: int) -> Iterator[HeadFault]:
    """What would be printed as its signs, or live in a feed reader."""
    for pattern, code in ((_TAG, "html"), (_BOLD, "markdown"), (_LINK, "markdown")):
        if key == "title" and code == "html":
            continue  # a headline stands as its letters wherever it is shown, feeds included
        markup = pattern.search(words)
        if markup:
            message = _("{key} is plain text, and {signs} is not", key=key, signs=markup.group()[:60])
            yield number, message, _("write the words without it"), code
