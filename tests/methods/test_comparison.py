"""Benchmarks, funnels and quantile groups."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from gnv_pipeline.methods import compare_with_value, funnel_limits, proportion, quantile_group

NAN = math.nan


class TestCompareWithValue:
    @pytest.mark.parametrize(
        ("lower", "upper", "high", "low", "none"),
        [
            (0.51, 0.6, "better", "worse", "higher"),
            (0.4, 0.49, "worse", "better", "lower"),
            (0.5, 0.6, "similar", "similar", "similar"),  # touching is similar
            (0.4, 0.5, "similar", "similar", "similar"),
            (0.4, 0.6, "similar", "similar", "similar"),
            (NAN, 0.4, "not_compared", "not_compared", "not_compared"),
            (0.6, None, "not_compared", "not_compared", "not_compared"),
        ],
    )
    def test_states(
        self, lower: float, upper: float | None, high: str, low: str, none: str
    ) -> None:
        for better, code in (("high", high), ("low", low), ("none", none)):
            assert compare_with_value(lower, upper, 0.5, better) == code

    def test_arrays_and_polarity_per_row(self) -> None:
        codes = compare_with_value([0.6, 0.6, 0.6], 0.7, [0.5, 0.5, None], ["high", "low", "none"])
        assert codes.tolist() == ["better", "worse", "not_compared"]

    def test_impossible(self) -> None:
        with pytest.raises(
            ValueError, match=r"lower limit 0\.7 lies above upper limit 0\.6 at position 1"
        ):
            compare_with_value([0.1, 0.7], 0.6, 0.5, "high")
        with pytest.raises(ValueError, match="better is 'up'"):
            compare_with_value(0.1, 0.2, 0.5, "up")

    @given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
    def test_turning_the_scale_turns_the_polarity(self, a: float, b: float, v: float) -> None:
        low, high = sorted((a, b))
        for better, turned in (("high", "low"), ("low", "high")):
            assert compare_with_value(low, high, v, better) == compare_with_value(
                -high, -low, -v, turned
            )

    @pytest.mark.parametrize(("level", "expected"), [(0.95, 0.54), (0.998, 0.03)])
    def test_false_alarms_among_fifteen_equal_areas(self, level: float, expected: float) -> None:
        """1 - 0.95^15 = 54 %, 1 - 0.998^15 = 3 %: why both levels are shown."""
        assert 1 - level**15 == pytest.approx(expected, abs=0.005)
        n, p = 4000, 0.5
        counts = np.random.default_rng(1).binomial(n, p, (20_000, 15))
        limits = proportion(counts, n, level)
        signals = compare_with_value(limits.lower, limits.upper, p, "high") != "similar"
        assert signals.any(axis=1).mean() == pytest.approx(expected, abs=0.015)
        assert signals.mean() == pytest.approx(1 - level, rel=0.1)


class TestFunnel:
    @pytest.mark.parametrize("level", [0.95, 0.998])
    @pytest.mark.parametrize(("p0", "n"), [(0.84, 88), (0.3, 30), (0.02, 5000), (0.5, 1)])
    def test_a_wilson_interval_there_touches_the_baseline(
        self, p0: float, n: float, level: float
    ) -> None:
        low, high = funnel_limits(p0, n, level)

        def upper_limit(p: float) -> float:
            return proportion(p * n, n, level).upper - p0

        def lower_limit(p: float) -> float:
            return proportion(p * n, n, level).lower - p0

        if low > 0:
            assert low == pytest.approx(optimize.brentq(upper_limit, 0, p0, xtol=1e-15), rel=1e-9)
        else:
            assert proportion(0, n, level).upper >= p0
        if high < 1:
            assert high == pytest.approx(optimize.brentq(lower_limit, p0, 1, xtol=1e-15), rel=1e-9)
        else:
            assert proportion(n, n, level).lower <= p0

    def test_outside_exactly_when_the_interval_excludes_the_baseline(self) -> None:
        n = np.repeat(np.arange(5, 200, 3), 40)
        x = np.floor(n * np.tile(np.linspace(0, 1, 40), n.size // 40))
        low, high = funnel_limits(0.37, n)
        limits = proportion(x, n)
        codes = compare_with_value(limits.lower, limits.upper, 0.37, "none")
        assert ((x / n < low) == (codes == "lower")).all()
        assert ((x / n > high) == (codes == "higher")).all()

    def test_published_form(self, close: Callable[..., None]) -> None:
        """The same limits as z times the standard error at the baseline."""
        n = np.arange(1, 3000)
        for p0 in (0.03, 0.5, 0.9):
            for level in (0.95, 0.998):
                half = stats.norm.ppf(level + (1 - level) / 2) * np.sqrt(p0 * (1 - p0) / n)
                low, high = funnel_limits(p0, n, level)
                close(low, np.maximum(p0 - half, 0))
                close(high, np.minimum(p0 + half, 1))

    def test_edges(self) -> None:
        assert funnel_limits(0, 10) == (0.0, 0.0)
        assert funnel_limits(1, 10) == (1.0, 1.0)
        assert funnel_limits(0.3, 10, 1.0) == (0.0, 1.0)
        assert all(math.isnan(limit) for limit in funnel_limits(None, 10))
        assert np.isnan(funnel_limits(0.3, [10, None], 1.0)).tolist() == [[False, True]] * 2
        with pytest.raises(ValueError, match=r"baseline is 1\.2"):
            funnel_limits(1.2, 10)
        with pytest.raises(ValueError, match=r"denominator is 0 .* position 1"):
            funnel_limits(0.5, [10, 0])

    def test_narrower_with_size(self) -> None:
        low, high = funnel_limits(0.6, np.arange(30, 2000))
        assert (np.diff(high - low) < 0).all()


def quantiles_by_hand(values: list[float], q: int, invert: bool) -> list[float]:
    """The published rule, one area at a time."""
    known = [v for v in values if not math.isnan(v)]
    result = []
    for v in values:
        if math.isnan(v) or len(known) < q:
            result.append(NAN)
            continue
        before = sum(other > v if invert else other < v for other in known)
        group = math.floor(q + 1 - math.ceil((len(known) + 1 - (before + 1)) / (len(known) / q)))
        result.append(float(group or 1))
    return result


class TestQuantileGroup:
    @pytest.mark.parametrize("invert", [False, True])
    @pytest.mark.parametrize("q", [1, 2, 3, 4, 5, 10])
    def test_by_hand(self, q: int, invert: bool, close: Callable[..., None]) -> None:
        generator = np.random.default_rng(q)
        for n in (1, 3, 4, 9, 10, 15, 16, 21, 290):
            values = generator.integers(0, max(2, n), n).astype(float)
            values[generator.random(n) < 0.1] = NAN
            close(quantile_group(values, q, invert), quantiles_by_hand(values.tolist(), q, invert))

    def test_fifteen_areas_in_quartiles(self) -> None:
        groups = quantile_group(np.arange(15), 4)
        assert np.bincount(groups.astype(int))[1:].tolist() == [4, 4, 4, 3]

    def test_ties_share_the_lower_rank(self) -> None:
        assert quantile_group([1, 2, 2, 2], 4).tolist() == [1, 2, 2, 2]
        assert quantile_group([1, 2, 2, 2], 4, invert=True).tolist() == [4, 1, 1, 1]

    def test_all_equal_are_one_group(self) -> None:
        assert quantile_group([7.0] * 15, 5).tolist() == [1.0] * 15

    def test_too_few_areas(self, close: Callable[..., None]) -> None:
        close(quantile_group([1, 2, None, 3], 4), [NAN] * 4)
        close(quantile_group([1, 2, None, 3], 3), [1, 2, NAN, 3])
        assert math.isnan(quantile_group(3.0, 2))

    def test_rows_are_separate(self) -> None:
        rows = quantile_group([[1, 2, 3, 4], [4, 3, 2, 1]], 2)
        assert rows.tolist() == [[1, 1, 2, 2], [2, 2, 1, 1]]

    @pytest.mark.parametrize("groups", [0, -1, 2.5, True])
    def test_impossible_groups(self, groups: float) -> None:
        with pytest.raises(ValueError, match="whole number"):
            quantile_group([1, 2, 3], groups)  # type: ignore[arg-type]

    @given(st.lists(st.integers(-50, 50), min_size=1, max_size=40), st.integers(1, 10), st.data())
    def test_order_scale_and_bounds(self, values: list[int], q: int, data: st.DataObject) -> None:
        order = data.draw(st.permutations(range(len(values))))
        numbers = np.array(values)
        groups = quantile_group(numbers, q)
        np.testing.assert_array_equal(quantile_group(numbers[order], q), groups[order])
        np.testing.assert_array_equal(quantile_group(numbers * 3 + 1, q), groups)
        np.testing.assert_array_equal(quantile_group(-numbers, q, invert=True), groups)
        if len(values) >= q:
            assert groups.min() >= 1
            assert groups.max() <= q
            assert (np.diff(groups[np.argsort(numbers, kind="stable")]) >= 0).all()
