"""Every method against an independent route, on a thousand generated cases each; and what intervals cover.

The largest relative error of each is kept as a property of the test (``--junitxml`` shows it).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from gnv_pipeline import methods
from tests.methods import oracles

CASES = 1000
SLOW = {"expected_range": 250, "smallest_detectable": 250}
"""Fewer where one case takes milliseconds."""
Record = Callable[[str, object], None]
Case = tuple[float, float]
"""What the method gives, and what the other route gives."""


def _rng(name: str) -> np.random.Generator:
    return np.random.default_rng(sum(map(ord, name)))


def _level(rng: np.random.Generator) -> float:
    return float(rng.choice([0.8, 0.9, 0.95, 0.998]))


def proportion(rng: np.random.Generator) -> Iterator[Case]:
    n = int(rng.integers(1, 2000))
    x, level = int(rng.integers(0, n + 1)), _level(rng)
    found, other = methods.proportion(x, n, level), oracles.wilson(x, n, level)
    yield from ((found.lower, other[0]), (found.upper, other[1]), (found.value, x / n))


def difference(rng: np.random.Generator) -> Iterator[Case]:
    n1, n2 = (int(one) for one in rng.integers(1, 900, 2))
    x1, x2, level = int(rng.integers(0, n1 + 1)), int(rng.integers(0, n2 + 1)), _level(rng)
    found = methods.difference(x1, n1, x2, n2, level)
    lower, upper = oracles.newcombe(x1, n1, x2, n2, level)
    yield from ((found.lower + 2, lower + 2), (found.upper + 2, upper + 2))  # away from 0


def rate(rng: np.random.Generator) -> Iterator[Case]:
    x, n, level = int(rng.integers(0, 60)), float(rng.uniform(50, 90_000)), _level(rng)
    lower, upper = oracles.poisson(x, level) if x < 10 else oracles.byar(x, level)
    found = methods.rate(x, n, level)
    yield from ((found.lower, lower / n * 1e5), (found.upper, upper / n * 1e5))


def byar(rng: np.random.Generator) -> Iterator[Case]:
    x, level = int(rng.integers(2, 5000)), float(rng.choice([0.8, 0.9, 0.95]))
    found = methods.byar(x, level)
    yield from zip((found.lower, found.upper), oracles.byar(x, level), strict=True)


def mean(rng: np.random.Generator) -> Iterator[Case]:
    values = [float(one) for one in rng.normal(50, 9, int(rng.integers(2, 30)))]
    n, level = len(values), float(rng.choice([0.9, 0.95]))
    middle = math.fsum(values) / n
    spread = math.sqrt(math.fsum((one - middle) ** 2 for one in values) / (n - 1))
    half = oracles.student(level, n - 1) * spread / math.sqrt(n)
    found = methods.mean(values, level)
    yield from ((found.value, middle), (found.upper - found.value, half))


def directly_standardised_rate(rng: np.random.Generator) -> Iterator[Case]:
    k = int(rng.integers(2, 9))
    x, n, w = rng.integers(3, 40, k), rng.integers(200, 9000, k), rng.integers(1, 7000, k)
    total, weights = int(x.sum()), int(w.sum())
    if total < 10:
        return
    value = (
        sum(Fraction(int(a) * int(c), int(b)) for a, b, c in zip(x, n, w, strict=True)) / weights
    )
    variance = sum(
        Fraction(int(c) ** 2 * int(a), int(b) ** 2) for a, b, c in zip(x, n, w, strict=True)
    ) / Fraction(weights**2)
    scale = math.sqrt(variance / total)
    found = methods.directly_standardised_rate(x, n, w, 0.95)
    limits = oracles.byar(total, 0.95)
    yield found.value, float(value) * 1e5
    for told, limit in zip((found.lower, found.upper), limits, strict=True):
        yield told, (float(value) + scale * (limit - total)) * 1e5


def indirectly_standardised_ratio(rng: np.random.Generator) -> Iterator[Case]:
    k = int(rng.integers(2, 9))
    n, xref, nref = rng.integers(50, 900, k), rng.integers(5, 90, k), rng.integers(900, 9000, k)
    x = rng.integers(0, 9, k)
    expected = float(
        sum(Fraction(int(a) * int(b), int(c)) for a, b, c in zip(n, xref, nref, strict=True))
    )
    total = int(x.sum())
    limits = oracles.poisson(total, 0.95) if total < 10 else oracles.byar(total, 0.95)
    found = methods.indirectly_standardised_ratio(x, n, xref, nref, 0.95)
    for told, limit in zip((found.lower, found.upper), limits, strict=True):
        yield told, limit / expected * 100


def funnel_limits(rng: np.random.Generator) -> Iterator[Case]:
    p, n, level = float(rng.uniform(0.05, 0.95)), int(rng.integers(60, 3000)), 0.95
    for limit, side in zip(methods.funnel_limits(p, n, level), (1, 0), strict=True):
        if 0 < limit < 1:  # the interval of an area on the limit touches the baseline
            yield oracles.wilson(limit * n, n, level)[side], p


def quantile_group(rng: np.random.Generator) -> Iterator[Case]:
    values = [float(one) for one in rng.integers(0, 12, int(rng.integers(5, 30)))]
    groups = int(rng.integers(2, 6))
    found = methods.quantile_group(values, groups)
    yield from zip((float(one) for one in found), oracles.group(values, groups), strict=True)


def progress(rng: np.random.Generator) -> Iterator[Case]:
    start, target_year = 2020, int(rng.integers(2024, 2035))
    year = int(rng.integers(2021, target_year))
    base, now, goal = (Fraction(int(one), 7) for one in rng.integers(1, 700, 3))
    if base == goal:
        return
    found = methods.progress(start, float(base), year, float(now), float(goal), target_year)
    expected = base + (goal - base) * Fraction(year - start, target_year - start)
    yield found.expected_now, float(expected)
    yield found.needed_per_year + 200, float((goal - now) / (target_year - year)) + 200
    yield found.pace_ratio + 1000, float((now - base) / (expected - base)) + 1000
    ahead = (now - base) * Fraction(target_year - year, year - start)
    yield found.projected + 2000, float(now + ahead) + 2000


def recent_trend(rng: np.random.Generator) -> Iterator[Case]:
    values, widths = rng.uniform(20, 90, 5), rng.uniform(1, 20, 5)
    found = methods.recent_trend(range(5), values, values - widths / 2, values + widths / 2)
    lower, upper = values - widths / 2, values + widths / 2
    chi2, slope = oracles.line(list(values), list(upper - lower))
    yield from ((found.chi2 + 1, chi2 + 1), (found.slope + 50, slope + 50))


def inequality(rng: np.random.Generator) -> Iterator[Case]:
    k = int(rng.integers(2, 20))
    values, weights = rng.uniform(5, 95, k), rng.integers(1, 900, k)
    found = methods.inequality(values, weights)
    for name, told in oracles.measures(list(values), [int(one) for one in weights]).items():
        yield getattr(found, name), told


def expected_range(rng: np.random.Generator) -> Iterator[Case]:
    sizes, p = [int(one) for one in rng.integers(1, 8, 3)], float(rng.uniform(0.05, 0.95))
    yield methods.expected_range(sizes, p).mean, oracles.range_mean(sizes, p)


def expected_deviation(rng: np.random.Generator) -> Iterator[Case]:
    sizes, p = [int(one) for one in rng.integers(2, 60, 4)], float(rng.uniform(0.02, 0.98))
    total = sum(sizes)
    shares = math.fsum(
        math.sqrt(1 - n / total) * oracles.binomial_deviation(n, p) / total for n in sizes
    )
    yield methods.expected_deviation(sizes, p), shares
    rates = math.fsum(
        math.sqrt(1 - n / total) * oracles.poisson_deviation(n * p) / total for n in sizes
    )
    yield methods.expected_deviation(sizes, p, rates=True), rates


def remaining_spread(rng: np.random.Generator) -> Iterator[Case]:
    sizes = [int(one) for one in rng.integers(2, 900, int(rng.integers(2, 16)))]
    counts = [int(rng.integers(0, n + 1)) for n in sizes]
    found = methods.remaining_spread(counts, sizes)
    yield found.variance + 1, oracles.remaining(counts, sizes) + 1


def smallest_detectable(rng: np.random.Generator) -> Iterator[Case]:
    n, p = int(rng.integers(30, 3000)), float(rng.uniform(0.05, 0.6))
    d = methods.smallest_detectable(n, p, direction="up")
    if math.isnan(d):
        return
    q = p + d
    m = (p + q) / 2
    noise = oracles.z_of(0.95) * math.sqrt(2 * m * (1 - m) / n)
    yield d, noise + oracles.z_of(0.6) * math.sqrt((p * (1 - p) + q * (1 - q)) / n)


def distances(rng: np.random.Generator) -> Iterator[Case]:
    table = rng.normal(0, 5, (4, 3))
    found = methods.distances(table, [1, 2, 3])
    columns = [[float(row[j]) for row in table] for j in range(3)]
    spread = [math.sqrt(sum((v - sum(c) / 4) ** 2 for v in c) / 4) for c in columns]
    apart = [(columns[j][0] - columns[j][1]) / spread[j] for j in range(3)]
    yield found[0, 1], math.sqrt(sum(w * d**2 for w, d in zip((1, 2, 3), apart, strict=True)))


EXACT: dict[str, tuple[Callable[[np.random.Generator], Iterator[Case]], float]] = {
    one.__name__: (one, 1e-9)
    for one in (
        proportion, difference, rate, byar, mean, directly_standardised_rate,
        indirectly_standardised_ratio, funnel_limits, quantile_group, progress, recent_trend, inequality,
        expected_range, expected_deviation, remaining_spread, smallest_detectable, distances,
    )
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(EXACT))
def test_two_routes_agree(name: str, record_property: Record) -> None:
    cases, limit = EXACT[name]
    rng, worst, number = _rng(name), 0.0, 0
    for _ in range(SLOW.get(name, CASES)):
        for told, other in cases(rng):
            number += 1
            worst = max(worst, abs(told - other) / max(abs(other), 1e-12) if told != other else 0.0)
    record_property("cases", number)
    record_property("largest relative error", float(worst))
    assert number >= 250
    assert worst <= limit


def test_codes_agree_with_the_words_of_the_rule() -> None:
    rng = _rng("codes")
    for _ in range(CASES):
        low, goal = (float(one) for one in rng.integers(0, 6, 2))
        high = low + float(rng.integers(0, 4))
        better = str(rng.choice(["high", "low"]))
        above, below = low > goal, high < goal
        wanted = (
            "similar"
            if not above and not below
            else "better"
            if above == (better == "high")
            else "worse"
        )
        assert methods.compare_with_value(low, high, goal, better) == wanted
        above = low >= goal
        wanted = (
            "similar"
            if not above and not below
            else "better"
            if above == (better == "high")
            else "worse"
        )
        assert methods.compare_with_goal(low, high, goal, better) == wanted
        met = low >= goal if better == "high" else low <= goal
        assert methods.compare_value_with_goal(low, goal, better) == ("better" if met else "worse")


def test_suppressed_counts_cannot_be_worked_out() -> None:
    """Every way to fill the hidden cells is gone through: none of the small ones is bounded below k."""
    rng = _rng("suppress")
    for _ in range(300):
        counts = [int(one) for one in rng.integers(0, 14, int(rng.integers(2, 6)))]
        found = methods.suppress_with_total(counts)
        hidden = [x for x, one in zip(counts, found.cells, strict=True) if one]
        assert all(one for x, one in zip(counts, found.cells, strict=True) if 1 <= x < 5)
        if not hidden or found.total:
            continue
        rest = sum(hidden)
        largest = rest - (len(hidden) - 1)  # each other hidden one is at least 1
        assert len(hidden) > 1
        assert largest >= 5


# --- coverage --------------------------------------------------------------------------------------


def _covered(found: Any, true: float) -> float:
    lower, upper = np.asarray(found.lower), np.asarray(found.upper)
    return float(np.mean((lower <= true) & (true <= upper)))


@pytest.mark.parametrize("n", [15, 40, 150, 600])
def test_coverage_of_shares_and_their_difference(n: int, record_property: Record) -> None:
    rng = np.random.default_rng(n)
    shares = np.linspace(0.06, 0.94, 12)
    single, change = [], []
    for p in shares:
        x = rng.binomial(n, p, 6000)
        single.append(_covered(methods.proportion(x, n), p))
        y = rng.binomial(n, min(p + 0.05, 0.97), 6000)
        change.append(_covered(methods.difference(y, n, x, n), min(p + 0.05, 0.97) - p))
    record_property("mean coverage", float(np.mean(single)))
    assert 0.93 <= np.mean(single) <= 0.97
    assert 0.94 <= np.mean(change) <= 0.975
    assert min(single) >= 0.88


@pytest.mark.parametrize("events", [2, 8, 12, 60])
def test_coverage_of_rates(events: int) -> None:
    x = np.random.default_rng(events).poisson(events, 20_000)
    assert 0.94 <= _covered(methods.rate(x, 1000, 0.95, 1000), events) <= 0.995
