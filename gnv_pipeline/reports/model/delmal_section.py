"""One delmål as a spread of two pages: its text, goals with main indicators, activities beside them.

Belongs here: what a spread holds and in which order. Does not belong here: panels (``panel``), activities
(``activities``), or what is left to the appendix (``delmal_more``).
"""

from __future__ import annotations

from dataclasses import replace

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    activities,
    figure_answers,
    frame,
    indicator_section,
    panel,
    support,
    texts,
)
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import Block, Panel, Quote, Section, Statement


def section(mart: Mart, plan: Plan, delmal: Row) -> Section:
    """The spread of a delmål."""
    key = delmal["delmal_id"]
    goals = panel.goals_of(mart, key)
    shown: set[str] = set()
    parts = [_goal(mart, goal, shown) for goal in goals]
    without_goal = [row for row in panel.paneled(mart, key) if row["indicator_id"] not in shown]
    if without_goal:
        parts.append(
            Section(
                f"{key}-utan-mal",
                "Huvudindikatorer utan mål",
                tuple(panel.panel(mart, row, None) for row in without_goal),
            )
        )
    parts += [
        one
        for one in (
            support.section(mart, delmal),
            Section(
                f"{key}-arbete",
                "Arbetet bredvid utfallen",
                sections=(
                    _self_assessment(mart, plan, delmal),
                    _activities(mart, delmal, goals),
                ),
                grid=True,
            ),
            _comment(mart, key),
        )
        if one is not None
    ]
    return Section(
        key=key,
        title=delmal["name"],
        blocks=(Quote(delmal["text"], "", delmal["source"]),),
        sections=tuple(parts),
        tone=key,
        page=True,
    )


def _goal(mart: Mart, goal: Row, shown: set[str]) -> Section:
    """A goal with its panels; what measures it elsewhere is pointed to, so that nothing stands twice."""
    blocks: list[Block] = [Statement(goal["text"], "lead", example=goal["example"])]
    with_panel = {row["indicator_id"] for row in panel.paneled(mart, goal["delmal_id"])}
    pointed = []
    for link in mart.goal_indicators:
        if link["goal_id"] != goal["goal_id"]:
            continue
        indicator = mart.indicators[link["indicator_id"]]
        key = indicator["indicator_id"]
        if indicator["derived"] is not None:
            blocks += _derived(mart, goal, indicator)
        elif key in with_panel and key not in shown:
            shown.add(key)
            blocks.append(panel.panel(mart, indicator, link))
        else:
            pointed.append(indicator["short_name"])
            if key not in with_panel:
                blocks += [Statement(text) for text in _against(mart, goal, key)]
    if pointed:
        also = "mäts också med" if any(isinstance(one, Panel) for one in blocks) else "mäts med"
        blocks.append(
            Statement(f"Målet {also}: {', '.join(pointed)}. Se Fler mått inom delmålet.", "note")
        )
    if len(blocks) == 1:
        blocks.append(Statement("Målet har ännu ingen indikator med eget värde.", "missing"))
    return Section(f"mal-{goal['goal_id']}", f"Mål: {goal['name']}", tuple(blocks))


def _against(mart: Mart, goal: Row, key: str) -> tuple[str, ...]:
    """How a supporting indicator stands against the goal, in one text; nothing where nothing is said."""
    told = (
        *indicator_section.of_value(mart, key),
        *indicator_section.against_goal(mart, key, goal),
    )
    return (f"{mart.indicators[key]['name']}: {' '.join(told)}",) if told else ()


def _derived(mart: Mart, goal: Row, indicator: Row) -> list[Block]:
    told = [
        text
        for place in ("goal.level", "goal.pace")
        for text in mart.sentences(place, mart.common, goal=goal["goal_id"])
    ]
    return [
        *(Statement(text) for text in told),
        Statement(f"Målet mäts med: {indicator['name']}. Se Skillnader mellan kommunerna.", "note"),
    ]


def _self_assessment(mart: Mart, plan: Plan, delmal: Row) -> Section:
    key = delmal["delmal_id"]
    figure = figure_answers.statements(mart, plan.statements, delmal)
    blocks: list[Block] = [
        Statement(text)
        for text in mart.sentences(
            "self_assessment.delmal", (mart.county,), order=delmal["sort_order"]
        )
    ]
    if figure is None:
        blocks.append(Statement("Ingen har lämnat självskattning för delmålet.", "missing"))
    else:
        blocks.append(figure)
    return Section(f"{key}-sjalvskattning", "Så ser verksamheterna själva på läget", tuple(blocks))


def _activities(mart: Mart, delmal: Row, goals: list[Row]) -> Section:
    """Activities; that nobody has written a comment is said here, where it takes no heading."""
    section = activities.beside_outcomes(mart, delmal, goals)
    if _comment(mart, delmal["delmal_id"]) is not None:
        return section
    missing = Statement(texts.NO_COMMENT, "missing")
    return replace(section, blocks=(*section.blocks, missing))


def _comment(mart: Mart, key: str) -> Section | None:
    """What people have written on the delmål; None where nobody has."""
    title = "Analys och kommentar"
    comment = frame.human_text(mart, f"kommentar_{key}", mart.county, title, texts.NO_COMMENT)
    return None if comment.markdown is None else Section(f"{key}-kommentar", title, (comment,))
