"""Pictures: an alternative text of their own, who took them, large enough for the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.i18n import Translator

from ..house.rule import Desk, ProofMark, Rule
from ..source.manuscript import Manuscript
from .headlines import same_words

_ = Translator(__file__)

_IN_TEXT = re.compile(r"!\[([^\[\]\n]*)\]\([ \t]*<?([^\s()<>\"]+)>?[ \t]*(?:[ \t\n]\"([^\"\n]*)\")?[ \t]*\)")
_FILE_NAME = re.compile(
    r"^(?:img|dsc|image|anh|ảnh|hình|hình ảnh|photo|screenshot|untitled)?[\s_-]*\d*(?:\.(?:jpe?g|png|webp|avif|gif))?$",
    re.IGNORECASE,
)
_IS_FILE = re.compile(r"^\S+\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Picture:
    """A picture as the story names it; places are those of the alternative text and of the whole."""

    src: str
    alt: str
    caption: str
    credit: str
    alt_place: tuple[int, int]
    src_place: tuple[int, int]
    caption_place: tuple[int, int] | None = None


def _pictures(manuscript: Manuscript) -> Iterator[_Picture]:
    src = manuscript.value("image", "src")
    alt = manuscript.value("image", "alt")
    caption = manuscript.value("image", "caption")
    if src is not None:
        yield _Picture(
            src.text,
            alt.text if alt else "",
            caption.text if caption else "",
            manuscript.said("image", "credit"),
            (alt.start, alt.end) if alt else (src.start, src.end),
            (src.start, src.end),
            (caption.start, caption.end) if caption else None,
        )
    for match in _IN_TEXT.finditer(manuscript.text):
        if manuscript.prose[match.start()] == "!":
            continue  # inside code
        title = match.group(3) or ""
        caption_text, _bar, credit = title.partition("|")
        yield _Picture(
            match.group(2),
            match.group(1),
            caption_text.strip(),
            credit.strip(),
            match.span(1) if match.group(1) else match.span(),
            match.span(2),
            match.span(3) if title else None,
        )


def alt_repeats(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    title = same_words(manuscript.said("title"))
    for picture in _pictures(manuscript):
        alt = same_words(picture.alt)
        if not alt:
            continue
        others = ((same_words(picture.caption), _("the caption")), (title, _("the headline")))
        for other, name in others:
            if alt == other:
                message = _("the alternative text repeats {what}", what=name)
                yield ProofMark(*picture.alt_place, message, _("say what can be seen"))
                break
        if _FILE_NAME.match(picture.alt.strip()) or _IS_FILE.match(picture.alt.strip()):
            yield ProofMark(*picture.alt_place, _("the alternative text says nothing"), _("say what can be seen"))


def caption_repeats(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    title = same_words(manuscript.said("title"))
    for picture in _pictures(manuscript):
        if picture.caption_place and title and same_words(picture.caption) == title:
            hint = _("say who and where, or leave it out")
            yield ProofMark(*picture.caption_place, _("the caption repeats the headline"), hint)


def no_credit(manuscript: Manuscript, _desk: Desk) -> Iterator[ProofMark]:
    for picture in _pictures(manuscript):
        if not picture.credit:
            hint = _("name the photographer or source")
            yield ProofMark(*picture.src_place, _("the picture has no credit"), hint)


def small_picture(manuscript: Manuscript, desk: Desk) -> Iterator[ProofMark]:
    wanted = desk.style.limit("picture_width")
    for picture in _pictures(manuscript):
        size = desk.picture_size(picture.src.removeprefix("/").removeprefix("media/"))
        if size is not None and size[0] < wanted:
            message = _("the picture is {width} pixels wide and is shown at {wanted}", width=size[0], wanted=wanted)
            yield ProofMark(*picture.src_place, message, _("use a larger file"))


RULES = (
    Rule("alt-repeats", "warning", alt_repeats),
    Rule("caption-repeats", "advice", caption_repeats),
    Rule("picture-credit", "warning", no_credit),
    Rule("picture-small", "warning", small_picture),
)
