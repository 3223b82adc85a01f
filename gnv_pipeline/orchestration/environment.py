"""Where Dagster finds its settings and keeps its state.

Belongs here: the environment variables that Dagster reads, and its settings file in the data home. Does
not belong here: the settings themselves (``dagster.yaml`` beside the package).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from gnv_pipeline.home import ENVIRONMENT_VARIABLE, DataHome

SETTINGS = Path(__file__).resolve().parent.parent.parent / "dagster.yaml"


def environment(home: DataHome) -> dict[str, str]:
    """The variables that make Dagster work on this data home and write nowhere else."""
    return {
        "DAGSTER_HOME": str(home.dagster),
        "GNV_DAGSTER_STATE": str(home.dagster),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        ENVIRONMENT_VARIABLE: str(home.root),
    }


def prepare(home: DataHome) -> None:
    """Set the variables for this process and lay a copy of the settings in the state folder.

    Dagster makes folders beside its settings file; a copy in the data home keeps the checkout clean.
    """
    home.dagster.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SETTINGS, home.dagster / SETTINGS.name)
    os.environ.update(environment(home))
