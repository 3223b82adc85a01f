"""The tables as files: CSV for machines, CSV for Swedish Excel, and what a cell is in each.

Belongs here: writing cells of a frame as text. Does not belong here: Parquet (the warehouse writes it) or
descriptions.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a spreadsheet knows a formula
Written = Callable[[Any], str]


def machine_csv(frame: pd.DataFrame) -> str:
    """Comma, decimal point, line feeds, ``true`` and ``false``, nothing for missing; all digits."""
    return _csv(frame, _plain, delimiter=",", newline="\n")


def excel_csv(frame: pd.DataFrame) -> str:
    """Semicolon, decimal comma, byte order mark, ``ja`` and ``nej``: as Swedish Excel opens it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    return "\ufeff" + _csv(frame, _swedish, delimiter=";", newline="\r\n")


def _csv(frame: pd.DataFrame, written: Written, *, delimiter: str, newline: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline)
    writer.writerow(frame.columns)
    writer.writerows(_rows(frame, written))
    return out.getvalue()


def _rows(frame: pd.DataFrame, written: Written) -> Iterator[list[str]]:
    for record in frame.itertuples(index=False, name=None):
        yield ["" if pd.isna(cell) else written(cell) for cell in record]


def _plain(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return repr(float(cell))
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return str(cell)


def _swedish(cell: Any) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    text = _plain(cell)
    if text in {"true", "false"}:
        return "ja" if text == "true" else "nej"
    return text.replace(".", ",") if isinstance(cell, float) else text
