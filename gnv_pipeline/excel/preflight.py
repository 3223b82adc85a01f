"""A first look at a workbook, without any spreadsheet reader: is it one, and is it safe to open?

Belongs here: the zip directory, sizes, and a scan of the parts' raw bytes for the number of cells, the
highest address and what a workbook should not have. Does not belong here: telling other files apart
(``kinds``), opening the workbook (``grid``) or the words for what was seen (``cautions``).

Nothing is parsed as XML here, so nothing in the file can make it costly: the zip directory is read
first, and parts are unpacked in chunks only when they are within the limits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from zipfile import ZipInfo

from gnv_pipeline.excel.kinds import Container, container
from gnv_pipeline.excel.model import column_letters, column_number
from gnv_pipeline.excel.package import Package, plain_name
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from gnv_pipeline.excel.xml_parts import Damaged
from gnv_pipeline.formatting import number

__all__ = ["Limits", "Preflight", "column_letters", "column_number", "inspect", "look_into"]

# A cell: its address, and a slash where it is empty and only formatted. Bounded, so that no tag can
# make the search long; what it misses is counted by the reader.
_CELL = re.compile(rb'<(?:\w{1,20}:)?c\s[^<>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"[^<>]{0,200}?(/?)>')
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s>/]")
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")  # UTF-16 as well
_SHEET_PART = re.compile(r"(?:^|/)worksheets/[^/]+\.xml$")
_PROLOG = 4_096  # bytes of other parts in which a document type is looked for
_LONGEST_TAG = 65_536
_CHUNK = 1 << 20
_MEGABYTE = 1_000_000
_END_RECORD = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is accepted. A filled template is about 0.05 MB, 0.6 MB unzipped, 3 000 cells."""

    file_bytes: int = 20 * _MEGABYTE
    unzipped_bytes: int = 150 * _MEGABYTE
    ratio: float = 100.0
    """Unzipped size through packed size; sheets of real workbooks lie below 20."""
    ratio_from_bytes: int = 10 * _MEGABYTE
    """Small parts may be packed harder than ``ratio``; the rule begins at this unzipped size."""
    parts: int = 4_000
    sheets: int = 1_000
    cells: int = 600_000
    """Cells with content; all values of 290 kommuner in 30 years, by sex, are 26 000."""
    formatted_cells: int = 4_000_000
    """All cells, empty ones with a format included; they cost a second per million."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the first look saw. Rows and columns are 1-based; 0 when there is no cell.

    Attributes:
        cells: Cells with content, and formatted empty ones (:attr:`empty_cells`) apart.
        highest_row: Of cells with content.
        highest_column: Of cells with content.
        has_macros: VBA or Excel 4 macro sheets.
        has_external_links: Links to other workbooks or programs (DDE).
        has_embedded_objects: Other files inside, or ActiveX controls.
        has_connections: Connections to databases or web pages.
        odd_names: Parts whose names lead out of the file, as ``../../x``.
    """

    file_bytes: int
    unzipped_bytes: int
    parts: int
    sheets: int
    cells: int
    empty_cells: int
    highest_row: int
    highest_column: int
    has_formulas: bool
    has_macros: bool
    has_external_links: bool
    has_embedded_objects: bool
    has_connections: bool
    odd_names: int


def inspect(data: bytes, name: str = "", limits: Limits | None = None) -> Preflight:
    """Look at ``data`` and say what it holds.

    Args:
        data: The whole file.
        name: Its file name, used only to know Excel's lock files.
        limits: What is accepted.

    Raises:
        WorkbookRefused: It is no workbook (.xlsx/.xlsm), or larger than the limits.
    """
    limits = limits or Limits()
    kind = container(data, PurePath(name).name)
    if len(data) > limits.file_bytes:
        raise WorkbookRefused(Reason.TOO_LARGE, _size("Den är", len(data), limits.file_bytes))
    if kind is Container.MAIL:
        raise WorkbookRefused(Reason.MAIL)
    try:
        package = Package(data)
        return look_into(package, len(data), limits)
    except Damaged as error:
        cut = _END_RECORD not in data
        detail = "Slutet saknas: den har kapats när den sparades eller skickades." if cut else ""
        raise WorkbookRefused(Reason.DAMAGED, detail) from error


def look_into(package: Package, file_bytes: int, limits: Limits) -> Preflight:
    """The first look at a zip package that is open.

    Raises:
        WorkbookRefused: It is no workbook, or larger than the limits.
        Damaged: A part cannot be unpacked.
    """
    _refuse_other_packages(package)
    _refuse_oversized(package, limits)
    scan = _Scan(limits)
    sheets = 0
    for entry in package.entries:
        name = plain_name(entry.filename)
        if _SHEET_PART.search(name):
            sheets += 1
            scan.sheet(package, entry)
        elif name.endswith((".xml", ".rels")):
            scan.other(package, entry)
    names = package.names
    return Preflight(
        file_bytes=file_bytes,
        unzipped_bytes=package.unzipped_bytes,
        parts=len(names),
        sheets=sheets,
        cells=scan.cells,
        empty_cells=scan.empty,
        highest_row=scan.highest_row,
        highest_column=scan.highest_column,
        has_formulas=scan.has_formulas,
        has_macros=any(n.endswith("vbaproject.bin") or "/macrosheets/" in n for n in names),
        has_external_links=any("/externallinks/" in n for n in names),
        has_embedded_objects=any("/embeddings/" in n or "/activex/" in n for n in names),
        has_connections=any(n.endswith("/connections.xml") or "/querytables/" in n for n in names),
        odd_names=sum(_leads_out(entry.filename) for entry in package.entries),
    )


