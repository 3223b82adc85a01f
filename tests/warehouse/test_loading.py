"""Frames, workbook rows and the plan in, core out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.warehouse import loading
from gnv_pipeline.warehouse.connection import Connection, connect
from gnv_pipeline.warehouse.reader import Edition, Publication, read_table
from gnv_pipeline.warehouse.schema import create_schema
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    HandInRow,
    Identity,
    KeyfigureRow,
    LocalPlanRow,
    ObstacleRow,
    WorkbookContent,
)

RUN = loading.Run(2027, "preliminary", date(2028, 3, 1), plan_in_force=True)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(Path(__file__).resolve().parents[1] / "fixtures" / "fjallmark")


@dataclass(frozen=True)
class Handed:
    organisation_id: str
    content: WorkbookContent
    submission_id: str = "s1"
    year: int = 2027
    round: int = 1
    sha256: str = "c" * 64
    file_name: str = "bok.xlsx"
    received_at: str = "2028-02-01T10:00:00+01:00"


@dataclass
class Book:
    """Rows of one workbook of a kommun."""

    area: str = "9901"
    rows: dict[str, Any] = field(default_factory=dict)

    def handed(self, **extra: Any) -> Handed:
        identity = Identity(self.area, 2027, 1, "2027.1", 2027, example=False)
        return Handed(self.area, WorkbookContent(identity=identity, **self.rows), **extra)


def keyfigure(
    numerator: float | None, denominator: float | None, gender: str = "K"
) -> KeyfigureRow:
    cells = {"numerator": "D7", "denominator": "E7"}
    return KeyfigureRow(
        "Nyckeltal", cells, "9901", "9901", "d1", gender, 2027, numerator, denominator, None, None
    )


def build(
    plan: Plan, *submissions: Handed, values: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    names = [
        "observation",
        "answer",
        "activity",
        "activity_link",
        "local_plan",
        "obstacle",
        "hand_in",
    ]
    with connect() as con:
        loading.prepare(con)
        if values is not None:
            loading.load(con, "raw.kolada_value", values)
        loading.load_submissions(con, submissions)
        loading.build_core(con, plan, RUN)
        return {name: read_table(con, f"core.{name}") for name in [*names, "source_difference"]}


# --- load --------------------------------------------------------------------------------------


def test_loading_replaces_all_or_only_the_rows_named() -> None:
    def rows(**values: Any) -> pd.DataFrame:
        base = {"kolada_id": "U1", "organisation_id": "1", "data_year": 2020, "gender": "T"}
        base |= {"value": 1.0, "sha256": "x", "source_file": "f", "fetched_on": "2028-01-01"}
        return pd.DataFrame([base | values])

    with connect() as con:
        loading.prepare(con)
        loading.load(con, "raw.kolada_value", pd.concat([rows(), rows(data_year=2021)]))
        loading.load(con, "raw.kolada_value", rows(value=None), where={"data_year": 2020})
        assert con.execute(
            "select data_year, value from raw.kolada_value order by 1"
        ).fetchall() == [
            (2020, None),
            (2021, 1.0),
        ]
        loading.load(
            con, "raw.kolada_value", rows(data_year=1999), where={"data_year": [2020, 2021]}
        )
        assert con.execute("select data_year from raw.kolada_value").fetchall() == [(1999,)]
        loading.load(con, "raw.kolada_value", pd.DataFrame())
        assert con.execute("select count(*) from raw.kolada_value").fetchall() == [(0,)]


def test_an_unknown_column_is_named() -> None:
    with connect() as con:
        loading.prepare(con)
        with pytest.raises(KeyError, match="colour"):
            loading.load(con, "raw.kolada_value", pd.DataFrame({"colour": ["red"]}))


def test_preparing_keeps_what_fits_and_remakes_what_does_not(plan: Plan) -> None:
    with connect() as con:
        loading.prepare(con)
        loading.load_submissions(con, [Book(rows={"keyfigures": (keyfigure(1, 2),)}).handed()])
        loading.prepare(con)
        assert con.execute("select count(*) from raw.keyfigure").fetchall() == [(1,)]
        con.execute("alter table raw.hand_in add column older varchar")
        loading.prepare(con)
        assert con.execute("select count(*) from raw.keyfigure").fetchall() == [(0,)]
        loading.build_core(con, plan, RUN)


# --- workbooks to core -------------------------------------------------------------------------


def test_every_sheet_reaches_core_with_cells_and_words(plan: Plan) -> None:
    book = Book(
        rows={
            "keyfigures": (keyfigure(12, 48),),
            "answers": (
                AnswerRow("Självskattning", {"answer": "D5"}, "9901", "", "h_1", 1, "oftast", "enkät"),
            ),
            "activities": (
                ActivityRow(
                    "Aktiviteter",
                    {"name": "B7"},
                    "9901",
                    "9901-1",
                    {"name": "Hembesök", "delmal": "hemma", "goal": "kontaktperson", "status": "ongoing",
                     "partners": "clinic"},
                ),
                ActivityRow("Aktiviteter", {"name": "B8"}, "9901", "9901-2", {"name": None}),
            ),
            "local_plan": (
                LocalPlanRow(
                    "Lokal plan", {"works_with": "C4"}, "9901", "kontaktperson",
                    {"works_with": "yes", "own_target": "81,5"},
                ),
                LocalPlanRow("Lokal plan", {}, "9901", "fall", {"works_with": None}),
                LocalPlanRow("Lokal plan", {}, "9901", "okant_mal", {"works_with": "yes"}),
            ),
            "obstacles": (
                ObstacleRow("Stöd och hinder", {"text": "A5"}, "9901", "9901-h1",
                            {"text": "Journaler", "theme": "it"}),
            ),
            "hand_in": (
                HandInRow("Inlämning", {"value": "C5"}, "9901", "treated", "planned"),
                HandInRow("Inlämning", {"value": "C6"}, "9901", "mailbox", "a@b.example"),
            ),
        }
    )  # fmt: skip
    core = build(plan, book.handed())

    observation = core["observation"].to_dict("records")[0]
    assert observation["value"] == 25.0
    assert observation["value_kind"] == "reported"
    assert observation["preliminary"]
    assert json.loads(observation["cells"]) == {"denominator": "E7", "numerator": "D7"}
    assert observation["sha256"] == "c" * 64
    assert core["answer"]["score"].tolist() == [2]
    activity = core["activity"].to_dict("records")
    assert [(row["activity_id"], row["status_label"], row["partners"]) for row in activity] == [
        ("9901-1", "Pågående", "Vårdcentral")
    ]
    # The goal brings its own delmål; the one chosen is kept beside.
    links = core["activity_link"][["delmal_id", "goal_id"]].to_dict("records")
    assert links == [
        {"delmal_id": "hemma", "goal_id": ""},
        {"delmal_id": "sedd", "goal_id": "kontaktperson"},
    ]
    local = core["local_plan"].to_dict("records")
    assert [(row["goal_id"], row["works_with"], row["own_target"]) for row in local] == [
        ("kontaktperson", True, 81.5)
    ]
    assert core["obstacle"]["theme_label"].tolist() == ["IT"]
    assert core["hand_in"][["label", "value"]].to_numpy().tolist() == [
        ["Funktionsbrevlåda", "a@b.example"],
        ["Behandlat i lokal systemledning", "Planerat"],
    ]


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "reason"),
    [
        (0, 40, 0.0, None),
        (0, 0, None, "not_applicable"),
        (None, None, None, "not_reported"),
        (7, None, None, "not_reported"),
    ],
)
def test_an_own_share(
    plan: Plan, numerator: float, denominator: float, value: float, reason: str
) -> None:
    rows = build(plan, Book(rows={"keyfigures": (keyfigure(numerator, denominator),)}).handed())
    (row,) = (
        rows["observation"]
        .astype(object)
        .where(rows["observation"].notna(), None)
        .to_dict("records")
    )
    assert (row["value"], row["missing_reason"]) == (value, reason)


def test_a_held_row_awaits_correction(plan: Plan) -> None:
    book = Book(
        rows={"held": (("keyfigures", "d1|9901|M", "Nyckeltal"),), "keyfigures": (keyfigure(3, 9),)}
    )
    rows = build(plan, book.handed())["observation"]
    assert (
        dict(zip(rows["gender"], rows["missing_reason"], strict=True))["M"] == "awaiting_correction"
    )
    assert rows["value"].notna().tolist() == [True, False]


def test_a_later_submission_takes_the_place_of_an_earlier_one(plan: Plan) -> None:
    first = Book(rows={"keyfigures": (keyfigure(1, 10), keyfigure(2, 10, "M"))}).handed()
    second = Book(rows={"keyfigures": (keyfigure(5, 10),)}).handed(submission_id="s2")
    rows = build(plan, first, second)["observation"]
    assert rows[["gender", "numerator", "submission_id"]].to_numpy().tolist() == [
        ["K", 5.0, "s2"],
        ["M", 2.0, "s1"],
    ]


def test_one_partition_is_replaced_and_the_others_left(plan: Plan) -> None:
    with connect() as con:
        loading.prepare(con)
        others = Handed("9902", Book("9902").handed().content)
        loading.load_submissions(
            con, [Book(rows={"keyfigures": (keyfigure(1, 10),)}).handed(), others]
        )
        loading.load_submissions(con, [], year=2027, round=1, organisations=["9902"])
        assert con.execute("select count(*) from raw.keyfigure").fetchall() == [(1,)]
        loading.load_submissions(con, [], year=2027, round=1, organisations=["9901"])
        assert con.execute("select count(*) from raw.keyfigure").fetchall() == [(0,)]


def test_a_kommun_may_not_report_what_is_asked_of_the_region(plan: Plan) -> None:
    row = KeyfigureRow("Nyckeltal", {}, "9901", "9901", "b1", "T", 2027, 5, 10, None, None)
    assert build(plan, Book(rows={"keyfigures": (row,)}).handed())["observation"].empty
    by_region = KeyfigureRow("Nyckeltal", {}, "0099", "9901", "b1", "T", 2027, 5, 10, None, None)
    rows = build(plan, Book("0099", {"keyfigures": (by_region,)}).handed())["observation"]
    assert rows[["organisation_id", "value"]].to_numpy().tolist() == [["9901", 50.0]]


# --- one authoritative source ------------------------------------------------------------------


def two_sources(plan: Plan, to_year: int | None) -> Plan:
    """d1 asked for in the workbook until a year, and found in Kolada as well."""
    d1 = plan.indicator_by_id["d1"]
    workbook = d1.sources[0].model_copy(update={"to_year": to_year})
    national = workbook.model_copy(
        update={"kind": "kolada", "kolada_id": "U99009", "reported_by": None, "to_year": None,
                "from_year": None}
    )  # fmt: skip
    changed = d1.model_copy(update={"sources": (workbook, national)})
    return plan.model_copy(
        update={"indicators": tuple(changed if one.id == "d1" else one for one in plan.indicators)}
    )


@pytest.mark.parametrize(
    ("to_year", "kind", "value"), [(None, "workbook", 25.0), (2026, "kolada", 31.0)]
)
def test_the_first_source_that_covers_the_year_is_authoritative(
    plan: Plan, to_year: int | None, kind: str, value: float
) -> None:
    national = pd.DataFrame(
        {
            "kolada_id": ["U99009"], "organisation_id": ["9901"], "data_year": [2027], "gender": ["K"],
            "value": [31.0], "sha256": ["d"], "source_file": ["k.csv"], "line": [2],
            "fetched_on": ["2028-02-01"],
        }
    )  # fmt: skip
    book = Book(rows={"keyfigures": (keyfigure(12, 48),)})
    core = build(two_sources(plan, to_year), book.handed(), values=national)
    (row,) = core["observation"].to_dict("records")
    assert (row["source_kind"], row["value"]) == (kind, value)
    (difference,) = core["source_difference"].to_dict("records")
    assert {difference["value"], difference["other_value"]} == {25.0, 31.0}
    assert difference["source_kind"] == kind


# --- the reader --------------------------------------------------------------------------------


def fill_edition(con: Connection) -> None:
    create_schema(con, "mart")
    con.execute(
        "insert into mart.edition values "
        "(2027, 'final', date '2028-03-01', 2027, true, '0.1', true, true, false)"
    )
    con.execute("insert into mart.delmal values ('b', 2, 'B', 't', 'd', 's', '#000000')")
    con.execute("insert into mart.delmal values ('a', 1, 'A', 't', 'd', 's', '#000000')")


def test_a_publication_is_read_in_the_order_of_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "mart.duckdb"
    with connect(path) as con:
        fill_edition(con)
    with Publication(path) as publication:
        assert publication.table("delmal")["delmal_id"].tolist() == ["a", "b"]
        changed = publication.table("delmal")
        changed["name"] = "ändrad"
        assert publication.table("delmal")["name"].tolist() == ["A", "B"]
        assert publication.edition == Edition(
            2027, "final", date(2028, 3, 1), 2027, True, "0.1", True, True, False
        )
        with pytest.raises(KeyError):
            publication.table("nothing")
    path.unlink()  # closed: Windows would refuse otherwise
