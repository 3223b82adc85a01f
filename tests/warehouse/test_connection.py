"""Settings, transactions and the analysts' snapshot."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.warehouse.connection import Connection, connect, snapshot, transaction
from gnv_pipeline.warehouse.schema import create_all


def test_every_connection_has_the_same_settings(tmp_path: Path) -> None:
    for path in (None, tmp_path / "å ä" / "gnv.duckdb"):
        with connect(path) as con:
            settings = dict(
                con.execute(
                    "select name, value from duckdb_settings() where name in "
                    "('threads', 'TimeZone', 'autoinstall_known_extensions', 'autoload_known_extensions')"
                ).fetchall()
            )
        assert settings == {
            "threads": "1",
            "TimeZone": "UTC",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }


def test_frames_are_never_picked_up_by_their_python_name() -> None:
    picked_up = pd.DataFrame({"a": [1]})
    with connect() as con, pytest.raises(Exception, match="picked_up"):
        con.execute("select * from picked_up")
    assert len(picked_up) == 1


def _insert_and_fail(con: Connection) -> None:
    with transaction(con):
        con.execute("insert into t values (1)")
        con.execute("insert into no_such_table values (1)")


def test_a_failed_transaction_leaves_nothing() -> None:
    with connect() as con:
        con.execute("create table t (a integer)")
        with pytest.raises(Exception, match="no_such_table"):
            _insert_and_fail(con)
        assert con.execute("select count(*) from t").fetchall() == [(0,)]


def test_reading_needs_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), connect(tmp_path / "saknas.duckdb", read_only=True):
        pass


def test_a_snapshot_is_a_whole_database_that_replaces_the_one_before(tmp_path: Path) -> None:
    copy = tmp_path / "internal" / "ögonblick o'clock.duckdb"
    database = tmp_path / "gnv.duckdb"
    with connect(database) as con:
        create_all(con)
        con.execute("create table raw.t (a integer primary key)")
    for number in (1, 2):
        with connect(database) as con:
            con.execute("insert into raw.t values (?)", [number])
        snapshot(database, copy)
    with connect(copy, read_only=True) as con:
        assert con.execute("select a from raw.t order by a").fetchall() == [(1,), (2,)]
        with pytest.raises(Exception, match="read-only"):
            con.execute("delete from raw.t")
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]
