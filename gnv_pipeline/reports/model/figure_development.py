"""The figure of an indicator over years: an area with its interval, the goal's path, the nation beside.

Belongs here: which rows it shows, its words and its table. Does not belong here: how it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from gnv_pipeline.reports.model import figure_base as base
from gnv_pipeline.reports.model import origin, words
from gnv_pipeline.reports.model.charts import Line, LineChart, Point, Role
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Figure, Table
from gnv_pipeline.reports.model.parts import Row as TableRow


def _line(
    mart: Mart, indicator: Row, series: dict[int, Row], role: Role, label: str, first: int
) -> Line:
    points = tuple(
        Point(
            year,
            row["value"],
            row["lower95"],
            row["upper95"],
            f"{label} {words.spoken(mart, indicator, row)}",
        )
        for year, row in sorted(series.items())
        if year >= first
    )
    return Line(role, label, points)


def _goal_line(mart: Mart, indicator: Row, goal: Row | None, first: int) -> Line | None:
    if goal is None:
        return None
    path = mart.path(goal["goal_id"], indicator["indicator_id"], goal["gender"])
    label = words.target(mart, indicator, goal)
    points = tuple(
        Point(
            row["data_year"],
            row["expected"],
            None,
            None,
            f"Målets väg {row['data_year']}: {words.full_value(mart, indicator, row['expected'])}",
        )
        for row in path
        if row["data_year"] >= first
    )
    suffix = " (exempel)" if goal["target_example"] else ""
    return Line("goal", f"Mål: {label}{suffix}", points) if points else None


def _first_year(all_series: Iterable[dict[int, Row]]) -> int | None:
    years = [
        year for series in all_series for year, row in series.items() if row["value"] is not None
    ]
    return min(years, default=None)


def development(
    mart: Mart, indicator: Row, area: str, goal: Row | None, *, own: bool = False
) -> Figure | None:
    """An area over years with its interval, the goal's path and what it is read against.

    ``own`` is for a local report: the area is a kommun and the county stands beside it. None where
    nothing at all has been measured.
    """
    key = indicator["indicator_id"]
    beside = [a for a in ((mart.county if own else None), mart.area_of_kind("nation")) if a]
    shown: list[tuple[str, Role]] = [(area, "own" if own else "county")]
    shown += [(a, "beside" if a == mart.county else "nation") for a in beside]
    series = {a: mart.series(key, a) for a, _ in shown}
    first = _first_year(series.values())
    if first is None:
        return None
    shown = [
        (a, role) for a, role in shown
        if a == area or any(row["value"] is not None for row in series[a].values())
    ]  # fmt: skip
    lines = [_line(mart, indicator, series[a], role, mart.name(a), first) for a, role in shown]
    goal_line = _goal_line(mart, indicator, goal, first)
    years = tuple(sorted({year for a, _ in shown for year in series[a] if year >= first}))
    chart = LineChart(
        years=years,
        lines=(*lines, *((goal_line,) if goal_line else ())),
        gaps=_gaps(mart, (series[a] for a, _ in shown), years),
        unit=mart.label("unit", indicator["unit"]),
        percent=indicator["unit"] == "percent",
    )
    latest = mart.value(key, area, indicator["judged_year"])
    return Figure(
        key=f"{key}-utveckling",
        title=f"Utveckling: {indicator['short_name']}",
        alt=_development_alt(mart, indicator, area, lines, goal_line),
        chart=chart,
        tables=(_development_table(mart, indicator, [a for a, _ in shown], years, goal_line),),
        unit=chart.unit,
        data_year=_measured_years(lines),
        base=base.base_of(mart, indicator, latest),
        source=base.source_of(row for a, _ in shown for row in series[a].values()),
        origin=origin.link(mart, key, (row for a, _ in shown for row in series[a].values())),
    )


def _measured_years(lines: Iterable[Line]) -> str:
    """From the first to the last year that any line has a value of."""
    known = [point.year for line in lines for point in line.points if point.value is not None]
    first, last = min(known), max(known)
    return str(first) if first == last else f"{first}–{last}"


def _gaps(
    mart: Mart, all_series: Iterable[dict[int, Row]], years: Iterable[int]
) -> tuple[tuple[int, str], ...]:
    series = list(all_series)
    found = []
    for year in years:
        rows = [one[year] for one in series if year in one]
        if rows and all(row["missing_reason"] == "no_survey" for row in rows):
            found.append((year, mart.label("missing_reason", "no_survey")))
    return tuple(found)


def _development_alt(
    mart: Mart, indicator: Row, area: str, lines: list[Line], goal_line: Line | None
) -> str:
    parts = [f"Linjediagram över {indicator['name']}."]
    for line in lines:
        known = [point for point in line.points if point.value is not None]
        if not known:
            parts.append(f"{line.label} har inget värde.")
            continue
        parts.append(f"Första värdet: {known[0].text}.")
        if len(known) > 1:
            parts.append(f"Senaste värdet: {known[-1].text}.")
    if goal_line:
        parts.append(f"{goal_line.label}.")
    return " ".join(parts)


def _development_table(
    mart: Mart, indicator: Row, areas: list[str], years: tuple[int, ...], goal_line: Line | None
) -> Table:
    key = indicator["indicator_id"]
    expected = {point.year: point.value for point in goal_line.points} if goal_line else {}
    columns = [Column("År")]
    for area in areas:
        columns += [
            Column(mart.name(area), "number"),
            Column(f"{mart.name(area)}, osäkerhetsintervall", "number"),
        ]
    if goal_line:
        columns.append(Column("Målets väg", "number"))
    all_years = sorted({*years, *expected})
    rows = []
    for year in all_years:
        cells = [Cell(words.period(indicator, year))]
        for area in areas:
            row = mart.value(key, area, year)
            cells += (
                [Cell("–"), Cell("–")]
                if row is None and year > max(years)
                else [
                    words.value_cell(mart, indicator, row),
                    Cell(words.limits(indicator, row) or "–"),
                ]
            )
        if goal_line:
            cells.append(Cell(words.short_value(mart, indicator, expected.get(year))))
        rows.append(TableRow(tuple(cells)))
    caption = f"{indicator['name']}, {mart.label('unit', indicator['unit'])}, per år"
    return Table(f"{key}-utveckling-tabell", caption, tuple(columns), tuple(rows))
