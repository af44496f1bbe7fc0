"""What a text says about legal documents, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from portal.vietnam.text import slugify

from ..vocabulary.letters import COURT_KINDS, with_two_figures


class Form(Enum):
    """How a text names a document."""

    NUMBER = "number"  # Thông tư số 14/2015/TT-BTP, QCVN 41:2024/BGTVT
    PART = "part"  # Nghị định 30/2020, Thông tư 14
    NAME = "name"  # Bộ luật Hình sự năm 2015, BLHS
    PRIOR = "prior"  # Nghị định này, Luật nêu trên


class Deed(Enum):
    """What one document does to another, told from the side of the first."""

    AMENDS = "amends"
    AMENDED_BY = "amended_by"
    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"


@dataclass(frozen=True, slots=True)
class Labels:
    """One unit and what follows it: `khoản 1, 2`, `Điều 12 đến Điều 15`.

    Args:
        labels: in the order of the text; the two ends where `is_range`.
    """

    unit: str
    labels: tuple[str, ...]
    is_range: bool = False

    def __str__(self) -> str:
        if self.is_range:
            return f"{self.unit} {self.labels[0]} đến {self.unit} {self.labels[1]}"
        return f"{self.unit} {', '.join(self.labels)}"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a document, from the text's first to its last unit; a new branch begins where a unit comes again.

    `khoản 1 Điều 5 và khoản 2 Điều 6` has two branches of two units each.
    """

    branches: tuple[tuple[Labels, ...], ...]

    def __str__(self) -> str:
        return ", ".join(" ".join(map(str, branch)) for branch in self.branches)

    def articles(self) -> tuple[str, ...]:
        """Labels of the articles, such as ("584", "590"); a range counts as its first article."""
        labels = [
            label
            for branch in self.branches
            for unit in branch
            if unit.unit == "Điều"
            for label in (unit.labels[:1] if unit.is_range else unit.labels)
        ]
        return tuple(dict.fromkeys(labels))


class Mention(NamedTuple):
    """One place of a text that names a document. A tuple, for texts name many and a tuple is made in no time.

    Args:
        start, end: of the words, place included, in the text as it was handed over.
        kind: `Nghị định`, `Luật`, `Bản án` …
        number: in the one right form, as far as the text has it: `168/2024/NĐ-CP`, `30/2020`, `30`.
        written: as the text has it, without spaces; differs from `number` where the form is wrong.
        name: of a law that is named, such as `Bộ luật Hình sự`.
        year: of the number or the name; 0 where the text has none.
        revised: a bill or a revision that is not told apart from the law before it, as in `Luật Đất đai (sửa đổi)`.
        issued: date of issue.
        rest: what follows a number in part, where the text names who issued it: `/TT-BTP`.
    """

    start: int
    end: int
    form: Form
    kind: str
    number: str = ""
    written: str = ""
    name: str = ""
    year: int = 0
    revised: bool = False
    place: Place | None = None
    issued: date | None = None
    rest: str = ""

    @property
    def is_court_paper(self) -> bool:
        """Judgments and papers of a case concern people, and no page is made of them."""
        return self.kind in COURT_KINDS


@lru_cache(maxsize=4096)
def _slug(label: str) -> str:
    return slugify(with_two_figures(label), 120)


@dataclass(frozen=True)
class Document:
    """A document as citations tell it apart: by its number, or by name and year where no number is known.

    A name without a year stands for the law in all its editions.
    """

    number: str = ""
    name: str = ""
    year: int = 0
    kind: str = ""

    @cached_property
    def slug(self) -> str:
        """Its part of an address. `49-NQ/TW` and `49/NQ-TW` are one document, so are `5/2024` and `05/2024`."""
        return _slug(self.label)

    @property
    def label(self) -> str:
        return self.number or (f"{self.name} {self.year}" if self.year else self.name)


class Citation(NamedTuple):
    """A mention and the document that it means; None where that is not certain.

    Args:
        again: the text has named the document elsewhere in full.
    """

    mention: Mention
    document: Document | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """`document` amends, replaces … `other`, as a text says."""

    document: Document
    deed: Deed
    other: Document
