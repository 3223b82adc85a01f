"""The methods a second time, by other routes: bisection, exact fractions, enumeration, plain loops.

Nothing here imports SciPy, NumPy or the methods themselves: an error has to be made twice, in two ways.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from statistics import NormalDist

Pair = tuple[float, float]
_NORMAL = NormalDist()


def z_of(confidence: float) -> float:
    """The two-sided normal quantile."""
    return _NORMAL.inv_cdf(0.5 + confidence / 2)


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where an increasing function is 0."""
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if function(middle) < 0 else (low, middle)
    return (low + high) / 2


def wilson(x: float, n: float, confidence: float) -> Pair:
    """The shares at which the score test just rejects: |x/n - p| = z sqrt(p(1 - p)/n)."""
    z, share = z_of(confidence), x / n

    def beyond(p: float) -> float:
        return (p - share) - z * math.sqrt(p * (1 - p) / n)

    def before(p: float) -> float:
        return (p - share) + z * math.sqrt(p * (1 - p) / n)

    return (
        0.0 if x == 0 else root(before, 0.0, share),
        1.0 if x == n else root(beyond, share, 1.0),
    )


def newcombe(x1: float, n1: float, x2: float, n2: float, confidence: float) -> Pair:
    """From the two intervals above."""
    (l1, u1), (l2, u2) = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    p1, p2 = x1 / n1, x2 / n2
    down = math.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    up = math.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
    return max(p1 - p2 - down, -1.0), min(p1 - p2 + up, 1.0)


def poisson(x: int, confidence: float) -> Pair:
    """Exact limits of a count: the means at which the tail sums to half of what is left."""
    tail = (1 - confidence) / 2

    def at_least(mean: float, count: int) -> float:
        return 1 - math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count))

    lower = 0.0 if x == 0 else root(lambda mean: at_least(mean, x) - tail, 0.0, x + 1.0)
    upper = root(lambda mean: at_least(mean, x + 1) - (1 - tail), 0.0, 20.0 * (x + 2))
    return lower, upper


def byar(x: float, confidence: float) -> Pair:
    """The cubes, each factor by logarithms."""
    z = z_of(confidence)

    def cube(count: float, sign: float) -> float:
        factor = math.fsum([1.0, -1 / (9 * count), sign * z / (3 * math.sqrt(count))])
        return math.exp(math.log(count) + 3 * math.log(factor))

    return cube(x, -1), cube(x + 1, 1)


def student(confidence: float, freedom: int) -> float:
    """Two-sided t quantile from the finite sums for whole degrees of freedom."""

    def between(t: float) -> float:
        angle = math.atan(t / math.sqrt(freedom))
        cos, sin = math.cos(angle), math.sin(angle)
        if freedom == 1:
            return 2 * angle / math.pi
        if freedom % 2:
            term = total = cos
            for k in range(3, freedom - 1, 2):
                term *= cos**2 * (k - 1) / k
                total += term
            return 2 / math.pi * (angle + sin * total)
        term = total = 1.0
        for k in range(2, freedom - 1, 2):
            term *= cos**2 * (k - 1) / k
            total += term
        return sin * total

    return root(lambda t: between(t) - confidence, 0.0, 1e5)


def line(values: Sequence[float], widths: Sequence[float]) -> tuple[float, float]:
    """chi2 and slope of a weighted line through five points, in exact fractions."""
    w = [Fraction(3.92) ** 2 / Fraction(one) ** 2 for one in widths]
    y = [Fraction(one) for one in values]
    x = [Fraction(k) for k in range(1, len(y) + 1)]
    total = sum(w)
    across = sum(a * b for a, b in zip(w, x, strict=True)) / total
    spread = sum(a * (b - across) ** 2 for a, b in zip(w, x, strict=True))
    slope = sum(a * (b - across) * c for a, b, c in zip(w, x, y, strict=True)) / spread
    return float(slope**2 * spread), float(slope)


def measures(values: Sequence[float], weights: Sequence[float]) -> dict[str, float]:
    """Spread in exact fractions, the logarithms apart."""
    y, w = [Fraction(one) for one in values], [Fraction(one) for one in weights]
    share = [one / sum(w) for one in w]
    mu = sum(a * b for a, b in zip(share, y, strict=True))
    mdmw = sum(a * abs(b - mu) for a, b in zip(share, y, strict=True))
    parts = [(float(a), float(b / mu)) for a, b in zip(share, y, strict=True)]
    return {
        "difference": float(max(y) - min(y)),
        "ratio": float(max(y) / min(y)),
        "bgv": float(sum(a * (b - mu) ** 2 for a, b in zip(share, y, strict=True))),
        "mdmw": float(mdmw),
        "idisw": float(100 * mdmw / mu),
        "theil": 1000 * math.fsum(a * b * math.log(b) for a, b in parts),
        "mld": -1000 * math.fsum(a * math.log(b) for a, b in parts),
    }


def range_mean(sizes: Sequence[int], p: float) -> float:
    """Mean of largest minus smallest share, by going through every outcome."""

    def over(rest: Sequence[int], chance: float, low: float, high: float) -> float:
        if not rest:
            return chance * (high - low)
        n = rest[0]
        return math.fsum(
            over(
                rest[1:],
                chance * math.comb(n, x) * p**x * (1 - p) ** (n - x),
                min(low, x / n),
                max(high, x / n),
            )
            for x in range(n + 1)
        )

    return over(sizes, 1.0, math.inf, -math.inf)


def binomial_deviation(n: int, p: float) -> float:
    """E|X - np| by going through every outcome."""
    return math.fsum(
        math.comb(n, x) * p**x * (1 - p) ** (n - x) * abs(x - n * p) for x in range(n + 1)
    )


def poisson_deviation(mean: float) -> float:
    """E|X - mean| by going through the outcomes that matter."""
    top = int(mean + 40 * math.sqrt(mean) + 60)
    chance, total = math.exp(-mean), []
    for x in range(top):
        total.append(chance * abs(x - mean))
        chance *= mean / (x + 1)
    return math.fsum(total)


def remaining(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """The moment estimate of the variance between true shares, in exact fractions."""
    n = [Fraction(one) for one in sizes]
    y = [Fraction(a) / b for a, b in zip(counts, n, strict=True)]
    w = [one / sum(n) for one in n]
    m = sum(a * b for a, b in zip(w, y, strict=True))
    chance = [a * (1 - a) / (b - 1) for a, b in zip(y, n, strict=True)]
    left = sum(a * ((b - m) ** 2 - (1 - a) * c) for a, b, c in zip(w, y, chance, strict=True))
    return float(left / (1 - sum(one**2 for one in w)))


def group(values: Sequence[float], groups: int) -> list[int]:
    """Quantile groups with whole numbers: ties take the lowest rank."""
    count, found = len(values), []
    for value in values:
        rank = 1 + sum(other < value for other in values)
        step = Fraction(count + 1 - rank) * groups / count
        found.append(math.floor(groups + 1 - math.ceil(step)))
    return found
