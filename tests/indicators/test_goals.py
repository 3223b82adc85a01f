"""Level and pace against goals, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from gnv_pipeline.plan.models import Goal, GoalIndicator, Plan
from tests.indicators.cases import Case, keyfigure, with_indicator
from tests.indicators.cases import changed as with_parts

A, B, C, REGION, COUNTY = "9901", "9902", "9903", "0099", "LAN99"


def survey(
    year: int, share: float, size: float = 400.0
) -> list[tuple[str, str, int, str, float | None]]:
    """The same share and respondents in all three kommuner."""
    rows: list[tuple[str, str, int, str, float | None]] = []
    for area in (A, B, C):
        rows += [("U99001", area, year, "T", share), ("U99002", area, year, "T", size)]
    return rows


def falls(year: int, value: float) -> list[tuple[str, str, int, str, float | None]]:
    """The same rate everywhere."""
    return [("N99003", area, year, "T", value) for area in (A, B, C, REGION)]


def with_goal(plan: Plan, goal: str, **changes: Any) -> Plan:
    """The plan with the goal's first indicator changed."""

    def changed(one: Goal) -> Goal:
        raw = one.indicators[0].model_dump() | changes
        return one.model_copy(update={"indicators": (GoalIndicator.model_validate(raw),)})

    goals = tuple(changed(one) if one.id == goal else one for one in plan.goals)
    return with_parts(plan, goals=goals)


def linear(plan: Plan, target: dict[str, Any] | None = None) -> Plan:
    base = {"kind": "at_least", "lower": 78, "year": 2032, "source": "x"}
    return with_goal(plan, "kontaktperson", path="linear", target=base | (target or {}))


def status(case: Case, goal: str = "kontaktperson", area: str = COUNTY) -> dict[str, Any]:
    return case.row("judged.goal_status", goal_id=goal, organisation_id=area)


# --- level -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "size", "signal", "reason"),
    [
        (90.0, 400.0, "met", "above_with_certainty"),
        (60.0, 400.0, "not_met", "below_with_certainty"),
        (79.0, 400.0, "uncertain", "interval_covers_goal"),
        (77.0, 400.0, "uncertain", "interval_covers_goal"),
        (20.0, 9.0, "uncertain", "few"),
    ],
)
def test_the_level_follows_the_interval(
    fjallmark: Plan, share: float, size: float, signal: str, reason: str
) -> None:
    row = status(Case(linear(fjallmark), values=survey(2027, share, size)))
    assert (row["level_signal"], row["level_reason"]) == (signal, reason)


@pytest.mark.parametrize(
    ("counts", "signal", "reason", "gap"),
    [
        ((800, 1000), "met", "inside_with_certainty", 0.0),
        ((300, 1000), "not_met", "below_with_certainty", 30.0),
        ((990, 1000), "not_met", "above_with_certainty", 4.0),
        ((61, 100), "uncertain", "interval_covers_goal", 0.0),
    ],
)
def test_a_range_has_two_sides(
    fjallmark: Plan, counts: tuple[int, int], signal: str, reason: str, gap: float
) -> None:
    rows = [keyfigure(REGION, area, "b1", "T", *counts) for area in (A, B, C)]
    row = status(Case(fjallmark, keyfigures=rows), "tidig_kontakt")
    assert (row["level_signal"], row["level_reason"]) == (signal, reason)
    assert row["gap"] == pytest.approx(gap)
    # The made-up plan gives no start for this goal.
    assert (row["pace_signal"], row["pace_reason"]) == ("not_judged", "no_baseline")


@pytest.mark.parametrize(
    ("value", "signal", "gap"),
    [(5200.0, "met", 0.0), (5201.0, "not_met", 1.0), (4000.0, "met", 0.0)],
)
def test_a_full_count_is_compared_as_it_is(
    fjallmark: Plan, value: float, signal: str, gap: float
) -> None:
    row = status(Case(fjallmark, values=falls(2027, value)), "fall", REGION)
    assert (row["level_signal"], row["level_reason"], row["gap"]) == (signal, "full_count", gap)
    assert (row["pace_signal"], row["pace_reason"]) == ("not_judged", "keep_level")
    assert row["gap_count"] is None


