"""Technical regulations and standards: `QCVN 41:2024/BGTVT`, `TCVN 5687:2010`, `TCVN ISO 9001:2015`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.citations import Form, Mention
from ..model.plain_text import PlainText

_SERIES = ("tcvn", "qcvn", "tcxd", "qcxd", "qcđp")
_STANDARD = re.compile(
    r"(?P<series>q(?<!\wq)c(?:vn|đp|xdvn)|t(?<!\wt)c(?:vn|xdvn|xd))(?P<world>(?: ?/?(?:iso|iec|en|astm))*) ?"
    r"(?P<number>\d{1,6}(?:-\d{1,3}(?!\d))?)(?: ?(?P<sign>[:-]) ?(?P<year>(?:19|20)\d\d))?"
    r"(?: ?/ ?(?P<body>[a-zđ]{2,10}))?(?![\w/])"
)


def standards(plain: PlainText) -> Iterator[Mention]:
    low = plain.low
    if not any(map(low.__contains__, _SERIES)):
        return
    for match in _STANDARD.finditer(low):
        series = match.group("series").upper()
        world = match.group("world").upper().strip()
        year, body = match.group("year") or "", (match.group("body") or "").upper()
        number = f"{series} {world + ' ' if world else ''}{match.group('number')}"
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
