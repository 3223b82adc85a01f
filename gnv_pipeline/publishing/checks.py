"""What must hold before anything is published: checks as functions that return findings.

Belongs here: which checks make up each gate. Does not belong here: single rules on tables (``table_checks``)
or on pages (``page_checks``), running them (orchestration), or mending.
"""

from __future__ import annotations

from pathlib import Path

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.publishing import export, page_checks, table_checks, told
from gnv_pipeline.publishing.candidate import DATABASE
from gnv_pipeline.publishing.manifest import FILE_NAME, read_manifest
from gnv_pipeline.publishing.publication import REPORTS
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.reader import Publication, read_table


def check_judged(con: Connection) -> tuple[Finding, ...]:
    """The judged tables: dense over areas, years and genders, and every signal with a reason."""
    values = read_table(con, "judged.indicator_value")
    tables = {name: read_table(con, f"judged.{name}") for name in table_checks.SIGNALS}
    year = int(read_table(con, "core.run")["report_year"].iloc[0])
    return (
        *table_checks.dense(
            values, read_table(con, "core.indicator"), read_table(con, "core.area"), year
        ),
        *table_checks.reasons(tables),
    )


def check_candidate(folder: Path) -> tuple[Finding, ...]:
    """The tables of a candidate: whole, masked, in words that are finished, and as its manifest says."""
    database = folder / DATABASE
    if not database.is_file():
        return (_missing(folder, DATABASE),)
    plan = load_plan(folder / "plan")
    with Publication(database) as publication:
        tables = {name: publication.table(name) for name in export.mart_tables()}
        year = publication.edition.report_year
    hashes = {name: export.table_hash(frame) for name, frame in tables.items()}
    return (
        *table_checks.keys(tables),
        *table_checks.dense(
            tables["indicator_value"], tables["indicator"], tables["organisation"], year
        ),
        *table_checks.reasons(tables),
        *table_checks.masked(tables),
        *table_checks.organisations(tables, plan, year),
        *table_checks.words(tables),
        *table_checks.labels(tables),
        *table_checks.as_manifest(hashes, read_manifest(folder / FILE_NAME)),
        *table_checks.given_away(told.exposed(told.beside(folder)), plan),
    )


def check_reports(folder: Path) -> tuple[Finding, ...]:
    """The reports of a candidate: all there, links that lead somewhere, no unfinished words."""
    reports = folder / REPORTS
    if not reports.is_dir():
        return (_missing(folder, REPORTS),)
    plan, read = load_plan(folder / "plan"), page_checks.reading()
    return (
        *page_checks.present(reports, plan),
        *page_checks.links(reports, read),
        *page_checks.unfinished(reports, read),
    )


def _missing(folder: Path, name: str) -> Finding:
    return Finding(
        code="candidate-incomplete",
        severity=Severity.ERROR,
        message=f"Kandidaten {folder.name} saknar {name}.",
        remedy="Kör 'gnv run' igen.",
        file=f"{folder.name}/{name}",
    )
