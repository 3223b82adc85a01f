"""How much of a spread between areas is left when chance is taken away, and whether it has changed.

What belongs here: spread of true shares or rates behind observed ones. What does not: measures of the
observed values themselves (``inequality``), or choosing the areas.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

from gnv_pipeline.methods._validation import (
    FloatArray,
    FloatOrArray,
    Numeric,
    count_over,
    floats,
    refuse,
    shaped,
    together,
)

LEAST = 2
"""Fewer areas have no spread."""


class Remaining(NamedTuple):
    """Spread between areas beyond chance; floats, or arrays where several sets were given.

    * variance: estimate of the variance between the true values, in squared units; may fall below 0
    * standard_error: its standard error, from the sampling of each area
    * spread: square root of the variance, 0 where that is negative
    """

    variance: FloatOrArray
    standard_error: FloatOrArray
    spread: FloatOrArray


def expected_deviation(
    sizes: Numeric, p: Numeric, *, rates: bool = False, multiplier: float = 1.0
) -> FloatOrArray:
    """Return the weighted mean deviation (``mdmw``) between areas that differ by chance alone.

    With w_i = n_i/N and m their common value, E sum w_i |X_i/n_i - m| where m is estimated by the
    areas together: X_i/n_i - m has the standard deviation of X_i/n_i times sqrt(1 - w_i), so each
    area's mean absolute deviation (De Moivre's closed form) is multiplied by that. Binomial:
    E|X - np| = 2 (v + 1) C(n, v + 1) p^(v + 1) (1 - p)^(n - v) with v = floor(np); Poisson with mean
    L: 2 exp(-L) L^(v + 1)/v! with v = floor(L).

    Args:
        sizes: n per area along the last axis (respondents, persons, person-years), more than 0.
            Shares take them to whole numbers. Leading axes are separate sets.
        p: the share, or events per person, that all have in common; one per set.
        rates: True for events that may happen more than once (Poisson), False for shares.
        multiplier: 1 for shares 0-1, 100 for percentage points.

    Returns:
        One number per set in units of ``multiplier``; NaN where a size or p is missing or there are
        fewer than two areas.

    Raises:
        ValueError: a size of 0 or less, p < 0, or a share above 1.

    Source: De Moivre (1730); Diaconis & Zabell (1991), Statistical Science 6:284-302.
    """
    n = np.atleast_1d(floats("sizes", sizes))
    n, share = together(n, floats("p", p)[..., None])
    refuse(n <= 0, "size is {n} but must be more than 0", n=n)
    refuse(share < 0, "p is {p} but must not be negative", p=share)
    if not rates:
        refuse(share > 1, "p is {p} but must lie between 0 and 1", p=share)
        n = np.maximum(np.rint(n), 1.0)
    known = ~(np.isnan(n) | np.isnan(share)).any(axis=-1) & (n.shape[-1] >= LEAST)
    with np.errstate(invalid="ignore"):
        each = (_poisson if rates else _binomial)(n, share) / n
        weight = n / n.sum(axis=-1, keepdims=True)
        found = (weight * np.sqrt(1 - weight) * each).sum(axis=-1)
    return shaped(np.where(known, found * multiplier, np.nan))


def _binomial(n: FloatArray, p: FloatArray) -> FloatArray:
    """E|X - np| of a binomial, through logarithms so that no factorial overflows."""
    v = np.minimum(np.floor(n * p), n - 1)
    log = (
        np.log(2 * (v + 1))
        + special.gammaln(n + 1)
        - special.gammaln(v + 2)
        - special.gammaln(n - v)
        + special.xlogy(v + 1, p)
        + special.xlog1py(n - v, -p)
    )
    return np.asarray(np.exp(log), dtype=np.float64)


def _poisson(n: FloatArray, p: FloatArray) -> FloatArray:
    """E|X - L| of a Poisson count with mean L = np."""
    mean = n * p
    v = np.floor(mean)
    return np.asarray(
        2 * np.exp(special.xlogy(v + 1, mean) - mean - special.gammaln(v + 1)), dtype=np.float64
    )


def remaining_spread(
    counts: Numeric, sizes: Numeric, *, rates: bool = False, multiplier: float = 1.0
) -> Remaining:
    """Return the spread between the areas' true values: the observed one minus that of chance.

    With w_i = n_i/N, y_i = x_i/n_i and m = sum w y: the observed B = sum w_i (y_i - m)^2 has the
    expectation t (1 - sum w_i^2) + sum w_i (1 - w_i) s_i, where t is the variance between true values
    and s_i the sampling variance of y_i. So t = (B - sum w_i (1 - w_i) s_i)/(1 - sum w_i^2), with s_i
    estimated without bias: y(1 - y)/(n - 1) for shares, x/n^2 for rates. Its standard error treats the
    areas as the ones there are (not as drawn from more) and the y_i as normal:
    Var B = sum w_i^2 (2 s_i^2 + 4 s_i d_i), d_i = max(0, (y_i - m)^2 - s_i (1 - w_i)).

    Args:
        counts: x per area along the last axis; leading axes are separate sets.
        sizes: n per area, more than 1 for shares, more than 0 for rates.
        rates: True for events that may happen more than once (Poisson), False for shares.
        multiplier: 1 for shares 0-1, 100 for percentage points.

    Returns:
        Remaining; NaN where a count or size is missing or there are fewer than two areas.

    Raises:
        ValueError: sizes too small, x < 0, or x > n for a share.

    Source: the moment estimator of DerSimonian & Laird (1986), Controlled Clinical Trials 7:177-188,
    with weights n instead of 1/s.
    """
    x, n = together(np.atleast_1d(floats("counts", counts)), np.atleast_1d(floats("sizes", sizes)))
    count_over("count", x, n, share=not rates)
    if not rates:
        refuse(n <= 1, "size is {n} but must be more than 1", n=n)
    known = ~(np.isnan(x) | np.isnan(n)).any(axis=-1) & (n.shape[-1] >= LEAST)
    with np.errstate(invalid="ignore", divide="ignore"):
        y = x / n
        chance = y / n if rates else y * (1 - y) / (n - 1)
        weight = n / n.sum(axis=-1, keepdims=True)
        apart = (y - (weight * y).sum(axis=-1, keepdims=True)) ** 2
        scale = 1 - (weight**2).sum(axis=-1)
        between = (weight * (apart - (1 - weight) * chance)).sum(axis=-1) / scale
        true = np.maximum(apart - (1 - weight) * chance, 0.0)
        error = np.sqrt((weight**2 * (2 * chance**2 + 4 * chance * true)).sum(axis=-1)) / scale
    between, error = np.where(known, between, np.nan), np.where(known, error, np.nan)
    return Remaining(
        shaped(between * multiplier**2),
        shaped(error * multiplier**2),
        shaped(np.sqrt(np.maximum(between, 0.0)) * multiplier),
    )
