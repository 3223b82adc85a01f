"""A main indicator on half a page: what is said of it, its three signals, its figures in one row.

Belongs here: which sentences and figures a panel holds. Does not belong here: figures' contents or judging.
"""

from __future__ import annotations

from gnv_pipeline.reports.model import indicator_section, standing
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Badge, Link, Panel, Statement


def goals_of(mart: Mart, delmal: str) -> list[Row]:
    """The goals of a delmål in the plan's order."""
    return [goal for goal in mart.goals.values() if goal["delmal_id"] == delmal]


def paneled(mart: Mart, delmal: str) -> list[Row]:
    """Indicators that have a panel: the main ones, and the first measured one of a goal without any."""
    chosen = {
        row["indicator_id"]
        for row in mart.indicators.values()
        if row["delmal_id"] == delmal and row["role"] == "main"
    }
    for goal in goals_of(mart, delmal):
        links = [
            link["indicator_id"]
            for link in mart.goal_indicators
            if link["goal_id"] == goal["goal_id"]
            and mart.indicators[link["indicator_id"]]["derived"] is None
        ]
        if links and not chosen.intersection(links):
            chosen.add(links[0])
    return [mart.indicators[key] for key in mart.indicators if key in chosen]


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
        signals=row.signals,
        statements=_statements(mart, indicator, goal, area),
        figures=indicator_section.figures_of(mart, indicator, goal, area),
        more=Link("Definition och källa", f"#def-{key}"),
    )


def _badges(mart: Mart, indicator: Row) -> tuple[Badge, ...]:
    """Responsibility and what softens the value; that it is a main indicator is told by the panel."""
    return indicator_section.badges(mart, indicator)[1:]


def _statements(mart: Mart, indicator: Row, goal: Row | None, area: str) -> tuple[Statement, ...]:
    """The value and its goal once, then the kommuner counted, then what holds over several years."""
    key = indicator["indicator_id"]
    told = _against_goal(mart, key, goal) or mart.sentences(
        "indicator.county", mart.common, indicator=key
    )
    missing = mart.sentences("indicator.missing", mart.common, indicator=key)
    series = mart.sentences("trend.series", (area,), indicator=key)
    counted = () if goal is None else _counted(mart, key, goal)
    distance = mart.sentences("distance.indicator", mart.common, indicator=key)
    spread = mart.sentences("equity.indicator", mart.common, indicator=key)
    running = [
        " ".join(part)
        for part in ((*told, *missing), series, (*counted, *distance), spread)
        if part
    ]
    found = [Statement(text) for text in running]
    if not found:
        found.append(Statement(mart.label("availability", indicator["availability"]), "missing"))
    notes = (*_companion(mart, indicator), *indicator_section.comments_of(mart, key))
    return (*found, *(Statement(text, "note") for text in notes))


def _against_goal(mart: Mart, key: str, goal: Row | None) -> tuple[str, ...]:
    if goal is None:
        return ()
    return tuple(
        text
        for place in ("goal.level", "goal.pace")
        for text in mart.sentences(place, mart.common, goal=goal["goal_id"], indicator=key)
    )


def _counted(mart: Mart, key: str, goal: Row) -> tuple[str, ...]:
    return mart.sentences("goal.local_count", goal=goal["goal_id"], indicator=key)


def _companion(mart: Mart, indicator: Row) -> tuple[str, ...]:
    other = mart.indicators.get(indicator["companion_id"] or "")
    return () if other is None else (f"Läs tillsammans med: {other['name']}.",)
