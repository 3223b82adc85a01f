"""The appendix of tables as an Excel file: everything the report is built on, for those who want to work on.

Belongs here: which sheets there are, their cells and their look. Does not belong here: anything computed or
rounded, or what the masked publication does not hold.
"""

from __future__ import annotations

from pathlib import Path

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.xlsx import pivot, tidy
from gnv_pipeline.reports.render.xlsx.readme import read_me, short_marks
from gnv_pipeline.reports.render.xlsx.writer import workbook_bytes

NAME = "xlsx/tabellbilaga.xlsx"

__all__ = ["NAME", "write_appendix"]


def write_appendix(mart: Mart, plan: Plan, out: Path) -> tuple[Path, ...]:
    """Write ``out/xlsx/tabellbilaga.xlsx`` and return the files written."""
    sheets = (
        *pivot.sheets(mart),
        *tidy.sheets(mart, plan, tidy.JUDGED),
        *tidy.sheets(mart, plan, tidy.REPORTED),
        *tidy.sheets(mart, plan, tidy.DEFINED),
    )
    path = out / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        workbook_bytes(
            read_me(mart, plan, sheets),
            sheets,
            look=plan.header.look,
            marks=short_marks(mart),
            dated=mart.edition["as_of"],
            author=plan.header.sender,
        )
    )
    return (path,)