def _size(what: str, size: int, limit: int) -> str:
    return f"{what} {number(size / _MEGABYTE)} MB; gränsen är {number(limit / _MEGABYTE)} MB."


def _leads_out(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return ".." in steps or re.match(r"[A-Za-z]:", name) is not None or name.startswith("//")


def _refuse_other_packages(package: Package) -> None:
    names = frozenset(package.names)
    if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
        raise WorkbookRefused(Reason.BINARY_WORKBOOK)
    if "xl/workbook.xml" in names:
        return
    if "mimetype" in names and "content.xml" in names:
        kind = b"".join(islice(package.chunks("mimetype", 256), 1))
        raise WorkbookRefused(Reason.WORD if b".text" in kind else Reason.OPEN_DOCUMENT)
    if any(name.startswith("word/") for name in names):
        raise WorkbookRefused(Reason.WORD)
    if any(name.startswith("ppt/") for name in names):
        raise WorkbookRefused(Reason.POWERPOINT)
    if any(name.endswith(".iwa") for name in names):
        raise WorkbookRefused(Reason.NUMBERS)
    types = "[content_types].xml"
    if any(name.startswith("xl/") for name in names) or (
        types in names and b"spreadsheetml" in b"".join(islice(package.chunks(types), 1))
    ):
        return  # a workbook whose parts have other names, or one that lacks its main part
    books = sum(name.endswith((".xlsx", ".xlsm", ".xls")) for name in names)
    if any(entry.flag_bits & 1 for entry in package.entries):
        raise WorkbookRefused(Reason.OTHER_ZIP, "Den är låst med lösenord.")
    detail = f"I den ligger {number(books)} arbetsböcker." if books > 1 else ""
    raise WorkbookRefused(Reason.OTHER_ZIP, "I den ligger en arbetsbok." if books == 1 else detail)


def _refuse_oversized(package: Package, limits: Limits) -> None:
    parts = package.entries
    if len(parts) > limits.parts:
        raise WorkbookRefused(Reason.TOO_LARGE, f"Den har {number(len(parts))} delar.")
    sheets = sum(_SHEET_PART.search(name) is not None for name in package.names)
    if sheets > limits.sheets:
        raise WorkbookRefused(Reason.TOO_LARGE, f"Den har {number(sheets)} blad.")
    unzipped = package.unzipped_bytes
    if unzipped > limits.unzipped_bytes:
        raise WorkbookRefused(
            Reason.TOO_LARGE, _size("Uppackad är den", unzipped, limits.unzipped_bytes)
        )
    for part in parts:
        if part.file_size < limits.ratio_from_bytes:
            continue
        if part.file_size > limits.ratio * max(part.compress_size, 1):
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                "Den är ovanligt hårt packad, så som en riktig arbetsbok aldrig är.",
            )


class _Scan:
    """Counts over the raw bytes of all sheets."""

    def __init__(self, limits: Limits) -> None:
        self.cells = self.empty = self.highest_row = self.highest_column = 0
        self.has_formulas = False
        self._limits = limits
        self._columns: dict[bytes, int] = {}

    def sheet(self, package: Package, entry: ZipInfo) -> None:
        tail = b""
        for position, chunk in enumerate(package.chunks(entry, _CHUNK)):
            text = tail + chunk
            if position == 0:
                _refuse_doctype(text)
            end = self._count(text)
            self.has_formulas = self.has_formulas or _FORMULA.search(text) is not None
            # A cell counts in the chunk where its tag ends; a tag that was cut goes on in the next.
            begun = text.rfind(b"<")
            tail = text[max(end, begun) :][:_LONGEST_TAG] if begun >= 0 else b""

    def other(self, package: Package, entry: ZipInfo) -> None:
        for chunk in islice(package.chunks(entry, _PROLOG), 1):
            _refuse_doctype(chunk)

    def _count(self, text: bytes) -> int:
        end = 0
        for match in _CELL.finditer(text):
            end = match.end()
            letters, row, empty = match.groups()
            if empty:
                self.empty += 1
                continue
            self.cells += 1
            if letters not in self._columns:
                self._columns[letters] = column_number(letters.decode("ascii"))
            self.highest_row = max(self.highest_row, int(row))
            self.highest_column = max(self.highest_column, self._columns[letters])
        limits = self._limits
        if self.cells > limits.cells:
            raise WorkbookRefused(
                Reason.TOO_LARGE, f"Den har fler än {number(limits.cells)} ifyllda celler."
            )
        if self.cells + self.empty > limits.formatted_cells:
            raise WorkbookRefused(
                Reason.TOO_LARGE,
                "Nästan alla celler är tomma men formaterade. Markera och ta bort de tomma raderna och "
                "kolumnerna.",
            )
        return end


def _refuse_doctype(text: bytes) -> None:
    if _DOCTYPE.search(text):
        raise WorkbookRefused(Reason.UNSAFE)
