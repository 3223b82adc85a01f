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
from gnv_pipeline.plan.models import Indicator

FEW = 30
"""Under this base a value is flagged and no signal says more than that it can't be told."""

KEY = ["organisation_id", "data_year", "gender"]


def add_bases(
    frame: pd.DataFrame, indicator: Indicator, known: pd.DataFrame | None
) -> pd.DataFrame:
    """Add ``base_count`` and ``base_size`` to the received values of an indicator (NaN where unknown).

    * counts: numerator and denominator as reported
    * respondents: n is the value of the basis indicator, x = value / 100 * n
    * derived_counts: n is the population summed over the years that the value spans (years whose
      population is not known are taken as the mean of those known), x = value * n / multiplier

    Args:
        frame: Rows of one indicator.
        indicator: Which one.
        known: Rows of its basis indicator, where it has one.
    """
    frame = frame.assign(base_count=np.nan, base_size=np.nan)
    basis = indicator.basis
    if basis.kind == "counts":
        frame["base_count"], frame["base_size"] = frame["numerator"], frame["denominator"]
    elif basis.kind in {"respondents", "derived_counts"} and known is not None:
        years = basis.years if basis.kind == "derived_counts" else 1
        size = _summed_over_years(frame[KEY], known[[*KEY, "value"]], years)
        frame["base_size"] = size
        frame["base_count"] = frame["value"].to_numpy(dtype=float) * size / multiplier(indicator)
    return _only_possible(frame, indicator)


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


def _only_possible(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Forget bases that can't be: no size, or a share above 100 % (seen in national data)."""
    is_share = indicator.basis.kind in {"respondents", "counts"}
    impossible = ~(frame["base_size"] > 0) | frame["base_count"].isna()
    if is_share:
        impossible |= frame["base_count"] > frame["base_size"] * (1 + 1e-9)
    frame.loc[impossible, ["base_count", "base_size"]] = np.nan
    if is_share:
        # 100 % of n may come out a rounding error above n.
        frame["base_count"] = np.minimum(frame["base_count"], frame["base_size"])
    return frame


def add_intervals(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Add the limits, ``interval_basis`` and ``flag`` of an indicator's rows from the bases.

    Shares: Wilson. Rates: exact below ten events, Byar from ten. ``flag`` is ``few`` where fewer than
    30 were asked or counted; for rates, where fewer than 30 events lie behind.
    """
    limits = {f"{side}{level}": np.nan for level in ("95", "998") for side in ("lower", "upper")}
    frame = frame.assign(**limits, interval_basis="none")
    frame["flag"] = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    kind = indicator.basis.kind
    rows = frame["base_size"].notna() & frame["value"].notna()
    if kind == "none" or not rows.any():
        return frame
    method = methods.rate if kind == "derived_counts" else methods.proportion
    count = frame.loc[rows, "base_count"].to_numpy(dtype=float)
    size = frame.loc[rows, "base_size"].to_numpy(dtype=float)
    for level, suffix in ((0.95, "95"), (0.998, "998")):
        found = method(count, size, level, multiplier(indicator))
        frame.loc[rows, f"lower{suffix}"] = found.lower
        frame.loc[rows, f"upper{suffix}"] = found.upper
    frame.loc[rows, "interval_basis"] = kind
    if kind == "respondents":
        frame.loc[rows, "denominator"] = size  # published by the source itself, so shown
    few = pd.Series(count if kind == "derived_counts" else size, index=frame.index[rows]) < FEW
    frame.loc[few.index[few], "flag"] = "few"
    return frame
