"""The real plan on the real values of 2022: nothing changed, and what users.md knows is found again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gnv_pipeline import methods
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.reader import read_table


@pytest.fixture(scope="module")
def values(real_2022: Connection) -> pd.DataFrame:
    return read_table(real_2022, "judged.indicator_value")


def of(table: pd.DataFrame, indicator: str, year: int = 2022, gender: str = "T") -> pd.DataFrame:
    return table[
        (table["indicator_id"] == indicator)
        & (table["data_year"] == year)
        & (table["gender"] == gender)
    ]


def test_every_published_value_comes_out_unchanged(
    values: pd.DataFrame, published: pd.DataFrame, real_plan: Plan
) -> None:
    """All areas, genders and years of the plan's indicators, those without a value included."""
    ids = {one.kolada_id: one for one in real_plan.indicators if one.kolada_id}
    levels = {area.id: area.kind.value for area in real_plan.areas}
    rows = published[published["kpi"].isin(ids)].copy()
    kinds = rows["municipality_id"].map(levels)
    rows["indicator_id"] = rows["kpi"].map({key: one.id for key, one in ids.items()})
    first = rows["indicator_id"].map({one.id: one.definitions[0].from_year for one in ids.values()})
    has_level = [
        kind != "region" or ids[kpi].level != "kommun"
        for kind, kpi in zip(kinds, rows["kpi"], strict=True)
    ]
    rows = rows[np.array(has_level) & (rows["year"] >= first)]
    rows = rows[rows["gender"].isin(["T", "K", "M"])]
    genders = {one.id: set(one.genders) for one in ids.values()}
    rows = rows[
        [
            gender in genders[key]
            for key, gender in zip(rows["indicator_id"], rows["gender"], strict=True)
        ]
    ]
    both = rows.merge(
        values,
        left_on=["indicator_id", "municipality_id", "year", "gender"],
        right_on=["indicator_id", "organisation_id", "data_year", "gender"],
        how="left",
        suffixes=("_published", ""),
    )
    present = both[both["value_published"].notna()]
    assert len(present) > 4_000
    assert (present["value"] == present["value_published"]).all()
    assert (present["value_kind"] == "official").all()
    assert set(present["municipality_id"]) == {
        area.id for area in real_plan.areas if area.kind.value in {"kommun", "region", "nation"}
    }
    absent = both[
        both["value_published"].isna() & both["indicator_id"].notna() & both["masked"].notna()
    ]
    assert len(absent) > 100
    assert absent["value"].isna().all()
    assert set(absent["missing_reason"]) == {"empty_at_source", "no_survey"}


@pytest.mark.parametrize(
    ("indicator", "area", "year", "gender", "value"),
    [
        ("nm1", "2080", 2022, "T", 90.0),
        ("nm1", "2029", 2022, "T", 80.0),
        ("nm1", "0000", 2022, "T", 84.0),
        ("nm2", "2026", 2022, "T", 97.0),
        ("nh1", "0020", 2022, "T", 5713.6),
        ("no1", "0020", 2022, "T", 19.0),
        ("nh3", "2021", 2022, "T", 35.5),
    ],
)
def test_known_values(
    values: pd.DataFrame, indicator: str, area: str, year: int, gender: str, value: float
) -> None:
    rows = of(values, indicator, year, gender)
    assert rows.loc[rows["organisation_id"] == area, "value"].tolist() == [value]


def test_the_year_without_a_survey_is_not_a_loss(values: pd.DataFrame, real_plan: Plan) -> None:
    surveys = {one.id for one in real_plan.indicators if 2021 in one.no_survey_years}
    rows = values[values["indicator_id"].isin(surveys) & (values["data_year"] == 2021)]
    assert len(rows) > 200
    assert (rows["missing_reason"] == "no_survey").all()
    survey = of(values, "nm1", 2020).set_index("organisation_id")["value"]
    assert survey.drop("G33627").notna().all()


@pytest.mark.parametrize(
    ("indicator", "value", "included"), [("nm1", 87.40, 15), ("nm2", 85.82, 11), ("nd2", 81.24, 15)]
)
def test_the_county_value_is_weighted_by_respondents(
    values: pd.DataFrame, indicator: str, value: float, included: int
) -> None:
    """Kolada hides the number of respondents of four kommuner for särskilt boende: eleven are in it."""
    row = of(values, indicator).set_index("organisation_id").loc["LAN20"]
    assert round(row["value"], 2) == value
    assert (row["areas_included"], row["areas_expected"], row["value_kind"]) == (
        included,
        15,
        "weighted",
    )


