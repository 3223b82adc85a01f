"""A map per indicator: which kommuner differ from the others with certainty, each area with sign and words.

Belongs here: classes and words of the maps. Does not belong here: outlines (``geometry``) or drawing.
A map shows where a certain difference is, never a value's place in a row of kommuner.
"""

from __future__ import annotations

from gnv_pipeline.formatting import enumeration
from gnv_pipeline.reports.model import figure_base, origin, words
from gnv_pipeline.reports.model.charts import MapArea, MapChart, MapStep
from gnv_pipeline.reports.model.geometry import Outlines
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Figure, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

STEPS = ("similar", "lower", "higher", "not_judged")
"""In drawing order: what says least is lightest, and what cannot be said comes last."""


def certain(mart: Mart, indicator: Row, outlines: Outlines) -> Figure | None:
    """The map of an indicator; None without outlines or where no kommun can be compared."""
    key, year = indicator["indicator_id"], indicator["judged_year"]
    areas = [row["organisation_id"] for row in mart.kommuner]
    codes = {area: code(mart, indicator, area) for area in areas}
    drawn = all(area in outlines for area in areas)
    if year is None or not drawn or set(codes.values()) == {"not_judged"}:
        return None
    steps = tuple(
        MapStep(one, mart.label("comparison_signal", one), mart.symbol("comparison_signal", one))
        for one in STEPS
    )
    rows = {area: mart.value(key, area, year) for area in areas}
    chart = MapChart(
        tuple(
            MapArea(
                area,
                mart.name(area),
                outlines[area],
                STEPS.index(codes[area]),
                f"{mart.name(area)}: {_told(mart, indicator, rows[area])}. "
                f"{mart.label('comparison_signal', codes[area])}",
                words.short_value(mart, indicator, _value(rows[area])),
            )
            for area in areas
        ),
        steps,
        mart.label("unit", indicator["unit"]),
    )
    return Figure(
        key=f"{key}-karta",
        title=_title(indicator),
        alt=_alt(mart, indicator, codes),
        chart=chart,
        tables=(_table(mart, indicator, areas, codes),),
        unit=chart.unit,
        data_year=words.period(indicator, year),
        base=figure_base.base_of(mart, indicator, mart.value(key, mart.county, year)),
        source=figure_base.source_of(rows.values()),
        origin=origin.link(mart, key, rows.values()),
    )


def code(mart: Mart, indicator: Row, area: str) -> str:
    """Higher, lower, similar or not judged, against the other kommuner."""
    row = mart.comparison(indicator["indicator_id"], area, "others")
    signal = "not_judged" if row is None else str(row["signal"])
    if signal in {"better", "worse"}:
        return "higher" if (signal == "better") == (indicator["better"] != "low") else "lower"
    return signal


def _title(indicator: Row) -> str:
    suffix = " (lägre är bättre)" if indicator["better"] == "low" else ""
    return f"{indicator['short_name']}{suffix}"


def _value(row: Row | None) -> float | None:
    return None if row is None else row["value"]


def _told(mart: Mart, indicator: Row, row: Row | None) -> str:
    if row is None or row["value"] is None:
        return words.missing_words(mart, row).lower()
    return words.spoken(mart, indicator, row)


def _alt(mart: Mart, indicator: Row, codes: dict[str, str]) -> str:
    parts = [f"Karta över kommunerna. {indicator['name']}, mot övriga kommuner i länet."]
    for step in STEPS:
        names = [mart.name(area) for area, found in codes.items() if found == step]
        if names:
            parts.append(f"{mart.label('comparison_signal', step)}: {enumeration(names)}.")
    return " ".join(parts)


def _table(mart: Mart, indicator: Row, areas: list[str], codes: dict[str, str]) -> Table:
    key, year = indicator["indicator_id"], indicator["judged_year"]
    rows = []
    for area in areas:
        row = mart.value(key, area, year)
        rows.append(
            TableRow(
                (
                    Cell(mart.name(area), href=f"#{key}-{area}"),
                    words.value_cell(mart, indicator, row),
                    Cell(words.limits(indicator, row) or "–"),
                    Cell(
                        mart.label("comparison_signal", codes[area]),
                        mart.symbol("comparison_signal", codes[area]),
                    ),
                )
            )
        )
    columns = (
        Column("Kommun"),
        Column("Värde", "number"),
        Column("Osäkerhetsintervall", "number"),
        Column("Mot övriga kommuner"),
    )
    caption = f"{indicator['name']}, {words.period(indicator, year)}, mot övriga kommuner"
    return Table(f"{key}-karta-tabell", caption, columns, tuple(rows))
