"""Everything that words are made from: the masked rows of one publication, with look-ups.

Belongs here: masked rows and the plan, side by side, and how to find a row. Does not belong here: the
database, unmasked values, or wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from gnv_pipeline.plan.models import Area, AreaKind, Indicator, Plan
from gnv_pipeline.publishing import rows, rows_answers, rows_compared
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.reader import read_table

TABLES: tuple[type[rows.Row], ...] = (
    rows.Edition,
    rows.Value,
    rows.Status,
    rows.Comparison,
    rows.Trend,
    rows_compared.Inequality,
    rows_compared.GenderGap,
    rows_compared.CountyDistance,
    rows_compared.Similar,
    rows_compared.SimilarChange,
    rows_compared.Pooled,
    rows.Judged,
    rows.LocalPlan,
    rows.Submission,
    rows.SelfAssessment,
    rows_answers.Answer,
    rows_answers.HandIn,
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
    inequalities: tuple[rows_compared.Inequality, ...] = ()
    gender_gaps: tuple[rows_compared.GenderGap, ...] = ()
    distances: tuple[rows_compared.CountyDistance, ...] = ()
    similar: tuple[rows_compared.Similar, ...] = ()
    similar_changes: tuple[rows_compared.SimilarChange, ...] = ()
    pooled: tuple[rows_compared.Pooled, ...] = ()
    judged: tuple[rows.Judged, ...] = ()
    local_plans: tuple[rows.LocalPlan, ...] = ()
    submissions: tuple[rows.Submission, ...] = ()
    self_assessments: tuple[rows.SelfAssessment, ...] = ()
    answers: tuple[rows_answers.Answer, ...] = ()
    hand_ins: tuple[rows_answers.HandIn, ...] = ()
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

    @cached_property
    def trend_by_key(self) -> dict[tuple[str, str], rows.Trend]:
        """Changes and trends of all together, up to the judged year, by (indicator, area)."""
        return {
            (row.indicator_id, row.organisation_id): row
            for row in self.trends
            if row.gender == "T" and row.data_year == self.judged_year(row.indicator_id)
        }

    @cached_property
    def inequality_by_id(self) -> dict[str, rows_compared.Inequality]:
        """Spread between kommuner of all together in the judged year, by indicator."""
        return {
            row.indicator_id: row
            for row in self.inequalities
            if row.gender == "T" and row.data_year == self.judged_year(row.indicator_id)
        }

    @cached_property
    def pooled_by_key(self) -> dict[tuple[str, str], rows_compared.Pooled]:
        """Several rounds put together, all together, up to the judged year, by (indicator, area)."""
        return {
            (row.indicator_id, row.organisation_id): row
            for row in self.pooled
            if row.gender == "T" and row.data_year == self.judged_year(row.indicator_id)
        }

    @cached_property
    def delivered(self) -> frozenset[str]:
        """The organisations whose workbook of the report year was taken in."""
        return frozenset(row.organisation_id for row in self.this_year() if row.status in DELIVERED)

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

    def is_kommun(self, area_id: str) -> bool:
        """Whether an area of the plan is a kommun."""
        return self.plan.area_by_id[area_id].kind is AreaKind.KOMMUN

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
        inequalities=rows.typed(tables["inequality"], rows_compared.Inequality),
        gender_gaps=rows.typed(tables["gender_gap"], rows_compared.GenderGap),
        distances=rows.typed(tables["county_distance"], rows_compared.CountyDistance),
        similar=rows.typed(tables["similar"], rows_compared.Similar),
        similar_changes=rows.typed(tables["similar_change"], rows_compared.SimilarChange),
        pooled=rows.typed(tables["pooled_value"], rows_compared.Pooled),
        judged=rows.typed(tables["indicator"], rows.Judged),
        local_plans=rows.typed(tables["local_plan"], rows.LocalPlan),
        submissions=rows.typed(tables["submission"], rows.Submission),
        self_assessments=rows.typed(tables["self_assessment"], rows.SelfAssessment),
        answers=rows.typed(tables["self_assessment_answer"], rows_answers.Answer),
        hand_ins=rows.typed(tables["hand_in"], rows_answers.HandIn),
        activities=rows.typed(tables["activity"], rows.Activity),
        links=rows.typed(tables["activity_link"], rows.ActivityLink),
        obstacles=rows.typed(tables["obstacle"], rows.Obstacle),
        texts=rows.typed(tables["human_text"], rows.HumanTextRow),
    )
