"""A first look at a file, without any spreadsheet reader: what is it, and is it safe to open?

Belongs here: magic bytes, zip directory, sizes, and a scan of the sheets' raw bytes for the number of
cells and the highest address. Does not belong here: opening the workbook (``grid``).

Nothing is parsed as XML here, so nothing in the file can make it costly: the zip directory is read
first, and parts are read in chunks up to the limits.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from gnv_pipeline.formatting import number

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_SHEET_PART = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_CHUNK = 1 << 20
_OVERLAP = 256
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What is accepted. A filled template is about 0.05 MB, 0.6 MB unzipped, 3 000 cells."""

    file_bytes: int = 20 * _MEGABYTE
    unzipped_bytes: int = 150 * _MEGABYTE
    ratio: float = 100.0
    """Unzipped size through packed size; sheets of real workbooks lie below 20."""
    ratio_from_bytes: int = 10 * _MEGABYTE
    """Small parts may be packed harder than ``ratio``; the rule begins at this unzipped size."""
    parts: int = 2_000
    cells: int = 1_500_000


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the first look saw. Rows and columns are 1-based; 0 when there is no cell."""

    file_bytes: int
    unzipped_bytes: int
    parts: int
    sheets: int
    cells: int
    highest_row: int
    highest_column: int
    has_formulas: bool
    has_macros: bool
    has_external_links: bool


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
    _refuse_by_first_bytes(data, PurePath(name).name)
    if len(data) > limits.file_bytes:
        raise WorkbookRefused(Reason.TOO_LARGE, _size("Den är", len(data), limits.file_bytes))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_other_packages(archive)
            _refuse_oversized(archive, limits)
            return _scan(archive, len(data), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        # RuntimeError: a part of the zip is encrypted; NotImplementedError: unknown compression.
        raise WorkbookRefused(Reason.DAMAGED) from error


def _size(what: str, size: int, limit: int) -> str:
    return f"{what} {number(size / _MEGABYTE)} MB; gränsen är {number(limit / _MEGABYTE)} MB."


def _refuse_by_first_bytes(data: bytes, name: str) -> None:
    if name.startswith("~$"):
        raise WorkbookRefused(Reason.LOCK_FILE)
    if not data.strip(b"\x00\r\n\t "):
        raise WorkbookRefused(Reason.EMPTY)
    if data.startswith(_OLE):
        raise WorkbookRefused(_ole_reason(data))
    if data.lstrip()[:5] == b"%PDF-":
        raise WorkbookRefused(Reason.PDF)
    if not data.startswith(b"PK"):
        raise WorkbookRefused(_text_reason(data[:8192]))


def _ole_reason(data: bytes) -> Reason:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Reason.ENCRYPTED
    if "__substg1.0_".encode("utf-16-le") in data:
        return Reason.MAIL
    if "WordDocument".encode("utf-16-le") in data:
        return Reason.WORD
    return Reason.OLD_EXCEL


def _text_reason(start: bytes) -> Reason:
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        start = start.decode("utf-16", errors="replace").encode("utf-8")
    if b"\x00" in start:
        return Reason.UNKNOWN
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return Reason.WEB_PAGE
    if re.match(
        rb"(from|received|return-path|delivered-to|mime-version|message-id|to|subject): ", head
    ):
        return Reason.MAIL
    controls = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return Reason.TEXT if controls == 0 else Reason.UNKNOWN


def _refuse_other_packages(archive: zipfile.ZipFile) -> None:
    names = {info.filename for info in archive.infolist()}
    if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
        raise WorkbookRefused(Reason.BINARY_WORKBOOK)
    if any(name.lower().startswith("xl/") for name in names):
        return
    if "mimetype" in names and "content.xml" in names:
        raise WorkbookRefused(Reason.OPEN_DOCUMENT)
    if any(name.startswith("word/") for name in names):
        raise WorkbookRefused(Reason.WORD)
    if any(name.startswith("ppt/") for name in names):
        raise WorkbookRefused(Reason.POWERPOINT)
    raise WorkbookRefused(Reason.OTHER_ZIP)


def _refuse_oversized(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise WorkbookRefused(Reason.TOO_LARGE, f"Den har {number(len(parts))} delar.")
    unzipped = sum(part.file_size for part in parts)
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


def _scan(archive: zipfile.ZipFile, size: int, limits: Limits) -> Preflight:
    names = [info.filename for info in archive.infolist()]
    sheets = [name for name in names if _SHEET_PART.match(name)]
    cells = highest_row = highest_column = 0
    has_formulas = False
    for name in sheets:
        with archive.open(name) as part:
            tail = b""
            while chunk := part.read(_CHUNK):
                text = tail + chunk
                # A cell is counted in the chunk where its address ends; the tail starts after it.
                end = 0
                for match in _CELL.finditer(text):
                    cells += 1
                    highest_row = max(highest_row, int(match[2]))
                    highest_column = max(highest_column, column_number(match[1].decode("ascii")))
                    end = match.end()
                has_formulas = has_formulas or _FORMULA.search(text) is not None
                tail = text[max(end, len(text) - _OVERLAP) :]
                if cells > limits.cells:
                    raise WorkbookRefused(
                        Reason.TOO_LARGE, f"Den har fler än {number(limits.cells)} celler."
                    )
    return Preflight(
        file_bytes=size,
        unzipped_bytes=sum(info.file_size for info in archive.infolist()),
        parts=len(names),
        sheets=len(sheets),
        cells=cells,
        highest_row=highest_row,
        highest_column=highest_column,
        has_formulas=has_formulas,
        has_macros=any(name.lower().endswith("vbaproject.bin") for name in names),
        has_external_links=any(name.startswith("xl/externalLinks/") for name in names),
    )


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
