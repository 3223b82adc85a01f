"""Where each area stands in the judged year: the row that every signal starts from.

Belongs here: choosing that row, and an older one for an area that lacks it. Does not belong here: signals.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

GROUP = ["indicator_id", "organisation_id", "gender"]


def standing(frame: pd.DataFrame, years: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator that is judged, area and gender.

    Args:
        frame: All values (``values.build``).
        years: The judged years (``county.judged_years``).

    Returns:
        The columns of ``frame`` with ``judged_year`` and ``state``: ``judged`` (the value is of the
        judged year), ``older_year`` (the area's latest value before it; never judged) or ``no_value``.
    """
    judged = years.dropna(subset=["judged_year"])[["indicator_id", "judged_year"]]
    rows = frame.merge(judged, on="indicator_id", how="inner")
    rows["judged_year"] = rows["judged_year"].astype("int64")
    rows = rows[rows["data_year"] <= rows["judged_year"]]
    # The judged year itself stands last among those with a value; without any it is taken as it is.
    rows = rows.assign(has_value=rows["value"].notna())
    chosen = (
        rows.sort_values([*GROUP, "has_value", "data_year"], kind="stable")
        .groupby(GROUP, sort=True, as_index=False)
        .tail(1)
    )
    state = np.where(chosen["data_year"] == chosen["judged_year"], "judged", "older_year")
    chosen = chosen.assign(state=np.where(chosen["has_value"], state, "no_value"))
    return chosen.drop(columns="has_value").reset_index(drop=True)


def comparable(rows: pd.DataFrame, uncounted: set[str]) -> pd.DataFrame:
    """Only rows of measures: counts of respondents or inhabitants and derived spreads are left out."""
    return rows[~rows["indicator_id"].isin(uncounted)].reset_index(drop=True)
