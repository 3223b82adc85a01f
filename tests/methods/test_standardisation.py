"""Direct and indirect standardisation, recomputed stratum by stratum."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from gnv_pipeline.methods import (
    ESP2013,
    directly_standardised_rate,
    indirectly_standardised_ratio,
    rate,
)


def byar_by_hand(x: float, level: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf(level + (1 - level) / 2)
    y = x + 1
    lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    return lower, y * (1 - 1 / (9 * y) + z / (3 * math.sqrt(y))) ** 3


def dobson_by_hand(x: list, n: list, w: list, level: float, m: float) -> tuple[float, ...]:
    total, weight = sum(x), sum(w)
    value = sum(b * a / c for a, c, b in zip(x, n, w, strict=True)) / weight
    variance = sum(b**2 * a / c**2 for a, c, b in zip(x, n, w, strict=True)) / weight**2
    low, high = byar_by_hand(total, level)
    scale = math.sqrt(variance / total)
    return m * value, m * (value + scale * (low - total)), m * (value + scale * (high - total))


def test_the_european_standard_population() -> None:
    assert len(ESP2013) == 19
    assert sum(ESP2013) == 100_000
    assert ESP2013[-6:] == (5500, 5000, 4000, 2500, 1500, 1000)


class TestDirect:
    @pytest.mark.parametrize("level", [0.95, 0.998])
    def test_by_hand(self, level: float, close: Callable[..., None]) -> None:
        generator = np.random.default_rng(5)
        x = generator.integers(0, 60, (300, 19))
        x[:, 3] += 10
        n = generator.integers(40, 9000, (300, 19))
        expected = [
            dobson_by_hand(a.tolist(), b.tolist(), list(ESP2013), level, 1000)
            for a, b in zip(x, n, strict=True)
        ]
        close(np.array(directly_standardised_rate(x, n, ESP2013, level, 1000)).T, expected)

    def test_one_stratum_is_the_crude_rate(self, close: Callable[..., None]) -> None:
        close(directly_standardised_rate([40], [900], [7000]), rate(40, 900))

    @pytest.mark.parametrize(
        ("counts", "known"), [([4, 5], False), ([4, 6], True), ([0, 9.9], False)]
    )
    def test_no_rate_below_ten_events(self, counts: list[float], known: bool) -> None:
        result = directly_standardised_rate(counts, [500, 900], [3, 2])
        assert [bool(np.isfinite(field)) for field in result] == [known] * 3

    def test_a_missing_count_is_nought(self, close: Callable[..., None]) -> None:
        with_gap = directly_standardised_rate([12, None, 3], [50, 60, 70], [1, 2, 3])
        close(with_gap, directly_standardised_rate([12, 0, 3], [50, 60, 70], [1, 2, 3]))

    @pytest.mark.parametrize(
        ("x", "n", "w", "words"),
        [
            ([1, 2], [3, 0], [1, 1], "population is 0 .* position 1"),
            ([1, 2], [None, 4], [1, 1], "population is nan .* position 0"),
            ([1, 2], [3, 4], [1, None], "standard population is nan .* position 1"),
            ([1, 2], [3, 4], [-1, 2], "standard population is -1 .* position 0"),
            ([1, 2], [3, 4], [0, 0], "sum to 0"),
            ([1, -2], [3, 4], [1, 1], "count is -2 .* position 1"),
            ([1, 2], [3, 4, 5], [1, 1], "do not fit"),
        ],
    )
    def test_impossible(self, x: list, n: list, w: list, words: str) -> None:
        with pytest.raises(ValueError, match=words):
            directly_standardised_rate(x, n, w)

    @given(st.permutations(range(6)), st.floats(0.01, 100))
    def test_order_and_scale_of_strata_do_not_matter(self, order: list[int], scale: float) -> None:
        x = np.array([3, 0, 9, 14, 2, 6])
        n = np.array([90, 50, 200, 310, 77, 41])
        w = np.array(ESP2013[-6:])
        one = np.array(directly_standardised_rate(x, n, w))
        other = directly_standardised_rate(x[order], n[order], w[order] * scale)
        assert np.array(other) == pytest.approx(one, rel=1e-12)


class TestIndirect:
    def test_by_hand(self, close: Callable[..., None]) -> None:
        generator = np.random.default_rng(6)
        ref_x, ref_n = generator.integers(1, 900, 8), generator.integers(5_000, 90_000, 8)
        x, n = generator.integers(0, 6, (400, 8)), generator.integers(0, 2000, (400, 8))
        for level in (0.95, 0.998):
            expected = []
            for counts, people in zip(x, n, strict=True):
                observed = int(counts.sum())
                e = sum(float(a) * b / c for a, b, c in zip(people, ref_x, ref_n, strict=True))
                if observed < 10:
                    low = stats.chi2.ppf((1 - level) / 2, 2 * observed) / 2 if observed else 0.0
                    high = stats.chi2.ppf(level + (1 - level) / 2, 2 * observed + 2) / 2
                else:
                    low, high = byar_by_hand(observed, level)
                expected.append([100 * part / e for part in (observed, low, high)])
            result = indirectly_standardised_ratio(x, n, ref_x, ref_n, level)
            close(np.array(result).T, expected)

    def test_the_reference_against_itself_is_a_hundred(self) -> None:
        result = indirectly_standardised_ratio([5, 40], [100, 900], [5, 40], [100, 900])
        assert result.value == 100
        assert result.lower < 100 < result.upper

    def test_an_observed_total_is_enough(self, close: Callable[..., None]) -> None:
        strata = indirectly_standardised_ratio([5, 8], [100, 900], [50, 70], [1000, 8000])
        close(indirectly_standardised_ratio(13, [100, 900], [50, 70], [1000, 8000]), strata)
        areas = indirectly_standardised_ratio(
            [[13], [2]], [[100, 900], [30, 40]], [50, 70], [1000, 8000]
        )
        close([areas.value[0], areas.lower[0], areas.upper[0]], strata)

    @pytest.mark.parametrize("place", range(4))
    def test_missing_in_missing_out(self, place: int, close: Callable[..., None]) -> None:
        parts: list[list[float | None]] = [[5, 8], [100, 900], [50, 70], [1000, 8000]]
        parts[place][1] = None
        close(indirectly_standardised_ratio(*parts), (np.nan,) * 3)

    @pytest.mark.parametrize(
        ("parts", "words"),
        [
            (([1, 2], [3, 4], [5, 6], [7, 0]), "ref_population is 0 .* position 1"),
            (([-1, 2], [3, 4], [5, 6], [7, 8]), "count is -1 .* position 0"),
            (([1, 2], [3, -4], [5, 6], [7, 8]), "population is -4 .* position 1"),
            (([1, 2], [3, 4], [-5, 6], [7, 8]), "ref_count is -5 .* position 0"),
            (([1, 2], [3, 4], [0, 0], [7, 8]), "expected events sum to 0"),
            (([1, 2, 3], [3, 4], [5, 6], [7, 8]), "3 strata"),
        ],
    )
    def test_impossible(self, parts: tuple, words: str) -> None:
        with pytest.raises(ValueError, match=words):
            indirectly_standardised_ratio(*parts)
