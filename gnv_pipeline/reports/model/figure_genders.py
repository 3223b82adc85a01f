"""Women and men: over years for the county where it has them, otherwise one row per area.

Belongs here: which rows the figure shows, its words and tables. Does not belong here: how it is drawn.
"""

from __future__ import annotations

from dataclasses import replace

from gnv_pipeline.formatting import enumeration
from gnv_pipeline.reports.model import figure_base as base
from gnv_pipeline.reports.model import origin, words
from gnv_pipeline.reports.model.charts import DotChart, DotRow, KeyEntry, Line, LineChart, Point
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Figure, Table
from gnv_pipeline.reports.model.parts import Row as TableRow


def women_and_men(mart: Mart, indicator: Row, area: str) -> Figure | None:
    """Women and men beside each other in the judged year and before; None where nobody has them.

    ``area`` is whose development is told; every area with a value stands in the table.
    """
    found = both(mart, indicator, area)
    if len(found) < 2:
        return found[0] if found else None
    over_years, by_area = found
    return replace(over_years, tables=(*over_years.tables, *by_area.tables))


def both(mart: Mart, indicator: Row, area: str) -> tuple[Figure, ...]:
    """Women and men over years where the area has them, then per area in the judged year."""
    key, year = indicator["indicator_id"], indicator["judged_year"]
    if year is None:
        return ()
    areas = (
        [] if indicator["level"] == "region" else [row["organisation_id"] for row in mart.kommuner]
    )
    areas += [
        a
        for a in (*mart.common, mart.area_of_kind("nation"))
        if a and _has_gender(mart, key, a, year)
    ]
    found = [mart.value(key, a, year, gender) for a in areas for gender, _ in base.GENDERS]
    if not any(row is not None and row["value"] is not None for row in found):
        return ()
    table = _table(mart, indicator, areas, year)
    if not all(len(_known(mart, key, area, gender)) > 1 for gender, _ in base.GENDERS):
        return (_per_area(mart, indicator, areas, table, found, f"{key}-kon"),)
    over_years = _over_years(mart, indicator, area, found)
    return (over_years, _per_area(mart, indicator, areas, table, found, f"{key}-kon-omraden"))


def _has_gender(mart: Mart, indicator: str, area: str, year: int) -> bool:
    rows = (mart.value(indicator, area, year, gender) for gender, _ in base.GENDERS)
    return any(row is not None and row["value"] is not None for row in rows)


def _known(mart: Mart, indicator: str, area: str, gender: str) -> list[Row]:
    series = mart.series(indicator, area, gender)
    return [row for _, row in sorted(series.items()) if row["value"] is not None]


def _gender(mart: Mart, gender: str) -> str:
    return mart.label("gender", gender).lower()


# --- over years --------------------------------------------------------------------------------


def _over_years(mart: Mart, indicator: Row, area: str, found: list[Row | None]) -> Figure:
    key, name = indicator["indicator_id"], mart.name(area)
    lines = []
    for gender, role in base.GENDERS:
        known = _known(mart, key, area, gender)
        label = mart.label("gender", gender)
        points = tuple(
            Point(
                row["data_year"],
                row["value"],
                row["lower95"],
                row["upper95"],
                f"{name}, {_gender(mart, gender)}, {words.spoken(mart, indicator, row)}",
            )
            for row in known
        )
        lines.append(Line(role, label, points))
    years = tuple(sorted({point.year for line in lines for point in line.points}))
    last = " ".join(f"{line.points[-1].text}." for line in lines)
    unit = mart.label("unit", indicator["unit"])
    return Figure(
        key=f"{key}-kon",
        title=f"Kvinnor och män: {indicator['short_name']}, {name}",
        alt=f"Linjediagram med en linje för kvinnor och en för män, {name} {years[0]}–{years[-1]}. {last}",
        chart=LineChart(years, tuple(lines), (), unit, indicator["unit"] == "percent"),
        tables=(_years_table(mart, indicator, area, years),),
        unit=unit,
        data_year=f"{years[0]}–{years[-1]}",
        base=str(indicator["who_counts"]),
        source=base.source_of(found),
        origin=origin.link(mart, key, found),
    )


