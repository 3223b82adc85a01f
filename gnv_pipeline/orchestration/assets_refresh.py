"""From raw to publication: core, judged, candidate, reports, pointer.

Belongs here: one thin asset for each step of the refresh, with its metadata. Does not belong here: how a
step is done (warehouse, indicators, publishing, reports).
"""

# Dagster reads the annotations of assets, checks and ops at once: no postponed evaluation here.

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import dagster as dg
import pandas as pd

from gnv_pipeline import indicators, reports
from gnv_pipeline.orchestration.assets_raw import GROUP, POOL, bulk_values, kolada_values
from gnv_pipeline.orchestration.inputs import gather, round_statuses
from gnv_pipeline.orchestration.resources import Home, Refresh
from gnv_pipeline.publishing import candidate as candidates
from gnv_pipeline.publishing import publication as publications
from gnv_pipeline.warehouse.connection import connect, snapshot, transaction
from gnv_pipeline.warehouse.loading import Run, build_core, load, prepare

BUILT = "beraknat"
PUBLISHED = "utgivet"
_KEYS = {"home", "refresh", "progress"}


@dg.asset(
    group_name=GROUP,
    kinds={"duckdb"},
    pool=POOL,
    required_resource_keys=_KEYS,
    description="En rad per väntad inlämning för uppföljningsåret, också de som saknas.",
)
def submission_status(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Load ``raw.submission``."""
    home, refresh = _resources(context)
    found = round_statuses(home, gather(home, refresh))
    with connect(home.folders.database) as con:
        prepare(con)
        with transaction(con):
            load(con, "raw.submission", pd.DataFrame([asdict(status) for status in found]))
    counts = Counter(status.status for status in found)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": len(found), **dict(sorted(counts.items()))}
    )


@dg.asset(
    group_name=BUILT,
    kinds={"duckdb"},
    pool=POOL,
    required_resource_keys=_KEYS,
    deps=[kolada_values, bulk_values, "submission_rows", submission_status],
    description="Planen, värdena, svaren och aktiviteterna med nycklar och typer.",
)
def core_tables(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Make schema ``core`` anew."""
    home, refresh = _resources(context)
    context.resources.progress("Ordnar uppgifterna")
    inputs = gather(home, refresh)
    run = Run(
        report_year=refresh.year,
        edition=refresh.chosen_edition,
        as_of=inputs.as_of,
        plan_in_force=inputs.plan_in_force,
        example=inputs.example,
    )
    with connect(home.folders.database) as con:
        prepare(con)
        build_core(con, inputs.plan, run)
        (observations,) = con.execute("select count(*) from core.observation").fetchall()[0]
    return dg.MaterializeResult(
        metadata={"observationer": int(observations), "datum": inputs.as_of.isoformat()}
    )


@dg.asset(
    group_name=BUILT,
    kinds={"duckdb"},
    pool=POOL,
    required_resource_keys=_KEYS,
    deps=[core_tables],
    description="Värden, intervall och signaler, utan skydd för små tal: bara för intern användning.",
)
def judgements(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Fill schema ``judged`` and leave the analysts' snapshot."""
    home, refresh = _resources(context)
    context.resources.progress("Räknar värden, intervall och signaler")
    plan, _, _ = home.plan(refresh.year)
    with connect(home.folders.database) as con:
        indicators.judge(con, plan)
        (values,) = con.execute("select count(*) from judged.indicator_value").fetchall()[0]
        (goals,) = con.execute("select count(*) from judged.goal_status").fetchall()[0]
    snapshot(home.folders.database, home.folders.internal / f"{refresh.year}.duckdb")
    return dg.MaterializeResult(metadata={"varden": int(values), "malbedomningar": int(goals)})


@dg.asset(
    group_name=PUBLISHED,
    kinds={"duckdb"},
    pool=POOL,
    required_resource_keys=_KEYS,
    deps=[judgements],
    description="Kandidat till utgåva: små tal skyddade, meningar skrivna, inget annat än schemat mart.",
)
def candidate(context: dg.AssetExecutionContext) -> dg.Output[str]:
    """Build the candidate's ``mart.duckdb``; its folder is passed on."""
    home, refresh = _resources(context)
    context.resources.progress("Skyddar små tal och skriver meningar")
    inputs = gather(home, refresh)
    with connect(home.folders.database) as con:
        folder = candidates.build(
            con,
            home=home.folders,
            plan=inputs.plan,
            plan_folder=inputs.plan_folder,
            inputs=inputs.hashes,
            texts=inputs.texts,
        )
    return dg.Output(str(folder), metadata={"mapp": dg.MetadataValue.path(folder)})


@dg.asset(
    group_name=PUBLISHED,
    kinds={"html"},
    required_resource_keys=_KEYS,
    description="Regional årsrapport och lokala rapporter ur kandidaten.",
)
def report_files(context: dg.AssetExecutionContext, candidate: str) -> dg.Output[str]:
    """Write the reports into the candidate's folder."""
    home, refresh = _resources(context)
    context.resources.progress("Skriver rapporter")
    plan, _, _ = home.plan(refresh.year)
    folder = Path(candidate)
    files = reports.build(folder / "mart.duckdb", plan, folder / "reports")
    size = sum(file.stat().st_size for file in files)
    return dg.Output(
        candidate, metadata={"filer": len(files), "megabyte": round(size / 1_000_000, 1)}
    )


@dg.asset(
    group_name=PUBLISHED,
    required_resource_keys=_KEYS,
    description="Pekaren flyttas sist: nu läser alla den nya utgåvan.",
)
def publication(context: dg.AssetExecutionContext, report_files: str) -> dg.Output[str]:
    """Publish the candidate and copy its reports for people."""
    home, _ = _resources(context)
    context.resources.progress("Ger ut")
    published = publications.publish(home.folders, Path(report_files))
    return dg.Output(
        str(published),
        metadata={
            "rapporter": dg.MetadataValue.path(published),
            "regional": dg.MetadataValue.path(published / "regional" / "index.html"),
        },
    )


def _resources(context: dg.AssetExecutionContext) -> tuple[Home, Refresh]:
    home: Home = context.resources.home
    refresh: Refresh = context.resources.refresh
    return home, refresh


REFRESH_ASSETS = (submission_status, core_tables, judgements, candidate, report_files, publication)
