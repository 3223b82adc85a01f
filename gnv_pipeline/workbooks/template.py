"""Writing a blank template.

Belongs here: the workbook as a whole: order of sheets, properties, identity, print set-up. Does not
belong here: which cells there are (``layout``) or what stands on each sheet (``template_*``).

The same input gives the same bytes: ``as_of`` is the only date in the file.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.fieldmap import write_lists, write_map
from gnv_pipeline.workbooks.layout import layout as declare
from gnv_pipeline.workbooks.rows import History, Identity
from gnv_pipeline.workbooks.shapes import Layout
from gnv_pipeline.workbooks.styles import FONT, SIZE, Styles
from gnv_pipeline.workbooks.template_readme import write_readme
from gnv_pipeline.workbooks.template_sheets import Draft, write_sheet

_ROWS_PER_PAGE = 22  # a sheet this short is printed on one page


def write_template(
    path: Path,
    plan: Plan,
    year: int,
    round: int,  # noqa: A002 (the house's word for it)
    organisation_id: str,
    history: History,
    as_of: dt.date,
    example: bool = False,
) -> None:
    """Write one organisation's blank workbook.

    Args:
        path: The file to write; its folder is made when missing.
        plan: The plan revision in force.
        year: Uppföljningsår.
        round: Number of the round within the year.
        organisation_id: Whose workbook it is.
        history: Earlier values, answers, activities and obstacles to show.
        as_of: The date the file bears.
        example: Whether it is for made-up data; it then says so.

    Raises:
        KeyError: The plan knows no such organisation or round.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template_bytes(plan, year, round, organisation_id, history, as_of, example))


def template_bytes(
    plan: Plan,
    year: int,
    round: int,  # noqa: A002
    organisation_id: str,
    history: History,
    as_of: dt.date,
    example: bool = False,
) -> bytes:
    """The workbook of :func:`write_template` as bytes."""
    declared = declare(plan, year, round, organisation_id, history)
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.formats[0].set_font_name(FONT)
    book.formats[0].set_font_size(SIZE)
    identity = Identity(
        organisation_id, year, round, declared.template_version, declared.plan_revision, example
    )
    _describe(book, plan, declared, identity, as_of)
    draft = Draft(book, plan, declared, history, Styles(book, plan.header.look), {})
    readme = book.add_worksheet(words.README_TITLE)
    sheets = {sheet.id: book.add_worksheet(sheet.title) for sheet in declared.sheets}
    draft.list_names.update(write_lists(book, declared))
    write_map(book, declared)
    write_readme(draft, readme, plan.round(year, round), identity)
    for sheet in declared.sheets:
        write_sheet(draft, sheets[sheet.id], sheet)
    _print_setup(readme, declared, landscape=False, one_page=True)
    for sheet in declared.sheets:
        by_unit = any(column.unit for column in sheet.columns)
        many = sheet.growing or by_unit or sheet.id == "keyfigures"
        short = not many and len(sheet.rows) + len(sheet.bands) <= _ROWS_PER_PAGE
        _print_setup(sheets[sheet.id], declared, landscape=True, one_page=short)
    readme.activate()
    book.close()
    return out.getvalue()


def _describe(book: Any, plan: Plan, declared: Layout, identity: Identity, as_of: dt.date) -> None:
    book.set_properties(
        {
            "title": f"{plan.header.subject} – {declared.organisation_name} {declared.year}",
            "subject": f"Mall {declared.template_version}",
            "author": plan.header.prepared_by,
            "created": dt.datetime.combine(as_of, dt.time(), dt.UTC),
        }
    )
    for name, kind in (
        ("organisation_id", "text"),
        ("year", "number_int"),
        ("round", "number_int"),
        ("template_version", "text"),
        ("plan_revision", "number_int"),
        ("example", "bool"),
    ):
        book.set_custom_property(words.PROPERTIES[name], getattr(identity, name), kind)


def _print_setup(worksheet: Any, declared: Layout, *, landscape: bool, one_page: bool) -> None:
    worksheet.set_paper(9)  # A4
    if landscape:
        worksheet.set_landscape()
    worksheet.fit_to_pages(1, 1 if one_page else 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    name = declared.organisation_name.replace("&", "&&")
    worksheet.set_footer(
        f"&L&9{name} · Uppföljningsår {declared.year} · Mall {declared.template_version}"
        "&C&9&A&R&9Sida &P av &N"
    )
    worksheet.hide_gridlines(2)
