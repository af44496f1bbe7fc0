"""schema.org data of pages as JSON-LD texts. Built as values and serialised, so that any headline gives valid JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsroom.body.kinds.interview import answers_of
from newsroom.model.article import Article, Kind
from newsroom.model.card import Card, EventPlace
from newsroom.model.frame import Frame
from newsroom.model.glossary import GlossaryTerm
from newsroom.model.law import CitedDocument
from newsroom.model.media import Attachment, Picture, Recording
from newsroom.model.names import Named, Profile
from newsroom.model.parts import Correction, Coverage
from portal import addresses
from portal.theming.page_head import Crumb

CONTEXT = "https://schema.org"
_TYPES = {Kind.LIVE: "LiveBlogPosting", Kind.OPINION: "OpinionNewsArticle"}
HEADLINE, ENTRY_WORDS = 110, 1000  # characters of an entry of a live story
# `<`, `>` and `&` could end the script element; the two separators break JavaScript before 2019.
_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def script_json(value: Mapping[str, Any]) -> str:
    """JSON text that may stand in a script element as it is."""
    text = _ENCODER.encode(value)
    for char, escaped in _ESCAPES.items():
        text = text.replace(char, escaped)
    return text


def shortened(text: str, longest: int) -> str:
    """`text` within `longest` characters, cut after a word."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def home_data(frame: Frame, logo: str, policies: Mapping[str, str]) -> tuple[str, ...]:
    """NewsMediaOrganization and WebSite with its search.

    Args:
        logo: address of the paper's mark, from the root.
        policies: schema.org property -> address from the root, such as {"publishingPrinciples": "/gioi-thieu.html"}.
    """
    return (script_json(_organization(frame, logo, policies)), script_json(_website(frame)))


def article_data(article: Article, frame: Frame, logo: str, events: Sequence[EventPlace] = ()) -> str:
    """NewsArticle of a story, or the type of its kind, with its corrections and the legal documents it cites."""
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": _TYPES.get(article.kind, "NewsArticle"),
        "@id": f"{frame.root}{article.url}#article",
        "mainEntityOfPage": frame.root + article.url,
        "headline": article.title,
        "description": article.sapo,
        "datePublished": article.date.isoformat(),
        "dateModified": article.changed.isoformat(),
        "inLanguage": frame.lang,
        "isAccessibleForFree": True,
        "articleSection": [section.name for section in article.section.trail],
        "author": _authors(article, frame),
        "publisher": _publisher(frame, logo),
    }
    if images := _images(article, frame.root):
        data["image"] = images
    if article.topics:
        data["keywords"] = [topic.name for topic in article.topics]
    if events:
        data["isPartOf"] = [_event(place.event, frame.root) for place in events]
        data["position"] = events[0].number
    if article.province:
        data["contentLocation"] = {"@type": "AdministrativeArea", "name": article.province.name}
    if article.law.cited:
        data["citation"] = [_legislation(cited, frame.root) for cited in article.law.cited]
    if article.terms:
        data["mentions"] = [_term(term, frame.root) for term in article.terms]
    media = [_photo(picture, frame.root) for picture in article.body.gallery]
    if media := [*media, *(_document(attachment, frame.root) for attachment in article.attachments)]:
        data["associatedMedia"] = media
    for name, video in (("video", True), ("audio", False)):
        played = [_played(one, article, frame.root) for one in article.body.recordings if one.video is video]
        data.update({name: played} if played else {})
    if article.coverage:
        data.update(_coverage(article.coverage, article, frame.root + article.url))
    if article.corrections:
        data["correction"] = [_correction(correction) for correction in article.corrections]
    return script_json(data)


def glossary_data(glossary: Sequence[GlossaryTerm], title: str, frame: Frame) -> str:
    """DefinedTermSet of the glossary's page."""
    address = frame.root + addresses.GLOSSARY
    return script_json(
        {
            "@context": CONTEXT,
            "@type": "DefinedTermSet",
            "@id": f"{address}#tap",
            "name": title,
            "url": address,
            "inLanguage": frame.lang,
            "hasDefinedTerm": [_term(term, frame.root) for term in glossary],
        }
    )


def _term(term: GlossaryTerm, root: str) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        "@id": root + term.url,
        "name": term.name,
        **({"alternateName": list(term.forms[1:])} if term.forms[1:] else {}),
        "description": term.about,
        "inDefinedTermSet": f"{root}{addresses.GLOSSARY}#tap",
    }


