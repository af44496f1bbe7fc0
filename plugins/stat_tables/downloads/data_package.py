"""`datapackage.json` of a dataset: Data Package v2 (https://datapackage.org) with a Table Schema for its CSV."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from stat_tables.model.table import ColumnType, Constraints, Table

from .files import APPROXIMATOR, DataFile, Field, fields

PROFILE = "https://datapackage.org/profiles/2.0"
TYPES = {ColumnType.PROVINCE: "string"}


def data_package(table: Table, csv: DataFile, homepage: str) -> DataFile:
    """The descriptor of `csv`, the canonical file of `table`.

    Args:
        homepage: absolute address of the dataset's page.
    """
    value: dict[str, Any] = {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": table.id,
        "title": table.title,
        "description": table.description,
        "version": table.digest[:12],
        "homepage": homepage,
    }
    if table.licence:
        licence = {"title": table.licence.name, "path": table.licence.url}
        value["licenses"] = [{"name": "other", **{key: text for key, text in licence.items() if text}}]
    value["sources"] = [
        {key: text for key, text in (("title", source.title), ("path", source.url)) if text} for source in table.sources
    ]
    value["resources"] = [_resource(table, csv)]
    data = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return DataFile("datapackage.json", data.encode(), "Data Package", "application/json")


def _resource(table: Table, csv: DataFile) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [_field(field) for field in fields(table)],
        "missingValues": ["", *table.missing],
    }
    if table.keys:
        schema["primaryKey"] = list(table.keys)
    return {
        "$schema": f"{PROFILE}/dataresource.json",
        "name": table.id,
        "type": "table",
        "path": csv.name,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(csv.data),
        "hash": f"sha256:{hashlib.sha256(csv.data).hexdigest()}",
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    column = field.column
    if not field.is_value:
        described = "approximator" if field.id.endswith(APPROXIMATOR) else "status"
        return {"name": field.id, "type": "string", "title": field.label, "description": described}
    entry: dict[str, Any] = {
        "name": field.id,
        "type": TYPES.get(column.type, column.type.value),
        "title": column.label,
    }
    if column.description:
        entry["description"] = column.description
    if column.unit:
        entry["unit"] = column.unit.text
    if column.measure and column.type.is_numeric:
        entry["measure"] = column.measure.value
    constraints = _constraints(column.constraints)
    return {**entry, "constraints": constraints} if constraints else entry


def _constraints(constraints: Constraints) -> dict[str, Any]:
    value: dict[str, Any] = {}
    if constraints.required:
        value["required"] = True
    if constraints.unique:
        value["unique"] = True
    if constraints.enum:
        value["enum"] = list(constraints.enum)
    return value
