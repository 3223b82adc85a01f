"""Judging and masking grow with the number of observations and no faster."""

from __future__ import annotations

import pytest

from benchmarks.made_up import Size
from benchmarks.measure import in_own_process, measured

PER_ROW = 2.0
"""The larger case may take at most so many times as much for each observation."""


@pytest.mark.bench
def test_time_grows_with_the_observations() -> None:
    small, large = (in_own_process(part) for part in ("1/62", "1/16"))
    print(f"\n{small}\n{large}")
    for step in ("judge cpu", "mask cpu"):
        each = [one[step] / one["observations"] for one in (small, large)]
        assert each[1] < PER_ROW * each[0]


def test_what_is_measured_is_a_whole_case() -> None:
    found = measured(Size(organisations=8, indicators=10))
    assert found["rows"] == 7 * 10 * 10 * 3  # the county's values are made, not received
    assert found["judge"] > 0
    assert found["mask"] > 0
