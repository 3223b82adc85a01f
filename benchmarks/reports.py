"""Time and memory of all reports in all formats from a ready publication.

Run it: ``python -m benchmarks.reports [N ...]``, or ``make bench``. N is how many organisations the
publication has; without it, those of the newest plan and then 311. Each size is built twice, each time in a
process of its own so that the peak memory is its own, and the files are compared.

Belongs here: measuring. Does not belong here: what is in the reports; the publication is a made-up one.
"""

from __future__ import annotations

import functools
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gnv_pipeline import reports
from gnv_pipeline.formatting import number
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Area, AreaKind, Plan
from tests.reports.made_mart import make_mart

ROOT = Path(__file__).resolve().parents[1]
PLANS = ROOT / "data" / "raw" / "plan"
COUNTRY = 311
"""Kommuner and regions of the country; here all in one county."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: wall seconds in all and per writer, peak memory in MB, and what was written."""

    organisations: int
    seconds: float
    processor: float
    """Seconds of processor time, hardly changed by other work on the machine."""
    writers: dict[str, float]
    megabytes: float
    files: int
    written_megabytes: float
    content: str
    """Hash over all files with their names."""


def plan_of(organisations: int | None = None) -> Plan:
    """The newest plan; with so many organisations if a number is given: the region, and made-up kommuner."""
    plan = load_plan(sorted(PLANS.iterdir())[-1])
    if organisations is None:
        return plan
    made = [
        Area(
            id=str(3000 + n),
            name=f"Kommun {n:03d}",
            full_name=f"Kommun {n:03d}",
            kind=AreaKind.KOMMUN,
            reports=True,
        )
        for n in range(1, organisations)
    ]
    others = [area for area in plan.areas if area.kind is not AreaKind.KOMMUN]
    parts = {name: getattr(plan, name) for name in Plan.model_fields}
    return Plan(**parts | {"areas": (*made, *others)})


def measure(publication: Path, plan: Plan, out: Path) -> Measured:
    """Build all reports once in this process."""
    writers: dict[str, float] = {}
    for name in [one for one in vars(reports) if one.startswith("write_")]:
        setattr(reports, name, _timed(getattr(reports, name), name, writers))
    start, processor = time.perf_counter(), time.process_time()
    reports.build(publication, plan, out)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    files = sorted(path for path in out.rglob("*") if path.is_file())
    content = hashlib.sha256()
    for path in files:
        content.update(path.relative_to(out).as_posix().encode("utf-8") + b"\0" + path.read_bytes())
    return Measured(
        organisations=len(plan.reporters),
        seconds=seconds,
        processor=processor,
        writers=writers,
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        files=len(files),
        written_megabytes=sum(path.stat().st_size for path in files) / 1e6,
        content=content.hexdigest(),
    )


def _timed(work: Callable[..., Any], name: str, seconds: dict[str, float]) -> Callable[..., Any]:
    @functools.wraps(work)
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*arguments, **named)
        finally:
            seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start

    return timed


def twice(organisations: int | None, folder: Path) -> tuple[Measured, Measured]:
    """Two builds of the same publication, each in a process of its own."""
    plan = plan_of(organisations)
    publication = make_mart(folder / "mart.duckdb", plan, plan.rounds[0].year)
    size = "" if organisations is None else str(organisations)
    first, second = (_in_a_process(publication, size, folder / name) for name in ("ett", "två"))
    return first, second


def _in_a_process(publication: Path, size: str, out: Path) -> Measured:
    command = [
        sys.executable,
        "-m",
        "benchmarks.reports",
        "--one",
        str(publication),
        str(out),
        size,
    ]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def told(first: Measured, second: Measured) -> str:
    """A measurement in Swedish, for the terminal."""
    writers = ", ".join(
        f"{name.removeprefix('write_')} {number(seconds, 1)} s"
        for name, seconds in sorted(first.writers.items(), key=lambda item: -item[1])
    )
    same = "samma filer" if first.content == second.content else "OLIKA FILER"
    seconds = " och ".join(
        f"{number(one.seconds, 1)} s ({number(one.processor, 1)} s processortid)"
        for one in (first, second)
    )
    return (
        f"{first.organisations} organisationer: {seconds}, "
        f"{number(max(first.megabytes, second.megabytes))} MB minne, "
        f"{first.files} filer om {number(first.written_megabytes)} MB, {same} båda gångerna\n  {writers}"
    )


def main(arguments: Sequence[str]) -> int:
    """Measure the sizes asked for; 1 when two builds differ."""
    if arguments[:1] == ["--one"]:
        publication, out, size = Path(arguments[1]), Path(arguments[2]), arguments[3]
        one = measure(publication, plan_of(int(size) if size else None), out)
        sys.stdout.write(json.dumps(asdict(one)) + "\n")
        return 0
    alike = True
    sizes: list[int | None] = [int(one) for one in arguments]
    for wanted in sizes or [None, COUNTRY]:
        with tempfile.TemporaryDirectory() as folder:
            first, second = twice(wanted, Path(folder))
        sys.stdout.write(told(first, second) + "\n")
        alike = alike and first.content == second.content
    return 0 if alike else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
