"""The appendix of each delmål: the figures of all indicators without a panel, answers by organisation.

Belongs here: what the spread had no room for. Does not belong here: figures' contents.
"""

from __future__ import annotations

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import figure_answers, indicator_section, support
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow


def section(mart: Mart, plan: Plan, delmal: Row) -> Section | None:
    """The appendix of a delmål; None where the spread holds all."""
    key = delmal["delmal_id"]
    links = indicator_section.by_indicator(mart)
    before = {row["indicator_id"] for row in support.drawn(mart, key)}
    parts = [
        indicator_section.section(
            mart, row, links.get(row["indicator_id"]), developed=row["indicator_id"] in before
        )
        for row in support.indicators(mart, key)
    ]
    if plan.statements.display == "by_name" and _answers(mart):
        table = _by_name(mart, plan, delmal)
        parts.append(Section(f"{key}-svar", "Självskattning per organisation", (table,)))
    if not parts:
        return None
    note = Statement(delmal["description"], "note")
    title = f"Fler mått: {delmal['name']}"
    return Section(f"{key}-fler", title, (note,), tuple(parts), tone=key, page=True)


def _answers(mart: Mart) -> list[Row]:
    return [row for row in mart.rows("self_assessment_answer") if row["year"] == mart.year]


def _by_name(mart: Mart, plan: Plan, delmal: Row) -> Table:
    asked = [row for row in mart.ordered("statement") if row["delmal_id"] == delmal["delmal_id"]]
    labels = {step.code: step.label for step in plan.statements.scale}
    answers = {
        (row["organisation_id"], row["unit"], row["statement_id"]): row["answer"]
        for row in _answers(mart)
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
