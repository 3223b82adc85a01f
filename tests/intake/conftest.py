"""What the tests of intake share: a home with a plan, and workbooks really written and filled."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import STOCKHOLM
from gnv_pipeline.workbooks.filling import fill_workbook
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    HandInRow,
    History,
    Identity,
    KeyfigureRow,
    ReadResult,
    WorkbookContent,
)
from gnv_pipeline.workbooks.template import write_template

YEAR = 2028
KOMMUN, OTHER, REGION = "9901", "9902", "0099"
OPEN = datetime(2029, 2, 1, 9, tzinfo=STOCKHOLM)  # the round of 2028: 15 January to 1 March 2029
DEADLINE = date(2029, 3, 1)
Fill = Callable[..., Path]


def days(count: int) -> datetime:
    """So many days after the first file came."""
    return OPEN + timedelta(days=count)


@pytest.fixture(scope="session")
def plan(project_root: Path) -> Plan:
    """A made-up region of three kommuner."""
    return load_plan(project_root / "tests" / "fixtures" / "fjallmark")


@pytest.fixture
def home(tmp_path: Path, project_root: Path) -> DataHome:
    """A home with that plan, in a folder with a blank and an å in its name."""
    found = DataHome(tmp_path / "mitt hem på ön")
    shutil.copytree(project_root / "tests" / "fixtures" / "fjallmark", found.plans / "2027")
    return found


@pytest.fixture(scope="session")
def fill(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Fill:
    """Write a template and fill it in; the same arguments give the same file."""
    blanks: dict[tuple[str, int, bool], Path] = {}
    filled: dict[str, Path] = {}

    def make(organisation: str = KOMMUN, year: int = YEAR, **more: Any) -> Path:
        key = repr((organisation, year, sorted(more.items())))
        if key not in filled:
            filled[key] = write(organisation, year, **more)
        return filled[key]

    def write(
        organisation: str,
        year: int,
        *,
        name: str | None = None,
        answers: Mapping[str, str] | None = None,
        counts: Mapping[str, tuple[float, float]] | None = None,
        activities: Mapping[str, str] | None = None,
        filled_by: str | None = None,
        history: History | None = None,
        example: bool = False,
    ) -> Path:
        folder = tmp_path_factory.mktemp("ifyllt")
        key = (organisation, year, example)
        if history is None and key in blanks:
            blank = blanks[key]
        else:
            blank = folder / "mall.xlsx"
            as_of = plan.round(year).opens
            write_template(blank, plan, year, 1, organisation, history or History(), as_of, example)
            if history is None:
                blanks[key] = blank
        out = folder / (name or f"{organisation} {year}.xlsx")
        identity = Identity(
            organisation, year, 1, plan.header.template_version, plan.revision, example
        )
        fill_workbook(
            blank,
            out,
            WorkbookContent(
                identity,
                keyfigures=tuple(
                    KeyfigureRow(
                        "", {}, organisation, organisation, "d1", gender, year, *numbers, None, None
                    )
                    for gender, numbers in (counts or {}).items()
                ),
                answers=tuple(
                    AnswerRow("", {}, organisation, "", statement, 1, answer, None)
                    for statement, answer in (answers or {}).items()
                ),
                activities=tuple(
                    ActivityRow("", {}, organisation, key, activity(name))
                    for key, name in (activities or {}).items()
                ),
                hand_in=(HandInRow("", {}, organisation, "filled_by", filled_by),)
                if filled_by
                else (),
            ),
        )
        return out

    return make


def quick_store(home: DataHome) -> Store:
    """A store that reads without a child process, which is half of the time of a test."""

    def unguarded(
        source: Path | bytes, plan: Plan, *given: Any, guarded: bool = True, **more: Any
    ) -> ReadResult:
        return read_workbook(source, plan, *given, **more, guarded=False)

    return Store(home, unguarded)


def activity(name: str) -> dict[str, str | None]:
    """An activity with what is required."""
    return {"name": name, "delmal": "hemma", "status": "ongoing", "responsible": "Enhetschef"}
