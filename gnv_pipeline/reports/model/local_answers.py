"""What one organisation answered: its self-assessment and its local plan.

Belongs here: own answers with last year's beside, own commitments. Does not belong here: other
organisations' answers.
"""

from __future__ import annotations

from gnv_pipeline.formatting import number
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import figure_answers, frame, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

TITLE = "Er självskattning"
FEWEST = 3
"""Organisations that must have answered before the county's mean stands beside one's own: with one it would
be the same number, with two it would tell what the other one answered."""


def in_short(mart: Mart, organisation: str) -> Section:
    """Means per delmål, last time's and the county's beside."""
    means = _own(mart, organisation)
    if not means:
        empty = Statement("Ingen självskattning är lämnad för året.", "missing")
        return Section("sjalvskattning", TITLE, (empty,))
    told = frame.plain(mart.sentences("self_assessment.delmal", (organisation,), order=0))
    blocks: list[Block] = [*told, _means(mart, means)]
    if any(row["other_people"] for row in means):
        blocks.append(Statement("Andra funktioner svarade i år än förra gången.", "note"))
    return Section("sjalvskattning", TITLE, tuple(blocks))


def self_assessment(mart: Mart, plan: Plan, organisation: str) -> Section | None:
    """Each answer, last year's beside; None where nothing was answered."""
    answers = [
        row for row in mart.rows("self_assessment_answer") if row["organisation_id"] == organisation
    ]
    if not any(row["year"] == mart.year for row in answers):
        return None
    table = _answers(mart, plan, answers)
    return Section("sjalvskattning-alla", "Alla era svar", (table,), page=True)


def _own(mart: Mart, organisation: str) -> list[Row]:
    return [
        row
        for row in mart.rows("self_assessment")
        if row["organisation_id"] == organisation and row["year"] == mart.year
    ]


def _county_mean(mart: Mart, delmal: str) -> Cell:
    """The county's mean of a delmål, or why it does not stand there."""
    rows = [
        row
        for row in mart.rows("self_assessment")
        if row["year"] == mart.year and row["delmal_id"] == delmal
    ]
    answered = {
        row["organisation_id"]
        for row in rows
        if row["organisation_id"] != mart.county and row["mean"] is not None
    }
    county = next(
        (row for row in rows if row["organisation_id"] == mart.county and not row["unit"]), None
    )
    if len(answered) < FEWEST:
        return Cell("Färre än tre har svarat", missing=True)
    return Cell(number(county["mean"], 1)) if county is not None else Cell("–")


def _means(mart: Mart, means: list[Row]) -> Table:
    order = {row["delmal_id"]: row for row in mart.ordered("delmal")}
    rows = []
    for row in sorted(means, key=lambda r: (order[r["delmal_id"]]["sort_order"], r["unit"])):
        unit = f", {row['unit']}" if row["unit"] else ""
        before = number(row["previous_mean"], 1)
        if row["previous_mean"] is not None:
            before = f"{before} ({row['previous_year']})"
        rows.append(
            TableRow(
                (
                    Cell(f"{order[row['delmal_id']]['name']}{unit}"),
                    Cell(number(row["mean"], 1)),
                    Cell(before),
                    _county_mean(mart, row["delmal_id"]),
                    Cell(f"{row['answered']} av {row['asked']}"),
                )
            )
        )
    columns = (
        Column("Delmål"),
        Column("I år", "number"),
        Column("Förra gången", "number"),
        Column("Hela länet i år", "number"),
        Column("Besvarade påståenden", "number"),
    )
    return Table(
        "sjalvskattning-medel",
        f"Medelvärde per delmål {mart.year}, skala 1–5",
        columns,
        tuple(rows),
    )


def _answers(mart: Mart, plan: Plan, answers: list[Row]) -> Table:
    labels = {step.code: step.label for step in plan.statements.scale}
    found = {(row["statement_id"], row["year"], row["unit"]): row for row in answers}
    units = sorted({row["unit"] for row in answers if row["year"] == mart.year})
    rows = []
    for statement in mart.ordered("statement"):
        for unit in units:
            now = found.get((statement["statement_id"], mart.year, unit))
            before = found.get((statement["statement_id"], mart.year - 1, unit))
            suffix = f" ({unit})" if unit else ""
            rows.append(
                TableRow(
                    (
                        Cell(
                            f"{statement['text']}{suffix}{figure_answers.example_suffix(statement)}"
                        ),
                        Cell(_answer(labels, before)),
                        Cell(_answer(labels, now)),
                        Cell((now or {}).get("basis") or "–"),
                    )
                )
            )
    columns = (
        Column("Påstående"),
        Column("Förra året"),
        Column("I år"),
        Column("Vad ni bygger svaret på"),
    )
    return Table(
        "sjalvskattning-svar", f"Svar på påståendena {mart.year}", columns, tuple(rows), wide=True
    )


def _answer(labels: dict[str, str], row: Row | None) -> str:
    if row is None or row["answer"] is None:
        return figure_answers.NO_ANSWER
    return labels.get(row["answer"], str(row["answer"]))


def local_plan(mart: Mart, organisation: str) -> Section:
    """Which of the county's goals the kommun works with, and its own commitments."""
    found = {
        row["goal_id"]: row
        for row in mart.rows("local_plan")
        if row["organisation_id"] == organisation and row["year"] == mart.year
    }
    first = {link["goal_id"]: link["indicator_id"] for link in reversed(mart.goal_indicators)}
    rows = []
    for goal_id, goal in mart.goals.items():
        row = found.get(goal_id)
        works = None if row is None else row["works_with"]
        told = "Inte besvarat" if works is None else ("Ja" if works else "Nej")
        indicator = mart.indicators.get(first.get(goal_id, ""))
        own = row["own_target"] if row else None
        target = words.stated_value(mart, indicator, own) if indicator else number(own)
        rows.append(
            TableRow(
                (
                    Cell(goal["name"], example=goal["example"]),
                    Cell(told, missing=works is None),
                    Cell((row or {}).get("commitment") or "–"),
                    Cell(target),
                    Cell((row or {}).get("noticed_by") or "–"),
                )
            )
        )
    columns = (
        Column("Länets mål"),
        Column("Arbetar ni med målet i år"),
        Column("Eget åtagande"),
        Column("Eget målvärde", "number"),
        Column("Så märker den äldre det"),
    )
    table = Table("lokal-plan-tabell", f"Lokal plan {mart.year}", columns, tuple(rows), wide=True)
    return Section("lokal-plan", "Er lokala plan", (table,))
