"""Spread between areas, and how much of it chance alone gives."""

from __future__ import annotations

import csv
import itertools
import math
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from gnv_pipeline.methods import expected_range, inequality

NAN = math.nan


def measures_by_hand(y: list[float], weights: list[float]) -> list[float]:
    total = sum(weights)
    w = [weight / total for weight in weights]
    mu = sum(a * b for a, b in zip(w, y, strict=True))
    pairs = list(zip(w, y, strict=True))
    mdm = sum(a * abs(b - mu) for a, b in pairs)
    return [
        max(y) - min(y),
        max(y) / min(y),
        sum(a * (b - mu) ** 2 for a, b in pairs),
        mdm,
        100 * mdm / mu,
        1000 * sum(a * b / mu * math.log(b / mu) for a, b in pairs),
        -1000 * sum(a * math.log(b / mu) for a, b in pairs),
    ]


class TestInequality:
    def test_by_hand(self, close: Callable[..., None]) -> None:
        generator = np.random.default_rng(2)
        values = generator.uniform(0.5, 100, (1000, 15))
        people = generator.integers(1, 60_000, (1000, 15))
        expected = [
            measures_by_hand(y.tolist(), w.tolist()) for y, w in zip(values, people, strict=True)
        ]
        close(np.array(inequality(values, people)).T, expected)

    def test_a_small_example(self, close: Callable[..., None]) -> None:
        """Means 82 and 78 around 80, equally many people."""
        result = inequality([82, 78], [500, 500])
        close(result[:5], (4, 82 / 78, 4, 2, 2.5))

    def test_equal_areas_have_none(self) -> None:
        result = inequality([80] * 4, [1, 2, 3, 4])
        assert result.ratio == 1
        assert [part for name, part in result._asdict().items() if name != "ratio"] == [0] * 6

    def test_a_nought(self) -> None:
        result = inequality([0, 10, 20], [1, 1, 2])
        assert result.ratio == math.inf
        assert result.mld == math.inf
        mu = 12.5
        theil = 1000 * (0.25 * 10 / mu * math.log(10 / mu) + 0.5 * 20 / mu * math.log(20 / mu))
        assert result.theil == pytest.approx(theil, rel=1e-12)

    def test_nought_where_nobody_lives_does_not_decide(self, close: Callable[..., None]) -> None:
        close(inequality([0, 10, 20], [0, 1, 2])[2:], inequality([10, 20], [1, 2])[2:])

    def test_all_nought_or_negative_has_no_relative_measure(
        self, close: Callable[..., None]
    ) -> None:
        close(inequality([0, 0], [1, 1]), (0, NAN, 0, 0, NAN, NAN, NAN))
        close(inequality([-1, 3], [1, 1]), (4, NAN, 4, 2, NAN, NAN, NAN))

    @pytest.mark.parametrize(
        ("values", "weights"), [([1, None, 3], [1, 1, 1]), ([1, 2], [1, None]), ([5], [1]), (5, 1)]
    )
    def test_missing_or_too_few(
        self, values: list, weights: list, close: Callable[..., None]
    ) -> None:
        close(inequality(values, weights), (NAN,) * 7)

    @pytest.mark.parametrize(
        ("values", "weights", "words"),
        [
            ([1, 2], [1, -1], "weight is -1 .* position 1"),
            ([1, 2], [0, 0], "weights sum to 0"),
            ([1, 2], [1, 1, 1], "do not fit"),
        ],
    )
    def test_impossible(self, values: list, weights: list, words: str) -> None:
        with pytest.raises(ValueError, match=words):
            inequality(values, weights)

    @given(
        st.lists(st.tuples(st.floats(0.1, 100), st.integers(1, 10_000)), min_size=2, max_size=20),
        st.floats(0.01, 100),
        st.data(),
    )
    def test_order_scale_and_sign(
        self, areas: list[tuple[float, int]], scale: float, data: st.DataObject
    ) -> None:
        order = data.draw(st.permutations(range(len(areas))))
        y, w = (np.array(column) for column in zip(*areas, strict=True))
        here = np.array(inequality(y, w))
        assert np.array(inequality(y[order], w[order] * 7)) == pytest.approx(
            here, rel=1e-9, abs=1e-7
        )
        scaled = np.array(inequality(y * scale, w))
        powers = np.array([1, 0, 2, 1, 0, 0, 0])
        assert scaled == pytest.approx(here * scale**powers, rel=1e-7, abs=1e-7)
        assert (here >= -1e-9).all()
        assert here[3] ** 2 <= here[2] * (1 + 1e-9)  # mean deviation is at most standard deviation


