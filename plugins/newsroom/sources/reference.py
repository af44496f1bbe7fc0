"""The editors' reference, docs/editing/reference.md: its tables of keys are made from the schema.

    PYTHONPATH=plugins .venv/bin/python -m newsroom.sources.reference docs/editing/reference.md

rewrites what stands between the marks `<!-- schema: NAME -->` and `<!-- end -->`; a test proves that nothing is stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from newsroom.model.options import NewsroomOptions
from portal.i18n import Translator

from .schema import AI, CORRECTION, GUEST, IMAGE, WAIVER, article_schema, page_schema
from .schema_groups import Field, Record

_ = Translator(__file__)
_BLOCK = re.compile(r"(<!-- schema: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def schemas() -> dict[str, Record]:
    """Every schema that the reference shows, by the name in its marks."""
    article = article_schema(NewsroomOptions().source_tags)
    return {
        "article": article,
        "image": IMAGE,
        "guest": GUEST,
        "corrections": CORRECTION,
        "ai": AI,
        "waivers": WAIVER,
        "page": page_schema(),
    }


def with_current_tables(text: str) -> str:
    """The reference with its tables as the schema is now."""
    tables = {name: "\n".join(_table(record)) for name, record in schemas().items()}
    return _BLOCK.sub(lambda block: f"{block.group(1)}\n{tables[block.group(2)]}\n\n{block.group(3)}", text)


def _table(record: Record) -> Iterator[str]:
    titles = (_("Key"), _("Required"), _("Meaning"), _("Kind of value"), _("Example"))
    yield f"| {' | '.join(titles)} |"
    yield "|---|---|---|---|---|"
    for field in record.fields:
        yield f"| {' | '.join(_cells(field))} |"


def _cells(field: Field) -> tuple[str, ...]:
    names = f"`{field.name}`"
    if field.aliases:
        names += f" ({', '.join(f'`{alias}`' for alias in field.aliases)})"
    example = f"`{field.example}`" if field.example else ""
    return names, _("yes") if field.required else "", _(field.about), field.type.describe(), example


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        path = Path(argument)
        path.write_text(with_current_tables(path.read_text(encoding="utf-8")), encoding="utf-8")
