"""What workbooks ask for and nobody fills in: cells that cost time and give nothing.

Belongs here: finding columns, fields, statements and own indicators without any answer in the report year,
and the question each of them gives. Does not belong here: what single organisations left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.formatting import count_word, enumeration
from gnv_pipeline.plan.models.fields import FieldSpec
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.rows import Row
from gnv_pipeline.publishing.sentences import figures

LEAST_SENDERS = 3
"""With fewer workbooks an empty column says nothing about the question."""


def questions(facts: Facts) -> Iterator[str]:
    """One question per sheet with columns that nobody used, then statements, then own indicators."""
    senders = facts.delivered
    if len(senders) < LEAST_SENDERS:
        return
    many = count_word(len(senders))
    for sheet, names in _empty_columns(facts):
        column = "Kolumnen" if len(names) == 1 else "Kolumnerna"
        empty = "är tom" if len(names) == 1 else "är tomma"
        said = f"{column} {enumeration([figures.quoted(name) for name in names])} på bladet {sheet} {empty}"
        yield f"{said} i alla {many} underlag. Behöver vi fråga efter det?"
    for text in _unanswered(facts):
        said = f"Påståendet {figures.quoted(text)} har ingen kunnat svara på"
        yield f"{said}. Ska det skrivas om eller tas bort?"
    for indicator in facts.plan.indicators:
        judged = facts.judged_by_id.get(indicator.id)
        if indicator.own and judged is not None and judged.judged_year is None:
            name = figures.quoted(indicator.name)
            yield (
                f"{name} frågas efter i mallen, men färre än hälften har kunnat lämna det. "
                "Behöver vi fråga på ett annat sätt?"
            )


def _empty_columns(facts: Facts) -> Iterator[tuple[str, list[str]]]:
    """Sheets with the labels of their columns that no organisation has written anything in."""
    fields = facts.plan.fields
    year = facts.report_year
    # What became of last year's obstacles can be told only where there were any.
    before = any(row.year == year - 1 for row in facts.obstacles)
    obstacles = tuple(one for one in fields.obstacles if before or one.id != "outcome")
    sheets: tuple[tuple[str, tuple[FieldSpec, ...], list[Row]], ...] = (
        ("Aktiviteter", fields.activities, [row for row in facts.activities if row.year == year]),
        (
            "Lokal plan",
            fields.local_plan,
            [row for row in facts.local_plans if row.year == year and row.works_with],
        ),
        ("Stöd och hinder", obstacles, [row for row in facts.obstacles if row.year == year]),
    )
    for sheet, asked, rows in sheets:
        names = [
            one.label
            for one in asked
            if rows
            and hasattr(rows[0], one.id)
            and all(getattr(row, one.id) in (None, "") for row in rows)
        ]
        if names:
            yield sheet, names
    told = {row.field_id for row in facts.hand_ins if row.year == year and row.value}
    known = {row.field_id for row in facts.hand_ins}
    names = [one.label for one in fields.hand_in if one.id in known - told]
    if names:
        yield "Inlämning", names


def _unanswered(facts: Facts) -> Iterator[str]:
    """Statements of the plan that somebody was asked and nobody gave a number."""
    rows = [row for row in facts.answers if row.year == facts.report_year]
    asked = {row.statement_id for row in rows}
    scored = {row.statement_id for row in rows if row.score is not None}
    for statement in facts.plan.statements.statements:
        if statement.id in asked - scored:
            yield statement.text.rstrip(".")
