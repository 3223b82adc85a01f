"""Tables on a slide: native, with a header row, as large as there is room for.

Belongs here: column widths and text size. Does not belong here: the cells' words.
"""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from gnv_pipeline.reports.figures.style import mixed
from gnv_pipeline.reports.model.parts import Cell, Table
from gnv_pipeline.reports.render.pptx import look as at
from gnv_pipeline.reports.render.pptx.look import Area, DeckLook
from gnv_pipeline.reports.render.pptx.texts import described, rgb, run

SIZES = (18, 16, 15, 14, 13, 12)
_PAD = 0.08
_LONGEST = 34  # letters of a cell that still widen its column
_SHORT = 16  # letters of a cell that should not wrap
_BOLD = 0.55  # width of a letter, of the size: room for bold ones too


def text_of(cell: Cell) -> str:
    """A cell's sign, words and whether it is an example."""
    return " ".join(
        part for part in (cell.symbol, cell.text, "(exempel)" if cell.example else "") if part
    )


def table(slide: Any, part: Table, area: Area, look: DeckLook) -> None:
    """The table, filling the area's width."""
    size, widths, heights = _fitted(part, area)
    shape = slide.shapes.add_table(
        len(part.rows) + 1,
        len(part.columns),
        Inches(area.left),
        Inches(area.top),
        Inches(area.width),
        Inches(sum(heights)),
    )
    described(
        shape, part.caption, f"Tabell: {part.caption}. {len(part.rows)} rader under en rubrikrad."
    )
    native = shape.table
    native.first_row, native.first_col, native.horz_banding = True, True, False
    for column, width in zip(native.columns, widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(native.rows, heights, strict=True):
        row.height = Inches(height)
    style = look.style
    for n, column in enumerate(part.columns):
        _cell(native.cell(0, n), column.label, size, "#ffffff", style.dark, bold=True)
    for r, told in enumerate(part.rows, 1):
        ground = "#ffffff" if r % 2 else mixed(style.surface, "#ffffff", 0.2)
        for n, cell in enumerate(told.cells):
            one = native.cell(r, n)
            colour = style.muted if cell.missing else style.text
            _cell(one, text_of(cell), size, colour, ground, bold=n == 0)
            if part.columns[n].align == "number":
                one.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _fitted(part: Table, area: Area) -> tuple[float, list[float], list[float]]:
    """Text size, column widths and row heights: the largest that fits, else the smallest there is."""
    for size in SIZES:
        widths = _widths(part, area.width, size)
        if widths is None:
            continue
        heights = _heights(part, size, widths)
        if sum(heights) <= area.height or size == SIZES[-1]:
            return size, widths, heights
    raise AssertionError("the smallest size always has widths")


def _cell(cell: Any, text: str, size: float, colour: str, ground: str, *, bold: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(_PAD)
    cell.margin_top = cell.margin_bottom = Inches(_PAD / 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(ground)
    paragraph = cell.text_frame.paragraphs[0]
    run(paragraph, text, size=size, colour=colour, bold=bold)
    paragraph.line_spacing = Pt(size * 1.12)


def _widths(part: Table, total: float, size: float) -> list[float] | None:
    """Short columns as wide as their words, the others sharing the rest; None where there is too little."""
    wanted, short = [], []
    for n, column in enumerate(part.columns):
        cells = [text_of(row.cells[n]) for row in part.rows]
        longest = max((len(one) for one in cells), default=0)
        words = max(
            (len(one) for text in [*cells, column.label] for one in text.split()), default=1
        )
        short.append(longest <= _SHORT)
        wanted.append(max(longest if short[n] else min(longest, _LONGEST) * 0.6, words * 1.1, 5))
    letter = size * _BOLD / 72
    needed = [one * letter + 2 * _PAD for one in wanted]
    fixed = sum(one for one, whole in zip(needed, short, strict=True) if whole)
    rest = sum(needed) - fixed
    if fixed + rest > total and size > SIZES[-1]:
        return None
    if rest == 0 or fixed >= total:
        return [total * one / sum(needed) for one in needed]
    return [
        one if whole else one / rest * (total - fixed)
        for one, whole in zip(needed, short, strict=True)
    ]


def _heights(part: Table, size: float, widths: list[float]) -> list[float]:
    rows = [
        [column.label for column in part.columns],
        *([text_of(cell) for cell in row.cells] for row in part.rows),
    ]
    return [
        max(
            at.lines_of(text, size * (1.07 if n == 0 or r == 0 else 1), width - 2 * _PAD)
            for n, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        * size
        * at.LINE
        / 72
        + _PAD * 1.3
        for r, row in enumerate(rows)
    ]
