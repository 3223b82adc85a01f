"""What a kommun can learn beside its own values: similar kommuner and activities under the same goals.

Belongs here: choosing what is shown and saying what is not. Does not belong here: who is similar (the
publication), or any order by result: kommuner stand by name.
"""

from __future__ import annotations

from gnv_pipeline.formatting import number
from gnv_pipeline.reports.model import activities, texts
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Bullets, Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

_PER_GOAL = 2
"""Others' activities shown per goal: those in daily use first, then those with something learned."""
IN_USE = "in_daily_use"
SIMILAR = "similar.kommun"


def section(mart: Mart, organisation: str) -> Section:
    """The page on others."""
    parts = (_similar(mart, organisation), _same_goals(mart, organisation))
    return Section(
        "andra",
        "Att lära av andra",
        (Statement(texts.OTHERS_INTRO, "note"),),
        tuple(part for part in parts if part is not None),
        page=True,
    )


# --- similar kommuner --------------------------------------------------------------------------


def _similar(mart: Mart, organisation: str) -> Section | None:
    """Who is similar, then indicator by indicator who of them improved with certainty.

    That nobody did in an indicator is not said of each: the last sentence leads on.
    """
    told = mart.sentences(SIMILAR, (organisation,))
    if not told:
        return None
    each = {key: mart.sentences(SIMILAR, (organisation,), indicator=key) for key in mart.indicators}
    improved = tuple(text for key in _improved(mart, organisation) for text in each.get(key, ()))
    first, *rest = (text for text in told if not any(text in texts for texts in each.values()))
    blocks: list[Block] = [Statement(first)]
    if improved:
        blocks.append(Bullets(improved))
    blocks += [Statement(text, "note") for text in rest]
    return Section("liknande", "Liknande kommuner", tuple(blocks))


def _improved(mart: Mart, organisation: str) -> tuple[str, ...]:
    """Indicators in which some similar kommun has improved with certainty, in the plan's order."""
    found = {
        row["indicator_id"]
        for row in mart.optional("similar_change")
        if row["organisation_id"] == organisation and row["signal"] == "better"
    }
    return tuple(key for key in mart.indicators if key in found)


# --- activities under the same goals -----------------------------------------------------------


def _same_goals(mart: Mart, organisation: str) -> Section:
    """Others' activities under the goals the kommun works with; under all goals where it names none."""
    taken = [
        row["goal_id"]
        for row in mart.rows("local_plan")
        if row["organisation_id"] == organisation and row["year"] == mart.year and row["works_with"]
    ]
    goals = [goal for key, goal in mart.goals.items() if key in taken] or list(mart.goals.values())
    intro = texts.SAME_GOALS_TAKEN if taken else texts.SAME_GOALS_ALL
    rows: list[TableRow] = []
    left = 0
    for goal in goals:
        others = [row for row in _under(mart, goal) if row["organisation_id"] != organisation]
        chosen = sorted(others, key=lambda row: _usefulness(mart, row))[:_PER_GOAL]
        left += len(others) - len(chosen)
        rows += [
            _activity_row(mart, goal, row)
            for row in sorted(chosen, key=lambda row: _place(mart, row))
        ]
    title = "Aktiviteter under samma mål hos andra"
    if not rows:
        empty = Statement("Inga andra har rapporterat aktiviteter under målen.", "missing")
        return Section("samma-mal", title, (empty,))
    table = Table(
        "samma-mal-tabell",
        "Andras aktiviteter, mål för mål",
        (
            Column("Mål"),
            Column("Organisation"),
            Column("Aktivitet"),
            Column("Läge"),
            Column("Lärdomar"),
        ),
        tuple(rows),
        wide=True,
    )
    more = (Statement(f"{number(left)} aktiviteter till står i årsrapporten för länet.", "note"),)
    return Section("samma-mal", title, (Statement(intro), table, *(more if left else ())))


def _under(mart: Mart, goal: Row) -> list[Row]:
    return next(
        rows for one, rows in activities.by_goal(mart, goal["delmal_id"], [goal]) if one is not None
    )


def _place(mart: Mart, row: Row) -> tuple[int, str]:
    return mart.organisations[row["organisation_id"]]["sort_order"], row["activity_id"]


def _usefulness(mart: Mart, row: Row) -> tuple[bool, bool, int, str]:
    return row["status"] != IN_USE, not row["learned"], *_place(mart, row)


def _activity_row(mart: Mart, goal: Row, row: Row) -> TableRow:
    return TableRow(
        (
            Cell(goal["name"], example=goal["example"]),
            Cell(mart.name(row["organisation_id"])),
            Cell(row["name"]),
            Cell(row["status_label"] or "–"),
            Cell(row["learned"] or "–"),
        )
    )
