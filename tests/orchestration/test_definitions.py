"""What Dagster sees: the graph loads, depends as the house says, and guards what it publishes."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import dagster as dg
import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.orchestration.automation import current_year
from gnv_pipeline.orchestration.definitions import build_definitions
from gnv_pipeline.orchestration.partitions import by_round, submission_partitions
from gnv_pipeline.orchestration.resources import Refresh
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.sources.ledger import STOCKHOLM

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> DataHome:
    shutil.copytree(PROJECT / "data" / "raw" / "plan", tmp_path / "data" / "raw" / "plan")
    return DataHome(tmp_path)


@pytest.fixture
def definitions(home: DataHome) -> dg.Definitions:
    return build_definitions(home, Refresh(year=2026))


def test_definitions_load(definitions: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(definitions)


def test_the_pointer_moves_last(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    publication = dg.AssetKey("publication")
    upstream = graph.get(publication).parent_keys
    assert upstream == {dg.AssetKey("report_files")}
    downstream = {
        key for key in graph.get_all_asset_keys() if publication in graph.get(key).parent_keys
    }
    assert downstream == set()


def test_every_check_blocks(definitions: dg.Definitions) -> None:
    checks = [
        spec
        for checks in definitions.asset_checks or ()
        for spec in checks.check_specs  # type: ignore[union-attr]
    ]
    assert {spec.asset_key.to_user_string() for spec in checks} == {
        "core_tables",
        "judgements",
        "candidate",
        "report_files",
    }
    assert all(spec.blocking for spec in checks)


def test_every_asset_is_described_and_writers_share_one_pool(definitions: dg.Definitions) -> None:
    for asset in definitions.resolve_asset_graph().asset_nodes:
        assert asset.description, asset.key
    writers = {"kolada_values", "submission_rows", "submission_status", "core_tables", "judgements"}
    pools = {
        op.name: op.pool
        for definition in definitions.assets or ()
        for op in [definition.op]  # type: ignore[union-attr]
    }
    assert {pools[name] for name in writers} == {"duckdb"}


def test_partitions_are_every_round_and_organisation_of_the_plan(home: DataHome) -> None:
    plan = load_plan(home.plans / "2026")
    keys = submission_partitions(home).get_partition_keys()
    assert len(keys) == len(plan.rounds) * len(plan.reporters)
    assert by_round(["2080|2026-1", "0020|2026-1", "2080|2025-1"]) == {
        (2025, 1): ("2080",),
        (2026, 1): ("0020", "2080"),
    }


def test_the_nightly_refresh_runs_in_swedish_time(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("nightly")
    assert schedule.execution_timezone == "Europe/Stockholm"
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING


@pytest.mark.parametrize(
    ("day", "year"),
    [("2025-06-01", 2025), ("2026-02-01", 2025), ("2027-02-01", 2026), ("2031-01-01", 2027)],
)
def test_the_current_year_is_the_newest_round_that_has_opened(
    home: DataHome, day: str, year: int
) -> None:
    now = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=STOCKHOLM)
    assert current_year(home, now) == year