def _coverage(coverage: Coverage, article: Article, address: str) -> dict[str, Any]:
    start = min(article.date, coverage.first.moment) if coverage.first else article.date
    newest_first = sorted(coverage.entries, key=lambda entry: entry.moment, reverse=True)
    return {
        "coverageStartTime": start.isoformat(),
        **({"coverageEndTime": coverage.ended.isoformat()} if coverage.ended else {}),
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": entry.title or shortened(entry.text, HEADLINE),
                "url": f"{address}#{entry.anchor}",
                "datePublished": entry.moment.isoformat(),
                **({"articleBody": shortened(entry.text, ENTRY_WORDS)} if entry.text else {}),
            }
            for entry in newest_first
        ],
    }


def _event(event: Named, root: str) -> dict[str, str]:
    return {
        "@type": "CreativeWorkSeries",
        "@id": f"{root}{event.url}#line",
        "name": event.name,
        "url": root + event.url,
    }


def questions_data(article: Article, frame: Frame) -> str:
    """QAPage of a story in which one question of readers is answered, FAQPage where there are several."""
    address, answers = frame.root + article.url, answers_of(article.body.html)
    author = _answering(article)
    questions = [
        {
            "@type": "Question",
            "name": question.text,
            "url": f"{address}#{question.anchor}",
            "answerCount": 1,
            "acceptedAnswer": {
                "@type": "Answer",
                "text": answers.get(question.anchor, ""),
                "url": f"{address}#{question.anchor}",
                "datePublished": article.date.isoformat(),
                **({"author": author} if author else {}),
            },
        }
        for question in article.body.questions
    ]
    one = len(questions) == 1
    return script_json(
        {
            "@context": CONTEXT,
            "@type": "QAPage" if one else "FAQPage",
            "@id": f"{address}#questions",
            "inLanguage": frame.lang,
            "mainEntity": questions[0] if one else questions,
        }
    )


def _answering(article: Article) -> dict[str, Any]:
    guest = article.guest
    if guest is None:
        return {}
    office = {"@type": "Organization", "name": guest.organisation}
    return {
        "@type": "Person",
        "name": guest.name,
        **({"jobTitle": guest.title} if guest.title else {}),
        **({"affiliation": office} if guest.organisation else {}),
    }


def _photo(picture: Picture, root: str) -> dict[str, str | int]:
    return {
        "@type": "ImageObject",
        "contentUrl": root + picture.url,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.caption or picture.alt,
        **({"creditText": picture.credit} if picture.credit else {}),
    }


def _played(recording: Recording, article: Article, root: str) -> dict[str, Any]:
    thumbnail = recording.poster or article.picture
    return {
        "@type": "VideoObject" if recording.video else "AudioObject",
        "name": recording.title,
        "description": article.sapo,
        "contentUrl": root + recording.url,
        "encodingFormat": recording.type,
        "contentSize": str(recording.bytes),
        "uploadDate": article.date.isoformat(),
        **({"duration": f"PT{recording.seconds}S"} if recording.seconds else {}),
        "thumbnailUrl": root + (thumbnail.url if thumbnail else article.card_url),
        **({"transcript": " ".join(recording.transcript)} if recording.transcript else {}),
    }


def _document(attachment: Attachment, root: str) -> dict[str, str | int]:
    return {
        "@type": "DigitalDocument",
        "name": attachment.title,
        "url": root + attachment.url,
        "encodingFormat": attachment.type,
        **({"description": attachment.note} if attachment.note else {}),
    }


def _legislation(cited: CitedDocument, root: str) -> dict[str, str]:
    data = {"@type": "Legislation", "name": cited.heading, "url": root + cited.url}
    return {**data, "legislationIdentifier": cited.document.number} if cited.document.number else data


