"""Questions to talk about where an organisation's own view and the outcome point different ways.

Belongs here: ``question.local`` and ``question.regional``, numbered by delmål, at most one per delmål and
kind. Neither side is right: a self-assessment has no right or wrong and a survey hears only those who
answer. So a question is asked and nothing is concluded. Does not belong here: questions on the plan itself
(``review``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gnv_pipeline.formatting import enumeration, number
from gnv_pipeline.plan.models import Area, Delmal, Indicator
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Comparison, SelfAssessment
from gnv_pipeline.publishing.sentences import figures
from gnv_pipeline.publishing.sentences.sentence import Sentence

HIGH, LOW = 75.0, 40.0
"""Index of a self-assessment (0-100) from which it reads as content, and up to which as not: on a scale 1-5
4,0 and 2,6. A rule of thumb for what to talk about, no test."""
CLEAR_STEP = 12.5
"""Change of the index that is worth a question: half a step on a scale 1-5."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an indicator says of an area: ``good`` or not, and the words of it."""

    indicator: Indicator
    good: bool
    words: str
    change: bool = False
    """Whether it tells of a change; only then it is set beside a change of the own view."""


def sentences(facts: Facts) -> Iterator[Sentence]:
    """The region's questions first, then each kommun's in name order; delmål in order."""
    for area in (facts.plan.county, *facts.plan.kommuner):
        place = "question.regional" if area is facts.plan.county else "question.local"
        assessed = _assessed(facts, area)
        for order, delmal in enumerate(facts.plan.delmal, 1):
            row = assessed.get(delmal.id)
            if row is not None and (text := _different_ways(facts, area, delmal, row)):
                yield Sentence(place, area.id, text, order=order)
        if area is not facts.plan.county:
            yield from _without_activity(facts, area, place)


def _assessed(facts: Facts, area: Area) -> dict[str, SelfAssessment]:
    """The organisation's own view per delmål, of the newest round of the report year."""
    rows = [
        row
        for row in facts.self_assessments
        if (row.organisation_id, row.unit, row.year) == (area.id, "", facts.report_year)
    ]
    latest = max((row.round for row in rows), default=0)
    return {row.delmal_id: row for row in rows if row.round == latest}


# --- own view and outcome ----------------------------------------------------------------------


def _different_ways(facts: Facts, area: Area, delmal: Delmal, row: SelfAssessment) -> str | None:
    """The first question that the delmål's indicators give, main ones first."""
    for indicator in facts.main_first():
        if indicator.delmal != delmal.id or indicator.derived is not None:
            continue
        if indicator.responsibility == "region" and area is not facts.plan.county:
            continue
        for outcome in (_against(facts, area, indicator), _since(facts, area, indicator)):
            if outcome is not None and (text := question(facts, area, delmal, row, outcome)):
                return text
    return None


def question(
    facts: Facts, area: Area, delmal: Delmal, row: SelfAssessment, outcome: Outcome
) -> str | None:
    """The question, where own view and outcome point different ways; else None."""
    if row.mean is None or row.index_0_100 is None:
        return None
    scores = [step.score for step in facts.plan.statements.scale if step.score is not None]
    mean = f"{number(row.mean, 1)} på skalan {min(scores)}–{max(scores)}"
    given = f"Ni skattar {figures.quoted(delmal.name)} till {mean}"
    if area is facts.plan.county:
        given = f"I självskattningen får {figures.quoted(delmal.name)} medelvärdet {mean}"
    if row.index_0_100 >= HIGH and not outcome.good:
        return f"{given}. Samtidigt {outcome.words}. {_why(facts, area, outcome)}"
    if row.index_0_100 <= LOW and outcome.good:
        ends = "Vad är det som fungerar, och vad ser ni som måttet inte fångar?"
        return f"{given}. Samtidigt {outcome.words}. {ends}"
    step = _step(facts, row) if outcome.change else None
    if step is not None and abs(step) >= CLEAR_STEP and (step > 0) is not outcome.good:
        way = "högre" if step > 0 else "lägre"
        before = f"{way} än {row.previous_year} ({number(row.previous_mean, 1)})"
        return f"{given}, {before}. Samtidigt {outcome.words}. Hur hänger det ihop?"
    return None


