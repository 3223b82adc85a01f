"""Level and pace against a goal."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gnv_pipeline.methods import (
    Progress,
    classify_pace,
    compare_value_with_goal,
    compare_with_goal,
    compare_with_range,
    progress,
)

NAN = math.nan


class TestCompareWithGoal:
    @pytest.mark.parametrize(
        ("lower", "upper", "high", "low"),
        [
            (77, 80, "better", "worse"),
            (76, 80, "better", "worse"),  # lower == goal counts as above
            (70, 75, "worse", "better"),
            (70, 76, "similar", "similar"),  # upper == goal does not count as below
            (70, 80, "similar", "similar"),
            (76, 76, "better", "worse"),
            (NAN, 80, "not_compared", "not_compared"),
            (70, None, "not_compared", "not_compared"),
        ],
    )
    def test_states(self, lower: float, upper: float | None, high: str, low: str) -> None:
        assert compare_with_goal(lower, upper, 76, "high") == high
        assert compare_with_goal(lower, upper, 76, "low") == low
        assert compare_with_goal(lower, upper, 76, "none") == "not_compared"
        assert compare_with_goal(lower, upper, None, "high") == "not_compared"

    def test_arrays(self) -> None:
        codes = compare_with_goal([77, 70, 60], [80, 80, 70], 76, "high")
        assert codes.tolist() == ["better", "similar", "worse"]

    def test_impossible(self) -> None:
        with pytest.raises(ValueError, match="lower limit 81 lies above upper limit 80"):
            compare_with_goal(81, 80, 76, "high")
        with pytest.raises(ValueError, match="better is 'High'"):
            compare_with_goal(1, 2, 3, "High")


class TestWithoutInterval:
    @pytest.mark.parametrize(
        ("value", "high", "low"),
        [(77, "better", "worse"), (76, "better", "better"), (75, "worse", "better")],
    )
    def test_equality_meets_the_goal(self, value: float, high: str, low: str) -> None:
        assert compare_value_with_goal(value, 76, "high") == high
        assert compare_value_with_goal(value, 76, "low") == low

    def test_missing_and_none(self) -> None:
        assert (
            compare_value_with_goal([None, 1], [1, None], "high").tolist() == ["not_compared"] * 2
        )
        assert compare_value_with_goal(1, 1, "none") == "not_compared"

    @pytest.mark.parametrize(
        ("value", "high", "low"),
        [
            (9.9, "worse", "better"),
            (10, "similar", "similar"),
            (19.9, "similar", "similar"),
            (20, "better", "worse"),
            (21, "better", "worse"),
            (None, "not_compared", "not_compared"),
        ],
    )
    def test_range(self, value: float | None, high: str, low: str) -> None:
        assert compare_with_range(value, 10, 20, "high") == high
        assert compare_with_range(value, 10, 20, "low") == low
        assert compare_with_range(value, 10, 20, "none") == "not_compared"

    def test_a_range_may_be_a_point_but_not_crossed(self) -> None:
        assert compare_with_range([9, 10], 10, 10, "high").tolist() == ["worse", "better"]
        with pytest.raises(
            ValueError, match="lower_goal 20 lies above upper_goal 10 at position 1"
        ):
            compare_with_range(5, [1, 20], 10, "high")


def line_by_hand(t0: int, b: int, t: int, v: int, g: int, end: int) -> tuple[float, ...]:
    """The straight line in exact fractions; None where the specification leaves it undefined."""
    expected = g if t >= end else b + Fraction((g - b) * (t - t0), end - t0)
    share = None if g == b else Fraction(v - b, g - b)
    pace = None if g == b or t == t0 else (v - b) / (Fraction(expected) - b)
    projected = v + Fraction((v - b) * (end - t), t - t0) if t0 < t <= end else None
    needed = Fraction(g - v, end - t) if t < end else None
    achieved = (v >= g if g > b else v <= g) if g != b else (True if v == g else None)
    parts = (expected, share, pace, projected, needed, achieved)
    return tuple(NAN if part is None else float(part) for part in parts)


class TestProgress:
    def test_every_kind_of_case_in_exact_fractions(self, close: Callable[..., None]) -> None:
        values = (0, 3, 5, 74, 80, -2)
        cases = list(itertools.product((2022,), values, range(2022, 2033), values, values, (2030,)))
        expected = [line_by_hand(*case) for case in cases]
        close(np.array(progress(*np.array(cases).T)).T, expected)

    def test_a_worked_example(self, close: Callable[..., None]) -> None:
        """75 % in 2022, goal 80 % in 2030, now 78 % in 2026: half the time, 60 % of the way."""
        close(progress(2022, 75, 2026, 78, 80, 2030), (77.5, 0.6, 1.2, 81.0, 0.5, 0.0))

    def test_down_to_nought_is_defined(self, close: Callable[..., None]) -> None:
        close(progress(2022, 5, 2026, 3, 0, 2030), (2.5, 0.4, 0.8, 1.0, -0.75, 0.0))

    def test_up_from_nought_is_defined(self, close: Callable[..., None]) -> None:
        close(progress(2022, 0, 2026, 4, 8, 2030), (4.0, 0.5, 1.0, 8.0, 1.0, 0.0))

    def test_the_base_year_has_no_pace(self) -> None:
        result = progress(2022, 75, 2022, 75, 80, 2030)
        assert math.isnan(result.pace_ratio)
        assert math.isnan(result.projected)
        assert result.expected_now == 75
        assert result.share_of_way == 0

    def test_keeping_the_level_has_no_pace(self) -> None:
        result = progress(2022, 80, 2025, [80, 79], 80, 2030)
        assert np.isnan(result.pace_ratio).all()
        assert np.isnan(result.share_of_way).all()
        assert result.expected_now.tolist() == [80, 80]
        assert result.achieved[0] == 1
        assert np.isnan(result.achieved[1])

    def test_the_target_year_and_after(self) -> None:
        result = progress(2022, 70, [2030, 2032], 78, 80, 2030)
        assert result.expected_now.tolist() == [80, 80]
        assert result.pace_ratio.tolist() == pytest.approx([0.8, 0.8])
        assert result.projected[0] == 78
        assert np.isnan(result.projected[1])
        assert np.isnan(result.needed_per_year).all()

    def test_before_the_base_year_nothing_is_expected(self) -> None:
        result = progress(2022, 70, 2020, 68, 80, 2030)
        assert math.isnan(result.expected_now)
        assert math.isnan(result.pace_ratio)
        assert math.isnan(result.projected)

    @pytest.mark.parametrize("target", [0.1, 80, 1e9])
    def test_achieved_follows_the_direction(self, target: float) -> None:
        rising = progress(2022, target - 1, 2024, [target - 0.5, target, target + 1], target, 2030)
        falling = progress(2022, target + 1, 2024, [target + 0.5, target, target - 1], target, 2030)
        assert rising.achieved.tolist() == falling.achieved.tolist() == [0, 1, 1]

    @pytest.mark.parametrize("place", range(6))
    def test_missing_never_becomes_a_number_by_chance(self, place: int) -> None:
        parts: list[float | None] = [2022, 75, 2026, 78, 80, 2030]
        parts[place] = None
        result = progress(*parts)
        assert math.isnan(result.pace_ratio)
        if place == 3:
            assert result.expected_now == 77.5
            assert math.isnan(result.achieved)

    def test_impossible(self) -> None:
        with pytest.raises(
            ValueError, match="target_year 2022 must lie after base_year 2022 at position 1"
        ):
            progress(2022, 75, 2022, 75, 80, [2030, 2022])
        with pytest.raises(ValueError, match="target is inf"):
            progress(2022, 75, 2022, 75, math.inf, 2030)

    @given(*(st.integers(-1000, 1000),) * 3, st.integers(1, 9), st.floats(0.01, 100))
    def test_turning_moving_and_scaling(self, b: int, v: int, g: int, t: int, s: float) -> None:
        assume(b != g)
        here = np.array(progress(2020, b, 2020 + t, v, g, 2030))
        turned = np.array(progress(2020, -b, 2020 + t, -v, -g, 2030))
        assert turned == pytest.approx(here * [-1, 1, 1, -1, -1, 1], rel=1e-9, abs=1e-9)
        scaled = np.array(progress(2020, b * s, 2020 + t, v * s, g * s, 2030))
        assert scaled[[1, 2]] == pytest.approx(here[[1, 2]], rel=1e-9, abs=1e-9)

    @given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 9))
    def test_on_the_line_is_pace_one(self, b: int, g: int, t: int) -> None:
        assume(b != g)
        expected = progress(2020, b, 2020 + t, 0, g, 2030).expected_now
        result = progress(2020, b, 2020 + t, expected, g, 2030)
        assert result.pace_ratio == pytest.approx(1, rel=1e-9)
        assert result.projected == pytest.approx(g, abs=1e-9)


class TestClassifyPace:
    @pytest.mark.parametrize(
        ("pace", "code"),
        [
            (1.4, "on_track"),
            (0.95, "on_track"),
            (0.9499, "partly"),
            (0.60, "partly"),
            (0.5999, "behind"),
            (0.0, "behind"),
            (-0.01, "wrong_way"),
            (NAN, "not_judged"),
        ],
    )
    def test_borders(self, pace: float, code: str) -> None:
        assert classify_pace(pace, 0.0) == code

    def test_a_value_on_a_border_is_not_lost_by_rounding(self) -> None:
        base = np.linspace(10, 60, 501)
        line = progress(2022, base, 2024, base + 0.95 * 10 * 2 / 8, base + 10, 2030)
        assert (classify_pace(line.pace_ratio, line.achieved) == "on_track").all()

    def test_reached_overrides_everything(self) -> None:
        assert classify_pace(NAN, 1.0) == "reached"
        assert classify_pace(0.2, 1.0, 75, 70, 80) == "reached"

    def test_uncertain_where_the_base_lies_inside_the_interval(self) -> None:
        assert classify_pace(1.2, 0.0, 75, 75, 80) == "uncertain"
        assert classify_pace(1.2, 0.0, 74.9, 75, 80) == "on_track"
        assert classify_pace(1.2, 0.0, 75, None, None) == "on_track"
        assert classify_pace(NAN, NAN, 75, 70, 80) == "not_judged"

    def test_arrays_follow_progress(self) -> None:
        line: Progress = progress(2022, 70, 2026, [80, 75, 73, 71, 69, None], 80, 2030)
        assert classify_pace(line.pace_ratio, line.achieved).tolist() == [
            *("reached", "on_track", "partly", "behind", "wrong_way", "not_judged")
        ]
