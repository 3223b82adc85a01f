"""Activities: beside the outcomes they should move, and all of them as tables.

Belongs here: which activities stand under which goal, counted by status. Does not belong here: whether an
activity has had an effect: nobody can tell that from these numbers.
"""

from __future__ import annotations

from collections import Counter

from gnv_pipeline.formatting import count_word, enumeration, number
from gnv_pipeline.reports.model import figure_answers, frame, standing, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

_NAMED = 3
"""Organisations named in a cell; more are counted, and named in the appendix."""
NOT_LINKED = "Ingen aktivitet är kopplad till målet"
WITHOUT_GOAL = "Utan angivet mål"


def by_goal(mart: Mart, delmal: str, goals: list[Row]) -> list[tuple[Row | None, list[Row]]]:
    """The year's activities of a delmål under each goal, last those without one (None)."""
    links = [
        row
        for row in mart.rows("activity_link")
        if row["year"] == mart.year and row["delmal_id"] == delmal
    ]
    by_id = {row["activity_id"]: row for row in mart.rows("activity") if row["year"] == mart.year}
    known = {goal["goal_id"] for goal in goals}

    def linked(goal: str | None) -> list[Row]:
        ids = {
            link["activity_id"]
            for link in links
            if (link["goal_id"] == goal if goal else link["goal_id"] not in known)
        }
        return [by_id[one] for one in sorted(ids) if one in by_id]

    found: list[tuple[Row | None, list[Row]]] = [(goal, linked(goal["goal_id"])) for goal in goals]
    rest = linked(None)
    return [*found, (None, rest)] if rest else found


def beside_outcomes(mart: Mart, delmal: Row, goals: list[Row]) -> Section:
    """Each goal with its outcome and, beside it, what is done towards it."""
    key = delmal["delmal_id"]
    grouped = by_goal(mart, key, goals)
    told = tuple(
        Statement(text)
        for text in mart.sentences("activity.summary", (mart.county,), order=delmal["sort_order"])
    )
    title = "Aktiviteter mot samma mål"
    if not any(rows for _, rows in grouped):
        empty = told or (Statement("Inga aktiviteter är rapporterade under delmålet.", "missing"),)
        return Section(f"{key}-aktiviteter", title, empty)
    table = Table(
        f"{key}-aktiviteter-tabell",
        "Mål, utfall och aktiviteter. Alla aktiviteter står i bilagan.",
        (Column("Mål"), Column("Utfall i länet"), Column("Aktiviteter")),
        tuple(_beside(mart, key, goal, rows) for goal, rows in grouped),
    )
    return Section(f"{key}-aktiviteter", title, (table,))


def _beside(mart: Mart, delmal: str, goal: Row | None, rows: list[Row]) -> TableRow:
    status = Counter(row["status_label"] or "läge saknas" for row in rows)
    known = [row["label"] for row in mart.codes("activity_status")]
    ordered = sorted(status, key=lambda s: (known.index(s) if s in known else len(known), s))
    each = ", ".join(f"{name.lower()} {number(status[name])}" for name in ordered)
    told = f"{number(len(rows))} hos {_who(mart, rows)}: {each}" if rows else NOT_LINKED
    name = Cell(WITHOUT_GOAL) if goal is None else Cell(goal["name"], example=goal["example"])
    where = f"#{table_key(delmal, goal)}" if rows else None
    return TableRow(
        (
            name,
            Cell("–" if goal is None else _outcome(mart, goal)),
            Cell(told, missing=not rows, href=where),
        )
    )


def _outcome(mart: Mart, goal: Row) -> str:
    """Level and pace in words for each indicator with a target; the name where there are several."""
    links = [
        link
        for link in mart.goal_indicators
        if link["goal_id"] == goal["goal_id"] and link["target_kind"] is not None
    ]
    told = []
    for link in links:
        indicator = mart.indicators[link["indicator_id"]]
        area = standing.judged_area(mart, indicator, link)
        row = mart.status(goal["goal_id"], indicator["indicator_id"], area, link["gender"])
        level, pace = words.level(mart, row), words.pace(mart, row)
        said = level.words
        if pace.code not in {"not_judged", level.code} and pace.words != level.words:
            said = f"{said}, {pace.words.lower()}"
        told.append(f"{indicator['short_name']}: {said}" if len(links) > 1 else said)
    return ". ".join(told) or "Inget målvärde är satt"


def _who(mart: Mart, rows: list[Row]) -> str:
    ids = {row["organisation_id"] for row in rows}
    names = [mart.name(one) for one in mart.organisations if one in ids]
    if len(names) <= _NAMED:
        return enumeration(names)
    return f"{count_word(len(names))} organisationer"


# --- all of them -------------------------------------------------------------------------------


def table_key(delmal: str, goal: Row | None) -> str:
    """The deep link of the full table."""
    return f"aktiviteter-{delmal}-{goal['goal_id'] if goal is not None else 'ovrigt'}"


def appendix(mart: Mart) -> Section:
    """Every activity of the year, by delmål and goal."""
    figure = figure_answers.activities(mart, mart.ordered("delmal"))
    told: tuple[Block, ...] = frame.plain(
        mart.sentences("activity.summary", (mart.county,), order=0)
    )
    if figure is None and not told:
        told = (Statement("Inga aktiviteter är rapporterade för året.", "missing"),)
    sections = []
    for delmal in mart.ordered("delmal"):
        key = delmal["delmal_id"]
        goals = [goal for goal in mart.goals.values() if goal["delmal_id"] == key]
        tables = tuple(
            table(
                mart,
                table_key(key, goal),
                WITHOUT_GOAL if goal is None else f"Mål: {goal['name']}",
                rows,
            )
            for goal, rows in by_goal(mart, key, goals)
            if rows
        )
        if tables:
            sections.append(Section(f"aktiviteter-{key}", delmal["name"], tables, tone=key))
    blocks = (*told, figure) if figure else told
    return Section("aktiviteter", "Alla aktiviteter", blocks, tuple(sections), page=True)


def table(mart: Mart, key: str, title: str, rows: list[Row], *, own: bool = False) -> Table:
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
