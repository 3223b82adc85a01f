"""Everything that words are made from: the masked rows of one publication, with look-ups.

Belongs here: masked rows and the plan, side by side, and how to find a row. Does not belong here: the
database, unmasked values, or wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from gnv_pipeline.plan.models import Area, Indicator, Plan
from gnv_pipeline.publishing import rows
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.reader import read_table

TABLES: tuple[type[rows.Row], ...] = (
    rows.Edition,
    rows.Value,
    rows.Status,
    rows.Comparison,
    rows.Trend,
    rows.Inequality,
    rows.Judged,
    rows.LocalPlan,
    rows.Submission,
    rows.SelfAssessment,
    rows.Activity,
    rows.ActivityLink,
    rows.Obstacle,
    rows.HumanTextRow,
)
DELIVERED = ("delivered", "delivered_late", "with_warnings", "rows_waiting")
"""Statuses of a submission that was taken in."""


@dataclass(frozen=True)
class Facts:
    """Masked rows of a publication and the plan they belong to."""

    plan: Plan
    edition: rows.Edition
    values: tuple[rows.Value, ...] = ()
    statuses: tuple[rows.Status, ...] = ()
    comparisons: tuple[rows.Comparison, ...] = ()
    trends: tuple[rows.Trend, ...] = ()
    inequalities: tuple[rows.Inequality, ...] = ()
    judged: tuple[rows.Judged, ...] = ()
    local_plans: tuple[rows.LocalPlan, ...] = ()
    submissions: tuple[rows.Submission, ...] = ()
    self_assessments: tuple[rows.SelfAssessment, ...] = ()
    activities: tuple[rows.Activity, ...] = ()
    links: tuple[rows.ActivityLink, ...] = ()
    obstacles: tuple[rows.Obstacle, ...] = ()
    texts: tuple[rows.HumanTextRow, ...] = ()

    @property
    def report_year(self) -> int:
        """Uppföljningsår."""
        return self.edition.report_year

    @cached_property
    def judged_by_id(self) -> dict[str, rows.Judged]:
        """What judging chose, by indicator."""
        return {row.indicator_id: row for row in self.judged}

    @cached_property
    def value_by_key(self) -> dict[tuple[str, str, int, str], rows.Value]:
        """Values by (indicator, area, data year, gender)."""
        return {
            (row.indicator_id, row.organisation_id, row.data_year, row.gender): row
            for row in self.values
        }

    @cached_property
    def comparison_by_key(self) -> dict[tuple[str, str, str, str], rows.Comparison]:
        """Comparisons in the judged year by (indicator, area, gender, benchmark)."""
        return {
            (row.indicator_id, row.organisation_id, row.gender, row.benchmark_kind): row
            for row in self.comparisons
        }

    def judged_year(self, indicator_id: str) -> int | None:
        """Data year that an indicator is judged in, None when it is not."""
        row = self.judged_by_id.get(indicator_id)
        return row.judged_year if row else None

    def value(
        self, indicator_id: str, area_id: str, year: int | None, gender: str = "T"
    ) -> rows.Value | None:
        """One value row, or None."""
        return (
            None if year is None else self.value_by_key.get((indicator_id, area_id, year, gender))
        )

    def whole(self, indicator: Indicator) -> Area:
        """Whose value tells the county's story: the county, or the region for what only it has."""
        of_region = indicator.level == "region" and indicator.derived is None
        return self.plan.region if of_region else self.plan.county

    def main_first(self) -> tuple[Indicator, ...]:
        """Main and supporting indicators, main ones first, in the plan's order."""
        told = [one for one in self.plan.indicators if one.role != "context"]
        return tuple(sorted(told, key=lambda one: one.role != "main"))

    def this_year(self, area_id: str | None = None) -> tuple[rows.Submission, ...]:
        """Submissions of the report year in the plan's order of reporters; all rounds."""
        order = {area.id: index for index, area in enumerate(self.plan.reporters)}
        found = [
            row
            for row in self.submissions
            if row.year == self.report_year and area_id in (None, row.organisation_id)
        ]
        return tuple(
            sorted(found, key=lambda row: (row.round, order.get(row.organisation_id, len(order))))
        )


def read_facts(con: Connection, plan: Plan) -> Facts:
    """Facts from schema mart of an open connection."""
    return facts_of({row.table: read_table(con, f"mart.{row.table}") for row in TABLES}, plan)


def facts_of(tables: Mapping[str, pd.DataFrame], plan: Plan) -> Facts:
    """Facts from frames by table name.

    Raises:
        ValueError: ``edition`` does not hold exactly one row.
    """
    editions = rows.typed(tables["edition"], rows.Edition)
    if len(editions) != 1:
        raise ValueError(f"mart.edition has {len(editions)} rows, expected 1")
    return Facts(
        plan=plan,
        edition=editions[0],
        values=rows.typed(tables["indicator_value"], rows.Value),
        statuses=rows.typed(tables["goal_status"], rows.Status),
        comparisons=rows.typed(tables["comparison"], rows.Comparison),
        trends=rows.typed(tables["trend"], rows.Trend),
        inequalities=rows.typed(tables["inequality"], rows.Inequality),
        judged=rows.typed(tables["indicator"], rows.Judged),
        local_plans=rows.typed(tables["local_plan"], rows.LocalPlan),
        submissions=rows.typed(tables["submission"], rows.Submission),
        self_assessments=rows.typed(tables["self_assessment"], rows.SelfAssessment),
        activities=rows.typed(tables["activity"], rows.Activity),
        links=rows.typed(tables["activity_link"], rows.ActivityLink),
        obstacles=rows.typed(tables["obstacle"], rows.Obstacle),
        texts=rows.typed(tables["human_text"], rows.HumanTextRow),
    )
