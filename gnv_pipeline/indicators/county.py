"""Values that stand for several areas: the county, a comparison group, the spread between kommuner.

A value is given only when at least half of the kommuner are in it; how many are is kept beside it. The
county's rule stands in the plan (``county_value``):

* official_region: the region's own value as published
* summed: sum of numerators / sum of denominators; for counts, the sum
* weighted_by_respondents: sum of value * n / sum of n over kommuner with both known
* unweighted: plain mean, labelled so, without interval
* none: no county value exists

Belongs here: these rules. Does not belong here: intervals of what comes out (``intervals``).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from gnv_pipeline.indicators.catalogue import RunFacts, has_national, judged_areas, multiplier
from gnv_pipeline.indicators.missing import COUNTED_AS, common, reason
from gnv_pipeline.plan.models import AreaKind, Indicator, Plan

COPIED = [
    "value", "value_kind", "numerator", "denominator", "base_count", "base_size", "preliminary",
    "missing_reason",
]  # fmt: skip


def fill(
    frame: pd.DataFrame,
    indicator: Indicator,
    plan: Plan,
    run: RunFacts,
    model: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Fill an indicator's rows of the county and the group, or of a derived one, with value or reason.

    Args:
        frame: Rows of the indicator.
        indicator: Which one.
        plan: The plan used.
        run: Report year and ``as_of``.
        model: Rows of the indicator that a derived one is made from.
    """
    if indicator.derived is not None:
        everything = pd.Series(data=True, index=frame.index)
        if model is not None:
            _write(frame, everything, _spread(model, plan, indicator), indicator, run)
        return frame
    to_county = frame["kind"] == AreaKind.COUNTY.value
    if indicator.county_value == "official_region":
        _copy(frame, to_county, frame["kind"] == AreaKind.REGION.value)
    elif indicator.county_value == "none":
        frame.loc[to_county, "missing_reason"] = "wrong_level"
    elif to_county.any():
        made = _made(frame, plan, indicator, indicator.county_value)
        _write(frame, to_county, made, indicator, run)
    to_group = frame["kind"] == AreaKind.GROUP.value
    if to_group.any():
        received = to_group & frame["value"].notna()
        made = _made(frame, plan, indicator, "unweighted")
        _write(frame, to_group & ~received, made, indicator, run)
    return frame


def _copy(frame: pd.DataFrame, target: pd.Series, source: pd.Series) -> None:
    order = ["data_year", "gender"]
    into = frame[target].sort_values(order).index
    taken = frame.loc[frame[source].sort_values(order).index, COPIED]
    for column in COPIED:
        frame.loc[into, column] = taken[column].to_numpy()


def _made(frame: pd.DataFrame, plan: Plan, indicator: Indicator, rule: str) -> pd.DataFrame:
    """Values per data year and gender made from the kommuner by a rule, whatever their number.

    Columns: value, value_kind, numerator, denominator, base_count, base_size, preliminary,
    included, expected, missing_reason (what the kommuner lack, where all lack the same).
    """
    parts = frame[frame["kind"] == AreaKind.KOMMUN.value].copy()
    parts["in"] = parts["value"].notna()
    if rule == "summed" and indicator.unit != "count":
        # None of none carries no value but belongs in the sum.
        parts["in"] = parts["numerator"].notna() & parts["denominator"].notna()
    elif rule == "weighted_by_respondents":
        parts["in"] &= parts["base_size"].notna()
    used = parts.where(parts["in"])
    parts = parts.assign(
        **{
            name: used[name].astype(float)
            for name in ("value", "numerator", "denominator", "base_count", "base_size")
        }
    )
    groups = parts.groupby(["data_year", "gender"], sort=True)
    made = groups[["numerator", "denominator", "base_count", "base_size"]].sum(min_count=1)
    made["included"] = groups["in"].sum()
    made["expected"] = len(plan.kommuner)
    made["preliminary"] = groups["preliminary"].any()
    reasons = frame[frame["kind"] == AreaKind.KOMMUN.value].groupby(["data_year", "gender"])
    otherwise = "unknown" if has_national(indicator) else "not_reported"
    made["missing_reason"] = reasons["missing_reason"].agg(
        lambda found: common(found, otherwise) if found.notna().all() else otherwise
    )
    return _by_rule(made, groups["value"], indicator, rule)


