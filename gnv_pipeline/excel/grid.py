"""A workbook as a grid of addressed cells.

Belongs here: opening a workbook that passed the preflight and keeping what was really in its cells.
Does not belong here: what the cells mean (``values`` for numbers, ``workbooks`` for our template).

openpyxl's full mode is used: it keeps addresses, error values and number formats. Files that R writes
may refer to drawings that do not exist, which full mode cannot open; they are read in its read-only
mode. Only cells that exist are visited, so one stray cell in XFD1048576 costs nothing.
"""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from gnv_pipeline.excel.preflight import Limits, Preflight, column_letters, column_number, inspect
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None

# What openpyxl has been seen to raise on damaged or unusual files.
_READER_ERRORS = (
    ArithmeticError, AttributeError, EOFError, InvalidFileException, LookupError, NotImplementedError,
    ParseError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_READ_ONLY_ROWS = 200_000  # read-only mode walks every row up to the highest


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that exists.

    Attributes:
        address: As Excel writes it, ``D7``.
        row: 1-based.
        column: 1-based.
        value: The value, for a formula the one stored with it; ``None`` where none is stored.
        number_format: Excel's code, e.g. ``0.0%``.
        is_formula: Whether the cell holds a formula.
        is_error: Whether the value is an Excel error such as ``#DIV/0!``.
    """

    address: str
    row: int
    column: int
    value: Value
    number_format: str = "General"
    is_formula: bool = False
    is_error: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is written: no value, or only spaces. A formula is never blank."""
        if self.is_formula:
            return False
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True)
class Sheet:
    """One sheet: only cells that are not blank, by (row, column), both 1-based."""

    title: str
    state: str
    """``visible``, ``hidden`` or ``veryHidden``."""
    cells: Mapping[tuple[int, int], Cell]

    def get(self, row: int, column: int) -> Cell | None:
        """The cell, or ``None`` where nothing is written."""
        return self.cells.get((row, column))

    def at(self, address: str) -> Cell | None:
        """The cell by its address, e.g. ``D7``."""
        return self.cells.get(split_address(address))

    @cached_property
    def by_row(self) -> Mapping[int, Mapping[int, Cell]]:
        """Rows that hold anything, in order; each maps column to cell, in order."""
        rows: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, {})[column] = self.cells[row, column]
        return rows


@dataclass(frozen=True)
class Grid:
    """A whole workbook. ``properties`` are the custom document properties."""

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str | int | float | bool]
    mode: Literal["full", "read_only"]
    preflight: Preflight

    def sheet(self, title: str) -> Sheet | None:
        """The sheet of exactly this title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)


def address(row: int, column: int) -> str:
    """``(7, 4)`` as ``D7``."""
    return f"{column_letters(column)}{row}"


def split_address(text: str) -> tuple[int, int]:
    """``D7`` as ``(7, 4)``; raises ``ValueError`` for what is no address."""
    letters = text.rstrip("0123456789")
    if not letters.isalpha() or not letters.isascii() or letters == text:
        raise ValueError(f"not an address: {text!r}")
    return int(text[len(letters) :]), column_number(letters.upper())


def read_grid(source: Path | bytes, name: str | None = None, limits: Limits | None = None) -> Grid:
    """Read a workbook.

    Args:
        source: The file, or all its bytes.
        name: File name, where ``source`` is bytes.
        limits: What the preflight accepts.

    Raises:
        WorkbookRefused: With the reason and what to do, in Swedish.
    """
    if isinstance(source, bytes):
        data = source
    else:
        name = name or source.name
        try:
            data = source.read_bytes()
        except OSError as error:
            raise WorkbookRefused(Reason.UNREADABLE) from error
    seen = inspect(data, name or "", limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions it leaves out
        try:
            return _read_full(data, seen)
        except _READER_ERRORS:
            return _read_plain(data, seen)


def _read_full(data: bytes, seen: Preflight) -> Grid:
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    formulas: dict[str, set[tuple[int, int]]] = {}
    if seen.has_formulas:
        second = openpyxl.load_workbook(BytesIO(data), data_only=False)
        for sheet in second.worksheets:
            formulas[sheet.title] = {
                place for place, cell in _existing(sheet) if cell.data_type == "f"
            }
    sheets = []
    for sheet in book.worksheets:
        inside = formulas.get(sheet.title, set())
        cells = {
            place: cell
            for place, found in _existing(sheet)
            if not (cell := _cell(found, *place, is_formula=place in inside)).blank
        }
        sheets.append(Sheet(sheet.title, sheet.sheet_state, cells))
    return Grid(tuple(sheets), _properties(book), "full", seen)


def _existing(sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    # openpyxl has no public way to visit only the cells that exist: iter_rows walks the whole
    # rectangle, 17 billion cells for one stray cell in XFD1048576.
    yield from sheet._cells.items()


def _cell(found: Any, row: int, column: int, *, is_formula: bool) -> Cell:
    return Cell(
        address=address(row, column),
        row=row,
        column=column,
        value=found.value,
        number_format=getattr(found, "number_format", None) or "General",
        is_formula=is_formula,
        is_error=getattr(found, "data_type", "") == "e",
    )


def _read_plain(data: bytes, seen: Preflight) -> Grid:
    """The way round for files that full mode cannot open; formulas are known by a second pass."""
    if seen.highest_row > _READ_ONLY_ROWS:
        raise WorkbookRefused(Reason.DAMAGED)
    try:
        formulas = _formula_places(data) if seen.has_formulas else {}
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheets = []
        for sheet in book.worksheets:
            inside = formulas.get(sheet.title, set())
            cells = {
                place: cell
                for place, found in _streamed(sheet)
                if not (cell := _cell(found, *place, is_formula=place in inside)).blank
            }
            sheets.append(Sheet(sheet.title, sheet.sheet_state, cells))
        return Grid(tuple(sheets), _properties(book), "read_only", seen)
    except _READER_ERRORS as error:
        raise WorkbookRefused(Reason.DAMAGED) from error


def _formula_places(data: bytes) -> dict[str, set[tuple[int, int]]]:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=False)
    return {
        sheet.title: {place for place, cell in _streamed(sheet) if cell.data_type == "f"}
        for sheet in book.worksheets
    }


def _streamed(sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    sheet.reset_dimensions()  # the declared extent may be wrong; cells outside would be lost
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield (cell.row, cell.column), cell


def _properties(book: Any) -> dict[str, str | int | float | bool]:
    found = {}
    for item in book.custom_doc_props.props:
        if isinstance(item.value, str | int | float | bool):
            found[str(item.name)] = item.value
    return found
