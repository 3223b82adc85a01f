"""The candidate: a publication built in full, beside the published ones, that nobody reads yet.

Belongs here: filling schema mart in order, copying it to a database of its own, the manifest and the copy of
the plan. Does not belong here: reports, checks, or the pointer. Building the same inputs again gives the same
folder and the same tables.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd

from gnv_pipeline.findings import Finding, FindingsError, Severity, has_errors
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.texts import HumanText
from gnv_pipeline.publishing import changes, export, lineage, mask, sentences, texts, told
from gnv_pipeline.publishing.facts import DELIVERED, read_facts
from gnv_pipeline.publishing.manifest import (
    FILE_NAME,
    Identity,
    InputFile,
    Manifest,
    code_version,
    earlier_than,
    folder_files,
    folder_sha256,
    manifest_of,
    write_whole,
)
from gnv_pipeline.publishing.pointer import current_folders
from gnv_pipeline.publishing.rows import frame_of
from gnv_pipeline.warehouse.connection import Connection, connect, transaction
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import read_table
from gnv_pipeline.warehouse.schema import create_schema, read_table_docs

DATABASE = "mart.duckdb"
SAID = "said.csv"
"""What the edition says, in words, for the differences of the next one."""


def build(
    con: Connection,
    *,
    home: DataHome,
    plan: Plan,
    plan_folder: Path,
    inputs: tuple[InputFile, ...],
    texts: tuple[HumanText, ...] = (),
) -> Path:
    """Fill schema mart and write the candidate; returns its folder under ``published/``.

    Args:
        con: Working database with core and judged filled.
        home: Where publications and earlier manifests lie.
        plan: The plan of this refresh.
        plan_folder: Its folder, copied into the candidate.
        inputs: The files that raw was filled from.
        texts: What people have written.

    Raises:
        FindingsError: A text has a placeholder that names nothing, or a published edition would change.
    """
    identity = identify(con, plan, plan_folder, (*inputs, *_text_files(texts)))
    earlier = earlier_than(home, identity.name)
    with transaction(con):
        masked = fill_mart(con, plan, identity, texts, earlier, home)
    own = mask.own_counts(read_table(con, "judged.indicator_value"), plan)
    write_whole(
        home.internal / told.file_name(identity.name),
        told.to_text(own, masked.keys, masked.exposed),
    )
    folder = home.published / identity.name
    unfinished = home.published / f"{identity.name}.partial"
    for killed in sorted(home.published.glob("*.partial")):
        shutil.rmtree(killed)
    unfinished.mkdir(parents=True)
    copy_mart(con, unfinished / DATABASE)
    tables = export.table_hashes(unfinished / DATABASE)
    manifest = manifest_of(identity, earlier, masked.keys, tables)
    write_whole(unfinished / FILE_NAME, manifest.text())
    write_whole(unfinished / SAID, changes.to_text(changes.said(read_facts(con, plan))))
    _copy_plan(plan_folder, unfinished / "plan")
    return _settle(unfinished, folder, manifest, home)


def identify(
    con: Connection, plan: Plan, plan_folder: Path, inputs: Iterable[InputFile]
) -> Identity:
    """What decides the edition, from ``core.run`` and the inputs."""
    run = read_table(con, "core.run").to_dict("records")[0]
    return Identity(
        report_year=int(run["report_year"]),
        edition=str(run["edition"]),
        as_of=_day(run["as_of"]),
        plan_revision=plan.revision,
        plan_sha256=folder_sha256(plan_folder),
        code_version=code_version(),
        submissions_sha256=export.table_hash(read_table(con, "core.submission")),
        inputs=tuple(sorted(set(inputs))),
    )


def fill_mart(
    con: Connection,
    plan: Plan,
    identity: Identity,
    human: tuple[HumanText, ...],
    earlier: tuple[Manifest, ...],
    home: DataHome,
) -> mask.Masked:
    """Fill every table of schema mart from core and judged; returns what was masked.

    Raises:
        FindingsError: A text has a placeholder that names nothing.
    """
    masked = mask.fill(
        con,
        plan,
        {key for manifest in earlier for key in manifest.mask},
        told.of_editions(home, [manifest.name for manifest in earlier]),
    )
    load(con, "mart.edition", _edition(con, identity))
    sentences.write_labels(con, plan)
    findings = texts.write(con, plan, human)
    if has_errors(findings):
        raise FindingsError(findings)
    lineage.write_texts(con, human)
    load(con, "mart.edition_change", _changes(con, plan, identity, earlier, home))
    sentences.write(con, plan)
    return masked


def _edition(con: Connection, identity: Identity) -> pd.DataFrame:
    run = read_table(con, "core.run")
    submissions = read_table(con, "core.submission")
    observations = read_table(con, "core.observation")
    run["code_version"] = identity.code_version
    run["has_submissions"] = bool(submissions["status"].isin(DELIVERED).any())
    national = observations["source_kind"] != "workbook"
    run["has_national"] = bool(
        (national & (observations["data_year"] <= identity.report_year)).any()
    )
    return run


def _changes(
    con: Connection, plan: Plan, identity: Identity, earlier: tuple[Manifest, ...], home: DataHome
) -> pd.DataFrame:
    before = [one for one in earlier if one.report_year == identity.report_year]
    if not before:
        return frame_of([], changes.COLUMNS)
    previous = max(before, key=lambda one: one.number)
    old = changes.from_file(home.editions / f"{previous.name}.csv")
    new = changes.said(read_facts(con, plan))
    now = manifest_of(identity, (), (), {}).identity
    reason, corrected = changes.cause(previous, now), changes.corrected_between(previous, now)
    found = changes.differences(old, new, previous.edition, reason, corrected)
    return frame_of(found, changes.COLUMNS)


def copy_mart(con: Connection, path: Path) -> None:
    """Copy schema mart, and nothing else, to a new database file; table by table, parents first."""
    with connect(path) as out, transaction(out):
        create_schema(out, "mart")
        for doc in read_table_docs():
            if doc.schema == "mart":
                load(out, doc.full_name, read_table(con, doc.full_name))


def _copy_plan(source: Path, target: Path) -> None:
    for path in folder_files(source):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())


def _settle(unfinished: Path, folder: Path, manifest: Manifest, home: DataHome) -> Path:
    """Give the finished candidate its name; one that is there already and says the same is kept."""
    if not folder.exists():
        unfinished.rename(folder)
        return folder
    database = folder / DATABASE
    if database.is_file() and export.table_hashes(database) == manifest.tables:
        write_whole(folder / FILE_NAME, manifest.text())
        shutil.rmtree(unfinished)
        return folder
    if folder in current_folders(home):
        shutil.rmtree(unfinished)
        raise FindingsError([_differs(folder)])
    shutil.rmtree(folder)
    unfinished.rename(folder)
    return folder


def _differs(folder: Path) -> Finding:
    return Finding(
        code="edition-differs",
        severity=Severity.ERROR,
        message=f"Utgåvan {folder.name} är publicerad, men samma underlag ger nu andra tabeller.",
        remedy="Flytta undan mappen data/warehouse/published och kör igen. Den byggs upp på nytt.",
        file=folder.name,
    )


def _text_files(human: Iterable[HumanText]) -> list[InputFile]:
    return [InputFile("text", one.file, one.sha256, one.written_on.isoformat()) for one in human]


def _day(value: object) -> date:
    return pd.Timestamp(str(value)).date()
