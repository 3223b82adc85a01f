"""The supporting indicators of a delmål in one table: value, nation, change, spread; figures are appended.

Belongs here: which columns tell enough to know whether to turn to the appendix. Does not belong here:
figures.
"""

from __future__ import annotations

from gnv_pipeline.reports.model import figure_development, indicator_section, panel, standing, words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Multiples, Section, Standing, Table
from gnv_pipeline.reports.model.parts import Row as TableRow

NOT_TOLD = "Går inte att avgöra"
"""The reason stands in the appendix; here it would be the same long words in most rows."""
_DRAWN = 3
AGAINST_GOAL = Column("Mot målet")
COLUMNS = (
    Column("Mått"),
    Column("Värde", "number"),
    Column("Intervall", "number"),
    Column("Avser"),
    Column("Riket", "number"),
    AGAINST_GOAL,
    Column("Sedan förra mätningen"),
    Column("Mellan kommunerna"),
)


def indicators(mart: Mart, delmal: str) -> list[Row]:
    """Indicators of the delmål that have no panel: their figures stand in the appendix."""
    panels = {row["indicator_id"] for row in panel.paneled(mart, delmal)}
    return [
        row
        for row in mart.indicators.values()
        if row["delmal_id"] == delmal
        and row["indicator_id"] not in panels
        and row["derived"] is None
    ]


def section(mart: Mart, delmal: Row) -> Section | None:
    """The table of a delmål; None where every indicator has a panel."""
    key = delmal["delmal_id"]
    found = indicators(mart, key)
    if not found:
        return None
    goals = indicator_section.by_indicator(mart)
    with_goal = any(row["indicator_id"] in goals for row in found)
    table = Table(
        f"{key}-stodmatt-tabell",
        "Stödmått och kontext i korthet. Fler figurer står i bilagan.",
        tuple(one for one in COLUMNS if with_goal or one is not AGAINST_GOAL),
        tuple(_row(mart, row, with_goal=with_goal) for row in found),
        wide=True,
    )
    small = multiples(mart, delmal)
    blocks = (table,) if small is None else (table, small)
    return Section(f"{key}-stodmatt", "Fler mått inom delmålet", blocks)


def drawn(mart: Mart, delmal: str) -> list[Row]:
    """Indicators whose development has room in the spread: one row of figures, beside at most one panel.

    Those that measure a goal come first, then supporting ones, then context.
    """
    if len(panel.paneled(mart, delmal)) > 1:
        return []
    links = indicator_section.by_indicator(mart)
    with_values = [row for row in indicators(mart, delmal) if row["judged_year"] is not None]
    chosen = sorted(
        with_values, key=lambda row: (row["indicator_id"] not in links, row["role"] != "support")
    )[:_DRAWN]
    return [row for row in with_values if row in chosen]


def multiples(mart: Mart, delmal: Row) -> Multiples | None:
    """Their development as small figures; None where there is no room or nothing to draw."""
    key = delmal["delmal_id"]
    links = indicator_section.by_indicator(mart)
    found = []
    for row in drawn(mart, key):
        goal = links.get(row["indicator_id"])
        area = standing.judged_area(mart, row, goal)
        found.append(figure_development.development(mart, row, area, goal))
    figures = tuple(figure for figure in found if figure is not None)
    if not figures:
        return None
    return Multiples(
        f"{key}-utveckling", "Utvecklingen i länet eller regionen, Riket bredvid", figures
    )


def _row(mart: Mart, indicator: Row, *, with_goal: bool) -> TableRow:
    key = indicator["indicator_id"]
    goal = indicator_section.by_indicator(mart).get(key)
    area = standing.judged_area(mart, indicator, goal)
    shown = standing.of(mart, indicator, goal, area)
    nation = mart.area_of_kind("nation")
    beside = mart.value(key, nation, indicator["judged_year"]) if nation else None
    name = f"{indicator['short_name']} ({shown.note})"
    return TableRow(
        (
            Cell(name, href=f"#{key}", example=indicator["example"]),
            Cell(shown.value, missing=shown.missing),
            Cell(shown.interval or "–"),
            Cell(_whose(mart, area, shown.data_year)),
            words.value_cell(mart, indicator, beside) if beside is not None else Cell("–"),
            *((_level(mart, goal, shown, area),) if with_goal else ()),
            _change(mart, key, area, indicator["judged_year"]),
            _spread(mart, key, indicator["judged_year"]),
        )
    )


def _whose(mart: Mart, area: str, year: str) -> str:
    """The year, and the area where it is not the county."""
    return year if area == mart.county or not year else f"{mart.name(area)} {year}"


def _level(mart: Mart, goal: Row | None, shown: Standing, area: str) -> Cell:
    """The level signal beside its target; a dash where the plan sets no goal."""
    if goal is None or not shown.target:
        return Cell("–")
    signal = words.level(
        mart, mart.status(goal["goal_id"], goal["indicator_id"], area, goal["gender"])
    )
    return Cell(f"{signal.words} ({shown.target})", signal.symbol, example=shown.target_example)


def _change(mart: Mart, key: str, area: str, year: int | None) -> Cell:
    row = mart.trend(key, area)
    if row is None or row["data_year"] != year:
        return Cell("–")
    if row["signal"] == "not_judged":
        return Cell(NOT_TOLD)
    return Cell(
        mart.label("trend_signal", row["signal"]), mart.symbol("trend_signal", row["signal"])
    )


def _spread(mart: Mart, key: str, year: int | None) -> Cell:
    row = mart.inequality(key)
    if row is None or row["data_year"] != year:
        return Cell("–")
    if row["signal"] == "not_judged":
        return Cell(NOT_TOLD)
    return Cell(
        mart.label("inequality_signal", row["signal"]),
        mart.symbol("inequality_signal", row["signal"]),
    )
