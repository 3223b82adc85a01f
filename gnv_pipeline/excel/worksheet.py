"""The cells of one sheet, read as a stream.

Belongs here: the XML of a sheet as addressed values. Does not belong here: the shared parts
(``workbook_parts``) or what a value means (``values``).

Cells without content are never kept, so a million formatted empty rows cost time but no memory. A cell
whose content is damaged becomes an Excel error in that very cell: one bad cell costs one cell. Text
covered by a merged cell, which nobody sees, is left out as Excel leaves it out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from gnv_pipeline.excel import number_formats
from gnv_pipeline.excel.model import (
    LAST_COLUMN,
    LAST_ROW,
    Cell,
    Place,
    Value,
    address,
    column_number,
)
from gnv_pipeline.excel.workbook_parts import Format, Shared, plain_text
from gnv_pipeline.excel.xml_parts import Attributes, Damaged, parse

DAMAGED_VALUE = "#VALUE!"  # what a cell with impossible content is read as
LONGEST_TEXT = 32_767  # characters that Excel lets into a cell
_MOST_COVERED = 20_000_000  # places under merged cells; they cannot overlap in a sound sheet
_LONGEST_NUMBER = 400  # Excel writes at most 24 characters, other programs up to 309 digits
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_QUOTED = re.compile(r'"[^"]*"')
# [1]Blad!A1 and '[1]Mitt blad'!A1 are other workbooks; Tabell1[2024] and [[#All],[2024]] are not.
_CALLS_OUT = re.compile(
    r"(?:^|[=(,;+\-*/^&<> '])\[\d+\](?=[^\],\[)])"
    r"|\.xl\w{1,2}\]"
    r"|\b(?:WEBSERVICE|RTD|CALL|REGISTER\.ID|IMAGE|SQL\.REQUEST|EXEC)\s*\("
    r"|\w\|'?[^!]{0,255}!",  # DDE: cmd|'/C calc'!A0
    re.IGNORECASE,
)
_LONGEST_FORMULA = 8_192
_NUMBER = re.compile(r"\s*[-+]?(?:[0-9]+(\.[0-9]*)?|(\.[0-9]+))([eE][-+]?[0-9]+)?\s*")


class TooManyCells(Exception):
    """The sheets hold more cells with content than is read."""


def read_cells(
    chunks: Iterable[bytes], shared: Shared, most: int
) -> tuple[dict[Place, Cell], tuple[str, ...]]:
    """The cells with content of one sheet, and addresses of formulas that call out.

    Args:
        chunks: The sheet's XML.
        shared: What its cells refer to.
        most: How many cells are read.

    Raises:
        Damaged, Forbidden: The XML cannot be read.
        TooManyCells: There are more than ``most``.
    """
    reader = _Cells(shared, most)
    parse(chunks, reader)
    _uncover(reader.found, reader.merged)
    return reader.found, tuple(reader.calling_out)


class _Cells:
    def __init__(self, shared: Shared, most: int) -> None:
        self.found: dict[Place, Cell] = {}
        self.merged: list[str] = []
        self.calling_out: list[str] = []
        self._shared = shared
        self._most = most
        self._columns: dict[str, int] = {}
        self._outward_groups: set[str] = set()
        self._inside_data = False
        self._row = self._column = 0
        self._address = ""
        self._cell: Attributes | None = None
        self._formula: Attributes | None = None
        self._formula_text = ""
        self._stored: str | None = None
        self._pieces: list[str] | None = None
        self._reading = False

    def start(self, name: str, attributes: Attributes) -> None:
        if not self._inside_data:
            if name == "sheetData":
                self._inside_data = True
            elif name == "mergeCell":
                self.merged.append(attributes.get("ref", ""))
        elif name == "c":
            self._cell = attributes
            self._formula = self._stored = None
            self._formula_text = ""
            self._step(attributes.get("r"))
        elif name == "row":
            self._row = _row_number(attributes.get("r"), self._row)
            self._column = 0
        elif name in {"v", "t"}:
            self._pieces = None if self._reading else []
        elif name == "f":
            self._formula = attributes
            self._pieces = []
        elif name == "rPh":
            self._reading = True

    def data(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if not self._inside_data:
            return
        if name in {"v", "t"}:
            if self._pieces is not None:  # runs of rich text come one by one
                self._stored = (self._stored or "") + "".join(self._pieces)
            self._pieces = None
        elif name == "c":
            if self._formula is not None or self._stored:
                self._keep()
            self._cell = None
        elif name == "f":
            self._formula_text = "".join(self._pieces or ())
            self._pieces = None
        elif name == "rPh":
            self._reading = False
        elif name == "sheetData":
            self._inside_data = False

    def _step(self, written: str | None) -> None:
        """Go to the cell's place: the one it says, else the next in its row."""
        if written is None:
            self._column += 1
            self._address = ""
        else:
            match = _PLACE.fullmatch(written)
            if match is None:
                raise Damaged(f"not an address: {written!r}")
            letters = match[1].upper()
            if letters not in self._columns:
                self._columns[letters] = column_number(letters)
            self._row, self._column = int(match[2]), self._columns[letters]
            self._address = letters + match[2]
        if not (1 <= self._row <= LAST_ROW and 1 <= self._column <= LAST_COLUMN):
            raise Damaged(f"outside the sheet: row {self._row}, column {self._column}")

    def _keep(self) -> None:
        attributes = self._cell or {}
        style = attributes.get("s", "0")
        formats = self._shared.formats
        shown = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else Format()
        value, is_error = self._value(attributes.get("t", "n"), shown)
        cell = Cell(
            address=self._address or address(self._row, self._column),
            row=self._row,
            column=self._column,
            value=value,
            number_format=shown.code,
            is_formula=self._formula is not None,
            is_error=is_error,
        )
        if cell.blank:
            return
        self.found[self._row, self._column] = cell
        if len(self.found) > self._most:
            raise TooManyCells
        if self._formula is not None and self._calls_out(self._formula):
            self.calling_out.append(cell.address)

    def _calls_out(self, formula: Attributes) -> bool:
        group = formula.get("si")
        if self._formula_text:
            bare = _QUOTED.sub('""', self._formula_text[:_LONGEST_FORMULA])
            outward = _CALLS_OUT.search(bare) is not None
            if outward and group is not None:
                self._outward_groups.add(group)
            return outward
        return group in self._outward_groups  # the others of a shared formula repeat no text

    def _value(self, kind: str, shown: Format) -> tuple[Value, bool]:
        text = self._stored
        if not text:
            return None, False
        if kind == "n":
            return self._number(text, shown)
        if kind == "e":
            return text, True
        if kind == "s":
            index = int(text) if text.strip().isdecimal() else -1
            if not 0 <= index < len(self._shared.texts):
                return DAMAGED_VALUE, True
            return self._text(self._shared.texts[index])
        if kind == "b":
            known = {"1": True, "true": True, "0": False, "false": False}
            value = known.get(text.strip().lower())
            return (DAMAGED_VALUE, True) if value is None else (value, False)
        if kind == "d":
            return _iso_date(text), False
        return self._text(plain_text(text))

    def _text(self, text: str) -> tuple[Value, bool]:
        if len(text) > LONGEST_TEXT:
            return DAMAGED_VALUE, True
        return text or None, False

    def _number(self, text: str, shown: Format) -> tuple[Value, bool]:
        match = _NUMBER.fullmatch(text)
        if match is None or len(text) > _LONGEST_NUMBER:
            return self._text(text)  # <v>None</v>, as some programs write: shown to the sender
        number = float(text) if any(match.groups()) else int(text)
        if not shown.is_date:
            return number, False
        try:
            return (
                number_formats.as_date(number, self._shared.epoch, elapsed=shown.is_elapsed),
                False,
            )
        except (OverflowError, ValueError):
            return DAMAGED_VALUE, True


