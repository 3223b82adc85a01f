"""What happens without anybody asking: the nightly refresh and the inbox.

Belongs here: jobs, schedule and sensor. Does not belong here: what a refresh or a hand-in does.
"""

# Dagster reads the annotations of assets, checks and ops at once: no postponed evaluation here.

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import dagster as dg

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.inbox import take_in, waiting_files
from gnv_pipeline.orchestration.resources import Home
from gnv_pipeline.plan.loading import load_plan, plan_folders
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import STOCKHOLM

NIGHTLY = "0 4 * * *"
"""Four in the morning: after the night's backups, before the first reader."""


class HandInFile(dg.Config):
    """Which file of the inbox is to be handed in."""

    name: str


@dg.op(required_resource_keys={"home"})
def hand_in_file(context: dg.OpExecutionContext, config: HandInFile) -> None:
    """Hand in one file of the inbox and lay the answer beside the others."""
    home: Home = context.resources.home
    answer = take_in(home.folders, config.name, datetime.now(STOCKHOLM))
    context.add_output_metadata({"svar": dg.MetadataValue.path(answer)})
    context.log.info("Svar skrivet: %s", answer.name)


@dg.job(description="Lämna in en fil ur data/inkorg och skriv svaret i data/inkorg/svar.")
def hand_in() -> None:
    """One file."""
    hand_in_file()


@dg.sensor(
    job=hand_in,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Lämnar in arbetsböcker som läggs i data/inkorg.",
)
def inbox(home: Home) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Ask for one run per file; a file that is still being copied waits for the next look."""
    files = waiting_files(home.folders, datetime.now(STOCKHOLM))
    if not files:
        yield dg.SkipReason("Inkorgen är tom.")
    for path in files:
        yield dg.RunRequest(
            run_key=_run_key(path),
            run_config=dg.RunConfig(ops={"hand_in_file": HandInFile(name=path.name)}),
        )


def _run_key(path: Path) -> str:
    """The same file laid there again later is a new one; a look at the same file twice is not."""
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{path.name}:{content}:{path.stat().st_mtime_ns}"


def current_year(home: DataHome, now: datetime) -> int:
    """The follow-up year that is being worked on: the newest round that has opened, else the first."""
    rounds = [collection for folder in plan_folders(home) for collection in _plan(folder).rounds]
    opened = [collection.year for collection in rounds if collection.opens <= now.date()]
    return max(opened) if opened else min(collection.year for collection in rounds)


def _plan(folder: Path) -> Plan:
    return load_plan(folder)


def nightly_schedule(job_name: str) -> dg.ScheduleDefinition:
    """The nightly run of a job, in Swedish time."""
    return dg.ScheduleDefinition(
        name="nightly",
        job_name=job_name,
        cron_schedule=NIGHTLY,
        execution_timezone="Europe/Stockholm",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Räknar om året varje natt och ger ut en preliminär utgåva.",
    )
