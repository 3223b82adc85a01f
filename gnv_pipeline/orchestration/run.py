"""One whole refresh in this process: what `gnv run` does.

Belongs here: materialising the assets in order and telling what came of it. Does not belong here: the
assets, or printing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dagster as dg
from filelock import FileLock, Timeout

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.orchestration.definitions import build_definitions
from gnv_pipeline.orchestration.environment import prepare
from gnv_pipeline.orchestration.partitions import submission_partitions
from gnv_pipeline.orchestration.resources import Edition, Refresh
from gnv_pipeline.plan.loading import load_plan, plan_folder
from gnv_pipeline.plan.texts import load_texts

_RANGE_START = "dagster/asset_partition_range_start"
_RANGE_END = "dagster/asset_partition_range_end"
_IN_PROCESS = "gnv/in_process"
"""Tag of runs that live and die with the process that started them."""
_PATIENCE = 1.0  # seconds before a waiting run says that it waits
_SHOWN = 5  # findings of a failed check told in the terminal; all are in Dagster
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a refresh: where the reports lie, or the findings that stopped it."""

    succeeded: bool
    reports: Path
    findings: tuple[Finding, ...]


def run_year(
    home: DataHome,
    year: int,
    edition: Edition,
    as_of: date | None,
    progress: Callable[[str], None] | None = None,
) -> RunResult:
    """Materialise every asset for one report year; a second run at the same time waits for the first.

    Raises :class:`~gnv_pipeline.findings.FindingsError` when the plan itself can't be used.
    """
    prepare(home)
    plan = load_plan(plan_folder(home, year)[0])
    _, texts = load_texts(home.texts / str(year), plan)
    refresh = Refresh(year=year, edition=edition, as_of=as_of.isoformat() if as_of else None)
    definitions = build_definitions(home, refresh, progress)
    keys = submission_partitions(home).get_partition_keys()
    reports = home.reports / str(year) / edition
    with _alone(home, progress), dg.DagsterInstance.get() as instance:
        _clear_killed_runs(instance)
        repository = definitions.get_repository_def()
        for name, tags in (
            ("submissions", {_RANGE_START: keys[0], _RANGE_END: keys[-1]}),
            ("refresh", {}),
        ):
            job = repository.get_job(name)
            result = job.execute_in_process(
                instance=instance,
                tags={**tags, _IN_PROCESS: "yes"},
                raise_on_error=False,
                run_config=_QUIET,
            )
            if not result.success:
                return RunResult(False, reports, _failures(result, _descriptions(definitions)))
    return RunResult(True, reports, texts)


@contextmanager
def _alone(home: DataHome, progress: Callable[[str], None] | None) -> Iterator[None]:
    """The refresh's lock; whoever has to wait for it is told so."""
    lock = FileLock(home.dagster / "refresh.lock")
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        if progress is not None:
            progress("En annan körning pågår i samma datamapp. Väntar tills den är klar")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _clear_killed_runs(instance: dg.DagsterInstance) -> None:
    """End runs of this kind that were killed, and give back the writer's place they held.

    Only one such run goes on at a time, under the lock that the caller holds: whatever is marked as going
    on belongs to a process that is gone. Without this the next run would wait for its place for ever.
    """
    unfinished = dg.RunsFilter(
        tags={_IN_PROCESS: "yes"},
        statuses=[
            dg.DagsterRunStatus.NOT_STARTED,
            dg.DagsterRunStatus.STARTING,
            dg.DagsterRunStatus.STARTED,
            dg.DagsterRunStatus.CANCELING,
        ],
    )
    for run in instance.get_runs(unfinished):
        instance.report_run_failed(run, "Körningen avbröts innan den var klar.")
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)


def _descriptions(definitions: dg.Definitions) -> dict[str, str]:
    """What each step is for, by its key, in the words of its asset."""
    specs = definitions.resolve_all_asset_specs()
    return {spec.key.to_python_identifier(): spec.description or "" for spec in specs}


def _failures(result: dg.ExecuteInProcessResult, purposes: dict[str, str]) -> tuple[Finding, ...]:
    """Failed checks and steps as findings; a step is told by what it was to give."""
    found = [
        Finding(
            code=f"check-{evaluation.check_name}",
            severity=Severity.ERROR,
            message=_check_text(evaluation),
            remedy="Inget nytt är utgivet. Se körningen i 'gnv dagster'.",
        )
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed
    ]
    found += [
        Finding(
            code="step-failed",
            severity=Severity.ERROR,
            message=_root_cause(event),
            remedy=f"{_stopped(event, purposes)}Inget nytt är utgivet. Se körningen i 'gnv dagster'.",
        )
        for event in result.all_events
        if event.is_step_failure and not _is_check_failure(event)
    ]
    return tuple(found)


def _stopped(event: dg.DagsterEvent, purposes: dict[str, str]) -> str:
    purpose = purposes.get(event.step_key or "")
    return f"Steget som stannade skulle ge: {purpose} " if purpose else ""


def _check_text(evaluation: dg.AssetCheckEvaluation) -> str:
    """What a failed check says: its first findings, or what it counted."""
    table = evaluation.metadata.get("fynd")
    if isinstance(table, dg.TableMetadataValue) and table.records:
        return " ".join(str(record.data["text"]) for record in table.records[:_SHOWN])
    values = {name: value.value for name, value in evaluation.metadata.items()}
    return f"Kontrollen {evaluation.check_name} gick inte igenom: {values}"


def _root_cause(event: dg.DagsterEvent) -> str:
    """The innermost error of a failed step, as text."""
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error else f"Steget {event.step_key} misslyckades."


def _is_check_failure(event: dg.DagsterEvent) -> bool:
    error = event.step_failure_data.error
    return error is not None and error.cls_name == "DagsterAssetCheckFailedError"
