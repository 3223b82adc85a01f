"""Sentences on self-assessments and activities that organisations handed in; and on the edition.

Belongs here: ``self_assessment.delmal``, ``activity.summary``, ``edition.summary``. Does not belong here:
values of indicators. A self-assessment has no right or wrong and no test: a mean is told, and a difference
only as two means with the same statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gnv_pipeline.formatting import count_word, day, enumeration, number
from gnv_pipeline.plan.models import Area, Plan
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Activity, SelfAssessment
from gnv_pipeline.publishing.sentences.figures import capital, quoted
from gnv_pipeline.publishing.sentences.sentence import Sentence
from gnv_pipeline.publishing.sentences.words import label


def sentences(facts: Facts) -> Iterator[Sentence]:
    """All of them: the county's first, then each reporting organisation's."""
    county = facts.plan.county.id
    for text in edition(facts):
        yield Sentence("edition.summary", county, text)
    yield from _self_assessments(facts)
    for area in (facts.plan.county, *facts.plan.reporters):
        yield from _activities(facts, area)


# --- self-assessment ---------------------------------------------------------------------------


def _self_assessments(facts: Facts) -> Iterator[Sentence]:
    order = {one.id: number for number, one in enumerate(facts.plan.delmal, 1)}
    rows = [
        row for row in facts.self_assessments if row.year == facts.report_year and row.unit == ""
    ]
    latest = max((row.round for row in rows), default=1)
    for row in sorted(rows, key=lambda row: (row.organisation_id, order.get(row.delmal_id, 0))):
        if row.round == latest and row.delmal_id in order:
            county = row.organisation_id == facts.plan.county.id
            yield Sentence(
                "self_assessment.delmal",
                row.organisation_id,
                self_assessment(row, facts.plan, county=county),
                order=order[row.delmal_id],
            )


def self_assessment(row: SelfAssessment, plan: Plan, *, county: bool = False) -> str:
    """The mean on the scale with one decimal, how much was answered, and the round before.

    Answers are counted as answers where several units or organisations gave them, else as statements.
    """
    scores = [step.score for step in plan.statements.scale if step.score is not None]
    scale = f"skalan {min(scores)}–{max(scores)}"
    statements = sum(one.delmal == row.delmal_id for one in plan.statements.statements)
    several = county or row.asked > statements
    answered = f"{row.answered} av {row.asked} {'svar' if several else 'påståenden'}"
    if row.asked == 0 or row.answered == 0:
        return "Inga påståenden är besvarade med ett tal på skalan."
    if row.mean is None:
        return f"För få påståenden är besvarade för ett medelvärde: {answered}."
    text = f"Medelvärdet är {number(row.mean, 1)} på {scale}; {_base(row, several=several)}."
    if row.previous_mean is not None:
        text += (
            f" År {row.previous_year} var det {number(row.previous_mean, 1)} med samma påståenden."
        )
        if row.other_people:
            text += " Då var det andra som svarade."
    return text


def _base(row: SelfAssessment, *, several: bool) -> str:
    """How much of what was asked has a score."""
    if row.asked == 1 and not several:
        return "det enda påståendet är besvarat"
    on_scale = "svar ligger på skalan" if several else "påståenden är besvarade på skalan"
    if row.answered == row.asked:
        return f"alla {count_word(row.asked)} {on_scale}"
    return f"{row.answered} av {row.asked} {on_scale}"


# --- activities --------------------------------------------------------------------------------


def _activities(facts: Facts, area: Area) -> Iterator[Sentence]:
    whole = area.id == facts.plan.county.id
    rows = [
        row
        for row in facts.activities
        if row.year == facts.report_year and (whole or row.organisation_id == area.id)
    ]
    yield Sentence("activity.summary", area.id, activities(rows, facts.plan, whole=whole), order=0)
    for place, delmal in enumerate(facts.plan.delmal, 1):
        if not rows:
            return  # said once, not once more for each delmål
        linked = {
            link.activity_id
            for link in facts.links
            if link.year == facts.report_year and link.delmal_id == delmal.id
        }
        chosen = [row for row in rows if row.activity_id in linked]
        text = f"Inga aktiviteter är kopplade till {quoted(delmal.name)}."
        if chosen:
            text = activities(chosen, facts.plan, whole=whole)
        yield Sentence("activity.summary", area.id, text, order=place)


def activities(rows: list[Activity], plan: Plan, *, whole: bool) -> str:
    """How many activities, and their statuses counted in the plan's order."""
    if not rows:
        return "Inga aktiviteter är rapporterade."
    count = capital(count_word(len(rows)))
    noun = "aktivitet är rapporterad" if len(rows) == 1 else "aktiviteter är rapporterade"
    by = ""
    if whole:
        senders = len({row.organisation_id for row in rows})
        by = f" av {count_word(senders)} {'organisation' if senders == 1 else 'organisationer'}"
    return f"{count} {noun}{by}. Status: {_statuses(rows, plan)}."


def _statuses(rows: list[Activity], plan: Plan) -> str:
    """Statuses with how many have them; without number where all have the same."""
    known = Counter(row.status for row in rows if row.status)
    counted = [
        (f"{code.label[:1].lower()}{code.label[1:]}", known[code.code])
        for code in plan.fields.code_lists.get("activity_status", ())
        if known[code.code]
    ]
    if without := len(rows) - sum(known.values()):
        counted.append(("inte angiven", without))
    if len(counted) == 1:
        return counted[0][0]
    return enumeration([f"{name} {count}" for name, count in counted])


# --- the edition ------------------------------------------------------------------------------


def edition(facts: Facts) -> Iterator[str]:
    """What the publication is, which plan it follows, and why nothing is said of pace where it isn't."""
    one = facts.edition
    name = label("edition", one.edition)
    received = one.has_submissions or one.has_national
    # Without any input as_of is no day on which anything was received.
    until = f", med uppgifter till och med {day(one.as_of)}" if received else ""
    yield f"{name} för uppföljningsår {one.report_year}{until}."
    if one.plan_in_force:
        yield f"Handlingsplanens version {one.plan_revision} ligger till grund."
    else:
        yield (
            f"Handlingsplanens första version är från {one.plan_revision}. Den gällde inte "
            f"{one.report_year}, så inget sägs om takten mot målen."
        )
    if one.example:
        yield "Rapporten bygger på exempeldata."
    elif not facts.plan.header.decided:
        yield "Mål och målvärden är exempel tills de är beslutade."
    if not one.has_submissions:
        yield f"Inga underlag har lämnats för {one.report_year}."
    if not one.has_national:
        yield "Inga värden från nationella källor har lästs in."
