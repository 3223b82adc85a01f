"""Which value an area has in a year, how it was made, and why one is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.indicators.catalogue import RunFacts
from gnv_pipeline.indicators.missing import reason
from gnv_pipeline.plan.models import Indicator, Plan
from gnv_pipeline.warehouse.schema import orphans
from tests.indicators.cases import Case, keyfigure, one_row

A, B, C, REGION, COUNTY = "9901", "9902", "9903", "0099", "LAN99"

SURVEY = [
    ("U99001", A, 2027, "T", 80.0), ("U99002", A, 2027, "T", 50.0),
    ("U99001", B, 2027, "T", 70.0), ("U99002", B, 2027, "T", 150.0),
    ("U99001", C, 2027, "T", 90.0), ("U99002", C, 2027, "T", None),
    ("U99001", A, 2027, "K", 82.0),
]  # fmt: skip
SIP = [
    keyfigure(A, A, "d1", "K", 6, 40),
    keyfigure(A, A, "d1", "M", 4, 10),
    keyfigure(B, B, "d1", "K", 30, 100),
    keyfigure(B, B, "d1", "M", None, None, reason="secrecy"),
    keyfigure(C, C, "d1", "K", 0, 0),
    keyfigure(C, C, "d1", "M", 1, 20),
]


@pytest.fixture(scope="module")
def values(fjallmark: Plan) -> pd.DataFrame:
    return Case(fjallmark, values=SURVEY, keyfigures=SIP).table("judged.indicator_value")


def value(
    table: pd.DataFrame, indicator: str, area: str, gender: str = "T", year: int = 2027
) -> dict[str, Any]:
    return one_row(
        table, indicator_id=indicator, organisation_id=area, gender=gender, data_year=year
    )


def test_a_survey_share_has_its_respondents_and_wilson_limits(values: pd.DataFrame) -> None:
    row = value(values, "a1", A)
    assert (row["value"], row["denominator"], row["numerator"]) == (80.0, 50.0, None)
    assert (row["value_kind"], row["interval_basis"]) == ("official", "respondents")
    # By hand: x 40 of n 50, z 1.959964: (80 + 3.8415 -/+ 1.96 sqrt(3.8415 + 160 * 0.2)) / (2 * 53.8415)
    assert row["lower95"] == pytest.approx(66.963, abs=0.001)
    assert row["upper95"] == pytest.approx(88.756, abs=0.001)
    assert row["lower998"] < row["lower95"]
    assert row["source_label"] == "Källa: Länets enkät (via Kolada)"


def test_without_respondents_there_is_a_value_but_no_interval(values: pd.DataFrame) -> None:
    for area, gender in ((C, "T"), (A, "K")):
        row = value(values, "a1", area, gender)
        assert row["value"] is not None
        assert (row["interval_basis"], row["lower95"]) == ("none", None)


def test_the_county_weighs_with_respondents_where_both_are_known(values: pd.DataFrame) -> None:
    row = value(values, "a1", COUNTY)
    assert row["value"] == pytest.approx((80 * 50 + 70 * 150) / 200)
    assert (row["areas_included"], row["areas_expected"]) == (2, 3)
    assert (row["value_kind"], row["denominator"], row["numerator"]) == ("weighted", 200.0, None)
    assert row["lower95"] < row["value"] < row["upper95"]
    assert row["source_label"] == "Egen bearbetning av data från Kolada"


def test_a_county_value_needs_half_of_its_areas(values: pd.DataFrame) -> None:
    row = value(values, "a1", COUNTY, "K")
    assert (row["value"], row["missing_reason"], row["areas_included"]) == (None, "unknown", 0)
    row = value(values, "b1", COUNTY)
    assert (row["value"], row["missing_reason"]) == (None, "not_reported")


def test_own_counts_are_summed_over_gender_and_kommuner(values: pd.DataFrame) -> None:
    total = value(values, "d1", A)
    assert (total["numerator"], total["denominator"], total["value"]) == (10, 50, 20.0)
    assert (total["value_kind"], total["interval_basis"]) == ("summed", "counts")
    # B lacks its men: a total without them would be another measure.
    assert value(values, "d1", B)["missing_reason"] == "secrecy"
    # C has no women to count: none of none adds nothing and hinders nothing.
    assert value(values, "d1", C, "K")["missing_reason"] == "not_applicable"
    assert value(values, "d1", C)["value"] == 5.0
    county = value(values, "d1", COUNTY)
    assert (county["numerator"], county["denominator"], county["areas_included"]) == (11, 70, 2)
    women = value(values, "d1", COUNTY, "K")
    assert (women["numerator"], women["denominator"], women["areas_included"]) == (36, 140, 3)
    assert county["source_label"] == "Egen summering. Källa: Egen insamling från kommunerna"


def test_few_behind_a_value_is_flagged(values: pd.DataFrame) -> None:
    assert value(values, "d1", A, "M")["flag"] == "few"
    assert value(values, "d1", A, "K")["flag"] is None


def test_counts_of_respondents_have_no_interval(values: pd.DataFrame) -> None:
    row = value(values, "a1n", COUNTY)
    assert (row["value"], row["value_kind"], row["interval_basis"]) == (200.0, "summed", "none")


def test_the_grid_is_dense(fjallmark: Plan) -> None:
    early = [("N99003", REGION, 2023, "T", 5000.0), ("N99003", A, 2025, "T", 5100.0)]
    case = Case(fjallmark, values=early)
    with case.judged() as con:
        table = con.execute("select * from judged.indicator_value").df()
        assert orphans(con) == ()
    falls = table[table["indicator_id"] == "c1"]
    assert sorted(falls["data_year"].unique()) == [2023, 2024, 2025, 2026, 2027]
    assert set(falls["organisation_id"]) == {A, B, C, REGION, COUNTY}
    assert len(falls) == 5 * 5
    # An indicator with nothing at all still stands in the report year, with a reason.
    for indicator in fjallmark.indicators:
        rows = table[(table["indicator_id"] == indicator.id) & (table["data_year"] == 2027)]
        assert len(rows) >= 4
    assert (table["value"].isna() == table["missing_reason"].notna()).all()


def test_the_region_stands_for_the_county_where_the_plan_says_so(fjallmark: Plan) -> None:
    table = Case(fjallmark, values=[("N99003", REGION, 2027, "T", 5000.0)]).table(
        "judged.indicator_value"
    )
    county, region = (value(table, "c1", area) for area in (COUNTY, REGION))
    assert (county["value"], county["value_kind"]) == (5000.0, "official")
    assert county["source_label"] == region["source_label"] == "Källa: Länets register (via Kolada)"


def test_definition_versions_follow_the_data_year(fjallmark: Plan) -> None:
    rows = [("N99003", REGION, year, "T", 5000.0) for year in (2024, 2025)]
    table = Case(fjallmark, values=rows).table("judged.indicator_value")
    assert [
        value(table, "c1", REGION, year=year)["definition_version"] for year in (2024, 2025)
    ] == [1, 2]


def test_values_after_the_report_year_are_not_shown(fjallmark: Plan) -> None:
    case = Case(fjallmark, values=[*SURVEY, ("U99001", A, 2028, "T", 99.0)])
    assert case.table("judged.indicator_value")["data_year"].max() == 2027


def test_an_impossible_share_has_no_interval(fjallmark: Plan) -> None:
    rows = [("U99001", A, 2027, "T", 162.5), ("U99002", A, 2027, "T", 50.0)]
    row = value(Case(fjallmark, values=rows).table("judged.indicator_value"), "a1", A)
    assert (row["value"], row["lower95"], row["interval_basis"]) == (162.5, None, "none")


def test_a_preliminary_edition_marks_this_years_own_values(fjallmark: Plan) -> None:
    case = Case(fjallmark, keyfigures=SIP, values=SURVEY, edition="preliminary")
    table = case.table("judged.indicator_value")
    assert value(table, "d1", A, "K")["preliminary"]
    assert value(table, "d1", A)["preliminary"]
    assert not value(table, "a1", A)["preliminary"]


# --- the judged year ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("areas", "judged"),
    [((A, B, C), 2027), ((A, B), 2027), ((A,), 2026), ((), 2026)],
)
def test_the_judged_year_needs_half_of_the_areas(
    fjallmark: Plan, areas: tuple[str, ...], judged: int
) -> None:
    rows = [("U99001", area, 2026, "T", 70.0) for area in (A, B, C)]
    rows += [("U99001", area, 2027, "T", 70.0) for area in areas]
    row = Case(fjallmark, values=rows).row("judged.indicator_year", indicator_id="a1")
    assert (row["judged_year"], row["availability"]) == (judged, "judged")
    assert row["latest_year"] == (2027 if areas else 2026)


def test_an_indicator_without_values_is_judged_nowhere(fjallmark: Plan) -> None:
    case = Case(fjallmark, values=[("U99001", A, 2027, "T", 70.0)])
    assert case.row("judged.indicator_year", indicator_id="a1")["availability"] == "too_few"
    assert case.row("judged.indicator_year", indicator_id="c1")["availability"] == "no_data"
    notes = case.table("judged.note")
    assert notes["text"].tolist() == [
        "Svarande på länets enkät: måttet (U99002) finns inte i de filer som lästs in.",
        "Fallskador per 100 000 invånare: måttet (N99003) finns inte i de filer som lästs in.",
    ]


# --- reasons -----------------------------------------------------------------------------------

RUN = RunFacts(2027, date(2028, 3, 1), plan_in_force=True)


def national(plan: Plan, **changes: Any) -> Indicator:
    return plan.indicator_by_id["a1"].model_copy(update=changes)


@pytest.mark.parametrize(
    ("changes", "year", "received", "expected"),
    [
        ({"no_survey_years": (2026,)}, 2026, "empty_at_source", "no_survey"),
        ({"no_survey_years": (2026,)}, 2026, None, "no_survey"),
        ({"valid_to": 2025}, 2026, None, "discontinued"),
        ({"valid_to": 2025}, 2025, None, "unknown"),
        ({}, 2026, "secrecy", "secrecy"),
        ({}, 2026, "empty_at_source", "empty_at_source"),
        ({}, 2026, None, "unknown"),
        ({"publication_month": 4, "publication_lag": 1}, 2027, None, "not_yet_published"),
        (
            {"publication_month": 3, "publication_lag": 1},
            2027,
            "empty_at_source",
            "not_yet_published",
        ),
        ({"publication_month": 2, "publication_lag": 1}, 2027, None, "unknown"),
        ({}, 2023, None, "no_survey"),
    ],
)
def test_the_reason_of_a_national_value(
    fjallmark: Plan, changes: dict[str, Any], year: int, received: str | None, expected: str
) -> None:
    assert reason(national(fjallmark, **changes), "kommun", year, received, RUN) == expected


@pytest.mark.parametrize(
    ("kind", "year", "expected"),
    [
        ("kommun", 2027, "not_reported"),
        ("kommun", 2026, "no_survey"),
        ("region", 2027, "wrong_level"),
    ],
)
def test_the_reason_of_an_own_value(fjallmark: Plan, kind: str, year: int, expected: str) -> None:
    assert reason(fjallmark.indicator_by_id["d1"], kind, year, None, RUN) == expected


@given(
    year=st.integers(2018, 2027),
    received=st.sampled_from([None, "empty_at_source", "secrecy", "awaiting_correction"]),
    kind=st.sampled_from(["kommun", "region", "nation"]),
    month=st.none() | st.integers(1, 12),
)
def test_every_missing_value_has_a_reason_that_the_table_knows(
    fjallmark: Plan, year: int, received: str | None, kind: str, month: int | None
) -> None:
    known = {
        "secrecy", "dropout", "not_applicable", "not_reported", "unknown", "empty_at_source", "no_survey",
        "not_yet_published", "discontinued", "wrong_level", "awaiting_correction",
    }  # fmt: skip
    for indicator in fjallmark.indicators:
        changed = indicator.model_copy(update={"publication_month": month})
        assert reason(changed, kind, year, received, RUN) in known


def test_as_of_decides_what_is_not_yet_published(fjallmark: Plan) -> None:
    indicator = national(fjallmark, publication_month=10)
    for as_of, expected in (
        (date(2027, 10, 31), "not_yet_published"),
        (date(2027, 11, 1), "unknown"),
    ):
        assert reason(indicator, "kommun", 2027, None, replace(RUN, as_of=as_of)) == expected
