"""Each area beside others: the county without itself, the nation.

A difference is said only where the area's interval excludes the benchmark (95 %; 99.8 % is the stronger
one). With 15 equal kommuner one in two indicators would still show a kommun at 95 % by chance alone.

Belongs here: benchmarks and the signal against them. Does not belong here: goals, change over time.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gnv_pipeline import methods
from gnv_pipeline.indicators.catalogue import multiplier
from gnv_pipeline.plan.models import AreaKind, Plan

COLUMNS = [
    "indicator_id", "organisation_id", "data_year", "gender", "benchmark_kind", "benchmark_value",
    "signal", "strength", "reason",
]  # fmt: skip
_KEY = ["indicator_id", "gender"]


def compare(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Compare every kommun with the others and the nation, region and county with the nation.

    Args:
        rows: Where areas stand (``standing.standing``), measures only.
        plan: Gives ``better`` and multipliers.

    Returns:
        Rows of ``judged.comparison``. Where no kommun has a known base the county's value is the
        benchmark instead of the others, and nothing is judged.
    """
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    rows = rows.assign(
        better=rows["indicator_id"].map({one.id: one.better for one in plan.indicators}),
        scale=rows["indicator_id"].map({one.id: multiplier(one) for one in plan.indicators}),
    )
    parts = [_with_others(rows), _with_nation(rows)]
    compared = pd.concat([part for part in parts if not part.empty], ignore_index=True)
    compared["data_year"] = compared["judged_year"]
    return _signals(compared)[COLUMNS]


def _with_others(rows: pd.DataFrame) -> pd.DataFrame:
    """Kommuner beside the county without themselves, by counts; else beside the county's value."""
    kommuner = rows[rows["kind"] == AreaKind.KOMMUN.value].copy()
    counted = (kommuner["state"] == "judged") & kommuner["base_size"].notna()
    own = kommuner[["base_count", "base_size"]].where(counted, 0.0)
    kommuner["with_base"] = counted.astype(int)
    groups = kommuner.assign(x=own["base_count"], n=own["base_size"]).groupby(_KEY)
    others = groups[["x", "n", "with_base"]].transform("sum")
    count, size = others["x"] - own["base_count"], others["n"] - own["base_size"]
    areas = others["with_base"] - kommuner["with_base"]
    enough = (areas * 2 >= groups["kind"].transform("size") - 1) & (size > 0)
    known = others["with_base"] > 0
    county = rows.loc[
        (rows["kind"] == AreaKind.COUNTY.value) & (rows["state"] == "judged"), [*_KEY, "value"]
    ].rename(columns={"value": "county_value"})
    kommuner = kommuner.assign(
        benchmark_kind=np.where(known, "others", "county"),
        others=(count / size.where(size > 0) * kommuner["scale"]).where(enough),
    ).merge(county, on=_KEY, how="left")
    is_others = kommuner["benchmark_kind"] == "others"
    kommuner["benchmark_value"] = kommuner["others"].where(is_others, kommuner["county_value"])
    return kommuner


def _with_nation(rows: pd.DataFrame) -> pd.DataFrame:
    """Kommuner, region and county beside the nation, for indicators that have one."""
    nation = rows[rows["kind"] == AreaKind.NATION.value]
    value = nation["value"].where(nation["state"] == "judged")
    bench = nation[_KEY].assign(benchmark_value=value)
    areas = rows[~rows["kind"].isin([AreaKind.NATION.value, AreaKind.GROUP.value])]
    return areas.merge(bench, on=_KEY, how="inner").assign(benchmark_kind="nation")


def _signals(rows: pd.DataFrame) -> pd.DataFrame:
    better = rows["better"].to_numpy(dtype=str)
    bench = rows["benchmark_value"].to_numpy(dtype=float)
    codes = [
        np.asarray(
            methods.compare_with_value(
                rows[f"lower{level}"].to_numpy(dtype=float),
                rows[f"upper{level}"].to_numpy(dtype=float),
                bench,
                better,
            )
        )
        for level in ("95", "998")
    ]
    reason = np.select(
        [
            rows["state"] == "no_value",
            rows["state"] == "older_year",
            np.isnan(bench),
            rows["lower95"].isna(),
            rows["flag"] == "few",
            codes[0] == "similar",
        ],
        ["no_value", "older_year", "no_benchmark", "base_unknown", "few", "interval_covers"],
        default="interval_excludes",
    )
    said = np.isin(reason, ["interval_covers", "interval_excludes"])
    strength = np.select(
        [(reason != "interval_excludes"), codes[1] != "similar"], [0, 998], default=95
    )
    strengths = pd.array(strength, dtype="Int64")
    strengths[strength == 0] = pd.NA
    return rows.assign(
        signal=np.where(said, codes[0], "not_judged"), strength=strengths, reason=reason
    )
