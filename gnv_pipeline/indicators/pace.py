"""Is the pace enough for a dated goal: pace signal, what is expected now, what is needed, where it leads.

Years are data years. The start of the county or region stands in the plan; a kommun that has adopted a goal
starts from its own value in the same year.

Belongs here: pace and projection. Does not belong here: the level (``level``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from gnv_pipeline import methods
from gnv_pipeline.indicators.level import Signal
from gnv_pipeline.indicators.targets import (
    Measured,
    Start,
    Target,
    expected_at,
    goal_value,
    way_points,
)
from gnv_pipeline.plan.models import GoalIndicator, Indicator


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace part of a row of ``judged.goal_status``."""

    signal: str
    reason: str
    expected_now: float | None = None
    ratio: float | None = None
    needed_per_year: float | None = None
    needed_until: int | None = None
    projected: float | None = None
    projected_lower: float | None = None
    projected_upper: float | None = None


def pace(
    indicator: Indicator,
    one: GoalIndicator,
    now: Measured,
    target: Target,
    start: Start | None,
    level_signal: Signal,
) -> Pace:
    """Pace of a value that may be judged.

    Not judged: goals to keep a level and largest gaps; a start beyond the target; no start; the base
    year itself; a definition that has changed since; an unknown base. ``uncertain``: few behind the
    value, or the start lies inside its 95 % interval. ``reached`` only where the level is met with certainty.
    """
    if target.kind in {"keep", "max_gap"}:
        return Pace("not_judged", "keep_level")
    if start is None or now.value is None:
        return Pace("not_judged", "no_baseline")
    goal = goal_value(target, start)
    if goal == start.value:
        return Pace("not_judged", "keep_level", expected_now=goal)
    if _already_there(start.value, target):
        # A line from a start beyond the target leads backwards: falling towards it would count as pace.
        return Pace("reached" if level_signal[0] == "met" else "not_judged", "keep_level")
    if now.year <= start.year or target.year <= start.year:
        return Pace("not_judged", "base_year", **_needed(one, now, target, start, goal))
    if start.measured is not None and start.measured.version != now.version:
        return Pace("not_judged", "definition_changed")
    numbers = _numbers(indicator, one, now, target, start, goal)
    if level_signal[1] == "base_unknown":
        return Pace("not_judged", "base_unknown", **numbers)
    if level_signal[0] == "met":
        return Pace("reached", level_signal[1], **numbers)
    if now.few:
        return Pace("uncertain", "few", **numbers)
    code = str(methods.classify_pace(numbers["ratio"], 0.0, start.value, now.lower, now.upper))
    reason = {"uncertain": "base_inside_interval", "on_track": "on_path"}.get(code, "off_path")
    return Pace(code, reason, **numbers)


def _already_there(start: float, target: Target) -> bool:
    """Whether the start lies on the good side of every limit."""
    above = target.lower is None or start >= target.lower
    below = target.upper is None or start <= target.upper
    return above and below


def _needed(
    one: GoalIndicator, now: Measured, target: Target, start: Start, goal: float
) -> dict[str, Any]:
    """Change needed each year, and until when: the target year, or the next one that the plan lays out.

    A way in years is not even: what it takes to be on it next is not what it takes on average.
    """
    ahead = [point for point in way_points(one, target, start, goal) if point[0] > now.year]
    year, value = ahead[0] if ahead else (target.year, goal)
    if now.value is None or now.year >= year:
        return {"needed_per_year": None, "needed_until": None}
    return {"needed_per_year": (value - now.value) / (year - now.year), "needed_until": year}


def _numbers(
    indicator: Indicator,
    one: GoalIndicator,
    now: Measured,
    target: Target,
    start: Start,
    goal: float,
) -> dict[str, Any]:
    found = methods.progress(start.year, start.value, now.year, now.value, goal, target.year)
    expected, ratio = _number(found.expected_now), _number(found.pace_ratio)
    projected = _number(found.projected)
    ahead = (target.year - now.year) / (now.year - start.year)
    laid = expected_at(one, target, start, goal, now.year)
    if laid is not None and now.value is not None:
        expected, ratio, projected = laid, None, None
        if laid != start.value:
            # The same part of the plan's way each year: what is left of it for each unit gone.
            ratio = (now.value - start.value) / (laid - start.value)
            ahead = (goal - laid) / (laid - start.value)
            projected = now.value + ahead * (now.value - start.value)
    lower, upper = _projected_limits(now, start, projected, ahead)
    return {
        "expected_now": expected,
        "ratio": ratio,
        **_needed(one, now, target, start, goal),
        "projected": _possible(projected, indicator),
        "projected_lower": _possible(lower, indicator),
        "projected_upper": _possible(upper, indicator),
    }


def _projected_limits(
    now: Measured, start: Start, projected: float | None, k: float
) -> tuple[float | None, float | None]:
    """Limits of now + k (now - start), k = way left / way expected so far, both values uncertain.

    The distances of each value to its limits are multiplied with its weight (1 + k and k) and combined
    as the root of their summed squares. Without the interval of the start none is given: it would be
    far too narrow.
    """
    reach = _distances(now)
    reach_before = _distances(start.measured) if start.measured is not None else None
    if reach is None or reach_before is None or projected is None:
        return None, None
    down = math.hypot((1 + k) * reach[0], k * reach_before[1])
    up = math.hypot((1 + k) * reach[1], k * reach_before[0])
    return projected - down, projected + up


def _distances(one: Measured) -> tuple[float, float] | None:
    """How far a value lies from its lower and its upper limit."""
    if one.value is None or one.lower is None or one.upper is None:
        return None
    return one.value - one.lower, one.upper - one.value


def _possible(value: float | None, indicator: Indicator) -> float | None:
    """No share leaves 0-100 and no rate falls below 0, however long the line is drawn."""
    if value is None:
        return None
    return min(max(value, 0.0), 100.0 if indicator.unit == "percent" else math.inf)


def _number(value: object) -> float | None:
    number = float(value)  # type: ignore[arg-type]
    return None if math.isnan(number) else number
