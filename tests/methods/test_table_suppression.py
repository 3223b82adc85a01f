"""Secondary suppression over a system of sums: whatever the table, nothing small can be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gnv_pipeline.methods.disclosure import suppress
from gnv_pipeline.methods.table_suppression import (
    Relation,
    TableSuppression,
    suppress_tables,
    table_bounds,
)

K = 5


@dataclass(frozen=True)
class Cells:
    """Kommuner × women, men, all, and the county; in that order, the county last."""

    x: list[int]
    n: list[int]
    areas: int

    @property
    def relations(self) -> tuple[Relation, ...]:
        county = 3 * self.areas
        across = [Relation(3 * a + 2, (3 * a, 3 * a + 1)) for a in range(self.areas + 1)]
        down = [Relation(county + g, tuple(3 * a + g for a in range(self.areas))) for g in range(3)]
        return (*across, *down)

    def name(self, cell: int) -> str:
        area, gender = divmod(cell, 3)
        return ("L" if area == self.areas else chr(ord("a") + area)) + "KMT"[gender]

    def names(self, flags: Sequence[bool]) -> set[str]:
        return {self.name(cell) for cell, flag in enumerate(flags) if flag}


def cells(women: Sequence[tuple[int, int]], men: Sequence[tuple[int, int]]) -> Cells:
    rows = [(k, m, (k[0] + m[0], k[1] + m[1])) for k, m in zip(women, men, strict=True)]
    county = [tuple(sum(row[g][i] for row in rows) for i in (0, 1)) for g in range(3)]
    flat = [cell for row in rows for cell in row] + county
    return Cells([x for x, _ in flat], [n for _, n in flat], len(women))


def run(table: Cells, **more: object) -> TableSuppression:
    return suppress_tables(table.x, table.relations, table.n, K, **more)  # type: ignore[arg-type]


def attack(
    table: Cells,
    hidden: Sequence[bool],
    known: Sequence[bool] | None = None,
    *,
    sensitive: bool = False,
) -> dict[tuple[str, int], tuple[float, float]]:
    """Best bounds of x, n - x and n of each hidden cell, from one program over x and n together.

    Written from the definition, not from the code under test: unknowns x and n of every cell, the shown
    ones fixed, the sums, 0 <= x <= n, and what everybody knows: where the zeros are.
    """
    size = len(table.x)
    known = [False] * size if known is None else known
    bounds, rows, right = [], [], []
    for cell in range(size):
        fixed = not hidden[cell] or known[cell]
        for value in (table.x[cell], table.n[cell]):
            bounds.append((value, value) if fixed else (0, None))
    for relation in table.relations:
        for layer in (0, 1):
            row = np.zeros(2 * size)
            row[[2 * part + layer for part in relation.parts]] = 1
            row[2 * relation.total + layer] = -1
            rows.append(row)
            right.append(0.0)
    more, limit = [], []
    for cell in range(size):
        x, n = table.x[cell], table.n[cell]
        least_x = 0 if sensitive or x == 0 else 1
        least_c = 0 if sensitive or x == n else 1
        for sign_x, sign_n, least, zero in ((-1, 0, least_x, x == 0), (1, -1, least_c, x == n)):
            row = np.zeros(2 * size)
            row[2 * cell], row[2 * cell + 1] = sign_x, sign_n
            more.append(row)
            limit.append(-least)
            if zero and not sensitive:
                more.append(-row)
                limit.append(0)
    found = {}
    for cell in range(size):
        if not hidden[cell] or known[cell]:
            continue
        x, n = table.x[cell], table.n[cell]
        for name, true, goal in (("x", x, (1, 0)), ("c", n - x, (-1, 1)), ("n", n, (0, 1))):
            ends = []
            for sign in (1, -1):
                objective = np.zeros(2 * size)
                objective[2 * cell], objective[2 * cell + 1] = sign * goal[0], sign * goal[1]
                out = linprog(
                    objective, A_eq=np.array(rows), b_eq=right, A_ub=np.array(more), b_ub=limit,
                    bounds=bounds,
                )  # fmt: skip
                assert out.status in {0, 3}, out.message
                ends.append(sign * out.fun if out.status == 0 else np.inf)
            found[f"{table.name(cell)}.{name}", true] = (ends[0], ends[1])
    return found


def unprotected(
    found: dict[tuple[str, int], tuple[float, float]], *, sensitive: bool = False
) -> list[str]:
    """Counts that are not protected; zeros that are no secret need no protection."""
    bad = []
    for (name, true), (lower, upper) in found.items():
        small = 1 <= true < K or (sensitive and true == 0 and not name.endswith("n"))
        if small and (upper < K - 1e-6 or upper - lower < K - 1 - 1e-6):
            bad.append(f"{name}={true}: {lower}-{upper}")
        elif true > 0 and upper - lower < 1e-6:
            bad.append(f"{name}={true}: exactly")
    return bad


COUNT = st.integers(0, 25)
CELL = st.tuples(COUNT, COUNT).map(lambda pair: (pair[0], pair[0] + pair[1]))


@st.composite
def tables(draw: st.DrawFn, most: int = 5) -> Cells:
    areas = draw(st.integers(1, most))
    return cells(*(draw(st.lists(CELL, min_size=areas, max_size=areas)) for _ in range(2)))


# --- worked cases --------------------------------------------------------------------------------


def test_nothing_small_hides_nothing() -> None:
    table = cells([(10, 40), (12, 30)], [(9, 50), (20, 60)])
    assert not run(table).hidden.any()


def test_the_other_gender_and_one_more_kommun_follow() -> None:
    table = cells([(3, 20), (20, 60), (60, 150)], [(9, 18), (25, 55), (50, 140)])
    result = run(table)
    assert table.names(result.primary) == {"aK"}
    assert table.names(result.hidden) == {"aK", "aM", "bK", "bM"}
    assert not result.exposed.any()


def test_two_kommuner_with_one_small_each_need_no_third() -> None:
    # aK and bM are small: the square aK aM bK bM is hidden, and nothing more.
    table = cells([(3, 20), (20, 60), (60, 150)], [(9, 18), (4, 55), (50, 140)])
    assert table.names(run(table).hidden) == {"aK", "aM", "bK", "bM"}


def test_a_total_is_hidden_when_the_only_other_part_is_nought() -> None:
    table = cells([(3, 20)], [(0, 9)])
    result = run(table)
    assert {"aK", "aT"} <= table.names(result.hidden)
    assert not result.exposed.any()


def test_those_without_are_protected_as_those_with() -> None:
    table = cells([(17, 20), (40, 60), (90, 150)], [(9, 18), (30, 55), (90, 140)])  # 3 have not
    assert table.names(run(table).hidden) == {"aK", "aM", "bK", "bM"}


def test_a_small_base_is_hidden_also_for_a_rate() -> None:
    result = suppress_tables([7, 9, 30], (), [3, 80, 90], share=False)
    assert list(result.hidden) == [True, False, False]


def test_sensitive_cells_hide_nought_and_all() -> None:
    result = suppress_tables(
        [0, 30, 12, 0], (), [40, 30, 40, 40], sensitive=[True, True, True, False]
    )
    assert list(result.hidden) == [True, True, False, False]


def test_several_sums_together() -> None:
    # Every sum alone leaves two unknown; together they gave a+b, b+c and a+c, so each of them.
    x = [3, 10, 20, 13, 30, 23]
    sums = (Relation(3, (0, 1)), Relation(4, (1, 2)), Relation(5, (0, 2)))
    only_parts = [True, True, True, False, False, False]
    given = table_bounds(x, sums, only_parts)
    assert (given.lower[0], given.upper[0]) == pytest.approx((3, 3))
    result = suppress_tables(x, sums)
    bounds = table_bounds(x, sums, result.hidden)
    assert bounds.upper[0] >= K
    assert bounds.upper[0] - bounds.lower[0] >= K - 1
    assert result.hidden[3:].any()


def test_a_cell_shown_before_is_no_help_so_the_total_goes() -> None:
    # Edition 1 showed a and b and their sum; c arrived later with 3.
    x = [20, 30, 3, 53]
    result = suppress_tables(x, (Relation(3, (0, 1, 2)),), known=[True, True, False, False])
    assert list(result.hidden) == [False, False, True, True]
    assert not result.exposed.any()


def test_what_can_no_longer_be_protected_is_told() -> None:
    result = suppress_tables([20, 3, 23], (Relation(2, (0, 1)),), known=[True, False, True])
    assert list(result.hidden) == [False, True, False]
    assert list(result.exposed) == [False, True, False]


def test_a_small_cell_shown_before_is_hidden_and_told() -> None:
    result = suppress_tables([3, 40], (), known=[True, False])
    assert list(result.hidden) == [True, False]
    assert list(result.exposed) == [True, False]


def test_kept_cells_are_protected_too() -> None:
    table = cells([(30, 60), (20, 60), (60, 150)], [(25, 70), (25, 55), (50, 140)])
    kept = [cell == 0 for cell in range(len(table.x))]
    hidden = table.names(run(table, kept=kept).hidden)
    assert hidden == {"aK", "aM", "bK", "bM"}


def test_a_cell_that_grew_may_not_give_the_earlier_one_away() -> None:
    # Before: a=3 hidden beside b=20, total 23 shown. Now a=9 (another count), b the same, total 29.
    x = [3, 20, 23, 9, 29]
    sums = (Relation(2, (0, 1)), Relation(4, (3, 1)))
    result = suppress_tables(
        x, sums, known=[False, False, True, False, False], kept=[True, True, False, False, False]
    )
    assert list(result.hidden[3:]) != [False, False]  # 29 - 9 = b, 23 - b = 3
    assert not result.exposed.any()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([3, -1], ()), "negative"),
        (([3, 1.5], ()), "whole"),
        (([3, np.nan], ()), "missing"),
        (([3, 4], (), [2, 9]), "larger than its denominator"),
        (([3, 4, 8], (Relation(2, (0, 1)),)), "numerators of relation 0"),
        (([3, 4, 7], (Relation(2, (0, 1)),), [9, 9, 19]), "denominators of relation 0"),
        (([3], (), None, 0), "k is 0"),
    ],
)
def test_impossible_input_is_refused(arguments: tuple[object, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        suppress_tables(*arguments)  # type: ignore[arg-type]


def test_flags_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        suppress_tables([3, 4], (), known=[True])


def test_no_cells() -> None:
    assert suppress_tables([], ()).hidden.size == 0


# --- properties ----------------------------------------------------------------------------------


@settings(max_examples=60)
@given(tables(), st.booleans())
def test_every_table_ends_protected(table: Cells, sensitive: bool) -> None:
    result = run(table, sensitive=sensitive)
    assert not result.exposed.any()
    found = attack(table, list(result.hidden), sensitive=sensitive)
    assert unprotected(found, sensitive=sensitive) == []
    assert result.primary.any() or not result.hidden.any()


@settings(max_examples=40)
@given(tables(most=4), st.data())
def test_cells_shown_or_hidden_before(table: Cells, data: st.DataObject) -> None:
    size = len(table.x)
    first = run(table)
    shown = data.draw(st.lists(st.booleans(), min_size=size, max_size=size), label="shown before")
    known = [flag and not small for flag, small in zip(shown, first.hidden, strict=True)]
    kept = data.draw(st.lists(st.sampled_from([False, False, True]), min_size=size, max_size=size))
    kept = [flag and not before for flag, before in zip(kept, known, strict=True)]
    result = run(table, known=known, kept=kept)
    assert (result.hidden >= (result.primary | np.array(kept))).all()
    bad = {text.split(".")[0] for text in unprotected(attack(table, list(result.hidden), known))}
    assert bad == table.names(result.exposed)


@settings(max_examples=40)
@given(tables())
def test_the_bounds_agree_with_the_program_over_everything(table: Cells) -> None:
    result = run(table)
    bounds = table_bounds(table.x, table.relations, result.hidden, table.n)
    found = attack(table, list(result.hidden))
    for (name, _), (lower, upper) in found.items():
        cell = next(i for i in range(len(table.x)) if table.name(i) == name[:2])
        if name.endswith("x"):
            assert (bounds.lower[cell], bounds.upper[cell]) == pytest.approx((lower, upper))
        elif name.endswith("c"):
            assert (bounds.other_lower[cell], bounds.other_upper[cell]) == pytest.approx(
                (lower, upper)
            )


@settings(max_examples=60)
@given(tables(), st.data())
def test_hiding_more_never_tells_more(table: Cells, data: st.DataObject) -> None:
    size = len(table.x)
    flags = st.lists(st.booleans(), min_size=size, max_size=size)
    hidden, more = np.array(data.draw(flags)), np.array(data.draw(flags))
    before = table_bounds(table.x, table.relations, hidden, table.n)
    after = table_bounds(table.x, table.relations, hidden | more, table.n)
    assert (after.lower <= before.lower + 1e-6).all()
    assert (after.upper >= before.upper - 1e-6).all()


@settings(max_examples=60)
@given(tables(), st.integers(2, 8))
def test_a_higher_limit_hides_at_least_the_small_ones(table: Cells, k: int) -> None:
    low = suppress_tables(table.x, table.relations, table.n, k)
    high = suppress_tables(table.x, table.relations, table.n, k + 1)
    assert (high.primary >= low.primary).all()
    assert (low.hidden >= low.primary).all()


@settings(max_examples=40)
@given(tables())
def test_the_same_input_gives_the_same_cells(table: Cells) -> None:
    assert (run(table).hidden == run(table).hidden).all()


@settings(max_examples=60)
@given(tables())
def test_every_extra_cell_is_needed(table: Cells) -> None:
    result = run(table)
    for cell in np.flatnonzero(result.hidden & ~result.primary):
        fewer = result.hidden.copy()
        fewer[cell] = False
        assert unprotected(attack(table, list(fewer))) != [], table.name(int(cell))


@settings(max_examples=100)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_one_row_agrees_with_the_rule_of_one_row(counts: list[int]) -> None:
    row = Relation(len(counts), tuple(range(len(counts))))
    result = suppress_tables([*counts, sum(counts)], (row,))
    if 1 <= sum(counts) < K:
        assert result.hidden[-1]  # a small total is hidden itself
    else:
        assert list(result.hidden[:-1]) == list(suppress(counts))


def test_a_county_of_ten_years() -> None:
    rng = np.random.default_rng(20260101)
    x: list[int] = []
    n: list[int] = []
    sums: list[Relation] = []
    for _ in product(range(3), range(10)):  # indicators × years
        size = rng.lognormal(np.log(60), 1, 15)
        women, men = (
            [(int(rng.binomial(b, 0.4)), int(b)) for b in rng.poisson(size) + 1] for _ in "KM"
        )
        table = cells(women, men)
        sums += [
            Relation(one.total + len(x), tuple(part + len(x) for part in one.parts))
            for one in table.relations
        ]
        x += table.x
        n += table.n
    result = suppress_tables(x, sums, n)
    assert result.primary.sum() > 50
    assert not result.exposed.any()
