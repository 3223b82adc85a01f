"""A file of any accepted format as sheets of addressed cells.

Belongs here: which reader reads what. Does not belong here: the readers, or what the cells mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gnv_pipeline.excel.cautions import cautions
from gnv_pipeline.excel.grid import Sheet
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from gnv_pipeline.excel.sandbox import read_guarded
from gnv_pipeline.findings import Finding
from gnv_pipeline.sources.bulk.old_excel import read_old
from gnv_pipeline.sources.bulk.text_table import read_text_table

Form = Literal["xlsx", "old", "text"]
_OTHER_FORMATS = (Reason.OLD_EXCEL, Reason.BINARY_WORKBOOK, Reason.OPEN_DOCUMENT)


# A table of all kommuner and 30 years for 30 nyckeltal has 280 000 cells and takes 6 s and 0.3 GB.
CELLS = 500_000


@dataclass(frozen=True, slots=True)
class Book:
    """What a file holds.

    Attributes:
        form: ``xlsx``, ``old`` (.xls, .xlsb or .ods) or ``text``.
        sheets: In the order of the file.
        properties: Names of its custom document properties.
        cautions: Findings on the file as such: macros, links, formulas that call out.
    """

    form: Form
    sheets: tuple[Sheet, ...]
    properties: frozenset[str] = frozenset()
    cautions: tuple[Finding, ...] = ()


def read_book(data: bytes, file_name: str) -> Book:
    """Read a file; its ending is never trusted, its bytes decide.

    Raises:
        WorkbookRefused: It is no table in any format we read, or damaged, locked, too large.
    """
    book = _read(data, file_name)
    if sum(len(sheet.cells) for sheet in book.sheets) > CELLS:
        raise WorkbookRefused(
            Reason.TOO_LARGE, "Ta bara med de nyckeltal, områden och år som behövs."
        )
    return book


def _read(data: bytes, file_name: str) -> Book:
    try:
        grid = read_guarded(data, file_name)
    except WorkbookRefused as refusal:
        if refusal.reason in _OTHER_FORMATS:
            return Book("old", read_old(data))
        if refusal.reason is Reason.TEXT:
            return Book("text", (read_text_table(data),))
        raise
    return Book("xlsx", grid.sheets, frozenset(grid.properties), cautions(grid, file_name))
