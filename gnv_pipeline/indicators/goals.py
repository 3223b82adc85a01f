"""Every area against every goal of the plan: rows of ``judged.goal_status``.

The county (or the region, where the plan says so) is judged. A kommun is judged only where its local plan
of the report year has adopted the goal; else the goal is a reference line (``reference_only``).

Belongs here: which target and start hold for whom. Does not belong here: the signals' rules (``level``,
``pace``).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from gnv_pipeline.indicators.catalogue import RunFacts
from gnv_pipeline.indicators.frames import plain_rows
from gnv_pipeline.indicators.level import gap, held_back, level, smallest_visible
from gnv_pipeline.indicators.pace import Pace, pace
from gnv_pipeline.indicators.targets import (
    Measured,
    Start,
    Target,
    own_target,
    target_of,
)
from gnv_pipeline.plan.models import Goal, GoalIndicator, Indicator, Plan

COLUMNS = [
    "goal_id", "indicator_id", "organisation_id", "gender", "report_year", "data_year", "plan_revision",
    "target_kind", "target_lower", "target_upper", "target_year", "target_origin", "baseline_value",
    "baseline_year", "value", "lower95", "upper95", "level_signal", "level_reason", "pace_signal",
    "pace_reason", "expected_now", "pace_ratio", "needed_per_year", "needed_until", "projected",
    "projected_lower", "projected_upper", "gap", "gap_count", "gap_unit", "smallest_detectable",
]  # fmt: skip


class Rows:
    """Values looked up by key, as plain Python values."""

    def __init__(self, stands: pd.DataFrame, frame: pd.DataFrame, spreads: pd.DataFrame) -> None:
        """Take where areas stand, all values and the spread between kommuner."""
        columns = [
            "indicator_id", "organisation_id", "gender", "data_year", "value", "lower95", "upper95",
            "flag", "base_count", "base_size", "definition_version", "value_kind",
        ]  # fmt: skip
        self._now = {
            row[:3]: _measured(row[3:-1], row[-1])
            for row in plain_rows(stands, [*columns, "state"])
        }
        self._all = {row[:4]: _measured(row[3:], "judged") for row in plain_rows(frame, columns)}
        self._spread = {
            (row[0], row[1]): row[2:]
            for row in plain_rows(
                spreads,
                [
                    "indicator_id",
                    "gender",
                    "data_year",
                    "difference",
                    "chance_mean",
                    "chance_lower",
                    "chance_upper",
                ],
            )
        }

    def now(self, indicator: str, area: str, gender: str) -> Measured | None:
        """Where an area stands; None when the indicator is judged nowhere."""
        return self._now.get((indicator, area, gender))

    def at(self, indicator: str, area: str, gender: str, year: int) -> Measured | None:
        """An area's value of one data year, where it has one."""
        found = self._all.get((indicator, area, gender, year))
        return found if found is not None and found.value is not None else None

    def beyond_chance(self, model: str, gender: str) -> Measured | None:
        """The spread that remains when what chance gives is taken away, with limits; never below 0."""
        found = self._spread.get((model, gender))
        if found is None or None in found:
            return None
        year, difference, mean, lower, upper = found
        value, low, high = (max(0.0, difference - chance) for chance in (mean, upper, lower))
        return Measured(year, value, low, high, False, None, None, "judged", None)


def _measured(row: tuple[Any, ...], state: str) -> Measured:
    year, value, lower, upper, flag, count, size, version, made = row
    return Measured(
        int(year), value, lower, upper, flag == "few", count, size, state, version, made
    )


def statuses(rows: Rows, local_plan: pd.DataFrame, plan: Plan, run: RunFacts) -> pd.DataFrame:
    """Judge every goal.

    Args:
        rows: Values looked up.
        local_plan: Rows of ``core.local_plan``.
        plan: The plan used.
        run: Report year, and whether the plan is in force.

    Returns:
        Rows of ``judged.goal_status``: one for the area that each goal names, and one per kommun where
        the indicator has kommun values.
    """
    own = local_plan[local_plan["year"] == run.report_year]
    adopted = {
        (row[0], row[1]): row[2]
        for row in plain_rows(
            own[own["works_with"].astype("boolean").fillna(value=False)],
            ["organisation_id", "goal_id", "own_target"],
        )
    }
    found = [
        _status(rows, plan, run, goal, number, one, area, adopted)
        for goal in plan.goals
        for number, one in enumerate(goal.indicators)
        for area in _areas(plan, one)
    ]
    return pd.DataFrame(found, columns=COLUMNS).astype(
        {
            "data_year": "Int64",
            "target_year": "Int64",
            "baseline_year": "Int64",
            "needed_until": "Int64",
        }
    )


