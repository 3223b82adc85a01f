"""The plan as rows of the core tables.

Belongs here: from plan models to frames whose columns are those of ``sql/core``. Does not belong here:
writing them (``loading``) or judging anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from gnv_pipeline.plan.models import AreaKind, Goal, GoalIndicator, Indicator, Plan

Row = dict[str, Any]


def frames(plan: Plan) -> dict[str, pd.DataFrame]:
    """Every table of core that the plan fills, by full name."""
    rows: Mapping[str, Iterable[Row]] = {
        "core.area": _areas(plan),
        "core.delmal": _delmal(plan),
        "core.goal": _goals(plan),
        "core.indicator": _indicators(plan),
        "core.indicator_definition": _definitions(plan),
        "core.indicator_source": _sources(plan),
        "core.goal_indicator": _goal_indicators(plan),
        "core.goal_path": _paths(plan),
        "core.statement": _statements(plan),
        "core.scale_step": _scale(plan),
        "core.field": _fields(plan),
        "core.code": _codes(plan),
    }
    return {name: _frame(list(one)) for name, one in rows.items()}


def _frame(rows: list[Row]) -> pd.DataFrame:
    """Integers with gaps stay integers (they would become floats, 2022.0)."""
    frame = pd.DataFrame(rows)
    for column in frame.columns:
        values = [value for value in frame[column] if value is not None]
        if values and all(
            isinstance(value, int) and not isinstance(value, bool) for value in values
        ):
            frame[column] = pd.array([row[column] for row in rows], dtype="Int64")
    return frame


def _areas(plan: Plan) -> list[Row]:
    order = {AreaKind.REGION: 1, AreaKind.COUNTY: 2, AreaKind.NATION: 3, AreaKind.GROUP: 4}
    others = sorted(
        (area for area in plan.areas if area.kind is not AreaKind.KOMMUN),
        key=lambda area: (order[area.kind], area.id),
    )
    rows = []
    for number, area in enumerate((*plan.kommuner, *others), start=1):
        size = area.population
        rows.append(
            {
                "organisation_id": area.id,
                "name": area.name,
                "full_name": area.full_name,
                "kind": area.kind.value,
                "reports": area.reports,
                "sort_order": number,
                "population": size.total if size else None,
                "population_year": size.total_year if size else None,
                "aged_80": size.aged_80 if size else None,
                "aged_80_year": size.aged_80_year if size else None,
            }
        )
    return rows


def _delmal(plan: Plan) -> list[Row]:
    return [
        {
            "delmal_id": one.id,
            "sort_order": number,
            "name": one.name,
            "text": one.text,
            "description": one.description,
            "source": one.source,
            "colour": one.colour,
        }
        for number, one in enumerate(plan.delmal, start=1)
    ]


def _goals(plan: Plan) -> list[Row]:
    return [
        {
            "goal_id": goal.id,
            "delmal_id": goal.delmal,
            "sort_order": number,
            "name": goal.name,
            "text": goal.text,
            "example": goal.example,
        }
        for number, goal in enumerate(plan.goals, start=1)
    ]


def _indicators(plan: Plan) -> list[Row]:
    return [_indicator(number, one) for number, one in enumerate(plan.indicators, start=1)]


def _indicator(number: int, indicator: Indicator) -> Row:
    return {
        "indicator_id": indicator.id,
        "kolada_id": indicator.kolada_id,
        "delmal_id": indicator.delmal,
        "sort_order": number,
        "name": indicator.name,
        "short_name": indicator.short_name,
        "definition": indicator.definition,
        "who_counts": indicator.who_counts,
        "numerator_label": indicator.numerator,
        "denominator_label": indicator.denominator,
        "unit": indicator.unit,
        "gap_unit": indicator.gap_unit,
        "decimals": indicator.decimals,
        "role": indicator.role,
        "responsibility": indicator.responsibility,
        "level": indicator.level,
        "better": indicator.better,
        "better_note": indicator.better_note,
        "disclosure": indicator.disclosure.value,
        "county_value": indicator.county_value,
        "original_source": indicator.original_source,
        "closeness": indicator.closeness,
        "closeness_note": indicator.closeness_note,
        "own": indicator.own,
        "period_years": indicator.basis.years,
        "valid_to": indicator.valid_to,
        "replaced_by": indicator.replaced_by,
        "publication_month": indicator.publication_month,
        "publication_lag": indicator.publication_lag,
        "under_construction": indicator.under_construction,
        "companion_id": indicator.companion,
        "example": indicator.example,
        "derived": indicator.derived,
        "basis_kind": indicator.basis.kind,
        "basis_indicator_id": indicator.basis.indicator,
    }


def _definitions(plan: Plan) -> list[Row]:
    return [
        {
            "indicator_id": indicator.id,
            "version": one.version,
            "from_year": one.from_year,
            "to_year": one.to_year,
            "text": one.text,
            "break_note": one.break_note,
        }
        for indicator in plan.indicators
        for one in indicator.definitions
    ]


def _sources(plan: Plan) -> list[Row]:
    return [
        {
            "indicator_id": indicator.id,
            "source_no": number,
            "level": source.level,
            "kind": source.kind,
            "kolada_id": source.kolada_id
            or (indicator.kolada_id if source.kind == "kolada" else None),
            "reported_by": source.reported_by,
            "from_year": source.from_year,
            "to_year": source.to_year,
        }
        for indicator in plan.indicators
        for number, source in enumerate(indicator.sources, start=1)
    ]


def _goal_indicators(plan: Plan) -> list[Row]:
    rows = []
    for goal in plan.goals:
        for number, one in enumerate(goal.indicators, start=1):
            baseline, target = one.baseline, one.target
            rows.append(
                {
                    "goal_id": goal.id,
                    "indicator_id": one.indicator,
                    "gender": one.gender,
                    "sort_order": number,
                    "area": one.area,
                    "baseline_value": baseline.value if baseline else None,
                    "baseline_year": baseline.year if baseline else None,
                    "baseline_source": baseline.source if baseline else None,
                    "target_kind": target.kind if target else None,
                    "target_lower": target.lower if target else None,
                    "target_upper": target.upper if target else None,
                    "target_year": target.year if target else None,
                    "target_source": target.source if target else None,
                    "target_example": target.example if target else True,
                }
            )
    return rows


def _paths(plan: Plan) -> list[Row]:
    return [row for goal in plan.goals for one in goal.indicators for row in _path(goal, one)]


def _path(goal: Goal, one: GoalIndicator) -> list[Row]:
    """Expected value per data year: as the plan says, else a straight line from baseline to target."""
    end = path_end(one)
    if isinstance(one.path, dict):
        expected = dict(sorted(one.path.items()))
    elif one.baseline is None or one.target is None or end is None:
        return []
    else:
        start, years = one.baseline.year, one.target.year - one.baseline.year
        if years <= 0:
            return []
        step = (end - one.baseline.value) / years
        expected = {start + n: one.baseline.value + step * n for n in range(years)}
        expected[one.target.year] = end
    return [
        {
            "goal_id": goal.id,
            "indicator_id": one.indicator,
            "gender": one.gender,
            "data_year": year,
            "expected": value,
        }
        for year, value in expected.items()
    ]


def path_end(one: GoalIndicator) -> float | None:
    """The value that the path leads to: the limit of the target nearest to the baseline.

    ``keep`` leads to the baseline itself; ``max_gap`` has no path.
    """
    baseline, target = one.baseline, one.target
    if target is None or target.kind == "max_gap":
        return None
    if target.kind == "at_least":
        return target.lower
    if target.kind == "at_most":
        return target.upper
    if baseline is None:
        return None
    if target.kind == "between" and target.lower is not None and target.upper is not None:
        return min(max(baseline.value, target.lower), target.upper)
    return baseline.value


def _statements(plan: Plan) -> list[Row]:
    return [
        {
            "statement_id": one.id,
            "statement_version": one.version,
            "statement_set": plan.statements.set,
            "delmal_id": one.delmal,
            "sort_order": number,
            "text": one.text,
            "example": one.example,
        }
        for number, one in enumerate(plan.statements.statements, start=1)
    ]


def _scale(plan: Plan) -> list[Row]:
    return [
        {"code": one.code, "label": one.label, "score": one.score, "sort_order": number}
        for number, one in enumerate(plan.statements.scale, start=1)
    ]


def _fields(plan: Plan) -> list[Row]:
    sheets = {
        "hand_in": plan.fields.hand_in,
        "activities": plan.fields.activities,
        "local_plan": plan.fields.local_plan,
        "obstacles": plan.fields.obstacles,
    }
    return [
        {
            "sheet_id": sheet,
            "field_id": one.id,
            "sort_order": number,
            "label": one.label,
            "kind": one.kind,
            "list_id": one.codes,
        }
        for sheet, specs in sheets.items()
        for number, one in enumerate(specs, start=1)
    ]


def _codes(plan: Plan) -> list[Row]:
    return [
        {"list_id": name, "code": code.code, "sort_order": number, "label": code.label}
        for name, codes in sorted(plan.fields.code_lists.items())
        for number, code in enumerate(codes, start=1)
    ]
