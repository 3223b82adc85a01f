"""The layout of a workbook, declared once from the plan.

Belongs here: the workbook as a whole, and the cells everybody is asked for. Template, reader, rules
and filling all use it. Does not belong here: the single sheets (``sheet_keyfigures``,
``sheet_forms``), how cells look (``template``) or what is read from them (``reading``).
"""

from __future__ import annotations

from collections.abc import Callable

from gnv_pipeline.excel.grid import address
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks import sheet_forms
from gnv_pipeline.workbooks.parts import answer_field, id_prefix, lists_of
from gnv_pipeline.workbooks.rows import History
from gnv_pipeline.workbooks.shapes import Layout, Row, SheetLayout
from gnv_pipeline.workbooks.sheet_keyfigures import keyfigures

__all__ = ["answer_field", "asked_inputs", "id_prefix", "key_cell", "layout", "required_cells"]


def layout(
    plan: Plan,
    year: int,
    round: int,  # noqa: A002 (the house's word for it)
    organisation: str,
    history: History | None = None,
) -> Layout:
    """The layout of one organisation's workbook.

    Args:
        plan: The plan revision in force.
        year: Uppföljningsår; own values have this data year.
        round: Number of the round within the year.
        organisation: Area id of an organisation that hands in.
        history: What is known from before; decides only last year's rows that come along.

    Raises:
        KeyError: The plan knows no such organisation or round.
    """
    area = plan.area_by_id[organisation]
    asked = plan.round(year, round).sheets
    builders: dict[str, Callable[[], SheetLayout]] = {
        "hand_in": lambda: sheet_forms.hand_in(plan),
        "keyfigures": lambda: keyfigures(plan, year, area),
        "self_assessment": lambda: sheet_forms.self_assessment(plan, area),
        "activities": lambda: sheet_forms.activities(plan, year, area, history),
        "local_plan": lambda: sheet_forms.local_plan(plan),
        "obstacles": lambda: sheet_forms.obstacles(plan, year, area, history),
    }
    return Layout(
        organisation_id=area.id,
        organisation_name=area.full_name,
        year=year,
        round=round,
        template_version=plan.header.template_version,
        plan_revision=plan.revision,
        sheets=tuple(build() for sheet_id, build in builders.items() if sheet_id in asked),
        lists=lists_of(plan),
    )


def required_cells(declared: Layout) -> int:
    """How many cells an organisation is asked to fill in; rows it adds itself are not among them."""
    return sum(len(asked_inputs(sheet)) for sheet in declared.sheets)


def asked_inputs(sheet: SheetLayout) -> tuple[tuple[Row, str], ...]:
    """The cells of a sheet that everyone is asked for, as (row, column)."""
    if sheet.growing:
        return ()
    return tuple(
        (row, name) for row in sheet.rows for name, asked in row.inputs.items() if asked.required
    )


def key_cell(sheet: SheetLayout, row: Row) -> str:
    """Address of the cell that holds a row's key."""
    return address(row.number, sheet.position[sheet.key_field])
