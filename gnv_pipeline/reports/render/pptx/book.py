"""The workbook inside a chart: what PowerPoint opens on "Redigera data".

Belongs here: the numbers drawn, with interval limits beside them and the error bars as formulas, so that a
corrected number moves its interval too. Does not belong here: the chart.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

SHEET = "Sheet1"  # python-pptx refers to this name from every chart


@dataclass(frozen=True, slots=True)
class Column:
    """One series: its values and, where it has intervals, their limits; None is an empty cell."""

    label: str
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """The lengths of a series' error bars and where they stand in the workbook."""

    plus: tuple[float | None, ...]
    minus: tuple[float | None, ...]
    plus_at: str
    minus_at: str


def book(
    categories: Sequence[str], columns: Sequence[Column], dated: date
) -> tuple[bytes, dict[int, Bars]]:
    """The workbook as bytes, and the error bars of each series that has them, by its place."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"created": datetime.combine(dated, time())})
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_column(0, 0, 30)
    for row, category in enumerate(categories, 1):
        sheet.write_string(row, 0, category)
    for n, column in enumerate(columns, 1):
        sheet.write_string(0, n, column.label)
        _numbers(sheet, n, column.values)
    bars: dict[int, Bars] = {}
    free = len(columns) + 2  # an empty column, so that the table of series ends there
    for n, column in enumerate(columns):
        if any(value is not None for value in column.upper):
            bars[n] = _limits(sheet, column, n + 1, free, len(categories))
            free += 4
    workbook.close()
    return stream.getvalue(), bars


def _numbers(
    sheet: xlsxwriter.worksheet.Worksheet, column: int, values: Sequence[float | None]
) -> None:
    for row, value in enumerate(values, 1):
        if value is not None:
            sheet.write_number(row, column, value)


def _limits(
    sheet: xlsxwriter.worksheet.Worksheet, column: Column, own: int, first: int, count: int
) -> Bars:
    names = ("nedre gräns", "övre gräns", "streck uppåt", "streck nedåt")
    for n, name in enumerate(names):
        sheet.write_string(0, first + n, f"{column.label}: {name}")
    _numbers(sheet, first, column.lower)
    _numbers(sheet, first + 1, column.upper)
    plus: list[float | None] = []
    minus: list[float | None] = []
    limits = zip(column.values, column.lower, column.upper, strict=True)
    for row, (value, lower, upper) in enumerate(limits, 1):
        if value is None or lower is None or upper is None:
            plus.append(None)
            minus.append(None)
            continue
        plus.append(upper - value)
        minus.append(value - lower)
        at = xl_rowcol_to_cell(row, own)
        up, down = xl_rowcol_to_cell(row, first + 1), xl_rowcol_to_cell(row, first)
        sheet.write_formula(row, first + 2, f"={up}-{at}", None, upper - value)
        sheet.write_formula(row, first + 3, f"={at}-{down}", None, value - lower)
    return Bars(
        tuple(plus),
        tuple(minus),
        _place(first + 2, count),
        _place(first + 3, count),
    )


def _place(column: int, count: int) -> str:
    top = xl_rowcol_to_cell(1, column, row_abs=True, col_abs=True)
    bottom = xl_rowcol_to_cell(count, column, row_abs=True, col_abs=True)
    return f"{SHEET}!{top}:{bottom}"
