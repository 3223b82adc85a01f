"""Connections to DuckDB: the only place where one is opened, so that all have the same settings.

Belongs here: opening, settings, transactions, the analysts' snapshot. Does not belong here: tables
(``schema``) or what is put in them (``loading``).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection
"""A connection, for rooms that type one without importing the library."""

SETTINGS: dict[str, str | bool | int] = {
    # Sums on two threads came out in five different ways in ten runs at 4.7 million rows.
    "threads": 1,
    # Nothing is fetched from the network behind anybody's back.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Frames are registered by name, never picked up from Python variables.
    "python_enable_replacements": False,
    "preserve_insertion_order": True,
}

_SCHEMA_NAMES = ("raw", "core", "judged", "mart")


@contextmanager
def connect(path: Path | None = None, read_only: bool = False) -> Iterator[Connection]:
    """Open a database file, or one in memory when ``path`` is None; closed when the block ends.

    Args:
        path: The file; its folder is made when it is to be written.
        read_only: Whether nothing may be written; the file must then exist.

    Raises:
        FileNotFoundError: ``read_only`` and no such file.
        duckdb.IOException: Another process has the file open.
    """
    if path is not None and read_only and not path.is_file():
        raise FileNotFoundError(path)
    if path is not None and not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
    con = _open(path, read_only)
    try:
        # The host's time zone must not decide what a time stamp reads as.
        con.execute("set TimeZone = 'UTC'")
        yield con
    finally:
        con.close()


def _open(path: Path | None, read_only: bool) -> Connection:
    if path is None:
        return duckdb.connect(":memory:", config=dict(SETTINGS))
    if path.stem not in _SCHEMA_NAMES:
        return duckdb.connect(path, read_only=read_only, config=dict(SETTINGS))
    # The file's name is the database's name, and in a database "mart" the schema mart is ambiguous.
    con = duckdb.connect(":memory:", config=dict(SETTINGS))
    try:
        target = str(path).replace("'", "''")
        con.execute(f"attach '{target}' as publication {'(read_only)' if read_only else ''}")
        con.execute("use publication")
    except BaseException:
        con.close()
        raise
    return con


@contextmanager
def transaction(con: Connection) -> Iterator[None]:
    """Everything in the block is kept, or nothing of it."""
    con.execute("begin transaction")
    try:
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


def snapshot(database: Path, path: Path) -> None:
    """Copy a database file that nobody has open to one of its own for analysts to read.

    The copy is made beside the target and moved into place, so that whoever has the older one open
    keeps reading it; it is unmasked and belongs under ``internal/`` only. The file is copied as it is:
    DuckDB 1.5's own ``copy from database`` fails where tables of several schemas refer to one another.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.tmp")
    shutil.copyfile(database, unfinished)
    unfinished.replace(path)
