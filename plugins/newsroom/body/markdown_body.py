"""Markdown text -> sanitised body. The converter is built once per process from the MARKDOWN setting."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape, unescape
from typing import Any

from markdown import Markdown

from newsroom.model.parts import LiveEntry, Question
from portal.body import TOKEN_CLOSE, TOKEN_OPEN, BodyReport, Fragment
from portal.errors import ConfigError
from portal.i18n import Translator
from portal.traces.trace import remembering

from .body_texts import BodyTexts, without_buttons
from .conversion import Conversion, PictureUse, RecordingUse, fragments_as_text
from .links import check_own_places, check_raw_links, targets_of
from .raw_html import check_raw_html
from .sanitiser import sanitise
from .text_limits import within_limits

_ = Translator(__file__)

_TOKEN = re.compile(f"{TOKEN_OPEN}(\\d+){TOKEN_CLOSE}")
# A note has its way back to the text in its last paragraph.
_WAY_BACK = r'(?:&nbsp;)?(<a [^>]*class="footnote-backref"[^>]*>[^<]*</a>)'
_TOKENS_ALONE = re.compile(f"<p>((?:\\s*{TOKEN_OPEN}\\d+{TOKEN_CLOSE})+)\\s*(?:{_WAY_BACK})?</p>")
_IS_BLOCK = re.compile(r"\s*<(?:div|figure|section|table|aside|p|ul|ol|dl|details|blockquote)\b")
_THANKS = re.compile(r'<p class="thanks">(.*?)</p>', re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|h[2-6]|dt|dd|td|th|tr|blockquote|figcaption|caption|div)>|<br>|<hr>")
_ANY_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'\sid="([^"]+)"')
_ENTRY = re.compile(r'<section (?=[^>]*class="live-entry")[^>]*id="([^"]+)"[^>]*>')
_NOTES = re.compile(r'<section (?=[^>]*class="footnotes")')
_NOTE_MARKS = re.compile(r'<sup id="fnref[^>]*>.*?</sup>|<a [^>]*class="footnote-backref".*?</a>', re.DOTALL)


@dataclass(frozen=True)
class Converted:
    """A body whose pictures and links to other stories are still open: slots and `post:` addresses.

    Args:
        targets: of the links to other stories and pages, as the markup has them.
        addresses: (address on this site, line of the file) of links to pages by their address, such as `/so-lieu/`.
        in_galleries: numbers of the pictures that stand in a gallery.
        places: (`post:` target, what stands behind #, line of the file) of links to places of other pages.
        anchors: the places of this text that links may name.
        entries: of a live story, in the order of the page.
        later: lines of the text on which entries begin whose time has not come.
    """

    texts: BodyTexts
    questions: tuple[Question, ...]
    headings: tuple[tuple[int, str, str], ...]
    pictures: tuple[PictureUse, ...]
    in_galleries: frozenset[int]
    links: tuple[tuple[str, int], ...]
    targets: tuple[str, ...]
    addresses: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, str, int], ...]
    anchors: frozenset[str]
    uses: dict[str, tuple[str, ...]]
    assets: tuple[str, ...]
    entries: tuple[LiveEntry, ...] = ()
    later: tuple[tuple[int, datetime], ...] = ()
    recordings: tuple[RecordingUse, ...] = ()

    @property
    def html(self) -> str:
        return self.texts.html

    @property
    def feed_html(self) -> str:
        return self.texts.feed_html

    @property
    def text(self) -> str:
        return self.texts.text

    @property
    def thanks(self) -> str:
        return self.texts.thanks


MarkCitations = Callable[[str], str]


def unmarked(html: str) -> str:
    return html


def as_setting(markdown: Mapping[str, Any]) -> str:
    """The MARKDOWN setting as a text that keys a cache and travels between processes."""
    try:
        return json.dumps({key: markdown[key] for key in ("extensions", "extension_configs") if key in markdown})
    except TypeError as error:
        raise ConfigError(f"pelicanconf.py: MARKDOWN holds more than plain values ({error})") from None


class StoryMarkdown(Markdown):
    """Python-Markdown at work on a story; extensions find these by `report_of(md)` and `conversion_of(md)`."""

    report: BodyReport
    conversion: Conversion


@remembering
def _converter(setting: str) -> StoryMarkdown:
    from .article_markup import ArticleMarkup
    from .blocks.notices import NewsBlocks
    from .layout.extension import OrderedText
    from .layout.plain_passages import PlainPassages

    values = json.loads(setting)
    configs = dict(values.get("extension_configs", {}))
    # `meta`, which Pelican adds, would eat a first paragraph such as "Hanoi: ...".
    wanted = dict.fromkeys([*values.get("extensions", ()), *configs])
    names = [name for name in wanted if name not in ("meta", "markdown.extensions.meta")]
    for name in ("footnotes", "markdown.extensions.footnotes"):
        if name in names:
            configs[name] = {"BACKLINK_TITLE": _("Back to the place of note {}"), **configs.get(name, {})}
    extensions = [*names, NewsBlocks(), OrderedText(), ArticleMarkup(), PlainPassages()]
    return StoryMarkdown(extensions=extensions, extension_configs=configs, output_format="html")


def convert(conversion: Conversion, setting: str, mark: MarkCitations = unmarked) -> Converted:
    """Convert `conversion.source`; faults and warnings go to its report.

    Args:
        setting: from `as_setting`.
        mark: sanitised markup -> the same with its citations marked.
    """
    report = conversion.report
    html = ""
    try:
        html = sanitise(_printed(conversion, setting)) if within_limits(conversion) else ""
    except RecursionError:
        _converter.cache_clear()  # its parser stopped half-way and would remember where
        hint = _("use fewer quotation or list levels")
        report.fault(_("the text is nested too deeply"), 1, hint, "nesting")
    marked = mark(html)
    page = _with_fragments(marked, report, [fragment.page for fragment in report.fragments])
    own_feed = _own_feed(marked, report)
    check_raw_links(html, conversion)
    anchors = frozenset(map(unescape, _ID.findall(page)))
    check_own_places(conversion, anchors)
    thanks = _THANKS.search(page) if conversion.questions else None
    bare = _with_fragments(html, report, [_as_text(fragment) for fragment in report.fragments])
    texts = BodyTexts(
        html=page,
        own_feed=own_feed,
        text=_text(bare),
        thanks=thanks.group(1) if thanks else "",
        tables=_joined(report, "tables"),
        captions=_joined(report, "captions"),
    )
    return Converted(
        texts=texts,
        questions=_questions(conversion, report),
        headings=tuple(conversion.headings),
        pictures=tuple(conversion.pictures),
        in_galleries=frozenset(conversion.in_galleries),
        links=tuple(conversion.links),
        targets=targets_of(page, own_feed or ""),
        addresses=tuple(conversion.addresses),
        places=tuple(place for place in conversion.places if place[0]),
        anchors=anchors,
        uses={kind: tuple(names) for kind, names in report.uses.items()},
        assets=tuple(report.assets),
        entries=_with_texts(conversion.entries, bare),
        later=tuple(conversion.later),
        recordings=tuple(conversion.recordings),
    )


def _with_texts(entries: Sequence[LiveEntry], html: str) -> tuple[LiveEntry, ...]:
    """The entries with their words, out of the markup of the text."""
    parts = _ENTRY.split(_NOTES.split(html)[0])
    texts = dict(zip(parts[1::2], parts[2::2], strict=True))
    return tuple(
        replace(entry, text=_text(texts.get(entry.anchor, "").partition("</h2>")[2]).replace("\n", " "))
        for entry in entries
    )


def _printed(conversion: Conversion, setting: str) -> str:
    md = _converter(setting)
    md.reset()
    md.report = conversion.report
    md.conversion = conversion
    html = md.convert(conversion.source)
    check_raw_html(md, conversion)
    return html


def _with_fragments(html: str, report: BodyReport, texts: list[str]) -> str:
    """`html` with the fragments in place; a paragraph that holds nothing but block fragments gives way to them."""
    if not report.fragments:
        return html

    def alone(paragraph: re.Match[str]) -> str:
        numbers = [int(number) for number in _TOKEN.findall(paragraph.group(1))]
        blocks = all(_IS_BLOCK.match(report.fragments[number].page) for number in numbers)
        way_back = f"\n<p>{paragraph.group(2)}</p>" if paragraph.group(2) else ""
        return f"{paragraph.group(1)}{way_back}" if blocks else paragraph.group()

    html = _TOKENS_ALONE.sub(alone, html)
    return _TOKEN.sub(lambda token: texts[int(token.group(1))], html)


def _own_feed(marked: str, report: BodyReport) -> str | None:
    """Where plugins show something else in feeds than on the page, the text with that in its places."""
    if not report.fragments:
        return None
    return _with_fragments(without_buttons(marked), report, [fragment.feed for fragment in report.fragments])


def _as_text(fragment: Fragment) -> str:
    return escape(fragment.text) + ("<br>" if _IS_BLOCK.match(fragment.page) else "")


def _questions(conversion: Conversion, report: BodyReport) -> tuple[Question, ...]:
    return tuple(
        Question(number, fragments_as_text(text, report), anchor)
        for number, (anchor, text) in enumerate(conversion.questions, 1)
    )


def _joined(report: BodyReport, key: str) -> str:
    return "\n".join(fragments_as_text(text, report) for text in report.search_text.get(key, ()))


def _text(html: str) -> str:
    """Plain text of sanitised markup, one block a line, without the marks of footnotes and open slots."""
    if "footnote" in html:
        html = _NOTE_MARKS.sub("", html)
    text = unescape(_ANY_TAG.sub("", _BLOCK_END.sub("\n", html.replace("\n", " "))))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("\ue003"))
