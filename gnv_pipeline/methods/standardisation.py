"""Standardised rates and ratios: comparing areas whose people differ in age and sex.

What belongs here: direct and indirect standardisation over strata, and the European standard
population. What does not: choosing strata or reference for an indicator (the plan does).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gnv_pipeline.methods._validation import (
    Numeric,
    confidence_level,
    floats,
    refuse,
    shaped,
    together,
)
from gnv_pipeline.methods.intervals import Interval, byar_limits, poisson_limits

DSR_MINIMUM = 10
"""Total count below which a directly standardised rate is not given."""

ESP2013: Final[tuple[int, ...]] = (
    *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000),
    *(6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
)
"""European standard population 2013 (Eurostat), ages 0-4, 5-9, ... 85-89, 90+; it sums to 100 000.
The last six bands are 65-69 ... 90+."""


def directly_standardised_rate(
    count: Numeric,
    population: Numeric,
    standard: Numeric,
    confidence: Numeric = 0.95,
    multiplier: float = 100_000,
) -> Interval:
    """Return a directly standardised rate with Dobson's limits.

    v = sum(w x/n)/sum(w); Var = sum(w^2 x/n^2)/(sum w)^2; limits = v + sqrt(Var/X) (Byar(X) - X)
    with X = total count, all times ``multiplier``.

    Args:
        count: x_i, events per stratum along the last axis; a missing count counts as 0.
        population: n_i, persons per stratum; more than 0, never missing.
        standard: w_i, standard population per stratum; 0 or more, never missing, not all 0.
        confidence: level, 0 < c <= 1 (a scalar, or one per rate).
        multiplier: the rate is per this many.

    Returns:
        Interval per ``multiplier``, one per leading index; value and limits are NaN where X < 10.

    Raises:
        ValueError: a negative count, n <= 0 or missing, w negative, missing or all 0.

    Source: Dobson et al. (1991), Statistics in Medicine 10:457-462; X < 10 as PHEindicatormethods.
    """
    x, n, w = together(
        np.atleast_1d(floats("count", count)),
        floats("population", population),
        floats("standard", standard),
    )
    refuse(x < 0, "count is {count} but must not be negative", count=x)
    refuse(~(n > 0), "population is {n} but must be known and more than 0", n=n)
    refuse(~(w >= 0), "standard population is {w} but must be known and not negative", w=w)
    total_weight = np.asarray(w.sum(axis=-1))
    refuse(total_weight == 0, "standard populations sum to {sum}", sum=total_weight)
    x = np.where(np.isnan(x), 0.0, x)
    total = np.asarray(x.sum(axis=-1))
    value = (w * x / n).sum(axis=-1) / total_weight
    variance = (w * w * x / (n * n)).sum(axis=-1) / total_weight**2
    value, variance, total, level = together(value, variance, total, confidence_level(confidence))
    enough = total >= DSR_MINIMUM
    safe = np.where(enough, total, DSR_MINIMUM)
    lower, upper = byar_limits(safe, level)
    scale = np.sqrt(variance / safe)
    return Interval(
        shaped(np.where(enough, value * multiplier, np.nan)),
        shaped(np.where(enough, (value + scale * (lower - safe)) * multiplier, np.nan)),
        shaped(np.where(enough, (value + scale * (upper - safe)) * multiplier, np.nan)),
    )


def indirectly_standardised_ratio(
    count: Numeric,
    population: Numeric,
    ref_count: Numeric,
    ref_population: Numeric,
    confidence: Numeric = 0.95,
    multiplier: float = 100,
) -> Interval:
    """Return observed over expected events, O/E times ``multiplier``.

    E = sum(n_i xref_i/nref_i); limits are those of the count O (exact Poisson below 10 events,
    Byar's from 10) divided by E. Works with small strata, but two areas must not be compared with
    each other, only each with the reference.

    Args:
        count: events per stratum along the last axis, or the observed total: a scalar, or a last
            axis of length 1 where there are several strata.
        population: n_i, the area's persons per stratum; 0 or more.
        ref_count: xref_i, events in the reference population; 0 or more.
        ref_population: nref_i, persons in the reference population; more than 0.
        confidence: level, 0 < c <= 1 (a scalar, or one per ratio).
        multiplier: 100 gives 100 where O = E.

    Returns:
        Interval, one per leading index; NaN where any part is missing.

    Raises:
        ValueError: a negative count or population, nref <= 0, or expected events summing to 0.
    """
    x = np.atleast_1d(floats("count", count))
    n, ref_x, ref_n = together(
        np.atleast_1d(floats("population", population)),
        floats("ref_count", ref_count),
        floats("ref_population", ref_population),
    )
    refuse(x < 0, "count is {count} but must not be negative", count=x)
    refuse(n < 0, "population is {n} but must not be negative", n=n)
    refuse(ref_x < 0, "ref_count is {count} but must not be negative", count=ref_x)
    refuse(ref_n <= 0, "ref_population is {n} but must be more than 0", n=ref_n)
    if x.shape[-1] not in {1, n.shape[-1]}:
        raise ValueError(
            f"count has {x.shape[-1]} strata but population {n.shape[-1]}: "
            "give as many, or one total"
        )
    expected = np.asarray((n * ref_x / ref_n).sum(axis=-1))
    refuse(expected == 0, "expected events sum to {sum}: no ratio can be formed", sum=expected)
    observed, expected, level = together(
        np.asarray(x.sum(axis=-1)), expected, confidence_level(confidence)
    )
    lower, upper = poisson_limits(observed, level)
    return Interval(
        shaped(observed * multiplier / expected),
        shaped(lower * multiplier / expected),
        shaped(upper * multiplier / expected),
    )
