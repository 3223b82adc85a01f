"""The PDF files: compiling them, and refusing any that a reader or an archive could not use.

Belongs here: the compiler's settings and the files' names. Does not belong here: what stands in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.parts import Report
from gnv_pipeline.reports.render.names import report_names
from gnv_pipeline.reports.render.pdf import attached
from gnv_pipeline.reports.render.pdf.glyphs import FOLDER as FONTS
from gnv_pipeline.reports.render.pdf.payload import Payload

_TEMPLATES = Path(__file__).parent / "typst"
_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-3a"]  # A-2a would refuse the attached numbers


class PdfNotSound(RuntimeError):
    """The compiler refused a report or warned about it (a font or alternative text missing, for example)."""


@cache
def _compiler() -> typst.Compiler:
    """Only the bundled fonts: the same pages on every machine."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    return typst.Compiler(str(_TEMPLATES / "report.typ"), root=str(_TEMPLATES), font_paths=fonts)


def pdf_bytes(report: Report, plan: Plan) -> bytes:
    """One report as a PDF file; the same bytes for the same report.

    Raises:
        PdfNotSound: The compiler refused or warned.
    """
    data = json.dumps(Payload(plan).of(report), ensure_ascii=False, sort_keys=True)
    dated = datetime.combine(report.edition.dated, time(), UTC)
    try:
        written, warnings = _compiler().compile_with_warnings(
            format="pdf",
            sys_inputs={"report": data, "numbers": attached.numbers(report), "name": attached.NAME},
            pdf_standards=_STANDARDS,
            timestamp=dated,
        )
    except typst.TypstError as error:
        raise PdfNotSound(f"{report.key}: {error.message} {error.diagnostic}") from error
    if warnings or not isinstance(written, bytes):
        raise PdfNotSound(f"{report.key}: {'; '.join(one.message for one in warnings)}")
    return written


def write_pdfs(reports: Iterable[Report], plan: Plan, out: Path) -> tuple[Path, ...]:
    """Write every report into ``out/pdf/`` by its name; returns the files in order of writing.

    Raises:
        PdfNotSound: A report breaks a rule of PDF/UA-1 or PDF/A-3a, or the compiler warned.
    """
    folder, reports = out / "pdf", tuple(reports)
    folder.mkdir(parents=True, exist_ok=True)
    names = report_names(reports)
    written = []
    for report in reports:
        path = folder / f"{names[report.key]}.pdf"
        path.write_bytes(pdf_bytes(report, plan))
        written.append(path)
    return tuple(written)
