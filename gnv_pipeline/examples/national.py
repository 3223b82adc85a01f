"""Example values of a national source, in the tidy form that `gnv kolada import` takes.

Belongs here: plausible series per indicator, area, year and gender. Does not belong here: reading them back.

A series starts at the goal's baseline, where there is one, else in the middle of the plausible range, and
drifts slowly; kommuner lie around it, small ones with more chance. Small survey bases leave out the number
of answers (under 30) and the values by gender, as the real survey does.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gnv_pipeline.examples.noise import normal, uniform
from gnv_pipeline.formatting import round_half_up
from gnv_pipeline.plan.models import Area, AreaKind, Indicator, Plan
from gnv_pipeline.sources.example import EXAMPLE_COLUMN

HEADER = (
    "kpi",
    "municipality_id",
    "municipality_name",
    "year",
    "gender",
    "value",
    EXAMPLE_COLUMN,
)
SMALL_BASE = 30  # the survey publishes no number of answers below this
GENDER_BASE = 45  # and hardly any values by gender below this
_DEFAULT_AGED_80 = 800
_COUNTED = {"respondents", "derived_counts"}


@dataclass(frozen=True, slots=True)
class NationalRow:
    """One row of the tidy file; ``value`` None is an empty cell."""

    kolada_id: str
    area_id: str
    area_name: str
    year: int
    gender: str
    value: float | None


def aged_80(area: Area) -> int:
    """Inhabitants aged 80 or more, or a usual size where the plan does not say."""
    size = area.population
    return size.aged_80 if size and size.aged_80 else _DEFAULT_AGED_80


def _base_ids(plan: Plan) -> frozenset[str]:
    return frozenset(
        indicator.basis.indicator
        for indicator in plan.indicators
        if indicator.basis.indicator and indicator.basis.kind in _COUNTED
    )


def national_rows(plan: Plan, first_year: int, last_year: int) -> Iterator[NationalRow]:
    """All example rows for the years, in a fixed order.

    An indicator whose source ends (``valid_to``) or that is published after ``last_year`` has no rows there.
    """
    for indicator in plan.indicators:
        if indicator.kolada_id is None:
            continue
        for area in plan.areas:
            if not _has_values(indicator, area):
                continue
            for year in range(first_year, last_year + 1):
                if year in indicator.no_survey_years or year > (indicator.valid_to or last_year):
                    continue
                if year + indicator.publication_lag > last_year:
                    continue
                for gender in indicator.genders:
                    value = _value(plan, indicator, area, year, gender)
                    yield NationalRow(indicator.kolada_id, area.id, area.name, year, gender, value)


def _has_values(indicator: Indicator, area: Area) -> bool:
    if area.kind in {AreaKind.COUNTY, AreaKind.GROUP}:
        return False
    if area.kind is AreaKind.NATION:
        return True
    wanted = {AreaKind.KOMMUN: "kommun", AreaKind.REGION: "region"}[area.kind]
    return indicator.level in {wanted, "both"}


def _value(plan: Plan, indicator: Indicator, area: Area, year: int, gender: str) -> float | None:
    if indicator.id in _base_ids(plan):
        return _base_value(plan, indicator, area, year, gender)
    respondents = _respondents(indicator, area, year)
    if gender != "T" and respondents is not None and respondents < GENDER_BASE:
        return None
    centre = _centre(plan, indicator, year)
    spread = _spread(indicator)
    own = spread * 0.6 * normal(indicator.id, area.id) if area.kind is AreaKind.KOMMUN else 0.0
    size = respondents or aged_80(area)
    chance = spread * min(1.0, 6 / size**0.5) * normal(indicator.id, area.id, year, gender)
    shift = 0.0 if gender == "T" else spread * 0.15 * (1 if gender == "K" else -1)
    value = centre + own + chance + shift
    low, high = (0.0, 100.0) if indicator.unit == "percent" else (0.0, float("inf"))
    return float(round_half_up(min(high, max(low, value)), _decimals(indicator)))


def _decimals(indicator: Indicator) -> int:
    """As the source publishes: whole percent and tenths, more only where values are small."""
    return indicator.decimals if indicator.unit == "days_per_capita" else min(1, indicator.decimals)


def _base_value(
    plan: Plan, indicator: Indicator, area: Area, year: int, gender: str
) -> float | None:
    """A base series: number of answers where a survey refers to it, else inhabitants."""
    survey = next(
        (
            other
            for other in plan.indicators
            if other.basis.indicator == indicator.id and other.basis.kind == "respondents"
        ),
        None,
    )
    if survey is None:
        growth = 1 + 0.012 * (
            year - (area.population.aged_80_year or year if area.population else year)
        )
        share = {"T": 1.0, "K": 0.58, "M": 0.42}[gender]
        return float(round(_inhabitants(plan, area) * growth * share))
    answers = _respondents(survey, area, year)
    if answers is None or answers < SMALL_BASE:
        return None
    return float(answers)


def _inhabitants(plan: Plan, area: Area) -> int:
    kommuner = sum(aged_80(kommun) for kommun in plan.kommuner)
    if area.kind is AreaKind.REGION:
        return kommuner
    if area.kind is AreaKind.NATION:
        return 30 * kommuner
    return aged_80(area)


def _respondents(indicator: Indicator, area: Area, year: int) -> int | None:
    if indicator.basis.kind != "respondents":
        return None
    if area.kind is AreaKind.NATION:
        return 60_000
    share = 0.11 + 0.10 * uniform(indicator.basis.indicator, "share")
    size = aged_80(area) * share * (1 + 0.08 * normal(indicator.basis.indicator, area.id, year))
    return max(12, round(size))


def _centre(plan: Plan, indicator: Indicator, year: int) -> float:
    """The county's usual value that year."""
    start_year, start = plan.header.first_year - 4, _middle(indicator)
    for goal in plan.goals:
        for measured in goal.indicators:
            if measured.indicator == indicator.id and measured.baseline:
                start_year, start = measured.baseline.year, measured.baseline.value
    direction = {"high": 1.0, "low": -1.0, "none": 0.0}[indicator.better]
    drift = 0.12 * _spread(indicator) * direction * (0.4 + normal(indicator.id, "drift"))
    return start + drift * (year - start_year)


_USUAL = {"percent": 50.0, "per_100k": 5_000.0, "days": 3.0, "days_per_capita": 0.1, "count": 100.0}
"""Where a series lies when the plan says nothing of it, by unit."""


def _middle(indicator: Indicator) -> float:
    if indicator.plausible is None:
        return _USUAL[indicator.unit]
    return (indicator.plausible.low + indicator.plausible.high) / 2


def _spread(indicator: Indicator) -> float:
    if indicator.plausible is None:
        return 0.12 * _USUAL[indicator.unit]
    return (indicator.plausible.high - indicator.plausible.low) / 8


def write_national_csv(path: Path, plan: Plan, first_year: int, last_year: int) -> int:
    """Write the example rows as a tidy CSV file; returns how many."""
    rows = list(national_rows(plan, first_year, last_year))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for row in rows:
            value = "" if row.value is None else row.value
            writer.writerow(
                (row.kolada_id, row.area_id, row.area_name, row.year, row.gender, value, "ja")
            )
    return len(rows)
