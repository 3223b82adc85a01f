"""Time and memory from observations to masked tables: ``python -m benchmarks.measure [PART ...]``.

A part is the share of the whole case (311 organisations, 500 indicators, 10 years, 3 genders: 4.7 million
observations), as 1/16. Each part is measured in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

from benchmarks.made_up import Size, fill, plan_of
from gnv_pipeline.indicators import judge
from gnv_pipeline.publishing import mask
from gnv_pipeline.warehouse.connection import connect

WHOLE = Size()
PARTS = ("1/16", "1/4", "1")


def size_of(part: str) -> Size:
    """The case with a part of the whole's indicators and all its organisations."""
    return Size(WHOLE.organisations, max(8, round(WHOLE.indicators * Fraction(part))))


def measured(size: Size) -> dict[str, float]:
    """Seconds of every step by the clock and of the processor, and peak memory of this process in MB."""
    plan = plan_of(size)
    found: dict[str, float] = {"observations": size.observations}
    with connect() as con:
        found["rows"] = fill(con, plan)
        for step, run in (("judge", judge), ("mask", mask.fill)):
            clock, cpu = time.perf_counter(), time.process_time()
            run(con, plan)
            found[step] = time.perf_counter() - clock
            found[f"{step} cpu"] = time.process_time() - cpu
    found["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {name: round(value, 1) for name, value in found.items()}


def in_own_process(part: str) -> dict[str, float]:
    """As :func:`measured`, in a new process."""
    out = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", "--here", part],
        cwd=Path(__file__).resolve().parents[1],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    found: dict[str, float] = json.loads(out.stdout)
    return found


def main(arguments: list[str]) -> None:
    """Measure the parts named, or 1/16, 1/4 and the whole."""
    if arguments[:1] == ["--here"]:
        sys.stdout.write(json.dumps(measured(size_of(arguments[1]))) + "\n")
        return
    for part in arguments or PARTS:
        sys.stdout.write(f"{part} {json.dumps(in_own_process(part))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
