"""Slides about goals and the indicators that measure them: the overview, one indicator, all kommuner.

Belongs here: one function per kind of slide. Does not belong here: which meeting gets which
(``slides_meetings``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from gnv_pipeline.formatting import NBSP, count_word
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    figure_answers,
    figure_areas,
    figure_development,
    indicator_section,
    slides_texts,
    standing,
    texts,
    words,
)
from gnv_pipeline.reports.model.charts import (
    DotChart,
    LineChart,
)
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Cell, Column, Figure, Standing, Table
from gnv_pipeline.reports.model.parts import Row as TableRow
from gnv_pipeline.reports.model.slides import Notes, Points, Slide
from gnv_pipeline.reports.model.slides_notes import (
    ended,
    foot,
    has_intervals,
    indicator_notes,
    lacking,
)

_Item = TypeVar("_Item")
_ROWS_PER_SLIDE = 6


def glance(mart: Mart, plan: Plan) -> tuple[Slide, ...]:
    """Goals at a glance, a few rows per slide."""
    rows = standing.regional(mart).rows
    pages = paged(rows, _ROWS_PER_SLIDE)
    found = []
    for number, page in enumerate(pages, 1):
        suffix = f" ({number} av {len(pages)})" if len(pages) > 1 else ""
        title = f"{slides_texts.GLANCE_TITLE}{suffix}"
        told = tuple(f"{row.name}: {' '.join(row.words)}" for row in page if row.words)
        why = tuple(
            f"{row.name}, {one.name.lower()}: {one.words}. {one.reason}"
            for row in page
            for one in row.signals
            if one.reason
        )
        notes = Notes(
            (*told, *ended(why)),
            (slides_texts.ORIGIN_REPORT, texts.GLANCE_INTRO),
            (plan.header.closeness_sentence, plan.header.reading_advice),
        )
        found.append(
            Slide(
                f"overblick-{number}",
                title,
                notes,
                table=_glance_table(f"overblick-tabell-{number}", title, page),
                source=" ".join((plan.header.closeness_sentence, plan.header.reading_advice)),
            )
        )
    return tuple(found)


def paged(rows: Sequence[_Item], most: int) -> list[tuple[_Item, ...]]:
    """Rows in as few slides as ``most`` allows, about as many on each."""
    slides = -(-len(rows) // most)
    ends = [len(rows) * n // slides for n in range(slides + 1)]
    return [tuple(rows[start:end]) for start, end in pairwise(ends)]


def _glance_table(key: str, title: str, rows: tuple[Standing, ...]) -> Table:
    columns = ("Mått", "Länet", "Avser", "Mål", *slides_texts.SIGNAL_NAMES)
    return Table(
        key,
        title,
        tuple(Column(label) for label in columns),
        tuple(
            TableRow(
                (
                    Cell(row.name),
                    Cell(f"{row.value} ({row.interval})" if row.interval else row.value),
                    Cell(row.data_year or "–"),
                    Cell(row.target or slides_texts.NO_TARGET, example=row.target_example),
                    *(Cell(one.words, one.symbol) for one in row.signals),
                )
            )
            for row in rows
        ),
    )


def developments(mart: Mart, plan: Plan) -> tuple[Slide, ...]:
    """One slide for each indicator of the overview that has been measured."""
    links = indicator_section.by_indicator(mart)
    found: list[Slide] = []
    for row in standing.regional(mart).rows:
        indicator, goal = mart.indicators[row.indicator_id], links.get(row.indicator_id)
        key = f"utveckling-{row.indicator_id}"
        if any(slide.key == key for slide in found):
            continue  # an indicator may measure two goals
        area = standing.judged_area(mart, indicator, goal)
        figure = figure_development.development(mart, indicator, area, goal)
        if figure is None:
            continue
        found.append(
            Slide(
                key,
                figure.title,
                indicator_notes(mart, plan, indicator, goal, (area, mart.county), figure),
                kicker=kicker(mart, indicator, goal),
                points=(signals(row), *_local_count(row)),
                figure=_short_goal(figure),
                source=" ".join((foot(figure), *remark(mart, indicator))),
            )
        )
    return tuple(found)


def kicker(mart: Mart, indicator: Row, goal: Row | None) -> str:
    """Delmål and goal above the title, examples said to be examples."""
    names = {row["delmal_id"]: row["name"] for row in mart.ordered("delmal")}
    told = [names[indicator["delmal_id"]]] if indicator["delmal_id"] else []
    if goal is not None:
        target = mart.goals[goal["goal_id"]]
        told.append(f"Mål: {target['name']}{figure_answers.example_suffix(target)}")
    return " · ".join(told)


def signals(row: Standing) -> Points:
    """The three signals under the target, each with its sign and words."""
    example = " (exempel)" if row.target_example else ""
    heading = f"Mål: {row.target}{example}" if row.target else slides_texts.NO_TARGET
    names = slides_texts.SIGNAL_NAMES
    return Points(
        heading,
        tuple(
            f"{name}: {one.symbol}{NBSP}{one.words}".replace(f": {NBSP}", ": ")
            for name, one in zip(names, row.signals, strict=True)
        ),
    )


def _short_goal(figure: Figure) -> Figure:
    """The goal's path under a short name: the target itself stands beside the chart."""
    chart = figure.chart
    if not isinstance(chart, LineChart):
        return figure
    suffix = " (exempel)"
    lines = tuple(
        replace(line, label="Målets väg" + (suffix if line.label.endswith(suffix) else ""))
        if line.role == "goal"
        else line
        for line in chart.lines
    )
    return replace(figure, chart=replace(chart, lines=lines))


