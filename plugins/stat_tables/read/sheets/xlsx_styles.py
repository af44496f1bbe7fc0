"""The styles of an XLSX workbook: how its numbers are shown, what is bold, moved in, struck through."""

from __future__ import annotations

from typing import NamedTuple

from .limits import Handler
from .number_formats import BUILT_IN, GENERAL, Format, format_of


class Styled(NamedTuple):
    """What a cell's style says: number format, indent, bold, struck through."""

    form: Format = GENERAL
    indent: int = 0
    strong: bool = False
    struck: bool = False


class Styles(Handler):
    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._bold: list[bool] = []
        self._struck: list[bool] = []
        self._formats: list[list[str | int]] = []
        self._inside = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("fonts", "cellXfs", "dxfs", "cellStyleXfs"):
            self._inside = tag
        elif tag == "numFmt" and self._inside != "dxfs":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "font" and self._inside == "fonts":
            self._bold.append(False)
            self._struck.append(False)
        elif tag == "b" and self._inside == "fonts" and self._bold:
            self._bold[-1] = attributes.get("val", "1") not in ("0", "false")
        elif tag in ("strike", "dstrike") and self._inside == "fonts" and self._struck:
            self._struck[-1] = attributes.get("val", "1") not in ("0", "false")
        elif tag == "xf" and self._inside == "cellXfs":
            self._formats.append([attributes.get("numFmtId", "0"), attributes.get("fontId", "0"), 0])
        elif tag == "alignment" and self._inside == "cellXfs" and self._formats:
            self._formats[-1][2] = number_in(attributes.get("indent", "0"))

    def styles(self) -> list[Styled]:
        return [self._styled(str(code), number_in(str(font)), int(indent)) for code, font, indent in self._formats]

    def _styled(self, code: str, font: int, indent: int) -> Styled:
        text = self._codes.get(code) or BUILT_IN.get(number_in(code), "")
        known = font < len(self._bold)
        return Styled(format_of(text), indent, known and self._bold[font], known and self._struck[font])


def number_in(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
