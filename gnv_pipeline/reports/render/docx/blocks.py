"""Blocks of the model as paragraphs, lists and tables of a document.

Belongs here: one function per kind of block that page 1 may hold. Does not belong here: styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from gnv_pipeline.formatting import NBSP
from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.blocks import (
    Bullets,
    Facts,
    HumanText,
    Quote,
    Standing,
    Standings,
    Statement,
    Table,
)
from gnv_pipeline.reports.model.parts import Cell, Section
from gnv_pipeline.reports.model.slides_notes import paragraphs
from gnv_pipeline.reports.render.docx.styles import SOURCE, TABLE, rgb

WIDTH = 17.2  # centimetres between the margins


class BlockNotKnown(TypeError):
    """Page 1 has got a kind of block that a Word document has no form for."""


def section(document: Any, part: Section, style: Style) -> None:
    """A heading with its blocks; what is inside it under smaller headings."""
    document.add_heading(part.title, 2)
    for block in part.blocks:
        _block(document, block, style)
    for inner in part.sections:
        section(document, inner, style)


def _block(document: Any, block: object, style: Style) -> None:
    match block:
        case Statement():
            suffix = " (exempel)" if block.example else ""
            named = SOURCE if block.kind == "note" else "Normal"
            run = document.add_paragraph(style=named).add_run(f"{block.text}{suffix}")
            run.italic = block.kind == "missing"
        case HumanText():
            _human(document, block)
        case Quote():
            document.add_paragraph(block.text)
            document.add_paragraph(block.source, style=SOURCE)
        case Bullets():
            for text in block.items:
                document.add_paragraph(text, style="List Bullet")
        case Facts():
            for term, text in block.rows:
                document.add_paragraph(f"{term}: {text}")
        case Standings():
            _standings(document, block, style)
        case Table():
            columns = [column.label for column in block.columns]
            rows = [[_text(cell) for cell in row.cells] for row in block.rows]
            numbers = {n for n, column in enumerate(block.columns) if column.align == "number"}
            table(document, block.caption, columns, rows, style, numbers=numbers)
        case _:
            raise BlockNotKnown(type(block).__name__)


def _human(document: Any, block: HumanText) -> None:
    if block.markdown is None:
        document.add_paragraph().add_run(block.words).italic = True
        return
    for text in paragraphs(block.markdown):
        document.add_paragraph(text)
    if block.signed:
        document.add_paragraph(f"Text: {block.signed}.", style=SOURCE)


def _text(cell: Cell) -> str:
    return " ".join(
        part for part in (cell.symbol, cell.text, "(exempel)" if cell.example else "") if part
    )


def _standings(document: Any, part: Standings, style: Style) -> None:
    names = [signal.name for signal in part.rows[0].signals] if part.rows else []
    columns = ["Mått", part.value_label, "Mål", *names, part.words_label]
    shares = (1.5, 1.05, 1.05, *(1.0 for _ in names), 1.1)
    table(
        document,
        part.caption,
        columns,
        [_standing(row) for row in part.rows],
        style,
        shares=shares,
    )


def _standing(row: Standing) -> list[str]:
    value = f"{row.value} ({row.interval})" if row.interval else row.value
    when = f", {row.data_year}" if row.data_year else ""
    example = " (exempel)" if row.target_example else ""
    signals = [f"{one.symbol}{NBSP}{one.words}".strip(NBSP) for one in row.signals]
    return [
        f"{row.name}\n{row.note}" if row.note else row.name,
        f"{value}{when}",
        f"{row.target}{example}" if row.target else "–",
        *signals,
        ", ".join(row.words) or "–",
    ]


def table(
    document: Any,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    style: Style,
    *,
    numbers: frozenset[int] | set[int] = frozenset(),
    shares: Sequence[float] = (),
) -> None:
    """A table with a header row that repeats, no merged cells, and words for those who do not see it."""
    document.add_paragraph(caption).runs[0].bold = True
    native = document.add_table(len(rows) + 1, len(columns), style="Table Grid")
    native.alignment, native.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _described(native, caption, len(rows))
    _lined(native, style)
    weights = list(shares) or [1.0] * len(columns)
    widths = [Cm(WIDTH * one / sum(weights)) for one in weights]
    for column, width in zip(native.columns, widths, strict=True):
        column.width = width
    for r, told in enumerate([list(columns), *map(list, rows)]):
        line = native.rows[r]
        properties = line._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if r == 0:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for n, (cell, text) in enumerate(zip(line.cells, told, strict=True)):
            cell.width = widths[n]
            _filled(cell, text, style, header=r == 0, bold=r == 0 or n == 0, right=n in numbers)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _filled(cell: Any, text: str, style: Style, *, header: bool, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.space_before = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    first, _, more = text.partition("\n")
    run = paragraph.add_run(first)
    run.font.size, run.font.bold = Pt(TABLE), bold
    if more:
        run.add_break()
        below = paragraph.add_run(more)
        below.font.size, below.font.color.rgb = Pt(TABLE - 1.5), rgb(style.muted)
    if header:
        run.font.color.rgb = rgb("#ffffff")
        ground = style.dark[1:]
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ground}"/>')
        )


def _lined(native: Any, style: Style) -> None:
    """Thin grey lines between the rows only."""
    colour = mixed(style.muted, "#ffffff", 0.5)[1:]
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>'
        if side in {"top", "bottom", "insideH"}
        else f'<w:{side} w:val="nil"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    properties = native._tbl.tblPr
    after = properties.find(qn("w:tblLayout"))
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)


def _described(native: Any, caption: str, count: int) -> None:
    properties = native._tbl.tblPr
    for tag, text in (
        ("tblCaption", caption),
        ("tblDescription", f"{caption}. {count} rader under en rubrikrad."),
    ):
        element = parse_xml(f"<w:{tag} {nsdecls('w')}/>")
        element.set(qn("w:val"), text)
        properties.append(element)
