"""Asset checks that stop a refresh before anything wrong is published.

Belongs here: calling the rooms' checks and showing their findings in Dagster. Does not belong here: the
rules (warehouse, publishing).
"""

# Dagster reads the annotations of assets, checks and ops at once: no postponed evaluation here.

from collections.abc import Iterable
from pathlib import Path

import dagster as dg

from gnv_pipeline.findings import Finding, Severity, has_errors
from gnv_pipeline.orchestration.assets_refresh import (
    candidate,
    core_tables,
    judgements,
    report_files,
)
from gnv_pipeline.orchestration.resources import Home
from gnv_pipeline.publishing import checks
from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.schema import orphans

SHOWN = 50  # findings in a check's metadata; the rest are counted


@dg.asset_check(
    asset=core_tables,
    blocking=True,
    required_resource_keys={"home"},
    description="Varje rad hänger ihop med planen och med andra rader.",
)
def core_references(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
    """No row of core or raw points at something that does not exist."""
    home: Home = context.resources.home
    with connect(home.folders.database) as con:
        found = orphans(con)
    rows = {f"{table}.{reference.column}": count for table, reference, count in found}
    return dg.AssetCheckResult(passed=not found, metadata={"utan_motsvarighet": rows})


@dg.asset_check(
    asset=judgements,
    blocking=True,
    required_resource_keys={"home"},
    description="Alla områden finns med för alla nyckeltal och år, och varje signal har sitt skäl.",
)
def judged_is_whole(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
    """The judged tables are dense and every signal has its reason."""
    home: Home = context.resources.home
    with connect(home.folders.database) as con:
        return result_of(checks.check_judged(con))


@dg.asset_check(
    asset=candidate,
    blocking=True,
    required_resource_keys={"home"},
    description="Inget dolt tal syns, alla organisationer finns med och alla meningar är hela.",
)
def candidate_is_sound(candidate: str) -> dg.AssetCheckResult:
    """The candidate may be published as far as its tables go."""
    return result_of(checks.check_candidate(Path(candidate)))


@dg.asset_check(
    asset=report_files,
    blocking=True,
    description="Alla rapporter finns, länkarna leder någonstans och inget dolt tal syns.",
)
def reports_are_sound(report_files: str) -> dg.AssetCheckResult:
    """The reports may be published."""
    return result_of(checks.check_reports(Path(report_files)))


def result_of(findings: Iterable[Finding]) -> dg.AssetCheckResult:
    """Findings as a check's result: errors fail it, everything is shown in a table."""
    found = tuple(findings)
    columns = ("allvar", "kod", "plats", "text")
    records = [
        dg.TableRecord(
            dict(
                zip(
                    columns,
                    (finding.severity.label, finding.code, finding.place, finding.message),
                    strict=True,
                )
            )
        )
        for finding in found[:SHOWN]
    ]
    schema = dg.TableSchema(columns=[dg.TableColumn(name) for name in columns])
    return dg.AssetCheckResult(
        passed=not has_errors(found),
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={
            "antal": len(found),
            "fel": sum(finding.severity is Severity.ERROR for finding in found),
            "fynd": dg.TableMetadataValue(records=records, schema=schema),
        },
    )


CHECKS = (core_references, judged_is_whole, candidate_is_sound, reports_are_sound)
