"""Means of the self-assessment, worked by hand. The scale runs from 0 to 3."""

from __future__ import annotations

from typing import Any

import pytest

from gnv_pipeline.plan.models import Plan, Statement
from tests.indicators.cases import Case, changed

A, B, REGION, COUNTY = "9901", "9902", "0099", "LAN99"


@pytest.fixture(scope="module")
def plan(fjallmark: Plan) -> Plan:
    """Four statements on the delmål hemma."""
    asked = tuple(
        Statement(id=f"h_{number}", version=1, delmal="hemma", text="...", example=False)
        for number in range(1, 5)
    )
    statements = fjallmark.statements.model_copy(update={"statements": asked})
    return changed(fjallmark, statements=statements)


def answers(
    area: str, *codes: str | None, unit: str = "", year: int = 2027, version: int = 1
) -> list[tuple[str, str, int, str, int, str | None]]:
    return [
        (area, unit, year, f"h_{number}", version, code)
        for number, code in enumerate(codes, start=1)
    ]


def score(case: Case, area: str, unit: str = "", year: int = 2027) -> dict[str, Any]:
    return case.row("judged.self_assessment", organisation_id=area, unit=unit, year=year)


@pytest.mark.parametrize(
    ("codes", "answered", "unknown", "mean"),
    [
        (("alltid", "oftast", "ibland", "aldrig"), 4, 0, 1.5),
        (("alltid", "alltid", "vet_ej", None), 2, 1, 3.0),
        (("alltid", "vet_ej", "vet_ej", None), 1, 2, None),
        ((None, None, None, None), 0, 0, None),
    ],
)
def test_a_mean_needs_half_of_the_statements(
    plan: Plan, codes: tuple[str | None, ...], answered: int, unknown: int, mean: float | None
) -> None:
    row = score(Case(plan, answers=answers(A, *codes)), A)
    assert (row["asked"], row["answered"], row["unknown"]) == (4, answered, unknown)
    assert row["mean"] == mean
    assert row["index_0_100"] == (None if mean is None else pytest.approx(mean / 3 * 100))
    assert row["statement_set"] == "F1"


def test_the_county_counts_every_answer_once(plan: Plan) -> None:
    given = (
        answers(A, "alltid", "alltid", "alltid", "alltid")
        + answers(B, "aldrig", "aldrig", None, None)
        + answers(REGION, "ibland", "ibland", "ibland", "ibland", unit="Vårdcentraler")
        + answers(REGION, "alltid", "alltid", "alltid", "alltid", unit="Fjällmarks sjukhus")
    )
    case = Case(plan, answers=given)
    county = score(case, COUNTY)
    assert (county["asked"], county["answered"]) == (16, 14)
    assert county["mean"] == pytest.approx((4 * 3 + 2 * 0 + 4 * 1 + 4 * 3) / 14)
    # The region as a whole is its units together.
    assert score(case, REGION)["mean"] == 2.0
    assert score(case, REGION, "Vårdcentraler")["mean"] == 1.0


@pytest.mark.parametrize(("version", "previous"), [(1, 1.0), (2, None)])
def test_change_is_shown_only_with_the_same_statements(
    plan: Plan, version: int, previous: float | None
) -> None:
    given = answers(A, *["ibland"] * 4, year=2026, version=version) + answers(A, *["alltid"] * 4)
    row = score(Case(plan, answers=given), A)
    assert row["previous_mean"] == previous
    assert row["previous_year"] == (2026 if previous else None)


@pytest.mark.parametrize(
    ("before", "now", "other"),
    [
        ({"participants_kommun": "4"}, {"participants_kommun": "2"}, False),
        (
            {"participants_kommun": "4"},
            {"participants_kommun": "4", "participants_hospital": "1"},
            True,
        ),
        (
            {"participants_kommun": "4", "participants_hospital": "0"},
            {"participants_kommun": "4"},
            False,
        ),
        ({}, {"participants_kommun": "4"}, None),
    ],
)
def test_it_is_said_when_other_functions_answered(
    plan: Plan, before: dict[str, str], now: dict[str, str], other: bool | None
) -> None:
    given = answers(A, *["ibland"] * 4, year=2026) + answers(A, *["alltid"] * 4)
    told = [
        (A, year, *one) for year, fields in ((2026, before), (2027, now)) for one in fields.items()
    ]
    case = Case(plan, answers=given, hand_in=told)
    assert score(case, A)["other_people"] is other
    assert score(case, COUNTY)["other_people"] is other


def test_no_answers_is_an_empty_table(plan: Plan) -> None:
    assert Case(plan).table("judged.self_assessment").empty
