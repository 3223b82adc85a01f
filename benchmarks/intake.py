"""How long it takes to check workbooks and write their receipts, beside plainly opening the same files.

Run it: ``python -m benchmarks.intake``, or ``make bench``. Seconds differ between machines; the ratio to
``openpyxl.load_workbook`` of the same files in the same run differs little, so that is what is watched.

Every organisation of the example plan has its workbook filled in with example answers and one fault, so
that receipts have something to mark.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl

from gnv_pipeline.examples import example_content
from gnv_pipeline.formatting import number
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.filling import fill_workbook
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.receipt import write_receipt
from gnv_pipeline.workbooks.rows import History, WorkbookContent
from gnv_pipeline.workbooks.template import write_template

ROUNDS = 3
"""Each file is measured so often; the middle time counts."""
PLAN = Path(__file__).resolve().parents[1] / "data" / "raw" / "plan"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of one kind of work: for each file, and for all."""

    what: str
    each: tuple[float, ...]
    cpu: float
    """Seconds of processor time for all, child processes included: hardly changed by other work."""

    @property
    def total(self) -> float:
        """Seconds for all files."""
        return sum(self.each)

    @property
    def middle(self) -> float:
        """Seconds for the middle file."""
        return statistics.median(self.each)


def measure(folder: Path) -> tuple[Measured, ...]:
    """Write the workbooks to a folder and measure: opening, checking, checking with receipt."""
    plan = load_plan(sorted(PLAN.iterdir())[-1])
    paths = filled_workbooks(plan, folder)

    def opened(path: Path) -> None:
        openpyxl.load_workbook(path)

    def checked(path: Path) -> None:
        read_workbook(path, plan)

    def answered(path: Path) -> None:
        result = read_workbook(path, plan)
        if not write_receipt(path, folder / "kvittenser" / path.name, result):
            raise RuntimeError(f"{path.name} could not be marked")

    kinds: Sequence[tuple[str, Callable[[Path], None]]] = (
        ("openpyxl.load_workbook", opened),
        ("check", checked),
        ("check + receipt", answered),
    )
    for _, work in kinds:
        work(paths[0])  # imports and caches are nobody's time
    measured = []
    for what, work in kinds:
        times = [_middle_time(work, path) for path in paths]
        measured.append(
            Measured(what, tuple(wall for wall, _ in times), sum(cpu for _, cpu in times))
        )
    return tuple(measured)


def filled_workbooks(plan: Plan, folder: Path, most: int | None = None) -> list[Path]:
    """A filled workbook for every organisation that hands in (or the first ones), each with one fault."""
    asked = plan.rounds[0]
    found = []
    for area in plan.reporters[:most]:
        template, path = folder / f"mall {area.id}.xlsx", folder / f"{area.id}.xlsx"
        write_template(template, plan, asked.year, asked.round, area.id, History(), asked.opens)
        content = example_content(plan, asked, area)
        content = replace(content, identity=replace(content.identity, example=False))
        fill_workbook(template, path, _with_a_fault(content))
        found.append(path)
    return found


def _with_a_fault(content: WorkbookContent) -> WorkbookContent:
    for index, row in enumerate(content.keyfigures):
        if row.numerator is not None and row.denominator and row.numerator < row.denominator:
            wrong = replace(row, numerator=row.denominator, denominator=row.numerator)
            rows = (*content.keyfigures[:index], wrong, *content.keyfigures[index + 1 :])
            return replace(content, keyfigures=rows)
    return content


def _middle_time(work: Callable[[Path], None], path: Path) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    walls, cpus = [], []
    for _ in range(ROUNDS):
        begun, used = time.perf_counter(), sum(os.times()[:4])
        work(path)
        walls.append(time.perf_counter() - begun)
        cpus.append(sum(os.times()[:4]) - used)
    return statistics.median(walls), statistics.median(cpus)


def report(measured: Sequence[Measured]) -> str:
    """The figures as a small table; ratios are to the first kind of work."""
    plain = measured[0]
    lines = [f"{len(plain.each)} workbooks, middle of {ROUNDS} runs"]
    for one in measured:
        each, together = one.middle / plain.middle, one.total / plain.total
        lines.append(
            f"{one.what:<24} {1000 * one.middle:7.0f} ms per workbook (x {number(each, 1)})   "
            f"{one.total:6.2f} s for all (x {number(together, 1)}; processor "
            f"{one.cpu:.2f} s, x {number(one.cpu / plain.cpu, 1)})"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(report(measure(Path(place))) + "\n")
