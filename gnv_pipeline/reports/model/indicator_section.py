"""One indicator in the appendix of the regional report: sentences, figures, comments.

Belongs here: the order within an indicator's section. Does not belong here: figures' contents.
"""

from __future__ import annotations

from gnv_pipeline.reports.model import (
    figure_areas,
    figure_development,
    figure_genders,
    standing,
    words,
)
from gnv_pipeline.reports.model.figure_base import CERTAIN
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Badge, Block, Bullets, Figure, Section, Statement

DEVELOPMENT = "-utveckling"


def badges(mart: Mart, indicator: Row) -> tuple[Badge, ...]:
    """Role, responsibility and what softens the value, as short words beside the heading."""
    told = [
        Badge(
            mart.label("role", indicator["role"]),
            "main" if indicator["role"] == "main" else "plain",
        )
    ]
    told.append(
        Badge(f"ansvar: {mart.label('responsibility', indicator['responsibility']).lower()}")
    )
    if indicator["under_construction"]:
        told.append(Badge("under uppbyggnad"))
    if indicator["example"]:
        told.append(Badge("exempel", "example"))
    return tuple(told)


def section(mart: Mart, indicator: Row, goal: Row | None, *, developed: bool = False) -> Section:
    """The section of an indicator; ``goal`` is its row of goal_indicator, where it measures one.

    ``developed`` when its development stands in the body already.
    """
    key = indicator["indicator_id"]
    area = standing.judged_area(mart, indicator, goal)
    found: list[Block] = list(_sentences(mart, key, goal))
    figures = all_figures(mart, indicator, goal, area)
    found += [one for one in figures if not (developed and one.key.endswith(DEVELOPMENT))]
    if not figures:
        found.append(Statement(mart.label("availability", indicator["availability"]), "missing"))
    found += _companion(mart, indicator)
    comments = comments_of(mart, key)
    if comments:
        found.append(Bullets(comments))
    return Section(
        key=key,
        title=indicator["name"],
        subtitle=words.remark(mart, indicator, unit=False) or None,
        blocks=tuple(found),
        badges=badges(mart, indicator),
    )


def all_figures(mart: Mart, indicator: Row, goal: Row | None, area: str) -> tuple[Figure, ...]:
    """As ``figures_of``, with women and men both over years and per kommun."""
    found = [
        figure_development.development(mart, indicator, area, goal),
        figure_areas.kommuner(mart, indicator, goal),
        *figure_genders.both(mart, indicator, area),
    ]
    return tuple(figure for figure in found if figure is not None)


def figures_of(mart: Mart, indicator: Row, goal: Row | None, area: str) -> tuple[Figure, ...]:
    """Development, kommuner, women and men: those that there are values for."""
    found = (
        figure_development.development(mart, indicator, area, goal),
        figure_areas.kommuner(mart, indicator, goal),
        figure_genders.women_and_men(mart, indicator, area),
    )
    return tuple(figure for figure in found if figure is not None)


def _sentences(mart: Mart, key: str, goal: Row | None) -> tuple[Statement, ...]:
    """What is said of the value, then of the goal, of trend, spread and gender, then how near it is."""
    counted = (
        ()
        if goal is None
        else mart.sentences("goal.local_count", goal=goal["goal_id"], indicator=key)
    )
    more = tuple(
        text
        for place in ("trend.series", "equity.indicator", "equity.gender")
        for text in mart.sentences(place, mart.common, indicator=key)
    )
    closeness = mart.sentences("indicator.closeness", mart.common, indicator=key)
    told = (of_value(mart, key), (*against_goal(mart, key, goal), *counted), more)
    running = (Statement(" ".join(part)) for part in told if part)
    return (*running, *(Statement(text, "note") for text in closeness))


def of_value(mart: Mart, key: str) -> tuple[str, ...]:
    """The county's or the region's value, and which surveys are missing."""
    return tuple(
        text
        for place in ("indicator.county", "indicator.missing")
        for text in mart.sentences(place, mart.common, indicator=key)
    )


def certain_trend(mart: Mart, key: str, area: str) -> tuple[str, ...]:
    """What five measurements tell with certainty; that nothing can be told is left to the appendix."""
    row = mart.trend(key, area)
    if row is None or row["series_signal"] not in CERTAIN:
        return ()
    return mart.sentences("trend.series", (area,), indicator=key)


def against_goal(mart: Mart, key: str, goal: Row | None) -> tuple[str, ...]:
    """How the value stands against its goal, level first."""
    if goal is None:
        return ()
    return tuple(
        text
        for place in ("goal.level", "goal.pace")
        for text in mart.sentences(place, mart.common, goal=goal["goal_id"], indicator=key)
    )


def _companion(mart: Mart, indicator: Row) -> list[Block]:
    other = mart.indicators.get(indicator["companion_id"] or "")
    if other is None:
        return []
    return [Statement(f"Läs tillsammans med: {other['name']}.", "note")]


def comments_of(mart: Mart, indicator: str, organisation: str | None = None) -> tuple[str, ...]:
    """Comments that follow the indicator's values, with who says it and which year."""
    told = []
    for row in mart.notes(indicator, organisation):
        who = (
            mart.name(row["organisation_id"])
            if row["organisation_id"] in mart.organisations
            else ""
        )
        year = f" {row['data_year']}" if row["data_year"] else ""
        lead = f"{who}{year}: " if who or year else ""
        told.append(f"{lead.strip()} {row['text']}".strip())
    return tuple(told)


def by_indicator(mart: Mart) -> dict[str, Row]:
    """The first goal link of each indicator: where its section stands."""
    found: dict[str, Row] = {}
    for link in mart.goal_indicators:
        found.setdefault(link["indicator_id"], link)
    return found
