"""The reports as PDF: complete alone, tagged (PDF/UA-1), for keeping (PDF/A-3a), with their numbers attached.

Belongs here: Typst templates, fonts, and the files they become. Does not belong here: what a report says
(``model``) or how a chart is drawn (``figures``, ``render.svg``).
"""

from __future__ import annotations

from gnv_pipeline.reports.render.pdf.writer import PdfNotSound, pdf_bytes, write_pdfs

__all__ = ["PdfNotSound", "pdf_bytes", "write_pdfs"]
