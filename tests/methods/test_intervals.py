"""Proportion, count, rate, mean and difference against published values and other routes."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal, getcontext
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from gnv_pipeline.methods import Interval, byar, difference, mean, proportion, rate

LEVELS = (0.9, 0.95, 0.998)


def z_of(level: float) -> float:
    return NormalDist().inv_cdf(level + (1 - level) / 2)


class TestProportion:
    @pytest.mark.parametrize(
        ("x", "n", "lower", "upper"),
        [
            (3, 10, 0.1078, 0.6032),
            (0, 5, 0.00, 0.43),
            (9, 30, 0.17, 0.48),
            (30, 100, 0.22, 0.40),
            (81, 263, 0.2553, 0.3662),  # Newcombe (1998), Statistics in Medicine 17:857, method 3
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_published_examples(self, x: int, n: int, lower: float, upper: float) -> None:
        places = len(f"{upper}".split(".")[1])
        result = proportion(x, n)
        assert result.value == x / n
        assert result.lower == pytest.approx(lower, abs=0.51 * 10**-places)
        assert result.upper == pytest.approx(upper, abs=0.51 * 10**-places)

    def test_all_counts_against_the_formula_in_fifty_digits(
        self, close: Callable[..., None]
    ) -> None:
        getcontext().prec = 50
        cases = [(x, n, c) for n in (1, 2, 5, 29, 30, 100) for x in range(n + 1) for c in LEVELS]
        expected = []
        for x, n, c in cases:
            z, big_x, big_n = Decimal(z_of(c)), Decimal(x), Decimal(n)
            root = z * (z * z + 4 * big_x * (1 - big_x / big_n)).sqrt()
            below, above = (2 * big_x + z * z - root), (2 * big_x + z * z + root)
            expected.append([float(v / (2 * (big_n + z * z))) for v in (below, above)])
        x, n, c = (np.array(column) for column in zip(*cases, strict=True))
        result = proportion(x, n, c)
        close(np.column_stack([result.lower, result.upper]), expected)

    def test_against_scipy(self, close: Callable[..., None]) -> None:
        cases = [(x, n) for n in (7, 52, 311, 4000) for x in range(0, n + 1, max(1, n // 50))]
        for level in LEVELS:
            expected = [
                stats.binomtest(x, n).proportion_ci(level, method="wilson") for x, n in cases
            ]
            result = proportion([x for x, _ in cases], [n for _, n in cases], level)
            close(np.column_stack([result.lower, result.upper]), np.array(expected))

    @pytest.mark.parametrize("level", LEVELS)
    @pytest.mark.parametrize(("x", "n"), [(1, 8), (3, 10), (74, 88), (0.4, 3), (2, 50_000)])
    def test_limits_solve_the_score_equation(self, x: float, n: float, level: float) -> None:
        p, z = x / n, z_of(level)

        def score(q: float) -> float:
            return (p - q) ** 2 - z * z * q * (1 - q) / n

        result = proportion(x, n, level)
        assert result.lower == pytest.approx(optimize.brentq(score, 0, p, xtol=1e-16), rel=1e-9)
        assert result.upper == pytest.approx(optimize.brentq(score, p, 1, xtol=1e-16), rel=1e-9)

    @pytest.mark.parametrize("n", [1, 5, 30, 86_753])
    @pytest.mark.parametrize("level", LEVELS)
    def test_none_and_all(self, n: int, level: float) -> None:
        z2 = z_of(level) ** 2
        none, everyone = proportion(0, n, level), proportion(n, n, level)
        assert none[:2] == (0.0, 0.0)
        assert none.upper == pytest.approx(z2 / (n + z2), rel=1e-12)
        assert everyone[0] == everyone[2] == 1.0
        assert everyone.lower == pytest.approx(n / (n + z2), rel=1e-12)

    def test_certainty_covers_everything(self) -> None:
        assert proportion(3, 10, 1.0) == Interval(0.3, 0.0, 1.0)

    def test_percent_keeps_whole_numbers_whole(self) -> None:
        assert 57 / 100 * 100 != 57
        whole = np.arange(101)
        assert (proportion(whole, 100, multiplier=100).value == whole).all()

    def test_multiplier_scales_everything(self, close: Callable[..., None]) -> None:
        share, percent = (
            proportion([3, 0, 8], [10, 5, 8]),
            proportion([3, 0, 8], [10, 5, 8], 0.95, 100),
        )
        close(np.array(percent), np.array(share) * 100)

    def test_a_tiny_share_keeps_its_digits(self) -> None:
        """With x far below z squared the textbook form loses the lower limit to cancellation."""
        getcontext().prec = 60
        x, n, z = Decimal("0.0001"), Decimal(10**7), Decimal(z_of(0.998))
        root = z * (z * z + 4 * x * (1 - x / n)).sqrt()
        exact = float((2 * x + z * z - root) / (2 * (n + z * z)))
        assert proportion(0.0001, 10**7, 0.998).lower == pytest.approx(exact, rel=1e-12)

    @given(st.integers(1, 10**7), st.floats(0, 1), st.sampled_from(LEVELS))
    def test_bounded_symmetric_and_nested(self, n: int, share: float, level: float) -> None:
        x = math.floor(share * n)
        result, other = proportion(x, n, level), proportion(n - x, n, level)
        assert 0 <= result.lower <= result.value <= result.upper <= 1
        assert other.lower == pytest.approx(1 - result.upper, abs=1e-12)
        assert other.upper == pytest.approx(1 - result.lower, abs=1e-12)
        wider = proportion(x, n, 0.999)
        assert wider.lower <= result.lower
        assert result.upper <= wider.upper

    @given(st.integers(1, 3000))
    def test_limits_rise_with_the_count(self, n: int) -> None:
        result = proportion(np.arange(n + 1), n)
        assert (np.diff(result.lower) > 0).all()
        assert (np.diff(result.upper) > 0).all()

    def test_more_answers_give_a_narrower_interval(self) -> None:
        n = np.array([10, 20, 50, 100, 1000])
        result = proportion(0.3 * n, n)
        assert (np.diff(result.upper - result.lower) < 0).all()

    def test_coverage_is_near_what_is_promised(self) -> None:
        """Averaged over true shares, exactly: each possible count weighted by its probability."""
        shares = np.linspace(0.02, 0.98, 97)
        for n in (10, 30, 100):
            x = np.arange(n + 1)
            result = proportion(x, n)
            inside = (result.lower <= shares[:, None]) & (shares[:, None] <= result.upper)
            covered = (stats.binom.pmf(x, n, shares[:, None]) * inside).sum(axis=1)
            assert covered.mean() == pytest.approx(0.95, abs=0.01)
            assert covered.min() > 0.83


class TestCountAndRate:
    @pytest.mark.parametrize(
        ("x", "lower", "upper"),
        [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (9, 4.1154, 17.0848)],
    )
    def test_garwoods_table(self, x: int, lower: float, upper: float) -> None:
        result = rate(x, 1, multiplier=1)
        assert result == pytest.approx((x, lower, upper), abs=5.1e-5)

    @pytest.mark.parametrize("level", LEVELS)
    @pytest.mark.parametrize("x", range(10))
    def test_exact_limits_leave_half_the_error_on_each_side(self, x: int, level: float) -> None:
        result = rate(x, 1, level, multiplier=1)
        tail = (1 - level) / 2
        assert stats.poisson.cdf(x, result.upper) == pytest.approx(tail, rel=1e-9)
        if x == 0:
            assert result.lower == 0.0
        else:
            assert stats.poisson.sf(x - 1, result.lower) == pytest.approx(tail, rel=1e-9)

    def test_exact_limits_are_chi_square_quantiles(self, close: Callable[..., None]) -> None:
        x = np.concatenate([np.arange(1, 10), np.arange(0.5, 10, 0.5), [9.999]])
        for c in LEVELS:
            result = rate(x, 250, c, 1000)
            close(result.lower, stats.chi2.ppf((1 - c) / 2, 2 * x) / 2 / 250 * 1000)
            close(result.upper, stats.chi2.ppf(c + (1 - c) / 2, 2 * x + 2) / 2 / 250 * 1000)

    def test_byar_by_hand(self, close: Callable[..., None]) -> None:
        counts = [*range(10, 400), 12_345, 10**6]
        for c in LEVELS:
            z = z_of(c)
            low = [x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3 for x in counts]
            high = [
                (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3 for x in counts
            ]
            result = byar(counts, c)
            close(result.value, counts)
            close(result.lower, low)
            close(result.upper, high)

    def test_the_border_between_nine_and_ten(self) -> None:
        below, at = rate([9, 9.99, 10], 100, multiplier=100), byar(10)
        assert below.lower[2] == pytest.approx(at.lower, rel=1e-15)
        assert below.upper[2] == pytest.approx(at.upper, rel=1e-15)
        assert below.lower[0] == pytest.approx(stats.chi2.ppf(0.025, 18) / 2, rel=1e-12)
        assert byar(9).lower != pytest.approx(below.lower[0], rel=1e-6)

    def test_byar_is_close_to_exact_from_ten(self) -> None:
        x = np.arange(10, 2000)
        assert byar(x).lower == pytest.approx(stats.chi2.ppf(0.025, 2 * x) / 2, rel=2e-3)
        assert byar(x).upper == pytest.approx(stats.chi2.ppf(0.975, 2 * x + 2) / 2, rel=2e-3)

    def test_a_negative_lower_limit_is_missing(self) -> None:
        assert np.isnan(byar(1, 0.998).lower)
        assert byar(1, 0.998).upper > 1
        assert byar(1, 0.95).lower > 0
        assert np.isnan(byar(0).lower)
        assert rate(1, 10, 0.998).lower > 0

    def test_a_rate_may_exceed_one(self) -> None:
        assert rate(30, 20, multiplier=100).value == 150.0

    def test_certainty(self) -> None:
        assert rate([3, 30], 10, 1.0).lower.tolist() == [0.0, 0.0]
        assert np.isinf(rate([3, 30], 10, 1.0).upper).all()

    @given(st.integers(0, 5000), st.integers(1, 10**6), st.sampled_from(LEVELS))
    def test_ordered_and_scaled(self, x: int, n: int, level: float) -> None:
        one, per = rate(x, n, level, 1), rate(x, n, level)
        assert 0 <= one.lower <= one.value <= one.upper
        assert np.array(per) == pytest.approx(np.array(one) * 100_000, rel=1e-12)

    def test_limits_rise_with_the_count(self) -> None:
        result = rate(np.arange(200), 1000)
        assert (np.diff(result.lower) > 0).all()
        assert (np.diff(result.upper) > 0).all()

    def test_coverage_by_simulation(self) -> None:
        generator = np.random.default_rng(20_260_101)
        for truth in (4.0, 15.0, 80.0):
            x = generator.poisson(truth, 40_000)
            result = rate(x, 1, multiplier=1)
            covered = np.mean((result.lower <= truth) & (truth <= result.upper))
            assert 0.945 < covered < 0.995


class TestMean:
    def test_against_scipy(self, close: Callable[..., None]) -> None:
        generator = np.random.default_rng(7)
        for n in (2, 3, 15, 400):
            sample = generator.normal(3.2, 0.8, n)
            for c in LEVELS:
                low, high = stats.t.interval(c, n - 1, sample.mean(), stats.sem(sample))
                close(mean(sample, c), (sample.mean(), low, high))

    def test_rows_are_separate_means(self, close: Callable[..., None]) -> None:
        sample = np.random.default_rng(8).integers(1, 6, (40, 15))
        rows = mean(sample)
        close(np.array(rows).T, [mean(row) for row in sample])

    def test_one_value_has_no_interval(self, close: Callable[..., None]) -> None:
        close(mean([4]), (4.0, np.nan, np.nan))
        close(mean(4), (4.0, np.nan, np.nan))

    def test_equal_values_have_no_width(self) -> None:
        assert mean([0.1] * 3) == (0.1, 0.1, 0.1)

    def test_nothing_is_missing_and_missing_is_missing(self, close: Callable[..., None]) -> None:
        close(mean([]), (np.nan,) * 3)
        close(mean([1, None, 3]), (np.nan,) * 3)

    @given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30), st.floats(-1e3, 1e3))
    def test_moving_and_turning(self, sample: list[float], step: float) -> None:
        here = np.array(mean(sample))
        scale = max(1.0, np.abs(sample).max(), abs(step)) * 50
        assert np.array(mean(np.array(sample) + step)) == pytest.approx(
            here + step, abs=1e-12 * scale
        )
        turned = mean(-np.array(sample[::-1]))
        assert (turned.lower, turned.upper) == pytest.approx(
            (-here[2], -here[1]), abs=1e-12 * scale
        )


class TestDifference:
    @pytest.mark.parametrize(
        ("counts", "lower", "upper"),
        [  # Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10
            ((56, 70, 48, 80), 0.0524, 0.3339),
            ((9, 10, 3, 10), 0.1705, 0.8090),
            ((6, 7, 2, 7), 0.0582, 0.8062),
            ((5, 56, 0, 29), -0.0381, 0.1926),
            ((0, 10, 0, 20), -0.1611, 0.2775),
            ((0, 10, 0, 10), -0.2775, 0.2775),
            ((10, 10, 0, 20), 0.6791, 1.0),
            ((10, 10, 0, 10), 0.6075, 1.0),
        ],
    )
    def test_newcombes_examples(
        self, counts: tuple[int, int, int, int], lower: float, upper: float
    ) -> None:
        result = difference(*counts)
        assert result.value == pytest.approx(counts[0] / counts[1] - counts[2] / counts[3])
        assert (result.lower, result.upper) == pytest.approx((lower, upper), abs=5.1e-5)

    def test_by_hand_from_two_wilson_intervals(self, close: Callable[..., None]) -> None:
        generator = np.random.default_rng(3)
        n1, n2 = generator.integers(1, 900, (2, 2000))
        x1, x2 = generator.integers(0, n1 + 1), generator.integers(0, n2 + 1)
        for c in LEVELS:
            expected = []
            for a, b, d, e in zip(x1, n1, x2, n2, strict=True):
                l1, u1 = stats.binomtest(a, b).proportion_ci(c, method="wilson")
                l2, u2 = stats.binomtest(d, e).proportion_ci(c, method="wilson")
                p, q = a / b, d / e
                down = math.sqrt((p - l1) ** 2 + (u2 - q) ** 2)
                up = math.sqrt((u1 - p) ** 2 + (q - l2) ** 2)
                expected.append((p - q, p - q - down, p - q + up))
            close(np.array(difference(x1, n1, x2, n2, c)).T, expected)

    @given(st.integers(1, 500), st.integers(1, 500), st.floats(0, 1), st.floats(0, 1))
    def test_bounded_and_antisymmetric(self, n1: int, n2: int, s1: float, s2: float) -> None:
        x1, x2 = math.floor(s1 * n1), math.floor(s2 * n2)
        one, other = difference(x1, n1, x2, n2), difference(x2, n2, x1, n1)
        assert -1 <= one.lower <= one.value <= one.upper <= 1
        assert np.array(other) == pytest.approx(-np.array(one)[[0, 2, 1]], abs=1e-12)

    def test_equal_shares_differ_by_exactly_nothing(self) -> None:
        assert difference(10, 100, 1, 10).value == 0.0
        assert difference(1, 3, 100, 300).value == 0.0

    def test_coverage_by_simulation(self) -> None:
        generator = np.random.default_rng(11)
        x1, x2 = generator.binomial(88, 0.85, 30_000), generator.binomial(120, 0.7, 30_000)
        result = difference(x1, 88, x2, 120)
        covered = np.mean((result.lower <= 0.15) & (result.upper >= 0.15))
        assert covered == pytest.approx(0.95, abs=0.012)

    def test_percentage_points_and_certainty(self) -> None:
        assert difference(3, 10, 1, 10, multiplier=100).value == pytest.approx(20)
        assert difference(3, 10, 1, 10, 1.0)[1:] == (-1.0, 1.0)
