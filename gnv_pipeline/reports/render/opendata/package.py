"""``datapackage.json``: the tables described for machines (Data Package 2.0 of Frictionless Data).

Belongs here: types, keys and words of every column, licence and sources. Does not belong here: catalogue
descriptions (``catalogue``) or texts for people (``readme``).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.opendata.column import Column
from gnv_pipeline.reports.render.opendata.dictionary import column
from gnv_pipeline.reports.render.opendata.tables import Open
from gnv_pipeline.reports.render.opendata.terms import Terms
from gnv_pipeline.warehouse.reader import Publication

NAME = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {
    "varchar": "string",
    "integer": "integer",
    "double": "number",
    "boolean": "boolean",
    "date": "date",
}
_ENTRY = re.compile(r"^\s*(\w+)\s+(varchar|integer|double|boolean|date)\b(.*)$")
_PARENT = re.compile(r"references\s+mart\.(\w+)\s*\((\w+)\)")


def package_text(
    publication: Publication,
    mart: Mart,
    plan: Plan,
    terms: Terms,
    tables: Sequence[Open],
    files: Mapping[str, tuple[str, bytes]],
) -> str:
    """The description of the plain CSV files.

    Args:
        publication: Where types and keys are declared.
        mart: Words of codes.
        plan: Who is named.
        terms: Licence and marks.
        tables: The open tables, in their order.
        files: Path and bytes of each table's file.
    """
    opened = frozenset(table.table for table in tables)
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": terms.slug,
        "id": terms.identifier,
        "title": terms.title,
        "description": terms.description,
        "version": terms.version,
        "created": f"{terms.dated.isoformat()}T00:00:00Z",
        "keywords": list(terms.keywords),
        "contributors": [{"title": plan.header.region_name, "roles": ["publisher"]}],
        "licenses": [{"name": terms.licence_name, "title": terms.licence}],
        "sources": [{"title": source} for source in _sources(mart)],
        "resources": [
            _resource(publication, mart, plan, table, opened, *files[table.table])
            for table in tables
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _sources(mart: Mart) -> list[str]:
    return sorted({str(row["original_source"]) for row in mart.rows("indicator")})


def _resource(
    publication: Publication,
    mart: Mart,
    plan: Plan,
    table: Open,
    opened: frozenset[str],
    path: str,
    content: bytes,
) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.table,
        "type": "table",
        "path": path,
        "title": table.title,
        "description": table.text,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": _schema(publication, mart, plan, table.table, opened),
    }


def _schema(
    publication: Publication, mart: Mart, plan: Plan, table: str, opened: frozenset[str]
) -> dict[str, Any]:
    doc = publication.doc(table)
    declared = dict(_declared(doc.ddl))
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(mart, plan, table, name, *declared[name]) for name in doc.columns],
        "missingValues": [""],
        "primaryKey": list(doc.primary_key),
    }
    parents = [
        {"fields": [name], "reference": {"resource": found[1], "fields": [found[2]]}}
        for name, (_, rest) in declared.items()
        if (found := _PARENT.search(rest)) and found[1] in opened
    ]
    return schema | ({"foreignKeys": parents} if parents else {})


def _declared(ddl: str) -> list[tuple[str, tuple[str, str]]]:
    """Name, type and the rest of every column of a ``create table``."""
    lines = (_ENTRY.match(line) for line in ddl.splitlines())
    return [(found[1], (found[2], found[3])) for found in lines if found]


def _field(mart: Mart, plan: Plan, table: str, name: str, kind: str, rest: str) -> dict[str, Any]:
    told = column(table, name)
    field: dict[str, Any] = {"name": name, "title": told.title, "type": _TYPES[kind]}
    if told.text:
        field["description"] = told.text
    if "not null" in rest or "primary key" in rest:
        field["constraints"] = {"required": True}
    if told.codes and (known := _categories(mart, told.codes)):
        field["categories"] = known
    if told.unit:
        field["unit"] = told.unit
    return field | {"source": _origin(plan, told)}


def _categories(mart: Mart, codes: str) -> list[dict[str, str]]:
    """The codes of a list with their words; ``better.low`` and its like are words only, never data."""
    return [
        {"value": row["code"], "label": row["label"]}
        for row in mart.codes(codes)
        if "." not in row["code"]
    ]


def _origin(plan: Plan, told: Column) -> str:
    """Who is to be named for a column: calculations never carry the name of the source they start from."""
    return {
        "plan": plan.header.title,
        "source": "Den som står i source_label på raden, eller i original_source i indicator",
        "own": plan.header.processing_label,
    }[told.origin]
