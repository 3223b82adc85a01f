"""Women against men: intervals that hold though the split of respondents is not told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gnv_pipeline import methods
from gnv_pipeline.indicators import gaps
from gnv_pipeline.plan.models import Basis, Plan
from tests.indicators.cases import Case, keyfigure, with_indicator

A, B, C, COUNTY = "9901", "9902", "9903", "LAN99"
Value = tuple[str, str, int, str, float | None]


def survey(
    year: int, women: float, men: float, both: float, size: float | None = 400
) -> list[Value]:
    """The same shares in all three kommuner; respondents only for all together."""
    found: list[Value] = []
    for area in (A, B, C):
        shares = (("K", women), ("M", men), ("T", both))
        found += [("U99001", area, year, gender, share) for gender, share in shares]
        found.append(("U99002", area, year, "T", size))
    return found


def with_split(plan: Plan) -> Plan:
    basis = Basis(kind="respondents", indicator="a1n", women_share=(45, 80))
    return with_indicator(plan, "a1", basis=basis)


def row(plan: Plan, values: list[Value], area: str = A) -> dict[str, Any]:
    return Case(plan, values=values).row(
        "judged.gender_gap", indicator_id="a1", organisation_id=area
    )


@pytest.mark.parametrize(
    ("women", "men", "both", "signal"),
    [(80.0, 60.0, 72.0, "higher"), (60.0, 80.0, 68.0, "lower"), (74.0, 72.0, 73.0, "similar")],
)
def test_signal_of_women_against_men(
    fjallmark: Plan, women: float, men: float, both: float, signal: str
) -> None:
    found = row(with_split(fjallmark), survey(2027, women, men, both))
    assert (found["women"], found["men"], found["gap"]) == (women, men, women - men)
    assert (found["signal"], found["interval_basis"]) == (signal, "respondents_split")
    assert found["lower95"] < women - men < found["upper95"]


def test_the_interval_holds_for_every_split_that_the_values_allow(fjallmark: Plan) -> None:
    """72 = s 80 + (1 - s) 60, all rounded to whole numbers: s lies between 0.55 and 0.65."""
    found = row(with_split(fjallmark), survey(2027, 80.0, 60.0, 72.0))
    limits = []
    for share in np.linspace(0.55, 0.65, 21):
        n = share * 400, (1 - share) * 400
        limits.append(methods.difference(0.8 * n[0], n[0], 0.6 * n[1], n[1], 0.95, 100))
    assert found["lower95"] == pytest.approx(min(one.lower for one in limits))
    assert found["upper95"] == pytest.approx(max(one.upper for one in limits))


def test_without_a_stated_split_the_gap_is_shown_and_not_judged(fjallmark: Plan) -> None:
    found = row(fjallmark, survey(2027, 80.0, 60.0, 72.0))
    assert (found["gap"], found["lower95"]) == (20.0, None)
    assert (found["signal"], found["reason"]) == ("not_judged", "base_unknown")


def test_coverage_where_the_split_is_unknown() -> None:
    """In at least 95 of 100 surveys the interval holds the true difference."""
    rng = np.random.default_rng(5)
    many = 4000
    women = rng.binomial(180, 0.82, many) / 180 * 100
    men = rng.binomial(120, 0.74, many) / 120 * 100
    both = (180 * women + 120 * men) / 300
    values = np.rint(np.column_stack([women, men, both]))
    lower, upper = gaps._over_splits(values, np.full(many, 300.0), (45, 80))
    assert ((lower <= 8.0) & (upper >= 8.0)).mean() >= 0.945


def test_the_county_is_the_mean_of_its_kommuner(fjallmark: Plan) -> None:
    plan = with_split(with_indicator(fjallmark, "a1", county_value="weighted_by_respondents"))
    values = survey(2027, 80.0, 60.0, 72.0)
    values = [one if one[1:2] != (B,) or one[0] == "U99002" else (*one[:4], 70.0) for one in values]
    found = row(plan, values, COUNTY)
    kommun = row(plan, values)
    assert found["women"] == pytest.approx((80 + 70 + 80) / 3)
    assert found["gap"] == pytest.approx((20 + 0 + 20) / 3)
    assert (found["areas_included"], found["areas_expected"]) == (3, 3)
    assert found["upper95"] - found["lower95"] < kommun["upper95"] - kommun["lower95"]


def test_own_counts_have_newcombes_interval(fjallmark: Plan) -> None:
    rows = [
        keyfigure(area, area, "d1", gender, x, n)
        for area in (A, B, C)
        for gender, x, n in (("K", 40, 80), ("M", 15, 60))
    ]
    case = Case(fjallmark, keyfigures=rows)
    found = case.row("judged.gender_gap", indicator_id="d1", organisation_id=A)
    limits = methods.difference(40, 80, 15, 60, 0.95, 100)
    assert (found["lower95"], found["upper95"]) == pytest.approx((limits.lower, limits.upper))
    assert (found["signal"], found["interval_basis"]) == ("higher", "counts")
    county = case.row("judged.gender_gap", indicator_id="d1", organisation_id=COUNTY)
    whole = methods.difference(120, 240, 45, 180, 0.95, 100)
    assert (county["lower95"], county["upper95"]) == pytest.approx((whole.lower, whole.upper))
    assert county["areas_included"] is None


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        ((75.0, 75.0, 75.0), (90.0, 60.0, 78.0), "wider"),
        ((90.0, 60.0, 78.0), (75.0, 75.0, 75.0), "narrower"),
        ((60.0, 90.0, 72.0), (78.0, 74.0, 76.0), "narrower"),  # whoever is higher
        ((80.0, 60.0, 72.0), (82.0, 60.0, 73.0), "uncertain"),
        ((80.0, 60.0, 72.0), (60.0, 80.0, 68.0), "uncertain"),  # turned round, as large as before
    ],
)
def test_development_is_of_the_size_of_the_gap(
    fjallmark: Plan, before: tuple[float, ...], now: tuple[float, ...], word: str
) -> None:
    values = survey(2026, *before, size=1500) + survey(2027, *now, size=1500)
    found = row(with_split(fjallmark), values)
    assert (found["development"], found["from_year"]) == (word, 2026)
    assert found["from_gap"] == before[0] - before[1]
    assert found["change"] == pytest.approx(found["gap"] - found["from_gap"])
    assert found["change_lower95"] < found["change"] < found["change_upper95"]


def test_rounding_is_never_taken_for_a_difference() -> None:
    """Whole numbers of very many respondents: 84 and 85 may be 84.4 and 84.6."""
    lower, upper = gaps.at_least(np.array([1.0]), np.array([0.4]), np.array([1.6]), np.array([1.0]))
    assert (lower[0], upper[0]) == (pytest.approx(0, abs=1e-6), pytest.approx(2, abs=1e-6))
    assert lower[0] <= 0


def test_few_give_no_word(fjallmark: Plan) -> None:
    found = row(with_split(fjallmark), survey(2027, 90.0, 40.0, 70.0, size=50))
    assert (found["signal"], found["reason"]) == ("not_judged", "few")
