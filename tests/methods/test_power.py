"""The smallest change that could be seen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.methods import difference, smallest_detectable

Z = {0.95: 1.959963984540054, 0.8: 0.8416212335729143, 0.9: 1.2815515655446004}


def needed_size(p: float, q: float, power: float) -> float:
    """The published sample size per group, two-sided 5 %, without continuity correction."""
    m = (p + q) / 2
    spread = Z[0.95] * math.sqrt(2 * m * (1 - m))
    spread += Z[power] * math.sqrt(p * (1 - p) + q * (1 - q))
    return (spread / (q - p)) ** 2


def test_a_published_sample_size() -> None:
    """Two groups of 77 see 50 against 75 % with power 0.9 (R, power.prop.test: n = 76.7)."""
    assert needed_size(0.5, 0.75, 0.9) == pytest.approx(76.7, abs=0.05)
    assert smallest_detectable(76.7, 0.5, power=0.9) == pytest.approx(0.25, abs=1e-4)


@pytest.mark.parametrize("power", [0.8, 0.9])
@pytest.mark.parametrize("p", [0.0, 0.05, 0.3, 0.5, 0.87])
def test_it_inverts_the_sample_size(p: float, power: float) -> None:
    for change in (0.02, 0.08, 0.12):
        n = needed_size(p, p + change, power)
        assert smallest_detectable(n, p, power=power, direction="up") == pytest.approx(
            change, rel=1e-9
        )
        assert smallest_detectable(n, 1 - p, power=power, direction="down") == pytest.approx(
            change, rel=1e-9
        )


def test_direction_matters_near_the_ends() -> None:
    up = smallest_detectable(88, 0.87, direction="up")
    down = smallest_detectable(88, 0.87, direction="down")
    assert up < down
    assert smallest_detectable(88, 0.87) == up
    assert math.isnan(smallest_detectable(20, 0.95, direction="up"))
    assert smallest_detectable(20, 0.95) == smallest_detectable(20, 0.95, direction="down")


def test_nothing_can_be_seen_among_two() -> None:
    assert math.isnan(smallest_detectable(2, 0.5))


def test_such_a_change_is_indeed_seen_about_that_often() -> None:
    n, p = 200, 0.6
    change = smallest_detectable(n, p, direction="up")
    generator = np.random.default_rng(5)
    before, after = generator.binomial(n, p, 20_000), generator.binomial(n, p + change, 20_000)
    seen = difference(after, n, before, n).lower > 0
    assert seen.mean() == pytest.approx(0.8, abs=0.03)


@given(st.integers(5, 5000), st.floats(0, 1))
def test_bounded_symmetric_and_smaller_with_more_answers(n: int, p: float) -> None:
    here, mirrored = smallest_detectable([n, 4 * n], p), smallest_detectable(n, 1 - p)
    assert mirrored == pytest.approx(here[0], rel=1e-6, nan_ok=True)
    if not math.isnan(here[0]):
        assert 0 < here[1] < here[0] <= 1


def test_more_certainty_needs_a_larger_change() -> None:
    changes = smallest_detectable(100, 0.4, confidence=[0.9, 0.95, 0.998])
    assert (np.diff(changes) > 0).all()
    assert smallest_detectable(100, 0.4, power=0.9) > smallest_detectable(100, 0.4, power=0.8)


def test_missing_and_impossible() -> None:
    assert np.isnan(smallest_detectable([None, 50], [0.5, None])).all()
    with pytest.raises(ValueError, match="n is 0"):
        smallest_detectable(0, 0.5)
    with pytest.raises(ValueError, match=r"p is 1\.1 .* position 1"):
        smallest_detectable(10, [0.5, 1.1])
    with pytest.raises(ValueError, match=r"power is 0\.3"):
        smallest_detectable(10, 0.5, power=0.3)
    with pytest.raises(ValueError, match="below 1 here"):
        smallest_detectable(10, 0.5, confidence=1)
    with pytest.raises(ValueError, match="direction is 'sideways'"):
        smallest_detectable(10, 0.5, direction="sideways")  # type: ignore[arg-type]
