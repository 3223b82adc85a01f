"""Reading cells otherwise than they stand in the file.

Belongs here: laying an analyst's corrections over a workbook that was read. Does not belong here: which
corrections there are (``intake``), or what the cells then mean (``reading``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gnv_pipeline.excel.grid import Cell, Grid, Sheet, split_address
from gnv_pipeline.excel.values import fold

Corrections = Mapping[tuple[str, str], str]
"""What is read instead, as somebody would type it, by sheet title and address; ``""`` is an empty cell."""


def with_corrections(grid: Grid, corrected: Corrections | None) -> Grid:
    """The workbook with some cells replaced; all else is untouched, and so is ``grid``."""
    if not corrected:
        return grid
    by_sheet: dict[str, dict[str, str]] = {}
    for (title, address), text in corrected.items():
        by_sheet.setdefault(fold(title), {})[address] = text
    return replace(
        grid,
        sheets=tuple(
            _replaced(sheet, by_sheet[fold(sheet.title)])
            if fold(sheet.title) in by_sheet
            else sheet
            for sheet in grid.sheets
        ),
    )


def _replaced(sheet: Sheet, values: Mapping[str, str]) -> Sheet:
    cells = dict(sheet.cells)
    for address, text in values.items():
        row, column = split_address(address)
        if text:
            cells[row, column] = Cell(address, row, column, text)
        else:
            cells.pop((row, column), None)
    return Sheet(sheet.title, sheet.state, cells)
