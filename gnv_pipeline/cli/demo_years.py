"""The example years, step by step, the same way that real ones go.

Belongs here: the order of the steps and the fixed times of hand-in. Does not belong here: what the
examples contain (``examples``) or any step's work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from gnv_pipeline import examples
from gnv_pipeline.cli.steps import STOCKHOLM, file_name, import_kolada, submit_file, write_templates
from gnv_pipeline.findings import FindingsError
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan, plan_folder, plan_folders
from gnv_pipeline.plan.models import Plan, Round
from gnv_pipeline.workbooks.filling import fill_workbook
from gnv_pipeline.workbooks.rows import WorkbookContent

Progress = Callable[[str], None]
_YEARS_OF_HISTORY = 8
_EXAMPLE_YEARS = 2  # the second has last year's answers and activities to build on


def run_demo(home: DataHome, progress: Progress) -> Path | None:
    """Run the plan's first two years; returns the folder of the last year's reports, None when it failed."""
    from gnv_pipeline.orchestration.run import run_year

    first = load_plan(plan_folders(home)[0])
    years = sorted({collection.year for collection in first.rounds})[:_EXAMPLE_YEARS]
    _national_values(home, first, years[-1], progress)
    reports: Path | None = None
    for year in years:
        plan = load_plan(plan_folder(home, year)[0])
        _collect(home, plan, plan.round(year), progress)
        examples.write_texts(home.texts / str(year), plan, year)
        result = run_year(home, year, "preliminary", None, progress=progress)
        if not result.succeeded:
            raise FindingsError(result.findings)
        reports = result.reports
    return reports


def _national_values(home: DataHome, plan: Plan, last_year: int, progress: Progress) -> None:
    progress("Skapar exempelvärden som liknar nationell statistik")
    path = home.root / "data" / "exempel" / "nationella_exempelvarden.csv"
    examples.write_national_csv(path, plan, last_year - _YEARS_OF_HISTORY, last_year)
    received = _moment(min(collection.opens for collection in plan.rounds), hour=9)
    result = import_kolada(home, path, received, example=True)
    if result.findings and not result.rows:
        raise FindingsError(result.findings)


def _collect(home: DataHome, plan: Plan, collection: Round, progress: Progress) -> None:
    """Templates out, filled in by every organisation, handed in."""
    progress(f"Skriver mallar för {collection.year}")
    folder = home.templates / str(collection.year)
    write_templates(
        home, collection.year, collection.round, None, folder, progress=None, example=True
    )
    progress(f"Fyller i och lämnar in arbetsböcker för {collection.year}")
    filled = home.root / "data" / "exempel" / str(collection.year)
    filled.mkdir(parents=True, exist_ok=True)
    last = len(plan.reporters) - 1
    for number, organisation in enumerate(plan.reporters):
        content = examples.example_content(plan, collection, organisation)
        if number == 1:
            content = _with_swapped_counts(content)
        path = filled / file_name(organisation, collection)
        fill_workbook(folder / path.name, path, content)
        days = 3 if number == last - 2 else -(number % 12) - 1
        handed_in = _moment(collection.deadline + timedelta(days=days), hour=8 + number % 9)
        submit_file(home, path, "exempel", handed_in, example=True)


def _with_swapped_counts(content: WorkbookContent) -> WorkbookContent:
    """One typical slip, so that the example shows how a row waits for correction."""
    for index, row in enumerate(content.keyfigures):
        if row.numerator is not None and row.denominator and row.numerator < row.denominator:
            swapped = replace(row, numerator=row.denominator, denominator=row.numerator)
            rows = (*content.keyfigures[:index], swapped, *content.keyfigures[index + 1 :])
            return replace(content, keyfigures=rows)
    return content


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=STOCKHOLM)
