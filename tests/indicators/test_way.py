"""Ways laid out in years, what is needed until when, and levels of values without a known base."""

from __future__ import annotations

import pytest

from gnv_pipeline.plan.models import Basis, Plan
from tests.indicators.cases import Case, with_indicator
from tests.indicators.test_goals import COUNTY, A, linear, status, survey


@pytest.mark.parametrize(
    ("year", "share", "needed", "until"),
    [
        (2027, 71.0, 1.0, 2028),  # 72 is wanted in 2028
        (2029, 73.0, 2.0, 2030),  # 75 in 2030
        (2031, 75.0, 3.0, 2032),  # the target itself
    ],
)
def test_a_way_in_years_asks_for_its_next_year(
    fjallmark: Plan, year: int, share: float, needed: float, until: int
) -> None:
    row = status(Case(fjallmark, report_year=year, values=survey(year, share, 90_000.0)))
    assert (row["needed_per_year"], row["needed_until"]) == (pytest.approx(needed), until)


def test_a_straight_way_asks_until_the_target_year(fjallmark: Plan) -> None:
    row = status(Case(linear(fjallmark), report_year=2029, values=survey(2029, 75.0, 90_000.0)))
    assert (row["needed_per_year"], row["needed_until"]) == (pytest.approx(1.0), 2032)
    late = status(Case(linear(fjallmark), report_year=2032, values=survey(2032, 75.0, 90_000.0)))
    assert (late["needed_per_year"], late["needed_until"]) == (None, None)


@pytest.mark.parametrize(("share", "projected"), [(73.5, 78.0), (72.25, 74.5)])
def test_a_projection_follows_the_way(fjallmark: Plan, share: float, projected: float) -> None:
    """2,5 of 7 are expected in 2029: whoever has gone half of that goes half of all."""
    row = status(Case(fjallmark, report_year=2029, values=survey(2029, share, 90_000.0)))
    assert row["projected"] == pytest.approx(projected)


def test_a_projection_has_the_uncertainty_of_both_ends(fjallmark: Plan) -> None:
    values = survey(2026, 71.0, 900.0) + survey(2029, 73.5, 900.0)
    row = status(Case(fjallmark, report_year=2029, values=values))
    now = Case(fjallmark, report_year=2029, values=values).row(
        "judged.indicator_value",
        indicator_id="a1",
        organisation_id=COUNTY,
        data_year=2029,
        gender="T",
    )
    assert row["projected_lower"] < row["projected"] < row["projected_upper"]
    assert row["projected"] - row["projected_lower"] > now["value"] - now["lower95"]
    assert row["smallest_detectable"] > 0


def _counted(plan: Plan, county_value: str, *, complete: bool = True) -> Plan:
    basis = Basis(kind="none", complete=complete)
    return with_indicator(linear(plan), "a1", basis=basis, county_value=county_value)


def test_a_plain_mean_of_kommuner_is_no_full_count(fjallmark: Plan) -> None:
    plan = _counted(fjallmark, "unweighted")
    plans = [(A, "kontaktperson", {"works_with": "yes"})]
    case = Case(plan, values=survey(2027, 80.0), local_plan=plans)
    assert (status(case)["level_signal"], status(case)["level_reason"]) == (
        "met",
        "unweighted_mean",
    )
    assert status(case, area=A)["level_reason"] == "full_count"


def test_some_who_answer_for_all_are_no_full_count(fjallmark: Plan) -> None:
    row = status(Case(_counted(fjallmark, "unweighted", complete=False), values=survey(2027, 80.0)))
    assert (row["level_signal"], row["level_reason"]) == ("not_judged", "base_unknown")
