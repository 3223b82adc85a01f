"""In which kommuner the county's distance to its targets lies: arithmetic on values, no judgement of anyone.

Belongs here: one table per target that the county lacks something to, kommuner by name. Does not belong
here: whether a kommun has reached a goal (it need not have taken it in), or any order by size.
"""

from __future__ import annotations

from gnv_pipeline.formatting import number, percent
from gnv_pipeline.reports.model import texts, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Section, Statement, Table
from gnv_pipeline.reports.model.parts import Row as TableRow


def section(mart: Mart) -> Section | None:
    """All targets with a distance; None where the publication has none."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in mart.optional("county_distance"):
        found.setdefault((row["goal_id"], row["indicator_id"]), {})[row["organisation_id"]] = row
    tables = tuple(
        _table(mart, link, found[link["goal_id"], link["indicator_id"]])
        for link in mart.goal_indicators
        if (link["goal_id"], link["indicator_id"]) in found
    )
    if not tables:
        return None
    note = Statement(texts.DISTANCE_NOTE, "note")
    return Section("avstand", "Var avståndet till länets mål finns", (note, *tables), page=True)


def _table(mart: Mart, link: Row, rows: dict[str, Row]) -> Table:
    indicator, goal = mart.indicators[link["indicator_id"]], mart.goals[link["goal_id"]]
    year = words.period(indicator, next(iter(rows.values()))["data_year"])
    suffix = " (exempel)" if link["target_example"] else ""
    return Table(
        f"avstand-{link['goal_id']}-{link['indicator_id']}",
        f"{goal['name']}: {indicator['short_name']} {year}, "
        f"{words.target(mart, indicator, link)}{suffix}",
        (
            Column("Kommun"),
            Column("Fattas till länets målvärde", "number"),
            Column("Motsvarar", "number"),
            Column("Del av länets avstånd", "number"),
        ),
        tuple(
            _row(mart, indicator, one["organisation_id"], rows.get(one["organisation_id"]))
            for one in mart.kommuner
        ),
    )


def _row(mart: Mart, indicator: Row, area: str, row: Row | None) -> TableRow:
    if row is None:
        return TableRow(
            (Cell(mart.name(area)), Cell(NOT_KNOWN, missing=True), Cell("–"), Cell("–"))
        )
    gap = Cell(number(row["gap"], indicator["decimals"]))
    if row["gap"] is None:
        gap = Cell(mart.label("missing_reason", "suppressed"), missing=True)
    counted = row["gap_count"]
    unit = row["gap_unit"] or ""
    return TableRow(
        (
            Cell(mart.name(area)),
            gap,
            Cell("–" if counted is None else f"{number(counted)} {unit}".strip()),
            Cell(percent(row["share"])),
        )
    )


NOT_KNOWN = "Underlaget är inte känt"
