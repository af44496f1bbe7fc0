"""Words of the glossary in the markup of a text: where each is mentioned first, and that place marked.

Nothing is found inside links, headings, quotations, tables, pictures and code. A word is meant where it is written as
in the glossary; one that begins small may begin a sentence. Where words overlap, the longer one is meant. Both styles
of tone marks are one word, other marks make another.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from newsroom.model.glossary import Glossary, GlossaryTerm
from portal.i18n import Translator
from portal.vietnam.text import one_tone_style

_ = Translator(__file__)
_PIECE = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+")
_WORD = re.compile(r"[^\W_]+")
_CLASS = re.compile(r'\sclass="([^"]*)"')
_CLOSED_TAGS = """
    a abbr audio blockquote button caption code dt figcaption figure h1 h2 h3 h4 h5 h6 kbd label nav pre q samp script
    select style summary sup svg table textarea time video
"""
_CLOSED = frozenset(_CLOSED_TAGS.split())
_CLOSED_CLASSES = frozenset({"notice-title", "question", "qa-label", "term"})
_INLINE_TAGS = "a abbr b bdi cite code data em i ins mark q s small span strong sub sup u var wbr"
_INLINE = frozenset(_INLINE_TAGS.split())
_ENDS = frozenset(".!?…:;“‘\"'(–—-•")  # of a sentence, or of what stands before one


@dataclass(frozen=True)
class _Form:
    """One way to write a term.

    Args: key: small letters; written: as the glossary has it; both with single spaces and one style of tone marks.
    """

    key: str
    written: str
    term: GlossaryTerm
    pattern: re.Pattern[str]

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.key)

    def is_meant(self, typed: str, begins: bool) -> bool:
        """Args: typed: as the text writes it; begins: whether a sentence begins there."""
        if typed == self.written:
            return True
        if typed[1:] != self.written[1:]:
            return False
        if self.written[0].islower():
            return begins
        # `Thừa phát lại` of the glossary is `thừa phát lại` too; a name or an abbreviation is itself only.
        return " " in self.written and self.written[1:].islower()


@dataclass(frozen=True)
class FirstMention:
    """The first place of a term: where it stands in the markup."""

    start: int
    end: int
    term: GlossaryTerm


class TermFinder:
    """Finds the terms of a glossary; one pass over a text, however many terms there are."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = {term.slug: term for term in glossary}
        self._forms: dict[str, list[_Form]] = {}
        for form in (_form(form, term) for term in glossary for form in term.forms):
            self._forms.setdefault(form.words[0], []).append(form)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.key))

    def mentions(self, html: str) -> Iterator[FirstMention]:
        """The first mention of each term, in the order of the text."""
        plain, small = _same_places(html)
        candidates = self._candidates(small)
        if not candidates:
            return
        told: set[str] = set()
        for start, end, begins in _open_texts(html):
            for mention in _in_run(plain, small, start, end, begins, candidates):
                if mention.term.slug not in told:
                    told.add(mention.term.slug)
                    yield mention

    def _candidates(self, small: str) -> dict[str, list[_Form]]:
        """The forms whose words are all in the text, by their first word."""
        words = set(_WORD.findall(small))
        by_first: dict[str, list[_Form]] = {}
        for first in self._forms.keys() & words:
            if forms := [form for form in self._forms[first] if words.issuperset(form.words)]:
                by_first[first] = forms
        return by_first


def with_terms(html: str, terms: Sequence[GlossaryTerm]) -> str:
    """`html` with the first mention of each of `terms` marked, and a button that opens its explanation."""
    if not terms:
        return html
    parts, end = [], 0
    for mention in TermFinder(tuple(terms)).mentions(html):
        words = html[mention.start : mention.end]
        label = escape(_("What it means: {word}", word=mention.term.name))
        button = f'<button type="button" class="law-more" popovertarget="{mention.term.anchor}" aria-label="{label}">'
        parts += [html[end : mention.start], f'<span class="term">{words}{button}</button></span>']
        end = mention.end
    return "".join([*parts, html[end:]])


def _form(written: str, term: GlossaryTerm) -> _Form:
    written = " ".join(escape(one_tone_style(written), quote=False).split())
    key = written.lower()
    return _Form(key, written, term, re.compile(r"\s+".join(map(re.escape, key.split(" "))) + r"(?![\w-])"))


def _same_places(html: str) -> tuple[str, str]:
    """`html` with one style of tone marks, and that in small letters; every letter at its place."""
    plain = one_tone_style(html)
    plain = plain if len(plain) == len(html) else html
    small = plain.lower()
    if len(small) != len(plain):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)
    return plain, small


def _in_run(
    plain: str, small: str, start: int, end: int, begins: bool, candidates: dict[str, list[_Form]]
) -> Iterator[FirstMention]:
    """Args: start, end: of a run of text without tags; begins: whether a sentence begins with it."""
    done = start
    for word in _WORD.finditer(small, start, end):
        forms = candidates.get(word.group())
        if not forms or word.start() < done or (word.start() > start and small[word.start() - 1] in "-&_"):
            continue
        before = plain[start : word.start()].rstrip()
        at_start = before[-1] in _ENDS if before else begins
        for form in forms:
            match = form.pattern.match(small, word.start(), end)
            if match and form.is_meant(" ".join(plain[match.start() : match.end()].split()), at_start):
                done = match.end()
                yield FirstMention(match.start(), match.end(), form.term)
                break


def _open_texts(html: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a sentence begins there) of each run of text in which words may be marked."""
    inside, depth, last = "", 0, ""
    for piece in _PIECE.finditer(html):
        name = piece.group(2)
        if name is None:
            if not inside:
                yield piece.start(), piece.end(), not last or last in _ENDS
            last = piece.group().rstrip()[-1:] or last
            continue
        if name not in _INLINE:
            last = ""
        if inside:
            if name == inside:
                depth += -1 if piece.group(1) else 1
                inside = inside if depth else ""
        elif not piece.group(1) and _is_closed(name, piece.group(3), _CLOSED):
            inside, depth = name, 1


def _is_closed(name: str, attributes: str, closed: Container[str]) -> bool:
    if name in closed:
        return not attributes.endswith("/")
    classes = _CLASS.search(attributes)
    return bool(classes and not _CLOSED_CLASSES.isdisjoint(classes.group(1).split()))
