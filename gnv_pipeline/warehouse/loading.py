"""Loading: frames, workbook rows and the plan into tables, and raw into core.

Belongs here: what turns Python values into rows of documented tables. Does not belong here: DDL and SQL
(``sql/``), reading of files, judgements.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, Protocol

import pandas as pd

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.warehouse import plan_tables
from gnv_pipeline.warehouse.connection import Connection, connect, transaction
from gnv_pipeline.warehouse.schema import (
    SCHEMAS,
    create_schema,
    read_table_docs,
    recreate_schema,
    run_insert,
    table_doc,
)


@dataclass(frozen=True, slots=True)
class Run:
    """What is being made; becomes ``core.run``."""

    report_year: int
    edition: str
    """``preliminary``, ``final`` or ``autumn_update``."""
    as_of: date
    plan_in_force: bool
    example: bool = False


def load(
    con: Connection, full_name: str, frame: pd.DataFrame, where: Mapping[str, Any] | None = None
) -> int:
    """Replace a table's rows by those of a frame, columns by name; returns how many were written.

    Args:
        con: Where to.
        full_name: A documented table, e.g. ``raw.kolada_value``.
        frame: Its columns are columns of the table, in any order; those left out become NULL.
        where: Replace only the rows with these values, e.g. one organisation's: column to value, or to a
            list of values.

    Raises:
        KeyError: No such table, or a column it does not have.
        duckdb.ConstraintException: The rows break a key or a check; nothing is then changed.
    """
    doc = table_doc(full_name)
    where = where or {}
    unknown = [column for column in (*frame.columns, *where) if column not in doc.columns]
    if unknown:
        raise KeyError(f"{full_name} has no column {', '.join(unknown)}")
    values = [list(one) if isinstance(one, (list, tuple)) else [one] for one in where.values()]
    condition = " and ".join(f'list_contains(?, "{column}")' for column in where) or "true"
    columns = ", ".join(f'"{column}"' for column in frame.columns)
    # Only names from our own files stand in these statements.
    con.execute(f"delete from {full_name} where {condition}", values)  # noqa: S608
    if not frame.empty:
        con.register("incoming", frame)
        try:
            con.execute(f"insert into {full_name} ({columns}) select {columns} from incoming")  # noqa: S608
        finally:
            con.unregister("incoming")
    return len(frame)


def load_rows(
    con: Connection,
    full_name: str,
    rows: Iterable[object],
    where: Mapping[str, Any] | None = None,
    **common: Any,
) -> int:
    """Replace a table's rows by dataclass instances; returns how many were written.

    Fields that the table lacks are left out; mappings become JSON objects with sorted keys; the field
    ``values`` is the column ``fields`` (``values`` is a word of SQL). ``common`` is added to every row.
    """
    columns = table_doc(full_name).columns
    records = [
        {name: value for name, value in _record(row, common).items() if name in columns}
        for row in rows
    ]
    return load(con, full_name, pd.DataFrame(records), where)


def _record(row: object, common: Mapping[str, Any]) -> dict[str, Any]:
    record = {field.name: getattr(row, field.name) for field in fields(row)}  # type: ignore[arg-type]
    if "values" in record:
        record["fields"] = record.pop("values")
    for name, value in record.items():
        if isinstance(value, Mapping):
            record[name] = json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
    return {**record, **common}


# --- workbooks ---------------------------------------------------------------------------------


class Submission(Protocol):
    """What is used of a submission (``intake.store.Submission`` fits).

    ``content`` is a ``workbooks.rows.WorkbookContent``; the warehouse knows only the names of its sheets.
    """

    @property
    def submission_id(self) -> str:
        """Its stable id."""
        ...

    @property
    def organisation_id(self) -> str:
        """Who handed in."""
        ...

    @property
    def year(self) -> int:
        """Uppföljningsår."""
        ...

    @property
    def round(self) -> int:
        """Round of the year."""
        ...

    @property
    def sha256(self) -> str:
        """Hash of the original."""
        ...

    @property
    def file_name(self) -> str:
        """Name of the file as received."""
        ...

    @property
    def received_at(self) -> str:
        """ISO 8601 with offset."""
        ...

    @property
    def content(self) -> Any:
        """Rows by sheet."""
        ...


@dataclass(frozen=True, slots=True)
class _Held:
    sheet_id: str
    row_key: str
    sheet: str


_SHEETS = {
    "raw.keyfigure": "keyfigures",
    "raw.answer": "answers",
    "raw.activity": "activities",
    "raw.local_plan": "local_plan",
    "raw.obstacle": "obstacles",
    "raw.hand_in": "hand_in",
    "raw.held": "held",
}


def load_submissions(
    con: Connection,
    submissions: Iterable[Submission],
    year: int | None = None,
    round: int | None = None,  # noqa: A002 - the name of the column
    organisations: Sequence[str] | None = None,
) -> int:
    """Replace workbook rows of raw by those of these submissions; returns how many were written.

    Without ``year``, ``round`` and ``organisations`` all rows are replaced; with them only those of that
    year, that round and those reporting organisations (which must be what the submissions are of).

    Give current submissions, superseding already settled, oldest first: where two hold the same row, the
    later one in the sequence counts.
    """
    records: dict[str, list[dict[str, Any]]] = {name: [] for name in _SHEETS}
    for submission in submissions:
        common = {
            "year": submission.year,
            "round": submission.round,
            "submission_id": submission.submission_id,
            "sha256": submission.sha256,
            "source_file": submission.file_name,
            "received_at": submission.received_at,
        }
        for full_name, sheet in _SHEETS.items():
            rows = getattr(submission.content, sheet)
            if sheet == "held":
                rows = [_Held(*row) for row in rows]
                common = {**common, "reported_by": submission.organisation_id}
            records[full_name] += [_record(row, common) for row in rows]
    written = 0
    for full_name, found in records.items():
        doc = table_doc(full_name)
        reporter = "reported_by" if "reported_by" in doc.columns else "organisation_id"
        partition = {"year": year, "round": round, reporter: organisations}
        where = {column: value for column, value in partition.items() if value is not None}
        frame = pd.DataFrame(found)
        if found:
            frame = frame[[column for column in doc.columns if column in frame.columns]]
            frame = frame.drop_duplicates(list(doc.primary_key), keep="last")
        written += load(con, full_name, frame, where)
    return written


# --- plan and core -----------------------------------------------------------------------------


def load_plan(con: Connection, plan: Plan, run: Run) -> None:
    """Fill the plan's tables of core and ``core.run``; core must be empty of other rows."""
    frames = {
        "core.run": pd.DataFrame(
            [
                {
                    "report_year": run.report_year,
                    "edition": run.edition,
                    "as_of": run.as_of,
                    "plan_revision": plan.revision,
                    "plan_in_force": run.plan_in_force,
                    "example": run.example,
                }
            ]
        ),
        **plan_tables.frames(plan),
    }
    for doc in read_table_docs():
        if doc.full_name in frames:
            load(con, doc.full_name, frames[doc.full_name])


