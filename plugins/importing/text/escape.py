"""Plain text so that the paper's Markdown prints it letter by letter."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\*_`\[\]|]")
_COMMAND = re.compile(r"\[(?=/?[a-z])")  # as other programs write their commands
_ENTITY = re.compile(r"&(?=#?\w+;)")
_CALL = re.compile(r"\{(?=[{%:])")
_NUMBER = re.compile(r"(\d{1,3})\.(?=\s|$)")
_MARK = re.compile(r"[#>+]|-(?=[\s-]|[^\W\d_])")  # what a backslash takes the meaning from
_BULLET = re.compile(r"[–—−•·●○◦▪▫■□‣⁃∙](?=[\s]|[^\W\d_])")
_ENTITIES = {"~": "&#126;", "/": "&#47;", ":": "&#58;", "=": "&#61;"}
_OTHER = re.compile(r"~{3}|/{2}|:\s|=+$|={2,}")
_VIDEO = re.compile(r"https?://\S+$|www\.\S+$")


def escaped(text: str) -> str:
    """Text inside a line."""
    text = _COMMAND.sub("\ue000", text)
    text = _SPECIAL.sub(lambda mark: f"\\{mark.group()}", _ENTITY.sub("&amp;", text))
    return _CALL.sub("&#123;", text.replace("<", "&lt;")).replace("\ue000", "&#91;")


def escaped_start(line: str) -> str:
    """The first line of a paragraph, whose text is escaped: it begins no list, heading, quotation, rule or block."""
    if number := _NUMBER.match(line):
        return f"{number.group(1)}\\.{line[number.end() :]}"
    if _MARK.match(line):
        return f"\\{line}"
    if _BULLET.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    if _OTHER.match(line):
        return f"{_ENTITIES[line[0]]}{line[1:]}"
    return line
