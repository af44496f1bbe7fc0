"""The labelled sentences of tests/golden/citations, and how well a finder does on them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from legal_references.find import Finder
from legal_references.model.citations import Citation, Form
from legal_references.relations import relations
from legal_references.resolve import Resolver
from legal_references.vocabulary.law_names import LawNames, known_laws

FOLDER = Path(__file__).parents[1] / "golden" / "citations"
DATED = "dates"  # the file whose dates of issue and deeds are labelled
_CITE = re.compile(r"(?P<key>.*?)(?: @ (?P<place>.*?))?(?: \{(?P<issued>.*?)\})?(?: \[(?P<deed>\w+) (?P<other>.*)\])?")
LAWS = LawNames(known_laws())
FINDER, RESOLVER = Finder(LAWS), Resolver(LAWS)


@dataclass(frozen=True)
class Cite:
    key: str
    place: str = ""
    issued: str = ""
    deed: str = ""

    @property
    def is_prior(self) -> bool:
        return self.key.startswith("~")


@dataclass(frozen=True)
class Sentence:
    file: str
    text: str
    cites: tuple[Cite, ...]


@dataclass
class Score:
    """Counts over sentences: what was right, found without reason, missed."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def precision(self, what: str) -> float:
        return self.right[what] / max(1, self.right[what] + self.wrong[what])

    def recall(self, what: str) -> float:
        return self.right[what] / max(1, self.right[what] + self.missed[what])

    def count(self, what: str, wanted: Iterable[object], found: Iterable[object]) -> None:
        wanted_counts, found_counts = Counter(wanted), Counter(found)
        self.right[what] += (wanted_counts & found_counts).total()
        self.wrong[what] += (found_counts - wanted_counts).total()
        self.missed[what] += (wanted_counts - found_counts).total()


def sentences() -> Iterator[Sentence]:
    for file in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["sentence"]:
            yield Sentence(file.stem, entry["text"], tuple(map(_cite, entry["cites"])))


def _cite(label: str) -> Cite:
    match = _CITE.fullmatch(label)
    assert match
    deed = f"{match['deed']} {match['other']}" if match["deed"] else ""
    return Cite(match["key"], match["place"] or "", match["issued"] or "", deed)


def found_in(text: str) -> list[Cite]:
    """What the finder says, in the form of the labels."""
    citations = RESOLVER.citations(text, FINDER.mentions(text))
    keys = {id(citation): _key(citation) for citation in citations}
    deeds = {
        (relation.document.slug, relation.deed.value): relation.other.slug for relation in relations(text, citations)
    }
    by_slug = {citation.document.slug: keys[id(citation)] for citation in citations[::-1] if citation.document}
    return [
        Cite(_named(citation, list(citations), keys), str(citation.mention.place or ""), _issued(citation), deed)
        for citation in citations
        if citation.mention.form is not Form.PRIOR or citation.document
        for deed in [_deed(citation, deeds, by_slug)]
    ]


def _named(citation: Citation, citations: list[Citation], keys: dict[int, str]) -> str:
    prior = citation.mention.form is Form.PRIOR or (citation.mention.form is Form.PART and citation.again)
    if not prior:
        return keys[id(citation)]
    full = [other for other in citations if other.document == citation.document and not other.again]
    return "~" + (keys[id(full[0])] if full else "?")


def _key(citation: Citation) -> str:
    mention = citation.mention
    if mention.form is Form.NAME:
        return f"{mention.name} {mention.year}" if mention.year else mention.name
    return mention.number


def _issued(citation: Citation) -> str:
    return citation.mention.issued.isoformat() if citation.mention.issued else ""


def _deed(citation: Citation, deeds: dict[tuple[str, str], str], by_slug: dict[str, str]) -> str:
    slug = citation.document.slug if citation.document else ""
    return next((f"{deed} {by_slug[other]}" for (first, deed), other in deeds.items() if first == slug), "")


def score(chosen: list[Sentence]) -> Score:
    total = Score()
    for sentence in chosen:
        found = found_in(sentence.text)
        wanted = list(sentence.cites)
        for what, of_kind in (("documents", False), ("priors", True)):
            total.count(
                what,
                [cite.key for cite in wanted if cite.is_prior == of_kind],
                [cite.key for cite in found if cite.is_prior == of_kind],
            )
        total.count("places", *([(c.key, c.place) for c in cites if c.place] for cites in (wanted, found)))
        if sentence.file != DATED:
            continue
        total.count("dates", *([(c.key, c.issued) for c in cites if c.issued] for cites in (wanted, found)))
        total.count("deeds", *([(c.key, c.deed) for c in cites if c.deed] for cites in (wanted, found)))
    return total
