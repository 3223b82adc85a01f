"""Made-up content for any plan's workbook, as hypothesis strategies."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from hypothesis import strategies as st

from gnv_pipeline.excel.values import clean_text, fold
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.cells import number_text
from gnv_pipeline.workbooks.layout import layout
from gnv_pipeline.workbooks.personal import has_personal_number
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    HandInRow,
    Identity,
    KeyfigureRow,
    LocalPlanRow,
    ObstacleRow,
    WorkbookContent,
)
from gnv_pipeline.workbooks.shapes import Input, Layout, SheetLayout

TEXTS = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]) | st.just("\n"), max_size=60)
    .map(clean_text)
    .filter(lambda text: bool(text) and not has_personal_number(text))
)


def value_of(asked: Input, declared: Layout) -> st.SearchStrategy[str | None]:
    """A value of a form field as typed rows keep it."""
    if asked.kind == "code":
        return st.sampled_from([choice.code for choice in declared.lists[asked.choices or ""]])
    if asked.kind == "date":
        return st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)).map(dt.date.isoformat)
    if asked.kind in {"count", "number"}:
        # Own targets of goals in percent are at most 100.
        return st.integers(0, 1_000).map(lambda tenths: number_text(tenths / 10))
    return TEXTS.filter(lambda text: fold(text) != fold(asked.example))


def optional(asked: Input, declared: Layout) -> st.SearchStrategy[str | None]:
    return st.none() | value_of(asked, declared)


@st.composite
def rows_of_sheet(draw: Any, sheet: SheetLayout, declared: Layout, most: int) -> list[Any]:
    """Some rows as (key, values); at least one field of each is filled, growing rows are complete."""
    rows = [row for row in sheet.rows if row.inputs]
    chosen = draw(st.lists(st.sampled_from(rows), unique_by=lambda row: row.key, max_size=most))
    found = []
    for row in sorted(chosen, key=lambda row: row.number):
        values = {}
        for name, asked in row.inputs.items():
            needed = asked.required or name == next(iter(row.inputs))
            values[name] = draw(value_of(asked, declared) if needed else optional(asked, declared))
        dates = [name for name in ("starts_on", "ends_on") if values.get(name)]
        if len(dates) == 2:
            values.update(zip(dates, sorted(values[name] for name in dates), strict=True))
        found.append((row, values))
    return found


@st.composite
def keyfigures(draw: Any, sheet: SheetLayout, declared: Layout) -> list[KeyfigureRow]:
    reasons = [choice.code for choice in declared.lists["_missing"]]
    found = []
    for row in sheet.rows:
        if not row.inputs:
            continue
        kind = draw(st.sampled_from(["counts", "counts", "reason", "comment", "nothing"]))
        if kind == "nothing":
            continue
        denominator = draw(st.integers(1, 20_000))
        numerator = draw(st.integers(0, denominator))
        counts = kind == "counts"
        comment = draw(TEXTS if kind == "comment" else st.none() | TEXTS)
        indicator, area, gender = row.subject
        found.append(
            KeyfigureRow(
                "", {}, declared.organisation_id, area, indicator, gender, declared.year,
                float(numerator) if counts else None,
                float(denominator) if counts and "denominator" in row.inputs else None,
                {"counts": None, "comment": "not_reported"}.get(kind, draw(st.sampled_from(reasons))),
                comment,
            )
        )  # fmt: skip
    return found


@st.composite
def answers(
    draw: Any, sheet: SheetLayout, declared: Layout, units: tuple[str, ...]
) -> list[AnswerRow]:
    scale = [choice.code for choice in declared.lists["_scale"]]
    found = []
    for row in sheet.rows:
        basis = draw(st.none() | TEXTS)
        for unit in units:
            answer = draw(st.none() | st.sampled_from(scale)) if len(units) == 1 else None
            answer = answer or draw(st.sampled_from(scale))
            statement, version = row.subject
            found.append(
                AnswerRow(
                    "", {}, declared.organisation_id, unit, statement, int(version), answer, basis
                )
            )
    return found


@st.composite
def contents(draw: Any, plan: Plan, organisation: str, year: int, number: int) -> WorkbookContent:
    """Content that a sound workbook of this organisation may hold."""
    declared = layout(plan, year, number, organisation)
    sheets = declared.by_id
    owner = organisation
    units = plan.area_by_id[organisation].units or ("",)

    def form(sheet_id: str, most: int) -> list[Any]:
        return draw(rows_of_sheet(sheets[sheet_id], declared, most)) if sheet_id in sheets else []

    identity = Identity(
        owner, year, number, declared.template_version, declared.plan_revision, False
    )
    return WorkbookContent(
        identity,
        keyfigures=tuple(draw(keyfigures(sheets["keyfigures"], declared))),
        answers=tuple(draw(answers(sheets["self_assessment"], declared, units))),
        activities=tuple(
            ActivityRow("", {}, owner, row.key, values) for row, values in form("activities", 3)
        ),
        local_plan=tuple(
            LocalPlanRow("", {}, owner, row.key, values) for row, values in form("local_plan", 4)
        ),
        obstacles=tuple(
            ObstacleRow("", {}, owner, row.key, values) for row, values in form("obstacles", 2)
        ),
        hand_in=tuple(
            HandInRow("", {}, owner, row.key, values["value"])
            for row, values in form("hand_in", 10)
            if values["value"] is not None
        ),
    )


def rows_without_place(content: WorkbookContent) -> list[Any]:
    """All rows, without where they stood."""
    rows = (
        *content.keyfigures, *content.answers, *content.activities, *content.local_plan,
        *content.obstacles, *content.hand_in,
    )  # fmt: skip
    return [dataclasses.replace(row, sheet="", cells={}) for row in rows]