def _areas(plan: Plan, one: GoalIndicator) -> list[str]:
    indicator = plan.indicator_by_id[one.indicator]
    judged = plan.region.id if one.area == "region" and not indicator.derived else plan.county.id
    kommuner = indicator.level != "region" and not indicator.derived
    return [judged, *(area.id for area in plan.kommuner if kommuner)]


def _status(
    rows: Rows,
    plan: Plan,
    run: RunFacts,
    goal: Goal,
    number: int,
    one: GoalIndicator,
    area: str,
    adopted: dict[tuple[str, str], float | None],
) -> dict[str, Any]:
    indicator = plan.indicator_by_id[one.indicator]
    is_kommun = area in {kommun.id for kommun in plan.kommuner}
    target = target_of(one, indicator)
    own = adopted.get((area, goal.id)) if is_kommun else None
    # A kommun gives one own value per goal: in the unit of the goal's first indicator.
    if target is not None and own is not None and number == 0:
        target = own_target(target, own)
    now = _now(rows, indicator, area, one, target)
    start = _start(rows, one, area, is_kommun)
    row = _facts(plan, run, goal, one, area, now, target, start)
    reason = held_back(indicator, now, target, not is_kommun or (area, goal.id) in adopted)
    if reason is not None or target is None:
        return {
            **row,
            **_said("not_judged", reason or "no_target", Pace("not_judged", reason or "no_target")),
        }
    signal = level(indicator, now, target)
    way = Pace("not_judged", "plan_not_in_force")
    if run.plan_in_force:
        way = pace(indicator, one, now, target, start, signal)
    remains = gap(indicator, now, target)
    return {
        **row,
        **_said(*signal, way),
        "gap": remains.value if remains else None,
        "gap_count": remains.count if remains else None,
        "gap_unit": remains.unit if remains else None,
    }


def _now(
    rows: Rows, indicator: Indicator, area: str, one: GoalIndicator, target: Target | None
) -> Measured:
    found = rows.now(indicator.id, area, one.gender)
    if target is not None and target.kind == "max_gap":
        model = indicator.basis.indicator or indicator.companion or indicator.id
        found = rows.beyond_chance(model, one.gender)
    if found is not None:
        return found
    return Measured(0, None, None, None, False, None, None, "no_value", None)


def _start(rows: Rows, one: GoalIndicator, area: str, is_kommun: bool) -> Start | None:
    """The plan's start for the area that the goal names, a kommun's own value of that year for itself."""
    if one.baseline is None:
        return None
    measured = rows.at(one.indicator, area, one.gender, one.baseline.year)
    if not is_kommun:
        return Start(one.baseline.value, one.baseline.year, measured)
    if measured is None or measured.value is None:
        return None
    return Start(measured.value, one.baseline.year, measured)


def _facts(
    plan: Plan,
    run: RunFacts,
    goal: Goal,
    one: GoalIndicator,
    area: str,
    now: Measured,
    target: Target | None,
    start: Start | None,
) -> dict[str, Any]:
    indicator = plan.indicator_by_id[one.indicator]
    return {
        "goal_id": goal.id,
        "indicator_id": indicator.id,
        "organisation_id": area,
        "gender": one.gender,
        "report_year": run.report_year,
        "data_year": now.year or None,
        "plan_revision": plan.revision,
        "target_kind": target.kind if target else None,
        "target_lower": target.lower if target else None,
        "target_upper": target.upper if target else None,
        "target_year": target.year if target else None,
        "target_origin": target.origin if target else None,
        "baseline_value": start.value if start else None,
        "baseline_year": start.year if start else None,
        "value": now.value,
        "lower95": now.lower,
        "upper95": now.upper,
        "smallest_detectable": smallest_visible(indicator, now, "either"),
    }


def _said(signal: str, reason: str, way: Pace) -> dict[str, Any]:
    return {
        "level_signal": signal,
        "level_reason": reason,
        "pace_signal": way.signal,
        "pace_reason": way.reason,
        "expected_now": way.expected_now,
        "pace_ratio": way.ratio,
        "needed_per_year": way.needed_per_year,
        "needed_until": way.needed_until,
        "projected": way.projected,
        "projected_lower": way.projected_lower,
        "projected_upper": way.projected_upper,
    }
