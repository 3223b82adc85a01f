"""The last page of the body: who handed in, what is not known yet, what has changed.

Belongs here: the order within them. Does not belong here: sentences or figures' contents.
"""

from __future__ import annotations

from gnv_pipeline.formatting import month, number
from gnv_pipeline.reports.model import frame, texts, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

CHANGES = "Ändrat sedan förra utgåvan"
MOST_CHANGES = 10
"""Changes in the body, a third of a page; all stand in the appendix."""


def not_known(mart: Mart) -> Section:
    """What is not known yet: indicators without a year to judge, and when their source publishes."""
    told = frame.plain(mart.sentences("front.not_known", mart.common))
    rows = [
        row
        for row in mart.indicators.values()
        if row["availability"] != "judged" and row["delmal_id"] and not row["derived"]
    ]
    blocks: list[Block] = list(told)
    if rows:
        table_rows = tuple(
            TableRow(
                (
                    Cell(row["name"], href=f"#{row['indicator_id']}"),
                    Cell(mart.label("availability", row["availability"])),
                    Cell(words.period(row, row["latest_year"])),
                    Cell(month(row["publication_month"]) if row["publication_month"] else "–"),
                )
            )
            for row in rows
        )
        columns = (
            Column("Indikator"),
            Column("Läge"),
            Column("Senaste värde avser"),
            Column("Publiceras vanligen i"),
        )
        blocks.append(Table("inte-an-tabell", "Indikatorer utan bedömt år", columns, table_rows))
    if not blocks:
        blocks.append(Statement(texts.NOTHING_HERE, "missing"))
    return Section("inte-an", texts.HEADING_NOT_KNOWN, tuple(blocks))


def changes(mart: Mart) -> Section:
    """What differs from the edition before, the first of it; all stands in the appendix."""
    rows, left = _changed(mart)
    if not rows and not left:
        return Section("andringar", CHANGES, (Statement(texts.NO_CHANGES),))
    blocks: list[Block] = []
    if rows:
        blocks.append(_change_table(mart, "andringar-tabell", rows[:MOST_CHANGES]))
    if len(rows) > MOST_CHANGES:
        blocks.append(Statement("Fler ändringar står i bilagan.", "note"))
    if left:
        counted = "En ändring" if left == 1 else f"{number(left)} ändringar"
        text = f"{counted} till av värden för andra år eller för kvinnor och män visas inte i tabellen."
        blocks.append(Statement(text, "note"))
    return Section("andringar", CHANGES, tuple(blocks))


def all_changes(mart: Mart) -> Section | None:
    """Every change that people read; None where the body has shown them all."""
    rows, _ = _changed(mart)
    if len(rows) <= MOST_CHANGES:
        return None
    table = _change_table(mart, "alla-andringar-tabell", rows)
    return Section("alla-andringar", f"Alla ändringar. {CHANGES}", (table,), page=True)


def _changed(mart: Mart) -> tuple[list[Row], int]:
    """Changes that people read, and how many more there are.

    Read are signals, and values of all (not by gender) in the judged year; the rest is counted, since the
    first file from a national source alone changes thousands of values. Base series (no delmål) are left
    out: they only serve the others' intervals and have no section.
    """
    every = [
        row
        for row in mart.rows("edition_change")
        if mart.indicators[row["indicator_id"]]["delmal_id"]
    ]
    rows = [row for row in every if _told(mart, row)]
    return rows, len(every) - len(rows)


def _change_table(mart: Mart, key: str, rows: list[Row]) -> Table:
    previous = mart.label("edition", rows[0]["previous_edition"])
    table_rows = tuple(
        TableRow(
            (
                _indicator_cell(mart, row["indicator_id"]),
                Cell(mart.name(row["organisation_id"])),
                Cell(str(row["data_year"])),
                Cell(mart.label("gender", row["gender"])),
                Cell(row["old"]),
                Cell(row["new"]),
                Cell(row["reason"]),
            )
        )
        for row in rows
    )
    columns = tuple(
        Column(label)
        for label in ("Indikator", "Område", "Avser", "Kön", "Tidigare", "Nu", "Varför")
    )
    return Table(key, f"Ändrat sedan: {previous}", columns, table_rows, wide=True)


def _told(mart: Mart, row: Row) -> bool:
    """Whether a change belongs in the table that people read."""
    if row["subject"] == "goal_status":
        return True
    judged = mart.indicators[row["indicator_id"]]["judged_year"]
    return bool(row["gender"] == "T" and row["data_year"] == judged)


def _indicator_cell(mart: Mart, indicator_id: str) -> Cell:
    """The indicator's name, as a link where it has a section; a derived measure has none."""
    indicator = mart.indicators[indicator_id]
    link = None if indicator["derived"] else f"#{indicator_id}"
    return Cell(indicator["short_name"], href=link)
