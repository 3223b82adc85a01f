"""A made-up county with small own numbers, judged and ready to be published."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.texts import HumanText
from gnv_pipeline.publishing import candidate, rows
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.manifest import InputFile
from gnv_pipeline.warehouse.connection import Connection, connect, transaction
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import read_table
from gnv_pipeline.warehouse.schema import create_schema, read_table_docs
from tests.indicators.cases import Case, fixture_plan, keyfigure


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Three kommuner, four delmål, own counts of disclosure standard and sensitive."""
    return load_plan(fixture_plan("fjallmark"))


@pytest.fixture
def facts(plan: Plan) -> Facts:
    """A publication without any row, to be filled by each test."""
    edition = rows.Edition(2027, "final", date(2028, 3, 20), 2027, True, False, True, True)
    return Facts(plan=plan, edition=edition)


@pytest.fixture
def home(tmp_path: Path) -> DataHome:
    """A data home with the made-up plan; its path has a blank and an å."""
    root = tmp_path / "gnv på prov"
    shutil.copytree(fixture_plan("fjallmark"), root / "data" / "raw" / "plan" / "2027")
    return DataHome(root)


def county(plan: Plan) -> Case:
    """National values, and own counts of which one kommun's are small."""
    values = [
        (kpi, area, year, gender, value)
        for year, shift in ((2025, 0), (2026, 1), (2027, -6))
        for area, share, size in (("9901", 80, 40), ("9902", 82, 900), ("9903", 78, 300))
        for gender in ("T", "K", "M")
        for kpi, value in (("U99001", share + shift), ("U99002", size))
    ]
    values += [("N99003", "0099", year, "T", 5200.0 + year) for year in (2025, 2026, 2027)]
    counts = [
        ("9901", "K", 3, 20), ("9901", "M", 9, 18),
        ("9902", "K", 60, 150), ("9902", "M", 50, 140),
        ("9903", "K", 20, 60), ("9903", "M", 25, 55),
    ]  # fmt: skip
    return Case(
        plan,
        as_of=date(2028, 3, 20),
        values=values,  # type: ignore[arg-type]
        keyfigures=[keyfigure(area, area, "d1", gender, x, n) for area, gender, x, n in counts]
        + [
            keyfigure("0099", "9901", "b1", "T", 30, 60),
            keyfigure("0099", "9902", "b1", "T", 200, 300),
            keyfigure("0099", "9903", "b1", "T", 90, 140),
        ],
        local_plan=[("9902", "kontaktperson", {"works_with": "yes"})],
    )


@pytest.fixture(scope="session")
def judged_file(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working database of the made-up county, judged once."""
    path = tmp_path_factory.mktemp("judged") / "gnv.duckdb"
    with county(plan).judged() as con, connect(path) as out, transaction(out):
        load(con, "core.submission", submissions(plan))
        for schema in ("raw", "core", "judged"):
            create_schema(out, schema)
        for doc in read_table_docs():
            if doc.schema in ("core", "judged"):
                load(out, doc.full_name, read_table(con, doc.full_name))
    return path


@pytest.fixture
def judged(judged_file: Path, tmp_path: Path) -> Iterator[Connection]:
    """A copy of the working database, to be changed by one test."""
    path = tmp_path / "gnv.duckdb"
    shutil.copyfile(judged_file, path)
    with connect(path) as con:
        yield con


def submissions(plan: Plan) -> pd.DataFrame:
    """Everybody but one has handed in."""
    first, *others = plan.reporters
    return pd.DataFrame(
        {
            "organisation_id": [first.id, *(area.id for area in others)],
            "year": 2027,
            "round": 1,
            "status": ["extended", *("delivered" for _ in others)],
            "received_on": [None, *(date(2028, 2, 1) for _ in others)],
            "completeness": [None, *(1.0 for _ in others)],
            "rows_waiting": 0,
            "warnings": 0,
            "note": ["Anstånd till 9 april 2028", *(None for _ in others)],
        }
    )


HUMAN = HumanText(
    section="laget_i_korthet",
    organisation_id="LAN99",
    title="Läget i korthet",
    markdown="Nöjda: {{a1.LAN99.value}} ({{a1.LAN99.interval}}) {{a1.LAN99.year}}.\n",
    author_function="Processledare",
    written_on=date(2028, 3, 18),
    file="laget_i_korthet.md",
    sha256="c" * 64,
)


@pytest.fixture
def human() -> tuple[HumanText, ...]:
    """One written text with figures as placeholders."""
    return (HUMAN,)


INPUTS = (
    InputFile("kolada", "kolada.csv", "b" * 64, "2028-02-20T00:00:00+01:00"),
    InputFile("workbook", "arbetsbok.xlsx", "a" * 64, "2028-02-01T10:00:00+01:00"),
)


def build(con: Connection, home: DataHome, plan: Plan, human: tuple[HumanText, ...] = ()) -> Path:
    """The candidate of the made-up county, with the smallest reports that pass the checks."""
    folder = candidate.build(
        con,
        home=home,
        plan=plan,
        plan_folder=home.plans / "2027",
        inputs=INPUTS,
        texts=human,
    )
    for name in (".", "regional", *(area.id for area in plan.kommuner)):
        page = folder / "reports" / name / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<p>Rapport {folder.name}</p>", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def candidate_file(judged_file: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data home after one candidate was built."""
    root = tmp_path_factory.mktemp("candidate")
    shutil.copytree(fixture_plan("fjallmark"), root / "data" / "raw" / "plan" / "2027")
    shutil.copyfile(judged_file, root / "gnv.duckdb")
    with connect(root / "gnv.duckdb") as con:
        return build(con, DataHome(root), plan, (HUMAN,))


@pytest.fixture
def folder(candidate_file: Path, home: DataHome) -> Path:
    """A finished candidate in the test's own home."""
    target = home.published / candidate_file.name
    shutil.copytree(candidate_file, target)
    return target


def rerun(con: Connection, **changes: object) -> None:
    """Change the one row of ``core.run``."""
    load(con, "core.run", read_table(con, "core.run").assign(**changes))


def with_rows(facts: Facts, **tables: tuple[rows.Row, ...]) -> Facts:
    """The facts with other rows."""
    return replace(facts, **tables)  # type: ignore[arg-type]
