"""Technical regulations and standards: `QCVN 41:2024/BGTVT`, `TCVN 5687:2010`, `TCVN ISO 9001:2015`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model.citations import Form, Mention
from ..model.plain_text import PlainText

# What the series and the bodies behind it end with.
_ENDINGS = frozenset(("vn", "xd", "đp", "so", "ec", "en", "tm"))
_WINDOW = 24
_STANDARD = re.compile(
    r"(?P<series>q(?<!\wq)c(?:vn|đp|xdvn)|t(?<!\wt)c(?:vn|xdvn|xd))(?P<world>(?: ?/?(?:iso|iec|en|astm))*) ?"
    r"(?P<number>\d{1,6}(?:-(?:\d{1,3}(?!\d)|[a-zđ]{1,3}(?=:)))?)(?: ?(?P<sign>[:-]) ?(?P<year>(?:19|20)\d\d))?"
    r"(?: ?/ ?(?P<body>[a-zđ]{2,10}))?(?![\w/])"
)


def standards(plain: PlainText, figures: Sequence[int]) -> Iterator[Mention]:
    """Args: figures: places where a number begins."""
    low = plain.low
    if "qc" not in low and "tc" not in low:
        return
    for place in figures:
        if low[place - 3 : place - 1] not in _ENDINGS and low[place - 2 : place] not in _ENDINGS:
            continue
        matches = (
            match for match in _STANDARD.finditer(low, max(0, place - _WINDOW)) if match.start("number") == place
        )
        if (match := next(matches, None)) is None:
            continue
        series = match.group("series").upper()
        world = match.group("world").upper().strip()
        year, body = match.group("year") or "", (match.group("body") or "").upper()
        number = f"{series} {world + ' ' if world else ''}{match.group('number').upper()}"
        number += (f":{year}" if year else "") + (f"/{body}" if body else "")
        yield Mention(
            start=match.start(),
            end=match.end(),
            form=Form.NUMBER if year else Form.PART,
            kind="Quy chuẩn" if series.startswith("QC") else "Tiêu chuẩn",
            number=number,
            written=number,
            year=int(year or 0),
        )
