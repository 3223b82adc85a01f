"""Differences between areas, and how large they would be by chance alone.

What belongs here: measures of spread over a set of areas, and the spread that equal areas of the
same sizes would show. What does not: choosing the areas, or words such as "ojämlikt".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from gnv_pipeline.methods._validation import (
    FloatArray,
    FloatOrArray,
    Numeric,
    confidence_level,
    floats,
    refuse,
    shaped,
    together,
)

GRID = 20_000
"""Most points (areas of one kind count once) on which the range is summed without a grid."""
GRID_LEAST = 4_000
GRID_CELLS = 2_000_000
"""With more possible values, shares are taken to 1/4000-1/20000 of their span: two million cells."""
TAIL = 1e-13
"""Probability that is left out at each end of an area's distribution."""
MANY = 100
"""From so many areas on, the largest and the smallest value are taken as independent of each other."""
GRID_MANY = 1_000
"""Steps of the grid for so many areas."""


class Inequality(NamedTuple):
    """Measures of spread between areas; each a float, or an array where several sets were given.

    * difference: largest minus smallest value
    * ratio: largest over smallest; infinite where the smallest is 0
    * bgv: between-group variance, sum w (y - mu)^2, in squared units
    * mdmw: weighted mean deviation from the mean, sum w |y - mu|
    * idisw: 100 mdmw/mu, percent
    * theil: 1000 sum w (y/mu) ln(y/mu)
    * mld: mean log deviation, -1000 sum w ln(y/mu); infinite where an area with people has value 0
    """

    difference: FloatOrArray
    ratio: FloatOrArray
    bgv: FloatOrArray
    mdmw: FloatOrArray
    idisw: FloatOrArray
    theil: FloatOrArray
    mld: FloatOrArray


class ExpectedRange(NamedTuple):
    """Largest minus smallest value by chance alone: mean, lower and upper percentile."""

    mean: FloatOrArray
    lower: FloatOrArray
    upper: FloatOrArray


