"""Reports from one publication: the regional årsrapport and a local report per kommun.

Belongs here: the report model, figures and renderers. They read the published tables and the plan's look
and words. Does not belong here: anything computed, rounded or decided; that is done before publishing.
"""

from __future__ import annotations

from pathlib import Path

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import (
    build_local,
    build_regional,
    build_start,
    slides_kommun,
    slides_meetings,
    unit_page,
    word_page,
)
from gnv_pipeline.reports.model.geometry import FILE as MAP
from gnv_pipeline.reports.model.geometry import read_outlines
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.docx import write_word_pages
from gnv_pipeline.reports.render.html import write_folder
from gnv_pipeline.reports.render.opendata import write_open_data
from gnv_pipeline.reports.render.pdf import write_pdfs
from gnv_pipeline.reports.render.pptx import write_decks
from gnv_pipeline.reports.render.unit import write_unit_pages
from gnv_pipeline.reports.render.xlsx import write_appendix
from gnv_pipeline.warehouse.reader import Publication


def build(publication: Path, plan: Plan, out: Path) -> tuple[Path, ...]:
    """Write all reports of a publication and return the files written.

    Args:
        publication: A ``mart.duckdb``; the map is read from ``plan/map.geojson`` beside it, where it is.
        plan: The plan revision the publication was made from.
        out: Folder for index.html, regional/, one folder per kommun, assets/, mail/, pdf/, xlsx/,
            oppna-data/, motesmaterial/ and word/; made when missing.

    Raises:
        KeyError: The publication has a code without words in ``mart.code_label``.
        PdfNotSound: A report breaks a rule of PDF/UA-1 or PDF/A-3a.
    """
    with Publication(publication) as opened:
        mart = Mart(opened)
        reports = [
            build_regional.build(mart, plan, read_outlines(publication.parent / "plan" / MAP)),
            *(build_local.build(mart, plan, row["organisation_id"]) for row in mart.kommuner),
        ]
        start = build_start.build(mart, plan)
        decks = [
            *slides_meetings.decks(mart, plan),
            *(slides_kommun.deck(mart, plan, row["organisation_id"]) for row in mart.kommuner),
        ]
        local = [report for report in reports if report.kind == "local"]
        units = [unit_page.build(mart, plan, row["organisation_id"]) for row in mart.kommuner]
        pages = [word_page.build(mart, plan, report) for report in local]
        tables = (
            *write_appendix(mart, plan, out),
            *write_open_data(opened, mart, plan, out),
        )
    files = (
        *write_pdfs(reports, plan, out),
        *tables,
        *write_decks(decks, plan, out),
        *write_word_pages(pages, plan, out),
        *write_unit_pages(units, plan, out),
    )
    # The pages come last: they link only to files that are there.
    return (*write_folder(start, reports, plan, out), *files)
