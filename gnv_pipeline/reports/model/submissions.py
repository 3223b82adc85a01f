"""Who handed in, how much of it, and whether it was treated together; those that did not stand there too.

Belongs here: one row per expected organisation. Does not belong here: names of persons, or a judgement of
who is late.
"""

from __future__ import annotations

from gnv_pipeline.formatting import number, percent
from gnv_pipeline.reports.model import cover, frame, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

_TREATED = "treated"  # the field of sheet Inlämning on having treated the answers together


def section(mart: Mart) -> Section:
    """Everyone who was to hand in for the year, in name order."""
    title = "Vilka har lämnat underlag"
    told = frame.plain(mart.sentences("submission.summary", (mart.county,)))
    rows = [row for row in mart.rows("submission") if row["year"] == mart.year]
    if not rows:
        empty = Statement("Ingen inlämning är registrerad för året.", "missing")
        return Section("underlag", title, (*told, empty), page=True)
    checks = cover.fact_checks(mart)
    columns = [
        Column("Organisation"),
        Column("Läge"),
        Column("Mottaget"),
        Column("Ifyllt", "number"),
        Column("Väntar på rättning", "number"),
        Column("Behandlat tillsammans"),
        *((Column("Faktagranskning"),) if checks else ()),
        Column("Kommentar"),
    ]
    table = Table(
        "underlag-tabell",
        f"Vilka som har lämnat underlag för {mart.year}",
        tuple(columns),
        tuple(
            _row(mart, row, checks)
            for row in sorted(
                rows, key=lambda row: mart.organisations[row["organisation_id"]]["sort_order"]
            )
        ),
        wide=True,
    )
    return Section("underlag", title, (*told, table), page=True)


def _row(mart: Mart, row: Row, checks: dict[str, Row]) -> TableRow:
    organisation, share = row["organisation_id"], row["completeness"]
    here = row["received_on"] is not None
    cells = [
        Cell(mart.name(organisation)),
        Cell(
            mart.label("submission_status", row["status"]),
            mart.symbol("submission_status", row["status"]),
        ),
        Cell(words.written_day(row["received_on"])),
        Cell(percent(None if share is None or not here else share * 100)),
        Cell(number(row["rows_waiting"])),
        Cell(_treated(mart, row)),
    ]
    if checks:
        cells.append(Cell(cover.check_words(checks.get(organisation))))
    cells.append(Cell(row["note"] or "–"))
    return TableRow(tuple(cells), key=f"underlag-{organisation}")


def _treated(mart: Mart, row: Row) -> str:
    found = (
        str(one["value"])
        for one in mart.rows("hand_in")
        if (one["organisation_id"], one["year"], one["round"])
        == (row["organisation_id"], row["year"], row["round"])
        and one["field_id"] == _TREATED
        and one["value"]
    )
    return next(found, "–")
