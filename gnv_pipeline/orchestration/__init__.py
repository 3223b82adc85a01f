"""The refresh as Dagster assets, and everything that starts it.

Belongs here: assets, checks, partitions, sensors, schedules and the definitions, each calling the rooms'
functions. The only room that imports Dagster. Does not belong here: any rule, statistic, text or layout.
"""

import warnings

from dagster import BetaWarning

# Said at every start and of no use to the people who type commands; Dagster's version is pinned, so a change
# of a beta feature comes only with a change of ours.
warnings.filterwarnings("ignore", category=BetaWarning, message=".*(backfill_policy|owners).*")