def test_what_real_values_teach_of_goals_and_comparison(
    real_2022: Connection, values: pd.DataFrame
) -> None:
    """Trygghet hemtjänst: against county + 3 p.e. none met, 5 not, 10 can't be said; against the county
    itself 13 of 15 show no certain difference, against the others without the kommun itself 12."""
    rows = of(values, "nm1")
    county = float(rows.loc[rows["organisation_id"] == "LAN20", "value"].iloc[0])
    kommuner = rows[rows["organisation_id"].str.match(r"2\d{3}$")]
    limits = kommuner["lower95"].to_numpy(dtype=float), kommuner["upper95"].to_numpy(dtype=float)
    against_goal = list(methods.compare_with_goal(*limits, county + 3, "high"))
    assert [against_goal.count(code) for code in ("better", "worse", "similar")] == [0, 5, 10]
    against_county = list(methods.compare_with_value(*limits, county, "high"))
    assert against_county.count("similar") == 13
    others = read_table(real_2022, "judged.comparison")
    others = others[(others["indicator_id"] == "nm1") & (others["gender"] == "T")]
    signals = others[others["benchmark_kind"] == "others"]["signal"].tolist()
    assert [signals.count(code) for code in ("better", "worse", "similar")] == [1, 2, 12]


@pytest.mark.parametrize(
    ("indicator", "difference", "known", "chance", "signal"),
    [
        ("nm1", 13.0, 15, 10.5, "within_chance"),
        ("nd2", 27.0, 15, 12.4, "beyond_chance"),
        ("nm2", 20.0, 11, 14.9, "within_chance"),
        ("na1", 21.0, 11, 21.3, "within_chance"),
    ],
)
def test_spread_beside_chance(
    real_2022: Connection, indicator: str, difference: float, known: int, chance: float, signal: str
) -> None:
    """Where respondents are known; among all 15 läkare vid behov spans 27-89, 62 p.e."""
    table = read_table(real_2022, "judged.inequality")
    row = of(table, indicator).iloc[0]
    assert (row["difference"], row["areas_known"], row["signal"]) == (difference, known, signal)
    assert round(row["chance_mean"], 1) == chance


def test_few_changes_are_certain_and_all_of_them_down(real_2022: Connection) -> None:
    trend = read_table(real_2022, "judged.trend")
    rows = trend[trend["indicator_id"].isin(["nm1", "nm2", "nd2"]) & (trend["gender"] == "T")]
    rows = rows[rows["organisation_id"].str.match(r"2\d{3}$")]
    assert len(rows) == 45
    assert set(rows["from_year"].dropna()) == {2020}
    certain = rows[rows["reason"] == "interval_excludes_zero"]
    assert len(certain) == 5
    assert (certain["change"] < 0).all()
    assert set(certain["signal"]) == {"worse"}


def test_the_nation_stands_beside_the_countys_change(real_2022: Connection) -> None:
    trend = read_table(real_2022, "judged.trend")
    row = trend[(trend["indicator_id"] == "nm1") & (trend["organisation_id"] == "LAN20")]
    row = row[row["gender"] == "T"].iloc[0]
    assert (row["from_year"], row["nation_change"], row["signal"]) == (2020, -2.0, "worse")


def test_indicators_that_the_file_lacks_are_said_to_be_missing(real_2022: Connection) -> None:
    years = read_table(real_2022, "judged.indicator_year").set_index("indicator_id")
    assert years.loc["nh4", "judged_year"] == 2021
    for indicator in ("nm4", "na3", "nd1", "no1k", "no4", "nh2"):
        assert years.loc[indicator, "availability"] == "no_data"
    notes = " ".join(read_table(real_2022, "judged.note")["text"])
    for kolada_id in ("N21600", "U71458", "N79173", "N20506", "U21571", "U21432"):
        assert kolada_id in notes


def test_the_derived_spread_stands_on_the_county_alone(values: pd.DataFrame) -> None:
    rows = of(values, "nd3")
    assert rows[["organisation_id", "value", "value_kind"]].to_numpy().tolist() == [
        ["LAN20", 13.0, "derived"]
    ]


def test_no_pace_before_the_first_plan(real_2022: Connection) -> None:
    table = read_table(real_2022, "judged.goal_status")
    assert set(table["pace_signal"]) == {"not_judged"}
    assert "plan_not_in_force" in set(table["pace_reason"])


def test_the_same_values_give_the_same_judgements(real_2022: Connection, real_plan: Plan) -> None:
    from gnv_pipeline.indicators import judge
    from gnv_pipeline.warehouse.schema import read_table_docs

    names = [doc.full_name for doc in read_table_docs() if doc.schema == "judged"]
    before = {name: read_table(real_2022, name).to_csv() for name in names}
    judge(real_2022, real_plan)
    assert {name: read_table(real_2022, name).to_csv() for name in names} == before
