"""The receipt (kvittens): the sender's own workbook back, marked in place.

Belongs here: the one function that writes it. Does not belong here: what it says (``receipt_model``),
how it is made (``receipt_child``, ``receipt_sheet``, ``receipt_marks``), or the answer for an e-mail
(``answer``).

Correcting the copy and handing it in works: reading passes over its marks, explanations in it are read
back, and the next receipt takes the old marks away. The same file and result give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from gnv_pipeline.excel.child import Bounds, ChildEnded, call
from gnv_pipeline.excel.mail import attached_workbook
from gnv_pipeline.excel.refusals import WorkbookRefused, shown_name
from gnv_pipeline.workbooks.layers import Layer
from gnv_pipeline.workbooks.receipt_child import marked_copy, plain_copy
from gnv_pipeline.workbooks.receipt_model import Receipt, receipt_of
from gnv_pipeline.workbooks.rows import ReadResult

__all__ = ["write_receipt"]

# openpyxl saves each sheet through a temporary file; a marked template's largest is 0.1 MB.
_BOUNDS = Bounds(file_bytes=200_000_000)
_TARGET = "gnv_pipeline.workbooks.receipt_child:answer"


def write_receipt(
    source: Path | bytes,
    out: Path,
    result: ReadResult,
    *,
    file_name: str | None = None,
    origins: Mapping[str, str] | None = None,
    stored: bool = True,
    guarded: bool = True,
) -> bool:
    """Write the receipt of a file.

    Args:
        source: What the sender sent, or its bytes.
        out: The workbook to write; its folder is made when missing.
        result: What came out of reading ``source``.
        file_name: The file's name as shown; else that of ``source``.
        origins: By sheet id, which file the sheet counts from and when that came.
        stored: Whether the file was taken in; else it was only checked.
        guarded: Whether the sender's file is opened in a child process with limits.

    Returns:
        Whether it is the sender's workbook marked; else the file could not be opened and the receipt
        holds its own sheet only.
    """
    name = file_name or (source.name if isinstance(source, Path) else "")
    receipt = receipt_of(result, shown_name(name) if name else "", origins, stored=stored)
    made = None
    if result.stopped_at != Layer.FILE.label:
        data = source if isinstance(source, bytes) else source.read_bytes()
        made = _marked(data, receipt, guarded=guarded)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(plain_copy(receipt) if made is None else made)
    return made is not None


def _marked(data: bytes, receipt: Receipt, *, guarded: bool) -> bytes | None:
    """The sender's workbook marked, or ``None`` where openpyxl can't open it (files that R wrote)."""
    try:
        if not data.startswith(b"PK"):
            data = attached_workbook(data).data  # a mail that was read for its workbook
        if not guarded:
            return marked_copy(data, receipt)
        return call(_TARGET, receipt.to_json() + b"\n" + data, _BOUNDS, packages=sys.path)
    except (ChildEnded, WorkbookRefused):
        return None
