"""Inline elements of HTML as Markdown: emphasis, links, notes; signs that Markdown lacks stay HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape as html_escape

from bs4 import Comment, Tag
from bs4.element import NavigableString, PageElement

from .escape import escaped

KEPT = frozenset("sub sup u s del ins mark kbd small abbr q cite code ruby rp rt".split())  # noqa: SIM905
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\xad\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffe\uffff]")
# Of Word's symbol fonts, those that stand in texts; a box says that a sign stood here.
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "\uf0fc": "✓", "\uf02d": "–", "\uf0e0": "→"}
_LINE_ENDS = re.compile("[\u2028\u2029]")
BREAK = "\x0c"  # a line that ends inside its paragraph
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|post:|/(?!/))[^\s<>\"]+", re.IGNORECASE)
NOTE_CALL = "note-call"  # attribute of an element that stands for the call of a note


@dataclass
class InlineText:
    """Args: html: written for a raw HTML cell, where Markdown means nothing."""

    html: bool = False
    notes: list[str] = field(default_factory=list)

    def of(self, children: Iterable[PageElement]) -> str:
        """One text; BREAK where a line ends in it."""
        return tidy("".join(self._parts(children)))

    def _parts(self, children: Iterable[PageElement]) -> Iterator[str]:
        for child in _merged(list(children)):
            if isinstance(child, str):
                if not isinstance(child, Comment):
                    yield self._text(plain(child))
            elif isinstance(child, Tag):
                yield from self._element(child)

    def _text(self, text: str) -> str:
        return html_escape(text, quote=False) if self.html else escaped(text)

    def _element(self, tag: Tag) -> Iterator[str]:
        name = tag.name.lower()
        if tag.has_attr(NOTE_CALL):
            yield self._call(str(tag[NOTE_CALL]))
            return
        if name == "br":
            yield "<br>" if self.html else BREAK
            return
        inside = "".join(self._parts(tag.children))
        if name in _BOLD or name in _ITALIC:
            yield self._emphasis(inside, "strong" if name in _BOLD else "em")
        elif name == "a" and _ADDRESS.fullmatch(address := str(tag.get("href") or "").strip()) and inside.strip():
            yield self._link(inside, address)
        elif name in KEPT and inside.strip():
            title = str(tag.get("title") or "") if name == "abbr" else ""  # what the letters stand for
            yield f'<{name} title="{html_escape(title)}">{inside}</{name}>' if title else f"<{name}>{inside}</{name}>"
        else:
            yield inside

    def _call(self, number: str) -> str:
        self.notes.append(number)
        return f"<sup>{html_escape(number)}</sup>" if self.html else f"[^{number}]"

    def _emphasis(self, inside: str, name: str) -> str:
        """As HTML: it closes where it should whatever letters or marks stand beside it; `_markdown` shortens it."""
        core = inside.strip(f" {BREAK}\xa0")
        if not core:
            return inside
        before, after = inside[: inside.index(core)], inside[inside.index(core) + len(core) :]
        return f"{before}<{name}>{core}</{name}>{after}"

    def _link(self, inside: str, address: str) -> str:
        if self.html:
            return f'<a href="{html_escape(address)}">{inside}</a>'
        core = inside.strip(f" {BREAK}").replace(BREAK, " ")
        core = f"&#94;{core[1:]}" if core.startswith("^") else core  # `[^` would call a note
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        target = address.replace("(", "%28").replace(")", "%29").replace("*", "%2A").replace("\\", "%5C")
        return f"{before}[{core}]({target}){after}"


def plain(text: str) -> str:
    """Runs of white space are one space; signs that nobody sees are none; bullets of symbol fonts are bullets."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub(" ", text))
    return _SPACES.sub(" ", _PRIVATE.sub(lambda sign: _SYMBOLS.get(sign.group(), "□"), text))


def _merged(children: list[PageElement]) -> Iterator[PageElement | str]:
    """Neighbours of one form are one: Word cuts a bold sentence into many."""
    for place, child in enumerate(children):
        previous = children[place - 1] if place else None
        if isinstance(child, Tag) and isinstance(previous, Tag) and _same(previous, child):
            continue
        if isinstance(child, Tag) and child.name in ("b", "strong", "i", "em"):
            following = place + 1
            while following < len(children) and _same(child, children[following]):
                other = children[following]
                assert isinstance(other, Tag)
                for inner in list(other.children):
                    child.append(inner)
                following += 1
        yield child


def _same(one: PageElement, other: PageElement) -> bool:
    return (
        isinstance(one, Tag)
        and isinstance(other, Tag)
        and one.name == other.name
        and one.name in ("b", "strong", "i", "em")
        and not other.has_attr(NOTE_CALL)
    )


# `<strong>` between spaces or marks that leave no doubt is `**`.
_STRONG = re.compile(r"(?<![^\s(“\"‘])<(strong|em)>(?=[^\W_])([^<>*_\\`\x0c]*[^\W_])</\1>(?![^\s.,;:!?)”\"’…])")


def tidy(text: str) -> str:
    text = re.sub(" +", " ", text)
    text = re.sub(f" ?{BREAK} ?", BREAK, text).strip(f" {BREAK}")
    return text


def with_stars(text: str) -> str:
    """Emphasis as an editor would type it, where that cannot be read otherwise."""
    return _STRONG.sub(lambda match: (mark := "**" if match[1] == "strong" else "*") + match[2] + mark, text)


def words_of(node: NavigableString | Tag) -> str:
    return plain(node.get_text() if isinstance(node, Tag) else str(node)).strip()
