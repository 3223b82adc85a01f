"""The attacker's own tools: bounds by linear programming, and counts from interval limits."""

from __future__ import annotations

import math

import pytest

from gnv_pipeline import methods
from tests.publishing_attack.attacker import Found, unprotected
from tests.publishing_attack.reader import wilson_counts
from tests.publishing_attack.system import Contradiction, System


def test_two_parts_of_a_known_sum() -> None:
    system = System()
    for name in "ab":
        system.unknown(name)
    system.unknown("t", 7, 7)
    system.equal({"a": 1, "b": 1, "t": -1})
    assert system.bounds("ab") == {"a": (0, 7), "b": (0, 7)}


def test_three_sums_over_three_parts_give_all_away() -> None:
    system = System()
    for name in "abc":
        system.unknown(name)
    for pair, value in (("ab", 13), ("bc", 30), ("ac", 23)):
        system.equal(dict.fromkeys(pair, 1.0), value)
    assert system.bounds("a")["a"] == pytest.approx((3, 3))


def test_what_nothing_binds_has_no_end() -> None:
    system = System()
    system.unknown("a", 1)
    assert system.bounds("a") == {"a": (1, math.inf)}


@pytest.mark.parametrize("fixed", [False, True])
def test_what_does_not_fit_is_told(fixed: bool) -> None:
    system = System()
    system.unknown("a", 0, 0 if fixed else 3)
    system.equal({"a": 1}, 5)
    with pytest.raises(Contradiction):
        system.bounds("a")


@pytest.mark.parametrize("level", [0.95, 0.998])
@pytest.mark.parametrize(("x", "n"), [(0, 7), (1, 9), (3, 20), (19, 20), (20, 20), (450, 1200)])
def test_limits_give_the_counts_back(x: int, n: int, level: float) -> None:
    interval = methods.proportion(x, n, confidence=level)
    assert wilson_counts(interval.lower, interval.upper, level) == pytest.approx((x, n), abs=1e-4)


@pytest.mark.parametrize(
    ("part", "true", "lower", "upper", "sensitive", "protected"),
    [
        ("x", 3, 1, 5, False, True),
        ("x", 3, 1, 4, False, False),  # never 5 or more
        ("x", 3, 2, 5, False, False),  # one of four values
        ("x", 9, 9, 9, False, False),
        ("x", 9, 8, 9, False, True),
        ("x", 0, 0, 0, False, True),  # a 0 would have been shown
        ("x", 0, 0, 0, True, False),
        ("n", 3, 1, 30, False, True),
    ],
)
def test_the_condition(
    part: str, true: float, lower: float, upper: float, sensitive: bool, protected: bool
) -> None:
    found = Found(0, ("i", "a", 2026, "K"), part, true, lower, upper, sensitive)
    assert found.protected is protected
    assert (unprotected([found]) == []) is protected
