"""The citations of one text, story or page, between the conversion of its Markdown and the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from legal_references.model.citations import Mention
from newsroom.body.conversion import Conversion
from newsroom.law.check_citations import check_citations
from newsroom.law.story_law import CitationMarker, MarkedBody
from newsroom.model.law import Day, Register
from portal.errors import Problem
from portal.traces.moment import DayReached


class CitationSettings(Protocol):
    """Of `SourceSettings`, what is needed here."""

    @property
    def register(self) -> Register: ...

    @property
    def day(self) -> DayReached:
        """Of the build."""


class TextCitations:
    """Handed to the conversion, which calls `mark`; then asked for what editors should look at.

    Args:
        head: headline, lead and the like with their lines, in the order in which they are read.
        day: of the text; what was in force then may be cited.
    """

    def __init__(self, reading: CitationSettings, head: tuple[tuple[str, int], ...], day: Day) -> None:
        self._register, self._head, self._day = reading.register, head, day
        self._marker = CitationMarker(reading.register, tuple(text for text, _line in head), reading.day)
        self.marked = MarkedBody("")

    def mark(self, html: str) -> str:
        self.marked = self._marker.mark(html)
        return self.marked.html

    def warnings(self, conversion: Conversion, display_path: str) -> Iterator[Problem]:
        text = self.marked.text

        def line_of(mention: Mention) -> int:
            end = 0
            for words, line in self._head:
                end += len(words) + 1
                if mention.start < end - 1:
                    return line
            return conversion.file_line(conversion.line_of_words(text[mention.start : mention.end]))

        yield from check_citations(text, self.marked.citations, self._register, self._day, display_path, line_of)
