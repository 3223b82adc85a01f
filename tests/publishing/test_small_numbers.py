"""The mask's rule: small cells, what would give them away, and nothing more than that needs."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.publishing.small_numbers import SMALLEST_SHOWN, Count, Key, hidden, is_small, sums


def count(
    area: str,
    gender: str,
    x: float | None,
    n: float | None = 1000,
    kind: str = "kommun",
    **more: bool,
) -> Count:
    return Count(("i", area, 2027, gender), kind, x, n, **more)


def masked(*cells: Count, earlier: set[Key] | None = None) -> set[str]:
    """Masked cells as ``area/gender``."""
    return {f"{key[1]}/{key[3]}" for key in hidden(cells, earlier or set())}


@pytest.mark.parametrize(
    ("x", "n", "sensitive", "small"),
    [
        (0, 100, False, False),  # nobody is said to have anything
        (1, 100, False, True),
        (4, 100, False, True),
        (5, 100, False, False),
        (95, 100, False, False),
        (96, 100, False, True),  # four have not
        (99, 100, False, True),
        (100, 100, False, False),
        (0, 100, True, True),
        (100, 100, True, True),
        (0, 4, False, True),  # so few that the base itself is hidden
        (5, 5, False, False),
    ],
)
def test_primary_rule(x: int, n: int, sensitive: bool, small: bool) -> None:
    assert is_small(count("a", "T", x, n, sensitive=sensitive)) is small


def test_a_rate_may_have_more_events_than_persons() -> None:
    assert not is_small(count("a", "T", 40, 20, bounded=False))
    assert is_small(count("a", "T", 3, 20, bounded=False))


def test_nothing_small_masks_nothing() -> None:
    assert masked(count("a", "K", 10), count("a", "M", 12), count("a", "T", 22)) == set()


def test_the_other_gender_is_masked_when_the_total_is_shown() -> None:
    assert masked(count("a", "K", 3), count("a", "M", 12), count("a", "T", 15)) == {"a/K", "a/M"}


def test_the_total_goes_when_no_other_part_can() -> None:
    # A shown 0 can't be masked to any effect: 3 = all - 0.
    assert masked(count("a", "K", 3, 20), count("a", "M", 0, 9), count("a", "T", 3, 29)) == {
        "a/K",
        "a/T",
    }


def test_a_total_alone_masked_is_not_the_sum_of_what_is_shown() -> None:
    # The total breaks the rule by those who have not (4 of 29), its parts do not.
    cells = (count("a", "K", 16, 16), count("a", "M", 9, 13), count("a", "T", 25, 29))
    assert masked(*cells) == {"a/T", "a/M"}


def test_one_more_kommun_is_masked_beside_the_county_sum() -> None:
    cells = [count(area, "T", x) for area, x in (("a", 3), ("b", 40), ("c", 12), ("d", 70))]
    assert masked(*cells, count("lan", "T", 125, kind="county")) == {"a/T", "c/T"}


def test_without_a_county_sum_no_other_kommun_is_masked() -> None:
    cells = [count(area, "T", x) for area, x in (("a", 3), ("b", 40), ("c", 12))]
    assert masked(*cells) == {"a/T"}


def test_two_small_ones_need_a_third_when_their_sum_is_small() -> None:
    # 1 + 2 = 3: with both hidden a reader knows that neither is 5.
    cells = [count(area, "T", x) for area, x in (("a", 1), ("b", 2), ("c", 9), ("d", 30))]
    assert masked(*cells, count("lan", "T", 42, kind="county")) == {"a/T", "b/T", "c/T"}


def test_ties_are_broken_by_key() -> None:
    cells = [count(area, "T", x) for area, x in (("a", 3), ("c", 9), ("b", 9))]
    assert masked(*cells, count("lan", "T", 21, kind="county")) == {"a/T", "b/T"}


def test_gender_and_county_are_closed_together() -> None:
    women = {"a": 3, "b": 20, "c": 30}
    men = {"a": 12, "b": 25, "c": 35}
    cells = [count(area, "K", x) for area, x in women.items()]
    cells += [count(area, "M", x) for area, x in men.items()]
    cells += [count(area, "T", women[area] + men[area]) for area in women]
    cells += [
        count("lan", gender, total, kind="county")
        for gender, total in (("K", 53), ("M", 72), ("T", 125))
    ]
    assert masked(*cells) == {"a/K", "a/M", "b/K", "b/M"}


def test_what_an_earlier_edition_masked_stays_masked() -> None:
    cells = (count("a", "T", 30), count("b", "T", 40))
    assert masked(*cells, earlier={("i", "a", 2027, "T")}) == {"a/T"}
    assert masked(*cells, earlier={("other", "a", 2027, "T")}) == set()


def test_missing_counts_take_no_part() -> None:
    cells = (count("a", "K", None, None), count("a", "M", 12), count("a", "T", 12))
    assert masked(*cells) == set()


SIZES = st.integers(0, 60)


@given(
    st.lists(st.tuples(SIZES, SIZES, SIZES, SIZES), min_size=1, max_size=6),
    st.booleans(),
)
def test_no_sum_gives_a_masked_cell_away(
    table: list[tuple[int, int, int, int]], sensitive: bool
) -> None:
    cells: list[Count] = []
    totals = {gender: [0, 0] for gender in "KMT"}
    for index, (xk, restk, xm, restm) in enumerate(table):
        for gender, x, n in (
            ("K", xk, xk + restk),
            ("M", xm, xm + restm),
            ("T", xk + xm, xk + restk + xm + restm),
        ):
            cells.append(count(f"k{index}", gender, x, n, sensitive=sensitive))
            totals[gender][0] += x
            totals[gender][1] += n
    for gender, (x, n) in totals.items():
        cells.append(count("lan", gender, x, n, kind="county", sensitive=sensitive))
    keys = hidden(cells)
    small = {cell.key for cell in cells if is_small(cell)}
    assert small <= keys
    for equation in sums(cells):
        inside = [key for key in (*equation.parts, equation.total) if key in keys]
        assert len(inside) != 1, "one unknown in a sum is no secret"
    if not small:
        assert keys == frozenset()


@given(st.permutations(list(product("abc", "KM"))))
def test_the_order_of_rows_does_not_matter(order: list[tuple[str, str]]) -> None:
    sizes = dict(zip(product("abc", "KM"), (3, 9, 9, 14, 2, 40), strict=True))
    cells = [count(area, gender, sizes[area, gender]) for area, gender in order]
    cells += [count(area, "T", sizes[area, "K"] + sizes[area, "M"]) for area in "abc"]
    assert hidden(cells) == hidden(sorted(cells, key=lambda cell: cell.key))


def test_the_limit_is_the_one_the_methods_name() -> None:
    assert SMALLEST_SHOWN == 5
