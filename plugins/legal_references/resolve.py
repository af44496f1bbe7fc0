"""Mentions -> citations: which document each mention means. What could mean two documents means none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .model.citations import Citation, Deed, Document, Form, Mention
from .relations import deed_between
from .vocabulary.law_names import LawNames

_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_LONGEST_QUOTATION = 2000
# `Nghị định 97/2008/NĐ-CP hết hiệu lực kể từ ngày |Nghị định này có hiệu lực`: it does not end itself.
_ENDED = re.compile(r"[^.!?…\n]{0,300}hết hiệu lực(?: thi hành)? (?:kể )?từ (?:ngày |khi )?")
# `Nghị định 168/2024/NĐ-CP có hiệu lực từ đầu năm, thay thế cho |Nghị định 100/2019/NĐ-CP`
_REPLACING = re.compile(r"[ ,]thay thế(?: cho)?(?: các)? $")
_ORDINAL = re.compile(r"(\d+)[a-z]?(?:/(\d{4}))?")
_DECREE_WITHOUT_YEAR = re.compile(r"(\d+)/NĐ-CP")
# What follows a number of this kind and year is certain.
_REST = {"Nghị định": "/NĐ-CP", "Án lệ": "/AL"}
_WIDER = {"Thông tư": ("Thông tư", "Thông tư liên tịch"), "Luật": ("Luật",), "Quy chuẩn": ("Quy chuẩn",)}


class Resolver:
    """Tells documents apart within one story.

    Args:
        laws: names with their editions.
        known: documents of the paper's register; a number in part may mean one of them.
    """

    def __init__(self, laws: LawNames, known: Iterable[Document] = ()) -> None:
        self._laws = laws
        self._known: dict[tuple[str, int, int], set[Document]] = {}
        for document in known:
            for key in _keys(document):
                self._known.setdefault(key, set()).add(document)

    def citations(self, text: str, mentions: Sequence[Mention]) -> tuple[Citation, ...]:
        """One citation for each of the mentions that were found in `text`."""
        documents = [self._whole(mention) for mention in mentions]
        if all(mention.form is Form.NUMBER for mention in mentions):
            return tuple(map(Citation, mentions, documents))
        story = _Story(documents, [self._completed(mention) for mention in mentions if mention.form is Form.PART])
        citations: list[Citation] = []
        for place, (mention, whole) in enumerate(zip(mentions, documents, strict=True)):
            citation = self._citation(text, mention, whole, story, citations)
            if citation.mention.form is Form.PRIOR and place + 1 < len(mentions):
                citation = _not_itself(text, citation, Citation(mentions[place + 1], documents[place + 1]))
            citations.append(citation)
        return tuple(citations)

    def _citation(
        self, text: str, mention: Mention, whole: Document | None, story: _Story, before: list[Citation]
    ) -> Citation:
        if mention.form is Form.PRIOR:
            document = _meant_before(text, mention, before)
            return Citation(mention, document, again=document is not None)
        if mention.form is Form.PART:
            document, completed = story.one(mention), self._completed(mention)
            if document is None and completed is None:
                document = story.nearly_one(mention)
            return Citation(mention, document or completed, again=document is not None)
        if mention.form is Form.NAME and not mention.year and not mention.revised:
            return Citation(mention, story.edition(mention.name) or whole)
        return Citation(mention, whole)

    def _whole(self, mention: Mention) -> Document | None:
        """What the mention means by itself."""
        if mention.form is Form.NUMBER:
            return self._numbered(mention)
        if mention.form is not Form.NAME or mention.revised:
            return None
        law = self._laws.laws.get(mention.name)
        year = law.edition_of(mention.year) if law else mention.year
        if law and not year and mention.issued and mention.issued.year in law.editions:
            year = mention.issued.year  # `Luật Đất đai ngày 26/11/2003`
        number = law.editions.get(year, "") if law else ""
        return Document(number, mention.name, year, mention.kind)

    def _numbered(self, mention: Mention) -> Document:
        number, year = mention.number, mention.year
        bare = _DECREE_WITHOUT_YEAR.fullmatch(number)
        if bare and mention.issued:
            number, year = f"{bare.group(1)}/{mention.issued.year}/NĐ-CP", mention.issued.year
        law = self._laws.numbered(number)
        if law:
            return Document(number, law[0].name, law[1], law[0].kind)
        return Document(number, mention.name, year if mention.name else 0, mention.kind)

    def _completed(self, mention: Mention) -> Document | None:
        key = _key(mention)
        known = self._known.get(key, set()) if key and mention.year else set()
        if len(known) == 1:
            return next(iter(known))
        rest = mention.rest or _REST.get(mention.kind)
        year = mention.year or (mention.issued.year if mention.issued else 0)
        if known or rest is None or not year:
            return None
        ordinal = mention.number.partition("/")[0]
        return Document(f"{int(ordinal):02d}/{year}{rest}", kind=mention.kind)


class _Story:
    """The documents that one story names in full, and those of which figure, year and kind tell the rest."""

    def __init__(self, documents: Iterable[Document | None], completed: Iterable[Document | None]) -> None:
        self._by_key: dict[tuple[str, int, int], set[str]] = {}
        self._completed: dict[tuple[str, int, int], set[str]] = {}
        self._editions: dict[str, set[str]] = {}
        self._by_slug: dict[str, Document] = {}
        for document in filter(None, documents):
            self._by_slug.setdefault(document.slug, document)
            if document.name and document.year:
                self._editions.setdefault(document.name, set()).add(document.slug)
            for key in _keys(document):
                self._by_key.setdefault(key, set()).add(document.slug)
        for document in filter(None, completed):
            self._by_slug.setdefault(document.slug, document)
            for key in _keys(document):
                self._completed.setdefault(key, set()).add(document.slug)

    def one(self, mention: Mention) -> Document | None:
        """The one document whose number begins as that of `mention`."""
        key = _key(mention)
        return self._only(self._by_key.get(key, set())) if key else None

    def nearly_one(self, mention: Mention) -> Document | None:
        """The one that the story names by figure and year: `Nghị định 168/2024`, then `Nghị định 168`."""
        key = _key(mention)
        return self._only(self._completed.get(key, set())) if key else None

    def edition(self, name: str) -> Document | None:
        """The one edition of a law that the story names."""
        return self._only(self._editions.get(name, set()))

    def _only(self, slugs: set[str]) -> Document | None:
        return self._by_slug[next(iter(slugs))] if len(slugs) == 1 else None


def _keys(document: Document) -> Iterator[tuple[str, int, int]]:
    """(kind, figure, year) that a number in part may have: with its year and without."""
    match = _ORDINAL.match(document.number.rpartition(" ")[2])
    if match:
        kind = "Luật" if document.kind == "Bộ luật" else document.kind
        yield kind, int(match.group(1)), int(match.group(2) or 0)
        if match.group(2):
            yield kind, int(match.group(1)), 0


def _key(mention: Mention) -> tuple[str, int, int] | None:
    match = _ORDINAL.match(mention.number.rpartition(" ")[2])
    return (mention.kind, int(match.group(1)), mention.year) if match else None


def _meant_before(text: str, mention: Mention, before: list[Citation]) -> Document | None:
    """The document of that kind that was named last; none where its sentence names two."""
    if mention.year:
        return _only_edition(mention, before)
    kinds = _WIDER.get(mention.kind, (mention.kind,))
    same = [
        citation
        for citation in before
        if mention.kind == "Văn bản"
        or citation.mention.kind in kinds
        or (citation.document and citation.document.kind in kinds)
    ]
    same = _as_quoted(text, mention, same)
    if not same:
        return None
    last = same[-1]
    for earlier in reversed(same[:-1]):
        if _SENTENCE_END.search(text, earlier.mention.end, last.mention.start):
            break
        if _slug(earlier) != _slug(last) and not _acts_on(text, earlier, last):
            return None
        if _slug(earlier) != _slug(last):
            last = earlier
    return last.document


def _only_edition(mention: Mention, before: list[Citation]) -> Document | None:
    """The one law of that year that was named: `Luật 2025`, `Bộ luật năm 2015`."""
    kinds = ("Luật", "Bộ luật") if mention.kind == "Luật" else (mention.kind,)
    documents = [citation.document for citation in before if citation.document]
    laws = {document.slug: document for document in documents if document.kind in kinds}
    laws = {slug: document for slug, document in laws.items() if document.year == mention.year}
    return next(iter(laws.values())) if len(laws) == 1 else None


def _as_quoted(text: str, mention: Mention, same: list[Citation]) -> list[Citation]:
    """Of what `mention` may mean: where a provision is quoted, the document whose provision it is.

    `Điều 45 Nghị định 72/2013/NĐ-CP: “Nghị định 97/2008/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực”`.
    """
    floor = max(0, mention.start - _LONGEST_QUOTATION)
    opened = text.rfind("“", floor, mention.start)
    if opened > text.rfind("”", floor, mention.start):
        before = [citation for citation in same if citation.mention.end <= opened]
        source = before[-1] if before else None
        if source and source.mention.place and not _SENTENCE_END.search(text, source.mention.end, opened):
            return [source]
    if same and _ENDED.fullmatch(text, same[-1].mention.end, mention.start):
        return [one for one in same if _SENTENCE_END.search(text, one.mention.end, mention.start)]
    return same


def _not_itself(text: str, prior: Citation, following: Citation) -> Citation:
    """`Thông tư này thay thế Thông tư 10/2022/TT-NHNN`: no document replaces or amends itself."""
    same = _slug(prior) == _slug(following)
    return prior._replace(document=None, again=False) if same and deed_between(text, prior, following) else prior


def _slug(citation: Citation) -> str:
    return citation.document.slug if citation.document else ""


def _acts_on(text: str, first: Citation, second: Citation) -> bool:
    """Whether the sentence is about the first document, which amends or replaces the second."""
    end, start = first.mention.end, second.mention.start
    deed = deed_between(text, first, second)
    in_brackets = deed is Deed.AMENDED_BY and text.startswith("(", end + 1)
    return deed in (Deed.AMENDS, Deed.REPLACES) or in_brackets or _REPLACING.search(text, end, start) is not None