def remark(mart: Mart, indicator: Row) -> tuple[str, ...]:
    """What must be known beside the name, as sentences; nothing where there is none."""
    years = indicator["period_years"]
    span = f"Varje värde är ett medel över {count_word(years)} år och står vid det sista"
    return ended((words.remark(mart, indicator, unit=False), span if years > 1 else ""))


def _local_count(row: Standing) -> tuple[Points, ...]:
    return (Points("Kommunerna", row.words),) if row.words else ()


def kommuner(mart: Mart, plan: Plan, *, beyond_chance: bool) -> tuple[Slide, ...]:
    """All kommuner in name order, one slide per main indicator.

    ``beyond_chance`` asks for those that differ more than chance explains; the others are spare slides.
    """
    beyond = {
        row["indicator_id"]
        for row in mart.rows("inequality")
        if row["gender"] == "T" and row["signal"] == "beyond_chance"
    }
    links = indicator_section.by_indicator(mart)
    found = []
    for key in standing.shown(mart):
        indicator, goal = mart.indicators[key], links.get(key)
        figure = figure_areas.kommuner(mart, indicator, goal)
        if figure is None or (key in beyond) is not beyond_chance:
            continue
        figure = _without_group(mart, figure)
        missing = " ".join(lacking(figure))
        found.append(
            Slide(
                f"kommuner-{key}",
                figure.title,
                indicator_notes(mart, plan, indicator, goal, (mart.county,), figure),
                kicker=kicker(mart, indicator, goal)
                if beyond_chance
                else f"{slides_texts.SPARE} · {kicker(mart, indicator, goal)}",
                figure=figure,
                source=" ".join(
                    part
                    for part in (
                        slides_texts.INTERVAL_WORDS if has_intervals(figure) else "",
                        missing,
                        foot(figure),
                        *remark(mart, indicator),
                    )
                    if part
                ),
            )
        )
    return tuple(found)


def _without_group(mart: Mart, figure: Figure) -> Figure:
    """Without the unweighted mean of the national group: its long name would take half of the slide."""
    chart, group = figure.chart, mart.area_of_kind("group")
    if not isinstance(chart, DotChart):
        return figure
    return replace(
        figure, chart=replace(chart, rows=tuple(row for row in chart.rows if row.key != group))
    )
