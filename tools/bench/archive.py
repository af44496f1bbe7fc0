"""The sample archive as the search sees it, and as plain pages for other engines: the same texts on both sides."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from portal.exchange import SearchDocument, SearchPicture
from portal.vietnam.text import slugify
from sample_archive.paper import TOPICS
from sample_archive.story import SampleStory, compose
from sample_archive.syllables import news_chain

# Directives of tables and figures, heading and list marks: all that a sample story has of Markdown.
_MARKUP = re.compile(r"^///.*?^///$|\{\{.*?\}\}|^[#>-]+ |[*_`\[\]]", re.DOTALL | re.MULTILINE)
KIND_NAMES = {
    "news": "Tin",
    "interview": "Phỏng vấn",
    "results": "Kết quả",
    "correction": "Cải chính",
    "advice": "Hỏi đáp",
    "live": "Tường thuật",
    "opinion": "Góc nhìn",
}


def sample_documents(count: int, seed: int = 1) -> Iterator[SearchDocument]:
    """Stories 1 to `count`; story n is the same for every `count`."""
    chain = news_chain()
    for number in range(1, count + 1):
        yield _document(compose(number, seed, chain))


def _document(story: SampleStory) -> SearchDocument:
    upper, child = story.place.upper, story.place.child
    section = (upper.slug, child.slug) if child else (upper.slug,)
    picture = SearchPicture("/media/0123456789ab-320.jpg", 320, 213) if story.picture else None
    return SearchDocument(
        id=story.id,
        url=f"/{upper.slug}/{story.slug}-post{story.id}.html",
        title=story.title,
        sapo=story.sapo,
        body=_MARKUP.sub("", story.body),
        date=story.date,
        kind=story.kind,
        section=section,
        authors=(slugify(story.author),),
        province=slugify(story.province),
        topics=tuple(slugify(topic) for topic in story.topics),
        captions=story.picture.caption if story.picture else "",
        source_tag=story.source_tag,
        picture=picture,
    )


def sample_names(documents: list[SearchDocument]) -> dict[str, dict[str, str]]:
    """Facet -> slug -> name; a slug where the sample has no better word."""
    sections = {slug for document in documents for slug in document.section}
    return {
        "section": {slug: slug.replace("-", " ").capitalize() for slug in sorted(sections)},
        "province": {document.province: document.province for document in documents if document.province},
        "author": {author: author for document in documents for author in document.authors},
        "topic": {slugify(topic): topic for topic in TOPICS},
        "kind": KIND_NAMES,
    }


def write_pages(documents: list[SearchDocument], folder: Path) -> None:
    """One HTML page per story, at its address: what an engine that reads pages is given."""
    for document in documents:
        path = folder / document.url.removeprefix("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_of(document), encoding="utf-8")


def page_of(document: SearchDocument) -> str:
    def paragraphs(text: str) -> str:
        return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n") if part.strip())

    day = f"{document.date:%Y-%m-%d}"
    return (
        f'<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>{html.escape(document.title)}</title>'
        f'<main data-pagefind-body><h1>{html.escape(document.title)}</h1><p><time datetime="{day}"'
        f' data-pagefind-sort="date[datetime]" data-pagefind-meta="date[datetime]">{day}</time>'
        f' <span data-pagefind-filter="section">{document.section[0]}</span></p>'
        f"<p><b>{html.escape(document.sapo)}</b></p>{paragraphs(document.body)}</main></html>"
    )
