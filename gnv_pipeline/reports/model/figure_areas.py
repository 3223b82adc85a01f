"""The figure with one row per area: all kommuner in name order.

Belongs here: which rows it shows, its words and table. Does not belong here: how it is drawn.
"""

from __future__ import annotations

from gnv_pipeline.formatting import enumeration, number
from gnv_pipeline.reports.model import figure_base as base
from gnv_pipeline.reports.model import origin, words
from gnv_pipeline.reports.model.charts import DotChart, DotRow, KeyEntry, ReferenceLine, Role
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Figure, Table
from gnv_pipeline.reports.model.parts import Row as TableRow


def kommuner(mart: Mart, indicator: Row, goal: Row | None) -> Figure | None:
    """All kommuner in name order with intervals, then what they are read against; None without a year."""
    key, year = indicator["indicator_id"], indicator["judged_year"]
    if year is None or indicator["level"] == "region":
        return None
    rows = [_kommun_row(mart, indicator, area["organisation_id"], year) for area in mart.kommuner]
    beside = [mart.county, mart.area_of_kind("group"), mart.area_of_kind("nation")]
    rows += [
        _beside_row(mart, indicator, area, year)
        for area in beside
        if area and mart.value(key, area, year) is not None
    ]
    shown = [mart.value(key, row.key, year) for row in rows]
    unit = mart.label("unit", indicator["unit"])
    missing = [row.label for row in rows if row.words is not None]
    certain = [
        row.label for row in rows if any(dot.certain and dot.role == "kommun" for dot in row.dots)
    ]
    alt = (
        f"Diagram med en punkt och ett intervall för {len(mart.kommuner)} kommuner i namnordning. "
        f"{indicator['name']}, {unit}, {words.period(indicator, year)}. "
        + _certain_words(rows, certain)
        + (f"Utan värde: {enumeration(missing)}. " if missing else "")
        + "Alla värden står i tabellen."
    )
    return Figure(
        key=f"{key}-kommuner",
        title=f"Kommunerna: {indicator['short_name']}",
        alt=alt,
        chart=DotChart(
            rows=tuple(rows),
            references=_references(mart, indicator, goal),
            key=_key(rows),
            unit=unit,
            percent=indicator["unit"] == "percent",
        ),
        tables=(_kommun_table(mart, indicator, goal, year),),
        unit=unit,
        data_year=words.period(indicator, year),
        base=base.base_of(mart, indicator, mart.value(key, mart.county, year)),
        source=base.source_of(shown),
        tall=True,
        origin=origin.link(mart, key, shown),
    )


def _known(rows: list[DotRow]) -> bool:
    """Whether any kommun has an interval; without one nothing can be told from chance."""
    return any(dot.lower is not None for row in rows for dot in row.dots if dot.role == "kommun")


def _key(rows: list[DotRow]) -> tuple[KeyEntry, ...]:
    if not _known(rows):
        return (
            KeyEntry("kommun", False, "värde utan intervall: underlagets storlek är inte känd"),
        )
    return (
        KeyEntry("kommun", True, "säker skillnad mot övriga kommuner"),
        KeyEntry("kommun", False, "ingen säker skillnad, eller går inte att avgöra"),
    )


def _certain_words(rows: list[DotRow], certain: list[str]) -> str:
    if not _known(rows):
        return "Intervall saknas, så skillnader går inte att avgöra. "
    if certain:
        return f"Säker skillnad mot övriga: {enumeration(certain)}. "
    return "Ingen säker skillnad mot övriga. "


def _kommun_row(mart: Mart, indicator: Row, area: str, year: int) -> DotRow:
    name, row = mart.name(area), mart.value(indicator["indicator_id"], area, year)
    if row is not None and row["value"] is not None:
        against = mart.comparison(indicator["indicator_id"], area, "others")
        certain = against is not None and against["signal"] in base.CERTAIN
        return DotRow(area, name, (base.dot(mart, indicator, row, "kommun", name, certain),))
    older = base.latest_before(mart, indicator, area, year)
    told = words.missing_words(mart, row)
    if older is not None:
        before = words.short_value(mart, indicator, older["value"])
        told = f"{told}. {words.period(indicator, older['data_year'])}: {before}"
    return DotRow(area, name, (), told)


