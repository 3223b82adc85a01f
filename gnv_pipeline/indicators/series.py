"""The trend over the five latest comparable points: the last columns of ``judged.trend``.

A point is a survey round or a year. A year without a national survey is no gap; a changed definition ends
the series; means that overlap are never tested as a series.

Belongs here: which points make a series, and what the test says of it. Does not belong here: the test itself
(methods), change between two years (``trends``).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gnv_pipeline import methods
from gnv_pipeline.indicators.blocks import Block, Floats
from gnv_pipeline.indicators.frames import integers
from gnv_pipeline.plan.models import AreaKind

POINTS = 5
COLUMNS = ["points", "first_year", "slope", "series_signal", "series_reason", "nation_slope"]
KEY = ["indicator_id", "organisation_id", "gender"]


def series(found: Block) -> pd.DataFrame:
    """The series of every area and gender of an indicator that ends in its judged year.

    Returns:
        ``KEY`` and ``COLUMNS``. ``slope`` is the weighted slope per point, spread evenly over the years
        between the first and the last one; the nation's has equal weights.
    """
    places = found.comparable()[-POINTS:]
    years = found.years[places]
    value, lower, upper = (
        found.floats(name)[:, places].transpose(0, 2, 1) for name in ("value", "lower95", "upper95")
    )
    known = ~np.isnan(value)
    points = np.cumprod(known[..., ::-1], axis=-1).sum(axis=-1)
    bounded = known & ~np.isnan(lower) & ~np.isnan(upper)
    whole = points == POINTS
    tested = whole & bounded.all(axis=-1) & (found.indicator.basis.years == 1)
    slope = np.full(points.shape, np.nan)
    direction = np.full(points.shape, "not_calculated", dtype=object)
    per_year = (POINTS - 1) / (years[-1] - years[0]) if len(years) == POINTS else np.nan
    if tested.any():
        test = methods.recent_trend(
            years, value[tested], lower[tested], upper[tested], calendar=years
        )
        slope[tested], direction[tested] = test.slope * per_year, test.direction
    few = found.few()[:, places].transpose(0, 2, 1).any(axis=-1)
    reason = np.select(
        [
            points == 0,
            np.full(points.shape, found.indicator.basis.years > 1),
            ~whole,
            ~tested,
            direction == "not_calculated",
            few,
            direction == "not_significant",
        ],
        [
            "no_value",
            "overlapping_means",
            "too_few_points",
            "base_unknown",
            "base_unknown",
            "few",
            "trend_uncertain",
        ],
        default="trend_certain",
    )
    first = np.where(points > 0, years[-np.maximum(points, 1)], np.nan)
    areas, genders = len(found.areas), len(found.genders)
    return pd.DataFrame(
        {
            "indicator_id": found.indicator.id,
            "organisation_id": np.repeat(found.areas, genders),
            "gender": np.tile(np.array(found.genders, dtype=object), areas),
            "points": points.ravel(),
            "first_year": integers(first.ravel()),
            "slope": slope.ravel(),
            "series_signal": _signal(found, reason, slope).ravel(),
            "series_reason": reason.ravel(),
            "nation_slope": (_of_nation(found, value, per_year) * _whole_or_nan(whole)).ravel(),
        }
    )


def _whole_or_nan(whole: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
    """1 where a series has all its points, NaN elsewhere."""
    return np.where(whole, 1.0, np.nan)


def _signal(
    found: Block, reason: np.ndarray[tuple[int, ...], np.dtype[np.str_]], slope: Floats
) -> np.ndarray[tuple[int, ...], np.dtype[np.str_]]:
    up, down = {
        "high": ("better", "worse"),
        "low": ("worse", "better"),
        "none": ("higher", "lower"),
    }[found.indicator.better]
    return np.select(
        [reason == "trend_certain", np.isin(reason, ["trend_uncertain", "few"])],
        [np.where(slope > 0, up, down), "uncertain"],
        default="not_judged",
    )


def _of_nation(found: Block, value: Floats, per_year: float) -> Floats:
    """The nation's slope per year over the same points, one per gender; NaN unless it has them all."""
    nation = np.flatnonzero(found.kinds == AreaKind.NATION.value)
    if not nation.size or value.shape[-1] != POINTS:
        return np.full((1, len(found.genders)), np.nan)
    x = np.arange(POINTS) - (POINTS - 1) / 2
    return np.asarray((value[nation] * x).sum(axis=-1) / (x**2).sum() * per_year)


def add(trend: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """``judged.trend`` with the columns of the series; areas that are not judged get none.

    Args:
        trend: Rows of ``trends.changes``.
        found: Rows of :func:`series` of all indicators.
    """
    if trend.empty:
        return trend.assign(**dict.fromkeys(COLUMNS))
    rows = trend.merge(found, on=KEY, how="left", validate="one_to_one")
    rows["points"] = rows["points"].fillna(0).astype("int64")
    none = rows["points"] == 0
    rows["series_signal"] = rows["series_signal"].where(~none, "not_judged")
    rows["series_reason"] = rows["series_reason"].where(~none, "no_value")
    return rows
