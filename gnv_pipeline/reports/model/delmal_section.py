"""One delmål in the regional report: its text, goals with indicators, self-assessment, activities, comment.

Belongs here: the order within a delmål, so that what is done stands beside what it should move. Does not
belong here: figures' contents or sentences.
"""

from __future__ import annotations

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import figure_answers, frame, indicator_section, texts
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import (
    Badge,
    Block,
    Cell,
    Column,
    Quote,
    Section,
    Statement,
    Table,
)
from gnv_pipeline.reports.model.parts import Row as TableRow


def section(mart: Mart, plan: Plan, delmal: Row) -> Section:
    """The whole section of a delmål."""
    key = delmal["delmal_id"]
    goals = [goal for goal in mart.goals.values() if goal["delmal_id"] == key]
    shown: set[str] = set()
    parts: list[Section] = []
    for goal in goals:
        parts.append(_goal(mart, goal, shown))
    rest = [
        row
        for row in mart.indicators.values()
        if row["delmal_id"] == key and row["indicator_id"] not in shown and row["derived"] is None
        and row["indicator_id"] not in indicator_section.by_indicator(mart)
    ]  # fmt: skip
    if rest:
        parts.append(
            Section(
                f"{key}-fler",
                "Fler mått inom delmålet",
                (Statement("Måtten har inget mål i planen. De ger sammanhang.", "note"),),
                tuple(indicator_section.section(mart, row, None) for row in rest),
            )
        )
    parts.append(_self_assessment(mart, plan, delmal))
    parts.append(_activities(mart, delmal, goals))
    comment = frame.human_text(
        mart, f"kommentar_{key}", mart.county, "Kommentar", texts.NOT_WRITTEN
    )
    if comment.markdown is not None or mart.human_text(f"kommentar_{key}", mart.county):
        parts.append(Section(f"{key}-kommentar", "Analys och kommentar", (comment,)))
    return Section(
        key=key,
        title=delmal["name"],
        blocks=(Quote(delmal["text"], delmal["description"], delmal["source"]),),
        sections=tuple(parts),
        tone=key,
        page=True,
    )


def _goal(mart: Mart, goal: Row, shown: set[str]) -> Section:
    blocks: list[Block] = [Statement(goal["text"], "lead", example=goal["example"])]
    inner = []
    for link in mart.goal_indicators:
        if link["goal_id"] != goal["goal_id"]:
            continue
        indicator = mart.indicators[link["indicator_id"]]
        if indicator["derived"] is not None:
            blocks += [
                Statement(text)
                for place in ("goal.level", "goal.pace")
                for text in mart.sentences(place, mart.common, goal=goal["goal_id"])
            ]
            blocks.append(
                Statement(
                    f"Målet mäts med: {indicator['name']}. Se Skillnader mellan kommunerna.", "note"
                )
            )
        elif indicator["indicator_id"] in shown:
            blocks.append(
                Statement(f"Målet mäts också med {indicator['name']}, som visas ovan.", "note")
            )
        else:
            shown.add(indicator["indicator_id"])
            inner.append(indicator_section.section(mart, indicator, link))
    if not inner and len(blocks) == 1:
        blocks.append(Statement("Målet har ännu ingen indikator med eget värde.", "missing"))
    badge = (Badge("exempel", "example"),) if goal["example"] else ()
    return Section(
        f"mal-{goal['goal_id']}", f"Mål: {goal['name']}", tuple(blocks), tuple(inner), badge
    )


# --- self-assessment ---------------------------------------------------------------------------


def _self_assessment(mart: Mart, plan: Plan, delmal: Row) -> Section:
    key = delmal["delmal_id"]
    figure = figure_answers.statements(mart, plan.statements, delmal)
    blocks: list[Block] = [
        Statement(text)
        for text in mart.sentences(
            "self_assessment.delmal", (mart.county,), order=delmal["sort_order"]
        )
    ]
    if figure is None:
        blocks.append(Statement("Ingen har lämnat självskattning för delmålet.", "missing"))
    else:
        blocks.append(figure)
        if plan.statements.display == "by_name":
            blocks.append(_by_name(mart, plan, delmal))
    return Section(f"{key}-sjalvskattning", "Så ser verksamheterna själva på läget", tuple(blocks))


