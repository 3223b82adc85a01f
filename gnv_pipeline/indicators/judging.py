"""The whole judgement: reads ``core``, fills ``judged``.

Belongs here: the order of the steps and what is read and written. Does not belong here: any rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gnv_pipeline.indicators import (
    comparisons,
    county,
    distance,
    gaps,
    goals,
    notes,
    pooling,
    self_assessment,
    series,
    similar,
    spread,
    trends,
    values,
)
from gnv_pipeline.indicators.blocks import Block, blocks
from gnv_pipeline.indicators.catalogue import RunFacts
from gnv_pipeline.indicators.standing import comparable, standing
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.warehouse.connection import Connection, transaction
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import read_table
from gnv_pipeline.warehouse.schema import recreate_schema, table_doc


def judge(con: Connection, plan: Plan) -> None:
    """Make ``judged`` anew from ``core``, all or nothing.

    Args:
        con: A connection with a filled ``core`` (also in memory).
        plan: The plan that core was filled from.

    Raises:
        ValueError: ``core.run`` does not hold exactly one row.
    """
    run = _run(con)
    observations = read_table(con, "core.observation")
    found = values.build(plan, observations, run)
    years = county.judged_years(found, plan)
    stands = standing(found, years)
    measures = comparable(
        stands, {one.id for one in plan.indicators if one.unit == "count" or one.derived}
    )
    of_measures = _of_measures(found, years, plan)
    rows = goals.Rows(stands, found, of_measures["judged.inequality"])
    status = goals.statuses(rows, read_table(con, "core.local_plan"), plan, run)
    trend = series.add(trends.changes(measures, found, plan), of_measures.pop("series"))
    groups, outside = read_table(con, "core.similar_group"), read_table(con, "core.similar_value")
    alike = similar.similar(groups, found, plan, run.report_year)
    answers, hand_in = read_table(con, "core.answer"), read_table(con, "core.hand_in")
    differences = read_table(con, "core.source_difference")
    tables = {
        "judged.indicator_value": found,
        "judged.indicator_year": years,
        "judged.comparison": comparisons.compare(measures, plan),
        "judged.trend": trend,
        **of_measures,
        "judged.goal_status": status,
        "judged.county_distance": distance.distances(status, stands, plan),
        "judged.similar": alike,
        "judged.similar_change": similar.changes(alike, trend, outside, plan),
        "judged.self_assessment": self_assessment.assessments(answers, hand_in, plan),
        "judged.note": notes.notes(years, observations, differences, plan, run),
    }
    with transaction(con):
        recreate_schema(con, "judged")
        for full_name, frame in tables.items():
            _write(con, full_name, frame)


def _of_measures(found: pd.DataFrame, years: pd.DataFrame, plan: Plan) -> dict[str, pd.DataFrame]:
    """What is judged indicator by indicator, from all its values at once; ``series`` goes into the trend."""
    made: dict[str, list[pd.DataFrame]] = {name: [] for name in _MEASURED}
    for block in blocks(found, years, plan):
        if block.indicator.unit == "count" or block.indicator.derived:
            continue
        for name, frame in _of_measure(block, plan):
            if not frame.empty:
                made[name].append(frame)
    return {
        name: pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=_MEASURED[name])
        for name, parts in made.items()
    }


_MEASURED = {
    "series": [*series.KEY, *series.COLUMNS],
    "judged.inequality": spread.COLUMNS,
    "judged.gender_gap": gaps.COLUMNS,
    "judged.pooled_value": pooling.COLUMNS,
}


def _of_measure(block: Block, plan: Plan) -> Iterator[tuple[str, pd.DataFrame]]:
    yield "series", series.series(block)
    yield "judged.inequality", pd.DataFrame(spread.spreads(block), columns=spread.COLUMNS)
    if gaps.has_both(block):
        yield "judged.gender_gap", gaps.gender_gaps(block)
    if plan.header.pooling is not None:
        yield "judged.pooled_value", pooling.pooled(block, plan.header.pooling)


def _run(con: Connection) -> RunFacts:
    rows = read_table(con, "core.run").to_dict("records")
    if len(rows) != 1:
        raise ValueError(f"core.run has {len(rows)} rows, expected 1")
    row = rows[0]
    return RunFacts(
        report_year=int(row["report_year"]),
        as_of=pd.Timestamp(row["as_of"]).date(),
        plan_in_force=bool(row["plan_in_force"]),
    )


def _write(con: Connection, full_name: str, frame: pd.DataFrame) -> None:
    """Only the table's own columns, in the order of its key."""
    doc = table_doc(full_name)
    columns = [column for column in doc.columns if column in frame.columns]
    ordered = frame.sort_values(list(doc.primary_key), kind="stable", ignore_index=True)
    load(con, full_name, ordered[columns])
