"""In which kommuner the county's distance to a target sits: rows of ``judged.county_distance``.

It is arithmetic on the values of the judged year: what each kommun lacks to the county's target, in the
indicator's unit and as a count. A kommun is not judged by it; whether it has adopted the goal plays no part.

Belongs here: that arithmetic. Does not belong here: signals (``goals``), the mask.
"""

from __future__ import annotations

import math

import pandas as pd

from gnv_pipeline.indicators.catalogue import multiplier
from gnv_pipeline.indicators.frames import plain_rows
from gnv_pipeline.plan.models import AreaKind, Indicator, Plan

COLUMNS = [
    "goal_id", "indicator_id", "organisation_id", "data_year", "denominator", "gap", "gap_count",
    "gap_unit", "share",
]  # fmt: skip
_WANTED = ["goal_id", "indicator_id", "gender", "data_year", "target_lower", "target_upper"]


def distances(status: pd.DataFrame, stands: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Where the distance sits, for every goal whose county value lacks something.

    Args:
        status: Rows of ``judged.goal_status``.
        stands: Where areas stand (``standing.standing``).
        plan: Gives kommuner, units and goals.

    Returns:
        One row per kommun with a value of the judged year and a known base. ``share`` is the part of
        what all kommuner lack together; those that lack nothing count as 0, so that together they lack
        at least as much as the county as a whole.
    """
    whole = {plan.county.id, plan.region.id}
    goals = status[
        status["organisation_id"].isin(whole)
        & (status["gap"].astype(float) > 0)
        & status["target_kind"].isin(["at_least", "at_most", "keep"])
    ]
    kommuner = stands[
        (stands["kind"] == AreaKind.KOMMUN.value)
        & (stands["state"] == "judged")
        & stands["base_size"].notna()
    ]
    parts = []
    for goal, identity, gender, year, lower, upper in plain_rows(goals, _WANTED):
        indicator = plan.indicator_by_id[identity]
        if indicator.gap_unit is None or indicator.derived is not None:
            continue
        rows = kommuner[(kommuner["indicator_id"] == identity) & (kommuner["gender"] == gender)]
        if not rows.empty:
            parts.append(_of_goal(rows, indicator, goal, int(year), lower, upper))
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def _of_goal(
    rows: pd.DataFrame,
    indicator: Indicator,
    goal: str,
    year: int,
    lower: float | None,
    upper: float | None,
) -> pd.DataFrame:
    value, size = rows["value"].astype(float), rows["base_size"].astype(float)
    gap = pd.Series(0.0, index=rows.index)
    if lower is not None:
        gap = gap.clip(lower=lower - value)
    if upper is not None:
        gap = gap.clip(lower=value - upper)
    # Persons' years of a rate over several years: the count is of one year.
    years = indicator.basis.years if indicator.basis.kind == "derived_counts" else 1
    count = gap * size / years / multiplier(indicator)
    total = float(count.sum())
    shown = indicator.basis.kind in {"respondents", "counts"}
    return pd.DataFrame(
        {
            "goal_id": goal,
            "indicator_id": indicator.id,
            "organisation_id": rows["organisation_id"],
            "data_year": year,
            "denominator": size if shown else None,
            "gap": gap,
            "gap_count": [float(math.ceil(one - 1e-9)) for one in count],
            "gap_unit": indicator.gap_unit,
            "share": count / total * 100 if total > 0 else None,
        }
    )