def _beside_row(mart: Mart, indicator: Row, area: str, year: int) -> DotRow:
    name, row = mart.name(area), mart.value(indicator["indicator_id"], area, year)
    if row is None or row["value"] is None:
        return DotRow(area, name, (), words.missing_words(mart, row), strong=True)
    role: Role = "county" if area == mart.county else "nation"
    return DotRow(area, name, (base.dot(mart, indicator, row, role, name, True),), strong=True)


def _references(mart: Mart, indicator: Row, goal: Row | None) -> tuple[ReferenceLine, ...]:
    if goal is None or goal["target_kind"] in {None, "max_gap"}:
        return ()
    suffix = " (exempel)" if goal["target_example"] else ""
    return tuple(
        ReferenceLine(
            "goal",
            goal[end],
            f"Länets mål {words.stated_value(mart, indicator, goal[end])}{suffix}",
        )
        for end in ("target_lower", "target_upper")
        if goal[end] is not None
    )


def _kommun_table(mart: Mart, indicator: Row, goal: Row | None, year: int) -> Table:
    key = indicator["indicator_id"]
    counts = indicator["own"]
    columns = [Column("Område"), Column("Värde", "number"), Column("Osäkerhetsintervall", "number")]
    if counts:
        columns += [Column("Täljare", "number"), Column("Nämnare", "number")]
    columns += [Column("Avser"), Column("Mot övriga kommuner")]
    if goal is not None:
        columns.append(Column("Mot målet"))
    columns.append(Column("Hämtat ur"))
    rows = []
    others = [
        a for a in (mart.county, mart.area_of_kind("group"), mart.area_of_kind("nation")) if a
    ]
    for area in [*(row["organisation_id"] for row in mart.kommuner), *others]:
        row = mart.value(key, area, year)
        if row is None and area in others:
            continue
        cells = [Cell(mart.name(area)), words.value_cell(mart, indicator, row)]
        cells.append(Cell(words.limits(indicator, row) or "–"))
        if counts:
            cells += [
                Cell(number(row[part] if row else None)) for part in ("numerator", "denominator")
            ]
        cells.append(Cell(_year_words(mart, indicator, area, row, year)))
        cells.append(_compared_cell(mart, indicator, area))
        if goal is not None:
            cells.append(_level_cell(mart, goal, area))
        cells.append(origin.cell(mart, key, area, year))
        rows.append(TableRow(tuple(cells), key=f"{key}-{area}"))
    caption = f"{indicator['name']}, {mart.label('unit', indicator['unit'])}, {words.period(indicator, year)}"
    return Table(f"{key}-kommuner-tabell", caption, tuple(columns), tuple(rows), wide=True)


def _year_words(mart: Mart, indicator: Row, area: str, row: Row | None, year: int) -> str:
    if row is not None and row["value"] is not None:
        return words.period(indicator, year)
    older = base.latest_before(mart, indicator, area, year)
    if older is None:
        return words.period(indicator, year)
    value = words.short_value(mart, indicator, older["value"])
    before = words.period(indicator, older["data_year"])
    return f"{words.period(indicator, year)} (senaste värde {value}, {before})"


def _compared_cell(mart: Mart, indicator: Row, area: str) -> Cell:
    row = mart.comparison(indicator["indicator_id"], area, "others")
    if row is None:
        return Cell("–")
    symbol, told = words.compared(mart, indicator, row)
    return Cell(told, symbol)


def _level_cell(mart: Mart, goal: Row, area: str) -> Cell:
    row = mart.status(goal["goal_id"], goal["indicator_id"], area, goal["gender"])
    if row is None:
        return Cell("–")
    if row["level_signal"] == "not_judged":
        return Cell(mart.label("level_reason", row["level_reason"]))
    return Cell(
        mart.label("level_signal", row["level_signal"]),
        mart.symbol("level_signal", row["level_signal"]),
    )