def _row_number(written: str | None, last: int) -> int:
    if written is None:
        return last + 1
    try:
        return int(written)
    except ValueError as error:
        raise Damaged(f"not a row: {written!r}") from error


def _iso_date(text: str) -> Value:
    for kind in (dt.datetime, dt.time):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return text


def _uncover(cells: dict[Place, Cell], merged: list[str]) -> None:
    """Remove what lies under merged cells; the first cell of each is the one that shows."""
    work = 0
    for reference in merged:
        top, left, bottom, right = _range(reference)
        area = (right - left + 1) * (bottom - top + 1)
        work += min(area, len(cells))
        if work > _MOST_COVERED:
            raise Damaged("merged cells overlap")
        if area <= len(cells):
            covered = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        else:
            covered = [(r, c) for r, c in cells if top <= r <= bottom and left <= c <= right]
        for place in covered:
            if place != (top, left):
                cells.pop(place, None)


def _range(reference: str) -> tuple[int, int, int, int]:
    """Row and column of the first cell, row and column of the last."""
    first, _, last = reference.partition(":")
    begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if begin is None or end is None:
        raise Damaged(f"not a range: {reference!r}")
    return (
        int(begin[2]),
        column_number(begin[1].upper()),
        int(end[2]),
        column_number(end[1].upper()),
    )
