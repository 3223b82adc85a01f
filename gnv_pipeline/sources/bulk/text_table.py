"""A table saved as text (.csv, .txt) as a sheet of cells, addressed as Excel would show it.

Belongs here: encoding, separator and which decimal mark a column uses. Does not belong here: what a
column means (``layout``).
"""

from __future__ import annotations

import csv
import io
import re

from gnv_pipeline.excel.grid import Cell, Sheet, address
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused

SHEET = "Textfil"
LARGEST = 50_000_000  # bytes; a real export of 13 000 rows has 0.9 million
_SEPARATORS = (";", "\t", ",")
_SAMPLE = 20  # lines looked at for the separator
_POINT = re.compile(r"[-+]?\d+(\.\d+)?")
_THREE = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")


def read_text_table(data: bytes) -> Sheet:
    """The table as one sheet; raises :class:`WorkbookRefused` for text that is no table."""
    if len(data) > LARGEST:
        raise WorkbookRefused(Reason.TOO_LARGE)
    text = _decoded(data)
    separator = _separator(text)
    if separator is None:
        raise WorkbookRefused(Reason.TEXT)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise WorkbookRefused(Reason.DAMAGED) from error
    points = _point_columns(rows)
    cells = {}
    for row, fields in enumerate(rows, start=1):
        for column, field in enumerate(fields, start=1):
            shown = field.strip()
            if shown:
                is_number = column in points and _POINT.fullmatch(shown)
                value = float(shown) if is_number else shown
                cells[row, column] = Cell(address(row, column), row, column, value)
    return Sheet(SHEET, "visible", cells)


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 where it is so marked or valid, else Windows' Western encoding.

    Kolada's own text exports were in the latter; every byte of it means something, so the guess shows
    only in letters, and an area or a nyckeltal read wrongly matches nothing.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separator(text: str) -> str | None:
    """The separator that the first lines have in common, most often; None where there is none."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    if len(lines) < 2:
        return None
    best = max(_SEPARATORS, key=lambda mark: sum(line.count(mark) > 0 for line in lines))
    return best if sum(best in line for line in lines) * 2 > len(lines) else None


def _point_columns(rows: list[list[str]]) -> set[int]:
    """Columns (from 1) whose numbers have a decimal point.

    ``3.875`` alone may be 3 875. Among ``3.875``, ``5.94991`` and ``7`` it is not: a point that is
    followed by other than three digits can only be a decimal point, and a column has one mark.
    """
    numbers: dict[int, list[str]] = {}
    for fields in rows:
        for column, field in enumerate(fields, start=1):
            shown = field.strip()
            if _POINT.fullmatch(shown):
                numbers.setdefault(column, []).append(shown)
    return {
        column
        for column, found in numbers.items()
        if any("." in text and not _THREE.fullmatch(text) for text in found)
    }
