"""Spread beyond chance, its development, and where the distance to a goal sits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gnv_pipeline import methods
from gnv_pipeline.plan.models import Goal, GoalIndicator, Plan, Target
from tests.indicators.cases import Case, changed

A, B, C = "9901", "9902", "9903"
Value = tuple[str, str, int, str, float | None]


def survey(
    year: int, shares: tuple[float | None, ...], sizes: tuple[float | None, ...]
) -> list[Value]:
    found: list[Value] = []
    for area, share, size in zip((A, B, C), shares, sizes, strict=True):
        found += [("U99001", area, year, "T", share), ("U99002", area, year, "T", size)]
    return found


def spread(plan: Plan, values: list[Value]) -> dict[str, Any]:
    return Case(plan, values=values).row("judged.inequality", indicator_id="a1", gender="T")


def test_every_measure_comes_from_the_same_kommuner(fjallmark: Plan) -> None:
    row = spread(fjallmark, survey(2027, (60.0, 70.0, 90.0), (100, 200, 300)))
    measures = methods.inequality([60, 70, 90], [100, 200, 300])
    assert (row["areas"], row["areas_known"], row["areas_used"]) == (3, 3, 3)
    assert (row["difference"], row["ratio"]) == (30, pytest.approx(1.5))
    assert row["mean_deviation"] == pytest.approx(measures.mdmw)
    assert row["between_variance"] == pytest.approx(measures.bgv)
    left = methods.remaining_spread([60, 140, 270], [100, 200, 300], multiplier=100)
    assert row["remaining"] == pytest.approx(left.spread)
    assert row["chance_mean_deviation"] == pytest.approx(
        methods.expected_deviation([100, 200, 300], 470 / 600, multiplier=100)
    )


def test_nothing_remains_where_chance_explains_it(fjallmark: Plan) -> None:
    row = spread(fjallmark, survey(2027, (70.0, 71.0, 72.0), (50, 50, 50)))
    assert (row["remaining"], row["signal"]) == (0, "within_chance")


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        ((70.0, 70.0, 70.0), (50.0, 70.0, 90.0), "wider"),
        ((50.0, 70.0, 90.0), (70.0, 70.0, 70.0), "narrower"),
        ((65.0, 70.0, 75.0), (64.0, 70.0, 76.0), "uncertain"),
    ],
)
def test_development_of_the_spread(
    fjallmark: Plan, before: tuple[float, ...], now: tuple[float, ...], word: str
) -> None:
    sizes = (800, 800, 800)
    row = spread(fjallmark, survey(2026, before, sizes) + survey(2027, now, sizes))
    assert (row["development"], row["from_year"], row["from_areas"]) == (word, 2026, 3)
    assert row["from_difference"] == max(before) - min(before)
    assert row["development_reason"].startswith("interval_")


@pytest.mark.parametrize(
    ("before", "sizes", "reason"),
    [
        (None, (400, 400, 400), "no_earlier_value"),
        ((60.0, 70.0, 80.0), (None, None, None), "base_unknown"),
        ((60.0, 70.0, 80.0), (400, 400, None), "too_few"),
    ],
)
def test_development_needs_the_same_kommuner(
    fjallmark: Plan, before: tuple[float, ...] | None, sizes: tuple[float | None, ...], reason: str
) -> None:
    values = survey(2027, (60.0, 70.0, 80.0), (400, 400, 400))
    values += survey(2026, before, sizes) if before else []
    row = spread(fjallmark, values)
    assert (row["development"], row["development_reason"]) == ("not_judged", reason)


def test_the_false_alarms_of_development_are_few() -> None:
    """Spread that has not changed is said to have in at most 5 of 100 years, whatever its size."""
    rng = np.random.default_rng(3)
    size = np.array([84, 190, 852, 700, 60, 75, 300, 250, 120, 90, 110, 400, 210, 95, 150])
    for spread_of in (0.0, 0.03, 0.1):
        share = np.clip(0.8 + spread_of * rng.standard_normal(size.size), 0.05, 0.97)
        years = [
            methods.remaining_spread(rng.binomial(size, share, (4000, size.size)), size)
            for _ in range(2)
        ]
        change = years[0].variance - years[1].variance
        error = np.hypot(years[0].standard_error, years[1].standard_error)
        assert (np.abs(change) > 1.96 * error).mean() <= 0.055


# --- distance ------------------------------------------------------------------------------------


def with_target(plan: Plan, lower: float = 80.0) -> Plan:
    target = Target(kind="at_least", lower=lower, year=2032, source="x")
    one = GoalIndicator(indicator="a1", target=target)
    goals: list[Goal] = []
    for goal in plan.goals:
        first = bool(goal.indicators) and goal.indicators[0].indicator == "a1"
        goals.append(goal.model_copy(update={"indicators": (one,)}) if first else goal)
    return changed(plan, goals=tuple(goals))


def distance(plan: Plan, values: list[Value]) -> dict[str, dict[str, Any]]:
    table = Case(plan, values=values).table("judged.county_distance")
    return {row["organisation_id"]: row for row in table.to_dict("records")}


def test_where_the_countys_distance_sits(fjallmark: Plan) -> None:
    rows = distance(with_target(fjallmark), survey(2027, (70.0, 60.0, 90.0), (100, 200, 300)))
    assert {area: row["gap"] for area, row in rows.items()} == {A: 10, B: 20, C: 0}
    assert {area: row["gap_count"] for area, row in rows.items()} == {A: 10, B: 40, C: 0}
    assert {area: row["share"] for area, row in rows.items()} == {A: 20, B: 80, C: 0}
    assert rows[A]["denominator"] == 100
    assert rows[A]["gap_unit"] == "svarande"


def test_a_kommun_of_unknown_base_has_no_part(fjallmark: Plan) -> None:
    rows = distance(with_target(fjallmark), survey(2027, (70.0, 60.0, 50.0), (100, 200, None)))
    assert set(rows) == {A, B}


def test_a_county_that_has_arrived_has_no_distance(fjallmark: Plan) -> None:
    assert not distance(
        with_target(fjallmark, 60.0), survey(2027, (70.0, 50.0, 90.0), (100, 100, 300))
    )
