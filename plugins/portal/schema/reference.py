"""The editors' references: Markdown tables of the keys, made from the declarations that check them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from portal.i18n import Translator

from .records import Key, Record

_ = Translator(__file__)
_BLOCK = re.compile(r"(<!-- schema: ([\w.-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_current_tables(text: str, records: Mapping[str, Record]) -> str:
    """`text` with a current table between each pair of marks `<!-- schema: NAME -->` and `<!-- end -->`."""
    tables = {name: "\n".join(_table(record)) for name, record in records.items()}
    return _BLOCK.sub(lambda block: f"{block.group(1)}\n{tables[block.group(2)]}\n\n{block.group(3)}", text)


def _table(record: Record) -> Iterator[str]:
    titles = [_("Key"), _("Required"), _("Meaning"), _("Kind of value"), _("Example")]
    rows = [_cells(key) for key in record.keys]
    width = 5 if any(row[4] for row in rows) else 4
    yield f"| {' | '.join(titles[:width])} |"
    yield "|" + "---|" * width
    for row in rows:
        yield f"| {' | '.join(row[:width])} |"


def _cells(key: Key) -> tuple[str, ...]:
    names = f"`{key.name}`"
    if key.aliases:
        names += f" ({', '.join(f'`{alias}`' for alias in key.aliases)})"
    example = f"`{key.example}`" if key.example else ""
    return names, _("yes") if key.required else "", str(key.about), key.type.describe(), example