def test_a_survey_share_without_respondents_is_not_judged(fjallmark: Plan) -> None:
    rows = [("U99001", area, 2027, "T", 60.0) for area in (A, B, C)]
    case = Case(
        linear(fjallmark), values=rows, local_plan=[(A, "kontaktperson", {"works_with": "yes"})]
    )
    row = status(case, area=A)
    assert (row["level_signal"], row["level_reason"]) == ("not_judged", "base_unknown")
    assert (row["gap"], row["gap_count"]) == (18.0, None)


def test_the_gap_is_counted_in_whole_respondents(fjallmark: Plan) -> None:
    row = status(Case(linear(fjallmark), values=survey(2027, 75.0, 110.0)))
    # 3 p.e. of 330 is 9.9
    assert (row["gap"], row["gap_count"], row["gap_unit"]) == (3.0, 10.0, "svarande")


def test_what_could_be_seen_is_smaller_with_more_respondents(fjallmark: Plan) -> None:
    small, large = (
        status(Case(linear(fjallmark), values=survey(2027, 75.0, size)))["smallest_detectable"]
        for size in (100.0, 400.0)
    )
    assert 0 < large < small


# --- for whom ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "reason", "target", "origin"),
    [
        (None, "reference_only", 78.0, "plan"),
        ({"works_with": "no"}, "reference_only", 78.0, "plan"),
        ({"works_with": "yes"}, "below_with_certainty", 78.0, "plan"),
        ({"works_with": "yes", "own_target": "55"}, "above_with_certainty", 55.0, "local"),
    ],
)
def test_a_kommun_is_judged_only_by_what_it_has_adopted(
    fjallmark: Plan, local: dict[str, str] | None, reason: str, target: float, origin: str
) -> None:
    plans = [(A, "kontaktperson", local)] if local else []
    case = Case(linear(fjallmark), values=survey(2027, 62.0), local_plan=plans)
    row = status(case, area=A)
    assert (row["level_reason"], row["target_lower"], row["target_origin"]) == (
        reason,
        target,
        origin,
    )
    assert (row["gap"] is None) == (reason == "reference_only")
    assert status(case, area=B)["level_reason"] == "reference_only"
    assert status(case)["level_signal"] == "not_met"


def test_an_area_without_the_judged_year_shows_its_older_value(fjallmark: Plan) -> None:
    rows = [row for row in survey(2027, 62.0) if row[1] != A] + survey(2026, 90.0)
    plans = [(A, "kontaktperson", {"works_with": "yes"})]
    row = status(Case(linear(fjallmark), values=rows, local_plan=plans), area=A)
    assert (row["data_year"], row["value"]) == (2026, 90.0)
    assert (row["level_signal"], row["level_reason"]) == ("not_judged", "older_year")


def test_goals_without_target_or_value_say_so(fjallmark: Plan) -> None:
    case = Case(fjallmark)
    assert status(case, "bo_hemma")["level_reason"] == "no_target"
    assert status(case)["level_reason"] == "no_value"
    assert status(case)["data_year"] is None


def test_the_goals_area_has_one_row_and_each_kommun_one(fjallmark: Plan) -> None:
    table = Case(fjallmark).table("judged.goal_status")
    falls = table[table["goal_id"] == "fall"]["organisation_id"].tolist()
    assert sorted(falls) == [REGION, A, B, C]
    assert len(table) == 4 * 4


# --- pace --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "signal", "reason", "ratio"),
    [
        (90.0, "reached", "above_with_certainty", None),
        (76.0, "on_track", "on_path", 5 / 3.5),
        (74.5, "on_track", "on_path", 1.0),
        (73.2, "partly", "off_path", 2.2 / 3.5),
        (72.0, "behind", "off_path", 1 / 3.5),
        (69.0, "wrong_way", "off_path", -2 / 3.5),
    ],
)
def test_the_pace_on_a_straight_line(
    fjallmark: Plan, share: float, signal: str, reason: str, ratio: float | None
) -> None:
    """From 71 in 2026 to 78 in 2032: halfway, in 2029, 74.5 is expected."""
    case = Case(linear(fjallmark), report_year=2029, values=survey(2029, share, 90_000.0))
    row = status(case)
    assert (row["pace_signal"], row["pace_reason"]) == (signal, reason)
    assert row["expected_now"] == pytest.approx(74.5)
    assert row["needed_per_year"] == pytest.approx((78 - share) / 3)
    assert row["projected"] == pytest.approx(min(share + (share - 71), 100))
    if ratio is not None:
        assert row["pace_ratio"] == pytest.approx(ratio)


