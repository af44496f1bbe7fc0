"""Encodings older than Unicode: read where somebody names one, shown where nobody has; never guessed."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator

from stat_tables.declare.sidecar_keys import ENCODINGS

TCVN3 = "tcvn3"  # the ABC fonts of the nineties
# Where Python has another name, or counts a byte order mark as a letter.
_PYTHON = {"utf-8": "utf-8-sig", "shift-jis": "cp932", "euc-kr": "cp949"}
_TCVN3_RUNS = (
    (0xA1, 0xAE),
    (0xB5, 0xB9),
    (0xBB, 0xBE),
    (0xC6, 0xCC),
    (0xCE, 0xD8),
    (0xDC, 0xDF),
    (0xE1, 0xEF),
    (0xF1, 0xFE),
)
_TCVN3_BYTES = [byte for first, last in _TCVN3_RUNS for byte in range(first, last + 1)]
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ" "àảãáạ" "ằẳẵắ" "ặầẩẫấậè" "ẻẽéẹềểễếệìỉ" "ĩíịò" "ỏõóọồổỗốộờởỡớợù" "ủũúụừửữứựỳỷỹýỵ"
)  # fmt: skip
_TCVN3_TABLE = {byte: letter for byte, letter in zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True)}


def decode_old(data: bytes, encoding: str) -> str:
    """Raises UnicodeDecodeError at the byte that the encoding does not know."""
    if encoding != TCVN3:
        return codecs.decode(data, _PYTHON.get(encoding, encoding))
    strange = next((at for at, byte in enumerate(data) if byte > 0x7F and byte not in _TCVN3_TABLE), None)
    if strange is not None:
        raise UnicodeDecodeError(TCVN3, data, strange, strange + 1, "no letter")
    return data.decode("latin-1").translate(_TCVN3_TABLE)


def readings(line: bytes) -> Iterator[tuple[str, str]]:
    """The line under every old encoding that can hold it, where the letters are such as texts have."""
    for encoding in ENCODINGS:
        if encoding.startswith("utf"):
            continue
        try:
            text = decode_old(line, encoding)
        except UnicodeDecodeError:
            continue
        if all(map(_is_of_texts, text)):
            yield encoding, text


def _is_of_texts(letter: str) -> bool:
    """Letters of any script, tone marks, and the wide signs of East Asian texts (`：`, `【`)."""
    return (
        letter.isalpha()
        or letter.isascii()
        or letter in "\u0300\u0301\u0303\u0309\u0323"
        or unicodedata.east_asian_width(letter) in "WF"
    )