def _by_rule(
    made: pd.DataFrame,
    values: Any,
    indicator: Indicator,
    rule: str,
) -> pd.DataFrame:
    scale = multiplier(indicator)
    if rule == "unweighted":
        made["value"] = values.mean()
        made[["numerator", "denominator", "base_count", "base_size"]] = np.nan
        made["value_kind"] = "unweighted"
    elif rule == "weighted_by_respondents":
        made["value"] = made["base_count"] / made["base_size"] * scale
        made["numerator"] = np.nan  # implied counts are never shown
        made["value_kind"] = "weighted"
    elif indicator.unit == "count":
        made["value"] = values.sum(min_count=1)
        made["value_kind"] = "summed"
    else:
        made["value"] = (
            made["numerator"] / made["denominator"].where(made["denominator"] > 0)
        ) * scale
        made["value_kind"] = "summed"
    return made


def _spread(of_it: pd.DataFrame, plan: Plan, indicator: Indicator) -> pd.DataFrame:
    """Largest minus smallest value among the kommuner of the indicator it is derived from."""
    model = plan.indicator_by_id[indicator.basis.indicator or indicator.companion or ""]
    made = _made(of_it, plan, model, "unweighted")
    groups = of_it[of_it["kind"] == AreaKind.KOMMUN.value].groupby(["data_year", "gender"])["value"]
    made["value"] = (groups.max() - groups.min()).where(made["included"] > 1)
    made["value_kind"] = "derived"
    return made


def _write(
    frame: pd.DataFrame, target: pd.Series, made: pd.DataFrame, indicator: Indicator, run: RunFacts
) -> None:
    """Put made values into their rows; where less than half is in, the reason instead."""
    rows = frame.index[target]
    if rows.empty:
        return
    wanted = pd.MultiIndex.from_frame(frame.loc[rows, ["data_year", "gender"]])
    found = made.reindex(wanted)
    enough = (found["included"] * 2 >= found["expected"]).to_numpy() & found[
        "value"
    ].notna().to_numpy()
    for column in ("value", "numerator", "denominator", "base_count", "base_size"):
        frame.loc[rows, column] = np.where(enough, found[column].to_numpy(dtype=float), np.nan)
    frame.loc[rows, "value_kind"] = (
        found["value_kind"].astype(object).where(enough, None).to_numpy()
    )
    frame.loc[rows, "preliminary"] = (
        found["preliminary"].astype("boolean").fillna(value=False).to_numpy(dtype=bool)
    )
    frame.loc[rows, "areas_included"] = found["included"].astype("Int64").array
    frame.loc[rows, "areas_expected"] = found["expected"].astype("Int64").array
    kind = COUNTED_AS[AreaKind.COUNTY.value]
    reasons = [
        None if given else reason(indicator, kind, int(year), _text(received), run)
        for given, year, received in zip(
            enough, frame.loc[rows, "data_year"], found["missing_reason"], strict=True
        )
    ]
    frame.loc[rows, "missing_reason"] = np.array(reasons, dtype=object)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def judged_years(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The data year each indicator is judged in: rows of ``judged.indicator_year``.

    The latest one for which at least half of the areas of its level have a value, for all together
    (the first gender it has where there is no total).
    """
    rows = []
    present = frame.loc[
        frame["value"].notna(), ["indicator_id", "organisation_id", "data_year", "gender"]
    ]
    by_indicator = dict(tuple(present.groupby("indicator_id", sort=False)))
    for indicator in plan.indicators:
        areas = judged_areas(plan, indicator)
        gender = "T" if "T" in indicator.genders else indicator.genders[0]
        of_it = by_indicator.get(indicator.id, present.iloc[:0])
        own = of_it[(of_it["gender"] == gender) & of_it["organisation_id"].isin(areas)]
        counts = own.groupby("data_year")["organisation_id"].nunique()
        enough = counts.index[counts * 2 >= len(areas)]
        latest = of_it["data_year"].max() if len(of_it) else None
        rows.append(
            {
                "indicator_id": indicator.id,
                "judged_year": int(enough.max()) if len(enough) else None,
                "latest_year": None if latest is None else int(latest),
                "availability": "judged"
                if len(enough)
                else ("no_data" if latest is None else "too_few"),
            }
        )
    years = pd.DataFrame(rows)
    return years.astype({"judged_year": "Int64", "latest_year": "Int64"})
