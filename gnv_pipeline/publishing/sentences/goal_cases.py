"""Rows of goal_status with what belongs to them, in the order they are told.

Belongs here: putting a row beside its goal, indicator and local plan. Does not belong here: words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gnv_pipeline.plan.models import Goal, Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import LocalPlan, Status, Trend


@dataclass(frozen=True, slots=True)
class Case:
    """A row with what belongs to it."""

    row: Status
    goal: Goal
    indicator: Indicator
    local: LocalPlan | None
    basis: str
    is_kommun: bool
    too_few: bool = False
    """Whether fewer than half of the areas have a value, so that the measure is not judged."""
    told: bool = False
    """Whether the sentence on the indicator, which stands before, has told the value and whose it is."""
    handed_in: bool = True
    """Whether the organisation has handed in anything this year."""
    since_last: Trend | None = None
    """Its change since the measurement before."""


def cases(facts: Facts) -> Iterator[Case]:
    """Rows of goal_status with what belongs to them: goals in order, county first, kommuner by name."""
    places = {goal.id: index for index, goal in enumerate(facts.plan.goals)}
    first = [facts.plan.county.id, facts.plan.region.id, *(one.id for one in facts.plan.kommuner)]
    areas = {area: index for index, area in enumerate(first)}
    adopted = {
        (row.organisation_id, row.goal_id): row
        for row in facts.local_plans
        if row.year == facts.report_year
    }
    known = [
        row for row in facts.statuses if row.goal_id in places and row.organisation_id in areas
    ]
    for row in sorted(known, key=lambda row: (places[row.goal_id], areas[row.organisation_id])):
        value = facts.value(row.indicator_id, row.organisation_id, row.data_year, row.gender)
        judged = facts.judged_by_id.get(row.indicator_id)
        yield Case(
            row=row,
            goal=facts.plan.goal_by_id[row.goal_id],
            indicator=facts.plan.indicator_by_id[row.indicator_id],
            local=adopted.get((row.organisation_id, row.goal_id)),
            basis=value.interval_basis if value else "none",
            too_few=judged is not None and judged.availability == "too_few",
            is_kommun=facts.is_kommun(row.organisation_id),
            told=_told(facts, row),
            handed_in=row.organisation_id in facts.delivered,
            since_last=facts.trend_by_key.get((row.indicator_id, row.organisation_id)),
        )


def _told(facts: Facts, row: Status) -> bool:
    """Whether a sentence on the indicator tells the same figure: the judged year's, all together."""
    indicator = facts.plan.indicator_by_id[row.indicator_id]
    if row.gender != "T" or row.value is None or indicator.delmal is None:
        return False
    if facts.is_kommun(row.organisation_id):
        return facts.value(row.indicator_id, row.organisation_id, row.data_year) is not None
    whole = facts.value(row.indicator_id, facts.whole(indicator).id, row.data_year)
    judged = row.data_year == facts.judged_year(row.indicator_id)
    return judged and indicator.derived is None and whole is not None and whole.value == row.value
