"""Small numbers in a system of published sums: which cells to hide until no sum gives one away.

Belongs here: primary and secondary suppression over cells joined by sums (kommun × gender × total, and
the cells of earlier editions). Does not belong here: one row with a total (``disclosure``), the linear
programs (``_table_audit``), indicators, editions or files.

Source: methods.md b.9 (k = 5); secondary suppression audited by linear programming as in Fischetti and
Salazar, Models and Algorithms for Optimizing Cell Suppression in Tabular Data (2000), with a greedy
choice in place of their optimum.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from gnv_pipeline.methods._table_audit import IntArray, Relation, Seen, Table, groups, ranges, weak
from gnv_pipeline.methods._validation import BoolArray, FloatArray, Numeric, floats, refuse
from gnv_pipeline.methods.disclosure import suppress_proportion

__all__ = ["Bounds", "Relation", "TableSuppression", "suppress_tables", "table_bounds"]


class TableSuppression(NamedTuple):
    """What to hide, per cell.

    ``hidden`` are all cells to hide, ``primary`` those hidden for their own sake, ``exposed`` hidden
    cells that nothing can protect, because cells that were shown before give them away.
    """

    hidden: BoolArray
    primary: BoolArray
    exposed: BoolArray


class Bounds(NamedTuple):
    """What an attacker can work out: smallest and largest possible counts; the count where shown.

    For shares ``other`` are those without the property, for rates the base; NaN where there is none.
    """

    lower: FloatArray
    upper: FloatArray
    other_lower: FloatArray
    other_upper: FloatArray


def suppress_tables(
    numerator: Numeric,
    relations: Iterable[Relation],
    denominator: Numeric = None,
    k: int = 5,
    *,
    share: Sequence[bool] | BoolArray | bool = True,
    sensitive: Sequence[bool] | BoolArray | bool = False,
    known: Sequence[bool] | BoolArray | bool = False,
    kept: Sequence[bool] | BoolArray | bool = False,
) -> TableSuppression:
    """Return which cells of a system of published sums to hide, primary and secondary.

    A cell is hidden whole: its numerator x, denominator n and n - x. Primary: 1 <= x < k,
    1 <= n - x < k (shares), n < k; for sensitive cells also x = 0 and x = n. Secondary cells are added
    until an attacker, who knows every shown cell and sum, every 0 that is no secret, and that hidden
    counts are at least 1, can't narrow down a small count to below k (largest possible value >= k) or to
    fewer than k values (range >= k - 1), nor any other hidden count to one value.

    Cells are added by the smallest count of at least 1 among the parts of the sum that gives a cell away
    (ties: position), the total only when no part is left; linear programs then look for what several sums
    give away together. At last each secondary cell that proves not to be needed is shown again, the
    largest first. The result depends on nothing but the arguments.

    Args:
        numerator: x, whole numbers of 0 or more, one per cell, in the fixed order of their codes.
        relations: sums that hold for numerators and, unless said otherwise, for denominators where known.
        denominator: n per cell; missing where there is none.
        k: smallest count that may be shown, at least 1.
        share: whether x is a part of n (else n is a base of its own, as for rates).
        sensitive: cells where 0 and 100 % are hidden too.
        known: cells shown before with this very count; hiding them helps nobody. They are hidden only
            when small themselves, and then ``exposed``.
        kept: cells hidden before, which stay hidden.

    Returns:
        TableSuppression(hidden, primary, exposed).

    Raises:
        ValueError: negative, fractional or missing numerators, x > n, k < 1, a sum that does not hold,
            or flags of another length.
    """
    x, n = _counts(numerator, denominator)
    flags = [_flags(name, value, x.size) for name, value in
             (("share", share), ("sensitive", sensitive), ("known", known), ("kept", kept))]  # fmt: skip
    table = _table(x, n, tuple(relations), k, flags[0], flags[1], flags[2])
    primary = _primary(x, n, k, flags[0], flags[1])
    must = primary | flags[3]
    hidden = must.copy()
    _grow(table, hidden)
    _shrink(table, hidden, must)
    exposed = weak(table, hidden).any(axis=0) | (primary & table.known)
    return TableSuppression(hidden, primary, exposed)


def table_bounds(
    numerator: Numeric,
    relations: Iterable[Relation],
    hidden: Sequence[bool] | BoolArray,
    denominator: Numeric = None,
    k: int = 5,
    *,
    share: Sequence[bool] | BoolArray | bool = True,
    sensitive: Sequence[bool] | BoolArray | bool = False,
    known: Sequence[bool] | BoolArray | bool = False,
) -> Bounds:
    """Return the best bounds of an attacker for every count, given which cells are hidden.

    Arguments and errors as :func:`suppress_tables`; the attacker is the same.
    """
    x, n = _counts(numerator, denominator)
    flags = [_flags(name, value, x.size) for name, value in
             (("share", share), ("sensitive", sensitive), ("known", known), ("hidden", hidden))]  # fmt: skip
    table = _table(x, n, tuple(relations), k, flags[0], flags[1], flags[2])
    low, high = ranges(table, flags[3])
    return Bounds(low[0], high[0], low[1], high[1])


# --- reading the arguments -----------------------------------------------------------------------


def _counts(numerator: Numeric, denominator: Numeric) -> tuple[FloatArray, FloatArray]:
    x = np.atleast_1d(floats("numerator", numerator))
    if x.ndim != 1:
        raise ValueError("numerator must be one count per cell, in one line")
    n = np.broadcast_to(floats("denominator", denominator), x.shape).astype(np.float64)
    refuse(np.isnan(x), "numerator is missing ({x})", x=x)
    for name, counts in (("numerator", x), ("denominator", n)):
        refuse(counts < 0, f"{name} is {{counts}} but must not be negative", counts=counts)
        fractional = ~np.isnan(counts) & (counts != np.floor(counts))
        refuse(fractional, f"{name} is {{counts}} but must be a whole number", counts=counts)
    return x, n


def _flags(name: str, value: Sequence[bool] | BoolArray | bool, size: int) -> BoolArray:
    array = np.asarray(value, dtype=bool)
    if array.shape not in {(), (size,)}:
        raise ValueError(f"{name} has shape {array.shape} but there are {size} cells")
    return np.broadcast_to(array, (size,)).copy()


def _table(
    x: FloatArray,
    n: FloatArray,
    relations: tuple[Relation, ...],
    k: int,
    share: BoolArray,
    sensitive: BoolArray,
    known: BoolArray,
) -> Table:
    if k < 1:
        raise ValueError(f"k is {k} but must be at least 1")
    refuse(share & (x > n), "numerator {x} is larger than its denominator {n}", x=x, n=n)
    values = np.stack([x, np.where(share, n - x, n)])
    may_be_zero = np.stack([sensitive, sensitive & share])
    table = Table.of(
        values=values,
        floors=np.where(may_be_zero | (values == 0), 0.0, 1.0),
        small=((values >= 1) & (values < k)) | (may_be_zero & (values == 0)),
        known=known,
        relations=relations,
        k=k,
    )
    for layer, name in enumerate(("numerators", "denominators")):
        off = table.matrix @ np.nan_to_num(values[layer])
        wrong = np.flatnonzero(table.holds[layer] & (off != 0))
        if wrong.size:
            raise ValueError(
                f"the {name} of relation {wrong[0]} add up to {off[wrong[0]]:+.15g} beside its total"
            )
    return table


def _primary(
    x: FloatArray, n: FloatArray, k: int, share: BoolArray, sensitive: BoolArray
) -> BoolArray:
    shares = suppress_proportion(x, np.where(share, n, np.nan), k)
    bases = suppress_proportion(None, n, k)
    extreme = sensitive & ((x == 0) | (share & (x == n)))
    return np.asarray((shares == "suppress") | (bases == "suppress") | extreme)


# --- hiding more, and less -----------------------------------------------------------------------


def _grow(table: Table, hidden: BoolArray) -> None:
    """Hide more cells, in place, until nothing is given away or nothing is left to hide."""
    seen = Seen.nothing(table)
    given_up = np.zeros_like(table.small)
    while True:
        _close(table, hidden)
        found = weak(table, hidden, seen=seen) & ~given_up
        if not found.any():
            return
        group = groups(table, hidden)
        done: set[int] = set()
        for cell in np.flatnonzero(found.any(axis=0)):
            if int(group[cell]) in done:
                continue
            layer = int(np.argmax(found[:, cell]))
            extra = _beside(table, hidden, layer, int(cell), group)
            if extra is None:
                given_up[layer, cell] = True
            else:
                hidden[extra] = True
                done.add(int(group[cell]))


def _close(table: Table, hidden: BoolArray) -> None:
    """The simple rule, sum by sum, until stable: no program is needed for what one sum gives away."""
    queue = deque(int(row) for row in np.flatnonzero(abs(table.matrix) @ hidden.astype(float) > 0))
    waiting = set(queue)
    while queue:
        row = queue.popleft()
        waiting.remove(row)
        for layer in (0, 1):
            while table.holds[layer][row]:
                extra = _next(table, hidden, table.relations[row], layer)
                if extra is None:
                    break
                hidden[extra] = True
                again = [one for one in table.rows_of(extra) if one != row and one not in waiting]
                queue.extend(again)
                waiting.update(again)


def _next(table: Table, hidden: BoolArray, relation: Relation, layer: int) -> int | None:
    """The cell to hide next so that this sum alone gives nothing away; None when it does not."""
    if not _gives_away(table, hidden, relation, layer):
        return None
    extra = _smallest(table, hidden, layer, relation.parts)
    return _smallest(table, hidden, layer, (relation.total,)) if extra is None else extra


def _gives_away(table: Table, hidden: BoolArray, relation: Relation, layer: int) -> bool:
    """Whether one sum alone tells too much of a hidden count in it."""
    unknown = table.unknown(hidden, layer)
    inside = [part for part in relation.parts if unknown[part]]
    if unknown[relation.total]:
        return not inside
    return bool(inside) and not _enough(table, layer, inside)


def _enough(table: Table, layer: int, inside: list[int]) -> bool:
    """Whether a shown total leaves its hidden parts enough room among themselves."""
    values, floors = table.values[layer, inside], table.floors[layer, inside]
    room = float((values - floors).sum())
    if len(inside) < 2 or room < 1:
        return False
    small = table.small[layer, inside]
    # each may take what all the others can spare: sum(S) >= k + |S| - 1 where every count is 1 or more
    return bool(np.all(~small | ((floors + room >= table.k) & (room >= table.k - 1))))


def _smallest(table: Table, hidden: BoolArray, layer: int, cells: Iterable[int]) -> int | None:
    """The shown cell with the smallest count that would be unknown if hidden; the first of equals."""
    counts = table.values[layer]
    may = ~hidden & ~table.known & ~np.isnan(counts)
    may &= (counts >= 1) | (table.small[layer] & (counts == 0))
    left = [cell for cell in cells if may[cell]]
    return min(left, key=lambda cell: (counts[cell], cell)) if left else None


def _beside(table: Table, hidden: BoolArray, layer: int, cell: int, group: IntArray) -> int | None:
    """A cell to hide beside one that several sums give away together: near it first, totals last."""
    unknown = table.unknown(hidden, layer)
    joined = unknown & (group == group[cell])
    near = [table.relations[row] for row in table.rows_of(cell)]
    far = [
        one
        for one in table.relations
        if joined[one.total] or any(joined[part] for part in one.parts)
    ]
    for choice in _choices(near, far):
        extra = _smallest(table, hidden, layer, choice)
        if extra is not None:
            return extra
    return None


def _choices(near: list[Relation], far: list[Relation]) -> Iterator[list[int]]:
    for relations in (near, far):
        yield sorted({part for one in relations for part in one.parts})
        yield sorted({one.total for one in relations})


def _shrink(table: Table, hidden: BoolArray, must: BoolArray) -> None:
    """Show again, in place, what need not be hidden; one cell of each connected group at a time."""
    size = np.nansum(table.values, axis=0)
    before = weak(table, hidden)
    order = np.lexsort((-np.arange(size.size), -size))
    left = [int(cell) for cell in order if hidden[cell] and not must[cell]]
    while left:
        group = groups(table, hidden)
        tried: dict[int, int] = {}
        for cell in list(left):
            if int(group[cell]) not in tried:
                left.remove(cell)
                if not _plainly_needed(table, hidden, cell):
                    tried[int(group[cell])] = cell
        if not tried:
            continue
        trial = hidden.copy()
        trial[list(tried.values())] = False
        broken = weak(table, trial, np.isin(group, list(tried))) & ~before
        again = {int(group[cell]) for cell in np.flatnonzero(broken.any(axis=0))}
        for number, cell in tried.items():
            hidden[cell] = number in again


def _plainly_needed(table: Table, hidden: BoolArray, cell: int) -> bool:
    """Whether showing the cell would let one sum alone give a hidden count away."""
    trial = hidden.copy()
    trial[cell] = False
    return any(
        _gives_away(table, trial, table.relations[row], layer)
        and not _gives_away(table, hidden, table.relations[row], layer)
        for row in table.rows_of(cell)
        for layer in (0, 1)
        if table.holds[layer][row]
    )
