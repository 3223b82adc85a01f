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
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Badge, Block, Bullets, Figure, Section, Statement


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


def section(mart: Mart, indicator: Row, goal: Row | None) -> Section:
    """The section of an indicator; ``goal`` is its row of goal_indicator, where it measures one."""
    key = indicator["indicator_id"]
    area = standing.judged_area(mart, indicator, goal)
    found: list[Block] = list(_sentences(mart, key, goal))
    figures = figures_of(mart, indicator, goal, area)
    found += figures
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


def figures_of(mart: Mart, indicator: Row, goal: Row | None, area: str) -> tuple[Figure, ...]:
    """Development, kommuner, women and men: those that there are values for."""
    found = (
        figure_development.development(mart, indicator, area, goal),
        figure_areas.kommuner(mart, indicator, goal),
        figure_genders.women_and_men(mart, indicator, area),
    )
    return tuple(figure for figure in found if figure is not None)


def _sentences(mart: Mart, key: str, goal: Row | None) -> tuple[Statement, ...]:
    """What is said of the value, then of the goal, then of how near the target group it is."""
    value = [
        text
        for place in ("indicator.county", "indicator.missing")
        for text in mart.sentences(place, mart.common, indicator=key)
    ]
    against: list[str] = []
    if goal is not None:
        for place in ("goal.level", "goal.pace", "goal.local_count"):
            orgs = None if place == "goal.local_count" else mart.common
            against += mart.sentences(place, orgs, goal=goal["goal_id"], indicator=key)
    closeness = mart.sentences("indicator.closeness", mart.common, indicator=key)
    running = (Statement(" ".join(told)) for told in (value, against) if told)
    return (*running, *(Statement(text, "note") for text in closeness))


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
