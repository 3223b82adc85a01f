"""The reader as it runs in the child process of ``sandbox``.

Belongs here: unpacking the request and packing the answer. Does not belong here: anything the child does
not need; it is loaded for every file.
"""

from __future__ import annotations

import json

from gnv_pipeline.excel import wire
from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.excel.preflight import Limits
from gnv_pipeline.excel.refusals import WorkbookRefused


def answer(request: bytes) -> bytes:
    """Read the workbook in ``request``: a line of JSON (name, limits), then the file's bytes."""
    line, _, data = request.partition(b"\n")
    said = json.loads(line)
    try:
        grid = read_grid(data, said["name"], Limits(**said["limits"]))
    except WorkbookRefused as refused:
        return wire.pack_refusal(refused)
    return wire.pack(grid)
