"""What a text says that one document does to another: amended by, replaces. Read between two citations."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .model.citations import Citation, Deed, Relation

_LONGEST = 90  # characters between the two
_AMEND = r"sửa đổi(?:,? (?:và )?bổ sung)?|bổ sung"
_OF = r"(?: một số (?:điều|nội dung)(?: của)?| các| của| cho| một phần)?"
_DEEDS = (
    (
        re.compile(
            rf",? ?\(?(?:văn bản )?(?:đã )?(?:được |bị )(?:{_AMEND}).{{0,25}}?(?: bởi| bằng| theo| tại)(?: các)? "
        ),
        Deed.AMENDED_BY,
    ),
    (re.compile(rf" ?\((?:đã )?(?:được )?(?:{_AMEND}).{{0,25}}?(?: bởi| bằng| theo| tại)(?: các)? "), Deed.AMENDED_BY),
    (re.compile(r",? ?\(?(?:đã |sẽ )?(?:được |bị )thay thế(?: bởi| bằng)? "), Deed.REPLACED_BY),
    (re.compile(rf",? ?(?:đã |sẽ )?thay thế{_OF}{_OF} "), Deed.REPLACES),
    (re.compile(rf",? ?(?:đã |sẽ )?(?:{_AMEND}){_OF}{_OF} "), Deed.AMENDS),
)
_ISSUE = re.compile(r"(?: của [^,.;()]{2,40}?)? ?\(?ngày \d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)?,? ")


def relations(text: str, citations: Sequence[Citation]) -> tuple[Relation, ...]:
    """What the text says that documents do to each other, each once."""
    distinct: dict[Relation, None] = {}
    for first, second in itertools.pairwise(citations):
        if first.document and second.document and first.document.slug != second.document.slug:
            deed = deed_between(text, first, second)
            if deed is not None:
                distinct[Relation(first.document, deed, second.document)] = None
    return tuple(distinct)


def deed_between(text: str, first: Citation, second: Citation) -> Deed | None:
    """What the words between two citations say that the first does to the second."""
    gap = text[first.mention.end : second.mention.start].replace("\u00a0", " ").replace("\n", " ").lower()
    if len(gap) > _LONGEST:
        return None
    gap = _ISSUE.sub(" ", gap)
    return next((deed for pattern, deed in _DEEDS if pattern.fullmatch(gap)), None)
