"""dagster.yaml: telemetry off, one writer at a time, and no file outside the state folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder with a blank and an å, and an empty working directory beside it."""
    folder = tmp_path / "min hälsa" / "dagster"
    folder.mkdir(parents=True)
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    monkeypatch.setenv("GNV_DAGSTER_STATE", str(folder))
    return folder


def test_the_instance_is_set_up_as_the_house_wants(state: Path, project_root: Path) -> None:
    with dg.DagsterInstance.from_config(str(project_root)) as instance:
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled
        concurrency = instance.get_concurrency_config()
        assert concurrency.pool_config.default_pool_limit == 1
        assert concurrency.run_queue_config is not None
        assert concurrency.run_queue_config.max_concurrent_runs == 1


def test_a_run_writes_into_the_state_folder_only(
    state: Path, project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    before = {path.name for path in project_root.iterdir()}

    @dg.asset(pool="duckdb")
    def one() -> int:
        return 1

    with dg.DagsterInstance.from_config(str(project_root)) as instance:
        quiet = {"loggers": {"console": {"config": {"log_level": "ERROR"}}}}
        assert dg.materialize([one], instance=instance, run_config=quiet).success
    del instance

    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "runs.db" for path in written)
    assert [path for path in written if state not in path.parents] == []
    assert {path.name for path in project_root.iterdir()} == before


def test_the_definitions_load(project_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a developer types it, with nothing set beforehand."""
    monkeypatch.delenv("GNV_DAGSTER_STATE", raising=False)
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    scripts = Path(sys.executable).parent
    command = shutil.which("dg", path=str(scripts))
    assert command
    result = subprocess.run(
        [command, "check", "defs"],
        cwd=project_root,
        env={**os.environ, "VIRTUAL_ENV": str(scripts.parent)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
