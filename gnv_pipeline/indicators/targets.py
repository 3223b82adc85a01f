"""What an area is held against: the plan's target or the kommun's own, and the start it is measured from.

Belongs here: targets, starts and paths as plain values. Does not belong here: the signals (``goals``,
``pace``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from gnv_pipeline.plan.models import GoalIndicator, Indicator

Direction = Literal["high", "low"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with what is known of it; ``state`` as in ``standing`` (or ``no_value``)."""

    year: int
    value: float | None
    lower: float | None
    upper: float | None
    few: bool
    count: float | None
    size: float | None
    state: str
    version: int | None
    made: str | None = None
    """How the value was made: ``value_kind`` of ``mart.indicator_value``."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target; ``sides`` are its limits with the direction that is good."""

    kind: str
    lower: float | None
    upper: float | None
    year: int
    origin: Literal["plan", "local"]
    sides: tuple[tuple[float, Direction], ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where the way to a target starts; ``measured`` is the area's own value of that year, where known."""

    value: float
    year: int
    measured: Measured | None


def target_of(one: GoalIndicator, indicator: Indicator) -> Target | None:
    """The plan's target; None when none is set or it lacks the limit that its kind needs."""
    declared = one.target
    if declared is None:
        return None
    lower, upper = declared.lower, declared.upper
    if declared.kind == "keep" and lower is None and upper is None and one.baseline is not None:
        # "Keep" without limits means the start itself, on the side that the indicator tells.
        lower = one.baseline.value if indicator.better == "high" else None
        upper = one.baseline.value if indicator.better == "low" else None
    if declared.kind in {"at_most", "max_gap"}:
        lower = None
    elif declared.kind == "at_least":
        upper = None
    sides = _sides(lower, upper)
    if not sides:
        return None
    return Target(declared.kind, lower, upper, declared.year, "plan", sides)


def own_target(target: Target, value: float) -> Target:
    """The target with a kommun's own value in place of its limit; ranges and gaps stay the plan's."""
    if len(target.sides) != 1 or target.kind == "max_gap":
        return target
    direction = target.sides[0][1]
    lower, upper = (value, None) if direction == "high" else (None, value)
    return replace(target, lower=lower, upper=upper, origin="local", sides=((value, direction),))


def _sides(lower: float | None, upper: float | None) -> tuple[tuple[float, Direction], ...]:
    sides: list[tuple[float, Direction]] = []
    if lower is not None:
        sides.append((lower, "high"))
    if upper is not None:
        sides.append((upper, "low"))
    return tuple(sides)


def goal_value(target: Target, start: Start) -> float:
    """The value that the way leads to: the limit, or for a range the nearer one (or the start inside)."""
    value = start.value
    if target.lower is not None and value < target.lower:
        return target.lower
    if target.upper is not None and value > target.upper:
        return target.upper
    if len(target.sides) == 1:
        return target.sides[0][0]
    return value


def way_points(
    one: GoalIndicator, target: Target, start: Start, goal: float
) -> list[tuple[int, float]]:
    """The way that the plan lays out in years, from start to target; empty for a straight line.

    A kommun's own target or start has the straight line.
    """
    if one.path == "linear" or target.origin == "local":
        return []
    if one.baseline is None or (one.baseline.value, one.baseline.year) != (start.value, start.year):
        return []
    return sorted({start.year: start.value, target.year: goal, **one.path}.items())


def expected_at(
    one: GoalIndicator, target: Target, start: Start, goal: float, year: int
) -> float | None:
    """Value that keeps pace in a year when the plan lays the way out in years; None for a straight line.

    Between the years given the way is straight.
    """
    points = way_points(one, target, start, goal)
    for (before, low), (after, high) in pairwise(points):
        if before <= year <= after:
            return low + (high - low) * (year - before) / (after - before)
    return points[-1][1] if points and year > points[-1][0] else None
