"""The example years of the real plan, from nothing to reports, as `make demo` runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.reader import Publication
from tests.doors.conftest import PLANS, Gnv, published, same_again
from tests.publishing.test_language import check as check_sentences

YEAR = 2026


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(PLANS / "2026")


def table(home: Path, name: str, year: int = YEAR) -> pd.DataFrame:
    """A table of the publication, as every reader sees it."""
    with Publication(published(home, year)) as publication:
        return publication.table(name)


def test_every_report_exists_and_says_that_its_data_are_examples(
    demo_home: Path, plan: Plan
) -> None:
    reports = demo_home / "reports" / str(YEAR) / "preliminary"
    named = [f"Årsrapport-{YEAR}-preliminär"]
    named += [f"{area.full_name.replace(' ', '-')}-{YEAR}-preliminär" for area in plan.kommuner]
    for folder, ending in (("mail", "html"), ("pdf", "pdf")):
        assert {path.name for path in (reports / folder).iterdir()} >= {
            f"{name}.{ending}" for name in named
        }
    pages = ["index.html", "regional/index.html", *(f"mail/{name}.html" for name in named)]
    pages += [f"{area.id}/index.html" for area in plan.kommuner]
    for page in pages:
        text = (reports / page).read_text(encoding="utf-8")
        assert "Exempeldata" in text, page
        assert "None" not in text, page
        assert ">nan<" not in text, page


def test_the_publication_holds_every_area_and_only_schema_mart(demo_home: Path, plan: Plan) -> None:
    with connect(published(demo_home, YEAR), read_only=True) as con:
        schemas = con.execute(
            "select distinct schema_name from duckdb_tables() where not internal"
        ).fetchall()
    assert schemas == [("mart",)]
    values = table(demo_home, "indicator_value")
    areas = values.loc[values["indicator_id"] == "nm1", "organisation_id"]
    assert {area.id for area in plan.kommuner} <= set(areas)


@pytest.mark.parametrize("year", [YEAR - 1, YEAR])
def test_every_sentence_is_plain_swedish_and_said_once(demo_home: Path, year: int) -> None:
    check_sentences(table(demo_home, "sentence", year))


def test_sixteen_organisations_handed_in_one_late_and_one_waits(demo_home: Path) -> None:
    submissions = table(demo_home, "submission")
    counts = submissions.loc[submissions["year"] == YEAR, "status"].value_counts()
    assert counts.sum() == 16
    assert counts["delivered_late"] == 1
    assert counts["rows_waiting"] == 1


def test_a_held_row_awaits_correction_and_is_not_guessed(demo_home: Path) -> None:
    values = table(demo_home, "indicator_value")
    held = values[
        (values["missing_reason"] == "awaiting_correction") & (values["data_year"] == YEAR)
    ]
    assert len(held) > 0
    assert held["value"].isna().all()


def test_status_lists_all_with_words(demo_home: Path, gnv: Gnv, plan: Plan) -> None:
    said = gnv(demo_home, "status", "--year", YEAR).out
    for area in plan.reporters:
        assert area.name in said
    assert "rader väntar på rättning" in said


def test_trace_of_an_own_value_ends_at_a_cell_and_a_hash(demo_home: Path, gnv: Gnv) -> None:
    said = gnv(demo_home, "trace", "no3", "Falun", YEAR, "--gender", "K").out
    assert "Nyckeltal" in said
    ledger = (demo_home / "data/raw/inlamningar/ledger.jsonl").read_text(encoding="utf-8")
    hashes = [json.loads(line)["sha256"] for line in ledger.splitlines()]
    assert any(sha in said for sha in hashes)
    assert "2027-03-" in said or "mars 2027" in said.replace("\u00a0", " ")


def test_trace_of_a_national_value_ends_at_a_row_of_the_file(demo_home: Path, gnv: Gnv) -> None:
    said = gnv(demo_home, "trace", "nm1", "Falun", 2025).out
    assert "rad " in said
    kolada = (demo_home / "data/raw/kolada/ledger.jsonl").read_text(encoding="utf-8")
    assert json.loads(kolada.splitlines()[0])["sha256"] in said


@pytest.mark.full  # long; the made-up region is built cold in the suite
def test_the_same_run_twice_and_a_cold_build_give_the_same_bytes(
    demo_home: Path, tmp_path: Path
) -> None:
    same_again(demo_home, YEAR, tmp_path, "again", "cold")


def test_demo_refuses_a_home_with_real_inputs(gnv: Gnv, empty_home: Path, tmp_path: Path) -> None:
    values = tmp_path / "kolada.csv"
    values.write_text(
        "kpi,municipality_id,municipality_name,year,gender,value\nU21505,2080,Falun,2022,T,90.0\n",
        encoding="utf-8",
    )
    gnv(empty_home, "kolada", "import", values)
    ran = gnv(empty_home, "demo", check=1)
    assert "riktiga uppgifter" in ran.err


def test_real_inputs_are_refused_in_a_home_with_examples(
    demo_home: Path, gnv: Gnv, tmp_path: Path
) -> None:
    values = tmp_path / "kolada.csv"
    values.write_text(
        "kpi,municipality_id,municipality_name,year,gender,value\nU21505,2080,Falun,2022,T,90.0\n",
        encoding="utf-8",
    )
    ran = gnv(demo_home, "kolada", "import", values, check=1)
    assert "gnv init" in ran.out + ran.err
