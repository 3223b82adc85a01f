"""Questions for the plan's yearly review ("Underlag för planens årliga översyn").

Belongs here: ``review.*``: goals reached, goals that nothing measures, indicators at their ceiling or
discontinued, goals without activity, and cells that are asked for and never used. Every sentence ends in a
question: people decide. Does not belong here: answers, or anything on a single kommun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gnv_pipeline.plan.models import Goal, GoalIndicator, Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Status
from gnv_pipeline.publishing.sentences import figures, unused
from gnv_pipeline.publishing.sentences.sentence import Sentence

CEILING, FLOOR = 95.0, 5.0
"""A share this high where high is good, or this low where low is, has little room left to improve."""
NEXT = "Ska nivån höjas, hållas eller är målet färdigt?"


def sentences(facts: Facts) -> Iterator[Sentence]:
    """All questions, place by place, in the plan's order; none for years before the plan."""
    if not facts.edition.plan_in_force:
        return
    county = facts.plan.county.id
    of_goals: tuple[tuple[str, Callable[[Facts, Goal], str | None]], ...] = (
        ("review.reached", reached),
        ("review.no_indicator", no_indicator),
    )
    for place, made in of_goals:
        for goal in facts.plan.goals:
            if text := made(facts, goal):
                yield Sentence(place, county, text, goal_id=goal.id)
    of_indicators: tuple[tuple[str, Callable[[Facts, Indicator], str | None]], ...] = (
        ("review.ceiling", ceiling),
        ("review.discontinued", discontinued),
    )
    for place, asked in of_indicators:
        for indicator in facts.main_first():
            if indicator.delmal is not None and (text := asked(facts, indicator)):
                yield Sentence(place, county, text, indicator_id=indicator.id)
    for goal in facts.plan.goals:
        if text := no_activity(facts, goal):
            yield Sentence("review.no_activity", county, text, goal_id=goal.id)
    for text in unused.questions(facts):
        yield Sentence("review.unused", county, text)


# --- goals -------------------------------------------------------------------------------------


def _whole(facts: Facts, goal: Goal) -> list[Status]:
    """The goal's rows for the county or the region, those with a target."""
    return [
        row
        for row in facts.statuses
        if row.goal_id == goal.id
        and row.target_kind is not None
        and not facts.is_kommun(row.organisation_id)
    ]


def reached(facts: Facts, goal: Goal) -> str | None:
    """A goal that the county has reached by every target it has."""
    rows = _whole(facts, goal)
    if not rows or any(row.level_signal != "met" for row in rows):
        return None
    name = figures.quoted(goal.name)
    if all(row.target_kind == "keep" for row in rows):
        return f"Målet {name} är att hålla nivån, och den hålls. Ska målet stå kvar?"
    if len(rows) > 1:
        return f"Alla målvärden för {name} är nådda. {NEXT}"
    target = figures.target(goal, facts.plan.indicator_by_id[rows[0].indicator_id], rows[0])
    return f"{figures.capital(target)} för {name} är nått. {NEXT}"


def no_indicator(facts: Facts, goal: Goal) -> str | None:
    """A goal that no indicator can be held against."""
    reasons = [_unmeasurable(facts, goal, one) for one in goal.indicators]
    if any(reason is None for reason in reasons):
        return None
    name = figures.quoted(goal.name)
    if not reasons:
        return f"Målet {name} har inget mått. Hur ska vi se om vi är på väg?"
    why = "; ".join(dict.fromkeys(reason for reason in reasons if reason))
    return f"Målet {name} går inte att mäta än: {why}. Hur ska vi se om vi är på väg?"


def _unmeasurable(facts: Facts, goal: Goal, one: GoalIndicator) -> str | None:
    """Why an indicator cannot be held against the goal; None when it can."""
    indicator = facts.plan.indicator_by_id[one.indicator]
    name = figures.quoted(indicator.name)
    if one.target is None:
        building = " och är under uppbyggnad" if indicator.under_construction else ""
        return f"{name} har inget målvärde{building}"
    if indicator.under_construction:
        return f"{name} är under uppbyggnad"
    if facts.judged_year(indicator.id) is None:
        return f"{name} saknar värden"
    return None


def no_activity(facts: Facts, goal: Goal) -> str | None:
    """A goal that no reported activity is linked to."""
    if not facts.delivered:
        return None
    if any(row.year == facts.report_year and row.goal_id == goal.id for row in facts.links):
        return None
    name = figures.quoted(goal.name)
    return (
        f"Ingen aktivitet är kopplad till målet {name} i år. Görs det något som inte syns, eller behöver "
        "något sättas igång?"
    )


# --- indicators --------------------------------------------------------------------------------


def ceiling(facts: Facts, indicator: Indicator) -> str | None:
    """A share that has little room left to improve, its whole interval where it has one."""
    row = facts.value(indicator.id, facts.whole(indicator).id, facts.judged_year(indicator.id))
    if row is None or row.value is None or indicator.unit != "percent" or indicator.derived:
        return None
    low = row.lower95 if row.lower95 is not None else row.value
    high = row.upper95 if row.upper95 is not None else row.value
    top = indicator.better == "high" and low >= CEILING
    bottom = indicator.better == "low" and high <= FLOOR
    if not (top or bottom):
        return None
    shown = f"{figures.measured_row(indicator, row)} i länet {row.data_year}"
    asked = "Säger måttet fortfarande något, eller finns det ett bättre?"
    return f"{figures.quoted(indicator.name)} ligger på {shown}. {asked}"


def discontinued(facts: Facts, indicator: Indicator) -> str | None:
    """An indicator that has ended at its source."""
    if indicator.valid_to is None or indicator.valid_to > facts.report_year:
        return None
    said = f"{figures.quoted(indicator.name)} har upphört; sista året är {indicator.valid_to}."
    if indicator.replaced_by is not None:
        follower = facts.plan.indicator_by_id[indicator.replaced_by]
        return f"{said} Ska planen gå över till {figures.quoted(follower.name)}?"
    return f"{said} Vilket mått ska ta över, eller klarar sig planen utan?"
