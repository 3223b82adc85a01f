"""Trend over the five latest years or survey rounds.

What belongs here: the weighted trend test on values with limits. What does not: change between two
years (``difference`` in ``intervals``) and charts for monthly series.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gnv_pipeline.methods._validation import (
    BoolArray,
    BoolOrArray,
    CodeOrArray,
    FloatArray,
    FloatOrArray,
    Numeric,
    floats,
    refuse,
    shaped,
    shaped_bool,
    shaped_code,
    together,
)
from gnv_pipeline.methods.comparison import refuse_crossed

POINTS = 5
CHI2_998 = 9.54953570608324
"""99.8 % quantile of chi-square with one degree of freedom."""
WIDTH_IN_SE = 3.92
"""The published method takes a 95 % interval as 2 x 1.96 standard errors wide."""


class Trend(NamedTuple):
    """Result of :func:`recent_trend`; arrays where several series were given.

    * chi2: test statistic, one degree of freedom; NaN where it can't be calculated
    * slope: change per step (year or survey round) in the value's unit; NaN likewise
    * significant: True only for a calculated and certain trend
    * direction: ``increasing``, ``decreasing``, ``not_significant`` or ``not_calculated``. Neither
      of the last two means "unchanged": small areas seldom reach significance even when the change
      is real
    """

    chi2: FloatOrArray
    slope: FloatOrArray
    significant: BoolOrArray
    direction: CodeOrArray


def recent_trend(
    years: Numeric,
    values: Numeric,
    lower: Numeric,
    upper: Numeric,
    *,
    calendar: Numeric = None,
    span: int = 1,
) -> Trend:
    """Test for a trend over the five latest points, unbroken back from the latest one.

    se = (upper - lower)/3.92, w = 1/se^2, x = 1..5; slope by weighted least squares;
    chi2 = slope^2 sum w (x - mean x)^2. Significant when chi2 > 9.54953570608324 (99.8 %) and the
    slope keeps its sign (0 counts as plus) when each point in turn is left out.

    Args:
        years: the years along the last axis, in any order, each once.
        values: values of the same length; leading axes are separate series.
        lower: lower 95 % limits.
        upper: upper 95 % limits.
        calendar: the years in which there could be a value, for surveys that are not made every
            year: with 2019, 2020, 2022 a missing 2021 is no gap. Default: every year.
        span: years that each value covers (3 for a three-year mean). The test needs independent
            points, so years closer than this are refused: overlapping means are never tested.

    Returns:
        Trend. Not calculated with fewer than five points, a gap, or an interval of no width. A
        point without value or limits is a gap, except after the latest one.

    Raises:
        ValueError: a year twice, a missing year, a year outside ``calendar``, lower > upper,
        lengths that
            do not fit, or years closer than ``span``.

    Source: Fingertips, recent trends (public health technical guidance).
    """
    year = np.atleast_1d(floats("years", years))
    if year.ndim != 1:
        raise ValueError("years must be one series of years, shared by all rows of values")
    value, low, high = together(
        *(
            np.atleast_1d(floats(name, item))
            for name, item in (("values", values), ("lower", lower), ("upper", upper))
        )
    )
    if value.shape[-1] != year.size:
        raise ValueError(f"{year.size} years but {value.shape[-1]} values")
    refuse_crossed(low, high)
    slots = _slots(year, calendar, span)
    step = span if calendar is None else 1
    points, width, complete = _latest(slots, step, value, high - low)
    return _judge(points, width, complete)


def _slots(year: FloatArray, calendar: Numeric, span: int) -> FloatArray:
    """Return each year's place in the calendar, so that unbroken means consecutive places."""
    refuse(np.isnan(year), "a year is missing: {year}", year=year)
    ordered = np.sort(year)
    steps = np.diff(ordered)
    refuse(steps == 0, "year {year} is given twice", year=ordered[1:])
    refuse(
        steps < span,
        f"year {{year}} follows less than {span} years after the one before: such means overlap",
        year=ordered[1:],
    )
    if calendar is None:
        return np.asarray(year - ordered[:1], dtype=np.float64)
    known = np.unique(floats("calendar", calendar))
    refuse(~np.isin(year, known), "year {year} is not in the calendar", year=year)
    used = known[known >= ordered[0]] if ordered.size else known
    return np.searchsorted(used, year).astype(np.float64)


def _latest(
    slots: FloatArray, step: int, value: FloatArray, width: FloatArray
) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Pick the five latest known points of each series; say where they are unbroken."""
    order = np.argsort(slots)
    places = slots[order]
    value, width = value[..., order], width[..., order]
    known = ~(np.isnan(value) | np.isnan(width))
    # rank known points from the latest: the five latest are sorted to the end
    rank = np.where(known, np.broadcast_to(places, known.shape), -np.inf)
    pad = [(0, 0)] * (rank.ndim - 1) + [(POINTS, 0)]
    rank = np.pad(rank, pad, constant_values=-np.inf)
    value = np.pad(value, pad, constant_values=np.nan)
    width = np.pad(width, pad, constant_values=np.nan)
    latest = np.argsort(rank, axis=-1, kind="stable")[..., -POINTS:]
    placed = np.take_along_axis(rank, latest, axis=-1)
    points = np.take_along_axis(value, latest, axis=-1)
    widths = np.take_along_axis(width, latest, axis=-1)
    with np.errstate(invalid="ignore"):
        unbroken = np.all(np.diff(placed, axis=-1) == step, axis=-1)
    return points, widths, np.asarray(unbroken & np.all(widths > 0, axis=-1))


def _judge(points: FloatArray, width: FloatArray, complete: BoolArray) -> Trend:
    """Fit the weighted line on all five points and on each four of them."""
    held = np.where(complete[..., None], points, 0.0)
    weight = (WIDTH_IN_SE / np.where(complete[..., None], width, 1.0)) ** 2
    # row 0 keeps all points, row i leaves out point i
    kept = np.vstack([np.ones((1, POINTS)), 1 - np.eye(POINTS)])
    x = np.arange(1.0, POINTS + 1)
    w = weight[..., None, :] * kept
    # measured from the first value: a constant series has slope 0 exactly
    y = (held - held[..., :1])[..., None, :]
    total = w.sum(axis=-1)
    from_mean = x - ((w * x).sum(axis=-1) / total)[..., None]
    sxx = (w * from_mean**2).sum(axis=-1)
    slopes = (w * from_mean * y).sum(axis=-1) / sxx
    slope = slopes[..., 0]
    chi2 = slope**2 * sxx[..., 0]
    rising = slopes >= 0
    one_way = rising.all(axis=-1) | (~rising).all(axis=-1)
    significant = np.asarray(complete & one_way & (chi2 > CHI2_998))
    direction = np.select(
        [~complete, ~significant, slope > 0],
        ["not_calculated", "not_significant", "increasing"],
        default="decreasing",
    )
    return Trend(
        shaped(np.where(complete, chi2, np.nan)),
        shaped(np.where(complete, slope, np.nan)),
        shaped_bool(significant),
        shaped_code(direction),
    )
