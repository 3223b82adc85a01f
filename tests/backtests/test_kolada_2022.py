"""Backtest: the values that Kolada published come out of the whole refresh unchanged, none masked.

The file in the reference data goes through `gnv kolada import` and `gnv run --year 2022` in a fresh home.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.warehouse.reader import Publication
from tests.doors.conftest import PLANS, run_gnv

YEAR = 2022
ABSENT = ("N21600", "U71458", "N79173", "N20506", "U21571", "U21432")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(PLANS / "2026")


@pytest.fixture(scope="module")
def source(shared_data: Path) -> Path:
    return shared_data / "kolada" / "kolada_dalarna_plan.csv"


@pytest.fixture(scope="module")
def home(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("riktigt") / "Dalarna"
    run_gnv(folder.parent, "init", folder)
    run_gnv(folder, "kolada", "import", source)
    run_gnv(folder, "run", "--year", YEAR)
    return folder


def table(home: Path, name: str) -> pd.DataFrame:
    """A table of the newest publication."""
    published = home / "data" / "warehouse" / "published"
    with Publication(
        published / (published / "CURRENT").read_text(encoding="utf-8").strip()
    ) as publication:
        return publication.table(name)


@pytest.fixture(scope="module")
def values(home: Path) -> pd.DataFrame:
    indicators = table(home, "indicator")[["indicator_id", "kolada_id"]]
    return table(home, "indicator_value").merge(indicators, on="indicator_id")


@pytest.fixture(scope="module")
def regional(home: Path) -> str:
    path = home / "reports" / str(YEAR) / "preliminary" / "regional" / "index.html"
    return path.read_text(encoding="utf-8").replace("\u00a0", " ")


def test_every_published_value_comes_out_unchanged_and_none_is_masked(
    plan: Plan, source: Path, values: pd.DataFrame
) -> None:
    ids = {indicator.kolada_id: indicator for indicator in plan.indicators if indicator.kolada_id}
    out = values.set_index(["kolada_id", "organisation_id", "data_year", "gender"])
    compared, empty, areas, genders = 0, 0, set(), set()
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            indicator = ids.get(row["kpi"])
            key = (row["kpi"], row["municipality_id"], int(row["year"]), row["gender"])
            if indicator is None or row["gender"] not in indicator.genders or key not in out.index:
                continue
            found = out.loc[key]
            assert not found["masked"], key
            if row["value"]:
                assert found["value"] == float(row["value"]), key
                assert found["value_kind"] == "official", key
            else:
                assert pd.isna(found["value"]), key
                no_survey = key[2] in indicator.no_survey_years
                reason = "no_survey" if no_survey else "empty_at_source"
                assert found["missing_reason"] == reason, key
                empty += 1
            compared += 1
            areas.add(row["municipality_id"])
            genders.add(row["gender"])
    assert compared > 2_000
    assert empty > 0
    assert {area.id for area in plan.kommuner} | {"0020", "0000"} <= areas
    assert genders == {"T", "K", "M"}


@pytest.mark.parametrize(
    ("kolada_id", "area", "year", "gender", "value"),
    [
        ("U21505", "2080", 2022, "T", 90.0),
        ("U21505", "2021", 2022, "T", 87.0),
        ("U23521", "2084", 2022, "T", 77.0),
        ("U23482", "2061", 2022, "T", 27.0),
        ("U23482", "2039", 2022, "T", 89.0),
        ("N20402", "0020", 2022, "T", 5714.0),
        ("N20403", "0020", 2022, "T", 3.2),
        ("U79092", "0020", 2022, "T", 19.0),
        ("U79092", "0000", 2022, "T", 17.0),
        ("U21505", "0000", 2022, "T", 84.0),
    ],
)
def test_known_values_stand_where_they_should(
    values: pd.DataFrame, kolada_id: str, area: str, year: int, gender: str, value: float
) -> None:
    rows = values.query(
        "kolada_id == @kolada_id and organisation_id == @area and data_year == @year and gender == @gender"
    )
    assert len(rows) == 1
    assert rows["value"].iloc[0] == pytest.approx(value, abs=0.5 if value > 100 else 0.05)


def test_the_survey_that_was_not_made_is_no_survey(values: pd.DataFrame) -> None:
    rows = values.query("kolada_id == 'U21505' and data_year == 2021")
    kommuner = rows[rows["organisation_id"].str.match(r"2\d{3}$")]
    assert len(kommuner) == 45
    assert set(rows["missing_reason"]) == {"no_survey"}


def test_the_county_value_is_weighted_by_respondents(values: pd.DataFrame) -> None:
    rows = values.query(
        "kolada_id == 'U21505' and data_year == 2022 and gender == 'T' and organisation_id == 'LAN20'"
    )
    assert rows["value"].iloc[0] == pytest.approx(87.4018, abs=1e-4)
    assert rows["value_kind"].iloc[0] == "weighted"
    assert rows["lower95"].iloc[0] < rows["value"].iloc[0] < rows["upper95"].iloc[0]


def test_the_report_says_which_indicators_have_no_values(plan: Plan, regional: str) -> None:
    names = [i.name for i in plan.indicators if i.kolada_id in ABSENT]
    assert len(names) == len(ABSENT)
    for name in names:
        assert name in regional
    assert "2021" in regional


def test_nothing_is_said_of_pace_before_the_plan(regional: str, home: Path) -> None:
    status = table(home, "goal_status")
    assert set(status["pace_signal"]) == {"not_judged"}
    assert "plan_not_in_force" in set(status["pace_reason"])


def test_trace_ends_at_the_row_of_the_file(home: Path, source: Path) -> None:
    said = run_gnv(home, "trace", "nm1", "Falun", YEAR).out
    with source.open(encoding="utf-8") as file:
        line = next(
            number
            for number, text in enumerate(file, 1)
            if text.startswith("U21505,2080,Falun,2022,T")
        )
    assert f"rad {line}" in said.replace("\u00a0", " ")
    assert source.name in said
