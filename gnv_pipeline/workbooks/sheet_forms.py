"""The sheets beside Nyckeltal: Inlämning, Självskattning, Aktiviteter, Lokal plan, Stöd och hinder.

Belongs here: their columns, rows and words. Does not belong here: which earlier rows come along
(``carried``) or Nyckeltal (``sheet_keyfigures``).
"""

from __future__ import annotations

from collections.abc import Sequence

from gnv_pipeline.plan.models import Area, FieldSpec, Plan
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.carried import Carried, carried_activities, carried_obstacles
from gnv_pipeline.workbooks.parts import (
    FIRST_ROW,
    KEY_COLUMN,
    SCALE,
    answer_field,
    id_prefix,
    input_of,
    lists_of,
    sheet_of,
)
from gnv_pipeline.workbooks.rows import History
from gnv_pipeline.workbooks.shapes import Band, Column, Input, Row, SheetLayout

BLANK_ACTIVITIES = 15
BLANK_OBSTACLES = 8
# Eleven columns side by side: wider ones make the print too small to read.
_WIDEST = {
    "text": 27, "long_text": 36, "date": 12, "number": 12, "code": 17, "delmal": 16, "goal": 22,
}  # fmt: skip


def hand_in(plan: Plan) -> SheetLayout:
    """Who filled it in and who approved it, a field per row."""
    columns = (
        Column("label", "Uppgift", 48),
        Column("value", "Svar", 40, open=True),
        Column("help", "Så här menar vi", 62),
        KEY_COLUMN,
    )
    rows = [
        Row(
            key=spec.id,
            number=number,
            subject=(spec.id,),
            texts={
                "label": spec.label if spec.required else f"{spec.label} (frivilligt)",
                "help": spec.help,
                "key": spec.id,
            },
            inputs={"value": input_of(spec)},
        )
        for number, spec in enumerate(plan.fields.hand_in, start=FIRST_ROW)
    ]
    return sheet_of("hand_in", columns, rows)


def self_assessment(plan: Plan, area: Area) -> SheetLayout:
    """A statement per row under its delmål; an answer column per division where there are any."""
    units = area.units or ("",)
    scored = [step for step in plan.statements.scale if step.score is not None]
    lists = lists_of(plan)[SCALE]
    ends = [choice.label for choice in lists if choice.code in {scored[0].code, scored[-1].code}]
    others = [step.label for step in plan.statements.scale if step.score is None]
    help_text = f"Välj i listan, från {ends[0]} till {ends[-1]}. Går det inte att svara: " + (
        " eller ".join(f"välj {label}" for label in others) or "lämna tomt"
    )
    answers = tuple(
        Column(
            answer_field(unit),
            f"Svar i år – {unit}" if unit else "Svar i år",
            19 if unit else 27,
            open=True,
            unit=unit,
        )
        for unit in units
    )
    columns = (
        Column("nr", "Nr", 5),
        Column("statement", "Påstående", 46 if area.units else 58),
        Column("previous", "Svar förra året", 25),
        *answers,
        Column("basis", "Vad bygger ni svaret på?", 40 if area.units else 48, open=True),
        KEY_COLUMN,
    )
    inputs = {
        column.field: Input(
            column.field,
            column.label,
            "code",
            SCALE,
            not area.units,  # a division that the goals don't concern has nothing to answer
            f"{help_text}. En division som inte berörs lämnar sin kolumn tom."
            if area.units
            else f"{help_text}.",
            lists[-1 - len(others)].label,
        )
        for column in answers
    }
    inputs["basis"] = Input(
        "basis", "Vad bygger ni svaret på?", "long_text", None, False,
        "Frivilligt. Skriv kort: samtal med äldre, egen statistik, erfarenhet eller något annat.",
        "Samtal med åtta äldre och deras närstående i höstas.",
    )  # fmt: skip
    rows: list[Row] = []
    bands: list[Band] = []
    number, count = FIRST_ROW, 0
    for delmal in plan.delmal:
        statements = [s for s in plan.statements.statements if s.delmal == delmal.id]
        if statements:
            bands.append(Band(number, delmal.name, delmal.colour))
            number += 1
        for statement in statements:
            count += 1
            example = " (exempel)" if statement.example else ""
            rows.append(
                Row(
                    key=statement.id,
                    number=number,
                    subject=(statement.id, str(statement.version)),
                    texts={
                        "nr": str(count),
                        "statement": statement.text + example,
                        "key": statement.id,
                    },
                    inputs=inputs,
                )
            )
            number += 1
    return sheet_of("self_assessment", columns, rows, bands, more=(_scale_text(plan),))


