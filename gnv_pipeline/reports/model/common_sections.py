"""Sections that are not tied to one delmål: likvärdighet, hinder, underlag, what is not known, changes.

Belongs here: the order within them. Does not belong here: sentences or figures' contents.
"""

from __future__ import annotations

from gnv_pipeline.formatting import month, number
from gnv_pipeline.reports.model import figure_answers, figure_spread, frame, texts, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

_MOST_CHANGES = 120  # three printed pages


def equality(mart: Mart) -> Section:
    """Likvärdighet: the spread between kommuner, always beside what chance gives."""
    blocks: list[Block] = [
        *frame.plain(mart.sentences("front.differences", mart.common)),
        Statement(
            "En skillnad mellan högsta och lägsta kommun säger inget ensam. Den visas därför bredvid den "
            "skillnad som slumpen ger mellan lika bra kommuner med så här många svarande eller händelser.",
            "note",
        ),
    ]
    figure, table = figure_spread.spread(mart)
    if figure is not None:
        blocks.append(figure)
    if table is not None:
        blocks.append(table)
    if figure is None and table is None:
        blocks.append(Statement("Det finns inga värden att jämföra mellan kommuner.", "missing"))
    return Section("likvardighet", "Skillnader mellan kommunerna", tuple(blocks), page=True)


def obstacles(mart: Mart) -> Section:
    """Hinder och behov av stöd, by theme in the order of the plan's list."""
    rows = [row for row in mart.rows("obstacle") if row["year"] == mart.year]
    asks = frame.plain(mart.sentences("front.asks", mart.common))
    if not rows:
        empty = Statement("Inga hinder eller behov av stöd är rapporterade.", "missing")
        return Section("hinder", "Hinder och behov av stöd", (empty,), page=True)
    known = [row["label"] for row in mart.codes("obstacle_theme")]
    themes = sorted(
        {row["theme_label"] or "Utan tema" for row in rows},
        key=lambda theme: (known.index(theme) if theme in known else len(known), theme),
    )
    tables = [
        obstacle_table(
            mart,
            f"hinder-{number}",
            theme,
            [row for row in rows if (row["theme_label"] or "Utan tema") == theme],
        )
        for number, theme in enumerate(themes, start=1)
    ]
    return Section("hinder", "Hinder och behov av stöd", (*asks, *tables), page=True)


def obstacle_table(
    mart: Mart, key: str, caption: str, rows: list[Row], *, own: bool = False
) -> Table:
    """Obstacles as a table; ``own`` leaves out whose they are."""
    rows = sorted(
        rows,
        key=lambda row: (
            mart.organisations[row["organisation_id"]]["sort_order"],
            row["obstacle_id"],
        ),
    )
    columns = [] if own else [Column("Organisation")]
    columns += [
        Column("Hinder"),
        Column("Vem behöver vara med"),
        Column("Önskat stöd"),
        Column("Vad det blev av det"),
    ]
    table_rows = []
    for row in rows:
        cells = [] if own else [Cell(mart.name(row["organisation_id"]))]
        cells += [Cell(row[field] or "–") for field in ("text", "needed", "support", "outcome")]
        table_rows.append(TableRow(tuple(cells)))
    return Table(key, caption, tuple(columns), tuple(table_rows), wide=True)


def activities_overview(mart: Mart) -> Section:
    """All activities of the year, per delmål and status."""
    figure = figure_answers.activities(mart, mart.ordered("delmal"))
    told: tuple[Block, ...] = frame.plain(
        mart.sentences("activity.summary", (mart.county,), order=0)
    )
    if figure is None and not told:
        told = (Statement("Inga aktiviteter är rapporterade för året.", "missing"),)
    blocks = (*told, figure) if figure else told
    return Section("aktiviteter", "Aktiviteter i länet", blocks, page=True)


def submissions(mart: Mart) -> Section:
    """Who handed in; organisations that did not are shown as well."""
    told = frame.plain(mart.sentences("submission.summary", (mart.county,)))
    if not any(row["year"] == mart.year for row in mart.rows("submission")):
        blocks: tuple[Block, ...] = (
            *told,
            Statement("Ingen inlämning är registrerad för året.", "missing"),
        )
    else:
        blocks = (*told, figure_answers.handed_in(mart))
    return Section("underlag", "Vilka har lämnat underlag", blocks, page=True)


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
    return Section("inte-an", texts.HEADING_NOT_KNOWN, tuple(blocks), page=True)


def changes(mart: Mart) -> Section | None:
    """What differs from the edition before; None where nothing does.

    Shown are signals, and values of all (not by gender) in the judged year; the rest is counted, since
    the first file from a national source alone changes thousands of values. Base series (no delmål) are
    left out: they only serve the others' intervals and have no section.
    """
    every = [
        row
        for row in mart.rows("edition_change")
        if mart.indicators[row["indicator_id"]]["delmal_id"]
    ]
    if not every:
        return None
    rows = [row for row in every if _told(mart, row)][:_MOST_CHANGES]
    previous = mart.label("edition", every[0]["previous_edition"])
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
    table = Table("andringar-tabell", f"Ändrat sedan: {previous}", columns, table_rows, wide=True)
    blocks: list[Block] = [table] if rows else []
    if left := len(every) - len(rows):
        counted = "En ändring" if left == 1 else f"{number(left)} ändringar"
        text = f"{counted} till av värden för andra år eller för kvinnor och män visas inte i tabellen."
        blocks.append(Statement(text, "note"))
    return Section("andringar", "Ändrat sedan förra utgåvan", tuple(blocks))


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
