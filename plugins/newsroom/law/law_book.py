"""All documents that the paper knows or cites, with the stories that cite them: what the pages under /van-ban/ show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import chain

from legal_references.model.citations import Deed, Document, Relation
from legal_references.vocabulary.body_names import issuer_of
from newsroom.model.article import Article
from newsroom.model.card import Card
from newsroom.model.law import CitedDocument, Register, RegisterEntry, Standing, StoryLaw, heading_of, law_address
from portal.traces.moment import DayReached
from portal.vietnam.text import HANOI, collation_key

MOST_STORIES = 100  # of one article or of the whole document on its page; the search has all


@dataclass(frozen=True)
class CitingStory:
    """`places` as the story has them, such as `khoản 3 Điều 8`."""

    card: Card
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArticleCited:
    """The stories that cite one article of a document; `label` is empty for those that cite it as a whole."""

    label: str
    stories: tuple[CitingStory, ...]


@dataclass(frozen=True)
class LawEvent:
    """One thing in a document's history.

    Args:
        what: `issued`, `in-force`, `expired`, `amended-by`, `amends`, `replaced-by`, `replaces`.
        day: None where it is not known.
        other: the document on the other side.
        told_by: the story that says so; None where the register does.
    """

    what: str
    day: date | None = None
    other: LawDocument | None = None
    told_by: Card | None = None


@dataclass(frozen=True)
class LawDocument:
    """A document in a list, and the facts at the head of its page.

    Args:
        issued: of the register, or what all stories agree on.
        stories: how many published stories cite it.
    """

    document: Document
    title: str = ""
    issuer: str = ""
    issued: date | None = None
    year: int = 0
    standing: Standing = Standing.UNKNOWN
    entry: RegisterEntry | None = None
    stories: int = 0
    changed: datetime | None = None
    begins: date | None = None
    ends: date | None = None

    @property
    def slug(self) -> str:
        return self.document.slug

    @property
    def url(self) -> str:
        return law_address(self.document)

    @property
    def heading(self) -> str:
        return heading_of(self.document)

    @property
    def kind(self) -> str:
        return self.document.kind


@dataclass
class _Gathered:
    """What stories say of one document, while they are gone through."""

    cited: list[tuple[Article, CitedDocument]] = field(default_factory=list)
    days: Counter[date] = field(default_factory=Counter)
    relations: list[tuple[Relation, Article]] = field(default_factory=list)
    document: Document | None = None


_NOTHING = _Gathered()


class LawBook:
    """Made once per build, in one pass over the stories.

    Args:
        hidden: stories with a page and in no list; what they cite has its page, and does not name them.
        pages: what the pages beside the stories say; the same holds for them.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        hidden: Sequence[Article],
        register: Register,
        moment: datetime,
        cards: Mapping[int, Card],
        pages: Sequence[StoryLaw] = (),
    ) -> None:
        self._register, self._cards = register, cards
        self._stories, self._unlisted = articles, (*(article.law for article in hidden), *pages)
        self._day = DayReached(moment.astimezone(HANOI))

    @cached_property
    def _gathered(self) -> Mapping[str, _Gathered]:
        """By slug; only where somebody asks for documents: most builds take all of their pages from the last site."""
        gathered: dict[str, _Gathered] = {}
        for article in self._stories:
            _gather(article, gathered)
        for law in self._unlisted:
            _name(law, gathered)
        return gathered

    @property
    def made_from(self) -> tuple[object, ...]:
        """All that its answers come from; see building.keeping.values."""
        stories = [article for article in self._stories if article.law.cited or article.law.relations]
        standings = [self._register.standing(slug, self._day) for slug in self._register.entries]
        return self._all_of(stories), self._unlisted, self._register, standings

    def told_of(self, slugs: Sequence[str]) -> tuple[object, ...]:
        """All that these documents, their histories and the stories that cite them come from."""
        named = [sorted(self._named_with(slug)) for slug in slugs]
        all_slugs = [*dict.fromkeys(chain(slugs, *named))]
        entries, register = self._register.entries, self._register
        about = [self._gathered.get(slug, _NOTHING) for slug in all_slugs]
        stories = [[*(one for one, _cited in of.cited), *(one for _said, one in of.relations)] for of in about]
        return (
            (list(slugs), named, all_slugs),
            [of.document or self._only_named.get(slug) for slug, of in zip(all_slugs, about, strict=True)],
            [entries.get(slug) for slug in all_slugs],
            [register.standing(slug, self._day) for slug in all_slugs],
            [register.ends(slug) for slug in all_slugs],
            [*map(len, stories)],
            self._all_of([*chain.from_iterable(stories)]),
        )

    def _all_of(self, stories: Sequence[Article]) -> tuple[list[Card], list[datetime], list[StoryLaw]]:
        """All that is told of stories here; in columns, which are quicker to tell a digest of than rows."""
        cards = [self._cards[article.id] for article in stories]
        return cards, [article.changed for article in stories], [article.law for article in stories]

    def _named_with(self, slug: str) -> set[str]:
        """The documents that its history may name."""
        entry, gathered = self._register.entries.get(slug), self._gathered.get(slug, _Gathered())
        named = [(*entry.amends, entry.replaced_by)] if entry else []
        named += [(said.document, said.other) for said, _article in gathered.relations]
        named += [(other.document,) for _what, other in self._acts_on.get(slug, ())]
        return {document.slug for documents in named for document in documents if document} - {slug}

    @cached_property
    def documents(self) -> Mapping[str, LawDocument]:
        """By slug, in the order of what they are called."""
        slugs = {**dict.fromkeys(self._gathered), **dict.fromkeys(self._register.entries), **self._only_named}
        laws = [self._document(slug) for slug in slugs]
        laws.sort(key=lambda law: (collation_key(law.heading), law.slug))
        return {law.slug: law for law in laws}

    def _document(self, slug: str) -> LawDocument:
        entry, gathered = self._register.entries.get(slug), self._gathered.get(slug, _Gathered())
        document = entry.document if entry else gathered.document
        document = document or self._only_named[slug]
        agreed = next(iter(gathered.days)) if len(gathered.days) == 1 else None
        issued = entry.issued if entry and entry.issued else agreed
        return LawDocument(
            document=document,
            title=entry.title if entry else "",
            issuer=(entry.issuer if entry else "") or issuer_of(document.number),
            issued=issued,
            year=issued.year if issued else document.year or _year(document.number),
            standing=self._register.standing(slug, self._day),
            begins=entry.in_force if entry else None,
            ends=self._register.ends(slug),
            entry=entry,
            stories=len(gathered.cited),
            changed=max((article.changed for article, _cited in gathered.cited), default=None),
        )

    @cached_property
    def _only_named(self) -> Mapping[str, Document]:
        """Documents that entries of the register name, by slug: they have a page even where no story cites them."""
        entries = self._register.entries.values()
        named = [document for entry in entries for document in (*entry.amends, entry.replaced_by) if document]
        return {document.slug: document for document in named}

    @cached_property
    def _acts_on(self) -> Mapping[str, Sequence[tuple[str, RegisterEntry]]]:
        """Slug -> (what, entry) of the register's documents that amend it, or that it replaces."""
        acts: dict[str, list[tuple[str, RegisterEntry]]] = {}
        for entry in self._register.entries.values():
            for amended in entry.amends:
                acts.setdefault(amended.slug, []).append(("amended-by", entry))
            if entry.replaced_by:
                acts.setdefault(entry.replaced_by.slug, []).append(("replaces", entry))
        return acts

    def articles_cited(self, slug: str) -> tuple[ArticleCited, ...]:
        """Stories by the article they cite, in the order of the articles; first those that cite the whole."""
        groups: dict[str, list[CitingStory]] = {}
        for article, cited in self._gathered[slug].cited if slug in self._gathered else ():
            card = self._cards[article.id]
            labels: dict[str, list[str]] = {}
            for place in cited.places:
                for label in place.articles or ("",):
                    labels.setdefault(label, []).append(place.text)
            for label, places in labels.items() or [("", [])]:
                groups.setdefault(label, []).append(CitingStory(card, tuple(places)))
        ordered = sorted(groups, key=_label_key)
        return tuple(ArticleCited(label, tuple(groups[label][:MOST_STORIES])) for label in ordered)

    def history(self, slug: str) -> tuple[LawEvent, ...]:
        """What is known to have happened to a document, in order; events without a day last."""
        law = self.documents[slug]
        events = [LawEvent("issued", law.issued)] if law.issued else []
        if law.entry and law.entry.in_force:
            events.append(LawEvent("in-force", law.entry.in_force))
        events += self._of_register(law)
        known = {(event.what, event.other.slug) for event in events if event.other}
        events += [
            event for event in self._of_stories(slug) if event.other and (event.what, event.other.slug) not in known
        ]
        end = law.ends
        if end and not any(event.what == "replaced-by" and event.day == end for event in events):
            events.append(LawEvent("expired", end))
        order = {what: place for place, what in enumerate(("issued", "in-force"))}
        return tuple(sorted(events, key=lambda event: (event.day or date.max, order.get(event.what, 9))))

    def _of_register(self, law: LawDocument) -> Iterator[LawEvent]:
        entry = law.entry
        if entry:
            for amended in entry.amends:
                yield LawEvent("amends", entry.in_force or entry.issued, self._other(amended))
            if entry.replaced_by:
                yield LawEvent("replaced-by", law.ends, self._other(entry.replaced_by))
        began = entry.in_force if entry else None
        for what, other in self._acts_on.get(law.slug, ()):
            day = (other.in_force or other.issued) if what == "amended-by" else began
            yield LawEvent(what, day, self._other(other.document))

    def _of_stories(self, slug: str) -> Iterator[LawEvent]:
        """What stories say, each once, from the oldest story that says it."""
        events: dict[tuple[str, str], LawEvent] = {}
        for relation, article in reversed(self._gathered[slug].relations if slug in self._gathered else ()):
            here = relation.document.slug == slug
            deed = relation.deed if here else _OTHER_SIDE[relation.deed]
            other = self._other(relation.other if here else relation.document)
            event = LawEvent(deed.value.replace("_", "-"), None, other, self._cards[article.id])
            events.setdefault((event.what, other.slug), event)
        yield from events.values()

    def _other(self, document: Document) -> LawDocument:
        return self.documents[document.slug]


