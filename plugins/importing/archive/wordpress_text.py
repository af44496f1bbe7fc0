"""What WordPress adds to a text when it shows it: paragraphs by empty lines, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

_BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|pre|hr|section|article|aside"
    r"|dl|dt|dd|form|iframe|video|audio|address|main|header|footer|nav|details|summary)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COMPUTED = re.compile(r"<!--\s*(wp:[\w/-]+)\b[^<>]*/-->")  # a block whose words the old system works out anew
_CAPTION = re.compile(r"\[caption\b[^\]]*\](.*?)\[/caption\]", re.DOTALL)
_PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
_EMBED = re.compile(r"\[embed\b[^\]]*\](.*?)\[/embed\]", re.DOTALL)
_MEDIA = re.compile(r"\[(video|audio)\b([^\]]*)\](?:\s*\[/\1\])?")
_SOURCE = re.compile(r"\b(?:src|mp4|mp3|m4a|webm|ogg)=[\"']([^\"']+)[\"']")
# With attributes, or with an end: else brackets are words.
_OTHER = re.compile(r"\[(/?)([a-z][\w-]*)((?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]]+))*)\s*/?\]")
_PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL | re.IGNORECASE)


def shown_html(text: str, pictures: Mapping[str, str], lost: Callable[[str], None]) -> str:
    """Args: pictures: number of an attachment -> its address; lost: told of shortcodes that mean nothing here."""
    for block in _COMPUTED.findall(text):
        lost(f"[{block}]")
    text = _COMMENT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CAPTION.sub(_figure, text)
    text = _GALLERY.sub(lambda match: _gallery(match.group(1), pictures, lost), text)
    text = _EMBED.sub(lambda match: f"\n\n{match.group(1).strip()}\n\n", text)
    text = _MEDIA.sub(lambda match: _link(match, lost), text)
    return with_paragraphs(_without_shortcodes(text, lost))


def _figure(match: re.Match[str]) -> str:
    picture = _PICTURE.search(match.group(1))
    if picture is None:
        return match.group(1)
    caption = (match.group(1)[: picture.start()] + match.group(1)[picture.end() :]).strip()
    return f"\n\n<figure>{picture.group()}<figcaption>{caption}</figcaption></figure>\n\n"


def _gallery(attributes: str, pictures: Mapping[str, str], lost: Callable[[str], None]) -> str:
    ids = re.search(r"\bids=[\"']?([\d,\s]+)", attributes)
    addresses = [pictures[number] for number in re.findall(r"\d+", ids.group(1)) if number in pictures] if ids else []
    if not addresses:
        lost("[gallery]")
    return "\n\n" + "\n\n".join(f'<figure><img src="{escape(address)}"></figure>' for address in addresses) + "\n\n"


def _link(match: re.Match[str], lost: Callable[[str], None]) -> str:
    source = _SOURCE.search(match.group(2))
    if source is None:
        lost(f"[{match.group(1)}]")
        return ""
    return f'\n\n<p><a href="{escape(source.group(1))}">{escape(source.group(1))}</a></p>\n\n'


def _without_shortcodes(text: str, lost: Callable[[str], None]) -> str:
    """The words between them stay."""
    closed = {match.group(2) for match in _OTHER.finditer(text) if match.group(1)}

    def without(match: re.Match[str]) -> str:
        if not match.group(3) and match.group(2) not in closed:
            return match.group()
        if not match.group(1):
            lost(f"[{match.group(2)}]")
        return ""

    return _OTHER.sub(without, text)


def with_paragraphs(text: str) -> str:
    """Empty lines part paragraphs, single ones break lines, outside of blocks of HTML."""
    blocks: list[str] = []

    def keep(match: re.Match[str]) -> str:
        blocks.append(match.group())
        return f"\n\n<pre data-kept={len(blocks) - 1}>\n\n"

    text = _PRE.sub(keep, text)
    if "\n\n" not in text and re.search(r"<p\b", text):
        return _back(text, blocks)
    chunks = (chunk.strip() for chunk in re.split(r"\n[ \t]*\n", text))
    return _back("\n".join(_paragraph(chunk) for chunk in chunks if chunk), blocks)


def _paragraph(chunk: str) -> str:
    return chunk if _BLOCK.match(chunk) else "<p>" + chunk.replace("\n", "<br>") + "</p>"


def _back(text: str, blocks: list[str]) -> str:
    return re.sub(r"<pre data-kept=(\d+)>", lambda match: blocks[int(match.group(1))], text)
