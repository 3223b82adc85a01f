"""What an organisation fills in, in an example year.

Belongs here: plausible answers for every sheet, from the plan's own indicators, statements and fields.
Does not belong here: where cells lie (workbooks) or handing the file in (the doors).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from gnv_pipeline.examples import wording
from gnv_pipeline.examples.national import aged_80
from gnv_pipeline.examples.noise import binomial, choice, normal, uniform
from gnv_pipeline.plan.models import Area, AreaKind, FieldSpec, Gender, Indicator, Plan, Round
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    HandInRow,
    Identity,
    KeyfigureRow,
    LocalPlanRow,
    ObstacleRow,
    WorkbookContent,
)

_START_YEAR = 2024  # example activities begin here, so that later years have some that go on


def example_content(plan: Plan, collection: Round, organisation: Area) -> WorkbookContent:
    """A whole filled workbook for one organisation and round; cells are left to the layout."""
    return WorkbookContent(
        identity=Identity(
            organisation_id=organisation.id,
            year=collection.year,
            round=collection.round,
            template_version=plan.header.template_version,
            plan_revision=plan.revision,
            example=True,
        ),
        keyfigures=tuple(_keyfigures(plan, collection.year, organisation)),
        answers=tuple(_answers(plan, collection.year, organisation)),
        activities=tuple(_activities(plan, collection.year, organisation)),
        local_plan=tuple(_local_plan(plan, collection.year, organisation)),
        obstacles=tuple(_obstacles(plan, collection.year, organisation)),
        hand_in=tuple(_hand_in(plan, collection, organisation)),
    )


def _keyfigures(plan: Plan, year: int, organisation: Area) -> list[KeyfigureRow]:
    rows = []
    for indicator in plan.indicators:
        for source in indicator.sources:
            if source.kind != "workbook" or source.reported_by != organisation.kind.value:
                continue
            about = (
                plan.kommuner
                if organisation.kind is AreaKind.REGION and source.level == "kommun"
                else (organisation,)
            )
            genders: tuple[Gender, ...] = tuple(g for g in indicator.genders if g != "T") or ("T",)
            rows += [
                _keyfigure(indicator, year, organisation, area, gender)
                for area in about
                for gender in genders
            ]
    return rows


def _keyfigure(
    indicator: Indicator, year: int, organisation: Area, area: Area, gender: str
) -> KeyfigureRow:
    share = {"T": 1.0, "K": 0.64, "M": 0.36}[gender]
    people = aged_80(area) * (0.05 + 0.04 * uniform(indicator.id, area.id)) * share
    denominator = max(1, round(people * (1 + 0.05 * normal(indicator.id, area.id, year, "size"))))
    low, high = (
        (indicator.plausible.low, indicator.plausible.high) if indicator.plausible else (20, 60)
    )
    place = 0.4 + 0.2 * uniform(indicator.id, "level") + 0.1 * normal(indicator.id, area.id)
    place = min(0.8, max(0.15, place + 0.03 * (year - _START_YEAR)))
    level = (low + place * (high - low)) / 100
    numerator = binomial(
        denominator, min(0.98, max(0.02, level)), indicator.id, area.id, year, gender
    )
    absent = uniform(indicator.id, area.id, year, gender, "absent") < 0.03
    return KeyfigureRow(
        sheet="",
        cells={},
        reported_by=organisation.id,
        organisation_id=area.id,
        indicator_id=indicator.id,
        gender=gender,
        data_year=year,
        numerator=None if absent else float(numerator),
        denominator=None if absent else float(denominator),
        missing_reason="dropout" if absent else None,
        comment=None,
    )


def _answers(plan: Plan, year: int, organisation: Area) -> list[AnswerRow]:
    scored = [step for step in plan.statements.scale if step.score is not None]
    unscored = [step for step in plan.statements.scale if step.score is None]
    rows = []
    for unit in organisation.units or ("",):
        for statement in plan.statements.statements:
            key = (organisation.id, unit, statement.id)
            if uniform(*key, year, "unknown") < 0.06:
                step = unscored[0]
            else:
                place = 0.55 + 0.16 * normal(*key) + 0.05 * (year - _START_YEAR)
                place += 0.10 * normal(*key, year)
                step = scored[min(len(scored) - 1, max(0, int(place * len(scored))))]
            basis = choice(wording.BASES, *key, "basis") if not unit else ""
            rows.append(
                AnswerRow(
                    sheet="",
                    cells={},
                    organisation_id=organisation.id,
                    unit=unit,
                    statement_id=statement.id,
                    statement_version=statement.version,
                    answer=step.code,
                    basis=basis or None,
                )
            )
    return rows


def _activities(plan: Plan, year: int, organisation: Area) -> list[ActivityRow]:
    count = 2 + int(4 * uniform(organisation.id, "activities"))
    order = sorted(
        range(len(wording.ACTIVITIES)),
        key=lambda index: uniform(organisation.id, index, "activity"),
    )
    statuses = [code.code for code in plan.codes("activity_status")]
    rows = []
    for number, index in enumerate(order[:count], start=1):
        name, learned = wording.ACTIVITIES[index]
        begun = _START_YEAR + int(2 * uniform(organisation.id, index, "start"))
        if begun > year:
            continue
        goal = plan.goals[index % len(plan.goals)]
        stage = min(len(statuses) - 1, int((year - begun + uniform(organisation.id, index)) * 1.2))
        values: dict[str, str | None] = {
            "name": name,
            "delmal": goal.delmal,
            "goal": goal.id,
            "partners": choice(plan.codes("partners"), organisation.id, index, "with").code,
            "responsible": choice(wording.RESPONSIBLE, organisation.id, index, "who"),
            "status": statuses[stage],
            "starts_on": f"{begun}-0{1 + int(8 * uniform(organisation.id, index, 'month'))}-01",
            "ends_on": None,
            "funding": choice(plan.codes("funding"), organisation.id, index, "money").code,
            "learned": learned if year > begun else None,
        }
        rows.append(
            ActivityRow(
                sheet="",
                cells={},
                organisation_id=organisation.id,
                activity_id=f"{organisation.id}-{begun}-{number}",
                values=_known(plan.fields.activities, values),
            )
        )
    return rows


def _local_plan(plan: Plan, year: int, organisation: Area) -> list[LocalPlanRow]:
    rows = []
    for goal in plan.goals:
        adopts = uniform(organisation.id, goal.id, "adopts") < 0.45
        values: dict[str, str | None] = {
            "works_with": "yes" if adopts else "no",
            "commitment": choice(wording.COMMITMENTS, organisation.id, goal.id) if adopts else None,
            "own_target": None,
            "noticed_by": choice(wording.NOTICED, organisation.id, goal.id) if adopts else None,
        }
        rows.append(
            LocalPlanRow(
                sheet="",
                cells={},
                organisation_id=organisation.id,
                goal_id=goal.id,
                values=_known(plan.fields.local_plan, values),
            )
        )
    return rows


def _obstacles(plan: Plan, year: int, organisation: Area) -> list[ObstacleRow]:
    """Last year's obstacles with what became of them, as the workbook carries them over, and new ones."""
    asked = {one.year for one in plan.rounds}
    return [
        row
        for begun in (year - 1, year)
        if begun in asked
        for row in _obstacles_of(plan, begun, year, organisation)
    ]


