"""A story as feeds carry it: in full, addresses absolute, with an id that outlives any address. Made once per story."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from newsroom.model.article import Article, Kind
from newsroom.model.media import Picture
from newsroom.model.parts import Correction
from portal.i18n import Translator
from portal.vietnam.text import file_size, short_date

_ = Translator(__file__)

_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
# Only what our own reader writes: attributes in double quotes, addresses from the root.
_ADDRESS = re.compile(r'(?<=\s)(href|src|poster|cite)="(/(?!/)[^"]*|#[^"]*)"')
_SOURCE_SET = re.compile(r'(?<=\s)srcset="([^"]*)"')
# XML 1.0 allows no other control characters, not even escaped; a title pasted from elsewhere may hold them.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class FeedPicture:
    url: str
    type: str
    width: int
    height: int
    bytes: int
    credit: str


@dataclass(frozen=True)
class FeedItem:
    """Args: id: tag URI (RFC 4151); html: the whole story; texts free of characters that XML forbids."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    picture: FeedPicture | None


def feed_item(article: Article, root: str, authority: str, size_of: Callable[[str], int]) -> FeedItem:
    """The feed's view of `article`.

    Args:
        root: absolute address of the site.
        authority: domain and year of the tag URIs, such as `example.vn,2024`; must never change.
        size_of: bytes of a published file, by its address from the root; 0 where unknown.
    """
    picture = article.picture
    return FeedItem(
        id=story_id(authority, article.id),
        url=root + article.url,
        title=xml_text(article.title),
        summary=xml_text(article.sapo),
        html=xml_text(_whole_story(article, root)),
        published=article.date,
        updated=article.changed,
        authors=tuple(xml_text(author.name) for author in article.authors),
        categories=tuple(xml_text(name) for name in _categories(article)),
        picture=_feed_picture(picture, root, size_of) if picture else None,
    )


def story_id(authority: str, number: int) -> str:
    """Of a story in all feeds, whatever becomes of its address."""
    return f"tag:{authority}:post{number}"


def _categories(article: Article) -> list[str]:
    # A topic may bear the name of the section.
    names = [*(section.name for section in article.section.trail), *(topic.name for topic in article.topics)]
    return list(dict.fromkeys(names))


def xml_text(text: str) -> str:
    """`text` without the control characters that no XML document may hold."""
    return _NOT_XML.sub("", text)


def absolute_html(html: str, page: str, root: str) -> str:
    """`html` with every address in full; `#anchor` leads to the story's own page.

    Args:
        page: absolute address of the story.
    """

    def address(match: re.Match[str]) -> str:
        base = page if match[2].startswith("#") else root
        return f'{match[1]}="{base}{match[2]}"'

    def source_set(match: re.Match[str]) -> str:
        files = (part.strip() for part in match[1].split(","))
        return 'srcset="' + ", ".join(root + file if file.startswith("/") else file for file in files) + '"'

    return _SOURCE_SET.sub(source_set, _ADDRESS.sub(address, html))


def _whole_story(article: Article, root: str) -> str:
    parts = [_part(article, root)] if article.series else []
    parts.append(f"<p><strong>{escape(article.sapo)}</strong></p>")
    if article.picture:
        parts.append(_figure(article.picture, root))
    parts += [_correction_note(correction) for correction in article.corrections]
    parts.append(absolute_html(article.body.feed_html, root + article.url, root))
    if article.kind is Kind.OPINION:
        own = all(author.desk for author in article.authors)
        view = _("The view of the paper.") if own else _("The story gives the view of its author.")
        parts.append(f"<p><em>{escape(view)}</em></p>")
    parts += [_glossary(article)] if article.terms else []
    parts += [_documents(article, root)] if article.attachments else []
    parts += [f"<p><em>{escape(article.source_note)}</em></p>"] if article.source_note else []
    return "\n".join(parts)


def _part(article: Article, root: str) -> str:
    series = article.series
    assert series is not None
    number = f"{article.part}/{series.parts}" if series.parts else f"{article.part}"
    name = f'<a href="{escape(root + series.url)}">{escape(series.name)}</a>'
    said = _("Part {number} of the series {name}", number=number, name=name)
    return f"<p>{said}</p>"


def _glossary(article: Article) -> str:
    terms = (f"<dt>{escape(term.name)}</dt><dd>{escape(term.about)}</dd>" for term in article.terms)
    return f"<p><strong>{escape(_('Words in this story'))}</strong></p>\n<dl>{''.join(terms)}</dl>"


def _documents(article: Article, root: str) -> str:
    items = (
        f'<li><a href="{escape(root + one.url)}">{escape(one.title)}</a> ({one.label}, {file_size(one.bytes)})</li>'
        for one in article.attachments
    )
    return f"<p><strong>{escape(_('Documents'))}</strong></p>\n<ul>{''.join(items)}</ul>"


def _figure(picture: Picture, root: str) -> str:
    image = (
        f'<img src="{escape(root + picture.url)}" alt="{escape(picture.alt)}" '
        f'width="{picture.width}" height="{picture.height}">'
    )
    credit = f"<em>{escape(picture.credit)}</em>" if picture.credit else ""
    words = " ".join(filter(None, (escape(picture.caption), credit)))
    return f"<figure>{image}" + (f"<figcaption>{words}</figcaption>" if words else "") + "</figure>"


def _correction_note(correction: Correction) -> str:
    heading = _("Correction and apology, {date}", date=short_date(correction.date))
    said, right = _("Published: {text}", text=correction.wrong), _("Correct: {text}", text=correction.right)
    lines = [f"<strong>{escape(heading)}</strong>", escape(said), escape(right), escape(correction.apology)]
    return f"<aside><p>{'<br>'.join(line for line in lines if line)}</p></aside>"


def _feed_picture(picture: Picture, root: str, size_of: Callable[[str], int]) -> FeedPicture:
    ending = picture.url.rsplit(".", 1)[-1].lower()
    return FeedPicture(
        url=root + picture.url,
        type=_TYPES.get(ending, "image/jpeg"),
        width=picture.width,
        height=picture.height,
        bytes=size_of(picture.url),
        credit=xml_text(picture.credit),
    )
