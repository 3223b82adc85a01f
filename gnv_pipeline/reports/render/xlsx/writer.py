"""The file of the appendix.

Belongs here: turning sheets into a workbook that is the same bytes every time. Does not belong here: which
sheets there are, or what a cell says.

Texts are always written as texts: nothing that an organisation has typed can become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from gnv_pipeline.plan.models import Look
from gnv_pipeline.reports.render.xlsx.cells import Cell, Number, Sheet, Words, Year
from gnv_pipeline.reports.render.xlsx.look import BUTTON, SMALL, Formats, height, width
from gnv_pipeline.reports.render.xlsx.readme import NAME, ReadMe

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_NAME, _FORBIDDEN = 31, str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))
_LONGEST_TEXT, _CUT = 32_000, " … (texten är avkortad här; hela finns i rapporten)"
_TEXT_WIDTH = 92
_ABOUT, _HEADINGS, _FIRST = 0, 1, 2  # rows of a sheet


def sheet_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names that Excel accepts: without its forbidden signs, at most 31 characters, no two alike."""
    found: list[str] = []
    for name in names:
        short = " ".join(name.translate(_FORBIDDEN).split()).strip("'")[:_LONGEST_NAME].strip()
        made, number = short, 2
        while made.casefold() in {one.casefold() for one in found}:
            suffix = f" {number}"
            made, number = short[: _LONGEST_NAME - len(suffix)] + suffix, number + 1
        found.append(made)
    return tuple(found)


def workbook_bytes(
    first: ReadMe, sheets: Sequence[Sheet], *, look: Look, marks: str, dated: date, author: str
) -> bytes:
    """The workbook; the same bytes for the same contents.

    Args:
        first: The sheet Läs mig.
        sheets: The others, in their order.
        look: Colours of the plan.
        marks: What every sheet and printed page says of the edition.
        dated: ``as_of``, the only date in the file.
        author: Who is named as the author in the file's properties.
    """
    out = BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties(
            {
                "title": first.title,
                "subject": first.subtitle,
                "author": author,
                "comments": marks,
                "created": datetime.combine(dated, time()),
            }
        )
        formats = Formats(book, look)
        names = sheet_names([NAME, *(sheet.name for sheet in sheets)])
        _read_me(book.add_worksheet(names[0]), first, names[1:], formats)
        for name, sheet in zip(names[1:], sheets, strict=True):
            _sheet(book.add_worksheet(name), sheet, formats, marks)
    return out.getvalue()


def _read_me(page: Any, first: ReadMe, names: Sequence[str], formats: Formats) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 28)
    page.set_column(1, 1, _TEXT_WIDTH)
    page.set_row(0, 28)
    page.write_string(0, 0, first.title, formats.title)
    page.write_string(1, 0, first.subtitle, formats.strong)
    row = 3
    for mark in first.marks:
        _told(page, row, mark, formats.mark)
        row += 1
    row += 1
    for term, told in first.facts:
        page.write_string(row, 0, term, formats.strong)
        _told(page, row, told, formats.wrapped)
        row += 1
    page.write_string(row + 1, 0, "Läs så här", formats.strong)
    for told in first.how:
        row += 1
        _told(page, row, told, formats.wrapped)
    row += 2
    page.write_string(row, 0, "Blad", formats.strong)
    for name, (_, about) in zip(names, first.sheets, strict=True):
        row += 1
        page.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
        _told(page, row, about, formats.wrapped)
    page.set_portrait()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _told(page: Any, row: int, text: str, made: Any) -> None:
    page.set_row(row, height([(text, _TEXT_WIDTH)]))
    page.write_string(row, 1, text, made)


def _sheet(page: Any, sheet: Sheet, formats: Formats, marks: str) -> None:
    last = len(sheet.headings) - 1
    widths = [
        width(heading, (row[column] for row in sheet.rows))
        for column, heading in enumerate(sheet.headings)
    ]
    page.write_string(_ABOUT, 0, f"{marks} · {sheet.about}", formats.strong)
    for column, heading in enumerate(sheet.headings):
        made = formats.heading(is_number=heading.number)
        page.write_string(_HEADINGS, column, heading.title, made)
        page.set_column(column, column, widths[column])
    page.set_row(_ABOUT, 20)
    titles = zip((heading.title for heading in sheet.headings), widths, strict=True)
    page.set_row(_HEADINGS, height((title, wide - BUTTON) for title, wide in titles))
    for number, row in enumerate(sheet.rows, _FIRST):
        if sheet.wraps:
            page.set_row(number, _height(row, widths))
        for column, cell in enumerate(row):
            _write(page, number, column, cell, formats.cell(cell, wraps=sheet.wraps))
    page.autofilter(_HEADINGS, 0, _HEADINGS + len(sheet.rows), last)
    page.freeze_panes(_FIRST, sheet.fixed)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_ABOUT, _HEADINGS)
    page.set_footer(f"&L{marks.replace('&', '&&')}&C&A&R&P (&N)")


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float | None:
    cells = [
        (cell, wide) for cell, wide in zip(row, widths, strict=True) if isinstance(cell, Words)
    ]
    heights = (
        height(((cell.text, wide) for cell, wide in cells if not cell.missing)),
        height(((cell.text, wide) for cell, wide in cells if cell.missing), SMALL),
    )
    return max((one for one in heights if one is not None), default=None)


def _write(page: Any, row: int, column: int, cell: Cell, made: Any) -> None:
    match cell:
        case Number() | Year():
            page.write_number(row, column, cell.value, made)
        case Words():
            page.write_string(row, column, _fitting(cell.text), made)
        case date():
            page.write_datetime(row, column, datetime.combine(cell, time()), made)
        case None:
            page.write_blank(row, column, None, made)


def _fitting(text: str) -> str:
    """What fits into a cell, which XlsxWriter would else leave empty; a cut text says that it is cut."""
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - len(_CUT)] + _CUT
