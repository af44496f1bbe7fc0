"""Bytes of a text file -> its text: UTF-8 or UTF-16; what is in an older encoding is refused, never guessed."""

from __future__ import annotations

import unicodedata

from portal.errors import Problem
from portal.i18n import Translator

_ = Translator(__file__)

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, path: str) -> str:
    """The text in NFC with line feeds as line ends; the older encodings are refused with a hint at what they may be."""
    text = _utf16(data, path) if data[:2] in _UTF16 else _utf8(data, path)
    if "\x00" in text:
        at = text.index("\x00")
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        message = _("the file holds a zero character; it is no text")
        raise Problem(message, path, line, column, _("save it as UTF-8"), "encoding")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _utf16(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        raise Problem(
            _("the file says it is UTF-16, and is not"),
            path,
            1,
            1,
            _("save it as UTF-8 (in Excel: “CSV UTF-8”)"),
            "encoding",
        ) from None


def _utf8(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = _("byte {byte} is not UTF-8", byte=f"0x{data[error.start]:02X}")
        hint = _("the file may be in an old encoding (Windows-1258, TCVN3, VNI); save it as UTF-8")
        raise Problem(message, path, line, column, hint, "encoding") from None
