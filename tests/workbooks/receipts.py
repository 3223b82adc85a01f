"""What the tests of receipts share: faults, their corrections, and looking into a marked copy."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from gnv_pipeline.findings import Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.rows import EarlierValue, History

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
KNOWN = History(values=(EarlierValue("no3", "2034", 2025, "M", None, 31.0, 100.0),))
SECRET = "121212-1212"
FAULTS = {
    "Nyckeltal": {"D7": 48, "E7": 41, "D8": 78, "E8": 100, "H8": None},
    "Självskattning": {"D8": 7, "E9": "Ring 070-123 45 67"},
    "Aktiviteter": {"K7": f"Se {SECRET}"},
    "Inlämning": {"B11": "=2+2"},
}
CORRECTED = {
    "Nyckeltal": {"D7": 41, "E7": 48},
    "Självskattning": {"D8": "4 Stämmer till stor del", "E9": "Samtal"},
    "Aktiviteter": {"K7": "Det går bra."},
    "Inlämning": {"B11": 4},
}


def changed(source: Path | bytes, edits: dict[str, dict[str, Any]]) -> bytes:
    """As somebody would change it in Excel, everything else kept."""
    book = openpyxl.load_workbook(
        BytesIO(source) if isinstance(source, bytes) else source, rich_text=True
    )
    for title, cells in edits.items():
        for address, value in cells.items():
            book[title][address].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def line_of(sheet: Any, place: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == place)


def explain(receipt: Path, plan: Plan, text: str) -> tuple[bytes, str]:
    sheet = openpyxl.load_workbook(receipt).worksheets[0]
    cell = f"G{line_of(sheet, 'Nyckeltal F8')}"
    assert not sheet[cell].protection.locked
    return changed(receipt, {"Att rätta": {cell: text}}), cell
