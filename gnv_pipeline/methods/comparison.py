"""Comparing areas: with a benchmark, within a funnel, in quantile groups.

What belongs here: codes and limits for an area beside others. What does not: goals (``goals``), and
the rule that an area is never compared with itself; the caller leaves it out of the benchmark.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from gnv_pipeline.methods._validation import (
    CodeOrArray,
    FloatArray,
    FloatOrArray,
    Numeric,
    confidence_level,
    floats,
    polarity,
    refuse,
    shaped,
    shaped_code,
    together,
)
from gnv_pipeline.methods.intervals import normal_quantile


def compare_with_value(
    lower: Numeric, upper: Numeric, benchmark: Numeric, better: str | ArrayLike
) -> CodeOrArray:
    """Return how an interval lies to a benchmark that is itself known without (much) error.

    lower > b is above, upper < b is below, touching is similar. With 95 % limits an outside is a
    signal, with 99.8 % limits a clear one. For 15 equal areas the chance of at least one signal is
    54 % at 95 % and 3 % at 99.8 %.

    Args:
        lower: lower confidence limit of the area; may be infinite.
        upper: upper confidence limit; not below ``lower``.
        benchmark: the value compared with, in the same unit.
        better: ``high`` or ``low`` for which way is good, ``none`` for no judgement.

    Returns:
        ``better``, ``worse`` or ``similar``; with ``none`` ``higher``, ``lower`` or ``similar``;
        ``not_compared`` where a limit or the benchmark is missing.

    Raises:
        ValueError: lower > upper, or an unknown ``better``.
    """
    direction = polarity(better)
    low, high, value, _ = together(
        floats("lower", lower, finite=False),
        floats("upper", upper, finite=False),
        floats("benchmark", benchmark, finite=False),
        np.zeros(direction.shape),
    )
    refuse_crossed(low, high)
    direction = np.broadcast_to(direction, low.shape)
    missing = np.isnan(low) | np.isnan(high) | np.isnan(value)
    above, below = low > value, high < value
    good = np.where(direction == "high", above, below)
    neutral = direction == "none"
    codes = np.select(
        [missing, ~(above | below), neutral & above, neutral, good],
        ["not_compared", "similar", "higher", "lower", "better"],
        default="worse",
    )
    return shaped_code(codes)


def refuse_crossed(lower: FloatArray, upper: FloatArray) -> None:
    """Refuse an interval whose lower limit lies above its upper limit."""
    refuse(
        lower > upper,
        "lower limit {lower} lies above upper limit {upper}",
        lower=lower,
        upper=upper,
    )


def funnel_limits(
    baseline: Numeric, denominator: Numeric, level: Numeric = 0.95
) -> tuple[FloatOrArray, FloatOrArray]:
    """Return between which shares an area differs from the baseline by chance only.

    Inverted Wilson: the proportions whose Wilson interval just touches the baseline. Solving the
    score equation (p - p0)^2 = z^2 p0 (1 - p0)/n for p gives p0 -/+ z sqrt(p0 (1 - p0)/n), kept
    within [0, 1]. An area lies outside exactly when :func:`compare_with_value` on its Wilson
    interval finds a difference. (The other convention, limits of a Wilson interval around n p0 of
    n, is ``proportion(n * p0, n)``.)

    Args:
        baseline: p0, the share of all areas together (sum of numerators over sum of denominators),
        0-1. denominator: n of the area; more than 0.
        level: 0.95 for a signal, 0.998 for a clear one; level 1 gives (0, 1).

    Returns:
        (lower, upper) as shares 0-1; NaN where baseline or denominator is missing.

    Raises:
        ValueError: a baseline outside [0, 1], n <= 0, or a level outside (0, 1].
    """
    p, n, c = together(
        floats("baseline", baseline),
        floats("denominator", denominator),
        confidence_level(level, "level"),
    )
    refuse((p < 0) | (p > 1), "baseline is {p} but must lie between 0 and 1", p=p)
    refuse(n <= 0, "denominator is {n} but must be more than 0", n=n)
    certain = c == 1
    z = normal_quantile(np.where(certain, 0.5, c))
    half = np.where(certain, 1.0, z * np.sqrt(p * (1 - p) / n))
    half = np.where(np.isnan(p) | np.isnan(n), np.nan, half)
    return shaped(np.maximum(p - half, 0.0)), shaped(np.minimum(p + half, 1.0))


def quantile_group(values: Numeric, groups: int, invert: bool = False) -> FloatOrArray:
    """Return which of ``groups`` equally large groups each area falls in, from the lowest.

    q = floor(Q + 1 - ceil((N + 1 - rank) Q/N)) where ties share the lowest rank, in whole numbers
    so that no rounding moves an area over a border. With few areas the groups are not equally large
    (15 in quartiles: 3, 4, 4, 4): print the counts. This is a grouping, not a ranking.

    Args:
        values: areas along the last axis; missing ones get no group and do not count in N.
        groups: Q, at least 1.
        invert: True gives group 1 to the highest values.

    Returns:
        Group numbers 1..Q as floats, NaN where the value is missing or N < Q.

    Raises:
        ValueError: groups that is no whole number of at least 1.

    Source: OHID technical guide, assigning deprivation categories.
    """
    if isinstance(groups, bool) or groups != int(groups) or groups < 1:
        raise ValueError(f"groups is {groups} but must be a whole number of at least 1")
    data = floats("values", values)
    rows = np.atleast_1d(-data if invert else data)
    known = ~np.isnan(rows)
    # missing values sort last, so they leave the ranks of the others as they are
    ranks = stats.rankdata(np.where(known, rows, np.inf), method="min", axis=-1)
    count = known.sum(axis=-1, keepdims=True)
    steps = (count + 1 - ranks.astype(np.int64)) * int(groups)
    group = groups + 1 - -(-steps // np.maximum(count, 1))
    result = np.where(known & (count >= groups), group, np.nan)
    return shaped(result.reshape(data.shape))
