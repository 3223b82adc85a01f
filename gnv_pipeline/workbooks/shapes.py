"""The shape of a workbook's layout: sheets, columns, rows and the cells people may fill in.

Belongs here: plain frozen data and look-ups that follow from it. Does not belong here: which rows there
are (``layout``) or how anything looks (``template``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from gnv_pipeline.excel.grid import address

Kind = Literal["text", "long_text", "date", "number", "count", "code"]
OPEN_MARK = "►"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a dropdown."""

    code: str
    label: str
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """What may be filled in in one cell.

    ``kind`` is ``count`` for whole numbers from 0, ``code`` for values of the list ``choices``.
    """

    field: str
    label: str
    kind: Kind
    choices: str | None = None
    required: bool = False
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` in Excel's unit (figures of the standard font)."""

    field: str
    label: str
    width: float
    open: bool = False
    hidden: bool = False
    unit: str = ""
    """The division whose answers stand in it, or empty."""

    @property
    def header(self) -> str:
        """The header cell's text; open columns carry the mark."""
        return f"{self.label} {OPEN_MARK}" if self.open else self.label


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    Attributes:
        key: Unique on its sheet, stands in the hidden key column (or the Id column).
        number: Excel's row number.
        subject: What it is about: ids of indicator, area and gender; of statement, goal or field.
        texts: Locked texts by column.
        inputs: What may be filled in, by column.
        prefill: What stands in open cells from the start (last year's rows), by column, as shown.
    """

    key: str
    number: int
    subject: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, Input] = field(default_factory=dict)
    prefill: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Band:
    """A heading between rows."""

    number: int
    text: str
    colour: str


@dataclass(frozen=True)
class SheetLayout:
    """One sheet. ``growing`` sheets (activities, obstacles) may get more rows than declared."""

    id: str
    title: str
    heading: str
    lead: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    bands: tuple[Band, ...] = ()
    header_row: int = 6
    key_field: str = "key"
    growing: bool = False

    @cached_property
    def position(self) -> Mapping[str, int]:
        """1-based column number by field."""
        return {column.field: number for number, column in enumerate(self.columns, start=1)}

    @cached_property
    def row_by_key(self) -> Mapping[str, Row]:
        """Rows by key."""
        return {row.key: row for row in self.rows}

    @property
    def last_row(self) -> int:
        """The last row that is declared."""
        numbers = [row.number for row in self.rows] + [band.number for band in self.bands]
        return max(numbers, default=self.header_row)

    def cell(self, row: Row, name: str) -> str:
        """Address of a row's cell, e.g. ``D7``."""
        return address(row.number, self.position[name])

    def open_cells(self) -> tuple[str, ...]:
        """Addresses of all cells that may be filled in, row by row."""
        return tuple(
            self.cell(row, column.field)
            for row in self.rows
            for column in self.columns
            if column.field in row.inputs
        )


@dataclass(frozen=True)
class Layout:
    """The whole workbook of one organisation in one round."""

    organisation_id: str
    organisation_name: str
    year: int
    round: int
    template_version: str
    plan_revision: int
    sheets: tuple[SheetLayout, ...]
    lists: Mapping[str, tuple[Choice, ...]]

    @cached_property
    def by_id(self) -> Mapping[str, SheetLayout]:
        """Sheets by id; sheets that are not in the round are absent."""
        return {sheet.id: sheet for sheet in self.sheets}

    def label(self, list_id: str, code: str) -> str:
        """What a code is called; raises ``KeyError`` when it is not in the list."""
        for choice in self.lists[list_id]:
            if choice.code == code:
                return choice.label
        raise KeyError(f"{list_id}: {code}")
