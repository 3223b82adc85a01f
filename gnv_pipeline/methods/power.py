"""What could be seen at all: the smallest change that a survey of a given size would show.

What belongs here: detectable differences. What does not: tests on observed values.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy import special

from gnv_pipeline.methods._validation import (
    BoolArray,
    FloatArray,
    FloatOrArray,
    Numeric,
    confidence_level,
    floats,
    refuse,
    shaped,
    together,
)
from gnv_pipeline.methods.intervals import normal_quantile

HALVINGS = 100


def smallest_detectable(
    n: Numeric,
    p: Numeric,
    confidence: Numeric = 0.95,
    power: float = 0.8,
    direction: Literal["up", "down", "either"] = "either",
) -> FloatOrArray:
    """Return the smallest change of a proportion that the next round, of the same size, would show.

    The d that solves d = z_c sqrt(2 m (1 - m)/n) + z_power sqrt((p(1 - p) + q(1 - q))/n) with
    q = p + d (or p - d) and m = (p + q)/2: with a true change of d, a two-sided comparison of the
    two rounds at the level ``confidence`` finds a difference with probability ``power``.

    Args:
        n: respondents (or persons) in each of the two rounds; more than 0.
        p: proportion now, 0-1.
        confidence: level of the comparison, 0 < c < 1.
        power: probability of seeing it, from 0.5 to below 1.
        direction: ``up`` for a rise, ``down`` for a fall, ``either`` for the smaller of the two.

    Returns:
        d as a share 0-1 (times 100 for percentage points). NaN where n or p is missing, or where
        not even a change all the way to 0 or 1 would be seen.

    Raises:
        ValueError: n <= 0, p outside [0, 1], power outside [0.5, 1), level outside (0, 1), or an
        unknown
            direction.

    Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed.,
    section 4.2 (sample size for two proportions without continuity correction), solved for the
    difference.
    """
    size, share, level = together(floats("n", n), floats("p", p), confidence_level(confidence))
    refuse(size <= 0, "n is {n} but must be more than 0", n=size)
    refuse((share < 0) | (share > 1), "p is {p} but must lie between 0 and 1", p=share)
    refuse(level >= 1, "confidence is {level} but must be below 1 here", level=level)
    if not 0.5 <= power < 1:
        raise ValueError(f"power is {power} but must be at least 0.5 and below 1")
    if direction not in {"up", "down", "either"}:
        raise ValueError(f"direction is {direction!r} but must be 'up', 'down' or 'either'")
    z_level, z_power = normal_quantile(level), float(special.ndtri(power))
    up = _rise(size, share, z_level, z_power)
    down = _rise(size, 1 - share, z_level, z_power)  # a fall of p is a rise of 1 - p
    return shaped({"up": up, "down": down, "either": np.fmin(up, down)}[direction])


def _rise(n: FloatArray, p: FloatArray, z_level: FloatArray, z_power: float) -> FloatArray:
    """Solve for the smallest visible rise: d minus the noise is convex and starts at 0 or below."""

    def seen(d: FloatArray) -> BoolArray:
        q = np.minimum(p + d, 1.0)
        m = (p + q) / 2
        noise = z_level * np.sqrt(2 * m * (1 - m) / n)
        noise = noise + z_power * np.sqrt((p * (1 - p) + q * (1 - q)) / n)
        return np.asarray(d >= noise)

    low, high = np.zeros_like(p), 1 - p
    possible = (high > 0) & seen(high)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        enough = seen(middle)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(possible, high, np.nan)
