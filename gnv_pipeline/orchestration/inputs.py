"""What one refresh is made from, gathered once more in every step from the files themselves.

Belongs here: putting plan, statuses, texts and hashes of the inputs side by side. Does not belong here:
reading any of them (plan, intake, sources).

A refresh is a pure function of these inputs; a step that runs alone in Dagster's web page sees the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from gnv_pipeline.intake.beside import decisions_beside
from gnv_pipeline.intake.status import OrganisationStatus, statuses
from gnv_pipeline.intake.store import Store
from gnv_pipeline.orchestration.resources import Home, Refresh
from gnv_pipeline.plan.models import Plan, Round
from gnv_pipeline.plan.texts import HumanText, load_texts
from gnv_pipeline.publishing.manifest import InputFile
from gnv_pipeline.sources.bulk.importing import files as bulk_files
from gnv_pipeline.sources.bulk.keeping import BulkFile
from gnv_pipeline.sources.kolada import ReceivedFile
from gnv_pipeline.sources.kolada import files as kolada_files


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that decides the outcome."""

    plan: Plan
    plan_in_force: bool
    plan_folder: Path
    as_of: date
    example: bool
    rounds: tuple[Round, ...]
    """Collections of the report year."""
    texts: tuple[HumanText, ...]
    hashes: tuple[InputFile, ...]


def gather(home: Home, refresh: Refresh) -> Inputs:
    """Read what the refresh is made from.

    ``as_of`` is the date asked for, else the latest day among the files, else the first day of the plan's
    revision (there is nothing to date the report by).

    A text with a fault is left out, its section is then said to be missing; the run tells the fault.

    Raises:
        FindingsError: The plan can't be used.
    """
    plan, in_force, folder = home.plan(refresh.year)
    rounds = [collection for collection in plan.rounds if collection.year <= refresh.year]
    texts, _ = load_texts(home.folders.texts / str(refresh.year), plan)
    files = tuple(_received(home, plan, rounds))
    latest = max((_day(file.received_at) for file, _ in files), default=date(plan.revision, 1, 1))
    as_of = refresh.chosen_date or latest
    return Inputs(
        plan=plan,
        plan_in_force=in_force,
        plan_folder=folder,
        as_of=as_of,
        example=any(example for _, example in files),
        rounds=tuple(one for one in rounds if one.year == refresh.year),
        texts=texts,
        hashes=tuple(file for file, _ in files),
    )


def _received(home: Home, plan: Plan, rounds: list[Round]) -> Iterator[tuple[InputFile, bool]]:
    """Every file received for the rounds and every decision beside them, and whether it is an example."""
    for national in kolada_files(home.folders):
        yield _input("kolada", national), national.example
    for county in bulk_files(home.folders):
        yield _input("bulk", county), county.example
    for one in rounds:
        for workbook in Store(home.folders).files(plan, one.year, one.round):
            yield _input("workbook", workbook), workbook.example
    years = {one.year for one in rounds}
    for decided in decisions_beside(home.folders, years):
        yield InputFile(decided.kind, decided.name, decided.sha256, decided.received_at), False


def _input(kind: Literal["kolada", "bulk", "workbook"], file: ReceivedFile | BulkFile) -> InputFile:
    return InputFile(kind, file.file_name, file.sha256, file.received_at)


def round_statuses(home: Home, inputs: Inputs) -> tuple[OrganisationStatus, ...]:
    """One status per expected submission of the report year; it reads the workbooks."""
    return tuple(
        status
        for one in inputs.rounds
        for status in statuses(home.folders, inputs.plan, one.year, one.round, inputs.as_of)
    )


def _day(received_at: str) -> date:
    return datetime.fromisoformat(received_at).date()