def inequality(values: Numeric, weights: Numeric) -> Inequality:
    """Return how unequal values are between areas, weighted by population share.

    w_i = weight_i/sum of weights, mu = sum w y. Largest minus smallest grows with the number of
    areas and with their smallness: show it beside :func:`expected_range`.

    Args:
        values: y, one value per area along the last axis; leading axes are separate sets.
        weights: people per area (or any number proportional to them), 0 or more.

    Returns:
        Inequality. NaN throughout where a value or weight is missing (decide and say which areas
        are left out before calling) or with fewer than two areas. The relative measures (ratio,
        idisw, theil, mld) are NaN where a value is negative or all are 0.

    Raises:
        ValueError: a negative weight, weights that sum to 0, or lengths that do not fit.

    Source: Schlotheuber & Hosseinpoor (2022), Int J Environ Res Public Health 19:3697. A value of 0
    keeps its limit (0 ln 0 = 0) instead of being replaced by a small number.
    """
    y, weight = together(
        np.atleast_1d(floats("values", values)), np.atleast_1d(floats("weights", weights))
    )
    refuse(weight < 0, "weight is {weight} but must not be negative", weight=weight)
    total = weight.sum(axis=-1, keepdims=True)
    refuse(np.asarray(total[..., 0] == 0), "weights sum to {sum}", sum=np.asarray(total[..., 0]))
    share = weight / total
    missing = np.isnan(y).any(axis=-1) | np.isnan(share).any(axis=-1) | (y.shape[-1] < 2)
    largest = y.max(axis=-1, initial=-np.inf)
    smallest = y.min(axis=-1, initial=np.inf)
    mu = (share * y).sum(axis=-1)
    deviation = y - mu[..., None]
    spread = (share * np.abs(deviation)).sum(axis=-1)
    relative_ok = (smallest >= 0) & (mu > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(relative_ok[..., None], y / mu[..., None], 1.0)
        measures = (
            largest - smallest,
            np.where(relative_ok, largest / smallest, np.nan),
            (share * deviation**2).sum(axis=-1),
            spread,
            np.where(relative_ok, 100 * spread / mu, np.nan),
            np.where(relative_ok, 1000 * (share * special.xlogy(part, part)).sum(axis=-1), np.nan),
            # xlogy(0, 0) = 0: an area without people does not decide
            np.where(relative_ok, 0.0 - 1000 * special.xlogy(share, part).sum(axis=-1), np.nan),
        )
    return Inequality(*(shaped(np.where(missing, np.nan, measure)) for measure in measures))


def expected_range(
    sizes: Numeric,
    p: Numeric,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> ExpectedRange:
    """Return the spread (largest minus smallest share) between areas that differ by chance alone.

    Each area's share is X/n with X binomial(n, p), independent. The distribution of the range is
    summed exactly over the possible smallest values,
    P(range <= r) = sum over a of [prod P(a <= X/n <= a + r) - prod P(a < X/n <= a + r)],
    so no random numbers are drawn and the answer is the same every time. (More than 20 000 possible
    values are taken to a grid of 4 000 steps or more.) An observed range above ``upper`` is more than
    chance. From 100 areas on, the largest and the smallest value are taken as independent, on a grid of
    1 000 steps: one area in so many is seldom both, and the answer differs by less than 1 %.

    Args:
        sizes: n per area, whole numbers of at least 1 (respondents, stays).
        p: the share that all have in common, 0-1 (or one per area).
        confidence: middle part between the two percentiles: 0.95 gives 2.5 and 97.5 percent.
        multiplier: 1 for shares 0-1, 100 for percentage points.

    Returns:
        ExpectedRange(mean, lower, upper), floats in units of ``multiplier``; NaN where a size or p
        is missing or there are fewer than two areas.

    Raises:
        ValueError: a size that is no whole number of at least 1, or p outside [0, 1].
    """
    n, share = together(np.atleast_1d(floats("sizes", sizes)), floats("p", p))
    if n.ndim != 1:
        raise ValueError("sizes must be one list of areas")
    level = float(confidence_level(confidence))
    refuse(
        ~np.isnan(n) & ((n < 1) | (n != np.floor(n))),
        "size is {n} but must be a whole number of at least 1",
        n=n,
    )
    refuse((share < 0) | (share > 1), "p is {p} but must lie between 0 and 1", p=share)
    if n.size < 2 or np.isnan(n).any() or np.isnan(share).any():
        return ExpectedRange(np.nan, np.nan, np.nan)
    tail = (1 - level) / 2
    if n.size >= MANY:
        return ExpectedRange(*(one * multiplier for one in _range_of_many(n, share, tail)))
    points, at_most, times = _distributions(n, share)
    mean = _mean_range(points, at_most, times)
    lower, upper = (_range_quantile(points, at_most, times, q) for q in (tail, 1 - tail))
    return ExpectedRange(mean * multiplier, lower * multiplier, upper * multiplier)


def _distributions(n: FloatArray, share: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return possible shares, P(X/n <= point) per kind of area, and how many are of each."""
    kinds, times = np.unique(np.stack([n, share]), axis=1, return_counts=True)
    size, chance = kinds[0][:, None], kinds[1][:, None]
    first = np.clip(stats.binom.ppf(TAIL, size, chance), 0, size)
    last = np.clip(stats.binom.isf(TAIL, size, chance), first, size)
    if float((last - first + 1).sum()) <= GRID:
        values = [
            np.arange(low, high + 1) / area
            for low, high, area in zip(first[:, 0], last[:, 0], size[:, 0], strict=True)
        ]
        points = np.unique(np.concatenate(values))
    else:
        steps = int(np.clip(GRID_CELLS / size.size, GRID_LEAST, GRID))
        points = np.linspace((first / size).min(), (last / size).max(), steps)
    count = np.floor(points * size + 1e-7)  # k/n times n may fall short of k by a rounding error
    at_most = stats.binom.cdf(count, size, chance)
    at_most[:, -1] = 1.0
    return points, np.asarray(at_most, dtype=np.float64), times[:, None].astype(np.float64)


def _range_of_many(n: FloatArray, share: FloatArray, tail: float) -> tuple[float, float, float]:
    """Mean and percentiles of the range where the largest and the smallest value are independent.

    P(max <= a) = prod F(a) and P(min > a) = prod (1 - F(a)) as for fewer areas;
    P(range <= r) = sum over a of P(min = a) P(max <= a + r).
    """
    reach = -special.ndtri(TAIL) * np.sqrt(share * (1 - share) / n) + 2 / n
    low, high = np.clip(share - reach, 0, 1), np.clip(share + reach, 0, 1)
    points = np.linspace(low.min(), high.max(), GRID_MANY)
    max_log, min_log = np.zeros(GRID_MANY), np.zeros(GRID_MANY)
    with np.errstate(divide="ignore"):
        for size, p, first, last in zip(n, share, low, high, strict=True):
            start, stop = np.searchsorted(points, [first, last])
            count = np.clip(np.floor(points[start:stop] * size + 1e-7), -1, size)
            # bdtr and bdtrc keep their digits in either tail
            max_log[start:stop] += np.log(special.bdtr(count, int(size), p))
            min_log[start:stop] += np.log(special.bdtrc(count, int(size), p))
            max_log[:start], min_log[stop:] = -np.inf, -np.inf
    max_at_most, min_above = np.exp(max_log), np.exp(min_log)
    mean = float(np.sum(np.diff(points) * (1 - max_at_most - min_above)[:-1]))
    smallest = -np.diff(min_above, prepend=1.0)
    steps = np.arange(GRID_MANY)

    def at_most(step: int) -> float:
        return float(np.sum(smallest * max_at_most[np.minimum(steps + step, GRID_MANY - 1)]))

    found = []
    for q in (tail, 1 - tail):
        left, right = 0, GRID_MANY - 1
        while left < right:
            middle = (left + right) // 2
            left, right = (left, middle) if at_most(middle) >= q else (middle + 1, right)
        found.append(left * float(points[1] - points[0]))
    return mean, found[0], found[1]


def _mean_range(points: FloatArray, at_most: FloatArray, times: FloatArray) -> float:
    """E(max) - E(min), from P(max <= a) = prod F(a) and P(min > a) = prod (1 - F(a))."""
    steps = np.diff(points)
    max_at_most = _all_areas(at_most, times)[:-1]
    min_above = _all_areas(1 - at_most, times)[:-1]
    return float(np.sum(steps * (1 - max_at_most - min_above)))


def _range_at_most(r: float, points: FloatArray, at_most: FloatArray, times: FloatArray) -> float:
    """P(range <= r), summed over where the smallest value lies."""
    reach = _reach(r, points)
    top = at_most[:, reach]
    before = np.concatenate([np.zeros((at_most.shape[0], 1)), at_most[:, :-1]], axis=1)
    return float(np.sum(_all_areas(top - before, times) - _all_areas(top - at_most, times)))


def _all_areas(chance: FloatArray, times: FloatArray) -> FloatArray:
    """Product over areas, those of the same kind at once."""
    powers = chance if (times == 1).all() else chance**times
    return np.asarray(np.prod(powers, axis=0), dtype=np.float64)


def _range_quantile(points: FloatArray, at_most: FloatArray, times: FloatArray, q: float) -> float:
    """Smallest r with P(range <= r) >= q, by halving the possible span."""
    low, high = 0.0, float(points[-1] - points[0])
    if high == 0 or _range_at_most(0.0, points, at_most, times) >= q:
        return 0.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        if _range_at_most(middle, points, at_most, times) >= q:
            high = middle
        else:
            low = middle
    return float(np.max(points[_reach(high, points)] - points))  # a difference that can occur


def _reach(r: float, points: FloatArray) -> NDArray[np.intp]:
    """Index of the largest point that lies no more than r above each point."""
    return np.searchsorted(points, points + r + 1e-12, side="right") - 1