def _gather(article: Article, gathered: dict[str, _Gathered]) -> None:
    for cited in article.law.cited:
        known = _of(cited.document, gathered)
        known.cited.append((article, cited))
        if cited.issued:
            known.days[cited.issued] += 1
    for relation in article.law.relations:
        for document in (relation.document, relation.other):
            _of(document, gathered).relations.append((relation, article))


def _name(law: StoryLaw, gathered: dict[str, _Gathered]) -> None:
    for cited in law.cited:
        _of(cited.document, gathered)
    for relation in law.relations:
        _of(relation.document, gathered)
        _of(relation.other, gathered)


def _of(document: Document, gathered: dict[str, _Gathered]) -> _Gathered:
    known = gathered.setdefault(document.slug, _Gathered())
    known.document = known.document or document
    return known


_OTHER_SIDE = {
    Deed.AMENDS: Deed.AMENDED_BY,
    Deed.AMENDED_BY: Deed.AMENDS,
    Deed.REPLACES: Deed.REPLACED_BY,
    Deed.REPLACED_BY: Deed.REPLACES,
}


def _year(number: str) -> int:
    """The year in a number; `1697/QĐ-TTg` has none, its first figures are its own."""
    _ordinal, *parts = number.replace(":", "/").split("/")
    return next((int(part) for part in parts if len(part) == 4 and part.isdigit()), 0)


def _label_key(label: str) -> tuple[int, str]:
    digits = "".join(letter for letter in label if letter.isdigit())
    return (int(digits) if digits else 0, label)


def groups_of(laws: Iterable[LawDocument], key: str) -> Mapping[str, tuple[LawDocument, ...]]:
    """`laws` by one of their facts, those without it left out."""
    groups: dict[str, list[LawDocument]] = {}
    for law in laws:
        value = getattr(law, key)
        if value:
            groups.setdefault(str(value), []).append(law)
    return {name: tuple(groups[name]) for name in groups}