def test_a_start_inside_the_interval_says_nothing_of_pace(fjallmark: Plan) -> None:
    row = status(Case(linear(fjallmark), report_year=2029, values=survey(2029, 72.0, 100.0)))
    assert (row["pace_signal"], row["pace_reason"]) == ("uncertain", "base_inside_interval")


def test_a_way_laid_out_in_years_is_followed(fjallmark: Plan) -> None:
    """71 in 2026, 72 in 2028, 75 in 2030: 73.5 is expected in 2029."""
    row = status(Case(fjallmark, report_year=2029, values=survey(2029, 73.5, 90_000.0)))
    assert row["expected_now"] == pytest.approx(73.5)
    assert (row["pace_signal"], row["pace_ratio"]) == ("on_track", pytest.approx(1.0))


@pytest.mark.parametrize(
    ("year", "in_force", "reason"), [(2026, True, "base_year"), (2029, False, "plan_not_in_force")]
)
def test_nothing_is_said_of_pace(fjallmark: Plan, year: int, in_force: bool, reason: str) -> None:
    case = Case(linear(fjallmark), report_year=year, in_force=in_force, values=survey(year, 60.0))
    row = status(case)
    assert (row["pace_signal"], row["pace_reason"]) == ("not_judged", reason)
    assert row["level_signal"] == "not_met"
    assert row["projected"] is None


def test_a_kommun_starts_from_its_own_value(fjallmark: Plan) -> None:
    rows = survey(2029, 76.0, 90_000.0)
    rows += [("U99001", A, 2026, "T", 75.0), ("U99002", A, 2026, "T", 90_000.0)]
    plans = [(area, "kontaktperson", {"works_with": "yes"}) for area in (A, B)]
    case = Case(linear(fjallmark), report_year=2029, values=rows, local_plan=plans)
    row = status(case, area=A)
    assert (row["baseline_value"], row["expected_now"]) == (75.0, pytest.approx(76.5))
    assert (row["pace_signal"], row["pace_ratio"]) == ("partly", pytest.approx(1 / 1.5))
    # Now 76 (k 1 year forward per year gone): limits combine twice the uncertainty of now and once of then.
    assert row["projected_lower"] < row["projected"] < row["projected_upper"]
    assert status(case, area=B)["pace_reason"] == "no_baseline"


@pytest.mark.parametrize(
    ("share", "level", "pace"), [(76.0, "not_met", "not_judged"), (80.0, "met", "reached")]
)
def test_a_start_beyond_the_target_makes_falling_no_pace(
    fjallmark: Plan, share: float, level: str, pace: str
) -> None:
    """From 82 with the target 78: a fall to 76 once counted as being in step."""
    rows = survey(2029, share, 90_000.0)
    rows += [("U99001", A, 2026, "T", 82.0), ("U99002", A, 2026, "T", 90_000.0)]
    plans = [(A, "kontaktperson", {"works_with": "yes"})]
    case = Case(linear(fjallmark), report_year=2029, values=rows, local_plan=plans)
    row = status(case, area=A)
    assert (row["level_signal"], row["pace_signal"]) == (level, pace)
    assert row["pace_reason"] == "keep_level"


def test_a_changed_definition_ends_the_way(fjallmark: Plan) -> None:
    target = {"kind": "at_most", "upper": 4000, "year": 2032, "source": "x"}
    baseline = {"value": 5000, "year": 2024, "source": "x"}
    plan = with_goal(fjallmark, "fall", target=target, baseline=baseline)
    rows = falls(2024, 5000.0) + falls(2027, 5000.0)
    row = status(Case(plan, values=rows), "fall", REGION)
    assert (row["pace_signal"], row["pace_reason"]) == ("not_judged", "definition_changed")
    assert row["level_signal"] == "not_met"


def test_under_construction_is_shown_and_not_judged(fjallmark: Plan) -> None:
    plan = with_indicator(linear(fjallmark), "a1", under_construction=True)
    row = status(Case(plan, values=survey(2027, 60.0)))
    assert (row["level_signal"], row["level_reason"], row["value"]) == (
        "not_judged",
        "under_construction",
        60.0,
    )
