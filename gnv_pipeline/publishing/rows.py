"""Masked mart rows as typed Python values, for sentences, texts, changes and checks.

Belongs here: the shape of the rows that words are made from, and turning frames into them (NaN, NaT and
NA become ``None``). Does not belong here: unmasked rows, or words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

import pandas as pd

R = TypeVar("R", bound="Row")


@dataclass(frozen=True, slots=True)
class Row:
    """Base of the typed rows; ``table`` names the mart table they come from."""

    table: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Edition(Row):
    """What the publication is."""

    table: ClassVar[str] = "edition"
    report_year: int
    edition: str
    as_of: date
    plan_revision: int
    plan_in_force: bool
    example: bool
    has_submissions: bool
    has_national: bool


@dataclass(frozen=True, slots=True)
class Value(Row):
    """A row of ``mart.indicator_value``."""

    table: ClassVar[str] = "indicator_value"
    indicator_id: str
    organisation_id: str
    data_year: int
    gender: str
    numerator: float | None
    denominator: float | None
    value: float | None
    value_kind: str | None
    lower95: float | None
    upper95: float | None
    interval_basis: str
    missing_reason: str | None
    masked: bool
    flag: str | None
    areas_included: int | None
    areas_expected: int | None


@dataclass(frozen=True, slots=True)
class Status(Row):
    """A row of ``mart.goal_status``."""

    table: ClassVar[str] = "goal_status"
    goal_id: str
    indicator_id: str
    organisation_id: str
    gender: str
    report_year: int
    data_year: int | None
    target_kind: str | None
    target_lower: float | None
    target_upper: float | None
    target_year: int | None
    target_origin: str | None
    baseline_value: float | None
    baseline_year: int | None
    value: float | None
    lower95: float | None
    upper95: float | None
    level_signal: str
    level_reason: str
    pace_signal: str
    pace_reason: str
    expected_now: float | None
    needed_per_year: float | None
    gap: float | None
    gap_count: float | None
    gap_unit: str | None
    projected: float | None = None
    projected_lower: float | None = None
    projected_upper: float | None = None
    smallest_detectable: float | None = None
    needed_until: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison(Row):
    """A row of ``mart.comparison``."""

    table: ClassVar[str] = "comparison"
    indicator_id: str
    organisation_id: str
    data_year: int
    gender: str
    benchmark_kind: str
    benchmark_value: float | None
    signal: str
    strength: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Trend(Row):
    """A row of ``mart.trend``."""

    table: ClassVar[str] = "trend"
    indicator_id: str
    organisation_id: str
    data_year: int
    gender: str
    from_year: int | None
    from_value: float | None
    change: float | None
    signal: str
    reason: str
    points: int = 0
    first_year: int | None = None
    slope: float | None = None
    series_signal: str = "not_judged"
    series_reason: str = "too_few_points"
    nation_slope: float | None = None


@dataclass(frozen=True, slots=True)
class Judged(Row):
    """The columns of ``mart.indicator`` that judging decides."""

    table: ClassVar[str] = "indicator"
    indicator_id: str
    judged_year: int | None
    latest_year: int | None
    availability: str


@dataclass(frozen=True, slots=True)
class LocalPlan(Row):
    """A row of ``mart.local_plan``."""

    table: ClassVar[str] = "local_plan"
    organisation_id: str
    goal_id: str
    year: int
    works_with: bool | None
    commitment: str | None = None
    own_target: float | None = None
    noticed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Submission(Row):
    """A row of ``mart.submission``."""

    table: ClassVar[str] = "submission"
    organisation_id: str
    year: int
    round: int
    status: str
    received_on: date | None
    completeness: float | None
    rows_waiting: int
    note: str | None


@dataclass(frozen=True, slots=True)
class SelfAssessment(Row):
    """A row of ``mart.self_assessment``."""

    table: ClassVar[str] = "self_assessment"
    organisation_id: str
    unit: str
    year: int
    round: int
    delmal_id: str
    asked: int
    answered: int
    unknown: int
    mean: float | None
    previous_mean: float | None
    previous_year: int | None
    other_people: bool | None
    index_0_100: float | None = None


@dataclass(frozen=True, slots=True)
class Activity(Row):
    """A row of ``mart.activity``."""

    table: ClassVar[str] = "activity"
    activity_id: str
    organisation_id: str
    year: int
    status: str | None
    status_label: str | None
    partners: str | None = None
    responsible: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    funding: str | None = None
    learned: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityLink(Row):
    """A row of ``mart.activity_link``."""

    table: ClassVar[str] = "activity_link"
    activity_id: str
    year: int
    delmal_id: str
    goal_id: str


@dataclass(frozen=True, slots=True)
class Obstacle(Row):
    """A row of ``mart.obstacle``."""

    table: ClassVar[str] = "obstacle"
    obstacle_id: str
    organisation_id: str
    year: int
    theme: str | None
    theme_label: str | None
    needed: str | None = None
    support: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class HumanTextRow(Row):
    """A row of ``mart.human_text``."""

    table: ClassVar[str] = "human_text"
    section: str
    organisation_id: str
    missing: bool


def typed(frame: pd.DataFrame, row: type[R]) -> tuple[R, ...]:
    """The rows of a frame as ``row``; columns that ``row`` does not name are left out."""
    names = [field.name for field in fields(row)]
    kinds = {field.name: str(field.type) for field in fields(row)}
    return tuple(
        row(**{name: plain(record[name], kinds[name]) for name in names})
        for record in frame[names].to_dict("records")
    )


def plain(value: Any, kind: str) -> Any:
    """One cell as plain Python; ``kind`` is the annotation of the field it goes to."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if kind.startswith("int"):
        return int(value)
    if kind.startswith("bool"):
        return bool(value)
    if kind.startswith("float"):
        return float(value)
    if kind.startswith("date"):
        return value.date() if isinstance(value, datetime) else value
    return str(value)


def frame_of(rows: Iterable[Any], columns: list[str]) -> pd.DataFrame:
    """Dataclass rows as a frame with the given columns, also when there are none."""
    return pd.DataFrame(
        [[getattr(row, column) for column in columns] for row in rows], columns=columns
    )