def _why(facts: Facts, area: Area, outcome: Outcome) -> str:
    """What is shared is never asked as one kommun's own doing."""
    if area is facts.plan.county or outcome.indicator.responsibility == "kommun":
        return "Vad kan det bero på?"
    return "Vad kan det bero på, och vilka behöver prata om det?"


def _step(facts: Facts, row: SelfAssessment) -> float | None:
    """Change of the index since the round before, only with the same statements and the same people."""
    if row.mean is None or row.previous_mean is None or row.other_people:
        return None
    scores = [step.score for step in facts.plan.statements.scale if step.score is not None]
    return (row.mean - row.previous_mean) / (max(scores) - min(scores)) * 100


def _against(facts: Facts, area: Area, indicator: Indicator) -> Outcome | None:
    """The outcome beside the other kommuner; of the county beside the nation."""
    whole = area is facts.plan.county
    where = facts.whole(indicator).id if whole else area.id
    kind = "nation" if whole else "others"
    row = facts.comparison_by_key.get((indicator.id, where, "T", kind))
    if row is None or row.signal not in ("better", "worse") or row.benchmark_value is None:
        return None
    value = facts.value(indicator.id, where, row.data_year)
    if value is None or value.value is None:
        return None
    return Outcome(
        indicator, row.signal == "better", _beside(indicator, row, value.value, whole=whole)
    )


def _beside(indicator: Indicator, row: Comparison, value: float, *, whole: bool) -> str:
    assert row.benchmark_value is not None
    places = figures.apart(indicator, value, row.benchmark_value)
    own = figures.briefly(indicator, value, places)
    other = figures.amount(indicator, row.benchmark_value, places)
    higher = (row.signal == "better") == (indicator.better == "high")
    word = "högre" if higher else "lägre"
    than = "i länet än i riket" if whole else "hos er än i övriga kommuner"
    note = f" ({indicator.better_note or 'lägre är bättre'})" if indicator.better == "low" else ""
    return f"är värdet för {figures.quoted(indicator.name)} {word} {than}, {own} mot {other}{note}"


def _since(facts: Facts, area: Area, indicator: Indicator) -> Outcome | None:
    """The outcome since the measurement before, where the change is certain."""
    where = facts.whole(indicator).id if area is facts.plan.county else area.id
    row = facts.trend_by_key.get((indicator.id, where))
    if row is None or row.signal not in ("better", "worse") or row.from_value is None:
        return None
    value = facts.value(indicator.id, where, row.data_year)
    if value is None or value.value is None:
        return None
    places = figures.apart(indicator, row.from_value, value.value)
    first = figures.briefly(indicator, row.from_value, places)
    last = figures.amount(indicator, value.value, places)
    words = (
        f"har {figures.quoted(indicator.name)} gått från {first} ({row.from_year}) "
        f"till {last} ({row.data_year})"
    )
    return Outcome(indicator, row.signal == "better", words, change=True)


# --- goals worked with but without activity ------------------------------------------------------


def _without_activity(facts: Facts, area: Area, place: str) -> Iterator[Sentence]:
    """One question on the goals that the local plan works with and no activity is linked to.

    It stands with the delmål of the first of them.
    """
    working = {
        row.goal_id
        for row in facts.local_plans
        if (row.organisation_id, row.year) == (area.id, facts.report_year) and row.works_with
    }
    own = {
        row.activity_id
        for row in facts.activities
        if (row.organisation_id, row.year) == (area.id, facts.report_year)
    }
    linked = {
        row.goal_id
        for row in facts.links
        if row.year == facts.report_year and row.activity_id in own
    }
    goals = [one for one in facts.plan.goals if one.id in working - linked]
    if not goals:
        return
    which, them = ("målet", "det") if len(goals) == 1 else ("målen", "dem")
    names = enumeration([figures.quoted(goal.name) for goal in goals])
    text = (
        f"Er lokala plan har {which} {names}, men ingen aktivitet är kopplad till {them}. "
        f"Hur tänker ni arbeta med {them}?"
    )
    delmal = [one.id for one in facts.plan.delmal]
    yield Sentence(place, area.id, text, order=delmal.index(goals[0].delmal) + 1)
