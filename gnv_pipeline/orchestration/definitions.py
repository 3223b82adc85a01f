"""The one function that assembles everything Dagster sees.

Belongs here: putting assets, checks, jobs, schedule, sensor and resources together. Does not belong here:
their implementations.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import dagster as dg

from gnv_pipeline.home import DataHome, find_home
from gnv_pipeline.orchestration.assets_raw import bulk_values, kolada_values, submission_rows_asset
from gnv_pipeline.orchestration.assets_refresh import REFRESH_ASSETS
from gnv_pipeline.orchestration.automation import (
    current_year,
    hand_in,
    inbox,
    nightly_schedule,
)
from gnv_pipeline.orchestration.checks import CHECKS
from gnv_pipeline.orchestration.resources import Home, Refresh
from gnv_pipeline.sources.ledger import STOCKHOLM

Progress = Callable[[str], None]


def build_definitions(
    home: DataHome, refresh: Refresh, progress: Progress | None = None
) -> dg.Definitions:
    """Everything for one data home; ``refresh`` says what a run makes unless it is told otherwise."""
    submission_rows = submission_rows_asset(home)
    assets = (kolada_values, bulk_values, submission_rows, *REFRESH_ASSETS)
    everything = dg.define_asset_job(
        "refresh",
        selection=dg.AssetSelection.assets(kolada_values, bulk_values, *REFRESH_ASSETS),
        description="Hela omräkningen utom inläsningen av arbetsböcker, som är uppdelad per inlämning.",
    )
    submissions = dg.define_asset_job(
        "submissions",
        selection=dg.AssetSelection.assets(submission_rows),
        description="Läser om arbetsböckerna, en del per omgång och organisation.",
    )
    return dg.Definitions(
        assets=assets,
        asset_checks=CHECKS,
        jobs=[submissions, everything, hand_in],
        schedules=[nightly_schedule(everything.name)],
        sensors=[inbox],
        resources={
            "home": Home(root=str(home.root)),
            "refresh": refresh,
            "progress": dg.ResourceDefinition.hardcoded_resource(progress or _silent),
        },
        executor=dg.in_process_executor,
    )


def _silent(text: str) -> None:
    """Progress nobody looks at; Dagster shows its own."""


@dg.definitions
def defs() -> dg.Definitions:
    """The definitions of the data home that the environment names."""
    home = find_home()
    year = current_year(home, datetime.now(STOCKHOLM))
    return build_definitions(home, Refresh(year=year))
