"""A main indicator on half a page: what is said of it, its three signals, its figures in one row.

Belongs here: which sentences and figures a panel holds. Does not belong here: figures' contents or judging.
"""

from __future__ import annotations

from dataclasses import replace

from gnv_pipeline.reports.model import indicator_section, standing
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Badge, Link, Panel, Signal, Statement


def goals_of(mart: Mart, delmal: str) -> list[Row]:
    """The goals of a delmål in the plan's order."""
    return [goal for goal in mart.goals.values() if goal["delmal_id"] == delmal]


def paneled(mart: Mart, delmal: str) -> list[Row]:
    """The main indicators of a delmål; a panel takes half a page, so no others have one."""
    return [
        row
        for row in mart.indicators.values()
        if row["delmal_id"] == delmal and row["role"] == "main" and row["derived"] is None
    ]


def panel(mart: Mart, indicator: Row, goal: Row | None) -> Panel:
    """The panel of an indicator; ``goal`` is its row of goal_indicator, where it measures one."""
    key = indicator["indicator_id"]
    area = standing.judged_area(mart, indicator, goal)
    row = standing.of(mart, indicator, goal, area)
    return Panel(
        key=key,
        title=indicator["name"],
        subtitle=row.note,
        badges=_badges(mart, indicator),
        target=row.target,
        target_example=row.target_example,
        signals=_named(mart, row.signals),
        statements=_statements(mart, indicator, goal, area),
        figures=indicator_section.figures_of(mart, indicator, goal, area),
        more=Link("Definition och källa", f"#def-{key}"),
    )


def _named(mart: Mart, signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """The signals with what is compared with as the name of the last: there is no room for its reason."""
    nation = mart.area_of_kind("nation")
    if nation is None:
        return signals
    return (*signals[:-1], replace(signals[-1], name=f"Mot {mart.name(nation)}"))


def _badges(mart: Mart, indicator: Row) -> tuple[Badge, ...]:
    """Responsibility and what softens the value; that it is a main indicator is told by the panel."""
    return indicator_section.badges(mart, indicator)[1:]


def _statements(mart: Mart, indicator: Row, goal: Row | None, area: str) -> tuple[Statement, ...]:
    """The value and its goal, what holds over several years, where the distance to the goal is.

    Kommuner are counted at a glance and drawn here; to count them here too would say it three times.
    The spread stands under likvärdighet.
    """
    key = indicator["indicator_id"]
    distance = mart.sentences("distance.indicator", mart.common, indicator=key)
    told = (
        indicator_section.of_value(mart, key),
        indicator_section.against_goal(mart, key, goal),
        (*indicator_section.certain_trend(mart, key, area), *distance),
    )
    found = [Statement(" ".join(part)) for part in told if part]
    if not found:
        found.append(Statement(mart.label("availability", indicator["availability"]), "missing"))
    notes = (*_companion(mart, indicator), *indicator_section.comments_of(mart, key))
    return (*found, *(Statement(text, "note") for text in notes))


def _companion(mart: Mart, indicator: Row) -> tuple[str, ...]:
    other = mart.indicators.get(indicator["companion_id"] or "")
    return () if other is None else (f"Läs tillsammans med: {other['name']}.",)