def _by_name(mart: Mart, plan: Plan, delmal: Row) -> Table:
    asked = [row for row in mart.ordered("statement") if row["delmal_id"] == delmal["delmal_id"]]
    labels = {step.code: step.label for step in plan.statements.scale}
    answers = {
        (row["organisation_id"], row["unit"], row["statement_id"]): row["answer"]
        for row in mart.rows("self_assessment_answer")
        if row["year"] == mart.year
    }
    who = sorted(
        {(org, unit) for org, unit, _ in answers},
        key=lambda pair: (mart.organisations[pair[0]]["sort_order"], pair[1]),
    )
    rows = tuple(
        TableRow(
            (
                Cell(f"{mart.name(org)}{', ' if unit else ''}{unit}"),
                *(
                    Cell(
                        labels.get(
                            answers.get((org, unit, one["statement_id"])) or "",
                            figure_answers.NO_ANSWER,
                        )
                    )
                    for one in asked
                ),
            )
        )
        for org, unit in who
    )
    columns = (Column("Organisation"), *(Column(one["text"]) for one in asked))
    key = f"sjalvskattning-{delmal['delmal_id']}-namn"
    return Table(key, f"Svar per organisation, {delmal['name']}", columns, rows, wide=True)


# --- activities --------------------------------------------------------------------------------


def _activities(mart: Mart, delmal: Row, goals: list[Row]) -> Section:
    key = delmal["delmal_id"]
    links = [
        row
        for row in mart.rows("activity_link")
        if row["year"] == mart.year and row["delmal_id"] == key
    ]
    by_id = {row["activity_id"]: row for row in mart.rows("activity") if row["year"] == mart.year}
    blocks: list[Block] = [
        Statement(text)
        for text in mart.sentences("activity.summary", (mart.county,), order=delmal["sort_order"])
    ]
    if not links and not blocks:
        blocks.append(Statement("Inga aktiviteter är rapporterade under delmålet.", "missing"))
    named = [(goal["goal_id"], f"Mål: {goal['name']}") for goal in goals]
    known = {goal_id for goal_id, _ in named}
    for goal_id, title in [*named, ("", "Utan angivet mål")]:
        ids = sorted(
            {
                link["activity_id"]
                for link in links
                if link["goal_id"] == goal_id or (goal_id == "" and link["goal_id"] not in known)
            }
        )
        rows = [by_id[one] for one in ids if one in by_id]
        if rows:
            blocks.append(
                activity_table(mart, f"aktiviteter-{key}-{goal_id or 'ovrigt'}", title, rows)
            )
        elif goal_id and links:
            blocks.append(Statement(f"{title}. Ingen aktivitet är kopplad till målet.", "note"))
    return Section(f"{key}-aktiviteter", "Aktiviteter under samma mål", tuple(blocks))


def activity_table(
    mart: Mart, key: str, title: str, rows: list[Row], *, own: bool = False
) -> Table:
    """Activities as a table, by organisation in name order; ``own`` leaves out whose they are."""
    rows = sorted(
        rows,
        key=lambda row: (
            mart.organisations[row["organisation_id"]]["sort_order"],
            row["activity_id"],
        ),
    )
    columns = [] if own else [Column("Organisation")]
    columns += [
        Column("Aktivitet"),
        Column("Läge"),
        Column("Tillsammans med"),
        Column("Tid"),
        Column("Lärdomar"),
    ]
    cells = []
    for row in rows:
        dates = " – ".join(part for part in (row["starts_on"], row["ends_on"]) if part)
        mine = [] if own else [Cell(mart.name(row["organisation_id"]))]
        mine += [
            Cell(row["name"]),
            Cell(row["status_label"] or "–"),
            Cell(row["partners"] or "–"),
            Cell(dates or "–"),
            Cell(row["learned"] or "–"),
        ]
        cells.append(TableRow(tuple(mine), key=None if not own else row["activity_id"]))
    return Table(key, title, tuple(columns), tuple(cells), wide=True)
