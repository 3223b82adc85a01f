"""Reads a workbook in another format than .xlsx; runs in a child process (``excel.child``).

Belongs here: what runs inside the child, nothing else. The parent is ``old_excel``. Only what is needed
is imported: the child starts for every file.
"""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from typing import Any

AREA = 20_000_000  # cells of a sheet's rectangle; the old format's largest sheet has 16.8 million
CELLS = 1_500_000  # cells that hold something, as for .xlsx
_STATES = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}


def read(data: bytes) -> bytes:
    """The sheets of a workbook as JSON.

    Returns:
        ``{"sheets": [{"title", "state", "cells": [[row, column, kind, value], ...]}]}``, rows and columns
        from 1, kind one of ``t`` (text), ``n`` (number), ``b`` (truth value), ``d`` (date, ISO); or
        ``{"refused": ...}`` with ``damaged``, ``encrypted`` or ``too-large``.
    """
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        book = load_workbook(BytesIO(data))
        sheets = [
            _sheet(book, about)
            for about in book.sheets_metadata
            if _name(about.typ) == "WorkSheet"  # the others hold charts and macros
        ]
    except PasswordError:
        return _said({"refused": "encrypted"})
    except _TooLarge:
        return _said({"refused": "too-large"})
    except (CalamineError, OSError, ValueError):
        return _said({"refused": "damaged"})
    return _said({"sheets": sheets})


class _TooLarge(Exception):
    pass


def _said(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer).encode("ascii")


def _sheet(book: Any, about: Any) -> dict[str, Any]:
    found: list[list[Any]] = []
    sheet = book.get_sheet_by_name(about.name)
    if sheet.start is not None:
        last_row, last_column = sheet.end
        if (last_row + 1) * (last_column + 1) > AREA:
            raise _TooLarge
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            for column, value in enumerate(values, start=1):
                if value is not None and value != "":
                    found.append([row, column, *_plain(value)])
            if len(found) > CELLS:
                raise _TooLarge
    return {"title": about.name, "state": _STATES[_name(about.visible)], "cells": found}


def _name(choice: Any) -> str:
    """``SheetVisibleEnum.Visible`` as ``Visible``: these enums have no name of their own."""
    return str(choice).rpartition(".")[2]


def _plain(value: Any) -> tuple[str, Any]:
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, int | float):
        return "n", value
    if isinstance(value, dt.datetime | dt.date):
        return "d", value.isoformat()
    return "t", str(value)
