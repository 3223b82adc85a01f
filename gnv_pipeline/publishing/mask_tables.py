"""The mask of each table: what a masked value reaches, emptied; used by ``mask`` alone.

Belongs here: one function per table, and the emptying of cells. Does not belong here: which cells are hidden
(``small_numbers``), reading and writing tables (``mask``).

A masked row keeps its key; value, counts, limits, gaps and projections are empty and every signal is
``not_judged`` with reason ``suppressed`` (rule 7 of the house). What is made of several values is masked when
any of them is: a sum, a spread, a share or a slope would bound or give away the one that is hidden.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from gnv_pipeline.plan.models import Disclosure, Plan
from gnv_pipeline.publishing.small_numbers import Key

VALUE_KEY = ["indicator_id", "organisation_id", "data_year", "gender"]
_COUNTS = ["numerator", "denominator"]
_LIMITS = ["lower95", "upper95", "lower998", "upper998"]
_STATUS_DERIVED = [
    "value",
    "lower95",
    "upper95",
    "pace_ratio",
    "needed_per_year",
    "projected",
    "projected_lower",
    "projected_upper",
    "gap",
    "gap_count",
    "smallest_detectable",
]
_SPREAD = [
    "lowest",
    "highest",
    "difference",
    "ratio",
    "mean_deviation",
    "between_variance",
    "chance_mean",
    "chance_lower",
    "chance_upper",
    "chance_mean_deviation",
    "remaining",
]
_SPREAD_BEFORE = ["from_difference", "from_chance_mean", "from_remaining"]


def mask_values(values: pd.DataFrame, plan: Plan, keys: Collection[Key]) -> pd.DataFrame:
    """``indicator_value`` with masked rows emptied and implied counts of public values left out."""
    out = values.copy()
    masked = _in(out, VALUE_KEY, keys)
    out["masked"] = masked
    out["missing_reason"] = out["missing_reason"].astype(object)
    out.loc[masked, "missing_reason"] = "suppressed"
    _empty(out, masked, ["value", *_COUNTS, *_LIMITS, "value_kind", "flag"])
    out.loc[masked, "interval_basis"] = "none"
    public = out["indicator_id"].isin(_public(plan))
    # Implied counts serve intervals only: a survey shows its respondents, never persons worked out.
    _empty(
        out, public & out["interval_basis"].isin(["respondents", "derived_counts"]), ["numerator"]
    )
    _empty(out, public & (out["interval_basis"] == "derived_counts"), ["denominator"])
    _empty(out, out["value"].isna(), _COUNTS)
    return out


def mask_goal_status(status: pd.DataFrame, keys: Collection[Key]) -> pd.DataFrame:
    """``goal_status``: nothing is said of a masked value; a masked start value takes the pace with it."""
    out = status.copy()
    masked = _in(out, VALUE_KEY, keys)
    _empty(out, masked, _STATUS_DERIVED)
    _signal(out, masked, "level_signal", "level_reason")
    _signal(out, masked, "pace_signal", "pace_reason")
    start = [*VALUE_KEY[:2], "baseline_year", "gender"]
    start_masked = _in(out, start, keys)
    _empty(
        out,
        start_masked,
        [
            "baseline_value",
            "expected_now",
            "pace_ratio",
            "projected",
            "projected_lower",
            "projected_upper",
        ],
    )
    _signal(out, start_masked, "pace_signal", "pace_reason")
    return out


def mask_comparison(
    comparison: pd.DataFrame, values: pd.DataFrame, keys: Collection[Key]
) -> pd.DataFrame:
    """``comparison``: a masked value is compared with nothing, and no benchmark gives one away.

    The county without the area stays where the area and the county are both shown, for then it is their
    difference and tells nothing new; in years with any masked cell it is hidden everywhere else.
    """
    out = comparison.copy()
    own = _in(out, VALUE_KEY, keys)
    year_key = ["indicator_id", "data_year", "gender"]
    touched = _in(out, year_key, {(one[0], one[2], one[3]) for one in keys})
    shown = values[values["numerator"].notna() & ~values["masked"]]
    county = shown[shown["value_kind"] == "summed"]
    summed = set(map(tuple, county[year_key].to_numpy().tolist()))
    others = touched & (out["benchmark_kind"] == "others") & ~_in(out, year_key, summed)
    whole = touched & (out["benchmark_kind"] == "county") & ~_in(out, year_key, summed)
    hide = own | others | whole
    _empty(out, hide & ~out["benchmark_kind"].isin(["nation", "group"]), ["benchmark_value"])
    _empty(out, hide, ["strength"])
    _signal(out, hide, "signal", "reason")
    return out


def mask_trend(trend: pd.DataFrame, keys: Collection[Key]) -> pd.DataFrame:
    """``trend``: no change where either end is masked, no slope where any year of the series is."""
    out = trend.copy()
    earlier = _in(out, [*VALUE_KEY[:2], "from_year", "gender"], keys)
    masked = _in(out, VALUE_KEY, keys)
    _empty(out, masked | earlier, ["change", "lower95", "upper95"])
    # The earlier value itself is shown elsewhere unless it is masked; beside a masked change it stays out.
    _empty(out, masked | earlier, ["from_value"])
    _signal(out, masked | earlier, "signal", "reason")
    series = masked | _between(out, "first_year", keys)
    _empty(out, series, ["slope", "nation_slope"])
    _signal(out, series, "series_signal", "series_reason")
    return out


def mask_inequality(inequality: pd.DataFrame, plan: Plan, keys: Collection[Key]) -> pd.DataFrame:
    """``inequality``: a spread over kommuner of which any is masked would bound it; it is not shown.

    The development says something of both years; it is hidden with either of them.
    """
    touched = _touched_years(plan, keys)
    out = inequality.copy()
    masked = _in(out, ["indicator_id", "data_year", "gender"], touched)
    _empty(out, masked, _SPREAD)
    _signal(out, masked, "signal", "reason")
    before = masked | _in(out, ["indicator_id", "from_year", "gender"], touched)
    _empty(out, before, _SPREAD_BEFORE)
    _signal(out, before, "development", "development_reason")
    return out


def mask_gender_gap(gaps: pd.DataFrame, plan: Plan, keys: Collection[Key]) -> pd.DataFrame:
    """``gender_gap``: nothing of a gap of which either side is masked, now or at the start.

    A value weighted over kommuner is hidden with any of them.
    """
    sides = {one[:3] for one in keys if one[3] in {"K", "M"}}
    years = {(one[0], one[2]) for one in sides if one[1] in {area.id for area in plan.kommuner}}
    out = gaps.copy()
    weighted = out["areas_included"].notna()
    masked, before = (
        _in(out, ["indicator_id", "organisation_id", year], sides)
        | (weighted & _in(out, ["indicator_id", year], years))
        for year in ("data_year", "from_year")
    )
    _empty(out, masked, ["women", "men", "gap", "lower95", "upper95"])
    out.loc[masked, "interval_basis"] = "none"
    _signal(out, masked, "signal", "reason")
    _empty(out, before, ["from_gap"])
    _empty(out, masked | before, ["from_gap", "change", "change_lower95", "change_upper95"])
    _signal(out, masked | before, "development", "development_reason")
    return out


def mask_county_distance(distance: pd.DataFrame, plan: Plan, keys: Collection[Key]) -> pd.DataFrame:
    """``county_distance``: nothing of a masked kommun, and no shares where one is.

    That a goal has rows says that the county's value lacks something: none are left where it is masked.
    """
    genders = {
        (goal.id, one.indicator): one.gender for goal in plan.goals for one in goal.indicators
    }
    whole = {plan.county.id, plan.region.id}
    pairs = zip(distance["goal_id"], distance["indicator_id"], strict=True)
    out = distance.assign(gender=[genders.get(pair, "T") for pair in pairs])
    of_year = ["indicator_id", "data_year", "gender"]
    gone = _in(out, of_year, {(one[0], one[2], one[3]) for one in keys if one[1] in whole})
    out = out[~gone].reset_index(drop=True)
    masked = _in(out, VALUE_KEY, keys)
    _empty(out, masked, ["denominator", "gap", "gap_count"])
    _empty(out, _in(out, of_year, _touched_years(plan, keys)), ["share"])
    return out.drop(columns="gender")


def mask_similar_change(changes: pd.DataFrame, keys: Collection[Key]) -> pd.DataFrame:
    """``similar_change``: as ``trend``, for the kommun that is similar."""
    of_all = {one[:3] for one in keys if one[3] == "T"}
    out = changes.copy()
    now, before = (
        _in(out, ["indicator_id", "similar_id", year], of_all)
        for year in ("data_year", "from_year")
    )
    _empty(out, now, ["value"])
    _empty(out, now | before, ["from_value", "change", "lower95", "upper95"])
    _signal(out, now | before, "signal", "reason")
    return out


def mask_pooled_value(pooled: pd.DataFrame, plan: Plan, keys: Collection[Key]) -> pd.DataFrame:
    """``pooled_value``: rounds of which any is masked are not told together either.

    Implied counts of public surveys are left out, as in ``indicator_value``.
    """
    out = pooled.copy()
    masked = _in(out, VALUE_KEY, keys) | _between(out, "from_year", keys)
    _empty(out, masked, ["numerator", "denominator", "value", "lower95", "upper95"])
    _empty(out, out["indicator_id"].isin(_public(plan)), ["numerator"])
    return out


# --- small tools -------------------------------------------------------------------------------


def _public(plan: Plan) -> list[str]:
    return [one.id for one in plan.indicators if one.disclosure is Disclosure.PUBLIC]


def _touched_years(plan: Plan, keys: Collection[Key]) -> set[tuple[str, int, str]]:
    """Indicator, year and gender in which any kommun is masked."""
    kommuner = {area.id for area in plan.kommuner}
    return {(one[0], one[2], one[3]) for one in keys if one[1] in kommuner}


def _between(frame: pd.DataFrame, first: str, keys: Collection[Key]) -> pd.Series:
    """Rows of which any year from ``first`` to ``data_year`` is masked."""
    found = pd.Series(data=False, index=frame.index, dtype=bool)
    if frame.empty:
        return found
    years = {one[2] for one in keys}
    for year in sorted(years):
        inside = frame[first].notna() & (frame[first] <= year) & (frame["data_year"] >= year)
        at = frame.assign(data_year=year)
        found |= inside.astype(bool) & _in(at, VALUE_KEY, keys)
    return found


def _in(frame: pd.DataFrame, columns: list[str], keys: Collection[tuple[Any, ...]]) -> pd.Series:
    """Which rows have one of the keys in ``columns``; an empty cell is in none."""
    if not keys or frame.empty:
        return pd.Series(data=False, index=frame.index, dtype=bool)
    wanted = pd.MultiIndex.from_tuples(sorted(keys))
    present = frame[columns].notna().all(axis=1)
    rows = frame.loc[present, columns]
    typed = [
        rows[column].astype("int64") if column.endswith("year") else rows[column].astype(object)
        for column in columns
    ]
    found = pd.MultiIndex.from_arrays(typed).isin(wanted)
    result = pd.Series(data=False, index=frame.index, dtype=bool)
    result[present] = found
    return result


def _empty(frame: pd.DataFrame, rows: pd.Series, columns: list[str]) -> None:
    for column in columns:
        if pd.api.types.is_float_dtype(frame[column]):
            frame.loc[rows, column] = np.nan
        else:
            frame[column] = frame[column].astype(object)
            frame.loc[rows, column] = None


def _signal(frame: pd.DataFrame, rows: pd.Series, signal: str, reason: str) -> None:
    frame.loc[rows, signal] = "not_judged"
    frame.loc[rows, reason] = "suppressed"
