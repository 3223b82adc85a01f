"""Workbooks in older or other formats (.xls, .xlsb, .ods), read in a child process.

Belongs here: asking the child and turning its answer into sheets of cells. Does not belong here: .xlsx
(``excel`` reads those).

The reader is compiled code for formats that nobody can look through beforehand, so it runs in a process of
its own with limits: what ends it costs one file.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

from gnv_pipeline.excel.child import Bounds, ChildEnded, How, call
from gnv_pipeline.excel.grid import Cell, Sheet, Value, address
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused

# The largest real file (311 kB, 15 000 cells) takes 0.1 s; a full sheet of the old format needs some
# 0.6 GB.
BOUNDS = Bounds(memory_bytes=1_500_000_000, seconds=60.0)
LARGEST = 20_000_000  # bytes of the file, as for .xlsx
_TARGET = "gnv_pipeline.sources.bulk.old_excel_child:read"
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SAKNAS!")
_ENDS = {
    How.TIME: Reason.TOO_SLOW,
    How.MEMORY: Reason.TOO_HEAVY,
    How.STOPPED: Reason.READER_STOPPED,
    How.NOT_STARTED: Reason.READER_NOT_STARTED,
}


def read_old(data: bytes, bounds: Bounds = BOUNDS) -> tuple[Sheet, ...]:
    """The sheets of a workbook.

    Args:
        data: The whole file.
        bounds: Time and memory of the child; on Windows only the time is limited.

    Raises:
        WorkbookRefused: It is damaged, locked or too large, or its reader was ended.
    """
    if len(data) > LARGEST:
        raise WorkbookRefused(Reason.TOO_LARGE)
    try:
        answer = json.loads(call(_TARGET, data, bounds, packages=sys.path))
    except ChildEnded as error:
        raise WorkbookRefused(_ENDS[error.how]) from error
    if "refused" in answer:
        raise WorkbookRefused(Reason(answer["refused"]))
    return tuple(_sheet(said) for said in answer["sheets"])


def _sheet(said: dict[str, Any]) -> Sheet:
    cells = {}
    for row, column, kind, value in said["cells"]:
        cell = Cell(
            address=address(row, column),
            row=row,
            column=column,
            value=_value(kind, value),
            is_error=kind == "t" and value in _ERRORS,
        )
        if not cell.blank:
            cells[row, column] = cell
    return Sheet(said["title"], said["state"], cells)


def _value(kind: str, value: Any) -> Value:
    if kind == "d":
        return dt.datetime.fromisoformat(value)
    plain: Value = value
    return plain
