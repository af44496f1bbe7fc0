"""Where the pages of the site are, from its root: one list for Python, templates (`addresses.SEARCH`) and checks."""

from __future__ import annotations

import re

HOME = "/"
TOPICS = "/chu-de/"
EVENTS = "/su-kien/"
SERIES = "/loat-bai/"
AUTHORS = "/tac-gia/"
PROVINCES = "/dia-phuong/"
ARCHIVE = "/luu-tru/"
FIGURES = "/so-lieu/"
LAWS = "/van-ban/"
GLOSSARY = "/thuat-ngu/"
PRINT = "/ban-in/"
SEARCH = "/tim-kiem/"
SEARCH_INDEX = f"{SEARCH}chi-muc/"
OPENSEARCH = f"{SEARCH}opensearch.xml"
FEEDS = "/rss/"
HOME_FEED = f"{FEEDS}home"  # without the ending, which names the format
PODCAST = f"{FEEDS}podcast.rss"
FEED_FILE = re.compile(rf"{FEEDS.lstrip('/')}[^/]+\.(?:rss|atom|json)")  # path in the output folder
CORRECTIONS = "/cai-chinh/"
MASTHEAD = "/toa-soan.html"
STYLE_GUIDE = "/kieu-mau/"
LOST = "/404.html"
OFFLINE = "/ngoai-tuyen.html"  # shown without a network where there is no copy of a page
WORKER = "/sw.js"  # of offline reading; browsers ask for it again at this address for good
WITHDRAWALS = "/bai-da-rut.json"  # what the worker may not show
COPIES = "/bai-da-luu.json"  # answered by the worker, no file
WAITING = "/xem-truoc/"  # of a preview: what is not out yet
MEDIA = "/media/"
ATTACHMENTS = "/tai-lieu/"  # documents beside stories
RECORDINGS = "/nghe-nhin/"  # audio and video in stories
THEME = "/theme/"

_TAKEN = (
    TOPICS,
    EVENTS,
    SERIES,
    AUTHORS,
    PROVINCES,
    ARCHIVE,
    FIGURES,
    LAWS,
    GLOSSARY,
    PRINT,
    SEARCH,
    FEEDS,
    CORRECTIONS,
    MASTHEAD,
    STYLE_GUIDE,
    LOST,
    OFFLINE,
)
# Names that no section and no page of the paper may have; `home` and `podcast` are feeds of the whole paper.
RESERVED = frozenset(
    path.strip("/").removesuffix(".html")
    for path in (*_TAKEN, WAITING, MEDIA, ATTACHMENTS, RECORDINGS, THEME, "/index.html", "/home", "/podcast")
)


def topic(slug: str) -> str:
    return f"{TOPICS}{slug}/"


def event(slug: str) -> str:
    """A topic whose stories follow one event."""
    return f"{EVENTS}{slug}/"


def series(slug: str) -> str:
    """A topic whose stories are parts."""
    return f"{SERIES}{slug}/"


def author(slug: str) -> str:
    return f"{AUTHORS}{slug}/"


def province(slug: str) -> str:
    return f"{PROVINCES}{slug}/"


def law(slug: str) -> str:
    """A legal document; `slug` is its number, or its name and year, folded."""
    return f"{LAWS}{slug}/"


def dataset(identifier: str) -> str:
    return f"{FIGURES}{identifier}/"


def feed(slug: str) -> str:
    """A section's feed, without the ending."""
    return f"{FEEDS}{slug}"


def attachment(story: int, name: str) -> str:
    return f"{ATTACHMENTS}{story}/{name}"


def recording(story: int, name: str) -> str:
    return f"{RECORDINGS}{story}/{name}"


def static_page(slug: str) -> str:
    """A page of content/pages/."""
    return f"/{slug}.html"


def output_path(address: str) -> str:
    """The file behind an address: `/chu-de/` -> `chu-de/index.html`, `/404.html` -> `404.html`."""
    path = address.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
