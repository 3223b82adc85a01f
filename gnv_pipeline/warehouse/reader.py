"""The read-only door to a publication: everything a report or an export may see.

Belongs here: tables of a ``mart.duckdb`` as frames, and the publication's own row. Does not belong here:
writing, SQL of reports (they compute nothing), or the working database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pandas as pd

from gnv_pipeline.warehouse.connection import Connection, connect
from gnv_pipeline.warehouse.schema import TableDoc, table_doc


@dataclass(frozen=True, slots=True)
class Edition:
    """The row of ``mart.edition``."""

    report_year: int
    edition: str
    as_of: date
    plan_revision: int
    plan_in_force: bool
    code_version: str
    example: bool
    has_submissions: bool
    has_national: bool


def read_table(con: Connection, full_name: str) -> pd.DataFrame:
    """A whole documented table as a frame, ordered by its primary key.

    Texts are ``object``-like ``str`` columns with NaN for NULL, integers with NULL become ``Int32``,
    dates ``datetime64``.

    Raises:
        KeyError: No such documented table, or the file was made before there was one.
    """
    try:
        return con.execute(_select(full_name)).df()
    except duckdb.CatalogException as error:
        raise KeyError(full_name) from error


def _select(full_name: str) -> str:
    """Every row of a documented table in the order of its primary key."""
    doc = table_doc(full_name)
    columns = ", ".join(f'"{column}"' for column in doc.columns)
    key = ", ".join(f'"{column}"' for column in doc.primary_key)
    return f"select {columns} from {full_name} order by {key}"  # noqa: S608 - names from our own files


class Publication:
    """An open publication; use it as a context manager, or call :meth:`close`."""

    def __init__(self, path: Path) -> None:
        """Open ``mart.duckdb``; raises ``FileNotFoundError`` when there is none."""
        self._opened = connect(path, read_only=True)
        self._con = self._opened.__enter__()
        self._tables: dict[str, pd.DataFrame] = {}

    def table(self, name: str) -> pd.DataFrame:
        """The table ``mart.<name>`` ordered by primary key; a copy, so that a caller may change it."""
        if name not in self._tables:
            self._tables[name] = read_table(self._con, f"mart.{name}")
        return self._tables[name].copy()

    def doc(self, name: str) -> TableDoc:
        """How ``mart.<name>`` is documented; raises ``KeyError`` when there is no such table."""
        return table_doc(f"mart.{name}")

    def write_parquet(self, name: str, path: Path) -> None:
        """Write ``mart.<name>`` as Parquet, ordered by primary key; the same bytes for the same rows."""
        target = str(path).replace("'", "''")
        query = _select(f"mart.{name}")
        self._con.execute(f"copy ({query}) to '{target}' (format parquet, compression zstd)")

    @property
    def edition(self) -> Edition:
        """What the publication is; raises ``ValueError`` when it holds no such row."""
        rows = self.table("edition").to_dict("records")
        if len(rows) != 1:
            raise ValueError(f"mart.edition has {len(rows)} rows, expected 1")
        row = rows[0]
        return Edition(
            report_year=int(row["report_year"]),
            edition=str(row["edition"]),
            as_of=pd.Timestamp(row["as_of"]).date(),
            plan_revision=int(row["plan_revision"]),
            plan_in_force=bool(row["plan_in_force"]),
            code_version=str(row["code_version"]),
            example=bool(row["example"]),
            has_submissions=bool(row["has_submissions"]),
            has_national=bool(row["has_national"]),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._opened.__exit__(None, None, None)

    def __enter__(self) -> Self:
        """Nothing more to open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()
