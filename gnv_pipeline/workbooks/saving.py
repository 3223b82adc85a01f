"""Saving a workbook that openpyxl has changed: the same bytes for the same content, values kept.

Belongs here: what openpyxl leaves out or makes new each time it saves: time stamps, sizes of comments,
the values stored with formulas. Does not belong here: what is changed (``filling``, ``receipt``).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

_STAMP = (1980, 1, 1, 0, 0, 0)
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]+)</dcterms:created>")
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_UNKNOWN_TIME = b"1980-01-01T00:00:00Z"
_COMMENT_SIZE = (300, 120)  # openpyxl forgets the size of a comment it has read
_FORMULA_CELL = re.compile(
    rb'<c r="([A-Z]+\d+)"([^>]*)>(<f\b.*?</f>|<f\b[^>]*/>)<v ?/?>(?:</v>)?</c>', re.S
)
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})

Stored = Mapping[int, Mapping[str, Any]]
"""Values of formula cells by sheet number (from 1, in order) and address."""


def existing_cells(sheet: Any) -> list[Any]:
    """The cells of an openpyxl sheet that exist; it has no public way but walking the whole rectangle."""
    return list(sheet._cells.values())


def keep_comment_sizes(book: Any) -> None:
    """Give comments that came with the file a size that shows their text."""
    for sheet in book.worksheets:
        for cell in existing_cells(sheet):
            if cell.comment:
                cell.comment.width, cell.comment.height = _COMMENT_SIZE


def saved_bytes(book: Any, source: bytes, stored: Stored | None = None) -> bytes:
    """The saved workbook.

    Args:
        book: The openpyxl workbook.
        source: The file it was opened from; its time of creation becomes the only time in the new one.
        stored: Values to keep with formulas, for programs that don't calculate (Protected View).
    """
    saved = BytesIO()
    book.save(saved)
    created = _created(source)
    out = BytesIO()
    with (
        zipfile.ZipFile(saved) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            data = old.read(info.filename)
            if info.filename == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>" + created + rb"\g<3>", data)
            for number, values in (stored or {}).items():
                if info.filename == f"xl/worksheets/sheet{number}.xml" and values:
                    data = _with_values(data, values)
            entry = zipfile.ZipInfo(info.filename, date_time=_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return out.getvalue()


def _created(source: bytes) -> bytes:
    """When the source says it was made; a fixed time where it doesn't."""
    try:
        with zipfile.ZipFile(BytesIO(source)) as archive:
            found = _CREATED.search(archive.read("docProps/core.xml"))
    except (KeyError, zipfile.BadZipFile):
        return _UNKNOWN_TIME
    return found[1] if found else _UNKNOWN_TIME


def _with_values(data: bytes, values: Mapping[str, Any]) -> bytes:
    def fill(match: re.Match[bytes]) -> bytes:
        value = values.get(match[1].decode("ascii"))
        if value is None:
            return match[0]
        kind, text = _stored(value)
        kind_attribute = f' t="{kind}"'.encode("ascii") if kind else b""
        inner = escape(text).encode("utf-8")
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (
            match[1], match[2], kind_attribute, match[3], inner,
        )  # fmt: skip

    return _FORMULA_CELL.sub(fill, data)


def _stored(value: Any) -> tuple[str, str]:
    """A value as (type, text) of a cell in a sheet's XML."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, int | float):
        return "", repr(value)
    if isinstance(value, str) and value in _ERRORS:
        return "e", value
    return "str", str(value)
