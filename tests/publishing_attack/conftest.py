"""What these tests share: the real plan, and editions published from made-up counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from tests.publishing_attack.editions import (
    YEAR,
    Published,
    case_of,
    home_of,
    made_up,
    publish,
    revised,
)


@pytest.fixture(scope="session")
def plan_folder(project_root: Path) -> Path:
    return project_root / "data" / "raw" / "plan" / str(YEAR)


@pytest.fixture(scope="session")
def plan(plan_folder: Path) -> Plan:
    return load_plan(plan_folder)


@pytest.fixture(scope="session", params=[1, 2, pytest.param(3, marks=pytest.mark.full)])
def two_editions(
    request: pytest.FixtureRequest,
    plan: Plan,
    plan_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Published]:
    """A preliminary edition without two kommuner, and a final one with them and with corrections."""
    seed = request.param
    home = home_of(tmp_path_factory.mktemp("hem"), plan_folder)
    first = made_up(plan, seed)
    late = {plan.kommuner[seed].id, plan.kommuner[-seed].id}
    last = revised(plan, first, seed)
    return [
        publish(home, plan, case_of(plan, first, "preliminary", late, {})),
        publish(home, plan, case_of(plan, last, "final", set(), first)),
    ]