def build_core(con: Connection, plan: Plan, run: Run) -> None:
    """Make core anew from the plan and from what lies in raw, all or nothing."""
    with transaction(con):
        recreate_schema(con, "core")
        load_plan(con, plan, run)
        for full_name in _fill_order("core"):
            run_insert(con, full_name)


def _fill_order(schema: str) -> Iterator[str]:
    """Tables filled by SQL; those that read another table of the schema come after it."""
    later = {"core.observation": 1, "core.source_difference": 2}
    docs = [doc.full_name for doc in read_table_docs() if doc.schema == schema and doc.insert]
    yield from sorted(docs, key=lambda name: later.get(name, 0))


def prepare(con: Connection) -> None:
    """Make sure that a database has every schema as the files declare it.

    A schema that is missing, or whose tables were made from other files (an older version of the
    programme), is made anew and empty; the others are left alone.
    """
    wanted, present = _wanted(), _declared(con)
    for schema in SCHEMAS:
        if present.get(schema) != wanted[schema]:
            with transaction(con):
                recreate_schema(con, schema)


@cache
def _wanted() -> dict[str, set[tuple[str, str]]]:
    """What a database made now looks like."""
    with connect() as fresh:
        for schema in SCHEMAS:
            create_schema(fresh, schema)
        return _declared(fresh)


def _declared(con: Connection) -> dict[str, set[tuple[str, str]]]:
    """Tables with their DDL per schema."""
    query = (
        "select schema_name, table_name, sql from duckdb_tables() "
        "where database_name = current_database()"
    )
    found: dict[str, set[tuple[str, str]]] = {}
    for schema, table, ddl in con.execute(query).fetchall():
        found.setdefault(schema, set()).add((table, ddl))
    return found