def breadcrumb_data(frame: Frame, crumbs: Iterable[Crumb], title: str, url: str) -> str:
    """BreadcrumbList from the home page to the page itself."""
    steps = [Crumb(frame.masthead.name, "/"), *crumbs, Crumb(title, url)]
    items = [
        {"@type": "ListItem", "position": position, "name": step.name, "item": frame.root + step.url}
        for position, step in enumerate(steps, start=1)
    ]
    return script_json({"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items})


def collection_data(frame: Frame, title: str, url: str, description: str, stories: Sequence[Card]) -> str:
    """CollectionPage of a list of stories, with the stories that stand on it."""
    items = [
        {"@type": "ListItem", "position": position, "url": frame.root + card.url, "name": card.title}
        for position, card in enumerate(stories, start=1)
    ]
    return script_json(
        {
            "@context": CONTEXT,
            "@type": "CollectionPage",
            "@id": f"{frame.root}{url}#page",
            "name": title,
            "url": frame.root + url,
            "inLanguage": frame.lang,
            **({"description": description} if description else {}),
            "isPartOf": {"@id": f"{frame.root}/#website"},
            "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
        }
    )


def profile_data(frame: Frame, author: Named) -> str:
    """ProfilePage of who writes for the paper."""
    person = {
        "@type": "Organization" if author.desk else "Person",
        "@id": f"{frame.root}{author.url}#author",
        "name": author.name,
        "url": frame.root + author.url,
        **({"description": about} if (about := " ".join(author.profile.biography) or author.description) else {}),
        **_profile(author.profile, frame.root, desk=author.desk),
        ("parentOrganization" if author.desk else "worksFor"): {"@id": f"{frame.root}/#organization"},
    }
    return script_json(
        {
            "@context": CONTEXT,
            "@type": "ProfilePage",
            "@id": f"{frame.root}{author.url}#page",
            "url": frame.root + author.url,
            "inLanguage": frame.lang,
            "isPartOf": {"@id": f"{frame.root}/#website"},
            "mainEntity": person,
        }
    )


def _profile(profile: Profile, root: str, *, desk: bool) -> dict[str, Any]:
    portrait = profile.portrait
    return {
        **({"jobTitle": profile.role} if profile.role and not desk else {}),
        **({"logo" if desk else "image": root + portrait.url} if portrait else {}),
        **({"email": profile.email} if profile.email else {}),
        **({"sameAs": list(profile.links)} if profile.links else {}),
    }


def _organization(frame: Frame, logo: str, policies: Mapping[str, str]) -> dict[str, Any]:
    masthead = frame.masthead
    return {
        "@context": CONTEXT,
        **_publisher(frame, logo),
        "slogan": masthead.slogan,
        "email": masthead.email,
        "telephone": masthead.phone,
        "faxNumber": masthead.fax,
        "address": masthead.address,
        "masthead": frame.root + addresses.MASTHEAD,
        "parentOrganization": {"@type": "Organization", "name": masthead.governing_body},
        **{name: frame.root + url for name, url in policies.items()},
    }


def _website(frame: Frame) -> dict[str, Any]:
    search = f"{frame.root}{addresses.SEARCH}?q={{search_term_string}}"
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": f"{frame.root}/#website",
        "name": frame.masthead.name,
        "url": f"{frame.root}/",
        "inLanguage": frame.lang,
        "publisher": {"@id": f"{frame.root}/#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def _publisher(frame: Frame, logo: str) -> dict[str, Any]:
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{frame.root}/#organization",
        "name": frame.masthead.name,
        "url": f"{frame.root}/",
        **({"logo": {"@type": "ImageObject", "url": frame.root + logo}} if logo else {}),
        "correctionsPolicy": frame.root + addresses.CORRECTIONS,
    }


def _authors(article: Article, frame: Frame) -> list[dict[str, str]]:
    authors = [
        {
            "@type": "Organization" if author.desk else "Person",
            "name": author.name,
            "url": frame.root + author.url,
            **({"jobTitle": author.profile.role} if author.profile.role and not author.desk else {}),
        }
        for author in article.authors
    ]
    return authors or [{"@type": "NewsMediaOrganization", "@id": f"{frame.root}/#organization"}]


def _images(article: Article, root: str) -> list[str]:
    picture = article.picture
    urls = [
        *(picture.crops if picture else ()),
        article.card_url,
        *((picture.card_url, picture.url) if picture else ()),
    ]
    return [root + url for url in dict.fromkeys(urls) if url]


def _correction(correction: Correction) -> dict[str, str]:
    text = " ".join(part for part in (correction.wrong, correction.right, correction.apology) if part)
    return {"@type": "CorrectionComment", "text": text, "datePublished": correction.date.isoformat()}