def range_by_enumeration(sizes: list[int], p: float, levels: list[float]) -> list[float]:
    """Every combination of counts with its probability."""
    chance: dict[float, float] = defaultdict(float)
    for counts in itertools.product(*(range(n + 1) for n in sizes)):
        shares = [x / n for x, n in zip(counts, sizes, strict=True)]
        probability = math.prod(
            stats.binom.pmf(x, n, p) for x, n in zip(counts, sizes, strict=True)
        )
        chance[round(max(shares) - min(shares), 12)] += probability
    spreads = sorted(chance)
    mean = sum(spread * chance[spread] for spread in spreads)
    below = np.cumsum([chance[spread] for spread in spreads])
    return [mean, *(spreads[int(np.searchsorted(below, level - 1e-13))] for level in levels)]


class TestExpectedRange:
    @pytest.mark.parametrize("p", [0.02, 0.3, 0.5, 0.87])
    @pytest.mark.parametrize("sizes", [[3, 4], [5, 5, 5], [2, 7, 11], [1, 2, 3, 4]])
    def test_against_every_combination(self, sizes: list[int], p: float) -> None:
        expected = range_by_enumeration(sizes, p, [0.025, 0.975])
        assert expected_range(sizes, p) == pytest.approx(expected, abs=1e-10)

    def test_against_simulation(self) -> None:
        sizes = np.array([67, 82, 77, 154, 852, 421])
        counts = np.random.default_rng(1).binomial(sizes, 0.8, (200_000, 6))
        spread = np.ptp(counts / sizes, axis=1)
        result = expected_range(sizes, 0.8)
        assert result.mean == pytest.approx(spread.mean(), rel=0.005)
        assert [result.lower, result.upper] == pytest.approx(
            np.percentile(spread, [2.5, 97.5]), rel=0.01
        )

    def test_the_same_every_time_and_in_any_order(self) -> None:
        sizes = [88, 120, 42, 310]
        assert expected_range(sizes, 0.8) == expected_range(sizes, 0.8)
        assert expected_range(sizes[::-1], 0.8) == pytest.approx(
            expected_range(sizes, 0.8), rel=1e-12
        )

    def test_a_whole_nation_by_grid(self) -> None:
        """290 areas have more than 20 000 possible shares; the grid must agree with simulation."""
        generator = np.random.default_rng(2)
        sizes = generator.integers(30, 2000, 290)
        spread = np.ptp(generator.binomial(sizes, 0.85, (4000, 290)) / sizes, axis=1)
        result = expected_range(sizes, 0.85, multiplier=100)
        assert result.mean == pytest.approx(100 * spread.mean(), rel=0.02)
        assert result.lower == pytest.approx(100 * np.quantile(spread, 0.025), rel=0.03)
        assert result.upper == pytest.approx(100 * np.quantile(spread, 0.975), rel=0.03)

    def test_more_and_smaller_areas_spread_more(self) -> None:
        few, many = expected_range([100] * 5, 0.6), expected_range([100] * 15, 0.6)
        small = expected_range([50] * 5, 0.6)
        assert few.mean < many.mean
        assert few.mean < small.mean
        assert few.lower < few.mean < few.upper

    def test_certain_shares_do_not_spread(self) -> None:
        assert expected_range([10, 20], 0.0) == (0, 0, 0)
        assert expected_range([10, 20], 1.0) == (0, 0, 0)

    def test_own_shares(self) -> None:
        apart = expected_range([400, 400], [0.2, 0.8])
        assert apart.mean == pytest.approx(0.6, abs=1e-6)

    @pytest.mark.parametrize(
        ("sizes", "p"), [([10, None], 0.5), ([10, 20], None), ([10], 0.5), (10, 0.5), ([], 0.5)]
    )
    def test_missing_or_too_few(
        self, sizes: list, p: float | None, close: Callable[..., None]
    ) -> None:
        close(expected_range(sizes, p), (NAN,) * 3)

    @pytest.mark.parametrize(
        ("sizes", "p", "words"),
        [
            ([10, 0], 0.5, "size is 0 .* position 1"),
            ([10.5, 3], 0.5, r"size is 10\.5"),
            ([10, 3], 1.5, r"p is 1\.5"),
            ([[10, 3]], 0.5, "one list of areas"),
        ],
    )
    def test_impossible(self, sizes: list, p: float, words: str) -> None:
        with pytest.raises(ValueError, match=words):
            expected_range(sizes, p)


