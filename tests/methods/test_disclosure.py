"""Small numbers: what is hidden, and what someone with the total could still work out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.methods import suppress, suppress_proportion, suppress_with_total

ROWS = st.lists(st.integers(0, 40), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([0, 5, 20], [False, False, False]),
        ([3, 10, 20], [True, True, False]),  # alone: the smallest other goes too
        ([3, 10, 10], [True, True, False]),  # the first of equals
        ([10, 3, 10], [True, True, False]),
        ([3, 4, 20], [True, True, False]),  # 3 + 4 >= 5 + 2 - 1
        ([1, 1, 20], [True, True, True]),  # 1 + 1 is not
        ([1, 4, 20], [True, True, True]),  # 1 + 4 = 5 < 6
        ([2, 4, 20], [True, True, False]),
        ([1, 1, 1, 1, 30], [True, True, True, True, True]),
        ([4, 0, 0, 9], [True, False, False, True]),  # nought is never hidden
        ([0, 0], [False, False]),
        ([], []),
    ],
)
def test_primary_and_secondary(counts: list[int], hidden: list[bool]) -> None:
    assert suppress(counts).tolist() == hidden


@pytest.mark.parametrize(
    ("counts", "total"),
    [([3], True), ([3, 0, 0], True), ([1, 1], True), ([3, 8], False), ([9], False)],
)
def test_the_total_goes_when_no_count_is_left(counts: list[int], total: bool) -> None:
    assert suppress_with_total(counts).total is total


def test_the_limit_can_be_another() -> None:
    assert suppress([4, 9, 30], k=10).tolist() == [True, True, False]
    assert suppress([1, 2, 3], k=1).tolist() == [False] * 3


def test_a_missing_count_is_not_marked() -> None:
    assert suppress([None, 9, 20]).tolist() == [False] * 3
    assert suppress([None, 3, 20]).tolist() == [False, True, True]


def test_what_the_total_reveals_of_a_missing_count() -> None:
    assert suppress([None, 9, 20], total=40).tolist() == [False] * 3  # 11 in the missing one
    assert suppress([None, 9, 20], total=32).tolist() == [False, True, False]  # 3 would be known
    assert suppress([None, 3, 20], total=63).tolist() == [False, True, False]  # covered by the 40
    assert suppress([None, 9, 20], total=29).tolist() == [False] * 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1, -2],), "count is -2 .* position 1"),
        (([1.5, 2],), r"count is 1\.5 .* position 0"),
        (([1, 2], 4), "total is 4 but the counts sum to 3"),
        (([1, 2], 2), "total is 2 but the counts sum to 3"),
        (([1, None], 0), "total is 0 but the counts sum to 1"),
        (([[1, 2]],), "one row"),
        (([1, 2], [3]), "one number"),
        (([1, 2], None, 0), "k is 0"),
    ],
)
def test_impossible(arguments: tuple, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        suppress(*arguments)


@given(ROWS, st.integers(2, 10))
def test_an_attacker_with_the_total_can_not_tell_a_small_count(counts: list[int], k: int) -> None:
    """Knows the rule, the shown counts, the total, and that a hidden count is at least 1."""
    result = suppress_with_total(counts, k=k)
    data = np.array(counts)
    assert result.cells[(data >= 1) & (data < k)].all()
    assert not result.cells[data == 0].any()
    hidden = data[result.cells]
    if result.total or hidden.size == 0:
        return
    assert hidden.size >= 2
    highest = hidden.sum() - (hidden.size - 1)  # the others at their least
    assert highest >= k
    assert highest - 1 >= k - 1


@given(ROWS)
def test_no_more_is_hidden_than_needed(counts: list[int]) -> None:
    result = suppress_with_total(counts)
    data = np.array(counts)
    if not ((data >= 1) & (data < 5)).any():
        assert not result.cells.any()
        assert not result.total
    secondary = data[result.cells & (data >= 5)]
    shown = data[~result.cells & (data >= 5)]
    if secondary.size and shown.size:
        assert secondary.max() <= shown.min()
    if result.total:
        assert result.cells[data >= 1].all()


@given(ROWS, st.data())
def test_order_decides_only_among_equals(counts: list[int], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(counts))))
    row = np.array(counts)
    here, there = suppress(row), suppress(row[order])
    assert sorted(row[here]) == sorted(row[order][there])


class TestProportion:
    @pytest.mark.parametrize(
        ("x", "n", "code"),
        [
            (0, 4, "suppress"),  # fewer than k persons
            (0, 5, "publish_flag"),
            (5, 5, "publish_flag"),
            (4, 40, "suppress"),
            (5, 40, "publish"),
            (36, 40, "suppress"),  # four without
            (35, 40, "publish"),
            (0, 40, "publish"),
            (40, 40, "publish"),
            (10, 29, "publish_flag"),
            (10, 30, "publish"),
            (0, 0, "suppress"),
            (None, 40, "missing"),
            (10, None, "missing"),
            (3, None, "suppress"),
            (None, 4, "suppress"),
        ],
    )
    def test_states(self, x: float | None, n: float | None, code: str) -> None:
        assert suppress_proportion(x, n) == code

    def test_sensitive_hides_none_and_all(self) -> None:
        assert suppress_proportion([0, 40, 20], 40, sensitive=True).tolist() == [
            *("suppress", "suppress", "publish")
        ]

    def test_without_a_shown_denominator_the_rest_is_not_known(self) -> None:
        assert suppress_proportion(36, 40, denominator_shown=False) == "publish"

    def test_other_limits(self) -> None:
        assert suppress_proportion(9, 40, k=10) == "suppress"
        assert suppress_proportion(20, 45, flag_below=50) == "publish_flag"

    def test_impossible(self) -> None:
        with pytest.raises(ValueError, match="numerator 48 is larger than its denominator 41"):
            suppress_proportion(48, 41)
        with pytest.raises(ValueError, match=r"numerator is -1 .* position 0"):
            suppress_proportion([-1, 2], 41)
        with pytest.raises(ValueError, match="denominator is -3"):
            suppress_proportion(None, -3)
        with pytest.raises(ValueError, match="k is 0"):
            suppress_proportion(1, 2, k=0)

    @given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 20))
    def test_turning_the_question_changes_nothing(self, a: int, b: int, k: int) -> None:
        x, n = min(a, b), max(a, b)
        assert suppress_proportion(x, n, k) == suppress_proportion(n - x, n, k)
