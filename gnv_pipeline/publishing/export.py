"""Tables of a publication as ordered CSV: what two publications are compared by.

Belongs here: the fixed form of a table as text, and hashes of it. Does not belong here: open data for
people (reports). Database files differ in bytes though their tables are the same, so they are never compared.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

from gnv_pipeline.warehouse.reader import Publication
from gnv_pipeline.warehouse.schema import read_table_docs


def mart_tables() -> tuple[str, ...]:
    """Names of the tables of schema mart, in order of their names."""
    return tuple(sorted(doc.name for doc in read_table_docs() if doc.schema == "mart"))


def csv_text(frame: pd.DataFrame) -> str:
    """A frame as CSV: all its digits, empty for missing, line feeds."""
    return frame.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")


def table_hash(frame: pd.DataFrame) -> str:
    """Hash of :func:`csv_text`."""
    return hashlib.sha256(csv_text(frame).encode("utf-8")).hexdigest()


def export_tables(publication: Path, folder: Path) -> tuple[Path, ...]:
    """Write every table of a ``mart.duckdb`` as ``<table>.csv``, ordered by primary key."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with Publication(publication) as opened:
        for name in mart_tables():
            path = folder / f"{name}.csv"
            path.write_text(csv_text(opened.table(name)), encoding="utf-8", newline="\n")
            written.append(path)
    return tuple(written)


def table_hashes(publication: Path) -> dict[str, str]:
    """Hash of each table of a ``mart.duckdb``."""
    with Publication(publication) as opened:
        return {name: table_hash(opened.table(name)) for name in mart_tables()}