def _scale_text(plan: Plan) -> str:
    """The answers to choose among, as a line over the table: a dropdown shows them one sheet too late."""
    return f"Svara: {' · '.join(choice.label for choice in lists_of(plan)[SCALE])}."


def local_plan(plan: Plan) -> SheetLayout:
    """A goal per row under its delmål."""
    county = plan.header.county_adjective
    columns = (
        Column("goal", f"{county[:1].upper()}{county[1:]}s mål (låst)", 46),
        *(Column(s.id, s.label, max(s.width, 16), open=True) for s in plan.fields.local_plan),
        KEY_COLUMN,
    )
    inputs = {spec.id: input_of(spec) for spec in plan.fields.local_plan}
    rows: list[Row] = []
    bands: list[Band] = []
    number = FIRST_ROW
    for delmal in plan.delmal:
        goals = [goal for goal in plan.goals if goal.delmal == delmal.id]
        if goals:
            bands.append(Band(number, delmal.name, delmal.colour))
            number += 1
        for goal in goals:
            name = f"{goal.name} (exempel)" if goal.example else goal.name
            texts = {"goal": name, "goal_text": goal.text, "key": goal.id}
            rows.append(Row(goal.id, number, (goal.id,), texts, inputs))
            number += 1
    return sheet_of("local_plan", columns, rows, bands)


# --- sheets that grow ------------------------------------------------------------------------------


def _growing(
    sheet_id: str, specs: Sequence[FieldSpec], carried: Carried, blank: int, prefix: str
) -> SheetLayout:
    columns = (
        Column("key", words.ID, 15),
        *(Column(s.id, s.label, min(s.width, _WIDEST[s.kind]), open=True) for s in specs),
    )
    inputs = {spec.id: input_of(spec) for spec in specs}
    rows = [
        Row(
            key=key,
            number=FIRST_ROW + index,
            subject=(key,),
            texts={"key": key},
            inputs=inputs,
            prefill=shown,
        )
        for index, (key, shown) in enumerate(carried.rows)
    ]
    first = FIRST_ROW + len(rows)
    for index in range(blank):
        key = f"{prefix}{carried.next_number + index}"
        rows.append(Row(key, first + index, (key,), {"key": key}, inputs))
    return sheet_of(sheet_id, columns, rows, growing=True)


def activities(plan: Plan, year: int, area: Area, history: History | None) -> SheetLayout:
    """Last year's unfinished activities, then blank rows."""
    prefix = id_prefix(area.id, year)
    carried = carried_activities(history, prefix, lists_of(plan), _list_of(plan.fields.activities))
    return _growing("activities", plan.fields.activities, carried, BLANK_ACTIVITIES, prefix)


def obstacles(plan: Plan, year: int, area: Area, history: History | None) -> SheetLayout:
    """Last year's obstacles, then blank rows."""
    prefix = id_prefix(area.id, year)
    carried = carried_obstacles(history, prefix, lists_of(plan), _list_of(plan.fields.obstacles))
    return _growing("obstacles", plan.fields.obstacles, carried, BLANK_OBSTACLES, prefix)


def _list_of(specs: Sequence[FieldSpec]) -> dict[str, str | None]:
    return {spec.id: input_of(spec).choices for spec in specs}
