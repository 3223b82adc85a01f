"""Notes and comments that hang on cells.

Belongs here: their texts and cells, as old notes and as threads. Does not belong here: the cells
themselves (``worksheet``) or what a note may say (``workbooks``).

Nobody's answer stands in a note, so a part of notes that can't be read never costs the workbook; that it
could not be read is told.
"""

from __future__ import annotations

import re

from gnv_pipeline.excel.model import Note
from gnv_pipeline.excel.package import Package
from gnv_pipeline.excel.workbook_parts import SheetEntry, plain_text
from gnv_pipeline.excel.worksheet import LONGEST_TEXT, TooManyCells
from gnv_pipeline.excel.xml_parts import Attributes, parse

_KINDS = frozenset({"comments", "threadedComment"})
_NOTES = frozenset({"comment", "threadedComment"})
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def read_notes(package: Package, sheet: SheetEntry, most: int) -> tuple[Note, ...]:
    """The notes of one sheet in the order of the file; a thread's first note stands there twice.

    Args:
        package: The open file.
        sheet: The sheet.
        most: How many notes are read.

    Raises:
        Damaged, Forbidden: A part cannot be read.
        TooManyCells: There are more than ``most``.
    """
    found: list[Note] = []
    parts = {r.target for r in package.relations(sheet.part).values() if r.kind in _KINDS}
    for part in sorted(parts):
        if part in package:  # R writes references to parts that don't exist
            reader = _Notes(sheet.title, most - len(found))
            parse(package.chunks(part), reader)
            found += reader.found
    return tuple(found)


class _Notes:
    def __init__(self, sheet: str, most: int) -> None:
        self.found: list[Note] = []
        self._sheet = sheet
        self._most = most
        self._cell: str | None = None
        self._pieces: list[str] = []
        self._inside = self._thread = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _NOTES:
            match = _PLACE.fullmatch(attributes.get("ref", "").upper())
            self._cell = match[1] + match[2] if match else ""
            self._pieces, self._thread = [], name == "threadedComment"
        elif self._cell is not None:
            self._inside = name == ("text" if self._thread else "t")

    def end(self, name: str) -> None:
        self._inside = False
        if name not in _NOTES or self._cell is None:
            return
        text = plain_text("".join(self._pieces))[:LONGEST_TEXT]
        if text.strip():
            self.found.append(Note(self._sheet, self._cell, text))
        if len(self.found) > self._most:
            raise TooManyCells
        self._cell = None

    def data(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)