def _years_table(mart: Mart, indicator: Row, area: str, years: tuple[int, ...]) -> Table:
    key = indicator["indicator_id"]
    rows = []
    for year in years:
        cells = [Cell(words.period(indicator, year))]
        for gender, _ in base.GENDERS:
            row = mart.value(key, area, year, gender)
            cells += [
                words.value_cell(mart, indicator, row),
                Cell(words.limits(indicator, row) or "–"),
            ]
        rows.append(TableRow(tuple(cells)))
    caption = f"{indicator['name']}, {mart.name(area)}, kvinnor och män per år"
    return Table(f"{key}-kon-ar-tabell", caption, _columns(mart, "År"), tuple(rows))


def _columns(mart: Mart, first: str) -> tuple[Column, ...]:
    columns = [Column(first)]
    for gender, _ in base.GENDERS:
        label = mart.label("gender", gender)
        columns += [Column(label, "number"), Column(f"{label}, osäkerhetsintervall", "number")]
    return tuple(columns)


def _table(mart: Mart, indicator: Row, areas: list[str], year: int) -> Table:
    key = indicator["indicator_id"]
    rows = []
    for area in areas:
        cells = [Cell(mart.name(area))]
        for gender, _ in base.GENDERS:
            row = mart.value(key, area, year, gender)
            cells += [
                words.value_cell(mart, indicator, row),
                Cell(words.limits(indicator, row) or "–"),
            ]
        rows.append(TableRow(tuple(cells)))
    caption = f"{indicator['name']}, kvinnor och män per område, {words.period(indicator, year)}"
    return Table(f"{key}-kon-tabell", caption, _columns(mart, "Område"), tuple(rows))


# --- one row per area --------------------------------------------------------------------------


def _per_area(
    mart: Mart,
    indicator: Row,
    areas: list[str],
    table: Table,
    found: list[Row | None],
    figure_key: str,
) -> Figure:
    key, year = indicator["indicator_id"], indicator["judged_year"]
    rows = tuple(_row(mart, indicator, area, year) for area in areas)
    unit = mart.label("unit", indicator["unit"])
    lacking = [row.label for row in rows if not row.dots]
    without = f"Utan uppdelning: {enumeration(lacking)}. " if lacking else ""
    return Figure(
        key=figure_key,
        title=f"Kvinnor och män: {indicator['short_name']}",
        alt=(
            "Diagram med två punkter per område, kvinnor och män, med intervall. "
            f"{indicator['name']}, {unit}, {words.period(indicator, year)}. "
            f"{without}Alla värden står i tabellen."
        ),
        chart=DotChart(
            rows=rows,
            references=(),
            key=tuple(KeyEntry(role, True, _gender(mart, gender)) for gender, role in base.GENDERS),
            unit=unit,
            percent=indicator["unit"] == "percent",
        ),
        tables=(table,),
        unit=unit,
        data_year=words.period(indicator, year),
        base=str(indicator["who_counts"]),
        source=base.source_of(found),
        origin=origin.link(mart, key, found),
        tall=len(rows) > 6,
    )


def _row(mart: Mart, indicator: Row, area: str, year: int) -> DotRow:
    name = mart.name(area)
    dots, reasons = [], []
    for gender, role in base.GENDERS:
        row = mart.value(indicator["indicator_id"], area, year, gender)
        who = _gender(mart, gender)
        if row is not None and row["value"] is not None:
            dots.append(base.dot(mart, indicator, row, role, f"{name}, {who},", certain=True))
        else:
            reasons.append((who, words.missing_words(mart, row)))
    strong = area not in {row["organisation_id"] for row in mart.kommuner}
    alike = len(reasons) == len(base.GENDERS) and len({why for _, why in reasons}) == 1
    text = reasons[0][1] if alike else ", ".join(f"{who}: {why.lower()}" for who, why in reasons)
    return DotRow(area, name, tuple(dots), text or None, strong=strong)
