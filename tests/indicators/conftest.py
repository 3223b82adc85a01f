"""The made-up county, and the real plan on the real values of 2022."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.indicators import judge
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.warehouse import loading
from gnv_pipeline.warehouse.connection import Connection, connect
from tests.indicators.cases import fixture_plan, kolada


@pytest.fixture(scope="session")
def fjallmark() -> Plan:
    """Three kommuner, four delmål, no nation and no group."""
    return load_plan(fixture_plan("fjallmark"))


@pytest.fixture(scope="session")
def real_plan(project_root: Path) -> Plan:
    """The plan of the project."""
    return load_plan(project_root / "data" / "raw" / "plan" / "2026")


@pytest.fixture(scope="session")
def published(shared_data: Path) -> pd.DataFrame:
    """What Kolada published, as received."""
    return pd.read_csv(
        shared_data / "kolada" / "kolada_dalarna_plan.csv", dtype={"municipality_id": str}
    )


@pytest.fixture(scope="session")
def real_2022(real_plan: Plan, published: pd.DataFrame) -> Iterator[Connection]:
    """The real values judged for report year 2022."""
    columns = ["kpi", "municipality_id", "year", "gender", "value"]
    rows = published[columns].astype(object).where(published[columns].notna(), None)
    with connect() as con:
        loading.prepare(con)
        loading.load(con, "raw.kolada_value", kolada(list(rows.itertuples(index=False, name=None))))
        run = loading.Run(2022, "final", date(2028, 2, 20), plan_in_force=False)
        loading.build_core(con, real_plan, run)
        judge(con, real_plan)
        yield con
