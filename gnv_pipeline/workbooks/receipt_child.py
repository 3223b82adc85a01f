"""Making the marked copy, as it runs in the child process of ``receipt``.

Belongs here: opening what somebody sent with openpyxl, marking it and saving it. Does not belong here:
what the receipt says (``receipt_model``) or anything that needs the plan.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

import openpyxl

from gnv_pipeline.excel.mending import mended
from gnv_pipeline.workbooks.receipt_marks import mark_cells, remove_marks
from gnv_pipeline.workbooks.receipt_model import Receipt
from gnv_pipeline.workbooks.receipt_sheet import STATUS_COLUMN, write_first_sheet
from gnv_pipeline.workbooks.saving import existing_cells, keep_comment_sizes, saved_bytes


def answer(request: bytes) -> bytes:
    """The marked copy of the workbook in ``request``: a line of JSON (the receipt), then the file."""
    line, _, source = request.partition(b"\n")
    return marked_copy(source, Receipt.from_json(line))


def marked_copy(source: bytes, receipt: Receipt) -> bytes:
    """The sender's workbook with the receipt's sheet first and its cells marked."""
    source = mended(source) or source
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out
        book = openpyxl.load_workbook(BytesIO(source), rich_text=True)
        values = _formula_values(book, source)
    remove_marks(book)
    keep_comment_sizes(book)
    marks, own = write_first_sheet(book, receipt, values)
    mark_cells(book, marks, STATUS_COLUMN)
    stored = {
        number: own if number == 1 else values.get(sheet.title, {})
        for number, sheet in enumerate(book.worksheets, start=1)
    }
    return saved_bytes(book, source, stored)


def plain_copy(receipt: Receipt) -> bytes:
    """A workbook with the receipt's sheet only, for a file that can't be opened and marked."""
    book = openpyxl.Workbook()
    _, own = write_first_sheet(book, receipt, {})
    book.remove(book.worksheets[1])  # the one that a new workbook has
    return saved_bytes(book, b"", {1: own})


def _formula_values(book: Any, source: bytes) -> dict[str, dict[str, Any]]:
    """Values stored with formulas, which openpyxl forgets when it saves."""
    places = {
        sheet.title: [c.coordinate for c in existing_cells(sheet) if c.data_type == "f"]
        for sheet in book.worksheets
    }
    if not any(places.values()):
        return {}
    read = openpyxl.load_workbook(BytesIO(source), data_only=True)
    return {
        title: {cell: read[title][cell].value for cell in cells} for title, cells in places.items()
    }
