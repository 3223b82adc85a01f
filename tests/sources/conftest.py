"""What the tests of national values share: a home, a plan, and tables as people save them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import STOCKHOLM

MORNING = datetime(2027, 3, 1, 9, tzinfo=STOCKHOLM)
HEADER = "kpi,municipality_id,municipality_name,year,gender,value"
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def plan(project_root: Path) -> Plan:
    """A made-up region: kommuner 9901–9903, region 0099, nyckeltal U99001, U99002 and N99003."""
    return load_plan(project_root / "tests" / "fixtures" / "fjallmark")


@pytest.fixture
def home(tmp_path: Path) -> DataHome:
    """A fresh home, in a folder with a blank and an å in its name."""
    return DataHome(tmp_path / "mitt hem på ön")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a table of lines, or bytes as they are."""

    def make(*lines: str, name: str = "värden.csv", header: str = HEADER) -> Path:
        path = tmp_path / name
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return path

    return make
