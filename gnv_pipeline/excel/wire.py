"""A grid as bytes, between the child process that read it and the parent.

Belongs here: both directions. Does not belong here: the processes (``child``, ``sandbox``).

JSON and not pickle: whatever has happened in the child, the parent gets plain data and never code. Texts
and formats are sent once and referred to by number, so that one long text in many cells stays one.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

from gnv_pipeline.excel.model import Cell, Grid, Note, Sheet, Value, address
from gnv_pipeline.excel.preflight import Preflight
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused

_PLAIN, _TEXT, _MOMENT, _DAY, _TIME, _SPAN = range(6)
_FORMULA, _ERROR = 8, 16
_KIND = 7  # the bits of the kind


def pack(grid: Grid) -> bytes:
    """The grid as bytes; what is read back is equal to it."""
    texts: dict[str, int] = {}
    formats: dict[str, int] = {}
    sheets = []
    for sheet in grid.sheets:
        cells: list[Any] = []  # five places to a cell: one long list is read faster than many short
        for cell in sheet.cells.values():
            kind, value = _said(cell.value, texts)
            flags = kind + _FORMULA * cell.is_formula + _ERROR * cell.is_error
            shown = formats.setdefault(cell.number_format, len(formats))
            cells += (cell.row, cell.column, flags, value, shown)
        sheets.append((sheet.title, sheet.state, cells))
    whole = {
        "texts": list(texts),
        "formats": list(formats),
        "sheets": sheets,
        "properties": dict(grid.properties),
        "preflight": asdict(grid.preflight),
        "calling_out": grid.calling_out,
        "attachment": grid.attachment,
        "notes": [(note.sheet, note.cell, note.text) for note in grid.notes],
        "unread_notes": grid.unread_notes,
        "mended": grid.mended,
    }
    return json.dumps(whole, separators=(",", ":")).encode("ascii")


def pack_refusal(refused: WorkbookRefused) -> bytes:
    """A refusal as bytes."""
    return json.dumps({"refused": refused.reason.value, "detail": refused.detail}).encode("ascii")


def unpack(data: bytes) -> Grid:
    """The grid that was packed.

    Raises:
        WorkbookRefused: What was packed is a refusal.
        ValueError, KeyError, TypeError, IndexError: It was packed by something else.
    """
    said = json.loads(data)
    if "refused" in said:
        raise WorkbookRefused(Reason(said["refused"]), said["detail"])
    texts, formats = said["texts"], said["formats"]
    sheets = []
    for title, state, flat in said["sheets"]:
        cells = {}
        places = iter(flat)
        for row, column, flags, value, shown in zip(*[places] * 5, strict=True):
            cells[row, column] = Cell(
                address(row, column),
                row,
                column,
                _meant(flags & _KIND, value, texts),
                formats[shown],
                bool(flags & _FORMULA),
                bool(flags & _ERROR),
            )
        sheets.append(Sheet(title, state, cells))
    return Grid(
        tuple(sheets),
        said["properties"],
        Preflight(**said["preflight"]),
        tuple((title, place) for title, place in said["calling_out"]),
        said["attachment"],
        tuple(Note(*note) for note in said["notes"]),
        tuple(said["unread_notes"]),
        said["mended"],
    )


def _said(value: Value, texts: dict[str, int]) -> tuple[int, Any]:
    if isinstance(value, str):
        return _TEXT, texts.setdefault(value, len(texts))
    if isinstance(value, dt.datetime):  # before date, which it is too
        return _MOMENT, value.isoformat()
    if isinstance(value, dt.date):
        return _DAY, value.isoformat()
    if isinstance(value, dt.time):
        return _TIME, value.isoformat()
    if isinstance(value, dt.timedelta):
        return _SPAN, (value.days, value.seconds, value.microseconds)
    return _PLAIN, value


def _meant(kind: int, value: Any, texts: list[str]) -> Value:
    if kind == _TEXT:
        text: str = texts[value]
        return text
    if kind == _MOMENT:
        return dt.datetime.fromisoformat(value)
    if kind == _DAY:
        return dt.date.fromisoformat(value)
    if kind == _TIME:
        return dt.time.fromisoformat(value)
    if kind == _SPAN:
        return dt.timedelta(*value)
    plain: Value = value
    return plain
