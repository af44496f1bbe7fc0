"""Bytes of a text file -> its text: UTF-8, UTF-16, or the older encoding that is named; none of those is guessed."""

from __future__ import annotations

import unicodedata

from portal.errors import Problem
from portal.i18n import Translator

_ = Translator(__file__)

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, path: str, encoding: str = "") -> str:
    """The text in NFC with line feeds as line ends; older encodings are refused with how they would read.

    Args:
        encoding: one of `sidecar_keys.ENCODINGS`, where somebody names it.
    """
    if encoding and data[:2] not in _UTF16:
        text = _named(data, path, encoding)
    else:
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


def _named(data: bytes, path: str, encoding: str) -> str:
    from .old_encodings import decode_old

    try:
        return decode_old(data, encoding)
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        message = _("the file is not in {encoding}", encoding=encoding)
        hint = _("name another encoding, or save the file as UTF-8 (in Excel: “CSV UTF-8”)")
        raise Problem(message, path, data.count(b"\n", 0, at) + 1, None, hint, "encoding") from None


def _utf8(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        begin = data.rfind(b"\n", 0, error.start) + 1
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[begin : error.start].decode("utf-8", "replace")) + 1
        message = _("byte {byte} is not UTF-8", byte=f"0x{data[error.start]:02X}")
        raise Problem(message, path, line, column, _how_it_may_read(data, begin, error.start), "encoding") from None


def _how_it_may_read(data: bytes, begin: int, at: int) -> str:
    """The words around the byte under each older encoding, so that the right one is seen."""
    from .old_encodings import readings

    end = next((place for mark in (b"\n", b"\r") if (place := data.find(mark, at)) >= 0), len(data))
    known = dict(readings(data[begin : min(end, at + 31)]) if at - begin < 4000 else ())
    known |= dict(readings(data[begin : min(end, at + 30)])) if at - begin < 4000 else {}  # a letter may be two bytes
    ways = " / ".join(f'encoding = "{name}" (“{" ".join(text[-48:].split())}”)' for name, text in known.items())
    if not ways:
        return _("the file may be in an old encoding (Windows-1258, TCVN3, VNI); save it as UTF-8")
    return _("save it as UTF-8, or write the encoding under which it reads right: {ways}", ways=ways)
