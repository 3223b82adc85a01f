"""One sheet per delmål that reads like a table in a report: areas in rows, data years in columns.

Belongs here: laying values out by year. Does not belong here: choosing or ranking areas; all stand in name
order.
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.reports.model import words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.render.xlsx.cells import Cell, Heading, Number, Sheet, Words, label, text

OTHERS = "Bakgrund"
_GENDERS = ("T", "K", "M")


def sheets(mart: Mart) -> tuple[Sheet, ...]:
    """A sheet for each delmål with values, and one for indicators that belong to none."""
    groups = [(str(row["name"]), row["delmal_id"]) for row in mart.ordered("delmal")]
    found = [_sheet(mart, name, key) for name, key in (*groups, (OTHERS, None))]
    return tuple(sheet for sheet in found if sheet is not None)


def _sheet(mart: Mart, name: str, delmal: str | None) -> Sheet | None:
    indicators = [row for row in mart.indicators.values() if row["delmal_id"] == delmal]
    years = sorted(
        {year for row in indicators for series in _series(mart, row).values() for year in series}
    )
    rows = tuple(row for one in indicators for row in _rows(mart, one, years))
    if not rows:
        return None
    return Sheet(
        name=name,
        about=f"{name}: värden per område och dataår. Saknas ett värde står skälet i rutan.",
        headings=(
            Heading("Indikator", width=30),
            Heading("Enhet", width=23),
            Heading("Område", width=20),
            Heading("Kön", width=10),
            *(Heading(str(year), number=True, width=13) for year in years),
        ),
        rows=rows,
        fixed=4,
    )


def _series(mart: Mart, indicator: Row) -> dict[tuple[str, str], dict[int, Row]]:
    """Rows by data year, for each area and gender that has any, in the order of the areas."""
    found = {
        (area, gender): mart.series(indicator["indicator_id"], area, gender)
        for area in mart.organisations
        for gender in _GENDERS
    }
    return {key: series for key, series in found.items() if series}


def _rows(mart: Mart, indicator: Row, years: Iterable[int]) -> Iterable[tuple[Cell, ...]]:
    unit = text(label(mart, "unit", indicator["unit"]))
    for (area, gender), series in _series(mart, indicator).items():
        values = (_value(mart, indicator, series.get(year)) for year in years)
        yield (
            text(indicator["short_name"]),
            unit,
            text(mart.name(area)),
            text(label(mart, "gender", gender)),
            *values,
        )


def _value(mart: Mart, indicator: Row, row: Row | None) -> Cell:
    if row is None:
        return None  # the year lies outside what the publication holds for the indicator
    if row["value"] is None:
        return Words(words.missing_words(mart, row), missing=True)
    return Number(float(row["value"]), int(indicator["decimals"]))
