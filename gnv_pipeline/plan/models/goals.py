"""Goals with baseline, target and path (`goals.yaml`).

Does not belong here: judging them.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictStr

from gnv_pipeline.plan.models.base import Gender, Id, Model, Year


class Baseline(Model):
    """Where the goal starts from; in the indicator's unit, percent as 0–100."""

    value: float
    year: Year
    source: StrictStr


class Target(Model):
    """What is to be reached. ``upper`` only for ``between``; ``at_most`` uses ``upper`` alone."""

    kind: Literal["at_least", "at_most", "between", "keep", "max_gap"]
    lower: float | None = None
    upper: float | None = None
    year: Year
    source: StrictStr
    example: bool = True


class GoalIndicator(Model):
    """One indicator that measures a goal."""

    indicator: Id
    gender: Gender = "T"
    baseline: Baseline | None = None
    target: Target | None = None
    path: Literal["linear"] | dict[Year, float] = "linear"
    area: Literal["county", "region"] = "county"
    """Whose value is judged against the target."""


class Goal(Model):
    """One goal of the plan, tied to one delmål."""

    id: Id
    delmal: Id
    name: StrictStr
    text: StrictStr
    indicators: tuple[GoalIndicator, ...] = ()
    example: bool = True


class GoalsFile(Model):
    """``goals.yaml``."""

    goals: tuple[Goal, ...] = Field(min_length=1)
