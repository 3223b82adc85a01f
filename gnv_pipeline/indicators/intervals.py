"""From a value to what it is counted on, and from that to its intervals.

Every value whose base is known gets two internal columns: ``base_count`` (x: how many) and ``base_size``
(n: of how many, or person-years). For national values they are implied by the published value; they serve
intervals only and never leave the judgements (rule 7 of the house).

Belongs here: bases and intervals of values. Does not belong here: county values (``county``), signals.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gnv_pipeline import methods
from gnv_pipeline.indicators.catalogue import multiplier
from gnv_pipeline.plan.models import Plan

FEW = 30
"""Under this base a value is flagged and no signal says more than that it can't be told."""

KEY = ["organisation_id", "data_year", "gender"]


def add_bases(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Add ``base_count`` and ``base_size`` to rows of received values (NaN where unknown).

    * counts: numerator and denominator as reported
    * respondents: n is the value of the basis indicator, x = value / 100 * n
    * derived_counts: n is the population summed over the years that the value spans (years whose
      population is not known are taken as the mean of those known), x = value * n / multiplier
    """
    frame = frame.assign(base_count=np.nan, base_size=np.nan)
    for indicator in plan.indicators:
        basis, of_it = indicator.basis, frame["indicator_id"] == indicator.id
        if basis.kind == "counts":
            frame.loc[of_it, "base_count"] = frame.loc[of_it, "numerator"]
            frame.loc[of_it, "base_size"] = frame.loc[of_it, "denominator"]
        elif basis.kind in {"respondents", "derived_counts"} and basis.indicator is not None:
            known = frame.loc[frame["indicator_id"] == basis.indicator, [*KEY, "value"]]
            years = basis.years if basis.kind == "derived_counts" else 1
            size = _summed_over_years(frame.loc[of_it, KEY], known, years)
            frame.loc[of_it, "base_size"] = size
            frame.loc[of_it, "base_count"] = (
                frame.loc[of_it, "value"].to_numpy(dtype=float) * size / multiplier(indicator)
            )
    return _only_possible(frame, plan)


def _summed_over_years(
    rows: pd.DataFrame, known: pd.DataFrame, years: int
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """For each row, the known values of its area and gender summed over the years it spans."""
    spans = []
    for back in range(years):
        wanted = rows.assign(data_year=rows["data_year"] - back)
        spans.append(wanted.merge(known, on=KEY, how="left")["value"].to_numpy(dtype=float))
    table = np.vstack(spans)
    count = (~np.isnan(table)).sum(axis=0)
    total = np.nansum(table, axis=0)
    return np.where(count > 0, total / np.maximum(count, 1) * years, np.nan)


def _only_possible(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Forget bases that can't be: no size, or a share above 100 % (seen in national data)."""
    shares = {one.id for one in plan.indicators if one.basis.kind in {"respondents", "counts"}}
    is_share = frame["indicator_id"].isin(shares)
    above = is_share & (frame["base_count"] > frame["base_size"] * (1 + 1e-9))
    impossible = ~(frame["base_size"] > 0) | frame["base_count"].isna() | above
    frame.loc[impossible, ["base_count", "base_size"]] = np.nan
    # 100 % of n may come out a rounding error above n.
    capped = np.minimum(frame["base_count"], frame["base_size"])
    frame["base_count"] = frame["base_count"].where(~is_share, capped)
    return frame


def add_intervals(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Add the limits, ``interval_basis`` and ``flag`` from the bases.

    Shares: Wilson. Rates: exact below ten events, Byar from ten. ``flag`` is ``few`` where fewer than
    30 were asked or counted; for rates, where fewer than 30 events lie behind.
    """
    frame = frame.assign(
        lower95=np.nan, upper95=np.nan, lower998=np.nan, upper998=np.nan, interval_basis="none"
    )
    frame["flag"] = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    known = frame["base_size"].notna() & frame["value"].notna()
    for indicator in plan.indicators:
        rows = known & (frame["indicator_id"] == indicator.id)
        if indicator.basis.kind == "none" or not rows.any():
            continue
        rate = indicator.basis.kind == "derived_counts"
        method = methods.rate if rate else methods.proportion
        count = frame.loc[rows, "base_count"].to_numpy(dtype=float)
        size = frame.loc[rows, "base_size"].to_numpy(dtype=float)
        for level, suffix in ((0.95, "95"), (0.998, "998")):
            limits = method(count, size, level, multiplier(indicator))
            frame.loc[rows, f"lower{suffix}"] = limits.lower
            frame.loc[rows, f"upper{suffix}"] = limits.upper
        frame.loc[rows, "interval_basis"] = indicator.basis.kind
        if indicator.basis.kind == "respondents":
            frame.loc[rows, "denominator"] = size  # published by the source itself, so shown
        few = pd.Series(count if rate else size, index=frame.index[rows]) < FEW
        frame.loc[few.index[few], "flag"] = "few"
    return frame
