"""What the judgements need to know of each indicator, looked up once from the plan.

Belongs here: levels, areas, multipliers and definition versions derived from plan models. Does not belong
here: values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gnv_pipeline.plan.models import AreaKind, Indicator, Plan

MULTIPLIER = {"percent": 100.0, "per_100k": 100_000.0}
"""What a count divided by its base is multiplied with to be in the unit; 1 for the others."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """The row of ``core.run`` that judging needs."""

    report_year: int
    as_of: date
    plan_in_force: bool


def multiplier(indicator: Indicator) -> float:
    """From count per base to the indicator's unit."""
    return MULTIPLIER.get(indicator.unit, 1.0)


def has_national(indicator: Indicator) -> bool:
    """Whether a national source has it, so that the nation and a group can stand beside."""
    return any(source.kind == "kolada" for source in indicator.sources)


def area_ids(plan: Plan, indicator: Indicator) -> tuple[str, ...]:
    """The areas that have rows for an indicator: its level's, then county, nation and group.

    A region-only indicator has no kommun row at all; a derived one lives on the county alone.
    """
    if indicator.derived is not None:
        return (plan.county.id,)
    found = [area.id for area in plan.kommuner] if indicator.level != "region" else []
    if indicator.level != "kommun":
        found.append(plan.region.id)
    if indicator.level != "region" or indicator.county_value == "official_region":
        found.append(plan.county.id)
    if has_national(indicator):
        if plan.nation is not None:
            found.append(plan.nation.id)
        if plan.group is not None and indicator.level != "region":
            found.append(plan.group.id)
    return tuple(found)


def judged_areas(plan: Plan, indicator: Indicator) -> tuple[str, ...]:
    """The areas of its level: half of them must have a value in the judged year (rule 10)."""
    if indicator.derived is not None:
        return (plan.county.id,)
    if indicator.level == "region":
        return (plan.region.id,)
    return tuple(area.id for area in plan.kommuner)


def definition_version(indicator: Indicator, year: int) -> int | None:
    """The version in force in a data year; None before the first and after a last one that ended."""
    for version in indicator.definitions:
        if version.from_year <= year and (version.to_year is None or year <= version.to_year):
            return version.version
    return None


def kinds(plan: Plan) -> dict[str, str]:
    """Kind of each area by id."""
    return {area.id: area.kind.value for area in plan.areas}


def source_kind(indicator: Indicator, kind: str, year: int) -> str | None:
    """Kind of the authoritative source of a level and year: ``kolada``, ``workbook``, ``bulk`` or None.

    ``kind`` is that of an area; the nation and a group are covered by the first national source
    unless the plan names one for them (as in ``core.observation_candidate``).
    """
    levels = [source for source in indicator.sources if source.level == kind]
    if not levels and kind in {AreaKind.NATION.value, AreaKind.GROUP.value}:
        levels = [source for source in indicator.sources if source.kind == "kolada"][:1]
    for source in levels:
        starts = source.from_year is None or source.from_year <= year
        if starts and (source.to_year is None or year <= source.to_year):
            return source.kind
    return None


def first_collected(indicator: Indicator) -> int:
    """First data year for which anything is collected: the first definition or the first source."""
    starts = [source.from_year for source in indicator.sources]
    first = min(version.from_year for version in indicator.definitions)
    if starts and all(start is not None for start in starts):
        first = max(first, min(start for start in starts if start is not None))
    return first
