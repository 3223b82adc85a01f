"""What the tests of the workbooks share: plans, a history, blank templates and damaged copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    EarlierValue,
    History,
    ObstacleRow,
)
from gnv_pipeline.workbooks.template import write_template

AS_OF = dt.date(2026, 11, 22)
YEAR = 2026
KOMMUN = "2034"
Edits = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="session")
def plan(project_root: Path) -> Plan:
    """The plan that lies in the project."""
    return load_plan(project_root / "data" / "raw" / "plan" / "2026")


@pytest.fixture(scope="session")
def other_plan(project_root: Path) -> Plan:
    """A made-up region's plan."""
    found = sorted((project_root / "tests" / "fixtures" / "fjallmark").rglob("plan.yaml"))
    if not found:
        pytest.skip("tests/fixtures/fjallmark has no plan")
    return load_plan(found[0].parent)


@pytest.fixture(scope="session")
def history() -> History:
    """What was known of one kommun before."""
    activities = (
        ("2034-2025-1", {"name": "Hembesök", "delmal": "nara_mellan_oss", "status": "ongoing",
                         "starts_on": "2025-09-01", "funding": "regular"}),
        ("2034-2025-2", {"name": "Färdig", "delmal": "nara_mellan_oss", "status": "in_daily_use"}),
        ("2034-2025-3", {"name": "Pausad", "delmal": "nara_till_halsa", "status": "paused"}),
    )  # fmt: skip
    return History(
        values=(
            EarlierValue("nm1", KOMMUN, 2020, "T", 93.0),
            EarlierValue("nm1", KOMMUN, 2022, "T", 92.0),
            EarlierValue("nm2", KOMMUN, 2022, "T", None, missing_reason="secrecy"),
            EarlierValue("no3", KOMMUN, 2025, "K", None, 40.0, 180.0),
        ),
        answers=(AnswerRow("Självskattning", {}, KOMMUN, "", "nm_1", 1, "s3", None),),
        activities=tuple(
            ActivityRow("Aktiviteter", {}, KOMMUN, key, values) for key, values in activities
        ),
        obstacles=(
            ObstacleRow(
                "Stöd och hinder", {}, KOMMUN, "2034-2025-1",
                {"text": "Vi ser inte varandras journaler.", "theme": "it", "outcome": "Inget än"},
            ),
        ),
        previous_year=2025,
    )  # fmt: skip


Blank = Callable[..., Path]


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Blank:
    """Blank templates, each written once."""
    folder = tmp_path_factory.mktemp("mallar")
    made: dict[tuple[int, str, bool], Path] = {}

    def make(plan: Plan, organisation: str, history: History | None = None) -> Path:
        key = (id(plan), organisation, history is not None)
        if key not in made:
            made[key] = folder / f"{len(made)} {organisation}.xlsx"
            number = plan.rounds[0].round
            year = YEAR if any(r.year == YEAR for r in plan.rounds) else plan.rounds[0].year
            write_template(made[key], plan, year, number, organisation, history or History(), AS_OF)
        return made[key]

    return make


@pytest.fixture(scope="session")
def kommun_template(plan: Plan, blank: Blank) -> Path:
    """One kommun's blank template, without history."""
    return blank(plan, KOMMUN)


def edited(path: Path, edits: Edits, change: Callable[[Any], None] | None = None) -> bytes:
    """A copy of a workbook with some cells written, as bytes."""
    book = openpyxl.load_workbook(path, rich_text=True)
    for title, cells in edits.items():
        for address, value in cells.items():
            if isinstance(value, tuple):
                value, book[title][address].number_format = value
            book[title][address] = value
    if change:
        change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
