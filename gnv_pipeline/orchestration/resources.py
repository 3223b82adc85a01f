"""What assets are given: the data home and what is to be made.

Belongs here: Dagster resources, thin around the rooms. Does not belong here: work.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, cast

import dagster as dg

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan, plan_folder
from gnv_pipeline.plan.models import Plan

Edition = Literal["preliminary", "final", "autumn_update"]


class Home(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The data home, by its root folder."""

    root: str

    @property
    def folders(self) -> DataHome:
        """Its folders."""
        return DataHome(Path(self.root))

    def plan(self, year: int) -> tuple[Plan, bool, Path]:
        """The plan for a year, whether it was in force then, and its folder."""
        folder, in_force = plan_folder(self.folders, year)
        return load_plan(folder), in_force, folder


class Refresh(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What is to be made: report year, edition and, unless the inputs decide, its date."""

    year: int
    edition: str = "preliminary"
    as_of: str | None = None

    @property
    def chosen_edition(self) -> Edition:
        """The edition, checked."""
        if self.edition not in {"preliminary", "final", "autumn_update"}:
            raise ValueError(f"Okänd utgåva: {self.edition}")
        return cast("Edition", self.edition)

    @property
    def chosen_date(self) -> date | None:
        """The date given, if any."""
        return date.fromisoformat(self.as_of) if self.as_of else None
