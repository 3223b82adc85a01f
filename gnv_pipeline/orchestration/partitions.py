"""How submissions are divided: one partition for each round of a year and each organisation.

Belongs here: partition definitions and the reading of their keys. Does not belong here: assets.
"""

from __future__ import annotations

import dagster as dg

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan, plan_folders

ORGANISATION = "organisation"
ROUND = "round"


def submission_partitions(home: DataHome) -> dg.MultiPartitionsDefinition:
    """Rounds and organisations of all revisions of the plan in the home.

    Dagster writes a key as ``organisation|round``, the dimensions in alphabetical order.
    """
    rounds: set[str] = set()
    organisations: set[str] = set()
    for folder in plan_folders(home):
        plan = load_plan(folder)
        rounds.update(collection.key for collection in plan.rounds)
        organisations.update(area.id for area in plan.reporters)
    return dg.MultiPartitionsDefinition(
        {
            ORGANISATION: dg.StaticPartitionsDefinition(sorted(organisations)),
            ROUND: dg.StaticPartitionsDefinition(sorted(rounds)),
        }
    )


def by_round(keys: list[str]) -> dict[tuple[int, int], tuple[str, ...]]:
    """Partition keys grouped: ``{(year, round): (organisation, ...)}``."""
    grouped: dict[tuple[int, int], list[str]] = {}
    for key in keys:
        organisation, collection = key.split("|")
        year, number = collection.split("-")
        grouped.setdefault((int(year), int(number)), []).append(organisation)
    return {collection: tuple(sorted(found)) for collection, found in sorted(grouped.items())}
