"""The line of a picture in the paper's Markdown."""

from __future__ import annotations

import re

from .blocks import PictureText

_CREDIT = re.compile(r"[\s(–-]*\b((?:Ảnh|Hình|Nguồn|Minh hoạ|Đồ hoạ)\s*:\s*[^()]{1,120}?)\)?\.?$")


def picture_line(picture: PictureText) -> str:
    """`![alt](path "caption | credit")`; the credit is what stands behind `Ảnh:` at the caption's end."""
    caption, credit = picture.caption, ""
    if named_credit := _CREDIT.search(caption):
        caption, credit = caption[: named_credit.start()].strip(), named_credit.group(1).strip()
    title = f"{_quiet(caption)} | {_quiet(credit)}" if credit else _quiet(caption)
    words = f' "{title.strip()}"' if title.strip() else ""
    return f"![{_label(picture.alt)}]({picture.source}{words})"


def _quiet(text: str) -> str:
    """Between straight quotation marks and before a bar, which the line uses for itself."""
    text = _escaped(text).replace('"', "&quot;")
    return text.replace("|", "\\|")


def _label(text: str) -> str:
    return re.sub(r"[\[\]*_]", r"\\\g<0>", _escaped(text)).strip()


def _escaped(text: str) -> str:
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text.replace("\\", "\\\\"))
    return re.sub(r"\{(?=[{%])", "&#123;", text.replace("`", "\\`").replace("<", "&lt;"))
