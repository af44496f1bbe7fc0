"""The head of a table: one row of column heads, or spanners over them with ids that cells refer to."""

from __future__ import annotations

from collections.abc import Sequence

from .view import Spanner, ViewHead


def head_rows(
    table: str, heads: Sequence[ViewHead], spans: Sequence[str], *, force: bool = False
) -> tuple[tuple[Spanner, ...], tuple[ViewHead, ...], tuple[str, ...]]:
    """Arrange `heads` under the spanners named in `spans` (empty: none).

    Args:
        table: id that the heads' ids begin with.
        force: give ids even with one level, because rows are grouped.

    Returns:
        Spanners (empty for one level), heads of the lower row, and per column the ids of its heads (empty: not needed).
    """
    if not any(spans):
        if not force:
            return (), tuple(heads), ()
        named = tuple(head._replace(id=f"{table}-c{index}") for index, head in enumerate(heads, 1))
        return (), named, tuple(head.id for head in named)
    spanners: list[Spanner] = []
    lower: list[ViewHead] = []
    ids: list[str] = []
    for index, (head, span) in enumerate(zip(heads, spans, strict=True), 1):
        identifier = f"{table}-c{index}"
        if not span:
            spanners.append(Spanner("", 1, identifier, head._replace(id=identifier, rows=2)))
            ids.append(identifier)
            continue
        if index > 1 and spans[index - 2] == span:
            spanners[-1] = spanners[-1]._replace(span=spanners[-1].span + 1)
        else:
            spanners.append(Spanner(span, 1, f"{table}-s{index}"))
        lower.append(head._replace(id=identifier, headers=spanners[-1].id))
        ids.append(f"{spanners[-1].id} {identifier}")
    return tuple(spanners), tuple(lower), tuple(ids)


def complete_labels(heads: Sequence[ViewHead], spans: Sequence[str]) -> tuple[ViewHead, ...]:
    """The heads with labels that can stand alone: with their spanner where several columns share a label."""
    labels = [head.label for head in heads]
    return tuple(
        head._replace(label=f"{span}: {head.label}") if span and labels.count(head.label) > 1 else head
        for head, span in zip(heads, spans, strict=True)
    )
