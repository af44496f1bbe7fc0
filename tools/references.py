"""The editors' references follow from the declarations that check the files:

    PYTHONPATH=plugins:tools .venv/bin/python -m references

rewrites the tables of keys in docs/editing/; a test proves that none is stale.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from importing.archive import settings as import_settings
from newsroom.law import read_register
from newsroom.model.options import NewsroomOptions
from newsroom.sources import front_plan_file, glossary_file, paper_tables, schema
from portal.schema.records import Record
from portal.schema.reference import with_current_tables
from site_search.language.abbreviations import ABBREVIATION
from site_search.language.synonyms import SYNONYM
from stat_tables.datasets.indicators import BREAK, INDICATOR
from stat_tables.declare import sidecar_keys

DOCUMENTS = tuple(
    Path(__file__).parents[1] / "docs/editing" / name for name in ("reference.md", "data.md", "importing.md")
)


def records() -> Mapping[str, Record]:
    """Every group of keys that an editor may write, by the name in its marks."""
    return {
        "article": schema.article_schema(NewsroomOptions().source_tags),
        "image": schema.IMAGE,
        "guest": schema.GUEST,
        "corrections": schema.CORRECTION,
        "ai": schema.AI,
        "waivers": schema.WAIVER,
        "page": schema.page_schema(),
        "masthead": paper_tables.MASTHEAD,
        "section": paper_tables.SECTION,
        "author": paper_tables.AUTHOR,
        "portrait": paper_tables.PORTRAIT,
        "glossary": glossary_file.TERM,
        "front-page": front_plan_file.FRONT_PAGE,
        "front-pin": front_plan_file.PIN,
        "front-breaking": front_plan_file.BREAKING,
        "front-zone": front_plan_file.ZONE,
        "front-automatic": front_plan_file.AUTOMATIC,
        "import-page": import_settings.PAGE,
        "law": read_register.ENTRY,
        "abbreviation": ABBREVIATION,
        "synonym": SYNONYM,
        "indicator": INDICATOR,
        "break": BREAK,
        "table": sidecar_keys.TABLE_TOML,
        "period": sidecar_keys.PERIOD,
        "territory": sidecar_keys.TERRITORY,
        "column": sidecar_keys.COLUMN,
        "group": sidecar_keys.GROUP,
        "source": sidecar_keys.SOURCE,
        "licence": sidecar_keys.LICENCE,
        "cell": sidecar_keys.CELL,
        "revision": sidecar_keys.REVISION,
        "published-value": sidecar_keys.PUBLISHED_VALUE,
        "identity": sidecar_keys.IDENTITY,
        "definition": sidecar_keys.DEFINITION,
    }


if __name__ == "__main__":
    for document in DOCUMENTS:
        current = with_current_tables(document.read_text(encoding="utf-8"), records())
        document.write_text(current, encoding="utf-8")