def _obstacles_of(plan: Plan, begun: int, year: int, organisation: Area) -> Iterator[ObstacleRow]:
    themes = plan.codes("obstacle_theme")
    for number in range(1, 2 + int(2 * uniform(organisation.id, begun, "obstacles"))):
        index = int(uniform(organisation.id, begun, number) * len(wording.OBSTACLES))
        text, support = wording.OBSTACLES[index]
        outcome = choice(wording.OUTCOMES, organisation.id, number)
        values: dict[str, str | None] = {
            "text": text,
            "theme": themes[index % len(themes)].code,
            "needed": "Regional systemledning",
            "support": support,
            "outcome": outcome if begun < year and number == 1 else None,
        }
        yield ObstacleRow(
            sheet="",
            cells={},
            organisation_id=organisation.id,
            obstacle_id=f"{organisation.id}-{begun}-{number}",
            values=_known(plan.fields.obstacles, values),
        )


def _hand_in(plan: Plan, collection: Round, organisation: Area) -> list[HandInRow]:
    approved = collection.deadline - timedelta(days=5 + int(20 * uniform(organisation.id, "day")))
    values: dict[str, str | None] = {
        "filled_by": "Utvecklingsledare (exempel)",
        "mailbox": "funktionsbrevlada@exempel.se",
        "treated": "yes",
        "participants_kommun": str(2 + int(5 * uniform(organisation.id, "a"))),
        "participants_primary_care": str(1 + int(3 * uniform(organisation.id, "b"))),
        "participants_hospital": str(int(2 * uniform(organisation.id, "c"))),
        "participants_other": "0",
        "approved_by": "Förvaltningschef (exempel)",
        "approved_on": approved.isoformat(),
    }
    return [
        HandInRow(
            sheet="",
            cells={},
            organisation_id=organisation.id,
            field_id=field.id,
            value=values[field.id],
        )
        for field in plan.fields.hand_in
        if field.id in values
    ]


def _known(fields: tuple[FieldSpec, ...], values: dict[str, str | None]) -> dict[str, str | None]:
    """Only the fields that this plan asks for."""
    asked = {field.id for field in fields}
    return {name: value for name, value in values.items() if name in asked}
