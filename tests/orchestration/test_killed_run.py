"""A run that is killed in the middle: the next one goes on as if it had never been."""

from __future__ import annotations

import shutil
from pathlib import Path

import dagster as dg
import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.orchestration.environment import environment, prepare
from gnv_pipeline.orchestration.run import _IN_PROCESS, run_year

PROJECT = Path(__file__).resolve().parents[2]


def test_a_killed_run_gives_its_place_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a power cut leaves: a run marked as started that holds the one writer's place."""
    shutil.copytree(
        PROJECT / "tests" / "fixtures" / "fjallmark", tmp_path / "data" / "raw" / "plan" / "2027"
    )
    home = DataHome(tmp_path)
    for name, value in environment(home).items():
        monkeypatch.setenv(name, value)
    prepare(home)
    with dg.DagsterInstance.get() as instance:
        killed = instance.create_run_for_job(
            _nothing, tags={_IN_PROCESS: "yes"}, status=dg.DagsterRunStatus.STARTED
        )
        storage = instance.event_log_storage
        storage.initialize_concurrency_limit_to_default("duckdb")
        claim = storage.claim_concurrency_slot("duckdb", killed.run_id, "candidate")
        assert claim.is_claimed
    result = run_year(home, 2027, "preliminary", None)
    assert result.succeeded, result.findings
    with dg.DagsterInstance.get() as instance:
        run = instance.get_run_by_id(killed.run_id)
        assert run is not None
        assert run.status == dg.DagsterRunStatus.FAILURE


@dg.job
def _nothing() -> None:
    """A job to have been killed in."""