@pytest.fixture(scope="module")
def values(shared_data: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    with (shared_data / "kolada" / "kolada_dalarna_plan.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kommun = row["municipality_id"] not in {"0000", "0020"}
            if kommun and (row["year"], row["gender"]) == ("2022", "T") and row["value"]:
                found[row["kpi"]][row["municipality_id"]] = float(row["value"])
    return found


class TestRealSurveys2022:
    """What chance alone gives between the kommuner of Dalarna, published share and respondents."""

    @staticmethod
    def spread(
        values: dict[str, dict[str, float]], share: str, base: str, unknown: int = 0
    ) -> tuple[float, np.ndarray, float]:
        """Observed range, respondents and weighted share; ``unknown`` fills in where none is given."""
        areas = sorted(values[share])
        sizes = np.array([values[base].get(area, unknown) for area in areas])
        shares = np.array([values[share][area] for area in areas])
        return float(np.ptp(shares)), sizes, float((sizes * shares).sum() / sizes.sum() / 100)

    def test_safety_with_home_care(self, values: dict[str, dict[str, float]]) -> None:
        """13 percentage points against 10.5 on average; nine times in ten between 6.6 and 15.3."""
        observed, sizes, p = self.spread(values, "U21505", "U23592")
        assert (len(sizes), observed) == (15, 13)
        chance = expected_range(sizes, p, 0.90, 100)
        assert chance == pytest.approx((10.5, 6.6, 15.3), abs=0.05)
        wider = expected_range(sizes, p, 0.95, 100)
        assert wider == pytest.approx((10.5, 6.0, 16.4), abs=0.05)

    def test_contact_with_staff_is_more_than_chance(
        self, values: dict[str, dict[str, float]]
    ) -> None:
        observed, sizes, p = self.spread(values, "U21481", "U23592")
        chance = expected_range(sizes, p, multiplier=100)
        assert observed == 27
        assert chance.mean == pytest.approx(12, abs=0.5)
        assert observed > chance.upper

    @pytest.mark.parametrize(
        ("share", "observed", "mean"), [("U23521", 20, 19), ("U23482", 62, 27)]
    )
    def test_care_homes(
        self, values: dict[str, dict[str, float]], share: str, observed: float, mean: float
    ) -> None:
        """Four kommuner lack a number of respondents, which means fewer than 30."""
        assert len(values["U23594"]) == 11
        low, high = (
            expected_range(*self.spread(values, share, "U23594", unknown)[1:], multiplier=100).mean
            for unknown in (30, 20)
        )
        assert self.spread(values, share, "U23594", 30)[0] == observed
        assert low - 0.5 <= mean <= high + 0.5
