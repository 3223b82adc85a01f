"""The trend over five comparable points, with the rounds that can be compared and those that can't."""

from __future__ import annotations

from typing import Any

import pytest

from gnv_pipeline import methods
from gnv_pipeline.plan.models import Basis, Plan
from tests.indicators.cases import Case, with_indicator

A, B, C, COUNTY = "9901", "9902", "9903", "LAN99"
Value = tuple[str, str, int, str, float | None]


def rounds(shares: dict[int, float | None], size: float = 400.0, area: str = A) -> list[Value]:
    """One kommun's shares; the two others stand still."""
    found: list[Value] = []
    for year, share in shares.items():
        for one in (A, B, C):
            found.append(("U99001", one, year, "T", share if one == area else 70.0))
            found.append(("U99002", one, year, "T", size))
    return found


def early(plan: Plan, **changes: Any) -> Plan:
    """The survey from 2015 on, so that five rounds fit before 2027."""
    definitions = plan.indicator_by_id["a1"].definitions
    first = definitions[0].model_copy(update={"from_year": 2015})
    base = plan.indicator_by_id["a1n"].definitions[0].model_copy(update={"from_year": 2015})
    plan = with_indicator(
        plan, "a1n", definitions=(base,), no_survey_years=changes.get("no_survey_years", ())
    )
    return with_indicator(plan, "a1", **({"definitions": (first,)} | changes))


def row(plan: Plan, values: list[Value], area: str = A) -> dict[str, Any]:
    return Case(plan, values=values).row(
        "judged.trend", indicator_id="a1", organisation_id=area, gender="T"
    )


UP = {2023: 60.0, 2024: 65.0, 2025: 70.0, 2026: 75.0, 2027: 80.0}


def test_a_certain_rise_over_five_rounds(fjallmark: Plan) -> None:
    found = row(early(fjallmark), rounds(UP))
    share = methods.proportion([x * 4 for x in UP.values()], 400, 0.95, 100)
    test = methods.recent_trend(list(UP), *share)
    assert (found["points"], found["first_year"]) == (5, 2023)
    assert found["slope"] == pytest.approx(test.slope)
    assert (found["series_signal"], found["series_reason"]) == ("better", "trend_certain")


@pytest.mark.parametrize(
    ("better", "signal"), [("high", "better"), ("low", "worse"), ("none", "higher")]
)
def test_the_word_follows_what_is_better(fjallmark: Plan, better: str, signal: str) -> None:
    assert row(early(fjallmark, better=better), rounds(UP))["series_signal"] == signal


def test_what_cannot_be_told_is_never_unchanged(fjallmark: Plan) -> None:
    still = dict.fromkeys(UP, 70.0)
    found = row(early(fjallmark), rounds(still))
    assert (found["series_signal"], found["series_reason"]) == ("uncertain", "trend_uncertain")
    assert found["slope"] == pytest.approx(0.0)


def test_a_year_without_survey_is_no_gap_and_the_slope_is_per_year(fjallmark: Plan) -> None:
    years = {2022: 60.0, 2023: 65.0, 2024: 70.0, 2026: 75.0, 2027: 80.0}
    found = row(early(fjallmark, no_survey_years=(2025,)), rounds(years))
    assert (found["points"], found["first_year"], found["series_signal"]) == (5, 2022, "better")
    even = row(early(fjallmark), rounds(UP))["slope"]
    assert found["slope"] == pytest.approx(even * 4 / 5)


def test_a_year_that_the_kommun_lacks_is_a_gap(fjallmark: Plan) -> None:
    found = row(early(fjallmark), rounds({2022: 55.0, **UP, 2025: None}))
    assert (found["points"], found["first_year"]) == (2, 2026)
    assert (found["series_signal"], found["series_reason"]) == ("not_judged", "too_few_points")
    assert row(early(fjallmark), rounds({2022: 55.0, **UP, 2025: None}), B)["points"] == 5


def test_a_changed_definition_ends_the_series(fjallmark: Plan) -> None:
    (first,) = fjallmark.indicator_by_id["a1"].definitions
    versions = (
        first.model_copy(update={"from_year": 2015, "to_year": 2024}),
        first.model_copy(update={"version": 2, "from_year": 2025, "break_note": "Ny fråga."}),
    )
    found = row(early(fjallmark, definitions=versions), rounds(UP))
    assert (found["points"], found["first_year"], found["series_reason"]) == (
        3,
        2025,
        "too_few_points",
    )


def test_overlapping_means_are_never_a_series(fjallmark: Plan) -> None:
    basis = Basis(kind="respondents", indicator="a1n", years=3)
    found = row(early(fjallmark, basis=basis), rounds(UP))
    assert (found["series_signal"], found["series_reason"]) == ("not_judged", "overlapping_means")
    assert found["slope"] is None
    assert found["from_year"] == 2024  # compared T against T - 3 instead


def test_few_respondents_give_no_stronger_word(fjallmark: Plan) -> None:
    steep = dict(zip(UP, (10.0, 30.0, 50.0, 70.0, 95.0), strict=True))
    found = row(early(fjallmark), rounds(steep, size=25.0))
    assert (found["series_signal"], found["series_reason"]) == ("uncertain", "few")


def test_rounds_without_known_base_are_points_but_no_test(fjallmark: Plan) -> None:
    values = [one for one in rounds(UP) if one[0] == "U99001" or one[2] >= 2025]
    found = row(early(fjallmark), values)
    assert (found["points"], found["series_reason"]) == (5, "base_unknown")


def test_an_area_without_value_this_year_has_no_series(fjallmark: Plan) -> None:
    found = row(early(fjallmark), rounds({**UP, 2027: None}))
    assert (found["points"], found["series_signal"]) == (0, "not_judged")
    assert found["series_reason"] == "no_value"
