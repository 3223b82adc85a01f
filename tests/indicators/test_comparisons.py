"""Areas beside others, change over time, and spread, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from gnv_pipeline import methods
from gnv_pipeline.plan.models import Plan
from tests.indicators.cases import Case

A, B, C, REGION, COUNTY = "9901", "9902", "9903", "0099", "LAN99"


def survey(
    year: int, *shares: float | None, sizes: tuple[float | None, ...] = (400, 400, 400)
) -> list[Any]:
    rows: list[Any] = []
    for area, share, size in zip((A, B, C), shares, sizes, strict=True):
        rows += [("U99001", area, year, "T", share), ("U99002", area, year, "T", size)]
    return rows


def compared(case: Case, area: str, kind: str = "others", indicator: str = "a1") -> dict[str, Any]:
    return case.row(
        "judged.comparison",
        indicator_id=indicator,
        organisation_id=area,
        gender="T",
        benchmark_kind=kind,
    )


def test_a_kommun_is_compared_with_the_others_without_itself(fjallmark: Plan) -> None:
    case = Case(fjallmark, values=survey(2027, 90.0, 60.0, 70.0, sizes=(400, 100, 300)))
    row = compared(case, A)
    assert row["benchmark_value"] == pytest.approx((60 * 100 + 70 * 300) / 400)
    assert (row["signal"], row["strength"], row["reason"]) == ("better", 998, "interval_excludes")
    assert compared(case, C)["signal"] == "worse"


@pytest.mark.parametrize(
    ("share", "signal", "strength", "reason"),
    [
        (75.0, "better", 95, "interval_excludes"),
        (72.0, "similar", None, "interval_covers"),
        (65.0, "worse", 95, "interval_excludes"),
        (50.0, "worse", 998, "interval_excludes"),
    ],
)
def test_a_difference_is_said_when_the_interval_carries_it(
    fjallmark: Plan, share: float, signal: str, strength: int | None, reason: str
) -> None:
    case = Case(fjallmark, values=survey(2027, share, 70.0, 70.0))
    row = compared(case, A)
    assert (row["signal"], row["strength"], row["reason"]) == (signal, strength, reason)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (survey(2027, 90.0, 60.0, 60.0, sizes=(20, 400, 400)), "few"),
        (survey(2027, 90.0, 60.0, 60.0, sizes=(None, 400, 400)), "base_unknown"),
        (survey(2027, None, 60.0, 60.0), "no_value"),
        (survey(2027, None, 60.0, 60.0) + survey(2026, 90.0, 90.0, 90.0), "older_year"),
        (survey(2027, 90.0, None, 60.0, sizes=(400, None, None)), "no_benchmark"),
    ],
)
def test_nothing_is_said(fjallmark: Plan, values: list[Any], reason: str) -> None:
    row = compared(Case(fjallmark, values=values), A)
    assert (row["signal"], row["strength"], row["reason"]) == ("not_judged", None, reason)
    assert row["data_year"] == 2027


def test_where_no_base_is_known_the_county_is_shown_and_nothing_said(fjallmark: Plan) -> None:
    rows = [("N99003", area, 2027, "T", 5000.0) for area in (A, B, C, REGION)]
    row = compared(Case(fjallmark, values=rows), A, "county", "c1")
    assert (row["benchmark_value"], row["signal"], row["reason"]) == (
        5000.0,
        "not_judged",
        "base_unknown",
    )


def test_counts_of_respondents_are_not_compared(fjallmark: Plan) -> None:
    case = Case(fjallmark, values=survey(2027, 80.0, 70.0, 70.0))
    for table in ("judged.comparison", "judged.trend", "judged.inequality"):
        assert set(case.table(table)["indicator_id"]) == {"a1"}


# --- change ------------------------------------------------------------------------------------


def change(case: Case, area: str = A) -> dict[str, Any]:
    return case.row("judged.trend", indicator_id="a1", organisation_id=area, gender="T")


def test_a_change_has_newcombes_interval(fjallmark: Plan) -> None:
    values = survey(2025, 80.0, 70.0, 70.0) + survey(2027, 70.0, 70.0, 71.0)
    row = change(Case(fjallmark, values=values))
    expected = methods.difference(280, 400, 320, 400, 0.95, 100)
    assert (row["from_year"], row["from_value"], row["change"]) == (2025, 80.0, -10.0)
    assert (row["lower95"], row["upper95"]) == pytest.approx((expected.lower, expected.upper))
    assert (row["signal"], row["reason"]) == ("worse", "interval_excludes_zero")
    row = change(Case(fjallmark, values=values), C)
    assert (row["signal"], row["reason"]) == ("uncertain", "interval_covers_zero")


@pytest.mark.parametrize(
    ("earlier", "signal", "reason"),
    [
        ([], "not_judged", "no_earlier_value"),
        (survey(2025, 80.0, 70.0, 70.0, sizes=(None, 400, 400)), "not_judged", "base_unknown"),
        (survey(2025, 80.0, 70.0, 70.0, sizes=(20, 400, 400)), "uncertain", "few"),
    ],
)
def test_no_change_is_claimed_without_a_base(
    fjallmark: Plan, earlier: list[Any], signal: str, reason: str
) -> None:
    row = change(Case(fjallmark, values=earlier + survey(2027, 60.0, 70.0, 70.0)))
    assert (row["signal"], row["reason"]) == (signal, reason)


def test_a_changed_definition_ends_the_series(fjallmark: Plan) -> None:
    def falls(*years: int) -> list[Any]:
        return [("N99003", area, year, "T", 5000.0) for year in years for area in (A, B, C, REGION)]

    key = {"indicator_id": "c1", "organisation_id": REGION, "gender": "T"}
    assert (
        Case(fjallmark, values=falls(2024, 2025, 2027)).row("judged.trend", **key)["from_year"]
        == 2025
    )
    row = Case(fjallmark, values=falls(2024, 2027)).row("judged.trend", **key)
    assert row["reason"] == "no_earlier_value"


# --- spread ------------------------------------------------------------------------------------


def test_spread_stands_beside_what_chance_gives(fjallmark: Plan) -> None:
    row = Case(fjallmark, values=survey(2027, 90.0, 60.0, 70.0)).row(
        "judged.inequality", indicator_id="a1", gender="T"
    )
    chance = methods.expected_range([400, 400, 400], (360 + 240 + 280) / 1200, 0.95, 100)
    assert (row["lowest"], row["highest"], row["difference"]) == (60.0, 90.0, 30.0)
    assert (row["chance_mean"], row["chance_upper"]) == pytest.approx((chance.mean, chance.upper))
    assert (row["signal"], row["reason"]) == ("beyond_chance", "compared")


@pytest.mark.parametrize(
    ("values", "areas", "known", "reason"),
    [
        (survey(2027, 90.0, 60.0, 70.0, sizes=(None, 400, 400)), 3, 2, "too_few"),
        (survey(2027, 90.0, 60.0, 70.0, sizes=(None, None, None)), 3, 0, "base_unknown"),
    ],
)
def test_spread_is_not_judged_on_a_few_areas(
    fjallmark: Plan, values: list[Any], areas: int, known: int, reason: str
) -> None:
    row = Case(fjallmark, values=values).row("judged.inequality", indicator_id="a1", gender="T")
    assert (row["areas"], row["areas_known"]) == (areas, known)
    assert (row["signal"], row["reason"]) == ("not_judged", reason)
    # One set of kommuner behind all three, though nothing is said of chance.
    assert (row["areas_used"], row["lowest"], row["highest"], row["difference"]) == (3, 60, 90, 30)


def test_equal_kommuner_lie_within_chance(fjallmark: Plan) -> None:
    row = Case(fjallmark, values=survey(2027, 70.0, 71.0, 70.0)).row(
        "judged.inequality", indicator_id="a1", gender="T"
    )
    assert row["signal"] == "within_chance"
