"""The five-point trend."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from gnv_pipeline.methods import proportion, recent_trend
from gnv_pipeline.methods.trend import CHI2_998

NAN = math.nan
YEARS = np.arange(2018, 2023)


def limits(values: np.ndarray, half: float | np.ndarray = 2.0) -> tuple[np.ndarray, np.ndarray]:
    return np.asarray(values) - half, np.asarray(values) + half


def test_the_critical_value_is_the_99_8_percent_quantile() -> None:
    assert stats.chi2.ppf(0.998, 1) == pytest.approx(CHI2_998, rel=1e-12)


def test_slope_and_chi2_against_weighted_least_squares(close: Callable[..., None]) -> None:
    generator = np.random.default_rng(4)
    values = generator.normal(70, 5, (500, 5)) + np.arange(5) * generator.normal(0, 3, (500, 1))
    half = generator.uniform(0.5, 9, (500, 5))
    result = recent_trend(YEARS, values, *limits(values, half))
    expected = []
    for y, h in zip(values, half, strict=True):
        fit, covariance = np.polyfit(np.arange(1, 6), y, 1, w=3.92 / (2 * h), cov="unscaled")
        signs = []
        for out in [None, *range(5)]:
            keep = [i for i in range(5) if i != out]
            line = np.polyfit(np.arange(1, 6)[keep], y[keep], 1, w=3.92 / (2 * h[keep]))
            signs.append(line[0] >= 0)
        chi2 = fit[0] ** 2 / covariance[0, 0]
        expected.append((chi2, fit[0], chi2 > CHI2_998 and len(set(signs)) == 1))
    close(np.column_stack([result.chi2, result.slope, result.significant]), expected)
    assert 20 < result.significant.sum() < 480


def test_words_of_direction() -> None:
    for step, direction in ((3, "increasing"), (-3, "decreasing"), (0.1, "not_significant")):
        values = 50 + step * np.arange(5)
        result = recent_trend(YEARS, values, *limits(values))
        assert result.direction == direction
        assert result.significant is (direction != "not_significant")
        assert result.slope == pytest.approx(step)


def test_one_outlier_does_not_make_a_trend() -> None:
    """A certain slope that one year alone decides: the sign turns when it is left out."""
    values = np.array([50, 49, 48, 47, 90.0])
    result = recent_trend(YEARS, values, *limits(values))
    assert result.chi2 > CHI2_998
    assert result.direction == "not_significant"


def test_nought_counts_as_plus() -> None:
    values = np.array([50, 50, 50, 50, 90.0])
    assert recent_trend(YEARS, values, *limits(values)).direction == "increasing"
    assert recent_trend(YEARS, 140 - values, *limits(140 - values)).direction == "not_significant"


def test_an_unchanged_series_has_no_trend() -> None:
    result = recent_trend(YEARS, [0.1] * 5, [0.05] * 5, [0.2] * 5)
    assert result == (0.0, 0.0, False, "not_significant")


@pytest.mark.parametrize(
    ("years", "values", "calculated"),
    [
        (range(2018, 2023), [1, 2, 3, 4, 5], True),
        (range(2019, 2023), [2, 3, 4, 5], False),
        ([2017, 2018, 2019, 2020, 2022], [1, 2, 3, 4, 5], False),
        (range(2018, 2023), [1, 2, NAN, 4, 5], False),
        (range(2017, 2023), [0, NAN, 2, 3, 4, 5], False),
        (range(2017, 2023), [0, 1, 2, 3, 4, NAN], True),  # the latest known year is 2021
        ([2010, *range(2018, 2023)], [9, 1, 2, 3, 4, 5], True),  # an older gap does not matter
        ([], [], False),
    ],
)
def test_five_points_without_a_gap(years: list, values: list[float], calculated: bool) -> None:
    result = recent_trend(list(years), values, *limits(np.array(values)))
    assert math.isfinite(result.chi2) is calculated
    assert (result.direction == "not_calculated") is not calculated
    assert calculated or not result.significant


def test_only_the_five_latest_count(close: Callable[..., None]) -> None:
    values = np.array([90, 5, 1, 2, 3, 4, 6.0])
    long = recent_trend(np.arange(2016, 2023), values, *limits(values))
    short = recent_trend(YEARS, values[2:], *limits(values[2:]))
    close(long[:2], short[:2])


def test_order_of_years_does_not_matter(close: Callable[..., None]) -> None:
    values, order = np.array([1, 2, 4, 3, 6.0]), [3, 0, 4, 1, 2]
    shuffled = recent_trend(YEARS[order], values[order], *limits(values[order]))
    close(shuffled[:2], recent_trend(YEARS, values, *limits(values))[:2])


def test_a_year_without_a_survey_is_no_gap() -> None:
    rounds = [2016, 2017, 2018, 2019, 2020, 2022]
    values = np.array([1, 2, 3, 4, 6.0])
    result = recent_trend(rounds[1:], values, *limits(values), calendar=rounds)
    assert result.slope == pytest.approx(1.2)
    assert recent_trend(rounds[1:], values, *limits(values)).direction == "not_calculated"
    skipped = recent_trend([2016, *rounds[2:]], values, *limits(values), calendar=rounds)
    assert skipped.direction == "not_calculated"


def test_a_survey_not_answered_is_a_gap_in_the_calendar() -> None:
    rounds = [2016, 2017, 2018, 2019, 2020, 2022]
    values = np.array([1, 2, NAN, 4, 5, 6.0])
    assert (
        recent_trend(rounds, values, *limits(values), calendar=rounds).direction == "not_calculated"
    )


def test_overlapping_means_are_refused_and_separate_ones_tested() -> None:
    values = np.arange(5.0)
    with pytest.raises(ValueError, match=r"year 2019 follows less than 3 years .* overlap"):
        recent_trend(YEARS, values, *limits(values), span=3)
    apart = recent_trend(2008 + 3 * np.arange(5), values, *limits(values), span=3)
    assert apart.slope == pytest.approx(1)
    broken = recent_trend([2004, 2008, 2011, 2014, 2017], values, *limits(values), span=3)
    assert broken.direction == "not_calculated"


def test_a_missing_limit_or_no_width_is_not_calculated() -> None:
    lower, upper = limits(np.arange(5.0))
    upper[2] = NAN
    assert recent_trend(YEARS, np.arange(5.0), lower, upper).direction == "not_calculated"
    assert recent_trend(YEARS, *[np.arange(5.0)] * 3).direction == "not_calculated"


def test_rows_are_separate_series() -> None:
    values = np.array([[1, 2, 3, 4, 5.0], [5, 4, NAN, 2, 1], [9, 7, 5, 3, 1]])
    result = recent_trend(YEARS, values, *limits(values, 0.5))
    assert result.direction.tolist() == ["increasing", "not_calculated", "decreasing"]
    assert result.significant.tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([2020, 2020], [1, 2], [0, 1], [2, 3]), "year 2020 is given twice"),
        (([2020, None], [1, 2], [0, 1], [2, 3]), "a year is missing"),
        (
            ([2020, 2021], [1, 2], [0, 4], [2, 3]),
            "lower limit 4 lies above upper limit 3 at position 1",
        ),
        (([2020, 2021], [1, 2, 3], [0, 1, 2], [2, 3, 4]), "2 years but 3 values"),
        (([[2020, 2021]], [1, 2], [0, 1], [2, 3]), "one series of years"),
    ],
)
def test_impossible(arguments: tuple, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        recent_trend(*arguments)


def test_a_year_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match=r"year 2021 is not in the calendar at position 1"):
        recent_trend([2020, 2021], [1, 2], [0, 1], [2, 3], calendar=[2020, 2022])


@given(
    st.lists(st.integers(0, 100), min_size=5, max_size=5), st.integers(1, 50), st.integers(-90, 90)
)
def test_moving_scaling_and_turning(values: list[int], scale: int, step: int) -> None:
    y = np.array(values, dtype=float)
    here = recent_trend(YEARS, y, *limits(y, 3.0))
    there = recent_trend(YEARS, y * scale + step, *limits(y * scale + step, 3.0 * scale))
    turned = recent_trend(YEARS, -y, *limits(-y, 3.0))
    assert there.chi2 == pytest.approx(here.chi2, rel=1e-9, abs=1e-9)
    assert there.slope == pytest.approx(here.slope * scale, rel=1e-9, abs=1e-9)
    assert turned.slope == pytest.approx(-here.slope, abs=1e-9)


@pytest.mark.parametrize(("n", "seen"), [(100, 0.09), (400, 0.60), (1000, 0.99)])
def test_how_often_a_real_rise_is_seen(n: int, seen: float) -> None:
    """From 30 to 40 % over five years: a small kommun nearly always gets "can't be told"."""
    shares = np.linspace(0.30, 0.40, 5)
    counts = np.random.default_rng(n).binomial(n, shares, (20_000, 5))
    value, lower, upper = proportion(counts, n)
    result = recent_trend(YEARS, value, lower, upper)
    assert result.significant.mean() == pytest.approx(seen, abs=0.02)


def test_false_alarms_are_rare() -> None:
    counts = np.random.default_rng(9).binomial(400, 0.35, (20_000, 5))
    value, lower, upper = proportion(counts, 400)
    assert recent_trend(YEARS, value, lower, upper).significant.mean() < 0.004
