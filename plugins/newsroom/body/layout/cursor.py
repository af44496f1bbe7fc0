"""Where the reading of one level of a text stands: its lines, the next of them, and what goes on to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from portal.i18n import Translator

from .findings import Findings
from .inline import inline
from .lines import TAB, TypedLine

_ = Translator(__file__)

DEEPEST = 20  # levels of lists and quotations


@dataclass(frozen=True)
class LayoutContext:
    """What all levels share.

    Args:
        stash: keeps finished markup; what it returns stands for it in the text.
        is_video: whether an address is that of a video that may be embedded.
        video: makes its facade; what it returns stands for it in the text.
    """

    findings: Findings
    stash: Callable[[str], str]
    is_video: Callable[[str], bool]
    video: Callable[[str], str]


Arrange = Callable[["Cursor"], list[str]]


@dataclass
class Cursor:
    """Args: arrange: reads a level within this one."""

    lines: Sequence[TypedLine]
    around: LayoutContext
    arrange: Arrange
    depth: int = 0
    at: int = 0
    out: list[str] = field(default_factory=list)
    paragraphs: int = 0

    @property
    def more(self) -> bool:
        return self.at < len(self.lines)

    @property
    def line(self) -> TypedLine:
        return self.lines[self.at]

    @property
    def findings(self) -> Findings:
        return self.around.findings

    def ahead(self, by: int = 1) -> TypedLine | None:
        place = self.at + by
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def take(self) -> TypedLine:
        line = self.lines[self.at]
        self.at += 1
        return line

    def skip_blank(self) -> None:
        while self.more and not self.line.words:
            self.at += 1

    def emit(self, lines: Sequence[str]) -> None:
        """A block of the result; an empty line parts it from the one before."""
        if self.out:
            self.out.append("")
        self.out.extend(lines)

    def within(self, lines: Sequence[TypedLine]) -> Cursor:
        """A cursor at the end of its level: `lines` stand inside a block of this one."""
        inner = Cursor(lines, self.around, self.arrange, self.depth + 1)
        if inner.depth <= DEEPEST:
            self.arrange(inner)
        elif lines:
            hint = _("use fewer quotation or list levels")
            self.findings.fault(_("the text is nested too deeply"), lines[0].number, hint, "nesting")
        return inner

    def inline(self, text: str, line: TypedLine) -> str:
        return inline(text, line.number, self.findings).replace(TAB, " ")
