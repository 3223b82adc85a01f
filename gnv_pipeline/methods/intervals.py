"""Values with their certainty: proportion, count, rate, mean, difference of two proportions.

What belongs here: point estimates with confidence limits, each by one published method. What does
not: judging against a goal or a benchmark, standardisation, suppression of small numbers.

Limits use z = Phi^-1(c + (1 - c)/2) exactly, never 1.96.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

from gnv_pipeline.methods._validation import (
    FloatArray,
    FloatOrArray,
    Numeric,
    confidence_level,
    count_over,
    floats,
    refuse,
    shaped,
    together,
)

EXACT_BELOW = 10
"""Events below which a rate gets exact Poisson limits; Byar's approximation from here on."""


class Interval(NamedTuple):
    """A value with its lower and upper confidence limit, all in the same unit.

    Each field is a float for scalar input and a float64 array for array input; NaN is missing.
    """

    value: FloatOrArray
    lower: FloatOrArray
    upper: FloatOrArray


def normal_quantile(confidence: FloatArray) -> FloatArray:
    """Return z for a two-sided confidence level, Phi^-1(c + (1 - c)/2); infinite for c = 1."""
    return np.asarray(special.ndtri(confidence + (1 - confidence) / 2), dtype=np.float64)


def wilson_limits(
    count: FloatArray, denominator: FloatArray, confidence: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return Wilson's score limits (0-1) for checked arrays of one shape; c = 1 gives (0, 1).

    The limits are the roots of (n + z^2) p^2 - (2x + z^2) p + x^2/n = 0. The lower one is taken
    from the product of the roots, so that it loses no digits where x is small against z^2.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        z = normal_quantile(confidence)
        rest = (denominator - count) / denominator
        outer = 2 * count + z**2 + z * np.sqrt(z**2 + 4 * count * rest)
        lower = 2 * (count / denominator) * count / outer
        upper = outer / (2 * (denominator + z**2))
        value = count / denominator
    lower = np.minimum(lower, value)  # rounding may cross the value by 1e-17
    upper = np.minimum(np.maximum(upper, value), 1.0)
    lower = np.where(count == 0, 0.0, lower)
    upper = np.where(count == denominator, 1.0, upper)
    known = ~np.isnan(value)
    certain = known & (confidence == 1)
    return np.where(certain, 0.0, lower), np.where(certain, 1.0, upper)


def proportion(
    numerator: Numeric,
    denominator: Numeric,
    confidence: Numeric = 0.95,
    multiplier: float = 1.0,
) -> Interval:
    """Return a proportion with Wilson's score interval (without continuity correction).

    lower, upper = (2x + z^2 -/+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)); x = 0 has lower limit 0
    and x = n upper limit 1, exactly. Suppression of small numbers is another question
    (:func:`suppress_proportion`).

    Args:
        numerator: x, persons or answers with the property; fractions are allowed.
        denominator: n, persons or answers; more than 0.
        confidence: level, 0 < c <= 1; c = 1 gives the whole range.
        multiplier: unit of the result: 1 for a share 0-1, 100 for percent.

    Returns:
        Interval in units of ``multiplier``; NaN where numerator or denominator is missing.

    Raises:
        ValueError: n <= 0, x < 0, x > n, or a level outside (0, 1].

    Source: Wilson (1927), J Am Stat Assoc 22:209-212; Newcombe & Altman (2000).
    """
    level = confidence_level(confidence)
    x, n, c = together(floats("numerator", numerator), floats("denominator", denominator), level)
    count_over("numerator", x, n, share=True)
    missing = np.isnan(x) | np.isnan(n)
    lower, upper = wilson_limits(x, n, c)
    # multiplying first keeps 57 of 100 at 57 %: 57 / 100 * 100 is 56.99999999999999
    value = np.where(missing, np.nan, x * multiplier / n)
    return Interval(
        shaped(value),
        shaped(np.where(missing, np.nan, lower * multiplier)),
        shaped(np.where(missing, np.nan, upper * multiplier)),
    )


def byar_limits(count: FloatArray, confidence: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return Byar's limits for checked counts of one shape; a negative lower limit is NaN."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        z = normal_quantile(confidence)
        root = 1 - 1 / (9 * count) - z / (3 * np.sqrt(count))
        above = count + 1
        upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
        lower = np.where(root < 0, np.nan, count * root**3)
    return lower, upper


def byar(count: Numeric, confidence: Numeric = 0.95) -> Interval:
    """Return a count with Byar's approximation to the exact Poisson limits.

    lower = x (1 - 1/(9x) - z/(3 sqrt x))^3; upper = y (1 - 1/(9y) + z/(3 sqrt y))^3 with y = x + 1.
    The formula fails for the smallest counts: where the lower limit would be negative (x = 0 at
    every level, x = 1 at 99.8 %) it is NaN. :func:`rate` has exact limits there instead.

    Args:
        count: x, number of events, 0 or more.
        confidence: level, 0 < c <= 1.

    Returns:
        Interval in events; NaN where the count is missing.

    Raises:
        ValueError: a negative count, or a level outside (0, 1].

    Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, IARC.
    """
    x, c = together(floats("count", count), confidence_level(confidence))
    refuse(x < 0, "count is {count} but must not be negative", count=x)
    lower, upper = byar_limits(x, c)
    return Interval(shaped(x), shaped(lower), shaped(upper))


def poisson_limits(count: FloatArray, confidence: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return limits of a count: exact Poisson below 10 events, Byar from 10; checked arrays.

    Exact: lower = chi2inv((1 - c)/2, 2x)/2 and upper = chi2inv(c + (1 - c)/2, 2x + 2)/2, written
    with the inverse incomplete gamma functions, which are the same thing with half the degrees of
    freedom.
    """
    tail = (1 - confidence) / 2
    small = count < EXACT_BELOW
    held = np.where(small, count, 1.0)  # gammaincinv is asked only where it is used
    exact_lower = np.where(held == 0, 0.0, special.gammaincinv(np.where(held == 0, 1, held), tail))
    exact_upper = special.gammainccinv(held + 1, tail)
    byar_lower, byar_upper = byar_limits(count, confidence)
    byar_lower = np.where((confidence == 1) & ~np.isnan(count), 0.0, byar_lower)
    return np.where(small, exact_lower, byar_lower), np.where(small, exact_upper, byar_upper)


def rate(
    count: Numeric,
    denominator: Numeric,
    confidence: Numeric = 0.95,
    multiplier: float = 100_000,
) -> Interval:
    """Return a crude rate with Poisson limits: exact below 10 events, Byar's from 10.

    value = x/n m; the limits of the count (see :func:`byar`; exact: chi-square quantiles) are
    divided by n and multiplied by m. The count may exceed the denominator.

    Args:
        count: x, number of events, 0 or more.
        denominator: n, persons or person-years; more than 0.
        confidence: level, 0 < c <= 1; c = 1 gives (0, infinity).
        multiplier: m, the rate is per this many.

    Returns:
        Interval per ``multiplier``; NaN where count or denominator is missing.

    Raises:
        ValueError: n <= 0, x < 0, or a level outside (0, 1].

    Source: Breslow & Day (1987); Armitage & Berry (2002) for the exact limits.
    """
    level = confidence_level(confidence)
    x, n, c = together(floats("count", count), floats("denominator", denominator), level)
    count_over("count", x, n, share=False)
    lower, upper = poisson_limits(x, c)
    return Interval(
        shaped(x * multiplier / n),
        shaped(lower * multiplier / n),
        shaped(upper * multiplier / n),
    )


def mean(values: Numeric, confidence: Numeric = 0.95) -> Interval:
    """Return a mean with Student's t interval: mean -/+ t(n - 1) s/sqrt(n), s with n - 1.

    For ordinal answers (1-5) the distribution says more; the interval treats the steps as equal.

    Args:
        values: the observations along the last axis; leading axes are separate means. Leave out
            what is missing before calling: one missing value makes its mean missing.
        confidence: level, 0 < c <= 1 (a scalar, or one per mean).

    Returns:
        Interval in the unit of the values. One value: that value without limits (NaN). None at all:
        NaN.

    Raises:
        ValueError: values that are no finite numbers, or a level outside (0, 1].
    """
    data = np.atleast_1d(floats("values", values))
    n = data.shape[-1]
    c = confidence_level(confidence)
    means = np.full(data.shape[:-1], np.nan)
    half = np.full(data.shape[:-1], np.nan)
    first = data[..., :1]  # deviations from it: a constant series has s = 0 exactly
    if n >= 1:
        shifted = data - first
        means = first[..., 0] + shifted.mean(axis=-1)
    if n >= 2:
        spread = np.asarray(np.std(data - first, axis=-1, ddof=1))
        with np.errstate(invalid="ignore"):
            t = special.stdtrit(n - 1.0, c + (1 - c) / 2)
            half = np.where(spread == 0, 0.0, t * spread / np.sqrt(n))
    means, half = together(means, half)
    return Interval(shaped(means), shaped(means - half), shaped(means + half))


def difference(
    numerator1: Numeric,
    denominator1: Numeric,
    numerator2: Numeric,
    denominator2: Numeric,
    confidence: Numeric = 0.95,
    multiplier: float = 1.0,
) -> Interval:
    """Return the difference of two independent proportions, first minus second (Newcombe).

    With Wilson limits l, u of each: lower = d - sqrt((p1 - l1)^2 + (u2 - p2)^2) and
    upper = d + sqrt((u1 - p1)^2 + (p2 - l2)^2). Used for a change between two years (later year
    first) and for one area against the others without it: a county contains its areas, so subtract
    the area's own counts from the county's before calling.

    Args:
        numerator1: x1 of the first group.
        denominator1: n1, more than 0.
        numerator2: x2 of the second group.
        denominator2: n2, more than 0.
        confidence: level, 0 < c <= 1.
        multiplier: 1 for shares 0-1, 100 for percentage points.

    Returns:
        Interval in units of ``multiplier``; NaN where any part is missing.

    Raises:
        ValueError: n <= 0, x < 0, x > n, or a level outside (0, 1].

    Source: Newcombe (1998), Statistics in Medicine 17:873-890, method 10.
    """
    x1, n1, x2, n2, c = together(
        floats("numerator1", numerator1),
        floats("denominator1", denominator1),
        floats("numerator2", numerator2),
        floats("denominator2", denominator2),
        confidence_level(confidence),
    )
    count_over("numerator1", x1, n1, share=True)
    count_over("numerator2", x2, n2, share=True)
    p1, p2 = x1 / n1, x2 / n2
    l1, u1 = wilson_limits(x1, n1, c)
    l2, u2 = wilson_limits(x2, n2, c)
    # over one common denominator: 10 of 100 against 1 of 10 is exactly 0
    value = (x1 * n2 - x2 * n1) / (n1 * n2)
    missing = np.isnan(value)
    lower = np.where(c == 1, -1.0, np.maximum(value - np.hypot(p1 - l1, u2 - p2), -1.0))
    upper = np.where(c == 1, 1.0, np.minimum(value + np.hypot(u1 - p1, p2 - l2), 1.0))
    return Interval(
        shaped(value * multiplier),
        shaped(np.where(missing, np.nan, lower * multiplier)),
        shaped(np.where(missing, np.nan, upper * multiplier)),
    )
