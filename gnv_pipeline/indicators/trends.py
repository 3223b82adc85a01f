"""Change from an earlier comparable value to the judged year, with its interval.

Earlier means: same definition version, and so far back that the years which the values span do not overlap
(a three-year mean of T is set against T-3 or the latest one before). Years without a survey are passed over.

Belongs here: choosing the earlier value and the interval of the change. Does not belong here: the trend
over five points (``series``).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gnv_pipeline import methods
from gnv_pipeline.plan.models import AreaKind, Plan

COLUMNS = [
    "indicator_id", "organisation_id", "data_year", "gender", "from_year", "from_value", "change",
    "lower95", "upper95", "signal", "reason", "nation_change",
]  # fmt: skip
_AREA = ["indicator_id", "organisation_id", "gender"]
_EARLIER = [
    "from_year",
    "from_value",
    "from_lower",
    "from_upper",
    "from_count",
    "from_size",
    "from_flag",
]

Floats = NDArray[np.float64]


def changes(rows: pd.DataFrame, frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Change of every area.

    Args:
        rows: Where areas stand (``standing.standing``), measures only.
        frame: All values (``values.build``).
        plan: Gives spans and ``better``.

    Returns:
        The columns of ``judged.trend`` up to ``nation_change``, and the internal ``value``. Intervals:
        Newcombe for shares; for rates the limits of the two are combined in the same way, d -/+ the root
        of the summed squares of the distances from each rate to its nearer and farther limit (method of
        variance estimates recovery, Zou & Donner 2008).
    """
    if rows.empty:
        return pd.DataFrame(columns=[*COLUMNS, "value"])
    rows = rows.reset_index(drop=True).assign(row=lambda table: table.index)
    rows = rows.merge(_earlier(rows, frame, plan), on="row", how="left")
    judged = rows["state"] == "judged"
    rows[_EARLIER] = rows[_EARLIER].where(judged)
    rows["change"] = rows["value"].where(judged) - rows["from_value"]
    lower, upper = _limits(
        rows, {one.id for one in plan.indicators if one.basis.kind == "derived_counts"}
    )
    rows = rows.assign(lower95=lower, upper95=upper, nation_change=_nation_change(rows, frame))
    rows["data_year"] = rows["judged_year"]
    rows["from_year"] = rows["from_year"].astype("Int64")
    rows["value"] = rows["value"].where(judged)
    return _signals(rows, plan)[[*COLUMNS, "value"]]


def _earlier(rows: pd.DataFrame, frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    spans = {one.id: one.basis.years for one in plan.indicators}
    latest = rows[["row", *_AREA, "definition_version", "judged_year"]].assign(
        latest_year=rows["judged_year"] - rows["indicator_id"].map(spans)
    )
    known = frame.loc[
        frame["value"].notna(),
        [
            *_AREA, "definition_version", "data_year", "value", "lower95", "upper95", "base_count",
            "base_size", "flag",
        ],
    ]  # fmt: skip
    known = known.set_axis([*_AREA, "definition_version", *_EARLIER], axis="columns")
    pairs = latest.merge(known, on=[*_AREA, "definition_version"], how="inner")
    pairs = pairs[pairs["from_year"] <= pairs["latest_year"]]
    newest = pairs.sort_values(["row", "from_year"], kind="stable").groupby("row").tail(1)
    return newest[["row", *_EARLIER]]


def _limits(rows: pd.DataFrame, rates: set[str]) -> tuple[Floats, Floats]:
    lower = np.full(len(rows), np.nan)
    upper = np.full(len(rows), np.nan)
    known = (
        rows["base_size"].notna() & rows["from_size"].notna() & rows["change"].notna()
    ).to_numpy()
    is_rate = rows["indicator_id"].isin(rates).to_numpy()
    share = known & ~is_rate
    if share.any():
        of_it = rows[share]
        found = methods.difference(
            of_it["base_count"].to_numpy(dtype=float),
            of_it["base_size"].to_numpy(dtype=float),
            of_it["from_count"].to_numpy(dtype=float),
            of_it["from_size"].to_numpy(dtype=float),
            0.95,
            100.0,
        )
        off = rounding(of_it["value"].to_numpy(float)) + rounding(
            of_it["from_value"].to_numpy(float)
        )
        surveys = of_it["interval_basis"].to_numpy() == "respondents"
        lower[share], upper[share] = at_least(
            found.value, found.lower, found.upper, np.where(surveys, off, 0.0)
        )
    rate = known & is_rate
    if rate.any():
        lower[rate], upper[rate] = combined(
            rows.loc[rate, ["value", "lower95", "upper95"]].to_numpy(dtype=float),
            rows.loc[rate, ["from_value", "from_lower", "from_upper"]].to_numpy(dtype=float),
        )
    return lower, upper


def rounding(values: Floats) -> Floats:
    """Half a unit of the last decimal that survey values are published with: none or one."""
    return np.where(values == np.rint(values), 0.5, 0.05)


def at_least(value: Floats, lower: Floats, upper: Floats, off: Floats) -> tuple[Floats, Floats]:
    """Limits no nearer to the value than what rounding of the published values may hide.

    Only for the nation does it matter: 84 % against 85 % of 80 000 who answered may be 84.4 and 84.6.
    """
    off = np.where(off > 0, off + 1e-9, 0.0)  # 85 - 84 may come out above 1
    return np.minimum(lower, value - off), np.maximum(upper, value + off)


def combined(now: Floats, before: Floats) -> tuple[Floats, Floats]:
    """Limits of ``now - before`` from (value, lower, upper) of each, one row per pair."""
    difference = now[..., 0] - before[..., 0]
    down = np.hypot(now[..., 0] - now[..., 1], before[..., 2] - before[..., 0])
    up = np.hypot(now[..., 2] - now[..., 0], before[..., 0] - before[..., 1])
    return difference - down, difference + up


def _nation_change(rows: pd.DataFrame, frame: pd.DataFrame) -> Floats:
    """What the nation did between the same two years, within one definition."""
    columns = ["indicator_id", "gender", "data_year", "value"]
    nation = frame.loc[frame["kind"] == AreaKind.NATION.value, columns]
    found = []
    for year in ("judged_year", "from_year"):
        wanted = rows[["indicator_id", "gender", year]].astype({year: "Int64"})
        values = wanted.merge(
            nation.astype({"data_year": "Int64"}),
            left_on=["indicator_id", "gender", year],
            right_on=["indicator_id", "gender", "data_year"],
            how="left",
        )["value"]
        found.append(values.to_numpy(dtype=float))
    return np.asarray(found[0] - found[1], dtype=np.float64)


def _signals(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    better = rows["indicator_id"].map({one.id: one.better for one in plan.indicators})
    code = np.asarray(
        methods.compare_with_value(
            rows["lower95"].to_numpy(dtype=float),
            rows["upper95"].to_numpy(dtype=float),
            np.zeros(len(rows)),
            better.to_numpy(dtype=str),
        )
    )
    reason = np.select(
        [
            rows["state"] != "judged",
            rows["from_value"].isna(),
            rows["lower95"].isna(),
            (rows["flag"] == "few") | (rows["from_flag"] == "few"),
            code == "similar",
        ],
        ["no_value", "no_earlier_value", "base_unknown", "few", "interval_covers_zero"],
        default="interval_excludes_zero",
    )
    signal = np.select(
        [reason == "interval_excludes_zero", np.isin(reason, ["interval_covers_zero", "few"])],
        [code, "uncertain"],
        default="not_judged",
    )
    return rows.assign(signal=signal, reason=reason)
