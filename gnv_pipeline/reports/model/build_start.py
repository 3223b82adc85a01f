"""The start page of an edition: the way to the regional report and to every kommun's.

Belongs here: which reports there are. Does not belong here: their contents.
"""

from __future__ import annotations

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import build_regional, frame
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.model.parts import ReportLink, StartPage


def build(mart: Mart, plan: Plan) -> StartPage:
    """The start page as a model."""
    return StartPage(
        title=f"Årsrapport {mart.year}",
        edition=frame.edition(mart, plan),
        focus=plan.header.focus_sentence,
        banners=frame.banners(mart, plan),
        regional=ReportLink(build_regional.KEY, plan.header.report_title, "", ""),
        local=tuple(_link(mart, row) for row in mart.kommuner),
        contact=plan.header.contact,
    )


def _link(mart: Mart, kommun: Row) -> ReportLink:
    handed = [
        row
        for row in mart.rows("submission")
        if row["organisation_id"] == kommun["organisation_id"] and row["year"] == mart.year
    ]
    status = handed[0]["status"] if handed else None
    return ReportLink(
        kommun["organisation_id"],
        kommun["full_name"],
        mart.label("submission_status", status),
        mart.symbol("submission_status", status),
    )
