"""A refresh with something missing: a report that says so, never a crash, never a silent gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv_pipeline import examples
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.filling import fill_workbook
from tests.doors.conftest import PLANS, Gnv

YEAR = 2026


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(PLANS / "2026")


def page(home: Path, name: str = "regional/index.html") -> str:
    path = home / "reports" / str(YEAR) / "preliminary" / name
    return path.read_text(encoding="utf-8").replace("\u00a0", " ")


def fill(home: Path, plan: Plan, gnv: Gnv, names: list[str]) -> list[Path]:
    """Real (not example) templates filled with plausible answers."""
    files = []
    for name in names:
        gnv(home, "templates", "--year", YEAR, "--organisation", name)
        area = next(area for area in plan.reporters if area.name == name)
        content = examples.example_content(plan, plan.round(YEAR), area)
        path = home / f"{area.name}.xlsx"
        template = next((home / "data" / "mallar" / str(YEAR)).glob(f"{area.name}*.xlsx"))
        fill_workbook(template, path, content)
        files.append(path)
    return files


def test_some_missing_one_refused_and_no_national_values(
    gnv: Gnv, empty_home: Path, plan: Plan
) -> None:
    files = fill(empty_home, plan, gnv, ["Falun", "Mora"])
    gnv(empty_home, "submit", *files)
    broken = empty_home / "Orsa.xlsx"
    broken.write_bytes(b"%PDF-1.7 not a workbook")
    refused = gnv(empty_home, "submit", broken, check=1)
    assert "PDF" in refused.out
    gnv(empty_home, "run", "--year", YEAR)
    text = page(empty_home)
    assert "2 av 15 kommuner" in text
    for area in plan.kommuner:
        assert area.name in text
    local = page(empty_home, "2034/index.html")
    assert "Orsa" in local


def test_nothing_at_all_and_national_values_that_come_after_the_first_edition(
    gnv: Gnv, empty_home: Path, plan: Plan
) -> None:
    """The second edition tells what is new; base series, which have no section, are no links."""
    gnv(empty_home, "run", "--year", YEAR)
    text = page(empty_home)
    assert "Inget underlag är mottaget för året." in text
    assert "Inga värden finns" in text
    assert ">nan<" not in text
    values = empty_home / "kolada.csv"
    examples.write_national_csv(values, plan, 2018, YEAR)
    gnv(empty_home, "kolada", "import", values)
    gnv(empty_home, "run", "--year", YEAR)
    text = page(empty_home)
    assert "Inget underlag är mottaget för året." in text
    assert "Trygghet med hemtjänst" in text
    assert "Ändrat sedan förra utgåvan" in text


def test_a_template_that_somebody_may_have_filled_in_is_never_overwritten(
    gnv: Gnv, empty_home: Path
) -> None:
    arguments = ("templates", "--year", YEAR, "--organisation", "Mora")
    gnv(empty_home, *arguments)
    gnv(empty_home, *arguments)  # the same again changes nothing
    template = empty_home / "data" / "mallar" / str(YEAR) / "Mora_2026.xlsx"
    template.write_bytes(template.read_bytes() + b"somebody's work")
    ran = gnv(empty_home, *arguments, check=1)
    assert "kan vara ifylld" in ran.out
    assert template.read_bytes().endswith(b"somebody's work")


def test_made_up_values_are_refused_among_real_ones(gnv: Gnv, empty_home: Path, plan: Plan) -> None:
    """The file says itself that it is an example, whoever imports it."""
    real = empty_home / "kolada.csv"
    real.write_text(
        "kpi,municipality_id,municipality_name,year,gender,value\nU21505,2080,Falun,2022,T,90.0\n",
        encoding="utf-8",
    )
    gnv(empty_home, "kolada", "import", real)
    made_up = empty_home / "exempel.csv"
    examples.write_national_csv(made_up, plan, 2020, YEAR)
    ran = gnv(empty_home, "kolada", "import", made_up, check=1)
    assert "exempelfil" in ran.out
