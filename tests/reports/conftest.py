"""Reports made once from made-up publications: the made-up region, and the region in data/raw/plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports import build
from tests.reports.made_mart import make_mart

PLAN_YEAR = 2027


@pytest.fixture(scope="session")
def plan(project_root: Path) -> Plan:
    """A made-up region of three kommuner and four delmål."""
    return load_plan(project_root / "tests" / "fixtures" / "fjallmark")


@pytest.fixture(scope="session")
def publication(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up publication of that region."""
    return make_mart(tmp_path_factory.mktemp("mart") / "mart.duckdb", plan, PLAN_YEAR)


@pytest.fixture(scope="session")
def site(plan: Plan, publication: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of reports, in a path with a blank and å."""
    out = tmp_path_factory.mktemp("ut") / "Årets rapporter"
    build(publication, plan, out)
    return out


@pytest.fixture(scope="session")
def real_plan(project_root: Path) -> Plan:
    """The newest plan of this home."""
    return load_plan(sorted((project_root / "data" / "raw" / "plan").iterdir())[-1])


@pytest.fixture(scope="session")
def real_site(real_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports on made-up values for the real plan: as many kommuner and indicators as in use."""
    folder = tmp_path_factory.mktemp("lan")
    year = real_plan.rounds[0].year
    build(make_mart(folder / "mart.duckdb", real_plan, year), real_plan, folder / "ut")
    return folder / "ut"
