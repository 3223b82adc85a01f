"""The regional årsrapport from one publication.

Belongs here: which sections it has and their order. Does not belong here: their contents.
"""

from __future__ import annotations

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    common_sections,
    cover,
    delmal_section,
    frame,
    front,
    sources_section,
    standing,
    texts,
)
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Report, Section, Signs, Statement

KEY = "regional"


def build(mart: Mart, plan: Plan) -> Report:
    """The regional report as a model."""
    changes = common_sections.changes(mart)
    edition = frame.edition(mart, plan)
    title = f"Årsrapport {mart.year}"
    return Report(
        key=KEY,
        kind="regional",
        organisation_id=mart.county,
        title=title,
        subject=plan.header.report_title,
        focus=plan.header.focus_title,
        edition=edition,
        banners=frame.banners(mart, plan),
        front=front.front_page(mart, plan),
        sections=(
            glance(mart),
            *(delmal_section.section(mart, plan, row) for row in mart.ordered("delmal")),
            common_sections.equality(mart),
            common_sections.obstacles(mart),
            common_sections.activities_overview(mart),
            common_sections.submissions(mart),
            common_sections.not_known(mart),
            *((changes,) if changes else ()),
            sources_section.definitions(mart, plan),
            sources_section.method(),
        ),
        contact=plan.header.contact,
        cover=cover.regional(mart, plan, edition, title),
    )


def glance(mart: Mart) -> Section:
    """Goals at a glance, with a list of what the signs mean."""
    signs = Signs(
        tuple(
            (title, _signs(mart, name))
            for title, name in (
                ("Nivå", "level_signal"),
                ("Takt", "pace_signal"),
                ("Jämförelse", "comparison_signal"),
            )
        )
    )
    return Section(
        "mal",
        "Målen i en överblick",
        (Statement(texts.GLANCE_INTRO), standing.regional(mart), signs),
        page=True,
    )


def _signs(mart: Mart, name: str) -> tuple[tuple[str, str], ...]:
    """Signs of a list in its order; better and worse are told as higher and lower."""
    return tuple(
        (row["symbol"] or "", row["label"])
        for row in mart.codes(name)
        if "." not in row["code"] and row["code"] not in {"better", "worse"}
    )
