"""PDF reports made once: of the made-up region with three kommuner, and of the newest plan of this home."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import build_local, build_regional
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Report
from gnv_pipeline.reports.render.pdf import write_pdfs
from gnv_pipeline.warehouse.reader import Publication
from tests.reports.made_mart import make_mart


@dataclass(frozen=True)
class Made:
    """Reports of the model, and the files made from them."""

    plan: Plan
    reports: tuple[Report, ...]
    files: tuple[Path, ...]


def _reports(plan: Plan, year: int, folder: Path) -> tuple[Report, ...]:
    with Publication(make_mart(folder / "mart.duckdb", plan, year)) as opened:
        mart = Mart(opened)
        local = [build_local.build(mart, plan, row["organisation_id"]) for row in mart.kommuner]
        return (build_regional.build(mart, plan), *local)


@pytest.fixture(scope="session")
def made(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """All reports of the made-up region, in a path with a blank and å."""
    plan = load_plan(project_root / "tests" / "fixtures" / "fjallmark")
    reports = _reports(plan, 2027, tmp_path_factory.mktemp("mart"))
    out = tmp_path_factory.mktemp("ut") / "Årets rapporter"
    return Made(plan, reports, write_pdfs(reports, plan, out))


@pytest.fixture(scope="session")
def real(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """All reports on made-up values for the real plan."""
    plan = load_plan(sorted((project_root / "data" / "raw" / "plan").iterdir())[-1])
    reports = _reports(plan, plan.rounds[0].year, tmp_path_factory.mktemp("lan"))
    return Made(plan, reports, write_pdfs(reports, plan, tmp_path_factory.mktemp("ut")))
