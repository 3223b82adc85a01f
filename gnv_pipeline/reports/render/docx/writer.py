"""The Word documents: one per kommun, the same bytes every time.

Belongs here: the order of the page and the files' names. Does not belong here: words.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.word_page import WordPage
from gnv_pipeline.reports.render.docx.blocks import section
from gnv_pipeline.reports.render.docx.styles import SOURCE, WARNING, prepare
from gnv_pipeline.reports.render.office import describe, fixed, write_all

FOLDER = "word"


def write_word_pages(pages: Iterable[WordPage], plan: Plan, out: Path) -> tuple[Path, ...]:
    """Write ``out/word/<who, year and edition>.docx`` for every page; returns the files."""
    return write_all(pages, out / FOLDER, "docx", lambda page: page_bytes(page, plan))


def page_bytes(page: WordPage, plan: Plan) -> bytes:
    """One document as a file; the same bytes for the same page."""
    document = Document()
    style = prepare(document, plan.header.look)
    document.add_heading(page.title, 1)
    document.add_paragraph(page.subtitle, style="Subtitle")
    if page.banners:
        document.add_paragraph(" ".join(page.banners), style=WARNING)
    section(document, page.section, style)
    document.add_paragraph(page.source, style=SOURCE)
    facts = document.add_paragraph(style=SOURCE)
    for n, (term, words) in enumerate(page.facts):
        facts.add_run(f"{term}: ").bold = True
        facts.add_run(words if n == len(page.facts) - 1 else f"{words.rstrip('.')}. ")
    _foot(document, page)
    describe(
        document.core_properties,
        title=f"{page.title} – {page.subtitle}",
        subject=page.subtitle,
        author=page.edition.sender,
        dated=page.edition.dated,
        remark=" ".join(page.banners),
    )
    stream = io.BytesIO()
    document.save(stream)
    return fixed(stream.getvalue())


def _foot(document: Any, page: WordPage) -> None:
    """The edition at the bottom of every page, and whether the figures are made up."""
    edition = page.edition
    told = f"{edition.label} {edition.year} · {edition.as_of} · {edition.plan}"
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles[SOURCE]
    run = paragraph.add_run(f"{told} · Exempeldata · " if edition.example else f"{told} · ")
    run.bold = edition.example
    paragraph.add_run("Sida ")
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
