"""Page 1 of a local report as a page for the tjänsteskrivelse.

Belongs here: what goes along with the report's first section when it stands alone: sender, edition, source.
Does not belong here: the section itself (``build_local``), or how a text document looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import figure_base, standing
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Edition, Report, Section

_FACTS = ("record", "sender", "edition", "as_of", "plan", "data_years", "fact_check")


@dataclass(frozen=True, slots=True)
class WordPage:
    """One page for a document of people's own. ``name`` is whose it is, ``facts`` are terms and words."""

    key: str
    name: str
    title: str
    subtitle: str
    banners: tuple[str, ...]
    section: Section
    facts: tuple[tuple[str, str], ...]
    source: str
    edition: Edition


def build(mart: Mart, plan: Plan, report: Report) -> WordPage:
    """The page of a local report."""
    rows = [
        mart.value(row["indicator_id"], area, row["judged_year"])
        for row in map(mart.indicators.__getitem__, standing.shown(mart))
        if row["level"] != "region"
        for area in (report.organisation_id, mart.county)
    ]
    return WordPage(
        key=report.key,
        name=str(mart.organisations[report.organisation_id]["full_name"]),
        title=report.title,
        subtitle=f"{report.subject} · {report.focus}",
        banners=report.banners,
        section=report.sections[0],
        facts=tuple((one.term, one.words) for one in report.cover.facts if one.key in _FACTS),
        source=" ".join(
            part for part in (figure_base.source_of(rows), plan.header.reading_advice) if part
        ),
        edition=report.edition,
    )
