"""Documentation and tables are the same thing."""

from __future__ import annotations

import pytest

from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.schema import (
    SCHEMAS,
    TableDoc,
    create_all,
    create_schema,
    orphans,
    read_table_docs,
    recreate_schema,
    run_insert,
    table_doc,
)

DOCS = {doc.full_name: doc for doc in read_table_docs()}


@pytest.fixture(scope="module")
def real() -> dict[str, dict[str, tuple[str, str | None]]]:
    """Columns of the created tables: type and comment."""
    found: dict[str, dict[str, tuple[str, str | None]]] = {}
    with connect() as con:
        create_all(con)
        rows = con.execute(
            "select schema_name || '.' || table_name, column_name, data_type, comment from duckdb_columns() "
            "where not internal order by 1, column_index"
        ).fetchall()
    for table, column, kind, comment in rows:
        found.setdefault(table, {})[column] = (kind, comment)
    return found


@pytest.mark.parametrize("full_name", sorted(DOCS))
def test_documented_and_real_columns_are_the_same(
    full_name: str, real: dict[str, dict[str, tuple[str, str | None]]]
) -> None:
    doc = DOCS[full_name]
    assert list(real[full_name]) == list(doc.columns)
    assert {column: text for column, (_, text) in real[full_name].items()} == doc.columns
    assert all(doc.columns.values())
    assert doc.description


def test_every_table_is_documented(real: dict[str, dict[str, tuple[str, str | None]]]) -> None:
    assert sorted(real) == sorted(DOCS)
    assert {name.split(".")[0] for name in real} == set(SCHEMAS)


def test_every_table_has_the_primary_key_it_documents() -> None:
    with connect() as con:
        create_all(con)
        keys = con.execute(
            "select schema_name || '.' || table_name, constraint_column_names from duckdb_constraints() "
            "where constraint_type = 'PRIMARY KEY'"
        ).fetchall()
        comments = con.execute(
            "select schema_name || '.' || table_name, comment from duckdb_tables()"
        ).fetchall()
    assert {table: tuple(columns) for table, columns in keys} == {
        name: doc.primary_key for name, doc in DOCS.items()
    }
    assert dict(comments) == {name: doc.description for name, doc in DOCS.items()}


@pytest.mark.parametrize(
    "name", ["goal_status", "comparison", "trend", "inequality", "indicator_value"]
)
def test_a_judged_table_has_the_columns_of_its_published_one(name: str) -> None:
    assert DOCS[f"judged.{name}"].columns == DOCS[f"mart.{name}"].columns


def test_a_like_table_may_leave_out_and_add_columns() -> None:
    core, mart = DOCS["core.indicator"].columns, DOCS["mart.indicator"].columns
    assert set(mart) - set(core) == {"judged_year", "latest_year", "availability"}
    assert set(core) - set(mart) == {"basis_kind", "basis_indicator_id"}
    assert DOCS["core.observation"].primary_key == (
        "indicator_id",
        "organisation_id",
        "data_year",
        "gender",
    )


def _children_after_parents(docs: tuple[TableDoc, ...]) -> bool:
    seen: set[str] = set()
    for doc in docs:
        if not set(doc.parents) <= seen | {doc.full_name}:
            return False
        seen.add(doc.full_name)
    return True


def test_parents_come_before_children() -> None:
    assert _children_after_parents(read_table_docs())
    assert "core.area" in DOCS["core.observation"].parents


def test_a_schema_can_be_made_alone_and_anew() -> None:
    with connect() as con:
        create_schema(con, "mart")
        con.execute("insert into mart.delmal values ('a', 1, 'b', 'c', 'd', 'e', '#000000')")
        recreate_schema(con, "mart")
        assert con.execute("select count(*) from mart.delmal").fetchall() == [(0,)]


def test_references_between_schemas_are_checked_on_demand() -> None:
    with connect() as con:
        create_all(con)
        assert orphans(con) == ()
        con.execute("insert into judged.indicator_year values ('nowhere', null, null, 'no_data')")
        found = orphans(con)
    assert [(table, one.column, one.parent, count) for table, one, count in found] == [
        ("judged.indicator_year", "indicator_id", "core.indicator", 1)
    ]


def test_unknown_tables_and_tables_without_insert_are_refused() -> None:
    with pytest.raises(KeyError, match=r"core\.nothing"):
        table_doc("core.nothing")
    with connect() as con, pytest.raises(KeyError, match="no insert"):
        run_insert(con, "core.area")
