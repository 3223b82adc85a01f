"""The regional årsrapport from one publication.

Belongs here: which sections its body and its appendix have, and their order. Does not belong here: their
contents. The body is at most twenty printed pages; what has no room there is in the appendix.
"""

from __future__ import annotations

from types import MappingProxyType

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    activities,
    answers,
    common_sections,
    cover,
    delmal_more,
    delmal_section,
    distance,
    equality,
    frame,
    front,
    glance,
    obstacles,
    origin,
    review,
    sources_section,
    submissions,
)
from gnv_pipeline.reports.model.geometry import Outlines
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Report, Section

KEY = "regional"
NO_MAP: Outlines = MappingProxyType({})


def build(mart: Mart, plan: Plan, outlines: Outlines = NO_MAP) -> Report:
    """The regional report as a model; ``outlines`` are the areas' outlines where the plan has a map."""
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
        sections=_kept(
            glance.section(mart),
            *(delmal_section.section(mart, plan, row) for row in mart.ordered("delmal")),
            equality.section(mart, outlines),
            obstacles.section(mart),
            review.section(mart),
            answers.section(mart, plan),
            submissions.section(mart),
            common_sections.not_known(mart),
            common_sections.changes(mart),
        ),
        contact=plan.header.contact,
        cover=cover.regional(mart, plan, edition, title),
        appendix=_kept(
            sources_section.method(),
            sources_section.definitions(mart, plan),
            *(delmal_more.section(mart, plan, row) for row in mart.ordered("delmal")),
            equality.genders(mart),
            distance.section(mart),
            activities.appendix(mart),
            obstacles.appendix(mart),
            common_sections.all_changes(mart),
            origin.section(mart),
        ),
    )


def _kept(*sections: Section | None) -> tuple[Section, ...]:
    return tuple(section for section in sections if section is not None)
