"""Masked mart rows that set areas or groups beside each other, as typed Python values.

Belongs here: rows on the spread between kommuner, on women and men, on where the distance to a goal lies, on
similar kommuner and on several rounds put together. Does not belong here: rows on one area alone (``rows``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gnv_pipeline.publishing.rows import Row


@dataclass(frozen=True, slots=True)
class Inequality(Row):
    """A row of ``mart.inequality``."""

    table: ClassVar[str] = "inequality"
    indicator_id: str
    data_year: int
    gender: str
    signal: str
    reason: str
    areas: int = 0
    areas_used: int = 0
    difference: float | None = None
    chance_mean: float | None = None
    chance_lower: float | None = None
    chance_upper: float | None = None
    remaining: float | None = None
    from_year: int | None = None
    development: str = "not_judged"
    development_reason: str = "no_earlier_value"


@dataclass(frozen=True, slots=True)
class GenderGap(Row):
    """A row of ``mart.gender_gap``."""

    table: ClassVar[str] = "gender_gap"
    indicator_id: str
    organisation_id: str
    data_year: int
    women: float | None
    men: float | None
    gap: float | None
    lower95: float | None
    upper95: float | None
    signal: str
    reason: str
    from_year: int | None = None
    development: str = "not_judged"


@dataclass(frozen=True, slots=True)
class CountyDistance(Row):
    """A row of ``mart.county_distance``."""

    table: ClassVar[str] = "county_distance"
    goal_id: str
    indicator_id: str
    organisation_id: str
    data_year: int
    gap: float | None
    gap_unit: str | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Similar(Row):
    """A row of ``mart.similar``."""

    table: ClassVar[str] = "similar"
    organisation_id: str
    similar_id: str
    similar_name: str
    basis: str
    basis_year: int | None
    variables: str | None
    sort_order: int


@dataclass(frozen=True, slots=True)
class SimilarChange(Row):
    """A row of ``mart.similar_change``."""

    table: ClassVar[str] = "similar_change"
    indicator_id: str
    organisation_id: str
    similar_id: str
    data_year: int
    from_year: int | None
    from_value: float | None
    value: float | None
    signal: str


@dataclass(frozen=True, slots=True)
class Pooled(Row):
    """A row of ``mart.pooled_value``."""

    table: ClassVar[str] = "pooled_value"
    indicator_id: str
    organisation_id: str
    data_year: int
    gender: str
    from_year: int
    rounds: int
    value: float | None
    lower95: float | None
    upper95: float | None
