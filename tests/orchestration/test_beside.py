"""Decisions beside the files reach the working database and decide the edition."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import dagster as dg

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.correcting import correct
from gnv_pipeline.intake.decisions import withdraw
from gnv_pipeline.intake.reviewing import record_answer
from gnv_pipeline.intake.store import Store
from gnv_pipeline.intake.waiving import waive
from gnv_pipeline.orchestration.assets_raw import submission_rows_asset
from gnv_pipeline.orchestration.inputs import gather
from gnv_pipeline.orchestration.resources import Home, Refresh
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.sources.ledger import STOCKHOLM
from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.loading import Run, build_core
from gnv_pipeline.warehouse.reader import read_table
from gnv_pipeline.workbooks.filling import fill_workbook
from gnv_pipeline.workbooks.rows import History, Identity, KeyfigureRow, WorkbookContent
from gnv_pipeline.workbooks.template import write_template

PROJECT = Path(__file__).resolve().parents[2]
KOMMUN, YEAR = "9901", 2028
NOW = datetime(2029, 2, 1, 9, tzinfo=STOCKHOLM)


def test_corrections_waivers_and_answers_are_loaded_and_change_the_edition(tmp_path: Path) -> None:
    home = DataHome(tmp_path)
    shutil.copytree(PROJECT / "tests" / "fixtures" / "fjallmark", home.plans / "2027")
    plan = load_plan(home.plans / "2027")
    blank, filled = tmp_path / "mall.xlsx", tmp_path / "Ödsele.xlsx"
    write_template(blank, plan, YEAR, 1, KOMMUN, History(), plan.round(YEAR).opens, example=False)
    counts = (("K", 50, 40), ("M", 9.5, 30))
    rows = tuple(
        KeyfigureRow("", {}, KOMMUN, KOMMUN, "d1", gender, YEAR, *numbers, None, None)
        for gender, *numbers in counts
    )
    identity = Identity(KOMMUN, YEAR, 1, plan.header.template_version, plan.revision, False)
    fill_workbook(blank, filled, WorkbookContent(identity, keyfigures=rows))
    store = Store(home)
    store.submit(filled, plan, "", NOW)
    inputs = [gather(Home(root=str(home.root)), Refresh(year=YEAR))]

    def later(days: int) -> datetime:
        return NOW + timedelta(days=days)

    correct(
        store, plan, YEAR, 1, KOMMUN, "Nyckeltal", {"D7": "40", "E7": "50"},
        reason="Bytt plats", source="telefon", function="Analytiker", now=later(1),
    )  # fmt: skip
    waive(
        store, plan, YEAR, 1, KOMMUN, "Nyckeltal", "D8",
        reason="Årsarbetare", function="Analytiker", now=later(2),
    )  # fmt: skip
    record_answer(
        home, plan, YEAR, KOMMUN, comment="Bra", function="Chef", on=later(3).date(), now=later(3)
    )
    inputs.append(gather(Home(root=str(home.root)), Refresh(year=YEAR)))
    assert [len(one.hashes) for one in inputs] == [1, 5]
    assert [one.as_of for one in inputs] == [date(2029, 2, 1), date(2029, 2, 4)]

    load_round(home)
    with connect(home.database) as con:
        build_core(con, plan, Run(YEAR, "preliminary", date(2029, 2, 4), True))
        raw = read_table(con, "raw.correction").sort_values("cell")
        assert raw[["cell", "old", "new"]].values.tolist() == [
            ["D7", "50", "40"],
            ["E7", "40", "50"],
        ]
        own = read_table(con, "core.observation").sort_values("gender")
        assert own[["gender", "numerator", "denominator"]].values.tolist() == [
            ["K", 40, 50], ["M", 9.5, 30]
        ]  # fmt: skip
        corrected = read_table(con, "core.correction")
        assert set(corrected["gender"]) == {"K"}
        (lifted,) = read_table(con, "core.waiver").to_dict("records")
        assert (lifted["indicator_id"], lifted["gender"]) == ("d1", "M")
        assert lifted["about"] == "Antalet är ett heltal"
        (checked,) = read_table(con, "core.fact_check").to_dict("records")
        assert (checked["organisation_id"], checked["outcome"]) == (KOMMUN, "comment")
        assert checked["comment"] is None  # nobody said that it may be shown

    withdraw(home, "R1", reason="Fel", function="Analytiker", now=later(4))
    load_round(home)
    with connect(home.database) as con:
        assert read_table(con, "raw.correction").empty
        assert read_table(con, "raw.held")["row_key"].tolist() == ["d1|9901|K"]


def load_round(home: DataHome) -> None:
    """What the step of the workbooks does for the kommun."""
    asset = submission_rows_asset(home)
    resources = {
        "home": Home(root=str(home.root)),
        "progress": dg.ResourceDefinition.hardcoded_resource(lambda _: None),
    }
    done = dg.materialize([asset], partition_key=f"{KOMMUN}|{YEAR}-1", resources=resources)
    assert done.success
