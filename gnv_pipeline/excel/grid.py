"""Reading a workbook into a grid of addressed cells.

Belongs here: the way from bytes to :class:`Grid`. Does not belong here: the limits of time and memory
(``sandbox``: what anyone sent is read there), the parts of the file (``package``, ``workbook_parts``,
``worksheet``), or what the cells mean (``values`` for numbers, ``workbooks`` for our template).

A workbook is read by this package's own reader: one pass gives values, formats and which cells hold
formulas, only cells with content are kept, and nothing but cells is looked at. So sound files that
``openpyxl.load_workbook`` cannot open are read as well: those R writes, which refer to drawings that do
not exist, and those with colours or rules that break the standard. The tests compare every cell with
what openpyxl reads.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gnv_pipeline.excel.kinds import Container, container
from gnv_pipeline.excel.mending import is_whole, mended
from gnv_pipeline.excel.model import (
    Cell,
    Grid,
    Note,
    Sheet,
    Value,
    address,
    column_letters,
    column_number,
    split_address,
)
from gnv_pipeline.excel.notes import read_notes
from gnv_pipeline.excel.package import Package
from gnv_pipeline.excel.preflight import Limits, Preflight, inspect
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused, shown_name
from gnv_pipeline.excel.workbook_parts import SheetEntry, read_properties, read_shared
from gnv_pipeline.excel.worksheet import TooManyCells, read_cells
from gnv_pipeline.excel.xml_parts import Damaged, Forbidden

__all__ = [
    "Cell",
    "Grid",
    "Note",
    "Sheet",
    "Value",
    "address",
    "column_letters",
    "column_number",
    "read_bytes",
    "read_grid",
    "split_address",
]

MAIL_FACTOR = 2  # attachments grow by a third in a mail, and text and pictures come with them


def read_grid(source: Path | bytes, name: str | None = None, limits: Limits | None = None) -> Grid:
    """Read a workbook, in this very process; a mail is opened for the workbook attached to it.

    Args:
        source: The file, or all its bytes.
        name: File name, where ``source`` is bytes.
        limits: What the preflight accepts.

    Raises:
        WorkbookRefused: With the reason and what to do, in Swedish.
    """
    limits = limits or Limits()
    data = source if isinstance(source, bytes) else read_bytes(source, limits)
    name = shown_name(name or (source.name if isinstance(source, Path) else ""))
    attachment = ""
    if container(data, name) is Container.MAIL:
        # Here, since only a mail needs it and reading e-mail takes longer to import than all else.
        from gnv_pipeline.excel.mail import attached_workbook

        if len(data) > MAIL_FACTOR * limits.file_bytes:
            raise WorkbookRefused(Reason.TOO_LARGE)
        taken = attached_workbook(data)
        data, name, attachment = taken.data, taken.name, taken.name
    try:
        seen, repaired = inspect(data, name, limits), False
    except WorkbookRefused as refused:
        if refused.reason is not Reason.DAMAGED or (whole := _mended(data, name, limits)) is None:
            raise
        (data, seen), repaired = whole, True
    return replace(_read(data, seen, limits, attachment), mended=repaired)


def _mended(data: bytes, name: str, limits: Limits) -> tuple[bytes, Preflight] | None:
    """A file whose directory was lost, with a new one, where it is proved that nothing else is missing."""
    repaired = mended(data)
    if repaired is None:
        return None
    try:
        seen = inspect(repaired, name, limits)
    except WorkbookRefused as refused:
        if refused.reason in {Reason.TOO_LARGE, Reason.UNSAFE}:
            raise
        return None  # so much is gone that it no longer looks like a workbook
    return (repaired, seen) if is_whole(Package(repaired)) else None


def read_bytes(source: Path, limits: Limits | None = None) -> bytes:
    """All bytes of a file, if it is one and not larger than anything that is read.

    Raises:
        WorkbookRefused: It cannot be read, or is too large.
    """
    largest = MAIL_FACTOR * (limits or Limits()).file_bytes
    try:
        if not source.is_file():  # a folder, or a pipe that would never end
            raise WorkbookRefused(Reason.UNREADABLE)
        if source.stat().st_size > largest:
            raise WorkbookRefused(Reason.TOO_LARGE)
        return source.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name no file can have
        raise WorkbookRefused(Reason.UNREADABLE) from error


def _read(data: bytes, seen: Preflight, limits: Limits, attachment: str) -> Grid:
    entry: SheetEntry | None = None
    try:
        package = Package(data)
        shared = read_shared(package)
        sheets = []
        calling_out = []
        left = limits.cells
        for entry in shared.sheets:
            cells, outward = read_cells(package.chunks(entry.part), shared, left)
            left -= len(cells)
            sheets.append(Sheet(entry.title, entry.state, cells))
            calling_out += [(entry.title, place) for place in outward]
        entry = None
        properties = read_properties(package)
        notes, unread = _notes(package, shared.sheets, left)
    except Damaged as error:
        where = f"Felet ligger på bladet {entry.title}." if entry else ""
        raise WorkbookRefused(Reason.DAMAGED, where) from error
    except Forbidden as error:
        raise WorkbookRefused(Reason.UNSAFE) from error
    except TooManyCells as error:
        raise WorkbookRefused(Reason.TOO_LARGE) from error
    if not sheets:
        raise WorkbookRefused(Reason.DAMAGED, "Inget av dess blad går att hitta.")
    return Grid(
        tuple(sheets), properties, seen, tuple(calling_out), attachment, notes, unread
    )  # fmt: skip


def _notes(
    package: Package, sheets: tuple[SheetEntry, ...], most: int
) -> tuple[tuple[Note, ...], tuple[str, ...]]:
    """All notes, and the sheets whose notes are damaged: no answer stands there, so the file is read."""
    found: list[Note] = []
    unread = []
    for entry in {entry.part: entry for entry in reversed(sheets)}.values():
        try:
            found += read_notes(package, entry, most - len(found))
        except Damaged:
            unread.append(entry.title)
    order = {entry.title: number for number, entry in enumerate(sheets)}
    found.sort(key=lambda note: order[note.sheet])
    return tuple(found), tuple(sorted(unread, key=lambda title: order[title]))
