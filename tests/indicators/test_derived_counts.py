"""Rates whose counts are implied by a population: intervals, gaps and three-year means."""

from __future__ import annotations

import pytest

from gnv_pipeline.plan.models import Plan
from tests.indicators.cases import Case, with_indicator

A, REGION = "9901", "0099"


@pytest.fixture
def rates(fjallmark: Plan) -> Plan:
    """Falls as three-year means over the population a1n stands for (per area and year)."""
    basis = {"kind": "derived_counts", "indicator": "a1n", "years": 3}
    falls = fjallmark.indicator_by_id["c1"]
    return with_indicator(
        fjallmark,
        "c1",
        basis=type(falls.basis).model_validate(basis),
        gap_unit="vårdtillfällen",
        definitions=(falls.definitions[1].model_copy(update={"from_year": 2020}),),
    )


POPULATION = [
    ("U99002", A, year, "T", size) for year, size in ((2025, 300.0), (2026, 400.0), (2027, 500.0))
]


def test_the_limits_come_from_the_implied_count(rates: Plan) -> None:
    case = Case(rates, values=[*POPULATION, ("N99003", A, 2027, "T", 5000.0)])
    row = case.row("judged.indicator_value", indicator_id="c1", organisation_id=A, data_year=2027)
    # 5000 per 100 000 of 1200 person-years is 60 falls; Byar: 60 (1 - 1/540 - 1.959964/(3 sqrt 60))^3 = 45.78
    assert row["interval_basis"] == "derived_counts"
    assert row["lower95"] == pytest.approx(45.785 / 1200 * 100_000, rel=1e-3)
    assert row["upper95"] == pytest.approx(77.233 / 1200 * 100_000, rel=1e-3)
    assert (row["numerator"], row["denominator"]) == (None, None)


def test_years_without_population_count_as_the_mean_of_the_known(rates: Plan) -> None:
    falls = ("N99003", A, 2027, "T", 5000.0)
    known = Case(rates, values=[("U99002", A, 2026, "T", 400.0), falls])
    whole = Case(
        rates, values=[("U99002", A, year, "T", 400.0) for year in (2025, 2026, 2027)] + [falls]
    )
    key = {"indicator_id": "c1", "organisation_id": A, "data_year": 2027}
    rows = [case.row("judged.indicator_value", **key) for case in (known, whole)]
    assert rows[0]["upper95"] == rows[1]["upper95"]


def test_fewer_than_thirty_events_is_few(rates: Plan) -> None:
    rows = [("N99003", A, 2027, "T", 2400.0), *POPULATION]  # 28.8 falls
    row = Case(rates, values=rows).row(
        "judged.indicator_value", indicator_id="c1", organisation_id=A, data_year=2027
    )
    assert row["flag"] == "few"


def test_three_year_means_are_compared_three_years_apart(rates: Plan) -> None:
    def falls(*years: int) -> list[tuple[str, str, int, str, float | None]]:
        areas = (A, "9902", "9903", REGION)
        return [("N99003", area, year, "T", 5000.0 + year) for year in years for area in areas]

    key = {"indicator_id": "c1", "organisation_id": REGION, "gender": "T"}
    row = Case(rates, values=falls(*range(2022, 2028))).row("judged.trend", **key)
    assert (row["from_year"], row["change"]) == (2024, 3.0)
    row = Case(rates, values=falls(2022, 2023, 2025, 2026, 2027)).row("judged.trend", **key)
    assert row["from_year"] == 2023


def test_the_gap_is_counted_in_events_of_one_year(rates: Plan) -> None:
    keep = rates.goal_by_id["fall"].indicators[0]
    county_of_one = [("N99003", area, 2027, "T", 6000.0) for area in (A, "9902", "9903", REGION)]
    plans = [(A, "fall", {"works_with": "yes"})]
    case = Case(rates, values=[*county_of_one, *POPULATION], local_plan=plans)
    row = case.row("judged.goal_status", goal_id="fall", organisation_id=A)
    assert keep.target is not None
    assert keep.target.upper == 5200
    # 800 per 100 000 of 400 a year is 3.2 falls a year: four fewer are needed.
    assert (row["gap"], row["gap_count"], row["gap_unit"]) == (800.0, 4.0, "vårdtillfällen")
