"""Reading a workbook that anyone may have sent: in a child process with limits.

Belongs here: the guarded way to :class:`Grid`, which every door uses. Does not belong here: the reader
itself (``grid``), which runs in the child.

Whatever a file does to its reader costs that file one refusal; the parent holds only the file's bytes
and the finished cells. Costs 45 ms a file on Linux beside the reading.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from gnv_pipeline.excel import wire
from gnv_pipeline.excel.child import Bounds, ChildEnded, How, call
from gnv_pipeline.excel.grid import Grid, read_bytes
from gnv_pipeline.excel.preflight import Limits
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused, shown_name
from gnv_pipeline.formatting import number

__all__ = ["Bounds", "read_guarded"]

_TARGET = "gnv_pipeline.excel.sandbox_child:answer"
_REASONS = {
    How.TIME: Reason.TOO_SLOW,
    How.MEMORY: Reason.TOO_HEAVY,
    How.STOPPED: Reason.READER_STOPPED,
    How.NOT_STARTED: Reason.READER_NOT_STARTED,
}


def read_guarded(
    source: Path | bytes,
    name: str | None = None,
    limits: Limits | None = None,
    bounds: Bounds | None = None,
) -> Grid:
    """Read a workbook in a child process; result and refusals are those of ``grid.read_grid``.

    Args:
        source: The file, or all its bytes.
        name: File name, where ``source`` is bytes.
        limits: What the preflight accepts.
        bounds: Time and memory of the child; on Windows only time is limited.

    Raises:
        WorkbookRefused: With the reason and what to do, in Swedish; also when the child was ended.
    """
    limits = limits or Limits()
    bounds = bounds or Bounds()
    data = source if isinstance(source, bytes) else read_bytes(source, limits)
    said = {
        "name": shown_name(name or (source.name if isinstance(source, Path) else "")),
        "limits": asdict(limits),
    }
    try:
        answered = call(_TARGET, json.dumps(said).encode("ascii") + b"\n" + data, bounds)
    except ChildEnded as error:
        detail = f"Gränsen är {number(bounds.seconds)} sekunder." if error.how is How.TIME else ""
        raise WorkbookRefused(_REASONS[error.how], detail) from error
    try:
        return wire.unpack(answered)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise WorkbookRefused(Reason.READER_STOPPED) from error
