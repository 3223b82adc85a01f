"""Hinder och behov av stöd: by theme, with what became of last year's.

Belongs here: arranging what organisations wrote, in their own words. Does not belong here: summing up what
they mean, or answers that nobody has given.
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv_pipeline.formatting import number
from gnv_pipeline.reports.model import frame
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

TITLE = "Hinder och behov av stöd"
MOST = 40
"""Obstacles in the body, about a page and a half; all stand in the appendix."""


def section(mart: Mart) -> Section:
    """The body's two pages, by theme in the order of the plan's list."""
    rows = _this_year(mart)
    asks = frame.plain(mart.sentences("front.asks", mart.common))
    last = _last_year(mart)
    inner = (last,) if last is not None else ()
    if not rows:
        empty = Statement("Inga hinder eller behov av stöd är rapporterade.", "missing")
        return Section("hinder", TITLE, (empty,), inner, page=True)
    most = _per_theme(mart, rows)
    tables = [
        table(mart, f"hinder-{place}", theme, found[:most])
        for place, (theme, found) in enumerate(by_theme(mart, rows), start=1)
    ]
    left = sum(max(0, len(found) - most) for _, found in by_theme(mart, rows))
    more = (Statement(f"{number(left)} hinder till står i bilagan.", "note"),) if left else ()
    return Section("hinder", TITLE, (*asks, *tables, *more), inner, page=True)


def _per_theme(mart: Mart, rows: list[Row]) -> int:
    """How many of each theme the body shows: all, unless they are very many."""
    return len(rows) if len(rows) <= MOST else max(1, MOST // len(list(by_theme(mart, rows))))


def _this_year(mart: Mart) -> list[Row]:
    rows = [row for row in mart.rows("obstacle") if row["year"] == mart.year]
    return sorted(
        rows,
        key=lambda row: (
            mart.organisations[row["organisation_id"]]["sort_order"],
            row["obstacle_id"],
        ),
    )


def by_theme(mart: Mart, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Obstacles under the words of their theme, in the order of the plan's list."""
    known = [row["label"] for row in mart.codes("obstacle_theme")]
    names = {row["theme_label"] or "Utan tema" for row in rows}
    for theme in sorted(
        names, key=lambda one: (known.index(one) if one in known else len(known), one)
    ):
        yield theme, [row for row in rows if (row["theme_label"] or "Utan tema") == theme]


def _last_year(mart: Mart) -> Section | None:
    """What became of last year's, by theme; what organisations wrote stands in the tables by theme."""
    told: tuple[Block, ...] = frame.plain(mart.sentences("obstacle.last_year", mart.common))
    before = any(row["year"] == mart.year - 1 for row in mart.rows("obstacle"))
    if not told and not before:
        return None
    if not told and not any(row["outcome"] for row in _this_year(mart)):
        told = (Statement("Ingen har skrivit vad det blev av förra årets hinder.", "missing"),)
    if not told:
        return None
    return Section("hinder-forra", "Vad det blev av förra årets hinder", told)


def table(mart: Mart, key: str, caption: str, rows: list[Row], *, own: bool = False) -> Table:
    """Obstacles with all that was written of them; ``own`` leaves out whose they are."""
    columns = [] if own else [Column("Organisation")]
    columns += [
        Column("Hinder"),
        Column("Vem behöver vara med"),
        Column("Önskat stöd"),
        Column("Vad det blev av förra årets"),
    ]
    table_rows = []
    for row in rows:
        cells = [] if own else [Cell(mart.name(row["organisation_id"]))]
        cells += [Cell(row[field] or "–") for field in ("text", "needed", "support", "outcome")]
        table_rows.append(TableRow(tuple(cells)))
    return Table(key, caption, tuple(columns), tuple(table_rows), wide=True)


def appendix(mart: Mart) -> Section | None:
    """All of them, where the body has not room for all."""
    rows = _this_year(mart)
    if len(rows) <= MOST:
        return None
    tables = tuple(
        table(mart, f"alla-hinder-{place}", theme, found)
        for place, (theme, found) in enumerate(by_theme(mart, rows), start=1)
    )
    return Section("alla-hinder", "Alla hinder och behov av stöd", tables, page=True)


def of_one(mart: Mart, organisation: str) -> list[Row]:
    """The year's obstacles of one organisation."""
    return [row for row in _this_year(mart) if row["organisation_id"] == organisation]
