"""Raw assets: what was received, as it was received, in the working database.

Belongs here: calling sources and intake and loading schema ``raw``. Does not belong here: anything that
depends on the report year's plan (``assets_refresh``).
"""

# Dagster reads the annotations of assets, checks and ops at once: no postponed evaluation here.

import dagster as dg
import pandas as pd

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.beside import corrections_that_count, waiver_rows
from gnv_pipeline.intake.ledger import read_ledger
from gnv_pipeline.intake.reviewing import review_states
from gnv_pipeline.intake.store import Store, Submission
from gnv_pipeline.orchestration.partitions import by_round, submission_partitions
from gnv_pipeline.orchestration.resources import Home, Refresh
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources import kolada
from gnv_pipeline.sources.bulk import importing as bulk
from gnv_pipeline.warehouse.connection import Connection, connect, transaction
from gnv_pipeline.warehouse.loading import load, load_rows, load_submissions, prepare

GROUP = "mottaget"
POOL = "duckdb"


@dg.asset(
    group_name=GROUP,
    kinds={"csv", "duckdb"},
    pool=POOL,
    required_resource_keys={"home", "refresh", "progress"},
    description="Nyckeltal från Kolada som de togs emot, en rad per värde ur den nyaste filen.",
)
def kolada_values(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Load ``raw.kolada_value`` from all files kept."""
    home, refresh = _home(context), _refresh(context)
    context.resources.progress("Nyckeltal från Kolada")
    plan, _, _ = home.plan(refresh.year)
    frame = kolada.observations(home.folders, plan)
    similar = kolada.similar_groups(home.folders, plan)
    with connect(home.folders.database) as con:
        prepare(con)
        with transaction(con):
            rows = load(con, "raw.kolada_value", frame)
            load(con, "raw.kolada_group", similar)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": rows,
            "filer": len(set(frame["source_file"])) if rows else 0,
            "utan_varde": int(frame["value"].isna().sum()) if rows else 0,
        }
    )


@dg.asset(
    group_name=GROUP,
    kinds={"excel", "duckdb"},
    pool=POOL,
    required_resource_keys={"home", "refresh", "progress"},
    description="Värden ur arbetsböcker med många organisationer, med blad och cell.",
)
def bulk_values(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Load ``raw.bulk_value`` from all files kept."""
    home, refresh = _home(context), _refresh(context)
    plan, _, _ = home.plan(refresh.year)
    frame = bulk.observations(home.folders, plan)
    with connect(home.folders.database) as con:
        prepare(con)
        with transaction(con):
            rows = load(con, "raw.bulk_value", frame)
    return dg.MaterializeResult(metadata={"dagster/row_count": rows})


def submission_rows_asset(home: DataHome) -> dg.AssetsDefinition:
    """The partitioned asset of workbook rows, for the rounds and organisations of a home's plans."""

    @dg.asset(
        name="submission_rows",
        group_name=GROUP,
        kinds={"excel", "duckdb"},
        pool=POOL,
        partitions_def=submission_partitions(home),
        backfill_policy=dg.BackfillPolicy.single_run(),
        required_resource_keys={"home", "progress"},
        description="Arbetsböckernas rader med blad och cell, per omgång och organisation.",
    )
    def submission_rows(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """Read the originals again and replace the partitions' rows in schema ``raw``."""
        home = _home(context)
        rounds = by_round(list(context.partition_keys))
        store = Store(home.folders)
        written = files = 0
        with connect(home.folders.database) as con:
            prepare(con)
            for (year, number), organisations in rounds.items():
                plan, _, _ = home.plan(year)
                current = [
                    submission
                    for submission in store.current(plan, year, number)
                    if submission.organisation_id in organisations
                ]
                if current:
                    context.resources.progress(
                        f"Arbetsböcker {year}, omgång {number}: {len(current)} filer"
                    )
                files += len(current)
                with transaction(con):
                    written += load_submissions(con, current, year, number, organisations)
                    _load_beside(con, home.folders, plan, (year, number), organisations, current)
        return dg.MaterializeResult(
            metadata={"dagster/row_count": written, "filer": files, "omgangar": len(rounds)}
        )

    return submission_rows


def _load_beside(
    con: Connection,
    home: DataHome,
    plan: Plan,
    collection: tuple[int, int],
    organisations: tuple[str, ...],
    current: list[Submission],
) -> None:
    """Corrections, waivers and faktagranskning of the partitions, in place of what stood there."""
    told = read_ledger(home).in_force()
    year, number = collection
    mine = {"year": year, "round": number, "organisation_id": organisations}
    load_rows(con, "raw.correction", corrections_that_count(told, current), mine)
    waivers = [
        row for row in waiver_rows(told, year, number) if row["organisation_id"] in organisations
    ]
    load(con, "raw.waiver", pd.DataFrame(waivers), mine)
    checked = [
        state for state in review_states(home, plan, year) if state.organisation_id in organisations
    ]
    load_rows(
        con, "raw.fact_check", checked, {"year": year, "organisation_id": organisations}
    )  # fmt: skip


def _home(context: dg.AssetExecutionContext) -> Home:
    home: Home = context.resources.home
    return home


def _refresh(context: dg.AssetExecutionContext) -> Refresh:
    refresh: Refresh = context.resources.refresh
    return refresh
