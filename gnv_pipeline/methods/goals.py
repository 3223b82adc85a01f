"""Values against goals: is the level reached, and is the pace enough for a dated goal.

What belongs here: level, distance and pace from numbers. What does not: which goal applies to whom,
and the words for it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from gnv_pipeline.methods._validation import (
    CodeOrArray,
    FloatOrArray,
    Numeric,
    floats,
    polarity,
    refuse,
    shaped,
    shaped_code,
    together,
)
from gnv_pipeline.methods.comparison import refuse_crossed

ON_TRACK = 0.95
PARTLY = 0.60
ROUNDING = 1e-9
"""A pace that equals a border in exact arithmetic must not fall below it by a rounding error."""


class Progress(NamedTuple):
    """Where an indicator stands on the straight line from base year to target year.

    Each field is a float (array for array input); NaN where it is not defined.

    * expected_now: the line's value this year, in the indicator's unit
    * share_of_way: part of the whole way that is done (1 = at the target, negative = wrong way)
    * pace_ratio: change so far over expected change so far (1 = exactly on the line)
    * projected: value at the target year if the pace so far continues
    * needed_per_year: change per year that remains to be made; the sign is the direction
    * achieved: 1.0 or 0.0
    """

    expected_now: FloatOrArray
    share_of_way: FloatOrArray
    pace_ratio: FloatOrArray
    projected: FloatOrArray
    needed_per_year: FloatOrArray
    achieved: FloatOrArray


def compare_with_goal(
    lower: Numeric, upper: Numeric, goal: Numeric, better: str | ArrayLike
) -> CodeOrArray:
    """Return whether an interval lies on the good side of a goal.

    lower >= goal is above and upper < goal is below; everything else can't be told. Asymmetric on
    purpose: lower == goal counts as above, upper == goal does not count as below.

    Args:
        lower: lower confidence limit; may be infinite.
        upper: upper confidence limit; not below ``lower``.
        goal: the goal in the same unit.
        better: ``high`` (at least), ``low`` (at most) or ``none`` (not compared).

    Returns:
        ``better`` (goal met with certainty), ``worse`` (not met with certainty), ``similar`` (can't
        be told), ``not_compared`` where something is missing or ``better`` is ``none``.

    Raises:
        ValueError: lower > upper, or an unknown ``better``.

    Source: Fingertips, comparison with a single-value target.
    """
    direction = polarity(better)
    low, high, target, _ = together(
        floats("lower", lower, finite=False),
        floats("upper", upper, finite=False),
        floats("goal", goal),
        np.zeros(direction.shape),
    )
    refuse_crossed(low, high)
    missing = np.isnan(low) | np.isnan(high) | np.isnan(target) | (direction == "none")
    above, below = low >= target, high < target
    good = np.where(direction == "high", above, below)
    codes = np.select(
        [missing, ~(above | below), good],
        ["not_compared", "similar", "better"],
        default="worse",
    )
    return shaped_code(codes)


def compare_value_with_goal(value: Numeric, goal: Numeric, better: str | ArrayLike) -> CodeOrArray:
    """Return whether a value without interval (a full count) meets a goal; equality meets it.

    Args:
        value: the value.
        goal: the goal in the same unit.
        better: ``high`` (value >= goal is met), ``low`` (value <= goal is met) or ``none``.

    Returns:
        ``better`` (met), ``worse`` (not met) or ``not_compared`` (missing, or ``none``).

    Raises:
        ValueError: an unknown ``better``.
    """
    direction = polarity(better)
    number, target, _ = together(
        floats("value", value), floats("goal", goal), np.zeros(direction.shape)
    )
    missing = np.isnan(number) | np.isnan(target) | (direction == "none")
    met = np.where(direction == "high", number >= target, number <= target)
    return shaped_code(np.select([missing, met], ["not_compared", "better"], default="worse"))


def compare_with_range(
    value: Numeric, lower_goal: Numeric, upper_goal: Numeric, better: str | ArrayLike
) -> CodeOrArray:
    """Return in which of three parts of a goal range a value without interval lies.

    Below ``lower_goal``, from it up to but not including ``upper_goal``, and from ``upper_goal``
    up: worse, similar, better where high is good, and the reverse where low is good.

    Args:
        value: the value.
        lower_goal: lower border in the same unit.
        upper_goal: upper border; not below ``lower_goal`` (equal borders leave no middle).
        better: ``high``, ``low`` or ``none`` (not compared).

    Returns:
        ``better``, ``similar``, ``worse`` or ``not_compared``.

    Raises:
        ValueError: lower_goal > upper_goal, or an unknown ``better``.

    Source: Fingertips, comparison with a range target.
    """
    direction = polarity(better)
    number, low, high, _ = together(
        floats("value", value),
        floats("lower_goal", lower_goal),
        floats("upper_goal", upper_goal),
        np.zeros(direction.shape),
    )
    refuse(
        low > high,
        "lower_goal {low} lies above upper_goal {high}",
        low=low,
        high=high,
    )
    missing = np.isnan(number) | np.isnan(low) | np.isnan(high) | (direction == "none")
    under, over = number < low, number >= high
    good = np.where(direction == "high", over, under)
    codes = np.select(
        [missing, ~(under | over), good],
        ["not_compared", "similar", "better"],
        default="worse",
    )
    return shaped_code(codes)


def progress(
    base_year: Numeric,
    base_value: Numeric,
    year: Numeric,
    value: Numeric,
    target: Numeric,
    target_year: Numeric,
) -> Progress:
    """Return level and pace against a straight line from base to target; years are data years.

    With t0, b the base, T, g the target and t, v now:
    expected = b + (g - b)(t - t0)/(T - t0); share of the way = (v - b)/(g - b);
    pace = (v - b)/(expected - b); needed per year = (g - v)/(T - t);
    projected = v + (v - b)(T - t)/(t - t0). Defined for base or target 0.

    Where a part has no meaning it is NaN:

    * base year itself: no pace and no projection (nothing has had time to happen)
    * base == target ("keep the level"): no share and no pace; judge the level with
      :func:`compare_with_goal`; achieved is 1 only for exactly that value, else NaN (no direction)
    * after the target year: expected stays at the target (so pace equals share of the way); no
      projection and nothing needed per year. In the target year projected is the value itself and
      needed is NaN (no year is left)
    * before the base year: no expectation, pace or projection
    * anything missing: all that depends on it

    Args:
        base_year: data year of the base value.
        base_value: value in the base year.
        year: data year of ``value``.
        value: value now.
        target: value to reach.
        target_year: data year by which to reach it; later than ``base_year``.

    Returns:
        Progress; values in the indicator's unit. Achieved follows the direction from base to
        target: at or beyond the target.

    Raises:
        ValueError: target_year not after base_year, or infinite input.
    """
    t0, b, t, v, g, end = together(
        floats("base_year", base_year),
        floats("base_value", base_value),
        floats("year", year),
        floats("value", value),
        floats("target", target),
        floats("target_year", target_year),
    )
    refuse(
        end <= t0,
        "target_year {end:} must lie after base_year {start}",
        end=end,
        start=t0,
    )
    way = g - b
    passed = np.minimum(t, end) - t0
    after_base, within = t > t0, t <= end
    with np.errstate(divide="ignore", invalid="ignore"):
        expected_change = way * (passed / (end - t0))
        expected = np.where(passed == end - t0, g, b + expected_change)
        expected = np.where(np.isnan(passed) | (t < t0), np.nan, expected)
        share = np.where(way == 0, np.nan, (v - b) / way)
        pace = np.where(after_base & (way != 0), (v - b) / expected_change, np.nan)
        speed = (v - b) / (t - t0)
        projected = np.where(after_base & within, v + speed * (end - t), np.nan)
        needed = np.where(t < end, (g - v) / (end - t), np.nan)
    reached = np.where(way > 0, v >= g, v <= g).astype(np.float64)
    unknown = np.isnan(way) | np.isnan(v) | ((way == 0) & (v != g))
    achieved = np.where(unknown, np.nan, reached)
    return Progress(
        shaped(expected),
        shaped(share),
        shaped(pace),
        shaped(projected),
        shaped(needed),
        shaped(achieved),
    )


def classify_pace(
    pace_ratio: Numeric,
    achieved: Numeric,
    base_value: Numeric = None,
    lower: Numeric = None,
    upper: Numeric = None,
) -> CodeOrArray:
    """Return the pace signal's code from what :func:`progress` gives.

    ``reached`` overrides everything; then ``uncertain`` where the base value lies inside the 95 %
    interval of the value now; then at least 0.95 ``on_track``, at least 0.60 ``partly``, at least 0
    ``behind``, else ``wrong_way``. Borders hold to 1e-9, so that a value exactly on a border is not
    lost by rounding.

    Args:
        pace_ratio: from :func:`progress`.
        achieved: from :func:`progress`.
        base_value: value in the base year; missing where no uncertainty is to be said.
        lower: lower 95 % limit of the value now; missing for a full count.
        upper: upper 95 % limit of the value now.

    Returns:
        ``reached | on_track | partly | behind | wrong_way | uncertain | not_judged``.

    Raises:
        ValueError: lower > upper.
    """
    pace, done, base, low, high = together(
        floats("pace_ratio", pace_ratio),
        floats("achieved", achieved),
        floats("base_value", base_value),
        floats("lower", lower, finite=False),
        floats("upper", upper, finite=False),
    )
    refuse_crossed(low, high)
    codes = np.select(
        [
            done == 1,
            np.isnan(pace),
            (low <= base) & (base <= high),
            pace >= ON_TRACK - ROUNDING,
            pace >= PARTLY - ROUNDING,
            pace >= 0,
        ],
        ["reached", "not_judged", "uncertain", "on_track", "partly", "behind"],
        default="wrong_way",
    )
    return shaped_code(codes)
