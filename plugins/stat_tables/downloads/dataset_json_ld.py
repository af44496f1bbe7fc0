"""schema.org/Dataset of a dataset's page, for data search engines; already escaped for a script element."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from portal import addresses
from portal.i18n import Translator
from stat_tables.model.table import Table
from stat_tables.request.selection import full_label
from stat_tables.views.annotations import web_address
from stat_tables.views.view import Download

_ = Translator(__file__)

# Google asks for a description of at least 50 characters.
SHORTEST_DESCRIPTION = 50


def dataset_json_ld(
    table: Table, root: str, page_url: str, paper: str, downloads: Sequence[Download], citation: str
) -> str:
    """Args:
    root: absolute address of the site without a final slash. `page_url`, `downloads`: from the root of the site.
    paper: name of the newspaper that publishes the dataset.
    """
    value: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{root}{page_url}#dataset",
        "name": table.title,
        "description": description(table),
        "url": root + page_url,
        "identifier": table.id,
        "version": table.digest[:12],
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "creator": [{"@type": "Organization", "name": name} for name in _creators(table)] or None,
        "publisher": {"@type": "NewsMediaOrganization", "name": paper, "url": root + "/"},
        "license": _licence(table),
        "keywords": _keywords(table),
        "includedInDataCatalog": {"@type": "DataCatalog", **_catalogue(root, paper)},
        "temporalCoverage": table.period.iso if table.period else None,
        "spatialCoverage": {"@type": "Place", "name": table.territory.name} if table.territory else None,
        "datePublished": table.published.isoformat() if table.published else None,
        "dateModified": changed.isoformat() if (changed := table.modified or table.published) else None,
        "variableMeasured": [_variable(table, column.id) for column in table.columns if column.type.is_numeric],
        "isBasedOn": [source.url for source in table.sources if source.url] or None,
        "citation": citation,
        "distribution": [
            {"@type": "DataDownload", "name": file.label, "encodingFormat": file.type, "contentUrl": root + file.url}
            for file in downloads
        ],
    }
    return _script(value)


def catalogue_json_ld(tables: Sequence[Table], root: str, page_url: str, paper: str) -> str:
    """DataCatalog of the page that lists all datasets."""
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "DataCatalog",
            **_catalogue(root, paper),
            "inLanguage": "vi",
            "isAccessibleForFree": True,
            "publisher": {"@type": "NewsMediaOrganization", "name": paper, "url": root + "/"},
            "dataset": [
                {"@type": "Dataset", "@id": f"{root}{addresses.dataset(table.id)}#dataset", "name": table.title}
                for table in tables
            ],
        }
    )


def _catalogue(root: str, paper: str) -> dict[str, str]:
    url = root + addresses.FIGURES
    return {"@id": f"{url}#catalogue", "name": _("Data of {paper}", paper=paper), "url": url}


def _script(value: Mapping[str, Any]) -> str:
    text = json.dumps({key: item for key, item in value.items() if item is not None}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def description(table: Table) -> str:
    """The table's own description; period and territory behind a short one."""
    text = table.description
    if len(text) < SHORTEST_DESCRIPTION:
        parts = [text, table.title, table.period.label if table.period else "", *(note.text for note in table.notes)]
        text = ". ".join(part.rstrip(".") for part in parts if part) + "."
    return text


def _creators(table: Table) -> list[str]:
    return list(dict.fromkeys(source.publisher for source in table.sources if source.publisher))


def _licence(table: Table) -> str | dict[str, str] | None:
    """The address of the licence, which is what data search engines understand; one without address by its name."""
    if table.licence is None:
        return None
    if url := web_address(table.licence.url):
        return url
    return {"@type": "CreativeWork", "name": table.licence.name}


def _keywords(table: Table) -> list[str] | None:
    """What the figures are about: of what they are counted, where and when."""
    labels = [full_label(column) for column in table.columns if column.type.is_numeric]
    places = [table.territory.name] if table.territory else []
    periods = [table.period.label] if table.period else []
    return list(dict.fromkeys([*labels, *places, *periods])) or None


def _variable(table: Table, name: str) -> dict[str, str]:
    column = table.column_by_id[name]
    value = {"@type": "PropertyValue", "name": full_label(column)}
    if column.unit:
        value["unitText"] = column.unit.text
    if column.description:
        value["description"] = column.description
    return value
