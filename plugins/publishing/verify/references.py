"""Every address that a file of the site points to, with its place and what kind of use it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from publishing.tags import Tag, line_of, tags_of


class Use(Enum):
    LINK = auto()  # a reader may follow it
    LOAD = auto()  # a browser fetches it with the page
    NAME = auto()  # names a page or file, for robots and other sites


@dataclass(frozen=True)
class Reference:
    url: str
    line: int
    use: Use


_LOADING = {
    ("img", "src"), ("source", "src"), ("video", "src"), ("audio", "src"), ("track", "src"), ("iframe", "src"),
    ("script", "src"), ("embed", "src"), ("object", "data"), ("video", "poster"), ("input", "src"), ("use", "href"),
    ("image", "href"),
}  # fmt: skip
_LINKING = {("a", "href"), ("area", "href"), ("form", "action"), ("button", "formaction"), ("blockquote", "cite")}
_NAMING = {"og:url", "og:image", "og:image:secure_url", "twitter:image", "twitter:url"}
_LOADED_RELATIONS = {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"}
_JSON_LD_NAMES = {
    "url",
    "@id",
    "contentUrl",
    "thumbnailUrl",
    "item",
    "image",
    "logo",
    "mainEntityOfPage",
    "target",
    "urlTemplate",
}

_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]+))\s*\)|@import\s+["']([^"']+)["']""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_JS_IMPORT = re.compile(
    r"""^\s*(?:(?:import|export)\b[^"'();=]*?\bfrom|import)\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)""",
    re.MULTILINE,
)


def page_references(html: str) -> Iterator[Reference]:
    """Addresses of a page: links, pictures with all their widths, styles, scripts, structured data."""
    for tag in tags_of(html):
        line = -1
        for url, use in _tag_addresses(tag):
            line = line_of(html, tag.offset) if line < 0 else line
            yield Reference(url.strip(), line, use)


def css_references(text: str) -> Iterator[Reference]:
    # Comments become blanks of the same length, so that lines stay right.
    bare = _CSS_COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    for match in _CSS_URL.finditer(bare):
        yield Reference(next(group for group in match.groups() if group), line_of(bare, match.start()), Use.LOAD)


def script_references(text: str) -> Iterator[Reference]:
    """Modules that a module imports by a literal address."""
    for match in _JS_IMPORT.finditer(text):
        yield Reference(match[1] or match[2], line_of(text, match.start()), Use.LOAD)


def json_ld_addresses(data: Any) -> Iterator[str]:
    """Addresses in structured data; `@id` of things that are no pages has a fragment, which is not looked up."""
    if isinstance(data, list):
        for item in data:
            yield from json_ld_addresses(item)
    elif isinstance(data, dict):
        for name, value in data.items():
            values = value if isinstance(value, list) else [value]
            for item in values:
                if isinstance(item, str) and name in _JSON_LD_NAMES:
                    yield item.split("#")[0].split("?")[0]
            yield from json_ld_addresses(value)


def _tag_addresses(tag: Tag) -> Iterator[tuple[str, Use]]:
    for name, value in tag.attributes.items():
        if (tag.name, name) in _LINKING:
            yield value, Use.LINK
        elif (tag.name, name) in _LOADING:
            yield value, Use.LOAD
        elif name in ("srcset", "imagesrcset"):
            yield from ((candidate.split()[0], Use.LOAD) for candidate in value.split(",") if candidate.strip())
    if tag.name == "link" and (url := tag.attributes.get("href")):
        relations = set(tag.attributes.get("rel", "").lower().split())
        yield url, Use.LOAD if relations & _LOADED_RELATIONS else Use.NAME
    elif tag.name == "meta" and _NAMING & {tag.attributes.get("property"), tag.attributes.get("name")}:
        yield tag.attributes.get("content", ""), Use.NAME
    elif tag.name == "script" and tag.attributes.get("type") == "application/ld+json":
        try:
            yield from ((url, Use.NAME) for url in json_ld_addresses(json.loads(tag.text)))
        except ValueError:
            return  # verify_html reports structured data that does not parse
