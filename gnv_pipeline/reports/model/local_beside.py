"""What a kommun can learn beside its own values: similar kommuner and activities under the same goals.

Belongs here: choosing what is shown and saying what is not. Does not belong here: who is similar (the
publication), or any order by result: kommuner stand by name.
"""

from __future__ import annotations

from gnv_pipeline.formatting import enumeration, interval, number
from gnv_pipeline.reports.model import activities, frame, texts, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

_PER_GOAL = 2
"""Others' activities shown per goal: those in daily use first, then those with something learned."""
IN_USE = "in_daily_use"


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
    rows = [row for row in mart.optional("similar") if row["organisation_id"] == organisation]
    if not rows:
        return None
    rows.sort(key=lambda row: row["sort_order"])
    names = enumeration([row["similar_name"] for row in rows])
    blocks: list[Block] = [Statement(f"{_basis(rows[0])}: {names}.")]
    blocks += frame.plain(mart.sentences("similar.kommun", (organisation,)))
    improved = _improved(mart, organisation, {row["similar_id"]: row for row in rows})
    blocks.append(improved if improved is not None else Statement(texts.NONE_IMPROVED, "note"))
    return Section("liknande", "Liknande kommuner", tuple(blocks))


def _basis(row: Row) -> str:
    if row["basis"] == "kolada_group":
        return f"Liknande kommuner enligt Kolada {row['basis_year']}"
    by = row["variables"]
    return f"Kommuner i länet som liknar er mest{f' ({by})' if by else ''}"


def _improved(mart: Mart, organisation: str, similar: dict[str, Row]) -> Table | None:
    """Certain changes in the right direction; nobody's setbacks are listed in somebody else's report."""
    found = [
        row
        for row in mart.optional("similar_change")
        if row["organisation_id"] == organisation
        and row["signal"] == "better"
        and row["similar_id"] in similar
    ]
    if not found:
        return None
    order = {key: place for place, key in enumerate(mart.indicators)}
    found.sort(
        key=lambda row: (order[row["indicator_id"]], similar[row["similar_id"]]["sort_order"])
    )
    return Table(
        "liknande-tabell",
        "Liknande kommuner som säkert har gått åt rätt håll",
        (
            Column("Mått"),
            Column("Kommun"),
            Column("Avser"),
            Column("Från", "number"),
            Column("Till", "number"),
            Column("Förändring", "number"),
        ),
        tuple(_change_row(mart, row, similar[row["similar_id"]]) for row in found),
        wide=True,
    )


def _change_row(mart: Mart, row: Row, similar: Row) -> TableRow:
    indicator = mart.indicators[row["indicator_id"]]
    decimals = indicator["decimals"]
    change = number(row["change"], decimals)
    around = interval(row["lower95"], row["upper95"], decimals)
    return TableRow(
        (
            Cell(indicator["short_name"], href=f"#{row['indicator_id']}"),
            Cell(similar["similar_name"]),
            Cell(f"{row['from_year']} och {row['data_year']}"),
            Cell(words.short_value(mart, indicator, row["from_value"])),
            Cell(words.short_value(mart, indicator, row["value"])),
            Cell(f"{change} ({around})" if around else change),
        )
    )


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
