"""A workbook as a grid of addressed cells: the types every reader of cells shares.

Belongs here: cell, sheet and grid, and addresses. Does not belong here: how they are read from a file
(``grid``, ``worksheet``) or what a cell means (``values``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gnv_pipeline.excel.preflight import Preflight

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
Place = tuple[int, int]
Properties = Mapping[str, str | int | float | bool]

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384  # XFD


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
    cells: Mapping[Place, Cell]

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


@dataclass(frozen=True, slots=True)
class Note:
    """A note or comment on a cell; ``cell`` is empty where the file does not say which."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True)
class Grid:
    """A whole workbook.

    Attributes:
        sheets: In the order of the workbook; chart sheets and the like are left out.
        properties: The custom document properties.
        preflight: What the first look saw.
        calling_out: Sheet title and address of formulas that fetch something from outside the
            workbook. They were never run; their cells hold the value stored with them.
        attachment: Name of the workbook in the mail it came in; empty where the file is no mail.
        notes: Notes on cells, sheet by sheet.
        unread_notes: Titles of sheets whose notes could not be read.
        mended: Whether the file's directory was damaged and made anew; all its parts are whole.
    """

    sheets: tuple[Sheet, ...]
    properties: Properties
    preflight: Preflight
    calling_out: tuple[tuple[str, str], ...] = ()
    attachment: str = ""
    notes: tuple[Note, ...] = ()
    unread_notes: tuple[str, ...] = ()
    mended: bool = False

    def sheet(self, title: str) -> Sheet | None:
        """The sheet of exactly this title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)


def column_number(letters: str) -> int:
    """``A`` as 1, ``XFD`` as 16384."""
    result = 0
    for letter in letters:
        result = result * 26 + ord(letter) - 64
    return result


def column_letters(column: int) -> str:
    """1 as ``A``, 16384 as ``XFD``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """``(7, 4)`` as ``D7``."""
    return f"{column_letters(column)}{row}"


def split_address(text: str) -> Place:
    """``D7`` as ``(7, 4)``; raises ``ValueError`` for what is no address."""
    letters = text.rstrip("0123456789")
    if not letters.isalpha() or not letters.isascii() or letters == text:
        raise ValueError(f"not an address: {text!r}")
    return int(text[len(letters) :]), column_number(letters.upper())
